//! What an organisation consists of, in numbers that two houses can compare.

use super::row::{self, Row};
use super::table::{self, Table};
use crate::sql::Connection;
use crate::{Record, Result};
use domain::{ContentHash, OrganisationId};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// The rows of an organisation in every table, counted and hashed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// By table.
    pub tables: BTreeMap<String, Part>,
}

/// The rows of an organisation in one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// How many rows.
    pub rows: u64,
    /// SHA-256 over all of them in the order of their key, in hexadecimal.
    pub sha256: String,
}

impl Sums {
    /// How many rows there are in all.
    pub fn rows(&self) -> u64 {
        self.tables.values().map(|part| part.rows).sum()
    }

    /// How many originals there are.
    pub fn originals(&self) -> u64 {
        self.tables.get("originals").map_or(0, |part| part.rows)
    }

    /// The first difference to others, in words.
    pub fn difference(&self, other: &Self) -> Option<String> {
        let tables = self.tables.keys().chain(other.tables.keys());
        let rows = |sums: &Self, table: &String| sums.tables.get(table).map_or(0, |part| part.rows);
        tables
            .filter(|table| self.tables.get(*table) != other.tables.get(*table))
            .map(|table| {
                let (here, there) = (rows(self, table), rows(other, table));
                match here == there {
                    true => format!("a row of {table} differs"),
                    false => format!("{here} rows of {table} against {there}"),
                }
            })
            .next()
    }
}

/// Sums that are being taken.
#[derive(Default)]
pub(super) struct Summing {
    tables: BTreeMap<String, (u64, Sha256)>,
    room: Vec<u8>,
}

impl Summing {
    /// Adds a row; those of a table come in the order of its key.
    pub(super) fn add(&mut self, table: &Table, row: &Row) {
        self.room.clear();
        for cell in row {
            row::for_sum(cell, &mut self.room);
        }
        let (rows, hash) = self.tables.entry(table.name().to_owned()).or_default();
        *rows += 1;
        hash.update(&self.room);
    }

    /// The sums of all that was added.
    pub(super) fn done(self) -> Sums {
        let tables = self.tables.into_iter().map(|(table, (rows, hash))| {
            let sha256 = ContentHash::from_bytes(hash.finalize().into()).to_string();
            (table, Part { rows, sha256 })
        });
        Sums {
            tables: tables.collect(),
        }
    }
}

/// Sums up an organisation as of one moment, and looks whether every one of
/// its originals is what its hash says.
pub(super) async fn of(record: &Record, organisation: OrganisationId) -> Result<Sums> {
    let tables = table::all()?;
    let blobs = record.blobs();
    let sum = move |connection: &dyn Connection| {
        let mut summing = Summing::default();
        for table in tables.iter() {
            row::each_page(connection, organisation, table, &mut |_, rows| {
                for row in &rows {
                    summing.add(table, row);
                    if table.is_of_originals() {
                        table.original(row)?.packed(organisation, blobs.as_ref())?;
                    }
                }
                Ok(())
            })?;
        }
        Ok(summing.done())
    };
    record.read(organisation, sum).await
}
