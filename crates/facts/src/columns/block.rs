//! A block: some thousand documents, one array a column.

use super::fate::FateDays;
use super::field::{FIELDS, Field};
use super::open::Open;
use super::packed::{NONE, Packed, Zone, short};
use crate::days::{NO_DAY, bank_day};
use crate::shape::{GONE, Shapes};
use crate::text::Texts;
use domain::PaymentState;
use std::collections::HashSet;
use std::ops::Range;

mod stored;

/// The columns of some documents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    /// Document id.
    pub(super) id: Vec<[u8; 16]>,
    pub(super) columns: [Packed; FIELDS],
    /// Those that are still to be paid.
    pub(crate) open: Open,
    /// Number and KID, folded.
    pub(crate) text: Texts,
}

/// The columns of what changes while a document is under way.
const CHANGING: [Field; 7] = [
    Field::Seq,
    Field::Paid,
    Field::Closed,
    Field::Sent,
    Field::Delivered,
    Field::Opened,
    Field::Shape,
];

/// The values of [`CHANGING`].
pub(super) type Changing = [i64; CHANGING.len()];

/// One document's values for the columns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) id: [u8; 16],
    values: [i64; FIELDS],
    /// Whether it is still to be paid.
    is_open: bool,
}

impl Row {
    /// A row without any value.
    pub(super) const fn new(id: [u8; 16]) -> Self {
        Self {
            id,
            values: [NONE; FIELDS],
            is_open: false,
        }
    }

    /// The row with this value in this column.
    pub(super) const fn with(mut self, field: Field, value: i64) -> Self {
        self.values[field.place()] = value;
        self
    }

    /// The row with other values for what changes.
    pub(super) fn changed(mut self, values: &Changing) -> Self {
        for (field, value) in CHANGING.iter().zip(values) {
            self.values[field.place()] = *value;
        }
        self
    }

    pub(super) const fn get(&self, field: Field) -> i64 {
        self.values[field.place()]
    }

    /// The value in 32 bits, as [`Packed::read`] gives it.
    pub(super) fn get_short(&self, field: Field) -> i32 {
        short(self.get(field))
    }

    /// The days that decide what became of its payment.
    pub(super) fn days(&self) -> FateDays {
        FateDays {
            issued: self.get_short(Field::Issued),
            due: self.get_short(Field::Due),
            paid: self.get_short(Field::Paid),
            closed: self.get_short(Field::Closed),
        }
    }

    /// The row with what follows from its other values and the state of its
    /// payment: [`Field::DERIVED`], and whether it is still to be paid.
    pub(super) fn derived(mut self, payment: PaymentState) -> Self {
        let days = self.days();
        let (delivered, opened) = (self.get(Field::Delivered), self.get(Field::Opened));
        self.is_open = payment.is_outstanding();
        self.with(Field::Fate, days.number(payment))
            .with(Field::Delay, delay(days.due, days.paid))
            .with(Field::Hours, hours(delivered, opened))
    }
}

/// Days from the last day to pay to the payment, where there are both.
fn delay(due: i32, paid: i32) -> i64 {
    match (due, paid) {
        (NO_DAY, _) | (_, NO_DAY) => NONE,
        (due, paid) => i64::from(paid) - i64::from(bank_day(due)),
    }
}

/// Whole hours from one minute to another, where there are both.
const fn hours(from: i64, to: i64) -> i64 {
    match (from, to) {
        (NONE, _) | (_, NONE) => NONE,
        (from, to) => to.saturating_sub(from).div_euclid(60),
    }
}

/// Rows whose columns are read together.
const ROWS_AT_A_TIME: usize = 1024;

/// Room for the columns that follow from others; used again for the next block.
#[derive(Debug, Default)]
pub(crate) struct Derived([Vec<i64>; Field::DERIVED.len()]);

impl Derived {
    /// Works the columns that follow from others out, whole, and which rows
    /// are still to be paid.
    fn of(&mut self, columns: &mut [Packed; FIELDS], shapes: &Shapes) -> Open {
        self.0.iter_mut().for_each(Vec::clear);
        let mut open = Open::default();
        let rows = columns[Field::Shape.place()].len();
        for start in (0..rows).step_by(ROWS_AT_A_TIME) {
            self.some(
                columns,
                shapes,
                start..(start + ROWS_AT_A_TIME).min(rows),
                &mut open,
            );
        }
        open.settle();
        for (field, values) in Field::DERIVED.iter().zip(&self.0) {
            columns[field.place()] = Packed::of(values);
        }
        open
    }

