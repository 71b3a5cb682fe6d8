//! Files to download: never shown by the browser, whatever they say they are.

use crate::error_page::Failure;
use crate::headers::POLICY_OF_FILES;
use crate::session::Person;
use app::App;
use app::documents::{self, File};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::DocumentId;
use std::sync::Arc;

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
    file.map(hand_out).ok_or(Failure::NotFound)
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
    file.map(hand_out).ok_or(Failure::NotFound)
}

/// A file on its way to be saved.
pub(crate) fn hand_out(file: File) -> Response {
    let claimed = file
        .media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_lowercase();
    let kind = HARMLESS.into_iter().find(|harmless| *harmless == claimed);
    let disposition = HeaderValue::from_str(&file.disposition())
        .unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(kind.unwrap_or("application/octet-stream")),
        ),
        (header::CONTENT_DISPOSITION, disposition),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY_OF_FILES),
        ),
    ];
    (headers, file.bytes).into_response()
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
