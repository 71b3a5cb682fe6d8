//! What a recipient sees: what the document is, how to pay it, its picture.

use super::files::opened;
use super::frame::Frame;
use super::pay;
use crate::error_page::Failure;
use crate::session::Visitor;
use app::App;
use app::links::Opened;
use app::pictures::{Made, Refusal, Size};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use render::{Icon, icon};
use std::sync::Arc;
use std::time::Duration;

/// Pixels of a picture for one of the page's own.
const DENSITY: u32 = 2;
/// How large a page is shown while it is not known: A4.
const A4_PX: (u32, u32) = (620, 877);
/// How long the page waits for its picture. Longer, and it comes without the
/// picture's size; the picture follows.
const PATIENCE: Duration = Duration::from_millis(150);
/// The most pages that can be asked for.
const PAGES_MAX: usize = 10_000;

struct LinkView<'a> {
    frame: &'a Frame,
    opened: &'a Opened,
    token: &'a str,
    /// Which page of the picture, from zero.
    page: usize,
    /// The picture, if it was there in time.
    made: Option<Result<Made, Refusal>>,
}

/// The page.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let (opened, frame) = match opened(&app, &visitor, &headers, &token).await? {
        Ok(opened) => opened,
        Err(answer) => return Ok(*answer),
    };
    let page = visitor.query.get("page").and_then(|page| page.parse().ok());
    let page = page.unwrap_or(1_usize).clamp(1, PAGES_MAX) - 1;
    let drawing = opened.picture(&app, page, Size::Page, frame.language());
    let made = match tokio::time::timeout(PATIENCE, drawing).await {
        Ok(Ok(made)) => made,
        // What went wrong is told where the picture itself is asked for.
        Ok(Err(_)) | Err(_) => None,
    };
    let view = LinkView {
        frame: &frame,
        opened: &opened,
        token: &token,
        page,
        made,
    };
    let title = format!("{} – {}", view.title(), view.sender());
    Ok(frame.render(StatusCode::OK, &title, Some(view.sender()), &view.markup()))
}

impl LinkView<'_> {
    fn sender(&self) -> &str {
        &self.opened.shown.row.company_name
    }

    fn title(&self) -> String {
        let head = &self.opened.shown.row.head;
        let kind = self.frame.text.word("kind", head.kind.code());
        match head.number.trim() {
            "" => kind,
            number => format!("{kind} {number}"),
        }
    }

    fn markup(&self) -> Markup {
        html! {
            div.document-head {
                h1 { (self.title()) }
                p.subtitle { (self.frame.text.fill("link-from", &[("sender", self.sender().into())])) }
            }
            div.recipient-columns {
                (pay::card(self.frame, self.opened))
                (self.document())
            }
            img.seen src=(self.below("seen.png")) alt="" width="1" height="1";
        }
    }

    fn document(&self) -> Markup {
        let text = &self.frame.text;
        html! {
            section.card.picture #picture aria-labelledby="picture-title" {
                h2 #picture-title { (text.say("link-document")) }
                @if self.opened.has_picture() {
                    (self.tools())
                    @match &self.made {
                        Some(Err(_)) => { p { (text.say("link-no-picture")) } }
                        Some(Ok(made)) => (self.picture(Some(made))),
                        None => (self.picture(None)),
                    }
                } @else {
                    p.muted { (text.say("link-nothing-to-show")) }
                }
            }
        }
    }

    /// From page to page, and the file.
    fn tools(&self) -> Markup {
        let text = &self.frame.text;
        let made = self.made.as_ref().and_then(|made| made.as_ref().ok());
        let pages = made.map_or(self.page + 1, |made| made.pages);
        let to = |page: usize| format!("?page={page}&lang={}#picture", self.frame.language().tag());
        html! {
            div.picture-tools {
                @if pages > 1 {
                    nav.picture-pages aria-label=(text.say("picture-pages")) {
                        @if self.page > 0 {
                            a.button href=(to(self.page)) { (icon(Icon::ChevronLeft)) (text.say("page-previous")) }
                        }
                        span { (self.position(pages)) }
                        @if self.page + 1 < pages {
                            a.button href=(to(self.page + 2)) { (text.say("page-next")) (icon(Icon::ChevronRight)) }
                        }
                    }
                }
                a.button href=(self.below("file")) download { (icon(Icon::Download)) (text.say("link-download")) }
            }
        }
    }

    fn position(&self, pages: usize) -> String {
        let count = |number: usize| self.frame.formats.count(number as u64);
        let values = [
            ("page", count(self.page + 1).into()),
            ("pages", count(pages).into()),
        ];
        self.frame.text.fill("picture-position", &values)
    }

    fn picture(&self, made: Option<&Made>) -> Markup {
        let (width, height) = made.map_or(A4_PX, |made| {
            (made.width_px / DENSITY, made.height_px / DENSITY)
        });
        let alt = self
            .frame
            .text
            .fill("link-picture", &[("title", self.title().into())]);
        let src = self.below(&format!("pages/{}", self.page));
        html! {
            img.sheet src=(src) width=(width) height=(height) alt=(alt) decoding="async";
        }
    }

    /// What lies below the link, in the language of the page.
    fn below(&self, what: &str) -> String {
        let language = self.frame.language().tag();
        format!("{}{}/{what}?lang={language}", app::links::PATH, self.token)
    }
}
