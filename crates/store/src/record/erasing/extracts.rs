//! Erasing what was made of documents and is kept apart from them: files of
//! reports with the letters that wait with them, exports, and answers of
//! receivers of webhooks. Files of figures alone stay.

use crate::Result;
use crate::port::Extract;
use crate::queries::{
    ERASING_BLANK_ANSWERS, ERASING_BLANK_OLD_ANSWERS, EXPORT_ERASE, EXTRACT_DELETE,
    EXTRACT_LIST_NAMING, LETTER_BLANK_BETWEEN, LETTER_DELETE_PARTS_BETWEEN, RUN_DELETE_NAMED_FILES,
    RUN_LOOKUP, RUN_NOTE_ERASED,
};
use crate::record::letter::after_all;
use crate::sql::row::{self, micros};
use crate::sql::{Columns, Connection, params};
use domain::{DocumentId, ExportId, OrganisationId, RunId};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// What an export says whose file is gone.
const GONE: &str = "documents in it were erased; ask for it again";

/// Erases the extracts that name one of the documents and payments that went.
/// Answers how many there were.
pub(super) fn erase(
    connection: &dyn Connection,
    organisation: OrganisationId,
    mut gone: Vec<[u8; 16]>,
    at: Timestamp,
) -> Result<u64> {
    gone.sort_unstable();
    let (Some(first), Some(last)) = (gone.first(), gone.last()) else {
        return Ok(0);
    };
    let params = params![organisation.as_bytes(), first, last];
    let query = EXTRACT_LIST_NAMING;
    let found = row::all(connection, "extract_parts", query, params, |columns| {
        let extract = read(columns)?;
        let is_named = names_one(&columns.bytes("ids")?, &gone);
        Ok(is_named.then_some(extract))
    })?;
    let found: BTreeSet<Extract> = found.into_iter().flatten().collect();
    for extract in &found {
        match *extract {
            Extract::Run(id) => run(connection, organisation, id, at)?,
            Extract::Export(id) => export(connection, organisation, id)?,
        }
        let params = params![organisation.as_bytes(), extract.kind(), extract.id()];
        row::queue(connection, EXTRACT_DELETE, params)?;
    }
    Ok(found.len() as u64)
}

fn read(columns: &mut Columns<'_>) -> Result<Extract> {
    let kind = columns.count("extract_kind")?;
    let id = columns.id("extract_id", |bytes| bytes)?;
    let extract = u8::try_from(kind).ok();
    let extract = extract.and_then(|kind| Extract::of(kind, id));
    columns.known("extract_kind", extract)
}

/// Whether sorted ids have one of those that went; none stand for all.
fn names_one(ids: &[u8], gone: &[[u8; 16]]) -> bool {
    let (ids, _) = ids.as_chunks::<16>();
    ids.is_empty() || gone.iter().any(|id| ids.binary_search(id).is_ok())
}

/// Takes away the files of a run that name somebody, and what its letters say
/// that were not sent: they are written anew when they are.
fn run(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: RunId,
    at: Timestamp,
) -> Result<()> {
    let key = params![organisation.as_bytes(), id.as_bytes()];
    row::queue(connection, RUN_DELETE_NAMED_FILES, key)?;
    let report = row::one(connection, "report_runs", RUN_LOOKUP, key, |columns| {
        columns.id("run_id", RunId::from_bytes)?;
        columns.text("report")
    })?;
    let Some(report) = report else {
        return Ok(());
    };
    let params = params![organisation.as_bytes(), id.as_bytes(), micros(at)];
    row::queue(connection, RUN_NOTE_ERASED, params)?;
    let letters = format!("report/{report}/{id}/");
    let params = params![organisation.as_bytes(), letters, after_all(&letters)];
    row::queue(connection, LETTER_DELETE_PARTS_BETWEEN, params)
}

/// Says that the file of an export is to go; it lies outside the record.
fn export(connection: &dyn Connection, organisation: OrganisationId, id: ExportId) -> Result<()> {
    let params = params![organisation.as_bytes(), id.as_bytes(), GONE];
    row::queue(connection, EXPORT_ERASE, params)
}

/// Takes away what others were told of a document and answered: letters about
/// it that were not sent, and answers to webhooks.
pub(super) fn told_of(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: DocumentId,
) -> Result<()> {
    let letters = format!("document/{id}/");
    let params = params![organisation.as_bytes(), letters, after_all(&letters)];
    row::queue(connection, LETTER_DELETE_PARTS_BETWEEN, params)?;
    row::queue(connection, LETTER_BLANK_BETWEEN, params)?;
    let params = params![organisation.as_bytes(), id.as_bytes()];
    row::queue(connection, ERASING_BLANK_ANSWERS, params)
}

/// Takes away what receivers of webhooks answered before a moment to what was
/// about no document: payments that nobody matched.
pub(super) fn old_answers(
    connection: &dyn Connection,
    organisation: OrganisationId,
    before: Timestamp,
) -> Result<()> {
    let params = params![organisation.as_bytes(), micros(before)];
    row::queue(connection, ERASING_BLANK_OLD_ANSWERS, params)
}
