use super::Record;
use crate::Result;
use crate::port::{Bulk, BulkRow, Bulks};
use crate::queries::{
    BULK_ADD, BULK_ADD_ROW, BULK_COUNT_ROWS, BULK_DELETE_OLD, BULK_DELETE_OLD_ROWS, BULK_END,
    BULK_END_ROW, BULK_FORGET_FILTER, BULK_LIST, BULK_LIST_ROWS, BULK_LOOKUP,
};
use crate::sql::row::{self, micros};
use crate::sql::{Columns, Connection, params};
use domain::bulk::{BulkAction, BulkRowState};
use domain::filter::Filter;
use domain::view::{Gone, is_about};
use domain::{BulkId, DocumentId, OrganisationId, Seq, UserId};
use jiff::Timestamp;

const TABLE: &str = "bulks";
const ROWS: &str = "bulk_rows";

fn read(columns: &mut Columns<'_>) -> Result<Bulk> {
    Ok(Bulk {
        id: columns.id("bulk_id", BulkId::from_bytes)?,
        action: columns.json("action")?,
        filter: columns.optional_text("filter")?,
        seq: Seq(columns.int("seq")?),
        asked_by: columns.id("asked_by_id", UserId::from_bytes)?,
        asked_by_name: columns.text("asked_by")?,
        asked_at: columns.moment("asked_at")?,
        ended_at: columns.optional_moment("ended_at")?,
    })
}

fn read_row(columns: &mut Columns<'_>) -> Result<BulkRow> {
    Ok(BulkRow {
        place: columns.int("place")?,
        document: columns.id("document_id", DocumentId::from_bytes)?,
        state: columns.word("state", BulkRowState::from_number)?,
        why: columns.optional_text("why")?,
    })
}

/// Leaves nothing of what was chosen where that is about what is erased.
pub(super) fn forget(
    connection: &dyn Connection,
    organisation: OrganisationId,
    gone: &Gone,
) -> Result<()> {
    let all = params![organisation.as_bytes(), i64::MIN, row::limit(usize::MAX)];
    for bulk in row::all(connection, TABLE, BULK_LIST, all, read)? {
        let filter = bulk.filter.as_deref().unwrap_or_default();
        let filter = Filter::parse(filter).unwrap_or_default();
        if is_about("", &filter, gone) {
            let key = params![organisation.as_bytes(), bulk.id.as_bytes()];
            row::run(connection, BULK_FORGET_FILTER, key)?;
        }
    }
    Ok(())
}

#[async_trait::async_trait]
impl Bulks for Record {
    async fn add_bulk(
        &self,
        organisation: OrganisationId,
        bulk: Bulk,
        documents: Vec<DocumentId>,
    ) -> Result<()> {
        self.effect(organisation, move |connection| {
            let (of, id) = (organisation.as_bytes(), bulk.id.as_bytes());
            let params = params![
                of,
                id,
                row::json(&bulk.action),
                bulk.filter,
                bulk.seq.0,
                bulk.asked_by.as_bytes(),
                bulk.asked_by_name,
                micros(bulk.asked_at),
            ];
            row::queue(connection, BULK_ADD, params)?;
            for (place, document) in (1_i64..).zip(&documents) {
                let params = params![of, id, place, document.as_bytes()];
                row::queue(connection, BULK_ADD_ROW, params)?;
            }
            Ok(())
        })
        .await
    }

    async fn lookup_bulk(&self, organisation: OrganisationId, id: BulkId) -> Result<Option<Bulk>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            row::one(connection, TABLE, BULK_LOOKUP, params, read)
        })
        .await
    }

    async fn list_bulks(
        &self,
        organisation: OrganisationId,
        since: Timestamp,
        limit: usize,
    ) -> Result<Vec<Bulk>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), micros(since), row::limit(limit)];
            row::all(connection, TABLE, BULK_LIST, params, read)
        })
        .await
    }

    async fn list_bulk_rows(
        &self,
        organisation: OrganisationId,
        id: BulkId,
        after: i64,
        limit: usize,
    ) -> Result<Vec<BulkRow>> {
        self.read(organisation, move |connection| {
            let (of, id) = (organisation.as_bytes(), id.as_bytes());
            let params = params![of, id, after, row::limit(limit)];
            row::all(connection, ROWS, BULK_LIST_ROWS, params, read_row)
        })
        .await
    }

    async fn count_bulk_rows(
        &self,
        organisation: OrganisationId,
        id: BulkId,
    ) -> Result<Vec<(BulkRowState, u64)>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            row::all(connection, ROWS, BULK_COUNT_ROWS, params, |columns| {
                let state = columns.word("state", BulkRowState::from_number)?;
                Ok((state, columns.count("documents")?))
            })
        })
        .await
    }

    async fn end_bulk_rows(
        &self,
        organisation: OrganisationId,
        id: BulkId,
        rows: Vec<BulkRow>,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            for ended in &rows {
                let params = params![
                    organisation.as_bytes(),
                    id.as_bytes(),
                    ended.place,
                    ended.state.number(),
                    ended.why,
                ];
                row::queue(connection, BULK_END_ROW, params)?;
            }
            Ok(())
        })
        .await
    }

    async fn end_bulk(
        &self,
        organisation: OrganisationId,
        id: BulkId,
        action: BulkAction,
        at: Timestamp,
    ) -> Result<bool> {
        self.write(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                id.as_bytes(),
                row::json(&action),
                micros(at),
            ];
            Ok(row::run(connection, BULK_END, params)? == 1)
        })
        .await
    }

    async fn delete_old_bulks(
        &self,
        organisation: OrganisationId,
        before: Timestamp,
    ) -> Result<u64> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), micros(before)];
            row::run(connection, BULK_DELETE_OLD_ROWS, params)?;
            Ok(row::run(connection, BULK_DELETE_OLD, params)? as u64)
        })
        .await
    }
}
