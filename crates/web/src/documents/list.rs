//! The list of documents.

use super::state::{ListState, NotUnderstood};
use super::value::Names;
use super::{bar, cells, choose, edit, fault, saved, search_help};
use crate::components::{Pages, empty, sums};
use crate::error_page::Failure;
use crate::page::{Page, SearchBox, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::companies::Company;
use app::documents::{Found, Row, find};
use app::views::{self, View};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Right;
use domain::filter::Key;
use maud::{Markup, html};
use std::sync::Arc;

/// Documents on one page: what is seen without long scrolling, and little
/// enough to be there at once.
const PAGE_ROWS: usize = 50;

/// What the list shows.
pub(super) struct ListView<'a> {
    pub(super) visit: &'a Visit,
    pub(super) state: &'a ListState,
    pub(super) companies: &'a [Company],
    pub(super) names: Names,
    pub(super) found: &'a Found,
    /// The saved views that the person has.
    pub(super) views: &'a [View],
}

/// The list, or the view that one of its forms leads to.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    if person.query.is_empty()
        && let Some(view) = views::opens_with(&app, person.ctx()).await?
    {
        let query = ListState::of(&view).query();
        return Ok(Redirect::to(&paths::documents(&query)).into_response());
    }
    let (state, mut faults) = ListState::read(&person.query);
    let mut written = None;
    match edit::edited(&state, &person.query) {
        Some(edit::Edited::View(query)) if faults.is_empty() => {
            return Ok(Redirect::to(&saved::exactly(query)).into_response());
        }
        Some(edit::Edited::Not(not)) => {
            written = Some(not.written.clone());
            faults.push(not);
        }
        _ => {}
    }
    if !faults.is_empty() {
        return Ok(not_understood(&person, &state, written, &faults));
    }
    let found = find(
        &app,
        person.ctx(),
        &state.search(),
        state.cursor.as_deref(),
        PAGE_ROWS,
    )
    .await?;
    let view = ListView {
        visit: &person,
        state: &state,
        names: names(&state, &person.companies, &found.rows),
        companies: &person.companies,
        found: &found,
        views: &views::list(&app, person.ctx()).await?,
    };
    Ok(view.page().render(&view.markup()))
}

/// Every name by which a filter can name a company or a customer.
pub(crate) fn names(state: &ListState, companies: &[Company], rows: &[Row]) -> Names {
    let mut names = Names {
        companies: Vec::new(),
        customers: Vec::new(),
    };
    for company in companies {
        let called = [Some(company.id.to_string()), company.number.clone()];
        names.companies.extend(
            called
                .into_iter()
                .flatten()
                .map(|called| (called, company.name.clone())),
        );
    }
    let asks_for_customers = state.filter.terms_of(Key::Customer).next().is_some();
    for row in rows.iter().filter(|_| asks_for_customers) {
        let called = [
            Some(row.head.customer.to_string()),
            row.customer_number.clone(),
        ];
        let called = called
            .into_iter()
            .flatten()
            .map(|called| (called, row.customer_name.clone()));
        names.customers.extend(called);
    }
    names
}

