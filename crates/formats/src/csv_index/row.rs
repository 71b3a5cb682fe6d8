//! The cells of one row, and what becomes of the row.

use crate::csv_index::cell;
use crate::csv_index::column::{Column, Columns, Shape};
use crate::csv_index::{document, letter, payment};
use crate::{code, decode, kid, refused};
use csv::ByteRecord;
use domain::intake::{Item, ItemBody, ItemKind};
use domain::{Currency, Finding, Money, Severity, SourceKey, account};

/// Reads a row of a list of this shape.
pub(crate) fn read(number: usize, record: &ByteRecord, columns: &Columns, shape: Shape) -> Item {
    let mut row = Row {
        number,
        record,
        columns,
        findings: Vec::new(),
    };
    row.check_width();
    let (kind, body) = match shape {
        Shape::Index => {
            let document = document::read(&mut row);
            (
                ItemKind::Document,
                Some(ItemBody::Document(Box::new(document))),
            )
        }
        Shape::Returns => {
            let event = letter::read(&mut row);
            (
                ItemKind::Event,
                event.map(|it| ItemBody::Event(Box::new(it))),
            )
        }
        Shape::Payments => {
            let payment = payment::read(&mut row);
            (
                ItemKind::Payment,
                payment.map(|it| ItemBody::Payment(Box::new(it))),
            )
        }
    };
    let findings = row.findings;
    let place = format!("row {number}");
    let is_refused = findings.iter().any(|it| it.severity == Severity::Error);
    match body.filter(|_| !is_refused) {
        Some(body) => Item {
            place,
            body,
            findings,
        },
        None => refused(place, kind, findings),
    }
}

/// A row being read.
pub(super) struct Row<'r> {
    number: usize,
    record: &'r ByteRecord,
    columns: &'r Columns,
    /// What was noticed about it.
    pub(super) findings: Vec<Finding>,
}

impl Row<'_> {
    /// A row with more cells than the header most often has an amount with a
    /// decimal comma that is not quoted: everything after it would be read
    /// into the wrong column.
    fn check_width(&mut self) {
        let extra = self.record.iter().skip(self.columns.count);
        if extra.into_iter().any(|cell| !cell.trim_ascii().is_empty()) {
            let message = format!(
                "{} cells under {} columns; a value that holds the delimiter must be in quotes",
                self.record.len(),
                self.columns.count
            );
            let place = format!("row {}", self.number);
            self.findings.push(code::CSV_CELLS.at(place, message));
        }
    }

    /// The amount in its currency, kroner where none is named.
    pub(super) fn amount(&mut self) -> Option<Money> {
        let currency = self.read(Column::Currency, |text| {
            text.parse::<Currency>().map_err(|why| why.to_string())
        });
        let currency = currency.unwrap_or(Currency::NOK);
        self.read(Column::Amount, |text| cell::amount(text, currency))
    }

    /// The payment reference.
    pub(super) fn kid(&mut self) -> Option<String> {
        let written = self.text(Column::Kid)?;
        let (kid, finding) = kid::read(&written, &self.place(Column::Kid));
        self.findings.extend(finding);
        kid
    }

    /// The account, normalised.
    pub(super) fn account(&self) -> Option<String> {
        self.text(Column::Account).map(|it| account::normalise(&it))
    }

    /// The sender's key, where both parts of it are given.
    pub(super) fn source(&self) -> Option<SourceKey> {
        let system = self.text(Column::Source)?;
        Some(SourceKey::new(system, self.text(Column::SourceId)?))
    }

    /// What is in a column, where it is not blank.
    pub(super) fn text(&self, column: Column) -> Option<String> {
        let (index, _) = self.columns.find(column)?;
        let text = decode::cell(self.record.get(index)?);
        let text = text.trim().replace('\0', "");
        (!text.is_empty()).then_some(text)
    }

    /// What is in a column, read as something; a cell that cannot be is told.
    pub(super) fn read<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.text(column)?;
        match read(&text) {
            Ok(value) => Some(value),
            Err(why) => {
                self.wrong(column, &why);
                None
            }
        }
    }

    /// Says that a cell is wrong.
    pub(super) fn wrong(&mut self, column: Column, why: &str) {
        let place = self.place(column);
        self.findings.push(code::CSV_CELL.at(place, why));
    }

    /// A cell that every row of the list needs.
    pub(super) fn needed<T>(&mut self, column: Column, found: Option<T>) -> Option<T> {
        if found.is_none() && self.text(column).is_none() {
            self.wrong(column, "empty; every row needs it");
        }
        found
    }

    fn place(&self, column: Column) -> String {
        let name = self
            .columns
            .find(column)
            .map_or(column.name(), |(_, name)| name);
        format!("row {}, column {name}", self.number)
    }
}
