//! What a report is made of.

use domain::period::Unit;
use serde::{Deserialize, Serialize};

/// A report as it is set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Definition {
    /// What it is called; empty for the name of its kind.
    pub title: String,
    /// Where it began.
    pub kind: Kind,
    /// Which documents, in the filter language, without a period.
    pub filter: String,
    /// What it shows, in order.
    pub sections: Vec<Section>,
    /// The columns of lists of documents, by their codes; empty for the usual.
    pub columns: Vec<String>,
    /// What the table of groups is by, by the codes of dimensions.
    pub grouping: Vec<String>,
    /// How long a period is.
    pub unit: Period,
    /// `nb` or `en`.
    pub language: String,
    /// The files that are made besides the mail.
    pub formats: Vec<Format>,
    /// The addresses it goes to.
    pub recipients: Vec<String>,
    /// When it goes out; `None` for only by hand.
    pub timetable: Option<Timetable>,
    /// Whether it stays where it is if there is nothing in it.
    pub skip_empty: bool,
}

/// How long the period of a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// A day.
    #[default]
    Day,
    /// Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// Where a report began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// What came, went out and was paid in a day.
    DailyOverview,
    /// What went wrong in a day.
    DailyExceptions,
    /// How a month went.
    Monthly,
    /// Every document with where it stands.
    EveryDocument,
    /// Who pays when.
    PaymentBehaviour,
    /// Somebody's own.
    #[default]
    Own,
}

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$note:meta])* $variant:ident $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$note])* #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// Every one, in the usual order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it in definitions, URLs and on the command line.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The one with this word.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

words! {
    /// Something that a report shows.
    Section {
        /// The numbers of the period beside those of the one before.
        KeyFigures "key-figures",
        /// The same by company.
        Companies "companies",
        /// The same by channel.
        Channels "channels",
        /// Documents by the grouping of the definition.
        Groups "groups",
        /// Documents over the last months by channel.
        OverTime "over-time",
        /// What went wrong, by reason.
        Reasons "reasons",
        /// The documents that failed or came back.
        Failed "failed",
        /// The documents whose channel should have answered.
        Silent "silent",
        /// The documents that their recipient rejected or disputes.
        Rejected "rejected",
        /// The payments that belong to no document.
        Unmatched "unmatched",
        /// How long it takes to open and to pay, by channel.
        Times "times",
        /// When documents were paid, against the day they had to be.
        Behaviour "behaviour",
        /// What is to be paid, by how long it should have been.
        Ageing "ageing",
        /// Every document.
        Documents "documents",
    }
}

words! {
    /// A file that a report is written as.
    Format {
        /// Pages to read and print.
        Pdf "pdf",
        /// A spreadsheet.
        Xlsx "xlsx",
        /// A table for a Norwegian spreadsheet program.
        Csv "csv",
        /// A table for programs.
        CsvMachine "csv-machine",
        /// Lines of JSON for programs.
        Ndjson "ndjson",
        /// The mail, as a page.
        Html "html",
    }
}

impl Format {
    /// What the name of such a file ends with.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::CsvMachine => "machine.csv",
            Self::Ndjson => "ndjson",
            Self::Html => "html",
        }
    }

    /// The media type of such a file.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv | Self::CsvMachine => "text/csv; charset=utf-8",
            Self::Ndjson => "application/x-ndjson",
            Self::Html => "text/html; charset=utf-8",
        }
    }
}

/// When a report goes out, by the clock of the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Timetable {
    /// The hour, 0 to 23.
    pub hour: i8,
    /// The minute, 0 to 59.
    pub minute: i8,
    /// How many days after the end of the period; 1 is the day after its last.
    pub days_after: u8,
    /// Whether it waits for the next day on which banks settle.
    pub bank_days: bool,
}

impl Default for Timetable {
    /// Seven in the morning of the day after.
    fn default() -> Self {
        Self {
            hour: 7,
            minute: 0,
            days_after: 1,
            bank_days: false,
        }
    }
}

impl Default for Definition {
    fn default() -> Self {
        Self {
            title: String::new(),
            kind: Kind::Own,
            filter: String::new(),
            sections: vec![Section::KeyFigures],
            columns: Vec::new(),
            grouping: Vec::new(),
            unit: Period::Day,
            language: "nb".to_owned(),
            formats: vec![Format::Pdf],
            recipients: Vec::new(),
            timetable: None,
            skip_empty: false,
        }
    }
}

impl From<Period> for Unit {
    fn from(period: Period) -> Self {
        match period {
            Period::Day => Self::Day,
            Period::Week => Self::Week,
            Period::Month => Self::Month,
            Period::Year => Self::Year,
        }
    }
}

impl Period {
    /// Every length.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// The word for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The one with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }
}

impl Kind {
    /// Those that come with the program.
    pub const BUILT_IN: [Self; 5] = [
        Self::DailyOverview,
        Self::DailyExceptions,
        Self::Monthly,
        Self::EveryDocument,
        Self::PaymentBehaviour,
    ];

    /// The short name of the report that comes with the program.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DailyOverview => "daily-overview",
            Self::DailyExceptions => "daily-exceptions",
            Self::Monthly => "monthly-report",
            Self::EveryDocument => "every-document",
            Self::PaymentBehaviour => "payment-behaviour",
            Self::Own => "own",
        }
    }

    /// What it is made of until somebody changes that.
    pub fn definition(self) -> Definition {
        use Section::*;
        let (unit, sections, formats): (_, &[Section], &[Format]) = match self {
            Self::DailyOverview => (
                Period::Day,
                &[KeyFigures, Companies, Channels, Reasons],
                &[Format::Pdf, Format::Xlsx],
            ),
            Self::DailyExceptions => (
                Period::Day,
                &[Reasons, Failed, Silent, Rejected, Unmatched],
                &[Format::Xlsx],
            ),
            Self::Monthly => (
                Period::Month,
                &[
                    KeyFigures, Companies, Channels, OverTime, Times, Behaviour, Reasons, Ageing,
                ],
                &[Format::Pdf, Format::Xlsx],
            ),
            Self::EveryDocument => (Period::Month, &[Documents], &[Format::Xlsx, Format::Csv]),
            Self::PaymentBehaviour => (
                Period::Month,
                &[Behaviour, Times, Ageing],
                &[Format::Pdf, Format::Xlsx],
            ),
            Self::Own => return Definition::default(),
        };
        Definition {
            kind: self,
            unit,
            sections: sections.to_vec(),
            formats: formats.to_vec(),
            skip_empty: self == Self::DailyExceptions,
            ..Definition::default()
        }
    }
}
