//! The list as a file for other programs: every field of the documents that
//! the page lists, in its order.

use super::state::ListState;
use crate::error_page::Failure;
use crate::session::Person;
use app::App;
use app::exports::{self, Export, Format, Table};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use futures_util::Stream;
use std::sync::Arc;

/// Streams the list in a format.
pub(crate) async fn export_file(
    State(app): State<Arc<App>>,
    person: Person,
    Path(format): Path<String>,
) -> Result<Response, Failure> {
    let (state, faults) = ListState::read(&person.query);
    if !faults.is_empty() {
        return Err(Failure::Malformed);
    }
    let format: Format = format.parse().map_err(|_| Failure::NotFound)?;
    let (ctx, search) = (person.ctx(), state.search());
    let export = exports::export(&app, ctx, &search, Table::Documents, format).await?;
    let day = ctx.today();
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"utsyn-{day}.{format}\""),
        ),
    ];
    Ok((headers, Body::from_stream(pieces(app, export))).into_response())
}

/// The file as it comes. What goes wrong on the way breaks it off, so that
/// nobody takes a part for the whole.
fn pieces(app: Arc<App>, export: Export) -> impl Stream<Item = app::Result<Vec<u8>>> {
    futures_util::stream::try_unfold((app, export), |(app, mut export)| async move {
        let piece = export.next(&app).await.inspect_err(|error| {
            tracing::error!(%error, "an export broke off");
        })?;
        Ok(piece.map(|piece| (piece, (app, export))))
    })
}
