//! Files to download: never shown by the browser, whatever they say they are.

use crate::error_page::Failure;
use crate::headers::POLICY_OF_FILES;
use crate::session::Person;
use app::documents::{self, File};
use app::imports::Content;
use app::{App, audit};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::DocumentId;
use futures_util::stream;
use std::io::Read as _;
use std::sync::Arc;

/// Bytes of a large file that are read and sent at a time.
const PIECE_BYTES: usize = 256 * 1024;

/// Media types that are handed out as claimed; all others as mere bytes.
const HARMLESS: [&str; 8] = [
    "application/pdf",
    "application/xml",
    "application/zip",
    "image/jpeg",
    "image/png",
    "text/csv",
    "text/plain",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
];

/// The bytes that were sent.
pub(crate) async fn original(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: DocumentId = id.parse().map_err(|_| Failure::NotFound)?;
    let file = documents::original(&app, person.ctx(), id).await?;
    let file = file.ok_or(Failure::NotFound)?;
    audit::downloaded(&app, person.ctx(), id).await?;
    Ok(hand_out(file))
}

/// A file that came with a document.
pub(crate) async fn attachment(
    State(app): State<Arc<App>>,
    person: Person,
    Path((id, position)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id: DocumentId = id.parse().map_err(|_| Failure::NotFound)?;
    let position: usize = position.parse().map_err(|_| Failure::NotFound)?;
    let file = documents::attachment(&app, person.ctx(), id, position).await?;
    let file = file.ok_or(Failure::NotFound)?;
    audit::downloaded(&app, person.ctx(), id).await?;
    Ok(hand_out(file))
}

/// A file on its way to be saved.
pub(crate) fn hand_out(file: File) -> Response {
    (dress(&file.name, &file.media_type), file.bytes).into_response()
}

/// A file of any size on its way to be saved, read as it is sent.
pub(crate) fn hand_out_content(name: &str, media_type: &str, content: &Content) -> Response {
    let pieces = stream::try_unfold(content.reader(), |mut reader| async move {
        let reading = tokio::task::spawn_blocking(move || {
            let mut piece = Vec::with_capacity(PIECE_BYTES);
            let most = PIECE_BYTES as u64;
            reader.by_ref().take(most).read_to_end(&mut piece)?;
            Ok::<_, std::io::Error>((piece, reader))
        });
        let (piece, reader) = reading.await.map_err(std::io::Error::other)??;
        Ok::<_, std::io::Error>((!piece.is_empty()).then_some((piece, reader)))
    });
    hand_out_pieces(name, media_type, content.size(), Body::from_stream(pieces))
}

/// A file of so many bytes on its way to be saved, as it comes.
pub(crate) fn hand_out_pieces(name: &str, media_type: &str, size: u64, body: Body) -> Response {
    let sized = [(header::CONTENT_LENGTH, HeaderValue::from(size))];
    (dress(name, media_type), sized, body).into_response()
}

/// The headers of a file to save.
fn dress(name: &str, media_type: &str) -> [(HeaderName, HeaderValue); 3] {
    let claimed = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_lowercase();
    let kind = HARMLESS.into_iter().find(|harmless| *harmless == claimed);
    let disposition = HeaderValue::from_str(&documents::disposition(name))
        .unwrap_or(HeaderValue::from_static("attachment"));
    [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(kind.unwrap_or("application/octet-stream")),
        ),
        (header::CONTENT_DISPOSITION, disposition),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY_OF_FILES),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handed_out(name: &str, media_type: &str) -> Response {
        hand_out(File {
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            bytes: b"<script>alert(1)</script>".to_vec(),
        })
    }

    #[test]
    fn nothing_is_ever_shown_inline() {
        for media_type in [
            "text/html",
            "image/svg+xml",
            "application/xhtml+xml",
            "",
            "nonsense\r\nx: y",
        ] {
            let response = handed_out("a.html", media_type);
            assert_eq!(
                response.headers()[header::CONTENT_TYPE],
                "application/octet-stream"
            );
            let disposition = &response.headers()[header::CONTENT_DISPOSITION];
            assert!(
                disposition
                    .to_str()
                    .expect("text")
                    .starts_with("attachment;")
            );
        }
        let response = handed_out("a.pdf", "Application/PDF; x=y");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/pdf");
    }
}
