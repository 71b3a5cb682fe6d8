//! A file on its way into the record, part by part, while it is being made.

use super::{PART_BYTES, PARTS_AT_ONCE};
use crate::ahead::Ahead;
use crate::{App, Ctx, Error, Result};
use domain::{OrganisationId, RunId};
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::sync::Arc;
use store::Store;

/// A file of a run that is being kept.
pub(in crate::reports) struct Keeping {
    store: Arc<dyn Store>,
    organisation: OrganisationId,
    run: RunId,
    audience: String,
    name: String,
    /// Where the first of the parts that wait is to be.
    place: u32,
    /// The part that is being filled.
    part: Vec<u8>,
    parts: Vec<Vec<u8>>,
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
            part: Vec::with_capacity(PART_BYTES),
            parts: Vec::with_capacity(PARTS_AT_ONCE),
            writing: Ahead::new(),
        }
    }

    /// Keeps what comes next in the file.
    pub(in crate::reports) async fn add(&mut self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            let room = PART_BYTES - self.part.len();
            let (now, later) = bytes.split_at(bytes.len().min(room));
            self.part.extend_from_slice(now);
            bytes = later;
            if self.part.len() == PART_BYTES {
                self.turn().await?;
            }
        }
        Ok(())
    }

    /// Keeps a whole file, and ends.
    pub(in crate::reports) async fn file(mut self, mut file: File) -> Result<()> {
        file.seek(SeekFrom::Start(0)).map_err(Error::internal)?;
        let limit = u64::try_from(PART_BYTES).unwrap_or(u64::MAX);
        loop {
            let reading = (&mut file).take(limit).read_to_end(&mut self.part);
            match reading.map_err(Error::internal)? {
                0 => return self.end().await,
                _ => self.turn().await?,
            }
        }
    }

    /// Waits until all of it is kept.
    pub(in crate::reports) async fn end(mut self) -> Result<()> {
        self.turn().await?;
        self.send().await?;
        while self.writing.next().await?.is_some() {}
        Ok(())
    }

    /// Puts the part that was filled with those that wait.
    async fn turn(&mut self) -> Result<()> {
        if !self.part.is_empty() {
            let part = std::mem::replace(&mut self.part, Vec::with_capacity(PART_BYTES));
            self.parts.push(part);
        }
        match self.parts.len() {
            PARTS_AT_ONCE.. => self.send().await,
            _ => Ok(()),
        }
    }

    /// Has the parts that wait written, once those before them are: the record
    /// has one writer, and memory is for those under way.
    async fn send(&mut self) -> Result<()> {
        let parts = std::mem::replace(&mut self.parts, Vec::with_capacity(PARTS_AT_ONCE));
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
