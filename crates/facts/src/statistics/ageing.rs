//! What is still to be paid, by how long it should have been.

use super::grouped::{Answer, Grouping, Seen};
use super::{Grouped, Statistics};
use crate::Dimension;
use crate::columns::{Columns, Field};
use crate::days::{bank_day, number};
use crate::list::clamped;
use domain::{Currency, PaymentState};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How long something should have been paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Age {
    /// The last day to pay is not over, or there is none.
    NotDue,
    /// 1 to 14 days after the due date.
    To14,
    /// 15 to 30 days.
    To30,
    /// 31 to 60 days.
    To60,
    /// 61 to 90 days.
    To90,
    /// More than 90 days.
    Over90,
}

/// Every age, youngest first.
pub const AGES: [Age; 6] = [
    Age::NotDue,
    Age::To14,
    Age::To30,
    Age::To60,
    Age::To90,
    Age::Over90,
];

impl Age {
    /// The name in JSON and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotDue => "not_due",
            Self::To14 => "1-14",
            Self::To30 => "15-30",
            Self::To60 => "31-60",
            Self::To90 => "61-90",
            Self::Over90 => "over_90",
        }
    }

    /// The age on a day of something due on another. It is not due while the
    /// due date, moved to the next bank day, is not over.
    fn on(today: i32, due: Option<i32>) -> Self {
        let Some(due) = due.filter(|due| bank_day(*due) < today) else {
            return Self::NotDue;
        };
        match today.saturating_sub(due) {
            ..=14 => Self::To14,
            15..=30 => Self::To30,
            31..=60 => Self::To60,
            61..=90 => Self::To90,
            _ => Self::Over90,
        }
    }
}

/// What is still to be paid of some documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ageing {
    /// How many documents.
    pub n: u64,
    /// What is still to be paid, one entry a currency.
    pub sums: Vec<AgeSum>,
}

/// What is still to be paid in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgeSum {
    /// The currency.
    pub currency: Currency,
    /// How many documents and how much in minor units, in the order of [`AGES`].
    pub ages: [(u64, i64); AGES.len()],
}

impl AgeSum {
    /// All of it, in minor units.
    pub fn total_minor(&self) -> i64 {
        self.ages
            .iter()
            .fold(0, |sum, (_, minor)| sum.saturating_add(*minor))
    }

    /// What should have been paid, in minor units.
    pub fn overdue_minor(&self) -> i64 {
        self.total_minor().saturating_sub(self.ages[0].1)
    }
}

#[derive(Default)]
struct Tally {
    sums: BTreeMap<Currency, [(u64, i128); AGES.len()]>,
}

impl Answer for Tally {
    fn join(&mut self, other: Self) {
        for (currency, more) in other.sums {
            let kept = self.sums.entry(currency).or_default();
            for (kept, more) in kept.iter_mut().zip(more) {
                kept.0 += more.0;
                kept.1 += more.1;
            }
        }
    }
}

impl Tally {
    fn settle(self) -> Ageing {
        let sum = |(currency, ages): (Currency, [(u64, i128); AGES.len()])| AgeSum {
            currency,
            ages: ages.map(|(count, minor)| (count, clamped(minor))),
        };
        let sums: Vec<AgeSum> = self.sums.into_iter().map(sum).collect();
        let counts = sums.iter().flat_map(|sum| sum.ages).map(|(count, _)| count);
        Ageing {
            n: counts.sum(),
            sums,
        }
    }
}

/// What was still to be paid of a document at the end of a day, in minor units.
fn outstanding_on(columns: &Columns, seen: Seen<'_>, day: i32) -> Option<i64> {
    let shape = seen.shape;
    let issued = seen
        .get(Field::Issued)
        .or_else(|| seen.get(Field::ReceivedOn))?;
    if shape.payment == PaymentState::None || issued > day {
        return None;
    }
    let over = [Field::Paid, Field::Closed].map(|field| seen.get(field));
    if over.into_iter().flatten().any(|over| over <= day) {
        return None;
    }
    let settled = columns.parts.settled_by(seen.row(), day).unwrap_or(0);
    let minor = seen.amount().saturating_sub(settled).max(0);
    (minor != 0).then_some(minor)
}

impl Statistics<'_> {
    /// What was still to be paid at the end of a day, by dimensions; groups
    /// with nothing to be paid are left out.
    pub fn ageing(&self, as_of: Date, by: &[Dimension]) -> Vec<Grouped<Ageing>> {
        let day = number(as_of);
        let grouping = Grouping::new(self.columns, self.view, by);
        let fields = [
            Field::Issued,
            Field::ReceivedOn,
            Field::Due,
            Field::Paid,
            Field::Closed,
            Field::Amount,
        ];
        let found = grouping.run(&fields, |tally: &mut Tally, seen| {
            let minor = outstanding_on(self.columns, seen, day);
            if let (Some(minor), Some(currency)) = (minor, seen.shape.currency) {
                let age = Age::on(day, seen.get(Field::Due));
                let cell = &mut tally.sums.entry(currency).or_default()[age as usize];
                cell.0 += 1;
                cell.1 += i128::from(minor);
            }
        });
        let settled = found.into_iter().map(|group| Grouped {
            keys: group.keys,
            value: group.value.settle(),
        });
        settled.filter(|group| group.value.n > 0).collect()
    }
}
