//! A file on its way into the record, part by part, while it is being made.

use crate::ahead::Ahead;
use crate::{App, Ctx, Error, Result};
use domain::{OrganisationId, RunId};
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::sync::Arc;
use store::Store;
use store::port::RunFilePart;

/// Bytes of a file in one row.
const PART_BYTES: usize = 256 * 1024;
/// Bytes that are worth a transaction, as the record keeps them.
const AT_ONCE_BYTES: usize = 2 * 1024 * 1024;

/// A file of a run that is being kept.
pub(in crate::reports) struct Keeping {
    store: Arc<dyn Store>,
    organisation: OrganisationId,
    run: RunId,
    audience: String,
    name: String,
    /// Where the first of the parts that wait is to be.
    place: u32,
    /// Parts that wait until they are worth a transaction.
    parts: Vec<RunFilePart>,
    waiting_bytes: usize,
    /// Parts that are being written, some at a time.
    writing: Ahead<()>,
}

impl Keeping {
    pub(in crate::reports) fn begin(
        app: &App,
        ctx: &Ctx,
        run: RunId,
        (audience, name): (&str, &str),
    ) -> Self {
        Self {
            store: Arc::clone(&app.store),
            organisation: ctx.organisation,
            run,
            audience: audience.to_owned(),
            name: name.to_owned(),
            place: 0,
            parts: Vec::new(),
            waiting_bytes: 0,
            writing: Ahead::new(),
        }
    }

    /// Keeps what comes next in the file.
    pub(in crate::reports) async fn add(&mut self, parts: Vec<RunFilePart>) -> Result<()> {
        let bytes = parts.iter().map(RunFilePart::kept_bytes);
        self.waiting_bytes += bytes.sum::<usize>();
        self.parts.extend(parts);
        match self.waiting_bytes {
            AT_ONCE_BYTES.. => self.send().await,
            _ => Ok(()),
        }
    }

    /// Keeps a whole file as it is, and ends.
    pub(in crate::reports) async fn file(mut self, mut file: File) -> Result<()> {
        file.seek(SeekFrom::Start(0)).map_err(Error::internal)?;
        let limit = u64::try_from(PART_BYTES).unwrap_or(u64::MAX);
        loop {
            let mut part = Vec::with_capacity(PART_BYTES);
            let reading = (&mut file).take(limit).read_to_end(&mut part);
            match reading.map_err(Error::internal)? {
                0 => return self.end().await,
                _ => self.add(vec![RunFilePart::whole(part)]).await?,
            }
        }
    }

    /// Waits until all of it is kept.
    pub(in crate::reports) async fn end(mut self) -> Result<()> {
        self.send().await?;
        while self.writing.next().await?.is_some() {}
        Ok(())
    }

    /// Has the parts that wait written, once those before them are: the record
    /// has one writer, and memory is for those under way.
    async fn send(&mut self) -> Result<()> {
        let parts = std::mem::take(&mut self.parts);
        self.waiting_bytes = 0;
        let first = self.place;
        self.place += u32::try_from(parts.len()).map_err(Error::internal)?;
        while self.writing.next().await?.is_some() {}
        if parts.is_empty() {
            return Ok(());
        }
        let (store, organisation, run) = (Arc::clone(&self.store), self.organisation, self.run);
        let (audience, name) = (self.audience.clone(), self.name.clone());
        self.writing.begin(async move {
            let file = (audience.as_str(), name.as_str());
            let adding = store.add_run_file_parts(organisation, run, file, first, parts);
            Ok(adding.await?)
        });
        Ok(())
    }
}

/// Bytes of a file as the record keeps them. Packing them is work, so whoever
/// makes them does it, on their thread.
pub(in crate::reports) fn parts_of(bytes: &[u8]) -> Result<Vec<RunFilePart>> {
    let parts = bytes.chunks(PART_BYTES).map(RunFilePart::of);
    Ok(parts.collect::<std::result::Result<_, _>>()?)
}
