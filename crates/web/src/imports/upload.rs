//! Handing in files: read piece by piece and never beyond a limit, checked
//! for the form's token before the first byte of a file is kept.

use super::list;
use crate::error_page::{Failure, message};
use crate::form::{FieldError, TOKEN, is_token};
use crate::paths;
use crate::query::Query;
use crate::session::Person;
use app::imports::{self, ItemReport, Options, from_uploads};
use app::{App, Ctx};
use axum::extract::State;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ImportId;
use maud::{Markup, html};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The most bytes of one upload, all files together. They lie in memory until
/// they are recorded.
pub(crate) const UPLOAD_BYTES_MAX: usize = 128_000_000;
/// The most files of one upload.
pub(super) const FILES_MAX: usize = 1_000;
/// Uploads that may lie in memory at the same time; the others wait.
static UPLOADING: Semaphore = Semaphore::const_new(2);
/// The most bytes of a field that is not a file.
const FIELD_BYTES_MAX: usize = 4 * 1024;
/// The most files that the list is told are new.
const NEW_MAX: usize = 50;

/// What was handed in.
#[derive(Default)]
struct Handed {
    is_ours: bool,
    options: Options,
    files: Vec<(String, Vec<u8>)>,
    bytes: usize,
}

/// Why an upload is not taken.
enum Refusal {
    TooLarge,
    TooMany,
    Failure(Failure),
}

impl From<MultipartError> for Refusal {
    fn from(error: MultipartError) -> Self {
        match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::Failure(Failure::Malformed),
        }
    }
}

/// Takes files in and shows what became of them.
pub(crate) async fn upload(
    State(app): State<Arc<App>>,
    person: Person,
    form: Multipart,
) -> Result<Response, Failure> {
    let _turn = UPLOADING.acquire().await.map_err(|_| Failure::Broken)?;
    let text = &person.text;
    let handed = match hand_in(&person, form).await {
        Ok(handed) => handed,
        Err(Refusal::Failure(failure)) => return Err(failure),
        Err(Refusal::TooLarge) => {
            let limit = person.formats.bytes(UPLOAD_BYTES_MAX as u64);
            let words = text.fill("upload-too-large", &[("limit", limit.into())]);
            return mend(
                &app,
                &person,
                html! { (words) },
                StatusCode::PAYLOAD_TOO_LARGE,
            )
            .await;
        }
        Err(Refusal::TooMany) => {
            let words = text.fill("upload-too-many", &[("files", FILES_MAX.into())]);
            return mend(
                &app,
                &person,
                html! { (words) },
                StatusCode::PAYLOAD_TOO_LARGE,
            )
            .await;
        }
    };
    if handed.files.is_empty() {
        let words = text.say("upload-no-files");
        return mend(
            &app,
            &person,
            html! { (words) },
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    }
    match receive(app.clone(), person.ctx().clone(), handed).await {
        Ok(imports) => Ok(Redirect::to(&result(&imports)).into_response()),
        Err(error @ app::Error::Invalid { .. }) => {
            mend(
                &app,
                &person,
                message(&person, &error),
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
        Err(error) => Err(error.into()),
    }
}

async fn mend(
    app: &App,
    person: &Person,
    message: Markup,
    status: StatusCode,
) -> Result<Response, Failure> {
    let errors = [FieldError {
        field: "files",
        message,
    }];
    list::page(app, person, &errors, status).await
}

/// Where the result is seen: on the page of the one file, or on the list with
/// the new ones marked.
fn result(imports: &[ImportId]) -> String {
    match imports {
        [one] => paths::import(*one, &Query::default()),
        several => {
            let new: Vec<String> = several
                .iter()
                .take(NEW_MAX)
                .map(ToString::to_string)
                .collect();
            paths::with(paths::IMPORTS, &Query::default().with("new", new.join(",")))
        }
    }
}

/// Goes on although the browser may have gone: what was begun is completed.
async fn receive(app: Arc<App>, ctx: Ctx, handed: Handed) -> app::Result<Vec<ImportId>> {
    let job = tokio::spawn(async move {
        let mut imports = Vec::new();
        let mut report = |item: ItemReport| {
            if imports.last() != Some(&item.import) {
                imports.push(item.import);
            }
        };
        let files = from_uploads(handed.files);
        imports::receive(&app, &ctx, files, &handed.options, &mut report).await?;
        Ok(imports)
    });
    job.await.map_err(app::Error::internal)?
}

async fn hand_in(person: &Person, mut form: Multipart) -> Result<Handed, Refusal> {
    let mut handed = Handed::default();
    while let Some(field) = form.next_field().await? {
        match field.name().unwrap_or_default() {
            TOKEN => handed.is_ours = is_token(person, &words(field).await?),
            "company" => {
                handed.options.company = Some(words(field).await?).filter(|words| !words.is_empty())
            }
            "channel" => handed.options.channel = words(field).await?.parse().ok(),
            "files" => handed.keep(field).await?,
            _ => {}
        }
    }
    match handed.is_ours {
        true => Ok(handed),
        false => Err(Refusal::Failure(Failure::StaleForm)),
    }
}

/// A field that is not a file.
async fn words(mut field: Field<'_>) -> Result<String, Refusal> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > FIELD_BYTES_MAX {
            return Err(Refusal::Failure(Failure::Malformed));
        }
    }
    Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
}

impl Handed {
    /// Keeps a file. The token comes before the files in the form, so a form
    /// that is not ours never gets as far as this.
    async fn keep(&mut self, mut field: Field<'_>) -> Result<(), Refusal> {
        if !self.is_ours {
            return Err(Refusal::Failure(Failure::StaleForm));
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(piece) = field.chunk().await? {
            self.bytes += piece.len();
            if self.bytes > UPLOAD_BYTES_MAX {
                return Err(Refusal::TooLarge);
            }
            bytes.extend_from_slice(&piece);
        }
        // A file field that was left empty is sent as a nameless empty file.
        if name.is_empty() && bytes.is_empty() {
            return Ok(());
        }
        if self.files.len() >= FILES_MAX {
            return Err(Refusal::TooMany);
        }
        self.files.push((name, bytes));
        Ok(())
    }
}