/// The filter as it stands cannot be read. No list is shown: it would be
/// another one than was asked for.
pub(crate) fn not_understood(
    person: &Person,
    state: &ListState,
    written: Option<String>,
    faults: &[NotUnderstood],
) -> Response {
    let all = || {
        faults
            .iter()
            .map(|fault| fault.written.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let text = written.unwrap_or_else(all);
    let main = html! {
        h1 { (person.text.say("documents-title")) }
        (fault::faults(person, state, &text, faults))
        (search_help::help(person, true))
    };
    let search = SearchBox {
        text,
        keep: state.without(Key::Q),
        is_wrong: true,
    };
    Page::new(person, person.text.say("documents-title"))
        .within(Section::Documents)
        .searching(search)
        .asking_to_mend(StatusCode::BAD_REQUEST)
        .render(&main)
}

impl ListView<'_> {
    /// The frame of the list: its title says what is shown and where in it.
    pub(super) fn page(&self) -> Page<'_> {
        let search = SearchBox {
            text: self.state.text(),
            keep: self.state.without(Key::Q),
            is_wrong: false,
        };
        Page::new(self.visit, self.title())
            .within(Section::Documents)
            .searching(search)
    }

    fn title(&self) -> String {
        let text = &self.visit.text;
        let mut title = text.say("documents-title");
        if !self.state.filter.is_empty() {
            title.push_str(" – ");
            title.push_str(&self.terms().join(", "));
        }
        if self.found.total > self.found.rows.len() as u64 {
            title.push_str(&format!(" ({})", self.position()));
        }
        title
    }

    /// `51–100 av 431`.
    fn position(&self) -> String {
        let count = |number: u64| self.visit.formats.count(number);
        let shown = self.found.rows.len() as u64;
        self.visit.text.fill(
            "page-position",
            &[
                (
                    "from",
                    count(self.found.before + u64::from(shown > 0)).into(),
                ),
                ("to", count(self.found.before + shown).into()),
                ("total", count(self.found.total).into()),
            ],
        )
    }

    /// The terms in words: `Levering: Feilet`.
    fn terms(&self) -> Vec<String> {
        let terms = self.state.filter.terms.iter();
        terms
            .map(|term| super::chip::words(self.visit, &self.names, term))
            .collect()
    }

    /// The main part of the page.
    pub(super) fn markup(&self) -> Markup {
        html! {
            div.list-head {
                h1 { (self.visit.text.say("documents-title")) }
                (self.result())
                (bar::tools(self))
            }
            (saved::line(self))
            (bar::Bar::of_list(self, &Query::default()).render())
            @if self.found.rows.is_empty() {
                (self.nothing())
            } @else {
                (choose::form(self))
                (cells::table(self))
                div.list-foot {
                    p.muted { (self.position()) }
                    (self.pages().render(self.visit))
                }
            }
            (search_help::help(self.visit, false))
        }
    }

    /// How many, and what they add up to: exact, and announced.
    fn result(&self) -> Markup {
        let text = &self.visit.text;
        let total = self.found.total;
        html! {
            p.result role="status" {
                strong {
                    (text.fill("documents-count", &[
                        ("count", total.into()),
                        ("shown", self.visit.formats.count(total).into()),
                    ]))
                }
                @if !self.found.sums.is_empty() {
                    " · "
                    (sums(self.visit, &self.found.sums))
                }
                @if self.found.erased > 0 {
                    " · "
                    (text.fill("documents-erased", &[
                        ("count", self.found.erased.into()),
                        ("shown", self.visit.formats.count(self.found.erased).into()),
                    ]))
                }
            }
        }
    }

    fn pages(&self) -> Pages {
        let to = |cursor: &Option<String>| {
            let cursor = cursor.as_ref()?;
            Some(paths::documents(&self.state.at(cursor).query()))
        };
        Pages {
            first: None,
            previous: to(&self.found.previous),
            next: to(&self.found.next),
        }
    }

    /// No hits: names the filters and offers to drop each of them.
    fn nothing(&self) -> Markup {
        let text = &self.visit.text;
        if self.state.filter.is_empty() {
            let message = html! {
                p { (text.say("documents-none-yet")) }
                @if self.visit.may_everywhere(Right::Import) {
                    p { (text.say("documents-begin")) }
                    p { a.button.primary href=(paths::IMPORTS) { (text.say("documents-import-first")) } }
                }
            };
            return empty(&text.say("documents-none-title"), &message);
        }
        let message = html! {
            p { (text.say("documents-no-hits")) }
            ul.ways {
                @for term in &self.state.filter.terms {
                    @let words = super::chip::words(self.visit, &self.names, term);
                    li {
                        a href=(saved::exactly(self.state.dropping(term).query())) {
                            (text.fill("filter-drop", &[("filter", words.into())]))
                        }
                    }
                }
                @if self.state.filter.terms.len() > 1 {
                    li { a href=(saved::exactly(Query::default())) { (text.say("filters-drop-all")) } }
                }
            }
        };
        empty(&text.say("documents-no-hits-title"), &message)
    }
}

#[cfg(test)]
mod tests;
