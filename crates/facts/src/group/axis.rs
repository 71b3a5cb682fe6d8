//! Dimensions that single documents decide: customer, batch and dates.

use super::GroupKey;
use crate::columns::{Block, Columns, Zone};
use crate::days::{self, NO_DAY};
use crate::{DateField, Dimension};
use domain::period::{Period, Unit};

/// A dimension that single documents decide.
pub(super) enum Axis {
    Customer,
    Batch,
    /// Codes of days from the first on; 0 stands for no day.
    Days {
        column: fn(&Block) -> &[i32],
        first: i32,
        codes: Vec<u32>,
        periods: Vec<Period>,
    },
}

impl Axis {
    /// The code of a document.
    pub(super) fn code(&self, block: &Block, at: usize) -> u32 {
        match self {
            Self::Customer => block.customer[at],
            Self::Batch => block.batch[at],
            Self::Days {
                column,
                first,
                codes,
                ..
            } => match column(block)[at] {
                NO_DAY => 0,
                day => usize::try_from(day - first).map_or(0, |day| codes[day]),
            },
        }
    }

    /// The key that a code stands for.
    pub(super) fn key(&self, columns: &Columns, code: u32) -> GroupKey {
        let found = match self {
            Self::Customer => {
                let id = columns.customers.ids().get(code);
                id.map(|id| GroupKey::Customer(*id))
            }
            Self::Batch => {
                let name = columns.batches.get(code);
                name.map(|name| GroupKey::Batch(name.clone()))
            }
            Self::Days { periods, .. } => {
                let period = code
                    .checked_sub(1)
                    .and_then(|code| periods.get(code as usize));
                period.map(|period| GroupKey::Period(*period))
            }
        };
        found.unwrap_or(GroupKey::Missing)
    }
}

/// Whether single documents decide a dimension.
pub(super) const fn decided_singly(dimension: Dimension) -> bool {
    matches!(
        dimension,
        Dimension::Customer | Dimension::Batch | Dimension::Date(..)
    )
}

/// A dimension that single documents decide, and how many codes it has.
pub(super) fn axis(columns: &Columns, dimension: Dimension) -> Option<(Axis, u128)> {
    let days = |column, zone, unit| {
        let axis = day_axis(columns, column, zone, unit);
        let size = match &axis {
            Axis::Days { periods, .. } => periods.len() as u128 + 1,
            _ => 1,
        };
        Some((axis, size))
    };
    match dimension {
        Dimension::Customer => Some((Axis::Customer, columns.customers.ids().len().max(1) as u128)),
        Dimension::Batch => Some((Axis::Batch, columns.batches.len() as u128)),
        Dimension::Date(field, unit) => match field {
            DateField::Received => days(|b| &b.received_on, Block::received_zone, unit),
            DateField::Issued => days(|b| &b.issued, Block::issued_zone, unit),
            DateField::Due => days(|b| &b.due, Block::due_zone, unit),
            DateField::Paid => days(|b| &b.paid, Block::paid_zone, unit),
        },
        _ => None,
    }
}

/// The period of every day from the first to the last in a column. The
/// calendar ends after seven million days, so there is an end to this.
fn day_axis(
    columns: &Columns,
    column: fn(&Block) -> &[i32],
    zone: fn(&Block) -> Zone,
    unit: Unit,
) -> Axis {
    let (mut codes, mut periods) = (Vec::new(), Vec::new());
    let zone = columns.zone(zone);
    for number in zone.into_iter().flat_map(|zone| zone.first..=zone.last) {
        let period = Period::of(days::day(number), unit);
        if periods.last() != Some(&period) {
            periods.push(period);
        }
        codes.push(u32::try_from(periods.len()).unwrap_or(u32::MAX));
    }
    Axis::Days {
        column,
        first: zone.map_or(0, |zone| zone.first),
        codes,
        periods,
    }
}
