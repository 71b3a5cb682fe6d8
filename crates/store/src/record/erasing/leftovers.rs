//! Erasing what belongs to no document: payments that nobody matched, events
//! whose document never came, names and bytes of files received.

use super::{Eraser, extracts, read_payment};
use crate::Result;
use crate::port::{Erased, ErasingStep};
use crate::queries::{
    ERASING_BLANK_IMPORT, ERASING_BLANK_ITEMS_OF_IMPORT, ERASING_DELETE_WAITING,
    ERASING_LIST_OLD_IMPORTS, ERASING_LIST_OLD_PAYMENTS,
};
use crate::sql::row::{self, micros};
use crate::sql::{Connection, params};
use domain::view::Gone;
use domain::{ContentHash, DocumentId, ImportId, OrganisationId};
use jiff::Timestamp;

/// Erases some of what was learned before a moment.
pub(super) fn erase(
    connection: &dyn Connection,
    organisation: OrganisationId,
    (before, at): (Timestamp, Timestamp),
    limit: usize,
) -> Result<Erased> {
    let mut eraser = Eraser {
        connection,
        organisation,
        at,
        step: ErasingStep::default(),
        gone: Gone::default(),
        ids: Vec::new(),
    };
    let old = params![organisation.as_bytes(), micros(before)];
    let waiting = row::run(connection, ERASING_DELETE_WAITING, old)?;
    eraser.step.erased.waiting = waiting as u64;
    if waiting > 0 {
        // Nobody knows by name which extracts have events that waited; those
        // that may name anything go.
        eraser.ids.push(*DocumentId::from_bytes([0; 16]).as_bytes());
    }
    extracts::old_answers(connection, organisation, before)?;
    let some = params![organisation.as_bytes(), micros(before), row::limit(limit)];
    let query = ERASING_LIST_OLD_PAYMENTS;
    for (payment, source) in row::all(connection, "payments", query, some, read_payment)? {
        eraser.payment(payment, &source, None)?;
    }
    let query = ERASING_LIST_OLD_IMPORTS;
    let imports = row::all(connection, "imports", query, some, |columns| {
        let id = columns.id("import_id", ImportId::from_bytes)?;
        Ok((id, columns.hash("hash")?))
    })?;
    for (import, hash) in imports {
        eraser.import(import, hash)?;
    }
    Ok(eraser.close()?.erased)
}

impl Eraser<'_> {
    /// Erases the name of a file, what was noticed in it, and its bytes unless
    /// a document names them.
    fn import(&mut self, id: ImportId, hash: ContentHash) -> Result<()> {
        let key = params![self.organisation.as_bytes(), id.as_bytes()];
        row::run(self.connection, ERASING_BLANK_IMPORT, key)?;
        row::run(self.connection, ERASING_BLANK_ITEMS_OF_IMPORT, key)?;
        self.bytes(hash)?;
        self.audited("import", id)?;
        self.step.erased.imports += 1;
        Ok(())
    }
}
