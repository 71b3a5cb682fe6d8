//! One file: what it is, and what became of each of its items.

use super::outcome;
use crate::components::{
    Facts, Family, Pages, Tab, Trail, empty, findings, moment, said, status, tabs, tag,
};
use crate::documents::hand_out_content;
use crate::error_page::Failure;
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::documents::{self, Row};
use app::imports::{self, ITEMS_PAGE_ROWS, Import, ImportItem, Outcome, UndoState};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::{DocumentId, ImportId, Right};
use maud::{Markup, html};
use render::{Icon, icon};
use std::collections::HashMap;
use std::sync::Arc;

struct ImportView<'a> {
    visit: &'a Visit,
    import: Import,
    items: Vec<ImportItem>,
    documents: HashMap<DocumentId, Row>,
    outcome: Option<Outcome>,
    pages: Pages,
    undo: UndoState,
    may_be_a_table: bool,
}

/// Shows a file.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: ImportId = id.parse().map_err(|_| Failure::NotFound)?;
    let outcome = person.query.get("outcome").and_then(Outcome::from_code);
    let trail = Trail::read(&person.query);
    let from = trail
        .cursor()
        .map(str::parse)
        .transpose()
        .map_err(|_| Failure::Malformed)?;
    let (import, items) = imports::show(&app, person.ctx(), id, outcome, from.unwrap_or_default())
        .await?
        .ok_or(Failure::NotFound)?;
    let is_full = items.len() >= ITEMS_PAGE_ROWS;
    let next = items
        .last()
        .filter(|_| is_full)
        .map(|last| (last.position + 1).to_string());
    let view = ImportView {
        visit: &person,
        documents: documents_of(&app, &person, &items).await?,
        pages: trail.pages(next, |query| paths::import(id, query), &list_query(outcome)),
        undo: imports::undo_state(&app, person.ctx(), id)
            .await?
            .unwrap_or(UndoState::Standing),
        may_be_a_table: may_be_a_table(&app, &person, &import).await?,
        import,
        items,
        outcome,
    };
    Ok(Page::new(&person, view.title())
        .within(Section::Imports)
        .render(&view.markup()))
}

/// Whether somebody may say what the columns of a file are that was not
/// understood.
async fn may_be_a_table(app: &App, person: &Person, import: &Import) -> Result<bool, Failure> {
    let is_read = !import.is_complete || import.format != "unknown" || import.counts.stored > 0;
    if is_read {
        return Ok(false);
    }
    let looked = imports::look(app, person.ctx(), import.id, None).await?;
    Ok(looked.is_some())
}

/// The bytes of the file.
pub(crate) async fn file(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: ImportId = id.parse().map_err(|_| Failure::NotFound)?;
    let file = imports::original(&app, person.ctx(), id).await?;
    let (name, content) = file.ok_or(Failure::NotFound)?;
    Ok(hand_out_content(
        &name,
        "application/octet-stream",
        &content,
    ))
}

fn list_query(outcome: Option<Outcome>) -> Query {
    match outcome {
        Some(outcome) => Query::default().with("outcome", outcome.code()),
        None => Query::default(),
    }
}

async fn documents_of(
    app: &App,
    person: &Person,
    items: &[ImportItem],
) -> Result<HashMap<DocumentId, Row>, Failure> {
    let mut ids: Vec<DocumentId> = items.iter().filter_map(|item| item.document).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = documents::rows(app, person.ctx(), &ids).await?;
    Ok(rows.into_iter().map(|row| (row.head.id, row)).collect())
}

