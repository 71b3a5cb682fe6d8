//! Undoing an import: what would go and what would stay, and the button.

use crate::components::{Facts, empty, said};
use crate::documents::ListState;
use crate::error_page::Failure;
use crate::form::{Submitted, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::documents::{self, Row};
use app::imports::{self, Import, Kept, Obstacle, Undone};
use app::{App, Ctx};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{DocumentId, ImportId};
use maud::{Markup, html};
use render::{Icon, icon};
use std::collections::HashMap;
use std::sync::Arc;

struct UndoView<'a> {
    visit: &'a Visit,
    import: Import,
    undone: Undone,
    documents: HashMap<DocumentId, Row>,
}

/// Shows what undoing would do.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: ImportId = id.parse().map_err(|_| Failure::NotFound)?;
    let undone = imports::preview_undo(&app, person.ctx(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    let (import, _) = imports::show(&app, person.ctx(), id, None, 0)
        .await?
        .ok_or(Failure::NotFound)?;
    let view = UndoView {
        visit: &person,
        documents: kept_documents(&app, person.ctx(), &undone).await?,
        import,
        undone,
    };
    let title = person
        .text
        .fill("undo-title", &[("name", view.import.name.as_str().into())]);
    Ok(Page::new(&person, title)
        .within(Section::Imports)
        .render(&view.markup()))
}

/// Undoes the import.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: ImportId = id.parse().map_err(|_| Failure::NotFound)?;
    imports::undo(&app, form.person.ctx(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    let query = Query::default().with("said", "undone");
    Ok(Redirect::to(&paths::import(id, &query)).into_response())
}

async fn kept_documents(
    app: &App,
    ctx: &Ctx,
    undone: &Undone,
) -> Result<HashMap<DocumentId, Row>, Failure> {
    let ids = undone.examples.iter().filter_map(|kept| match kept {
        Kept::Document(id, _) => Some(*id),
        Kept::Payment(..) => None,
    });
    let ids: Vec<DocumentId> = ids.collect();
    let rows = documents::rows(app, ctx, &ids).await?;
    Ok(rows.into_iter().map(|row| (row.head.id, row)).collect())
}

impl UndoView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let import = paths::import(self.import.id, &Query::default());
        let goes = self.undone.documents + self.undone.payments + self.undone.events;
        html! {
            nav.way aria-label=(text.say("document-way")) {
                a href=(import) { (icon(Icon::ChevronLeft)) (text.say("undo-back")) }
            }
            h1.file-name { (text.fill("undo-title", &[("name", self.import.name.as_str().into())])) }
            @if goes == 0 {
                (empty(&text.say("undo-nothing-title"), &html! { p { (text.say("undo-nothing")) } }))
            } @else {
                p { (text.say("undo-about")) }
                (self.goes())
            }
            (self.kept())
            @if goes > 0 {
                form action=(paths::undo(self.import.id)) method="post" {
                    (token_field(self.visit))
                    div.row {
                        button.primary type="submit" { (text.say("undo-submit")) }
                        a href=(import) { (text.say("undo-cancel")) }
                    }
                }
            }
        }
    }

    fn goes(&self) -> Markup {
        let text = &self.visit.text;
        let count = |number: u64| self.visit.formats.count(number);
        let mut facts = Facts::default();
        facts.push(text.say("undo-documents"), count(self.undone.documents));
        facts.push(text.say("undo-payments"), count(self.undone.payments));
        facts.push(text.say("undo-events"), count(self.undone.events));
        facts.push(text.say("undo-kept"), count(self.undone.kept));
        html! {
            @if !self.undone.is_all { (said(&html! { (text.say("undo-not-all")) })) }
            div.facts-row { (facts) }
        }
    }

    fn kept(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            @if !self.undone.examples.is_empty() {
                section aria-labelledby="kept-title" {
                    h2 #kept-title { (text.say("undo-kept-title")) }
                    ul.kept { @for kept in &self.undone.examples { li { (self.one(*kept)) } } }
                }
            }
        }
    }

    fn one(&self, kept: Kept) -> Markup {
        let text = &self.visit.text;
        let why = |obstacle: Obstacle| text.word("obstacle", obstacle.code());
        match kept {
            Kept::Document(id, obstacle) => {
                let number = self.documents.get(&id).map(|row| row.head.number.as_str());
                let number = number.filter(|number| !number.is_empty());
                let unnumbered = text.say("document-unnumbered");
                html! {
                    a href=(paths::document(id, &ListState::default().query())) { (number.unwrap_or(&unnumbered)) }
                    ": " (why(obstacle))
                }
            }
            Kept::Payment(id, obstacle) => html! {
                a href=(paths::payment(id)) { (text.say("undo-a-payment")) } ": " (why(obstacle))
            },
        }
    }
}
