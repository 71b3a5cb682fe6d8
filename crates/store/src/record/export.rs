use super::{Record, extract};
use crate::Result;
use crate::port::{ExportEnd, ExportRow, ExportState, Exports, Extract};
use crate::queries::{
    EXPORT_ADD, EXPORT_DELETE, EXPORT_END, EXPORT_FORGET_FILE, EXPORT_LIST, EXPORT_LIST_OVER,
    EXPORT_LOOKUP, EXPORT_NOTE_PROGRESS,
};
use crate::sql::row::{self, micros, signed};
use crate::sql::{Columns, params};
use domain::{CompanyId, ExportId, OrganisationId};
use jiff::Timestamp;

const TABLE: &str = "exports";

fn read(columns: &mut Columns<'_>) -> Result<ExportRow> {
    Ok(ExportRow {
        id: columns.id("export_id", ExportId::from_bytes)?,
        filter: columns.text("filter")?,
        sort: columns.text("sort")?,
        table: columns.text("table_name")?,
        format: columns.text("format")?,
        companies: companies(columns)?,
        asked_by: columns.text("asked_by")?,
        created_at: columns.moment("created_at")?,
        state: columns.word("state", ExportState::from_number)?,
        done: columns.count("done")?,
        total: columns.count("total")?,
        size: columns
            .optional_int("size")?
            .and_then(|size| u64::try_from(size).ok()),
        error: columns.optional_text("error")?,
        expires_at: columns.moment("expires_at")?,
    })
}

fn companies(columns: &mut Columns<'_>) -> Result<Option<Vec<CompanyId>>> {
    let Some(written) = columns.optional_text("companies")? else {
        return Ok(None);
    };
    let ids: std::result::Result<Vec<CompanyId>, _> =
        written.split_whitespace().map(str::parse).collect();
    columns.known("companies", ids.ok()).map(Some)
}

fn written(companies: &[CompanyId]) -> String {
    let ids: Vec<String> = companies.iter().map(ToString::to_string).collect();
    ids.join(" ")
}

#[async_trait::async_trait]
impl Exports for Record {
    async fn add_export(&self, organisation: OrganisationId, export: ExportRow) -> Result<()> {
        self.effect(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                export.id.as_bytes(),
                export.filter,
                export.sort,
                export.table,
                export.format,
                export.companies.as_deref().map(written),
                export.asked_by,
                micros(export.created_at),
                signed(export.total),
                micros(export.expires_at),
            ];
            row::queue(connection, EXPORT_ADD, params)
        })
        .await
    }

    async fn lookup_export(
        &self,
        organisation: OrganisationId,
        id: ExportId,
    ) -> Result<Option<ExportRow>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            row::one(connection, TABLE, EXPORT_LOOKUP, params, read)
        })
        .await
    }

    async fn list_exports(
        &self,
        organisation: OrganisationId,
        limit: usize,
    ) -> Result<Vec<ExportRow>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), row::limit(limit)];
            row::all(connection, TABLE, EXPORT_LIST, params, read)
        })
        .await
    }

    async fn note_export_progress(
        &self,
        organisation: OrganisationId,
        id: ExportId,
        done: u64,
        total: u64,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            let (organisation, id) = (organisation.as_bytes(), id.as_bytes());
            let params = params![organisation, id, signed(done), signed(total)];
            row::queue(connection, EXPORT_NOTE_PROGRESS, params)
        })
        .await
    }

    async fn end_export(
        &self,
        organisation: OrganisationId,
        id: ExportId,
        end: ExportEnd,
    ) -> Result<bool> {
        self.write(organisation, move |connection| {
            let (state, size, error, expires_at) = match end {
                ExportEnd::Ready { size, expires_at } => {
                    (ExportState::Ready, Some(signed(size)), None, expires_at)
                }
                ExportEnd::Failed { error, expires_at } => {
                    (ExportState::Failed, None, Some(error), expires_at)
                }
            };
            let params = params![
                organisation.as_bytes(),
                id.as_bytes(),
                state.number(),
                size,
                error,
                micros(expires_at),
            ];
            Ok(row::run(connection, EXPORT_END, params)? == 1)
        })
        .await
    }

    async fn delete_export(&self, organisation: OrganisationId, id: ExportId) -> Result<bool> {
        self.write(organisation, move |connection| {
            extract::forget(connection, organisation, Extract::Export(id))?;
            let params = params![organisation.as_bytes(), id.as_bytes()];
            Ok(row::run(connection, EXPORT_DELETE, params)? == 1)
        })
        .await
    }

    async fn list_exports_over(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<ExportId>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), micros(now), row::limit(limit)];
            row::all(connection, TABLE, EXPORT_LIST_OVER, params, |columns| {
                columns.id("export_id", ExportId::from_bytes)
            })
        })
        .await
    }

    async fn forget_export_file(&self, organisation: OrganisationId, id: ExportId) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            row::queue(connection, EXPORT_FORGET_FILE, params)
        })
        .await
    }
}
