//! Dimensions that single documents decide: customer, batch and dates.

use super::GroupKey;
use crate::columns::{Columns, Field};
use crate::days;
use crate::scan::Chunk;
use crate::{DateField, Dimension};
use domain::period::{Period, Unit};

/// A dimension that single documents decide.
pub(super) enum Axis {
    Customer,
    Batch,
    /// Codes of days from the first on; 0 stands for no day.
    Days {
        field: Field,
        first: i32,
        codes: Vec<u32>,
        periods: Vec<Period>,
    },
}

impl Axis {
    /// The codes of the documents.
    pub(super) fn read(&self, chunk: &Chunk<'_>, out: &mut Vec<i32>) {
        match self {
            Self::Customer => chunk.read(Field::Customer, out),
            Self::Batch => chunk.read(Field::Batch, out),
            Self::Days {
                field,
                first,
                codes,
                ..
            } => {
                chunk.read(*field, out);
                for day in out {
                    // No day is far beyond the last.
                    let at = day.wrapping_sub(*first).cast_unsigned() as usize;
                    *day = codes.get(at).copied().unwrap_or(0).cast_signed();
                }
            }
        }
    }

    /// The code of what was received on a day, where that decides.
    pub(super) fn on_day(&self, day: i32) -> Option<u32> {
        match self {
            Self::Days {
                field: Field::ReceivedOn,
                first,
                codes,
                ..
            } => {
                let at = day.wrapping_sub(*first).cast_unsigned() as usize;
                Some(codes.get(at).copied().unwrap_or(0))
            }
            _ => None,
        }
    }

    /// The place of a code in the order of the keys, of so many codes; `None`
    /// where codes tell nothing of it.
    pub(super) fn rank(&self, code: u32, size: u32) -> Option<u128> {
        match self {
            // 0 stands for no day, which comes last.
            Self::Days { .. } => Some(u128::from(code.checked_sub(1).unwrap_or(size - 1))),
            Self::Customer | Self::Batch => None,
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

    /// How many codes there are.
    pub(super) fn size(&self, columns: &Columns) -> usize {
        match self {
            Self::Customer => columns.customers.ids().len().max(1),
            Self::Batch => columns.batches.len(),
            Self::Days { periods, .. } => periods.len() + 1,
        }
    }
}

/// Whether single documents decide a dimension.
pub(super) const fn decided_singly(dimension: Dimension) -> bool {
    matches!(
        dimension,
        Dimension::Customer | Dimension::Batch | Dimension::Date(..)
    )
}

/// A dimension that single documents decide.
pub(super) fn axis(columns: &Columns, dimension: Dimension) -> Option<Axis> {
    match dimension {
        Dimension::Customer => Some(Axis::Customer),
        Dimension::Batch => Some(Axis::Batch),
        Dimension::Date(field, unit) => {
            let field = match field {
                DateField::Received => Field::ReceivedOn,
                DateField::Issued => Field::Issued,
                DateField::Due => Field::Due,
                DateField::Paid => Field::Paid,
            };
            Some(day_axis(columns, field, unit))
        }
        _ => None,
    }
}

/// The period of every day from the first to the last in a column. The
/// calendar ends after seven million days, so there is an end to this.
fn day_axis(columns: &Columns, field: Field, unit: Unit) -> Axis {
    let (mut codes, mut periods) = (Vec::new(), Vec::new());
    let zone = columns.zone(field);
    let day = |value: i64| i32::try_from(value).unwrap_or(0);
    for number in zone
        .into_iter()
        .flat_map(|zone| day(zone.first)..=day(zone.last))
    {
        let period = Period::of(days::day(number), unit);
        if periods.last() != Some(&period) {
            periods.push(period);
        }
        codes.push(u32::try_from(periods.len()).unwrap_or(u32::MAX));
    }
    Axis::Days {
        field,
        first: zone.map_or(0, |zone| day(zone.first)),
        codes,
        periods,
    }
}
