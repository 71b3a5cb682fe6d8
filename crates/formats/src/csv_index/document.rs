//! One row of an index becomes one document.

use crate::csv_index::cell;
use crate::csv_index::column::Column;
use crate::csv_index::row::Row;
use crate::{beside, field};
use domain::intake::{NewCustomer, NewDocument};
use domain::organisation_number;

/// Reads a row.
pub(super) fn read(row: &mut Row<'_>) -> NewDocument {
    let number = row.text(Column::Number);
    if number.is_none() {
        row.wrong(
            Column::Number,
            "empty; every row needs the document's number",
        );
    }
    let kid = row.kid();
    let mut document = NewDocument {
        source: row.source(),
        kind: row.read(Column::Kind, cell::kind),
        number: number.unwrap_or_default(),
        company_number: row.text(Column::Company).map(organisation),
        customer: customer(row),
        channel: row.read(Column::Channel, cell::channel),
        kid,
        account: row.account(),
        amount: row.amount(),
        issued_on: row.read(Column::Issued, cell::date),
        due_on: row.read(Column::Due, cell::date),
        received_at: row.read(Column::Received, cell::time),
        batch: row.text(Column::Batch),
        beside: row.read(Column::File, file).into_iter().collect(),
        ..NewDocument::default()
    };
    field::shorten(&mut document, &mut row.findings);
    document
}

fn customer(row: &mut Row<'_>) -> NewCustomer {
    NewCustomer {
        number: row.text(Column::CustomerNumber),
        organisation_number: row.text(Column::CustomerOrganisation).map(organisation),
        endpoint: None,
        name: row.text(Column::Customer).unwrap_or_default(),
    }
}

fn organisation(written: String) -> String {
    organisation_number::normalise(&written).unwrap_or(written)
}

fn file(written: &str) -> Result<String, String> {
    beside::name(written)
        .map_err(|why| format!("'{written}' is not the name of a file beside the index: {why}"))
}