    fn some(
        &mut self,
        columns: &[Packed; FIELDS],
        shapes: &Shapes,
        range: Range<usize>,
        open: &mut Open,
    ) {
        let (start, count) = (range.start, range.len());
        let days = |field: Field| {
            let mut days = [0; ROWS_AT_A_TIME];
            columns[field.place()].read(range.clone(), &mut days[..count]);
            days
        };
        let [issued, due, paid] = [Field::Issued, Field::Due, Field::Paid].map(days);
        let [closed, codes] = [Field::Closed, Field::Shape].map(days);
        let minutes = |field: Field| {
            let mut minutes = [0; ROWS_AT_A_TIME];
            columns[field.place()].read_whole(range.clone(), &mut minutes[..count]);
            minutes
        };
        let [delivered, opened] = [Field::Delivered, Field::Opened].map(minutes);
        let [fates, delays, waits] = &mut self.0;
        for at in 0..count {
            let days = FateDays {
                issued: issued[at],
                due: due[at],
                paid: paid[at],
                closed: closed[at],
            };
            let shape = shapes.get(codes[at].cast_unsigned());
            fates.push(shape.map_or(NONE, |shape| days.number(shape.payment)));
            delays.push(delay(due[at], paid[at]));
            waits.push(hours(delivered[at], opened[at]));
            if shape.is_some_and(|shape| shape.payment.is_outstanding()) {
                open.set(start + at, true);
            }
        }
    }
}

impl Block {
    pub(crate) const fn len(&self) -> usize {
        self.id.len()
    }

    pub(crate) fn id(&self, at: usize) -> [u8; 16] {
        self.id[at]
    }

    pub(crate) const fn column(&self, field: Field) -> &Packed {
        &self.columns[field.place()]
    }

    pub(crate) fn get(&self, field: Field, at: usize) -> i64 {
        self.column(field).get(at)
    }

    /// The code in a column of codes.
    pub(crate) fn code(&self, field: Field, at: usize) -> u32 {
        // Codes are written from 32 bits and every row has one.
        u32::try_from(self.get(field, at)).unwrap_or(0)
    }

    pub(crate) fn shape(&self, at: usize) -> u32 {
        self.code(Field::Shape, at)
    }

    pub(crate) const fn zone(&self, field: Field) -> Zone {
        self.column(field).zone()
    }

    pub(super) fn push(&mut self, row: &Row, text: &str) {
        self.id.push(row.id);
        for (column, value) in self.columns.iter_mut().zip(row.values) {
            column.push(value);
        }
        self.open.set(self.id.len() - 1, row.is_open);
        self.text.push(text);
        if self.len() == super::BLOCK {
            self.settle();
        }
    }

    /// Gives spare room back.
    pub(super) fn settle(&mut self) {
        self.id.shrink_to_fit();
        self.columns.iter_mut().for_each(Packed::settle);
        self.open.settle();
        self.text.settle();
    }

    /// Writes what changes of some rows anew, with what follows from it:
    /// column by column, because each lies somewhere else in memory.
    pub(super) fn tell(&mut self, places: &[u16], rows: &[Row]) {
        let mut room = Vec::new();
        for field in CHANGING.iter().chain(&Field::DERIVED) {
            let values = rows.iter().map(|row| row.get(*field));
            self.columns[field.place()].set_all(places, values, &mut room);
        }
        for (at, row) in places.iter().zip(rows) {
            self.open.set(usize::from(*at), row.is_open);
        }
    }

    /// Writes a row that was forgotten anew, with its text.
    pub(super) fn revive(&mut self, at: usize, row: &Row, text: &str) {
        for (column, value) in self.columns.iter_mut().zip(row.values) {
            column.set(at, value);
        }
        self.open.set(at, row.is_open);
        self.text
            .rewrite(|row| (row == at).then(|| text.to_owned()));
    }

    pub(super) fn row(&self, at: usize) -> Row {
        Row {
            id: self.id[at],
            values: self.columns.each_ref().map(|column| column.get(at)),
            is_open: self.open.contains(at),
        }
    }

    pub(super) fn forget(&mut self, rows: &HashSet<usize>) {
        for at in rows.iter().copied() {
            let gone = Row::new(self.id[at])
                .with(Field::Shape, i64::from(GONE))
                .with(Field::Customer, 0)
                .with(Field::Batch, 0)
                .with(Field::Amount, 0);
            for (column, value) in self.columns.iter_mut().zip(gone.values) {
                column.set(at, value);
            }
            self.open.set(at, false);
        }
        self.text.rewrite(|at| rows.contains(&at).then(String::new));
    }

    /// Memory of ids and columns.
    pub(super) fn bytes(&self) -> usize {
        let columns: usize = self.columns.iter().map(Packed::bytes).sum();
        self.id.capacity() * 16 + columns + self.open.bytes()
    }
}
