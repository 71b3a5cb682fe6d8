//! What is kept of the documents: columns in blocks, and where each document
//! lies in them.

use crate::days::{minute, number, number_or_none};
use crate::dictionary::Dictionary;
use crate::names::Names;
use crate::shape::{GONE, Shape, Shapes, Share};
use crate::text::{PART_END, folded};
use crate::{Entry, Memory};
use domain::{CompanyId, CustomerId, DocumentId};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{HashMap, HashSet};
use std::hash::RandomState;

mod batch;
mod beside;
mod block;
mod change;
mod fate;
mod field;
mod index;
mod open;
mod owed;
mod packed;
mod parts;
mod stored;
mod summary;
mod sums;
mod times;

use beside::Beside;
pub(crate) use block::{Block, Derived};
use block::{Changing, Row};
pub(crate) use fate::{FATE_DAYS, Fate, FateDays, LOOK, WAITING};
pub(crate) use field::Field;
use index::Index;
use owed::Owed;
pub(crate) use packed::{NONE, Packed, Zone, short};
pub(crate) use parts::Parts;
use parts::parts_of;
use summary::Days;
pub(crate) use summary::{Sum, Summary};
pub(crate) use times::{Class, Time, Times};
use times::{Times2, times_in};

/// Documents of a block. A power of two, so that a row's place is two shifts.
pub(crate) const BLOCK: usize = 1 << 14;
/// Removed documents that may lie about before the columns are written anew,
/// besides a quarter of all.
const GONE_MAX: usize = 4096;

/// Batches by code; 0 is none.
#[derive(Debug, Clone, Default)]
pub(crate) struct Batches {
    names: Dictionary<String, RandomState>,
    /// The batch told last: documents of a batch come one after the other.
    last: Option<(String, u32)>,
}

/// The columns with their dictionaries.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns {
    pub(crate) blocks: Vec<Block>,
    pub(crate) shapes: Shapes,
    pub(crate) companies: Names<CompanyId>,
    pub(crate) customers: Names<CustomerId>,
    pub(crate) batches: Batches,
    /// Paid and outstanding of rows where they are neither nothing nor all.
    odd: Beside<(i64, i64)>,
    pub(crate) parts: Parts,
    index: Index,
    gone: usize,
    /// What the documents add up to, by the day on which they were received.
    pub(crate) days: Days,
    /// How much each customer owes at most.
    pub(crate) owed: Owed,
}

/// A document as it counts in what is kept up to date.
#[derive(Debug, Clone, Copy)]
struct Counted {
    day: i32,
    sum: Sum,
    customer: u32,
    /// What is outstanding of it, where a payment is waited for.
    owed: i64,
    times: Times2,
}

impl Batches {
    fn code(&mut self, batch: Option<&String>) -> u32 {
        let Some(name) = batch else { return 0 };
        match &self.last {
            Some((last, code)) if last == name => *code,
            _ => {
                let code = self.names.code(name) + 1;
                self.last = Some((name.clone(), code));
                code
            }
        }
    }

    pub(crate) fn find(&self, name: &str) -> Option<u32> {
        self.names.find(&name.to_owned()).map(|code| code + 1)
    }

    pub(crate) fn get(&self, code: u32) -> Option<&String> {
        self.names.get(code.checked_sub(1)?)
    }

    /// How many codes there are, 0 included.
    pub(crate) const fn len(&self) -> usize {
        self.names.len() + 1
    }

    fn bytes(&self) -> usize {
        let texts: usize = self.names.values().iter().map(|n| n.capacity() * 2).sum();
        self.names.bytes() + texts
    }
}

impl Columns {
    /// How many rows there are, removed ones included.
    pub(crate) fn rows(&self) -> usize {
        match self.blocks.len() {
            0 => 0,
            blocks => (blocks - 1) * BLOCK + self.blocks[blocks - 1].len(),
        }
    }

    /// Whether any row is the place of a document that was removed.
    pub(crate) const fn has_gone(&self) -> bool {
        self.gone > 0
    }

    /// How many documents there are.
    pub(crate) fn len(&self) -> usize {
        self.rows() - self.gone
    }

    /// The block that a row lies in, and its place there.
    pub(crate) fn place(&self, row: u32) -> (&Block, usize) {
        (&self.blocks[row as usize / BLOCK], row as usize % BLOCK)
    }

    /// The row of a document that is here.
    pub(crate) fn row(&self, id: DocumentId) -> Option<u32> {
        let row = self.index.find(*id.as_bytes(), |row| self.id(row))?;
        let (block, at) = self.place(row);
        (block.shape(at) != GONE).then_some(row)
    }

    fn id(&self, row: u32) -> [u8; 16] {
        let (block, at) = self.place(row);
        block.id(at)
    }

    /// Paid and outstanding of a row, in minor units.
    pub(crate) fn money(&self, row: u32, shares: (Share, Share), amount: i64) -> (i64, i64) {
        let odd = match shares {
            (Share::Odd, _) | (_, Share::Odd) => self.odd.get(row).copied(),
            _ => None,
        };
        money(shares, amount, odd)
    }

