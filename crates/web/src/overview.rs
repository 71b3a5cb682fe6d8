//! The first page: what failed, what is overdue, what changed, and how much
//! of everything there is.

mod charts;
mod companies;
mod figures;
mod follow_ups;
mod news;

use crate::documents::ListState;
use crate::error_page::Failure;
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::companies::{self as app_companies, Company};
use app::follow_ups::{Counts, count};
use app::overview::{Overview, overview};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::filter::{Filter, Key};
use maud::{Markup, html};
use std::sync::Arc;

/// What the page shows.
struct OverviewView<'a> {
    visit: &'a Visit,
    overview: Overview,
    companies: Vec<Company>,
    filter: Filter,
    follow_ups: Counts,
}

/// The first page.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let filter = only_companies(&person.query);
    if person.query.get("set").is_some() {
        let query = ListState::default().filtered(filter).query();
        return Ok(Redirect::to(&paths::with(paths::OVERVIEW, &query)).into_response());
    }
    let view = OverviewView {
        visit: &person,
        overview: overview(&app, person.ctx(), &filter).await?,
        companies: app_companies::list(&app, person.ctx()).await?,
        follow_ups: count(&app, person.ctx()).await?,
        filter,
    };
    let page = Page::new(&person, view.title()).within(Section::Overview);
    Ok(page.render(&view.markup()))
}

/// Of the URL, only the choice of companies matters here.
fn only_companies(query: &Query) -> Filter {
    let (state, _) = ListState::read(query);
    Filter {
        terms: state.filter.terms_of(Key::Company).cloned().collect(),
    }
}

/// The list of exactly the documents that a filter selects.
fn list_of(filter: &Filter) -> String {
    paths::documents(&ListState::default().filtered(filter.clone()).query())
}

impl OverviewView<'_> {
    fn title(&self) -> String {
        let title = self.visit.text.say("overview-title");
        match companies::chosen(self) {
            Some(names) => format!("{title} – {names}"),
            None => title,
        }
    }

    fn markup(&self) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        html! {
            div.list-head {
                h1 { (text.say("overview-title")) }
                p.result { (text.fill("overview-as-of", &[("day", visit.formats.date_long(self.overview.today).into())])) }
                (companies::selector(self))
            }
            (figures::figures(self))
            (follow_ups::follow_ups(self))
            (news::news(self))
            (charts::charts(self))
        }
    }
}

#[cfg(test)]
mod tests;
