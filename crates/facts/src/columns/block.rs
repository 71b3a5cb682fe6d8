//! A block: some thousand documents, one array a column.

use crate::days::NO_DAY;
use crate::shape::GONE;
use crate::text::Texts;
use std::collections::HashSet;

/// The columns of some documents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    /// Document id.
    pub(crate) id: Vec<[u8; 16]>,
    /// The place in the log up to which the row is told.
    pub(crate) seq: Vec<i64>,
    /// Received, minutes since 1970 UTC.
    pub(crate) received: Vec<i32>,
    /// Received, local day.
    pub(crate) received_on: Vec<i32>,
    /// The day on it.
    pub(crate) issued: Vec<i32>,
    /// The last day to pay.
    pub(crate) due: Vec<i32>,
    /// The day on which it was fully paid.
    pub(crate) paid: Vec<i32>,
    /// Code of the combination of everything that takes few values.
    pub(crate) shape: Vec<u32>,
    /// Customer code.
    pub(crate) customer: Vec<u32>,
    /// Batch code, 0 for none.
    pub(crate) batch: Vec<u32>,
    /// Minor units; 0 where there is no amount.
    pub(crate) amount: Vec<i64>,
    /// Number and KID, folded.
    pub(crate) text: Texts,
    /// First and last of the four columns of days, in their order above.
    zones: [Zone; 4],
}

/// One document's values for the columns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) id: [u8; 16],
    pub(crate) seq: i64,
    pub(crate) received: i32,
    pub(crate) received_on: i32,
    pub(crate) issued: i32,
    pub(crate) due: i32,
    pub(crate) paid: i32,
    pub(crate) shape: u32,
    pub(crate) customer: u32,
    pub(crate) batch: u32,
    pub(crate) amount: i64,
}

/// The first and last day in a column of a block. Only ever widened, so it
/// may hold more days than the block does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Zone {
    pub(crate) first: i32,
    pub(crate) last: i32,
}

impl Default for Zone {
    fn default() -> Self {
        Self {
            first: i32::MAX,
            last: i32::MIN,
        }
    }
}

impl Zone {
    pub(crate) const fn is_empty(self) -> bool {
        self.first > self.last
    }

    pub(crate) fn join(self, other: Self) -> Self {
        Self {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
    }

    fn widen(&mut self, day: i32) {
        if day != NO_DAY {
            *self = self.join(Self {
                first: day,
                last: day,
            });
        }
    }
}

impl Block {
    pub(crate) const fn len(&self) -> usize {
        self.id.len()
    }

    pub(crate) const fn received_zone(&self) -> Zone {
        self.zones[0]
    }

    pub(crate) const fn issued_zone(&self) -> Zone {
        self.zones[1]
    }

    pub(crate) const fn due_zone(&self) -> Zone {
        self.zones[2]
    }

    pub(crate) const fn paid_zone(&self) -> Zone {
        self.zones[3]
    }

    pub(super) fn push(&mut self, row: &Row, text: &str) {
        self.id.push(row.id);
        self.seq.push(row.seq);
        self.received.push(row.received);
        self.received_on.push(row.received_on);
        self.issued.push(row.issued);
        self.due.push(row.due);
        self.paid.push(row.paid);
        self.shape.push(row.shape);
        self.customer.push(row.customer);
        self.batch.push(row.batch);
        self.amount.push(row.amount);
        self.text.push(text);
        self.widen(row);
        if self.len() == super::BLOCK {
            self.text.settle();
        }
    }

    pub(super) fn set(&mut self, at: usize, row: &Row, text: &str) {
        self.id[at] = row.id;
        self.seq[at] = row.seq;
        self.received[at] = row.received;
        self.received_on[at] = row.received_on;
        self.issued[at] = row.issued;
        self.due[at] = row.due;
        self.paid[at] = row.paid;
        self.shape[at] = row.shape;
        self.customer[at] = row.customer;
        self.batch[at] = row.batch;
        self.amount[at] = row.amount;
        self.widen(row);
        // Numbers and KIDs never change, so this is for revived rows only.
        if self.text.get(at) != text {
            self.text
                .rewrite(|row| (row == at).then(|| text.to_owned()));
        }
    }

    fn widen(&mut self, row: &Row) {
        let days = [row.received_on, row.issued, row.due, row.paid];
        for (zone, day) in self.zones.iter_mut().zip(days) {
            zone.widen(day);
        }
    }

    pub(super) fn row(&self, at: usize) -> Row {
        Row {
            id: self.id[at],
            seq: self.seq[at],
            received: self.received[at],
            received_on: self.received_on[at],
            issued: self.issued[at],
            due: self.due[at],
            paid: self.paid[at],
            shape: self.shape[at],
            customer: self.customer[at],
            batch: self.batch[at],
            amount: self.amount[at],
        }
    }

    pub(super) fn forget(&mut self, rows: &HashSet<usize>) {
        for at in rows.iter().copied() {
            self.seq[at] = i64::MIN;
            self.received[at] = 0;
            self.received_on[at] = NO_DAY;
            self.issued[at] = NO_DAY;
            self.due[at] = NO_DAY;
            self.paid[at] = NO_DAY;
            self.shape[at] = GONE;
            self.customer[at] = 0;
            self.batch[at] = 0;
            self.amount[at] = 0;
        }
        self.text.rewrite(|at| rows.contains(&at).then(String::new));
    }

    pub(super) fn bytes(&self) -> usize {
        let fours = self.received.capacity()
            + self.received_on.capacity()
            + self.issued.capacity()
            + self.due.capacity()
            + self.paid.capacity()
            + self.shape.capacity()
            + self.customer.capacity()
            + self.batch.capacity();
        let eights = self.seq.capacity() + self.amount.capacity();
        self.id.capacity() * 16 + fours * 4 + eights * 8 + self.text.bytes()
    }
}
