//! Steps of the schema, as both engines take them.

use crate::{Error, Result};
use domain::ContentHash;

/// One step of the schema.
#[derive(Debug)]
pub(crate) struct Migration {
    /// The file's name without its ending.
    pub(crate) name: &'static str,
    /// What it does.
    pub(crate) sql: &'static str,
}

impl Migration {
    /// What tells that the step is the one that was applied.
    pub(crate) fn sum(&self) -> ContentHash {
        ContentHash::of(self.sql.as_bytes())
    }
}

/// A step that a database remembers.
#[derive(Debug)]
pub(crate) struct Applied {
    pub(crate) name: String,
    pub(crate) checksum: [u8; 32],
}

/// The steps that are still to be taken, after what was applied.
pub(crate) fn missing<'m>(
    applied: &[Applied],
    migrations: &'m [Migration],
) -> Result<&'m [Migration]> {
    if let Some(newer) = applied.get(migrations.len()) {
        return Err(Error::other(format!(
            "the record has the step {}, which this program does not know; \
             it was written by a newer version: use that one",
            newer.name
        )));
    }
    for (known, migration) in applied.iter().zip(migrations) {
        if known.name != migration.name || known.checksum != *migration.sum().as_bytes() {
            return Err(Error::other(format!(
                "the step {} of the record is not the step {} of this program; \
                 use the version that wrote it, or restore a backup",
                known.name, migration.name
            )));
        }
    }
    Ok(&migrations[applied.len()..])
}
