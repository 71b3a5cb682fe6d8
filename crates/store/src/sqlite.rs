//! The record in SQLite: one file, one writer, a few readers.

mod checkpoint;
mod comment;
mod company;
mod connect;
mod customer;
mod document;
mod fault;
mod import;
mod log;
mod matching;
mod migrate;
mod organisation;
mod original;
mod payment;
mod person;
mod plans;
mod readers;
mod record;
mod row;
mod standing;
mod upkeep;
mod writer;

pub(crate) use fault::abort_on_lost_write;

use crate::blobs::{self, Blobs, Depot};
use crate::{Error, Result};
use fault::Sql;
use readers::Readers;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use writer::Writer;

/// The database's file below the directory of the record.
const DATABASE: &str = "utsyn.db";
/// The directory of large originals below that of the record.
const ORIGINALS: &str = "originals";
/// Connections that read. More than cores, because reading may wait for the disk.
const READERS: usize = 4;

/// A record in SQLite. Cheap to share behind an `Arc`; several processes may
/// have the same one open.
pub struct SqliteStore {
    writer: Writer,
    readers: Arc<Readers>,
    blobs: Arc<dyn Blobs>,
    directory: PathBuf,
}

impl std::fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SqliteStore")
            .field("directory", &self.directory)
            .finish_non_exhaustive()
    }
}

/// Opens the record in a directory; makes both where there are none and
/// brings the schema up to date. Refuses a record whose settings cannot be
/// made safe, and one that a newer version wrote.
pub async fn open(directory: &Path) -> Result<SqliteStore> {
    let directory = directory.to_owned();
    let opening = tokio::task::spawn_blocking(move || SqliteStore::open_blocking(directory));
    opening.await.map_err(Error::other)?
}

impl SqliteStore {
    fn open_blocking(directory: PathBuf) -> Result<Self> {
        let originals = directory.join(ORIGINALS);
        blobs::make(&originals)?;
        let file = directory.join(DATABASE);
        blobs::touch(&file)?;
        blobs::sync_directory(&directory)?;
        if let Some(above) = directory
            .parent()
            .filter(|above| !above.as_os_str().is_empty())
        {
            blobs::sync_directory(above)?;
        }
        let connection = connect::writer(&file)?;
        migrate::migrate(&connection)?;
        let readers: Sql<Vec<Connection>> = (0..READERS).map(|_| connect::reader(&file)).collect();
        Ok(Self {
            writer: Writer::start(connection)?,
            readers: Arc::new(Readers::new(readers?)),
            blobs: blobs::open(&Depot::Directory(originals))?,
            directory,
        })
    }

    /// Reads as of one moment.
    async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Sql<T> + Send + 'static,
    ) -> Result<T> {
        self.readers.read(job).await
    }

    /// Writes all of a job or nothing of it; `Ok` is on disk.
    async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Sql<T> + Send + 'static,
    ) -> Result<T> {
        self.writer.write(job).await
    }

    /// Runs work that keeps a core busy, away from those that wait.
    async fn busy<T: Send + 'static>(
        job: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        tokio::task::spawn_blocking(job)
            .await
            .map_err(Error::other)?
    }
}

/// An empty database with the schema, for looking at.
#[cfg(test)]
pub(crate) fn memory() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    migrate::migrate(&connection).unwrap();
    connection
}

#[cfg(test)]
mod tests;
