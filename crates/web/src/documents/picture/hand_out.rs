//! The pictures themselves: PNG inline and nothing else, files to download.

use crate::documents::hand_out;
use crate::error_page::Failure;
use crate::session::Person;
use app::App;
use app::pictures::{self, Form, Kind, Made, Refusal, Size};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::DocumentId;
use std::sync::Arc;

/// One page of a view as PNG.
pub(crate) async fn page(
    State(app): State<Arc<App>>,
    person: Person,
    Path((id, form, page)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let id: DocumentId = id.parse().map_err(|_| Failure::NotFound)?;
    let form = Form::from_code(&form).ok_or(Failure::NotFound)?;
    let page: usize = page.parse().map_err(|_| Failure::NotFound)?;
    let size = person.query.get("size").and_then(Size::from_code);
    let size = size.unwrap_or(Size::Page);
    let language = person.text.language();
    let made = pictures::picture(&app, person.ctx(), id, form, page, size, language).await?;
    answer(&app, &person, made.ok_or(Failure::NotFound)?).await
}

/// A small picture for the list.
pub(crate) async fn thumbnail(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: DocumentId = id.parse().map_err(|_| Failure::NotFound)?;
    let language = person.text.language();
    let made = pictures::thumbnail(&app, person.ctx(), id, language).await?;
    answer(&app, &person, made.ok_or(Failure::NotFound)?).await
}

/// A laid-out document as PDF, or a page of it as SVG, to keep.
pub(crate) async fn paper(
    State(app): State<Arc<App>>,
    person: Person,
    Path((id, form)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id: DocumentId = id.parse().map_err(|_| Failure::NotFound)?;
    let form = Form::from_code(&form).ok_or(Failure::NotFound)?;
    let page = person.query.get("svg").and_then(|page| page.parse().ok());
    let kind = page.map_or(Kind::Pdf, Kind::Svg);
    let language = person.text.language();
    let file = pictures::file(&app, person.ctx(), id, form, kind, language).await?;
    match file.ok_or(Failure::NotFound)? {
        Ok(file) => Ok(hand_out(file)),
        Err(refusal) => answer(&app, &person, Err(refusal)).await,
    }
}

/// The picture, or in its place one that says why there is none.
async fn answer(
    app: &App,
    person: &Person,
    made: Result<Made, Refusal>,
) -> Result<Response, Failure> {
    let (status, made) = match made {
        Ok(made) => (StatusCode::OK, made),
        Err(refusal) => {
            let title = person.text.say("picture-none");
            let why = super::words::refusal(person, &refusal);
            let language = person.text.language();
            let placeholder = pictures::placeholder(app, &title, &why, language).await;
            let made = placeholder.map_err(|_| Failure::Broken)?;
            (StatusCode::UNPROCESSABLE_ENTITY, made)
        }
    };
    // What a worker made is shown as the one kind that cannot do anything.
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("image/png"))];
    Ok((status, headers, made.bytes).into_response())
}
