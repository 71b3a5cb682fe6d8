use super::files::hand_out;
use super::show::shown;
use crate::caller::{Caller, ReadDocuments};
use crate::problem::{Fault, Problem};
use crate::query::Query;
use crate::wire::Picture;
use app::App;
use app::pictures::{self, Form, Kind, Language, Refusal, Size};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::DocumentId;
use std::sync::Arc;

/// List the pictures of a document
///
/// One for each attempt on each channel: the file that was sent, its data
/// laid out, what a bank or an app lists, a message.
#[utoipa::path(
    get, path = "/documents/{id}/pictures", tag = "documents",
    params(("id" = String, Path, description = "Id of the document", format = Uuid)),
    responses((status = 200, body = [Picture])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
) -> Result<Json<Vec<Picture>>, Problem> {
    let shown = shown(&app, caller.ctx(), &id).await?;
    let views = pictures::views(&shown);
    Ok(Json(views.iter().map(Picture::from).collect()))
}

/// Download a laid-out document
///
/// As PDF, to keep or print. What was sent as a file of its own is at
/// `/documents/{id}/original`.
#[utoipa::path(
    get, path = "/documents/{id}/pictures/{form}", tag = "documents",
    params(
        ("id" = String, Path, description = "Id of the document", format = Uuid),
        ("form" = String, Path, description = "Which picture: the `form` of one of the pictures of the document"),
        ("language" = Option<String>, Query, description = "Language of what is laid out: `nb` or `en`; `nb` where none is given"),
    ),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream")),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn paper(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path((id, form)): Path<(String, String)>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&["language"], false)?;
    let id: DocumentId = id.parse().map_err(|_| Fault::NotFound)?;
    let form = Form::from_code(&form).ok_or(Fault::NotFound)?;
    let language = language(&query)?;
    let made = pictures::file(&app, caller.ctx(), id, form, Kind::Pdf, language).await?;
    let file = made.ok_or(Fault::NotFound)?;
    Ok(hand_out(file.map_err(|refusal| no_picture(&refusal))?))
}

/// See a page of a document
///
/// As its recipient sees it, as PNG. What cannot be drawn is answered with a
/// problem that says why; the original can be downloaded in any case.
#[utoipa::path(
    get, path = "/documents/{id}/pictures/{form}/{page}", tag = "documents",
    params(
        ("id" = String, Path, description = "Id of the document", format = Uuid),
        ("form" = String, Path, description = "Which picture: the `form` of one of the pictures of the document"),
        ("page" = u32, Path, description = "The page, from 0"),
        ("size" = Option<String>, Query, description = "`thumbnail`, `page` or `large`; `page` where none is given"),
        ("language" = Option<String>, Query, description = "Language of what is laid out: `nb` or `en`; `nb` where none is given"),
    ),
    responses((status = 200, body = Vec<u8>, content_type = "image/png")),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn page(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path((id, form, page)): Path<(String, String, String)>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&["size", "language"], false)?;
    let id: DocumentId = id.parse().map_err(|_| Fault::NotFound)?;
    let form = Form::from_code(&form).ok_or(Fault::NotFound)?;
    let page: usize = page.parse().map_err(|_| Fault::NotFound)?;
    let (size, language) = (size(&query)?, language(&query)?);
    let made = pictures::picture(&app, caller.ctx(), id, form, page, size, language).await?;
    match made.ok_or(Fault::NotFound)? {
        Ok(made) => {
            let kind = HeaderValue::from_static("image/png");
            Ok(([(header::CONTENT_TYPE, kind)], made.bytes).into_response())
        }
        Err(refusal) => Err(no_picture(&refusal)),
    }
}

fn no_picture(refusal: &Refusal) -> Problem {
    let why = format!("no picture can be made of it: {}", refusal.reason.code());
    Problem::from(Fault::NoPicture).saying(why)
}

fn size(query: &Query) -> Result<Size, Problem> {
    let Some(word) = query.get("size") else {
        return Ok(Size::Page);
    };
    Size::from_code(word).ok_or_else(|| {
        let message = format!("'{word}' is not a size; one of: thumbnail, page, large");
        Problem::parameter("size", "picture.size", message)
    })
}

fn language(query: &Query) -> Result<Language, Problem> {
    match query.get("language") {
        None | Some("nb") => Ok(Language::Bokmaal),
        Some("en") => Ok(Language::English),
        Some(word) => {
            let message = format!("'{word}' is not a language here; one of: nb, en");
            Err(Problem::parameter("language", "picture.language", message))
        }
    }
}
