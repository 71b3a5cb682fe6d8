//! A table with the statements that move its rows.
//!
//! They follow from the schema by rule, alike for every table; written out
//! they would be sixty files that a new column would have to be added to.

use super::row::Row;
use crate::blobs::Blobs;
use crate::pack::{packed_size_max, unpack_checked};
use crate::queries::Query;
use crate::sql::{Load, Owned};
use crate::sqlite::{Shape, shapes};
use crate::{Error, Result};
use domain::{ContentHash, OrganisationId};
use std::sync::{Arc, OnceLock};

/// Rows in one page, by what they may weigh: a row of originals holds up to
/// 64 KiB, one of documents its packed details, one of a letter or of a
/// report's file 256 KiB.
const ROWS: i64 = 1_000;
const HEAVY_ROWS: i64 = 200;
const HEAVY: [&str; 4] = [
    "originals",
    "documents",
    "letter_parts",
    "report_file_parts",
];
/// The table of originals.
const ORIGINALS: &str = "originals";

/// A table with the statements that move its rows.
#[derive(Debug, Clone)]
pub(super) struct Table {
    shape: Arc<Shape>,
    /// Its first rows: `$1` the organisation, `$2` how many.
    pub(super) list: &'static Query,
    /// Rows after a key: `$1` the organisation, `$2` how many, then the key.
    pub(super) list_after: &'static Query,
    /// Puts rows in the place of those with their keys.
    pub(super) load: &'static Load,
}

/// Every table, each after those it points to.
pub(super) fn all() -> Result<Arc<Vec<Table>>> {
    // Statements are kept for as long as the program runs; made once, they
    // are no leak.
    static TABLES: OnceLock<Arc<Vec<Table>>> = OnceLock::new();
    if let Some(tables) = TABLES.get() {
        return Ok(Arc::clone(tables));
    }
    let tables = shapes()?.into_iter().map(Table::new).collect();
    Ok(Arc::clone(TABLES.get_or_init(|| Arc::new(tables))))
}

impl Table {
    fn new(shape: Shape) -> Self {
        Self {
            list: query(&shape.name, "list", list(&shape, false)),
            list_after: query(&shape.name, "list_after", list(&shape, true)),
            load: load(&shape),
            shape: Arc::new(shape),
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.shape.name
    }

    /// How many cells a row has.
    pub(super) fn width(&self) -> usize {
        self.shape.columns.len()
    }

    /// How many rows to read at once.
    pub(super) fn page(&self) -> i64 {
        match HEAVY.contains(&self.name()) {
            true => HEAVY_ROWS,
            false => ROWS,
        }
    }

    /// What tells a row from the others of its organisation; empty where
    /// there is one row an organisation.
    pub(super) fn key(&self, row: &Row) -> Row {
        let columns = self.shape.key.iter().skip(1);
        columns
            .map(|column| self.cell(row, column).clone())
            .collect()
    }

    /// The cell of a column of the schema.
    pub(super) fn cell<'r>(&self, row: &'r Row, column: &str) -> &'r Owned {
        let place = self.shape.columns.iter().position(|name| name == column);
        &row[place.expect("a column of the schema")]
    }

    pub(super) fn is_of_originals(&self) -> bool {
        self.name() == ORIGINALS
    }

    /// The original that a row of their table tells of.
    pub(super) fn original(&self, row: &Row) -> Result<Original> {
        let wrong = |column| Error::Inconsistent {
            table: ORIGINALS,
            column,
        };
        let Owned::Bytes(hash) = self.cell(row, "hash") else {
            return Err(wrong("hash"));
        };
        let hash: [u8; 32] = hash.as_slice().try_into().map_err(|_| wrong("hash"))?;
        let size = match self.cell(row, "size") {
            Owned::Int(size) => u64::try_from(*size).ok(),
            _ => None,
        };
        let inline = match self.cell(row, "bytes") {
            Owned::Bytes(bytes) => Some(bytes.clone()),
            _ => None,
        };
        Ok(Original {
            hash: ContentHash::from_bytes(hash),
            size: size.ok_or_else(|| wrong("size"))?,
            inline,
        })
    }
}

/// An original as its row tells of it.
pub(super) struct Original {
    pub(super) hash: ContentHash,
    size: u64,
    inline: Option<Vec<u8>>,
}

impl Original {
    /// Its packed bytes, once they are known to be what the hash says.
    pub(super) fn packed(
        &self,
        organisation: OrganisationId,
        blobs: &dyn Blobs,
    ) -> Result<Vec<u8>> {
        let packed = match &self.inline {
            Some(packed) => Some(packed.clone()),
            None => blobs.get(organisation, self.hash, packed_size_max(self.size))?,
        };
        let whole = packed.filter(|packed| unpack_checked(packed, self.size, self.hash).is_some());
        whole.ok_or_else(|| {
            Error::other(format!(
                "the original {} is missing or damaged; restore it from a backup",
                self.hash
            ))
        })
    }
}

fn list(shape: &Shape, is_after: bool) -> String {
    let keys = &shape.key[1..];
    let after = match (is_after, keys) {
        (false, _) | (_, []) => String::new(),
        (true, keys) => format!(
            " AND ({}) > ({})",
            keys.join(", "),
            placeholders(3, keys.len())
        ),
    };
    format!(
        "SELECT {} FROM {} WHERE organisation_id = $1{after} ORDER BY {} LIMIT $2",
        shape.columns.join(", "),
        shape.name,
        shape.key.join(", "),
    )
}

/// Where rows gather before they are taken: row-level security knows no
/// streams, and a table of one connection is in no need of it.
fn load(shape: &Shape) -> &'static Load {
    let (name, columns) = (&shape.name, shape.columns.join(", "));
    let stage = format!("staged_{name}");
    let values = format!("VALUES ({})", placeholders(1, shape.columns.len()));
    let selected = format!("SELECT {columns} FROM {stage}");
    Box::leak(Box::new(Load {
        put: query(name, "put", put(shape, &values)),
        stage: kept(format!(
            "CREATE TEMPORARY TABLE IF NOT EXISTS {stage} (LIKE {name}) ON COMMIT DELETE ROWS"
        )),
        stream: kept(format!("COPY {stage} ({columns}) FROM STDIN BINARY")),
        take: query(name, "take", put(shape, &selected)),
        staged: query(name, "staged", selected),
        clear: query(name, "clear", format!("DELETE FROM {stage}")),
    }))
}

/// A statement that puts what `source` brings in the place of rows with the
/// same key.
fn put(shape: &Shape, source: &str) -> String {
    let others = shape
        .columns
        .iter()
        .filter(|name| !shape.key.contains(name));
    let changes: Vec<String> = others
        .map(|name| format!("{name} = excluded.{name}"))
        .collect();
    let conflict = match changes.is_empty() {
        true => "NOTHING".to_owned(),
        false => format!("UPDATE SET {}", changes.join(", ")),
    };
    format!(
        "INSERT INTO {} ({}) {source} ON CONFLICT ({}) DO {conflict}",
        shape.name,
        shape.columns.join(", "),
        shape.key.join(", "),
    )
}

fn placeholders(first: usize, count: usize) -> String {
    let numbers = (first..first + count).map(|number| format!("${number}"));
    numbers.collect::<Vec<_>>().join(", ")
}

fn query(table: &str, verb: &str, text: String) -> &'static Query {
    Box::leak(Box::new(Query {
        path: kept(format!("moving/{table}/{verb}")),
        sqlite: kept(text.replace('$', "?")),
        postgres: kept(text),
    }))
}

/// Text for as long as the program runs; each is made once.
fn kept(text: String) -> &'static str {
    text.leak()
}
