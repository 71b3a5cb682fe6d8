//! Handing in files: put aside on disk piece by piece and never beyond a
//! limit, checked for the form's token before the first byte of a file is
//! kept.

use super::list;
use crate::error_page::{Failure, message};
use crate::form::{FieldError, TOKEN, is_token};
use crate::paths;
use crate::query::Query;
use crate::session::Person;
use app::imports::{self, Content, FILE_BYTES_MAX, NotTaken, Options, Spool};
use app::{App, Ctx};
use axum::extract::State;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ImportId;
use futures_util::StreamExt as _;
use maud::{Markup, html};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// The most bytes of one upload, all files together. They lie on disk until
/// they are recorded.
pub(crate) const UPLOAD_BYTES_MAX: u64 = FILE_BYTES_MAX;
/// The most files of one upload.
pub(super) const FILES_MAX: usize = 1_000;
/// Uploads that may come in at the same time; the others wait.
static UPLOADING: Semaphore = Semaphore::const_new(8);
/// The most bytes of a field that is not a file.
const FIELD_BYTES_MAX: usize = 4 * 1024;
/// The most files that the list is told are new.
const NEW_MAX: usize = 50;

/// What was handed in.
#[derive(Default)]
struct Handed {
    is_ours: bool,
    options: Options,
    files: Vec<(String, Content)>,
    bytes: u64,
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

impl From<NotTaken<Refusal>> for Refusal {
    fn from(why: NotTaken<Refusal>) -> Self {
        let error = match why {
            NotTaken::Sender(refusal) => return refusal,
            NotTaken::Disk(error) => error,
        };
        match error.kind() {
            std::io::ErrorKind::FileTooLarge => Self::TooLarge,
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Self::Failure(app::Error::FULL.into())
            }
            _ => Self::Failure(app::Error::internal(error).into()),
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
    let handed = match hand_in(app.spool(), &person, form).await {
        Ok(handed) => handed,
        Err(refusal) => return refuse(&app, &person, refusal).await,
    };
    if handed.files.is_empty() {
        let words = person.text.say("upload-no-files");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return mend(&app, &person, html! { (words) }, status).await;
    }
    match receive(app.clone(), person.ctx().clone(), handed).await {
        Ok(imports) => Ok(Redirect::to(&result(&imports)).into_response()),
        Err(error @ app::Error::Invalid { .. }) => {
            let words = message(&person, &error);
            mend(&app, &person, words, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn refuse(app: &App, person: &Person, refusal: Refusal) -> Result<Response, Failure> {
    let words = match refusal {
        Refusal::Failure(failure) => return Err(failure),
        Refusal::TooLarge => {
            let limit = person.formats.bytes(UPLOAD_BYTES_MAX);
            person
                .text
                .fill("upload-too-large", &[("limit", limit.into())])
        }
        Refusal::TooMany => person
            .text
            .fill("upload-too-many", &[("files", FILES_MAX.into())]),
    };
    mend(
        app,
        person,
        html! { (words) },
        StatusCode::PAYLOAD_TOO_LARGE,
    )
    .await
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

/// How long the browser waits for the reading before it is shown the progress.
const WAITED_MS: u64 = 3_000;

/// Answers once the files are safe. They are read in the background, although
/// the browser may have gone.
async fn receive(app: Arc<App>, ctx: Ctx, handed: Handed) -> app::Result<Vec<ImportId>> {
    let accepted = imports::accept(&app, &ctx, handed.files, &handed.options).await?;
    let imports = accepted.imports.clone();
    accepted.wait(Duration::from_millis(WAITED_MS)).await;
    Ok(imports)
}

async fn hand_in(spool: &Spool, person: &Person, mut form: Multipart) -> Result<Handed, Refusal> {
    let mut handed = Handed::default();
    while let Some(field) = form.next_field().await? {
        match field.name().unwrap_or_default() {
            TOKEN => handed.is_ours = is_token(person, &words(field).await?),
            "company" => {
                handed.options.company = Some(words(field).await?).filter(|words| !words.is_empty())
            }
            "channel" => handed.options.channel = words(field).await?.parse().ok(),
            "files" => handed.keep(spool, field).await?,
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
    async fn keep(&mut self, spool: &Spool, field: Field<'_>) -> Result<(), Refusal> {
        if !self.is_ours {
            return Err(Refusal::Failure(Failure::StaleForm));
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = &mut self.bytes;
        let pieces = field.map(|piece| {
            let piece = piece?;
            *bytes += piece.len() as u64;
            match *bytes > UPLOAD_BYTES_MAX {
                true => Err(Refusal::TooLarge),
                false => Ok(piece),
            }
        });
        let content = spool.take(pieces).await?;
        // A file field that was left empty is sent as a nameless empty file.
        if name.is_empty() && content.size() == 0 {
            return Ok(());
        }
        if self.files.len() >= FILES_MAX {
            return Err(Refusal::TooMany);
        }
        self.files.push((name, content));
        Ok(())
    }
}
