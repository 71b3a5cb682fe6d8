//! What became of each document, as CSV.

use super::rows::shown;
use super::{ROWS_AT_A_TIME, lookup};
use crate::{App, Ctx, Error, Result};
use domain::BulkId;
use reports::harmless;

/// The report as CSV for programs: place, id and number of the document,
/// state, and why. `None` where the asker did not ask for such a bulk. Erased
/// documents are not in it, and those not seen any more have no number.
pub async fn report(app: &App, ctx: &Ctx, id: BulkId) -> Result<Option<Vec<u8>>> {
    if lookup(app, ctx, id).await?.is_none() {
        return Ok(None);
    }
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let head = ["row", "document", "number", "state", "why"];
    writer.write_record(head).map_err(Error::internal)?;
    let mut after = 0;
    loop {
        let rows = app
            .store
            .list_bulk_rows(ctx.organisation, id, after, ROWS_AT_A_TIME)
            .await?;
        let Some(last) = rows.last() else { break };
        after = last.place;
        for row in shown(app, ctx, rows).await? {
            let record = [
                row.place.to_string(),
                row.document.to_string(),
                row.number.as_deref().map(harmless).unwrap_or_default(),
                row.state.code().to_owned(),
                row.why.unwrap_or_default(),
            ];
            writer.write_record(&record).map_err(Error::internal)?;
        }
    }
    let bytes = writer.into_inner();
    Ok(Some(
        bytes.map_err(|error| Error::internal(error.into_error()))?,
    ))
}
