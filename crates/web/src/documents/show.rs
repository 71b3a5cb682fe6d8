//! One document: what it is, where it stands, and everything that happened.

mod axes;
mod comments;
mod content;
mod follow_up;
mod key_facts;
mod links;
mod money;
mod papers;

use super::picture::{self, Opened};
use super::state::ListState;
use super::timeline;
use crate::audit::is_ahead;
use crate::error_page::Failure;
use crate::form::FieldError;
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::documents::{self, Shown};
use app::people::Colleague;
use app::{App, audit, comments as app_comments, companies, follow_ups};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::{Channel, CommentId, DocumentId, Right};
use maud::{Markup, html};
use render::{Icon, icon};
use std::sync::Arc;

/// What a person typed into a form of the page that came back.
pub(super) struct Typed {
    /// Which form.
    pub(super) form: Form,
    /// What was filled in.
    pub(super) fields: Query,
    /// What is wrong with it.
    pub(super) errors: Vec<FieldError>,
}

/// The forms of the page that may have to be mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// For a new comment.
    NewComment,
    /// For another text of a comment.
    Comment(CommentId),
    /// That gives the document to somebody.
    FollowUp,
    /// That says how that ended.
    Closing,
}

impl Typed {
    /// What was written in a field; empty where it was not.
    pub(super) fn field(&self, name: &str) -> &str {
        self.fields.get(name).unwrap_or_default()
    }
}

/// The documents before and after within the list it was opened from.
#[derive(Default)]
pub(super) struct Neighbours {
    pub(super) previous: Option<DocumentId>,
    pub(super) next: Option<DocumentId>,
}

/// The page of a document.
pub(super) struct DocumentView<'a> {
    pub(super) visit: &'a Visit,
    pub(super) shown: &'a Shown,
    pub(super) list: Query,
    pub(super) neighbours: Option<Neighbours>,
    pub(super) typed: Option<&'a Typed>,
    pub(super) picture: Opened,
    /// The people whom it can be given to.
    pub(super) assignees: Vec<Colleague>,
    /// The people who can be mentioned on it.
    pub(super) mentionable: Vec<Colleague>,
    /// The channels on which it can be asked for again.
    pub(super) channels: Vec<Channel>,
}

/// Shows a document.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let shown = documents::show(&app, person.ctx(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    let page = page_of(&app, &person, &shown, None).await?;
    if !is_ahead(&headers) {
        audit::viewed(&app, person.ctx(), &shown.document.head).await?;
    }
    Ok(page)
}

/// The page, with what was typed where a form has to be mended.
pub(super) async fn page(
    app: &App,
    person: &Person,
    id: DocumentId,
    typed: Option<&Typed>,
) -> Result<Response, Failure> {
    let shown = documents::show(app, person.ctx(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    page_of(app, person, &shown, typed).await
}

async fn page_of(
    app: &App,
    person: &Person,
    shown: &Shown,
    typed: Option<&Typed>,
) -> Result<Response, Failure> {
    let id = shown.document.head.id;
    let (state, _) = ListState::read(&person.query);
    let view = DocumentView {
        visit: person,
        shown,
        list: list_query(person, &state),
        neighbours: neighbours(app, person, &state, id).await?,
        typed,
        picture: Opened::open(app, person, shown).await,
        assignees: match person.may(Right::FollowUp) {
            true => follow_ups::assignees(app, person.ctx(), shown.row.head.company).await?,
            false => Vec::new(),
        },
        mentionable: match person.may(Right::Comment) {
            true => app_comments::mentionable(app, person.ctx(), shown.row.head.company).await?,
            false => Vec::new(),
        },
        channels: companies::channels(app, person.ctx(), shown.row.head.company).await?,
    };
    let page = Page::new(person, view.title()).within(Section::Documents);
    let page = match typed {
        Some(_) => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
        None => page,
    };
    Ok(page.render(&view.markup()))
}

/// The list that the document was opened from, as its URL says it.
pub(super) fn list_query(visit: &Visit, state: &ListState) -> Query {
    match visit.query.get("sort") {
        Some(_) => state.query_of_row(),
        None => Query::default(),
    }
}

async fn neighbours(
    app: &App,
    person: &Person,
    state: &ListState,
    id: DocumentId,
) -> Result<Option<Neighbours>, Failure> {
    if person.query.get("sort").is_none() {
        return Ok(None);
    }
    let (previous, next) = documents::neighbours(app, person.ctx(), &state.search(), id).await?;
    Ok(Some(Neighbours { previous, next }))
}

impl DocumentView<'_> {
    /// What came back of a form of the page, if it did.
    pub(super) fn typed_in(&self, form: Form) -> Option<&Typed> {
        self.typed.filter(|typed| typed.form == form)
    }

    /// `Faktura 10234`.
    pub(super) fn title(&self) -> String {
        let head = &self.shown.row.head;
        let kind = self.visit.text.word("kind", head.kind.code());
        match head.number.trim() {
            "" => kind,
            number => format!("{kind} {number}"),
        }
    }

    /// The main part of the page.
    pub(super) fn markup(&self) -> Markup {
        html! {
            (self.way())
            div.document-head {
                h1 { (self.title()) }
                p.subtitle { (self.between()) }
            }
            (axes::axes(self))
            (timeline::problem(self))
            div.columns-2 {
                div.column-main {
                    (timeline::timeline(self))
                    (picture::section(self))
                    (content::content(self))
                }
                div.column-side {
                    (key_facts::key_facts(self))
                    (money::payments(self))
                    (papers::papers(self))
                    (links::door(self))
                    (follow_up::follow_up(self))
                    (comments::comments(self))
                    (papers::noticed(self))
                }
            }
        }
    }

    /// Back to the list, and on within it.
    fn way(&self) -> Markup {
        let text = &self.visit.text;
        let link = |id: DocumentId, rel: &str, words: Markup| {
            html! { a.button href=(paths::document(id, &self.list)) rel=(rel) { (words) } }
        };
        html! {
            nav.way aria-label=(text.say("document-way")) {
                a href=(paths::documents(&self.list)) { (icon(Icon::ChevronLeft)) (text.say("document-back")) }
                @if let Some(neighbours) = &self.neighbours {
                    span.way-steps {
                        @if let Some(id) = neighbours.previous { (link(id, "prev", html! { (icon(Icon::ChevronLeft)) (text.say("page-previous")) })) }
                        @if let Some(id) = neighbours.next { (link(id, "next", html! { (text.say("page-next")) (icon(Icon::ChevronRight)) })) }
                    }
                }
            }
        }
    }

    /// From whom to whom.
    fn between(&self) -> Markup {
        let row = &self.shown.row;
        html! {
            (row.company_name) " " span aria-hidden="true" { "→" }
            span.visually-hidden { (self.visit.text.say("document-to")) }
            " " (row.customer_name)
        }
    }
}
