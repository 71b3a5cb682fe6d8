//! The ten questions that the read model is measured by, over a made-up
//! organisation. `utsyn bench facts` prints how long each takes; the script in
//! `bench/` asks other engines the same and compares the answers.

mod behaviour;
mod counts;
mod export;
mod lists;
mod machine;
mod pages;
mod run;
mod waits;

pub use run::run;

use crate::columns::Field;
use crate::plan::Plan;
use crate::{Facts, View};
use domain::filter::Filter;

/// One cell of an answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// A word or an id.
    Text(String),
    /// A count, a sum in minor units, days.
    Number(i64),
}

/// An answer: its rows in the order asked for, or in that of their first
/// cells.
pub type Table = Vec<Vec<Cell>>;

/// One of the questions.
#[derive(Clone, Copy)]
pub struct Question {
    /// Its name.
    pub name: &'static str,
    /// What it asks.
    pub asks: &'static str,
    /// Which documents it is about.
    filter: &'static str,
    /// The columns that it cannot be answered without.
    needs: &'static [Field],
    run: fn(&Facts, &View) -> Table,
}

/// All questions, in their order.
pub const QUESTIONS: [Question; 10] = [
    Question {
        name: "Q1",
        asks: "last 30 days: count and sum by status, channel, kind",
        filter: "received:last30d",
        needs: &[Field::Shape, Field::Amount],
        run: counts::by_status,
    },
    Question {
        name: "Q2",
        asks: "channel share by month, 16 months",
        filter: "",
        needs: &[Field::Shape, Field::ReceivedOn],
        run: counts::by_month,
    },
    Question {
        name: "Q3",
        asks: "per channel: opened, paid, on time, days to pay, hours to open",
        filter: "kind:invoice",
        needs: &[
            Field::Shape,
            Field::Issued,
            Field::Due,
            Field::Paid,
            Field::Delivered,
            Field::Opened,
        ],
        run: waits::by_channel,
    },
    Question {
        name: "Q4",
        asks: "list: 3 companies, 2 channels, 2 states, amounts, 60 days",
        filter: "company:910000000,910000001,910000002 channel:efaktura,email \
                 payment:open,paid amount:1000..10000 received:last60d",
        needs: &[Field::Shape, Field::Amount, Field::Received],
        run: lists::filtered,
    },
    Question {
        name: "Q5",
        asks: "50 customers with most overdue",
        filter: "payment:overdue",
        needs: &[Field::Shape, Field::Due, Field::Amount, Field::Customer],
        run: behaviour::most_overdue,
    },
    Question {
        name: "Q6",
        asks: "on time and median delay of every customer, 100 latest payers",
        filter: "has:paid",
        needs: &[Field::Shape, Field::Due, Field::Paid, Field::Customer],
        run: behaviour::latest_payers,
    },
    Question {
        name: "Q7",
        asks: "one day: company × channel × status",
        filter: "received:2026-10-15",
        needs: &[Field::Shape],
        run: counts::of_a_day,
    },
    Question {
        name: "Q8",
        asks: "failures by reason × channel × week",
        filter: "has:error",
        needs: &[Field::Shape, Field::ReceivedOn],
        run: counts::failures,
    },
    Question {
        name: "Q9",
        asks: "at risk and paid per channel and day 0–120",
        filter: "kind:invoice",
        needs: &[Field::Shape, Field::Issued, Field::Paid],
        run: waits::at_risk,
    },
    Question {
        name: "Q10",
        asks: "customer name contains a word: count and newest 50",
        filter: "q:tannlege",
        needs: &[Field::Shape, Field::Customer],
        run: lists::by_name,
    },
];

impl Question {
    /// Asks it, as of [`crate::made_up::TODAY`].
    pub fn ask(&self, facts: &Facts) -> Table {
        (self.run)(facts, &self.view())
    }

    /// How many bytes of columns have to be read to answer it.
    pub fn bytes(&self, facts: &Facts) -> usize {
        let plan = Plan::new(&facts.columns, &self.view());
        let blocks = facts.columns.blocks.iter();
        let read = blocks.filter(|block| !plan.rules_out(block));
        let needs = read.flat_map(|block| self.needs.iter().map(|f| block.column(*f).bytes()));
        needs.sum()
    }

    fn view(&self) -> View {
        View {
            filter: Filter::parse(self.filter).unwrap_or_default(),
            ..View::all(crate::made_up::TODAY)
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::Number(number.cast_signed())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests;