    /// Takes one document in, unless a later place in the log is known of it.
    pub(crate) fn take(&mut self, entry: &Entry, zone: &TimeZone) {
        let id = *entry.head.id.as_bytes();
        let known = self.index.find(id, |row| self.id(row));
        if known.is_some_and(|row| {
            let (block, at) = self.place(row);
            is_later(block.get(Field::Seq, at), entry)
        }) {
            return;
        }
        let counted = self.tell(entry, known, zone);
        self.days.of_day(counted.day).add(counted.sum);
    }

    /// Writes a document down, in its row if it has one, and counts it in all
    /// but the sums of its day.
    fn tell(&mut self, entry: &Entry, known: Option<u32>, zone: &TimeZone) -> Counted {
        let company = self.companies.code(entry.head.company);
        let shape = Shape::of(entry, company);
        let row = match known {
            Some(row) => self.retell(row, entry, &shape, zone),
            None => {
                let row = self.describe(entry, &shape, zone);
                self.append(&row, &text_of(entry))
            }
        };
        self.odd.keep(row, odd_money(&shape, entry));
        self.parts.keep(row, parts_of(entry, zone));
        let counted = self.counted(row);
        self.owed.add(counted.customer, counted.owed);
        self.days
            .keep_times(counted.day, &[None; 2], &counted.times);
        counted
    }

    /// A document as it counts.
    fn counted(&self, row: u32) -> Counted {
        let (block, at) = self.place(row);
        counted_in(&self.shapes, block, at, || self.odd.get(row).copied())
    }

    /// Counts a document no longer.
    fn discount(&mut self, row: u32) {
        let counted = self.counted(row);
        self.days.of_day(counted.day).take_off(counted.sum);
        self.owed.take_off(counted.customer, counted.owed);
        self.days
            .keep_times(counted.day, &counted.times, &[None; 2]);
    }

    /// The times of what was received in a month, from its first day to its
    /// last.
    pub(crate) fn times(&self, month: (i16, i8), (first, last): (i32, i32)) -> Option<&Times> {
        self.days.times(month, || Times::of(self, first, last))
    }

    /// Tells what is new of a document that has a row: what was said of it
    /// when it was received never changes.
    fn retell(&mut self, row: u32, entry: &Entry, shape: &Shape, zone: &TimeZone) -> u32 {
        let (block, at) = (row as usize / BLOCK, row as usize % BLOCK);
        if self.blocks[block].shape(at) == GONE {
            let told = self.describe(entry, shape, zone);
            self.gone -= 1;
            self.blocks[block].revive(at, &told, &text_of(entry));
            return row;
        }
        self.discount(row);
        let values = changing(entry, self.shapes.code(shape), zone);
        let told = self.blocks[block].row(at);
        let told = told.changed(&values).derived(shape.payment);
        // A block's places fit in sixteen bits.
        self.blocks[block].tell(&[at as u16], &[told]);
        row
    }

    fn append(&mut self, row: &Row, text: &str) -> u32 {
        let number = u32::try_from(self.rows())
            .expect("four thousand million documents do not fit in memory");
        if (number as usize).is_multiple_of(BLOCK) {
            self.blocks.push(Block::default());
        }
        if let Some(block) = self.blocks.last_mut() {
            block.push(row, text);
        }
        let blocks = &self.blocks;
        self.index.insert(row.id, number, |row| {
            blocks[row as usize / BLOCK].id(row as usize % BLOCK)
        });
        number
    }

    fn describe(&mut self, entry: &Entry, shape: &Shape, zone: &TimeZone) -> Row {
        let head = &entry.head;
        let customer = self.customers.code(head.customer);
        let batch = self.batches.code(head.batch.as_ref());
        let row = Row::new(*head.id.as_bytes())
            .with(Field::Received, i64::from(minute(head.received_at)))
            .with(Field::ReceivedOn, local_day(zone, head.received_at))
            .with(Field::Issued, number_or_none(head.issued_on))
            .with(Field::Due, number_or_none(head.due_on))
            .with(Field::Customer, i64::from(customer))
            .with(Field::Batch, i64::from(batch))
            .with(Field::Amount, head.amount.map_or(0, |amount| amount.minor));
        let code = self.shapes.code(shape);
        row.changed(&changing(entry, code, zone))
            .derived(shape.payment)
    }

    /// Forgets documents, with everything that was written of them but the
    /// id; that goes when the columns are written anew.
    pub(crate) fn remove(&mut self, ids: &[DocumentId]) {
        let mut touched: HashMap<usize, HashSet<usize>> = HashMap::new();
        for id in ids {
            let Some(row) = self.row(*id) else { continue };
            let (block, at) = (row as usize / BLOCK, row as usize % BLOCK);
            if touched.entry(block).or_default().insert(at) {
                self.discount(row);
                self.odd.keep(row, None);
                self.parts.take(row);
                self.gone += 1;
            }
        }
        for (block, rows) in touched {
            self.blocks[block].forget(&rows);
        }
        if self.gone > GONE_MAX && self.gone > self.rows() / 4 {
            self.compact();
        }
    }