impl ImportView<'_> {
    fn title(&self) -> String {
        self.visit.text.fill(
            "import-title",
            &[("name", self.import.name.as_str().into())],
        )
    }

    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            nav.way aria-label=(text.say("document-way")) {
                a href=(paths::IMPORTS) { (icon(Icon::ChevronLeft)) (text.say("imports-back")) }
            }
            h1.file-name { (self.import.name) }
            (self.said())
            (self.progress())
            (self.facts())
            (self.ways_on())
            (findings(self.visit, &self.import.findings))
            (tabs(&text.say("import-tabs"), &self.tabs()))
            @if self.items.is_empty() {
                (empty(&text.say("import-no-items-title"), &html! { p { (text.say("import-no-items")) } }))
            } @else {
                (self.table())
                div.list-foot { (self.pages.render(self.visit)) }
            }
        }
    }

    /// What was done a moment ago, and what was undone once.
    fn said(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            @match self.undo {
                UndoState::Undone => (said(&html! { (text.say("import-undone")) })),
                UndoState::Begun => div.trouble { (icon(Icon::Overdue)) p { (text.say("import-undo-begun")) } },
                UndoState::Standing => {}
            }
        }
    }

    /// How far the reading is. A page of a file that is being read may be
    /// loaded again by the script, and by the link without one.
    fn progress(&self) -> Markup {
        let text = &self.visit.text;
        let items = outcome::total(&self.import.counts);
        let shown = self.visit.formats.count(items);
        let words = [("count", items.into()), ("shown", shown.into())];
        let so_far = text.fill("import-progress", &words);
        html! {
            @if !self.import.is_complete {
                div.trouble {
                    (icon(Icon::Overdue))
                    div {
                        p role="status" data-progress=(so_far) { (so_far) }
                        p { a href=(paths::import(self.import.id, &Query::default())) { (text.say("import-look-again")) } }
                        p.muted { (text.say("import-incomplete-explained")) }
                    }
                }
            }
        }
    }

    /// What can be done with the file now.
    fn ways_on(&self) -> Markup {
        let text = &self.visit.text;
        let brought = self.import.counts.stored + self.import.counts.unmatched;
        let can_be_undone = brought > 0 && self.undo != UndoState::Undone;
        if !self.visit.may(Right::Import) {
            return html! {};
        }
        html! {
            div.row {
                @if self.may_be_a_table {
                    a.button href=(paths::columns(self.import.id)) { (text.say("import-columns")) }
                }
                @if can_be_undone {
                    a.button href=(paths::undo(self.import.id)) { (text.say("import-undo")) }
                }
            }
        }
    }

    fn facts(&self) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        let import = &self.import;
        let mut facts = Facts::default();
        facts.push(
            text.say("import-format"),
            text.word("format", &import.format),
        );
        facts.push(
            text.say("import-received"),
            moment(visit, import.received_at),
        );
        facts.push(text.say("import-size"), visit.formats.bytes(import.size));
        facts.push(text.say("import-file"), html! {
            a href=(paths::import_file(import.id)) download { (icon(Icon::Download)) " " (text.say("download")) }
        });
        facts.push(
            text.say("document-checksum"),
            html! { code.hash { (import.hash) } },
        );
        html! { div.facts-row { (facts) } }
    }

    fn tabs(&self) -> Vec<Tab> {
        let tab = |name: String, outcome: Option<Outcome>, count: u64| Tab {
            name,
            href: paths::import(self.import.id, &list_query(outcome)),
            is_current: self.outcome == outcome,
            count: self.visit.formats.count(count),
            sum: None,
        };
        let counts = &self.import.counts;
        let all = tab(
            self.visit.text.say("import-all-items"),
            None,
            outcome::total(counts),
        );
        let each = Outcome::ALL.into_iter().map(|outcome| {
            let name = self.visit.text.word("outcome", outcome.code());
            tab(name, Some(outcome), outcome::count(counts, outcome))
        });
        std::iter::once(all).chain(each).collect()
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="items-caption" {
                table.list.items {
                    caption #items-caption.visually-hidden { (text.say("import-items")) }
                    thead { tr {
                        th scope="col" { (text.say("item-place")) }
                        th scope="col" { (text.say("item-kind")) }
                        th scope="col" { (text.say("item-outcome")) }
                        th scope="col" { (text.say("item-document-link")) }
                        th scope="col" { (text.say("item-findings")) }
                    } }
                    tbody { @for item in &self.items { (self.row(item)) } }
                }
            }
        }
    }

    fn row(&self, item: &ImportItem) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        html! {
            tr id={ "i" (item.position) } {
                th scope="row" {
                    @if item.place.is_empty() { (text.say("item-whole-file")) } @else { span lang="en" { (item.place) } }
                }
                td { (text.word("item", item.kind.code())) }
                td { (status(visit, "outcome", item.outcome.code())) }
                td { (self.document(item)) }
                td.wide { (findings(visit, &item.findings)) }
            }
        }
    }

    fn document(&self, item: &ImportItem) -> Markup {
        let text = &self.visit.text;
        let Some(id) = item.document else {
            return html! {};
        };
        let Some(row) = self.documents.get(&id) else {
            return tag(Family::Quiet, &text.say("item-document-erased"));
        };
        let number = match row.head.number.as_str() {
            "" => text.say("document-unnumbered"),
            number => number.to_owned(),
        };
        html! {
            a href=(paths::document(id, &Query::default())) { (number) }
            br; span.muted { (row.customer_name) }
        }
    }
}
