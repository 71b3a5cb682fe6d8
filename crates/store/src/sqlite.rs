//! The engine SQLite: one file, one writer, a few readers.

mod checkpoint;
mod connect;
mod connection;
mod examine;
mod fault;
mod migrate;
mod plans;
mod readers;
mod shape;
mod writer;

pub(crate) use fault::abort_on_lost_write;
#[cfg(test)]
pub(crate) use migrate::{MIGRATIONS, SAMPLES};
pub(crate) use shape::{Shape, shapes};

use crate::blobs::{self, Depot};
use crate::engine::{CHANGES_MAX, Engine, Job, Scope};
use crate::port::{Change, Check, Database};
use crate::record::Record;
use crate::{Error, Result};
use connection::Inside;
use fault::Sql;
use readers::Readers;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::broadcast;
use writer::Writer;

/// The database's file below the directory of the record.
const DATABASE: &str = "utsyn.db";
/// It, and what SQLite lays beside it.
const DATABASE_FILES: [&str; 3] = [DATABASE, "utsyn.db-wal", "utsyn.db-shm"];
/// The directory of large originals below that of the record.
const ORIGINALS: &str = "originals";
/// Connections that read. More than cores, because reading may wait for the disk.
const READERS: usize = 4;

/// A database in SQLite.
struct Sqlite {
    writer: Writer,
    readers: Arc<Readers>,
    changes: broadcast::Sender<Change>,
    directory: PathBuf,
}

/// Opens the record in a directory; makes both where there are none and
/// brings the schema up to date. Refuses a record whose settings cannot be
/// made safe, and one that a newer version wrote.
pub async fn open(directory: &Path) -> Result<Record> {
    let originals = Depot::Directory(directory.join(ORIGINALS));
    open_with_originals(directory, &originals).await
}

/// Opens the record in a directory like [`open`], with its large originals
/// somewhere else.
pub async fn open_with_originals(directory: &Path, originals: &Depot) -> Result<Record> {
    let (directory, originals) = (directory.to_owned(), originals.clone());
    let opening = tokio::task::spawn_blocking(move || {
        let sqlite = Sqlite::open_blocking(&directory)?;
        let place = directory.display().to_string();
        Ok(Record::new(
            Arc::new(sqlite),
            blobs::open(&originals)?,
            place,
        ))
    });
    opening.await.map_err(Error::other)?
}

impl Sqlite {
    fn open_blocking(directory: &Path) -> Result<Self> {
        blobs::make(&directory.join(ORIGINALS))?;
        let file = directory.join(DATABASE);
        blobs::touch(&file)?;
        blobs::sync_directory(directory)?;
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
            changes: broadcast::channel(CHANGES_MAX).0,
            directory: directory.to_owned(),
        })
    }
}

#[async_trait::async_trait]
impl Engine for Sqlite {
    async fn read(&self, _scope: Scope, job: Job) -> Result<()> {
        let reading = move |connection: &Connection| Ok(job(&Inside::new(connection))?);
        self.readers.read(reading).await
    }

    async fn write(&self, _scope: Scope, job: Job) -> Result<()> {
        let writing = move |connection: &Connection| {
            let inside = Inside::new(connection);
            job(&inside)?;
            Ok(inside.announced())
        };
        for change in self.writer.write(writing).await? {
            // Nobody may be listening.
            let _ = self.changes.send(change);
        }
        Ok(())
    }

    fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    async fn examine(&self) -> Result<Vec<Check>> {
        let mut checks = vec![examine::modes(&self.directory)];
        checks.extend(self.readers.read(examine::database).await?);
        Ok(checks)
    }

    async fn database(&self) -> Result<Database> {
        let bytes = DATABASE_FILES.map(|file| {
            // A log is there only while somebody writes.
            std::fs::metadata(self.directory.join(file)).map_or(0, |file| file.len())
        });
        Ok(Database {
            engine: "SQLite",
            bytes: bytes.iter().sum(),
        })
    }

    async fn purge(&self) -> Result<()> {
        self.writer.purge().await
    }

    async fn close(&self) -> Result<()> {
        self.readers.close().await;
        self.writer.close().await
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
