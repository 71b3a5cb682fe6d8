//! What belongs to a recipient's page: the pictures, the file, and the small
//! picture by which it is known that a browser showed the page.

use super::frame::{Frame, found, unlisted};
use crate::audit::is_ahead;
use crate::documents::hand_out;
use crate::error_page::Failure;
use crate::session::{Visit, Visitor};
use app::App;
use app::links::{self, Opened, Viewer};
use app::pictures::{self, Made, Size};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

const PNG: HeaderValue = HeaderValue::from_static("image/png");
/// One transparent point.
const POINT: &[u8] = include_bytes!("../../assets/point.png");

/// A page of the document as PNG.
pub(crate) async fn page(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    Path((token, page)): Path<(String, usize)>,
) -> Result<Response, Failure> {
    let (opened, frame) = match opened(&app, &visitor, &headers, &token).await? {
        Ok(opened) => opened,
        Err(answer) => return Ok(*answer),
    };
    let size = visitor.query.get("size").and_then(Size::from_code);
    let size = size.unwrap_or(Size::Page);
    let made = opened.picture(&app, page, size, frame.language()).await?;
    let (status, made) = match made.ok_or(Failure::NotFound)? {
        Ok(made) => (StatusCode::OK, made),
        Err(_) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            (status, placeholder(&app, &frame).await?)
        }
    };
    let answer = (status, [(header::CONTENT_TYPE, PNG)], made.bytes);
    Ok(unlisted(answer.into_response()))
}

/// The document as a file to keep.
pub(crate) async fn file(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let (opened, frame) = match opened(&app, &visitor, &headers, &token).await? {
        Ok(opened) => opened,
        Err(answer) => return Ok(*answer),
    };
    let file = opened.file(&app, frame.language()).await?;
    match file.ok_or(Failure::NotFound)? {
        Ok(file) => Ok(unlisted(hand_out(file))),
        Err(_) => Err(Failure::Broken),
    }
}

/// The small picture: whoever fetches it has read the page.
pub(crate) async fn seen(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    method: Method,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let viewer = viewer(&visitor, &method, &headers);
    let seen = links::seen(&app, &visitor.origin, &token, &viewer).await?;
    // Nothing in the answer tells whether the view counts.
    Ok(match found(&visitor, &headers, seen) {
        Ok(_) => unlisted(([(header::CONTENT_TYPE, PNG)], POINT).into_response()),
        Err(answer) => *answer,
    })
}

/// What a link opened with its frame, or the answer where it opens nothing.
pub(super) async fn opened(
    app: &App,
    visit: &Visit,
    headers: &HeaderMap,
    token: &str,
) -> Result<Result<(Opened, Frame), Box<Response>>, Failure> {
    let opening = links::open(app, &visit.origin, token).await?;
    Ok(found(visit, headers, opening).map(|opened| {
        let frame = Frame::new(visit, headers, Some(&opened.language));
        (opened, frame)
    }))
}

fn viewer(visit: &Visit, method: &Method, headers: &HeaderMap) -> Viewer {
    let said = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.map(str::to_owned)
    };
    let person = visit.signed_in.as_ref();
    Viewer {
        agent: visit.origin.agent.clone(),
        is_ahead: is_ahead(headers),
        is_head: *method == Method::HEAD,
        destination: said("sec-fetch-dest"),
        site: said("sec-fetch-site"),
        signed_in: person.map(|person| person.ctx.organisation),
    }
}

async fn placeholder(app: &App, frame: &Frame) -> Result<Made, Failure> {
    let (title, why) = (
        frame.text.say("picture-none"),
        frame.text.say("link-no-picture"),
    );
    let made = pictures::placeholder(app, &title, &why, frame.language()).await;
    made.map_err(|_| Failure::Broken)
}
