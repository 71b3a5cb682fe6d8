//! The list as a file: the same documents, columns and order as on the page.

use super::state::ListState;
use crate::error_page::Failure;
use crate::session::Person;
use crate::text::Text;
use app::documents::{self, Column, Flavour, Search, Wording};
use app::{App, Ctx};
use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;
use std::io;
use std::sync::Arc;
use tokio::sync::mpsc;

/// Pieces of a file that may wait for the browser to take them.
const PIECES_WAITING: usize = 2;

struct Words(Text);

impl Wording for Words {
    fn column(&self, column: Column) -> String {
        self.0.word("column", column.code())
    }

    fn word(&self, vocabulary: &str, code: &str) -> String {
        self.0.word(vocabulary, code)
    }
}

/// Streams the list as CSV.
pub(crate) async fn export(
    State(app): State<Arc<App>>,
    person: Person,
) -> Result<Response, Failure> {
    let (state, faults) = ListState::read(&person.query);
    if !faults.is_empty() {
        return Err(Failure::Malformed);
    }
    let flavour = match person.query.get("flavour") {
        Some("machine") => Flavour::Machine,
        _ => Flavour::Spreadsheet,
    };
    let job = Job {
        app,
        ctx: person.ctx().clone(),
        search: state.search(),
        columns: state.columns().to_vec(),
        flavour,
        words: Words(person.text),
    };
    let pieces = job.begin().await?;
    let day = person.ctx().today();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"utsyn-{day}.csv\""),
        ),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

struct Job {
    app: Arc<App>,
    ctx: Ctx,
    search: Search,
    columns: Vec<Column>,
    flavour: Flavour,
    words: Words,
}

type Piece = Result<Vec<u8>, Failure>;

impl Job {
    /// Begins to write, and waits for the first piece, so that what goes wrong
    /// at the start is an error page and not a broken file.
    async fn begin(self) -> Result<impl futures_util::Stream<Item = io::Result<Vec<u8>>>, Failure> {
        let (send, mut pieces) = mpsc::channel(PIECES_WAITING);
        tokio::spawn(async move { self.write(&send).await });
        let first = pieces.recv().await.transpose()?;
        let rest =
            futures_util::stream::unfold((first, pieces), |(waiting, mut pieces)| async move {
                let piece = match waiting {
                    Some(piece) => Ok(piece),
                    None => pieces.recv().await?,
                };
                // A stream that ends in an error cuts the connection, and the
                // browser says that the download failed.
                let piece = piece.map_err(|_: Failure| io::Error::other("the export was cut off"));
                Some((piece, (None, pieces)))
            });
        // Compression asks once more after the end.
        Ok(rest.fuse())
    }

    async fn write(self, send: &mpsc::Sender<Piece>) {
        let begun = documents::export(
            &self.app,
            &self.ctx,
            &self.search,
            self.columns,
            self.flavour,
            &self.words,
        )
        .await;
        let mut export = match begun {
            Ok(export) => export,
            Err(error) => return tell(send, Err(error.into())).await,
        };
        loop {
            match export.next().await {
                Ok(Some(piece)) => {
                    if send.send(Ok(piece)).await.is_err() {
                        return;
                    }
                }
                Ok(None) => return,
                Err(error) => {
                    tracing::error!(?error, "an export was cut off");
                    return tell(send, Err(error.into())).await;
                }
            }
        }
    }
}

/// Tells whoever still listens.
async fn tell(send: &mpsc::Sender<Piece>, piece: Piece) {
    if send.send(piece).await.is_err() {
        tracing::debug!("nobody waits for the export any more");
    }
}
