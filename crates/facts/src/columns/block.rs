//! A block: some thousand documents, one array a column.

use super::field::{FIELDS, Field};
use super::packed::{NONE, Packed, Zone};
use super::summary::Summary;
use crate::shape::GONE;
use crate::text::Texts;
use std::collections::HashSet;

mod stored;

/// The columns of some documents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    /// Document id.
    pub(super) id: Vec<[u8; 16]>,
    pub(super) columns: [Packed; FIELDS],
    /// Number and KID, folded.
    pub(crate) text: Texts,
    /// What the documents add up to.
    pub(super) summary: Summary,
}

/// One document's values for the columns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) id: [u8; 16],
    values: [i64; FIELDS],
}

impl Row {
    /// A row without any value.
    pub(super) const fn new(id: [u8; 16]) -> Self {
        Self {
            id,
            values: [NONE; FIELDS],
        }
    }

    /// The row with this value in this column.
    pub(super) const fn with(mut self, field: Field, value: i64) -> Self {
        self.values[field.place()] = value;
        self
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

    pub(crate) const fn summary(&self) -> &Summary {
        &self.summary
    }

    pub(crate) const fn zone(&self, field: Field) -> Zone {
        self.column(field).zone()
    }

    pub(super) fn push(&mut self, row: &Row, text: &str) {
        self.id.push(row.id);
        for (column, value) in self.columns.iter_mut().zip(row.values) {
            column.push(value);
        }
        self.text.push(text);
        if self.len() == super::BLOCK {
            self.settle();
        }
    }

    /// Gives spare room back.
    pub(super) fn settle(&mut self) {
        self.id.shrink_to_fit();
        self.columns.iter_mut().for_each(Packed::settle);
        self.summary.settle();
        self.text.settle();
    }

    /// Writes some columns of a row anew.
    pub(super) fn set(&mut self, at: usize, row: &Row, fields: &[Field]) {
        for place in fields.iter().map(|field| field.place()) {
            self.columns[place].set(at, row.values[place]);
        }
    }

    /// Writes a row that was forgotten anew, with its text.
    pub(super) fn revive(&mut self, at: usize, row: &Row, text: &str) {
        self.set(at, row, &Field::ALL);
        self.text
            .rewrite(|row| (row == at).then(|| text.to_owned()));
    }

    pub(super) fn row(&self, at: usize) -> Row {
        Row {
            id: self.id[at],
            values: self.columns.each_ref().map(|column| column.get(at)),
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
        }
        self.text.rewrite(|at| rows.contains(&at).then(String::new));
    }

    /// Memory of ids, columns and summary.
    pub(super) fn bytes(&self) -> usize {
        let columns: usize = self.columns.iter().map(Packed::bytes).sum();
        self.id.capacity() * 16 + columns + self.summary.bytes()
    }
}