    /// Writes the columns anew without the removed rows.
    fn compact(&mut self) {
        let old = std::mem::take(&mut self.blocks);
        let odd = std::mem::take(&mut self.odd);
        let mut parts = std::mem::take(&mut self.parts);
        self.index = Index::default();
        self.gone = 0;
        for (number, block) in old.into_iter().enumerate() {
            for at in (0..block.len()).filter(|at| block.shape(*at) != GONE) {
                let row = self.append(&block.row(at), block.text.get(at));
                let Ok(before) = u32::try_from(number * BLOCK + at) else {
                    continue;
                };
                self.odd.keep(row, odd.get(before).copied());
                self.parts.keep(row, parts.take(before));
            }
        }
    }

    pub(crate) fn memory(&self) -> Memory {
        Memory {
            columns: self.blocks.iter().map(Block::bytes).sum::<usize>()
                + self.days.bytes()
                + self.owed.bytes(),
            index: self.index.bytes(),
            texts: self.blocks.iter().map(|block| block.text.bytes()).sum(),
            tables: self.odd.bytes()
                + self.parts.bytes()
                + self.shapes.bytes()
                + self.batches.bytes(),
            names: self.companies.bytes() + self.customers.bytes(),
        }
    }

    /// The least and greatest value of a column over all blocks, if it has any.
    pub(crate) fn zone(&self, field: Field) -> Option<Zone> {
        let zones = self.blocks.iter().map(|block| block.zone(field));
        zones.filter(|zone| !zone.is_empty()).reduce(Zone::join)
    }
}

/// Paid and outstanding, where it is known what they are if they are neither
/// nothing nor all.
fn money(shares: (Share, Share), amount: i64, odd: Option<(i64, i64)>) -> (i64, i64) {
    let (paid, outstanding) = odd.unwrap_or_default();
    let share = |share: Share, odd: i64| match share {
        Share::Nothing => 0,
        Share::All => amount,
        Share::Odd => odd,
    };
    (share(shares.0, paid), share(shares.1, outstanding))
}

/// Paid and outstanding of a document where one is neither nothing nor all.
fn odd_money(shape: &Shape, entry: &Entry) -> Option<(i64, i64)> {
    shape.is_odd().then(|| {
        let amount = entry.head.amount.map_or(0, |amount| amount.minor);
        let outstanding = entry.standing.outstanding_minor(amount);
        (entry.standing.paid_minor, outstanding)
    })
}

/// Whether a row told from this place in the log was told from a later one.
const fn is_later(seq: i64, entry: &Entry) -> bool {
    seq != NONE && seq > entry.seq.0
}

/// A row as it counts.
fn counted_in(
    shapes: &Shapes,
    block: &Block,
    at: usize,
    odd: impl FnOnce() -> Option<(i64, i64)>,
) -> Counted {
    let (shape, amount) = (block.shape(at), block.get(Field::Amount, at));
    let sum = sum(shapes, shape, amount, odd);
    let is_open = block.open.contains(at);
    Counted {
        day: block.column(Field::ReceivedOn).get_short(at),
        sum,
        customer: block.code(Field::Customer, at),
        owed: if is_open { sum.outstanding } else { 0 },
        times: times_in(shapes.get(shape), block, at),
    }
}

/// A document of a combination as it counts in the sums of its day.
fn sum(shapes: &Shapes, shape: u32, amount: i64, odd: impl FnOnce() -> Option<(i64, i64)>) -> Sum {
    let shares = shapes.get(shape);
    let shares = shares.map_or((Share::Nothing, Share::Nothing), |shape| {
        (shape.paid, shape.outstanding)
    });
    let odd = match shares {
        (Share::Odd, _) | (_, Share::Odd) => odd(),
        _ => None,
    };
    let (paid, outstanding) = money(shares, amount, odd);
    Sum {
        shape,
        count: 1,
        amount,
        paid,
        outstanding,
    }
}

/// What changes while a document is under way; the values of [`CHANGING`].
fn changing(entry: &Entry, shape: u32, zone: &TimeZone) -> Changing {
    let standing = &entry.standing;
    let received = i64::from(minute(entry.head.received_at));
    let after = |at: Option<Timestamp>| at.map_or(NONE, |at| i64::from(minute(at)) - received);
    [
        entry.seq.0,
        number_or_none(standing.paid_on),
        (standing.closed_at).map_or(NONE, |at| local_day(zone, at)),
        after(standing.sent_at),
        after(standing.delivered_at),
        after(standing.opened_at),
        i64::from(shape),
    ]
}

fn local_day(zone: &TimeZone, at: Timestamp) -> i64 {
    i64::from(number(zone.to_datetime(at).date()))
}

/// Number and KID as one text to search.
fn text_of(entry: &Entry) -> String {
    let mut text = folded(&entry.head.number);
    text.push(PART_END);
    if let Some(kid) = &entry.head.kid {
        text.push_str(&folded(kid));
    }
    text
}

#[cfg(test)]
mod tests;
