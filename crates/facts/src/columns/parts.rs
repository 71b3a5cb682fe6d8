//! What was settled in parts, by row: few documents are.

use super::beside::{Beside, OfBlock};
use super::local_day;
use crate::Entry;
use crate::days::number;
use domain::standing::Part;
use jiff::tz::TimeZone;

/// How much of an amount was settled on a day, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Settled {
    pub(crate) on: i32,
    pub(crate) minor: i64,
}

/// What was settled in parts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parts {
    rows: Beside<Box<[Settled]>>,
}

/// The parts of a document, if it was settled in any.
pub(super) fn parts_of(entry: &Entry, zone: &TimeZone) -> Option<Box<[Settled]>> {
    let settled = |part: &Part| match *part {
        Part::Paid { on, minor } => Settled {
            on: number(on),
            minor,
        },
        Part::Credited { at, minor } => Settled {
            on: i32::try_from(local_day(zone, at)).unwrap_or(i32::MAX),
            minor,
        },
    };
    let parts = &entry.standing.parts;
    (!parts.is_empty()).then(|| parts.iter().map(settled).collect())
}

impl Parts {
    pub(super) fn keep(&mut self, row: u32, parts: Option<Box<[Settled]>>) {
        self.rows.keep(row, parts);
    }

    /// The parts of so many blocks at least, to be changed side by side.
    pub(super) fn of_blocks(&mut self, count: usize) -> &mut [OfBlock<Box<[Settled]>>] {
        self.rows.of_blocks(count)
    }

    /// How much of a row was settled by the end of a day, if it was in parts.
    pub(crate) fn settled_by(&self, row: u32, day: i32) -> Option<i64> {
        let parts = self.rows.get(row)?.iter();
        let by_then = parts.filter(|part| part.on <= day);
        Some(by_then.fold(0, |sum, part| sum.saturating_add(part.minor)))
    }

    /// The parts of each row, in the order of the rows.
    pub(super) fn list(&self) -> Vec<(u32, &[Settled])> {
        let rows = self.rows.iter();
        rows.map(|(row, parts)| (row, parts.as_ref())).collect()
    }

    /// Takes the parts of a row out.
    pub(super) fn take(&mut self, row: u32) -> Option<Box<[Settled]>> {
        self.rows.keep(row, None)
    }

    pub(super) fn bytes(&self) -> usize {
        let parts = self.rows.iter().map(|(_, parts)| size_of_val(&**parts));
        self.rows.bytes() + parts.sum::<usize>()
    }
}
