//! The files of runs, to save, and the one that is a page, to read.

use crate::documents::hand_out_pieces;
use crate::error_page::Failure;
use crate::headers::POLICY_OF_REPORTS;
use crate::session::Person;
use app::App;
use app::reports::{self, Format};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse as _, Response};
use domain::RunId;
use futures_util::stream;
use std::io;
use std::sync::Arc;

/// A file of a run.
pub(crate) async fn file(
    State(app): State<Arc<App>>,
    Path((id, name)): Path<(String, String)>,
    person: Person,
) -> Result<Response, Failure> {
    let id: RunId = id.parse().map_err(|_| Failure::NotFound)?;
    let reading = reports::open_file(&app, person.ctx(), id, &name).await?;
    let reading = reading.ok_or(Failure::NotFound)?;
    let formats = Format::ALL.iter();
    let format = formats.rev().find(|format| name.ends_with(format.ending()));
    let media_type = format.map_or("", |format| format.media_type());
    let size = reading.size();
    let pieces = stream::try_unfold((app, reading), |(app, mut reading)| async move {
        match reading.next(&app).await {
            Ok(part) => Ok(part.map(|part| (part, (app, reading)))),
            Err(error) => {
                tracing::error!(?error, "a file of a report was cut off");
                Err(io::Error::other("the file was cut off"))
            }
        }
    });
    Ok(hand_out_pieces(
        &name,
        media_type,
        size,
        Body::from_stream(pieces),
    ))
}

/// A run as it went out by mail, to read. It is ours and escapes whatever it
/// quotes; the policy holds it to being looked at all the same.
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    person: Person,
) -> Result<Response, Failure> {
    let id: RunId = id.parse().map_err(|_| Failure::NotFound)?;
    let run = reports::lookup(&app, person.ctx(), id).await?;
    let run = run.ok_or(Failure::NotFound)?;
    let page = reports::read_page(&app, person.ctx(), &run).await?;
    let page = page.ok_or(Failure::NotFound)?;
    let policy = [(header::CONTENT_SECURITY_POLICY, POLICY_OF_REPORTS)];
    Ok((policy, Html(page)).into_response())
}
