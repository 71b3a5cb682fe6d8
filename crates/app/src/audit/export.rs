//! Taking the log out, piece by piece: as a table to read, or line by line
//! with all that it takes to check the chain elsewhere.

use super::{Act, AuditEntry, AuditFilter, content, note_with};
use crate::pieces::Pieces;
use crate::{App, Ctx, Error, Result};
use data_encoding::HEXLOWER;
use domain::Right;
use reports::harmless;
use serde_json::{Value, json};
use std::sync::Arc;

/// Entries that are read and written at a time.
const ENTRIES_AT_A_TIME: usize = 2_000;

/// How entries are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// A table with one row an entry, in UTF-8, with commas.
    Csv,
    /// One JSON value a line, with salts and hashes.
    Ndjson,
}

/// An export under way.
pub struct Export {
    app: Arc<App>,
    ctx: Ctx,
    filter: AuditFilter,
    flavour: Flavour,
    begun: bool,
    after: Option<u64>,
}

/// Begins to take out what a filter selects, oldest first, and notes it.
pub async fn export(
    app: &Arc<App>,
    ctx: &Ctx,
    filter: AuditFilter,
    flavour: Flavour,
) -> Result<Export> {
    ctx.require(Right::ReadAudit)?;
    let format = match flavour {
        Flavour::Csv => "csv",
        Flavour::Ndjson => "ndjson",
    };
    note_with(app, ctx, Act::AUDIT_EXPORTED, "", json!({"format": format})).await?;
    Ok(Export {
        app: Arc::clone(app),
        ctx: ctx.clone(),
        filter,
        flavour,
        begun: false,
        after: Some(0),
    })
}

impl Pieces for Export {
    async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        let mut piece = Vec::new();
        if !self.begun && self.flavour == Flavour::Csv {
            let heading = ["number", "at", "actor", "name", "act", "subject", "details"];
            write(&mut piece, &heading)?;
        }
        self.begun = true;
        while piece.is_empty() {
            let Some(after) = self.after else {
                return Ok(None);
            };
            let organisation = self.ctx.organisation;
            let page = self
                .app
                .store
                .list_audit_entries_after(organisation, after, ENTRIES_AT_A_TIME)
                .await?;
            let is_full = page.len() == ENTRIES_AT_A_TIME;
            self.after = page.last().map(|last| last.link.number).filter(|_| is_full);
            for entry in page.iter().filter(|entry| self.filter.selects(entry)) {
                self.entry(entry, &mut piece)?;
            }
        }
        Ok(Some(piece))
    }
}

impl Export {
    fn entry(&self, entry: &AuditEntry, piece: &mut Vec<u8>) -> Result<()> {
        match self.flavour {
            Flavour::Csv => row(entry, piece),
            Flavour::Ndjson => {
                piece.extend(entry_json(entry).to_string().bytes());
                piece.push(b'\n');
                Ok(())
            }
        }
    }
}

/// An entry as JSON, with all that it takes to check it.
pub fn entry_json(entry: &AuditEntry) -> Value {
    let kept = entry.content.as_ref();
    json!({
        "number": entry.link.number,
        "at": entry.link.at,
        "actor": entry.link.actor,
        "act": entry.link.act.name(),
        "subject": entry.link.subject,
        "commitment": entry.link.commitment,
        "link": entry.hash,
        "salt": kept.map(|content| HEXLOWER.encode(&content.salt)),
        "content": kept.map(|content| &content.content),
    })
}

fn row(entry: &AuditEntry, piece: &mut Vec<u8>) -> Result<()> {
    let mut details = content(entry);
    let name = details["actor"].as_str().unwrap_or_default().to_owned();
    if let Some(details) = details.as_object_mut() {
        details.remove("actor");
    }
    let details = match &entry.content {
        None => "erased".to_owned(),
        Some(_) => details.to_string(),
    };
    let cells = [
        &entry.link.number.to_string(),
        &entry.link.at.to_string(),
        &harmless(&entry.link.actor),
        &harmless(&name),
        entry.link.act.name(),
        &harmless(&entry.link.subject),
        &harmless(&details),
    ];
    write(piece, &cells)
}

fn write(piece: &mut Vec<u8>, cells: &[&str]) -> Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(piece);
    writer.write_record(cells).map_err(Error::internal)?;
    writer.flush().map_err(Error::internal)
}
