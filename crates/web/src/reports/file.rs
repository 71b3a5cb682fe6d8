//! The files of runs, to save.

use crate::documents::hand_out;
use crate::error_page::Failure;
use crate::session::Person;
use app::App;
use app::documents::File;
use app::reports::{self, Format};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::RunId;
use std::sync::Arc;

/// A file of a run.
pub(crate) async fn file(
    State(app): State<Arc<App>>,
    Path((id, name)): Path<(String, String)>,
    person: Person,
) -> Result<Response, Failure> {
    let id: RunId = id.parse().map_err(|_| Failure::NotFound)?;
    let bytes = reports::read_file(&app, person.ctx(), id, &name).await?;
    let bytes = bytes.ok_or(Failure::NotFound)?;
    let formats = Format::ALL.iter();
    let format = formats.rev().find(|format| name.ends_with(format.ending()));
    Ok(hand_out(File {
        media_type: format.map_or("", |format| format.media_type()).to_owned(),
        name,
        bytes,
    }))
}
