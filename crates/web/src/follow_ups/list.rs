//! The list of follow-ups: one's own, everybody's, and those that ended.

use crate::components::{
    Family, Pages, Tab, Trail, day, empty, heading, moment, status, tabs, tag,
};
use crate::error_page::Failure;
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::follow_ups::{self, Counts, Listed, Which};
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;

/// Follow-ups on one page.
const PAGE_ROWS: usize = 50;
const ALL: [Which; 3] = [Which::Mine, Which::Open, Which::Closed];

struct FollowUpsView<'a> {
    visit: &'a Visit,
    which: Which,
    counts: Counts,
    today: Date,
    items: Vec<Listed>,
    pages: Pages,
}

const fn code(which: Which) -> &'static str {
    match which {
        Which::Mine => "mine",
        Which::Open => "open",
        Which::Closed => "closed",
    }
}

/// The list.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let asked = person.query.get("show").unwrap_or_default();
    let which = ALL.into_iter().find(|which| code(*which) == asked);
    let which = which.unwrap_or(Which::Mine);
    let trail = Trail::read(&person.query);
    let page = follow_ups::list(&app, person.ctx(), which, trail.cursor(), PAGE_ROWS).await?;
    let list = Query::default().with("show", code(which));
    let view = FollowUpsView {
        visit: &person,
        which,
        counts: follow_ups::count(&app, person.ctx()).await?,
        today: person.ctx().today(),
        items: page.items,
        pages: trail.pages(page.next, paths::follow_ups, &list),
    };
    Ok(Page::new(&person, person.text.say("follow-ups-title"))
        .within(Section::Documents)
        .render(&view.markup()))
}

impl FollowUpsView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            h1 { (text.say("follow-ups-title")) }
            p.muted { (text.say("follow-ups-about")) }
            (tabs(&text.say("follow-ups-title"), &ALL.map(|which| self.tab(which))))
            @if self.items.is_empty() {
                (empty(&text.say("follow-ups-none-title"), &html! { p { (text.say("follow-ups-none")) } }))
            } @else {
                (self.table())
                div.list-foot { (self.pages.render(self.visit)) }
            }
        }
    }

    fn tab(&self, which: Which) -> Tab {
        let count = |number: u64| self.visit.formats.count(number);
        Tab {
            name: self
                .visit
                .text
                .say(&format!("follow-ups-tab-{}", code(which))),
            href: paths::follow_ups(&Query::default().with("show", code(which))),
            is_current: which == self.which,
            count: match which {
                Which::Mine => count(self.counts.mine),
                Which::Open => count(self.counts.open),
                Which::Closed => String::new(),
            },
            sum: None,
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        let is_closed = self.which == Which::Closed;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="follow-ups-caption" {
                table.list {
                    caption #follow-ups-caption.visually-hidden { (text.say("follow-ups-title")) }
                    thead { tr {
                        th scope="col" { (text.word("column", "number")) }
                        th scope="col" { (text.word("column", "customer")) }
                        th scope="col" { (text.word("column", "delivery")) }
                        (heading(text, "follow-up-assignee"))
                        @if is_closed { (heading(text, "follow-up-outcome")) } @else { (heading(text, "follow-up-due")) }
                        (heading(text, "follow-up-note"))
                    } }
                    tbody { @for item in &self.items { (self.row(item)) } }
                }
            }
        }
    }

    fn row(&self, item: &Listed) -> Markup {
        let (visit, one, row) = (self.visit, &item.follow_up, &item.row);
        let unnumbered = || visit.text.say("document-unnumbered");
        let number = Some(row.head.number.clone()).filter(|number| !number.trim().is_empty());
        let href = format!(
            "{}#follow-up",
            paths::document(one.document, &Query::default())
        );
        html! {
            tr {
                th scope="row" { a.number-link href=(href) { (number.unwrap_or_else(unnumbered)) } }
                td { (row.customer_name) }
                td { (status(visit, "delivery", row.standing.delivery.code())) }
                td { (one.assignee_name) }
                td { (self.until(item)) }
                td dir="auto" { (one.note) }
            }
        }
    }

    /// Until when, or how it ended.
    fn until(&self, item: &Listed) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        match &item.follow_up.end {
            Some(end) => html! {
                (text.word("follow-up-outcome", end.outcome.code()))
                @if !end.reason.is_empty() { ": " span dir="auto" { (end.reason) } }
                br;
                span.muted { (end.by) ", " (moment(visit, end.at)) }
            },
            None => html! {
                (day(visit, item.follow_up.due_on))
                @if item.follow_up.due_on < self.today { " " (tag(Family::Overdue, &text.say("follow-up-late"))) }
            },
        }
    }
}
