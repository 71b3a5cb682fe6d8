//! One row becomes one document.

use crate::csv_index::cell;
use crate::csv_index::column::{Column, Columns};
use crate::{beside, code, decode, field, kid, refused};
use csv::ByteRecord;
use domain::intake::{Item, ItemBody, ItemKind, NewCustomer, NewDocument};
use domain::{Currency, Finding, Money, Severity, SourceKey, account, organisation_number};

/// Reads a row.
pub(crate) fn read(number: usize, record: &ByteRecord, columns: &Columns) -> Item {
    let mut row = Row {
        number,
        record,
        columns,
        findings: Vec::new(),
    };
    row.check_width();
    let mut document = row.document();
    field::shorten(&mut document, &mut row.findings);
    let findings = row.findings;
    let place = format!("row {number}");
    if findings.iter().any(|it| it.severity == Severity::Error) {
        return refused(place, ItemKind::Document, findings);
    }
    Item {
        place,
        body: ItemBody::Document(Box::new(document)),
        findings,
    }
}

struct Row<'r> {
    number: usize,
    record: &'r ByteRecord,
    columns: &'r Columns,
    findings: Vec<Finding>,
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

    fn document(&mut self) -> NewDocument {
        let number = self.text(Column::Number);
        if number.is_none() {
            self.wrong(
                Column::Number,
                "empty; every row needs the document's number",
            );
        }
        let kid = self.text(Column::Kid).and_then(|written| {
            let (kid, finding) = kid::read(&written, &self.place(Column::Kid));
            self.findings.extend(finding);
            kid
        });
        NewDocument {
            source: self.source(),
            kind: self.read(Column::Kind, cell::kind),
            number: number.unwrap_or_default(),
            company_number: self.text(Column::Company).map(organisation),
            customer: self.customer(),
            channel: self.read(Column::Channel, cell::channel),
            kid,
            account: self.text(Column::Account).map(|it| account::normalise(&it)),
            amount: self.amount(),
            issued_on: self.read(Column::Issued, cell::date),
            due_on: self.read(Column::Due, cell::date),
            received_at: self.read(Column::Received, cell::time),
            batch: self.text(Column::Batch),
            beside: self.read(Column::File, file).into_iter().collect(),
            ..NewDocument::default()
        }
    }

    fn customer(&mut self) -> NewCustomer {
        NewCustomer {
            number: self.text(Column::CustomerNumber),
            organisation_number: self.text(Column::CustomerOrganisation).map(organisation),
            endpoint: None,
            name: self.text(Column::Customer).unwrap_or_default(),
        }
    }

    fn amount(&mut self) -> Option<Money> {
        let currency = self.read(Column::Currency, |text| {
            text.parse::<Currency>().map_err(|why| why.to_string())
        });
        let currency = currency.unwrap_or(Currency::NOK);
        self.read(Column::Amount, |text| cell::amount(text, currency))
    }

    /// The sender's key, where both parts of it are given.
    fn source(&self) -> Option<SourceKey> {
        let system = self.text(Column::Source)?;
        Some(SourceKey::new(system, self.text(Column::SourceId)?))
    }

    /// What is in a column, where it is not blank.
    fn text(&self, column: Column) -> Option<String> {
        let (index, _) = self.columns.find(column)?;
        let text = decode::cell(self.record.get(index)?);
        let text = text.trim().replace('\0', "");
        (!text.is_empty()).then_some(text)
    }

    fn read<T>(
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

    fn wrong(&mut self, column: Column, why: &str) {
        let place = self.place(column);
        self.findings.push(code::CSV_CELL.at(place, why));
    }

    fn place(&self, column: Column) -> String {
        let name = self
            .columns
            .find(column)
            .map_or(column.name(), |(_, name)| name);
        format!("row {}, column {name}", self.number)
    }
}

fn organisation(written: String) -> String {
    organisation_number::normalise(&written).unwrap_or(written)
}

fn file(written: &str) -> Result<String, String> {
    beside::name(written)
        .map_err(|why| format!("'{written}' is not the name of a file beside the index: {why}"))
}
