//! The first page: what failed, what is overdue, what changed, and how much
//! of everything there is.

mod charts;
mod figures;
mod follow_ups;
mod news;

use crate::documents::ListState;
use crate::error_page::Failure;
use crate::page::{Page, Section, companies};
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::follow_ups::{Counts, count};
use app::overview::{Overview, overview};
use axum::extract::State;
use axum::response::Response;
use domain::filter::Filter;
use maud::{Markup, html};
use std::sync::Arc;

/// What the page shows.
struct OverviewView<'a> {
    visit: &'a Visit,
    overview: Overview,
    filter: Filter,
    follow_ups: Counts,
}

/// The first page.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    // Of the URL, only the choice of companies matters here.
    let filter = companies::filter(&person);
    let view = OverviewView {
        visit: &person,
        overview: overview(&app, person.ctx(), &filter).await?,
        follow_ups: count(&app, person.ctx()).await?,
        filter,
    };
    let page = Page::new(&person, view.title()).within(Section::Overview);
    Ok(page.render(&view.markup()))
}

/// The list of exactly the documents that a filter selects.
fn list_of(filter: &Filter) -> String {
    paths::documents(&ListState::default().filtered(filter.clone()).query())
}

impl OverviewView<'_> {
    fn title(&self) -> String {
        let title = self.visit.text.say("overview-title");
        match companies::names(self.visit) {
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
