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

use crate::columns::{Field, Times};
use crate::plan::Plan;
use crate::{Facts, View};
use domain::filter::Filter;
use jiff::Timestamp;
use jiff::tz::TimeZone;

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
    /// What it cannot be answered without.
    needs: Needs,
    run: fn(&Facts, &View) -> Table,
}

/// What has to be read to answer a question.
#[derive(Clone, Copy)]
enum Needs {
    /// What days add up to.
    Days,
    /// What months add up to of how long things took.
    Times,
    /// These columns of the documents.
    Columns(&'static [Field]),
}

/// All questions, in their order.
pub const QUESTIONS: [Question; 10] = [
    Question {
        name: "Q1",
        asks: "last 30 days: count and sum by status, channel, kind",
        filter: "received:last30d",
        needs: Needs::Days,
        run: counts::by_status,
    },
    Question {
        name: "Q2",
        asks: "channel share by month, 16 months",
        filter: "",
        needs: Needs::Days,
        run: counts::by_month,
    },
    Question {
        name: "Q3",
        asks: "per channel: opened, paid, on time, days to pay, hours to open",
        filter: "kind:invoice",
        needs: Needs::Times,
        run: waits::by_channel,
    },
    Question {
        name: "Q4",
        asks: "list: 3 companies, 2 channels, 2 states, amounts, 60 days",
        filter: "company:910000000,910000001,910000002 channel:efaktura,email \
                 payment:open,paid amount:1000..10000 received:last60d",
        needs: Needs::Columns(&[Field::Shape, Field::Amount, Field::Received]),
        run: lists::filtered,
    },
    Question {
        name: "Q5",
        asks: "50 customers with most overdue",
        filter: "payment:overdue",
        needs: Needs::Columns(&[Field::Shape, Field::Due, Field::Amount, Field::Customer]),
        run: behaviour::most_overdue,
    },
    Question {
        name: "Q6",
        asks: "on time and median delay of every customer, 100 latest payers",
        filter: "has:paid",
        needs: Needs::Columns(&[Field::Shape, Field::Delay, Field::Customer]),
        run: behaviour::latest_payers,
    },
    Question {
        name: "Q7",
        asks: "one day: company × channel × status",
        filter: "received:2026-10-15",
        needs: Needs::Days,
        run: counts::of_a_day,
    },
    Question {
        name: "Q8",
        asks: "failures by reason × channel × week",
        filter: "has:error",
        needs: Needs::Days,
        run: counts::failures,
    },
    Question {
        name: "Q9",
        asks: "at risk and paid per channel and day 0–120",
        filter: "kind:invoice",
        needs: Needs::Times,
        run: waits::at_risk,
    },
    Question {
        name: "Q10",
        asks: "customer name contains a word: count and newest 50",
        filter: "q:tannlege",
        needs: Needs::Columns(&[Field::Shape, Field::Customer]),
        run: lists::by_name,
    },
];

impl Question {
    /// Asks it, as of [`crate::made_up::TODAY`].
    pub fn ask(&self, facts: &Facts) -> Table {
        (self.run)(facts, &self.view())
    }

    /// How many bytes have to be read to answer it.
    pub fn bytes(&self, facts: &Facts) -> usize {
        let plan = Plan::new(&facts.columns, &self.view());
        match self.needs {
            Needs::Days => {
                let on = plan.days();
                let meant = |day: i32| on.as_ref().is_some_and(|on| on(day));
                let days = facts.columns.days.iter();
                days.filter(|(day, _)| meant(*day))
                    .map(|(_, sums)| sums.bytes())
                    .sum()
            }
            Needs::Times => {
                let months = facts.columns.days.months(|_| true);
                let times = months
                    .iter()
                    .filter_map(|(month, days, _)| facts.columns.times(*month, *days));
                times.map(Times::bytes).sum()
            }
            Needs::Columns(fields) => {
                let blocks = facts.columns.blocks.iter();
                let read = blocks.filter(|block| !plan.rules_out(block));
                let needs = read.flat_map(|block| fields.iter().map(|f| block.column(*f).bytes()));
                needs.sum()
            }
        }
    }

    fn view(&self) -> View {
        View {
            filter: Filter::parse(self.filter).unwrap_or_default(),
            ..View::all(crate::made_up::TODAY)
        }
    }
}

/// Noon of the day on which everything is asked.
fn now() -> Timestamp {
    let noon = crate::made_up::TODAY
        .at(12, 0, 0, 0)
        .to_zoned(TimeZone::UTC);
    noon.map_or(Timestamp::UNIX_EPOCH, |noon| noon.timestamp())
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
