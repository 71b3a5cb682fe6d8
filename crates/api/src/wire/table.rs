use app::imports::{Check, Looked, TableSettings};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a table of another system is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What its rows are: `documents` or `payments`.
    #[schema(example = "documents")]
    pub meaning: String,
    /// What stands between cells: `;`, `,`, tab or `|`.
    #[schema(example = ";")]
    pub delimiter: String,
    /// How its letters are written: `utf8` or `windows1252`.
    pub encoding: String,
    /// Whether a comma stands before the decimals; otherwise a point.
    pub decimal_comma: bool,
    /// In which order the parts of a date stand: `day_first`, `month_first`
    /// or `year_first`.
    pub dates: String,
    /// What each column is, in their order; null leaves it out.
    pub columns: Vec<Option<String>>,
    /// The account that payments came to, where no column says it.
    pub account: Option<String>,
}

impl Mapping {
    /// The mapping for these settings.
    pub fn of(settings: &TableSettings) -> Option<Self> {
        serde_json::from_value(serde_json::to_value(settings).ok()?).ok()
    }

    /// The settings that are meant, or what is wrong with them.
    ///
    /// # Errors
    ///
    /// A word that is not known.
    pub fn settings(&self) -> serde_json::Result<TableSettings> {
        serde_json::from_value(serde_json::to_value(self)?)
    }
}

/// A table, as far as it is understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Table {
    /// The names of its columns.
    pub header: Vec<String>,
    /// The first rows.
    pub samples: Vec<Vec<String>>,
    /// How it would be read: a guess, or what was said of tables of its shape.
    pub mapping: Option<Mapping>,
    /// Whether that was said before.
    pub is_remembered: bool,
}

impl From<&Looked> for Table {
    fn from(looked: &Looked) -> Self {
        Self {
            header: looked.guess.header.clone(),
            samples: looked.guess.samples.clone(),
            mapping: Mapping::of(&looked.guess.settings),
            is_remembered: looked.is_remembered,
        }
    }
}

/// What the rows of a table would come to. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TableCheck {
    /// Rows that would be new.
    pub new: u64,
    /// Rows whose document is there and says something else.
    pub changed: u64,
    /// Rows that are there already.
    pub same: u64,
    /// Rows that tell nothing of this kind.
    pub left_out: u64,
    /// Rows that cannot be read.
    pub wrong: u64,
    /// What is wrong or odd, by what mends it.
    pub problems: Vec<TableProblem>,
    /// Whether all rows were looked at.
    pub is_all: bool,
}

/// Trouble of one kind in a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TableProblem {
    /// The finding's code. Open.
    pub code: String,
    /// Whether it keeps its rows out.
    pub is_error: bool,
    /// How many rows have it.
    pub rows: u64,
    /// The first of them.
    pub examples: Vec<super::Finding>,
}

impl From<&Check> for TableCheck {
    fn from(check: &Check) -> Self {
        let problem = |problem: &app::imports::Problem| TableProblem {
            code: problem.code.clone(),
            is_error: problem.is_error,
            rows: problem.rows,
            examples: problem.examples.iter().map(super::Finding::from).collect(),
        };
        Self {
            new: check.new,
            changed: check.changed,
            same: check.same,
            left_out: check.left_out,
            wrong: check.wrong,
            problems: check.problems.iter().map(problem).collect(),
            is_all: check.is_all,
        }
    }
}
