//! Moving a record to another house: to the other engine, into a backup and
//! out of it again.
//!
//! Every row of every table goes, in an order in which no row points to one
//! that is not there yet, as of one moment for each organisation. Rows that
//! are there already and the same are left alone, so a move that was
//! interrupted is completed by starting it again. What arrived is then read
//! back and counted and hashed, row by row and original by original.

mod backup;
mod row;
mod sums;
mod table;

pub use backup::{Manifest, back_up, restore};
pub use sums::{Part, Sums};

use crate::port::Organisations as _;
use crate::sql::{Connection, Owned};
use crate::{Error, Record, Result};
use domain::OrganisationId;
use row::{Page, Row};
use std::sync::Arc;
use sums::Summing;
use table::Table;
use tokio::sync::mpsc;

/// Pages that were read and not yet written.
const PAGES_MAX: usize = 2;

/// Copies everything of a record into another, and checks that it arrived.
/// `progress` hears how many rows are done. Answers what was moved, by
/// organisation.
///
/// Whoever writes to the record meanwhile writes to the old house: what comes
/// after an organisation's turn is not in the new one.
pub async fn copy(
    from: &Record,
    to: &Record,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Vec<(OrganisationId, Sums)>> {
    let tables = table::all()?;
    let mut moved = Vec::new();
    let mut rows = 0;
    for organisation in from.list_organisations_across_tenants().await? {
        refuse_other(to, organisation.id, &organisation.slug).await?;
        let mut count = |more: u64| {
            rows += more;
            progress(rows);
        };
        let sums = carry(from, to, organisation.id, &tables, &mut count).await?;
        let arrived = self::sums::of(to, organisation.id).await?;
        if let Some(difference) = sums.difference(&arrived) {
            return Err(Error::other(format!(
                "what arrived of '{}' is not what was sent: {difference}; \
                 move into an empty record",
                organisation.slug
            )));
        }
        moved.push((organisation.id, sums));
    }
    Ok(moved)
}

/// Counts and hashes everything, and looks whether every original is whole.
pub async fn verify(record: &Record) -> Result<Vec<(OrganisationId, Sums)>> {
    let mut verified = Vec::new();
    for organisation in record.list_organisations_across_tenants().await? {
        verified.push((organisation.id, sums::of(record, organisation.id).await?));
    }
    Ok(verified)
}

/// Two organisations cannot share a short name.
async fn refuse_other(to: &Record, id: OrganisationId, slug: &str) -> Result<()> {
    let there = to.find_organisation_by_slug_across_tenants(slug).await?;
    match there {
        Some(other) if other.id != id => Err(Error::other(format!(
            "another organisation is called '{slug}' where this one is to go"
        ))),
        _ => Ok(()),
    }
}

/// Carries one organisation over.
async fn carry(
    from: &Record,
    to: &Record,
    organisation: OrganisationId,
    tables: &Arc<Vec<Table>>,
    count: &mut (dyn FnMut(u64) + Send),
) -> Result<Sums> {
    let (sender, mut receiver) = mpsc::channel(PAGES_MAX);
    let sending = Arc::clone(tables);
    let reading = from.read(organisation, move |connection| {
        send(connection, organisation, &sending, &sender)
    });
    let writing = async move {
        while let Some(page) = receiver.recv().await {
            let rows = page.rows.len() as u64;
            originals(from, to, organisation, tables, &page).await?;
            let tables = Arc::clone(tables);
            let put = move |connection: &dyn Connection| {
                row::put(connection, organisation, &tables[page.table], &page)
            };
            to.write(organisation, put).await?;
            count(rows);
        }
        Ok::<_, Error>(())
    };
    // Whichever fails first ends the other, because the channel closes.
    let (sums, written) = tokio::join!(reading, writing);
    written?;
    sums
}

/// Sends every row of an organisation, and sums up what was sent.
fn send(
    connection: &dyn Connection,
    organisation: OrganisationId,
    tables: &[Table],
    to: &mpsc::Sender<Page>,
) -> Result<Sums> {
    let mut summing = Summing::default();
    for (place, table) in tables.iter().enumerate() {
        row::each_page(connection, organisation, table, &mut |after, rows| {
            for row in &rows {
                summing.add(table, row);
            }
            let page = Page {
                table: place,
                after,
                rows,
            };
            to.blocking_send(page)
                .map_err(|_| Error::other("the other house takes nothing more"))
        })?;
    }
    Ok(summing.done())
}

/// Carries the large originals over that a page of their table names, before
/// the page itself: what is named must be there.
async fn originals(
    from: &Record,
    to: &Record,
    organisation: OrganisationId,
    tables: &[Table],
    page: &Page,
) -> Result<()> {
    let table = &tables[page.table];
    if !table.is_of_originals() {
        return Ok(());
    }
    let large: Vec<Row> = page
        .rows
        .iter()
        .filter(|row| is_outside(table, row))
        .cloned()
        .collect();
    let (source, target, table) = (from.blobs(), to.blobs(), table.clone());
    Record::busy(move || {
        for row in large {
            let original = table.original(&row)?;
            let packed = original.packed(organisation, source.as_ref())?;
            target.put(organisation, original.hash, &packed)?;
        }
        Ok(())
    })
    .await
}

fn is_outside(table: &Table, row: &Row) -> bool {
    *table.cell(row, "bytes") == Owned::Null
}

#[cfg(test)]
mod tests;
