//! The document as its recipient sees it: its place on the document's page,
//! and the pictures themselves.

mod hand_out;
mod in_list;
mod opened;
mod words;

pub(crate) use hand_out::{page, paper, thumbnail};
pub(super) use in_list::{cell, heading, switch};
pub(super) use opened::Opened;

use super::show::DocumentView;
use crate::components::empty;
use crate::paths;
use crate::session::Visit;
use app::pictures::{Form, Made, Refusal, Size, View};
use maud::{Markup, html};
use opened::{Shot, ZOOMS};
use render::{Icon, icon};

/// Pixels of a picture for one of the page's own: sharp on today's screens.
const DENSITY: u32 = 2;
/// How large a page is shown while it is not known: A4.
const A4_PX: (u32, u32) = (620, 877);
/// Likewise for what is as narrow as a telephone.
const NARROW_PX: (u32, u32) = (330, 420);

/// The pictures of a document: one for each way in which it was sent.
pub(super) fn section(view: &DocumentView<'_>) -> Markup {
    let text = &view.visit.text;
    let opened = &view.picture;
    html! {
        section.card.picture #picture aria-labelledby="picture-title" {
            h2 #picture-title { (text.say("picture-title")) }
            @match opened.current() {
                None => { p.muted { (text.say("picture-nothing")) } }
                Some(current) => {
                    @if opened.views.len() > 1 { (tabs(view)) }
                    @if current.is_substitute { p.muted { (text.say("picture-substitute")) } }
                    (shown(view, current))
                }
            }
        }
    }
}

/// Every view, as links.
fn tabs(view: &DocumentView<'_>) -> Markup {
    let visit = view.visit;
    let opened = &view.picture;
    html! {
        nav.tabs aria-label=(visit.text.say("picture-views")) {
            ul {
                @for (at, one) in opened.views.iter().enumerate() {
                    li {
                        a href=(opened.to_view(view, at)) aria-current=[(at == opened.at).then_some("true")] {
                            span.tab-name { (words::name(visit, view.shown, one)) }
                        }
                    }
                }
            }
        }
    }
}

fn shown(view: &DocumentView<'_>, current: &View) -> Markup {
    let opened = &view.picture;
    match &opened.shot {
        Shot::There(Err(refusal)) => refused(view, refusal),
        Shot::There(Ok(made)) => html! {
            (tools(view, current, Some(made)))
            (frame(view, current, Some(made)))
        },
        Shot::OnItsWay => html! {
            (tools(view, current, None))
            (frame(view, current, None))
        },
    }
}

/// Why there is no picture, and where the original is.
fn refused(view: &DocumentView<'_>, refusal: &Refusal) -> Markup {
    let text = &view.visit.text;
    let id = view.shown.document.head.id;
    let message = html! {
        p { (words::refusal(view.visit, refusal)) }
        @if view.shown.document.original.is_some() {
            p { a.button href=(paths::original(id)) download { (icon(Icon::Download)) (text.say("picture-original")) } }
        }
        details {
            summary { (text.say("picture-refusal-raw")) }
            p lang="en" { code { (refusal.detail) } }
        }
    };
    empty(&text.say("picture-none"), &message)
}

/// From page to page, closer and further away, and as a file.
fn tools(view: &DocumentView<'_>, current: &View, made: Option<&Made>) -> Markup {
    let text = &view.visit.text;
    let opened = &view.picture;
    let pages = made.map_or(opened.page + 1, |made| made.pages);
    html! {
        div.picture-tools {
            @if pages > 1 {
                nav.picture-pages aria-label=(text.say("picture-pages")) {
                    @if opened.page > 0 {
                        a.button href=(opened.to_page(view, opened.page - 1)) { (icon(Icon::ChevronLeft)) (text.say("page-previous")) }
                    }
                    span { (position(view.visit, opened.page, pages)) }
                    @if opened.page + 1 < pages {
                        a.button href=(opened.to_page(view, opened.page + 1)) { (text.say("page-next")) (icon(Icon::ChevronRight)) }
                    }
                }
            }
            nav.picture-zoom aria-label=(text.say("picture-zoom")) {
                ul {
                    @for zoom in ZOOMS {
                        li {
                            a href=(opened.to_zoom(view, zoom)) aria-current=[(zoom == opened.zoom).then_some("true")] {
                                (words::zoom(view.visit, zoom))
                            }
                        }
                    }
                }
            }
            (files(view, current))
        }
    }
}

/// The same as a file: what we laid out as PDF, what was sent as it is.
fn files(view: &DocumentView<'_>, current: &View) -> Markup {
    let text = &view.visit.text;
    let id = view.shown.document.head.id;
    let link = |href: String, words: String| {
        html! { a.button href=(href) download { (icon(Icon::Download)) (words) } }
    };
    html! {
        @match current.form {
            Form::Sent => (link(paths::original(id), text.say("picture-original"))),
            Form::Attached(position) => (link(paths::attachment(id, position), text.say("picture-file"))),
            form => (link(paths::picture_file(id, &form.code()), text.say("picture-pdf"))),
        }
    }
}

/// The picture in a frame of its own that can be scrolled. It has its size
/// before it is there, so that nothing jumps.
fn frame(view: &DocumentView<'_>, current: &View, made: Option<&Made>) -> Markup {
    let text = &view.visit.text;
    let opened = &view.picture;
    let id = view.shown.document.head.id;
    let (width, height) = size(current, made);
    let size = match opened.zoom {
        200 => Size::Large,
        _ => Size::Page,
    };
    let src = paths::picture(id, &current.form.code(), opened.page, size.code());
    let next = opened.next_zoom();
    html! {
        div.picture-frame role="region" tabindex="0" aria-label=(text.say("picture-frame")) {
            a.picture-link href=(opened.to_zoom(view, next)) title=(text.fill("picture-zoom-to", &[("zoom", words::zoom(view.visit, next).into())])) {
                img.{ "zoom-" (opened.zoom) } src=(src) width=(width) height=(height) alt=(words::alt(view, made)) decoding="async";
            }
        }
    }
}

fn size(current: &View, made: Option<&Made>) -> (u32, u32) {
    match made {
        Some(made) => (made.width_px / DENSITY, made.height_px / DENSITY),
        None if current.form.is_narrow() => NARROW_PX,
        None => A4_PX,
    }
}

fn position(visit: &Visit, page: usize, pages: usize) -> String {
    let count = |number: usize| visit.formats.count(number as u64);
    visit.text.fill(
        "picture-position",
        &[
            ("page", count(page + 1).into()),
            ("pages", count(pages).into()),
        ],
    )
}
