//! Everybody that reports go to, with what became of the last letter.

use super::list::told;
use super::run::letter_state;
use super::show::{days, subscription_action, subscription_state};
use crate::components::{empty, heading};
use crate::error_page::Failure;
use crate::page::{Page, Section};
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::mail::LetterRow;
use app::reports::{self, Run, SetUp, Subscription};
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use std::sync::Arc;

/// The newest runs among which the last that went out is looked for: others
/// were ordered by hand.
const RUNS_LOOKED_AT_MAX: usize = 20;

/// A report with the last of its runs that went out, and the letters of that.
struct Sent {
    title: String,
    name: String,
    last: Option<(Run, Vec<LetterRow>)>,
}

/// What the page shows.
struct SubscriptionsView<'a> {
    visit: &'a Visit,
    sent: Vec<Sent>,
    subscriptions: Vec<Subscription>,
}

/// The page.
pub(crate) async fn subscriptions(
    State(app): State<Arc<App>>,
    person: Person,
) -> Result<Response, Failure> {
    let ctx = person.ctx();
    let subscriptions = reports::subscriptions(&app, ctx).await?;
    let mut sent = Vec::new();
    for report in reports::list(&app, ctx).await? {
        if subscriptions.iter().any(|one| one.report == report.name) {
            sent.push(Sent {
                title: report.title(&app, person.text.language()),
                last: last_sent(&app, &person, &report).await?,
                name: report.name,
            });
        }
    }
    let view = SubscriptionsView {
        visit: &person,
        sent,
        subscriptions,
    };
    Ok(Page::new(&person, person.text.say("reports-subscriptions"))
        .within(Section::Reports)
        .render(&view.markup()))
}

/// The last run of a report that letters were written about.
async fn last_sent(
    app: &App,
    person: &Person,
    report: &SetUp,
) -> Result<Option<(Run, Vec<LetterRow>)>, Failure> {
    let ctx = person.ctx();
    let runs = reports::runs(app, ctx, Some(&report.name)).await?;
    for run in runs.into_iter().take(RUNS_LOOKED_AT_MAX) {
        let letters = reports::sent(app, ctx, &run).await?;
        if !letters.is_empty() {
            return Ok(Some((run, letters)));
        }
    }
    Ok(None)
}

impl SubscriptionsView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            (told(self.visit))
            p { a href=(paths::REPORTS) { (text.say("reports-title")) } }
            h1 #subscriptions { (text.say("reports-subscriptions")) }
            @if self.subscriptions.is_empty() {
                (empty(&text.say("reports-never"), &html! { p { (text.say("reports-subscriptions-none")) } }))
            } @else {
                div.scroll role="region" tabindex="0" aria-labelledby="subscriptions" {
                    table.list {
                        thead { tr {
                            (heading(text, "reports-column-recipients"))
                            (heading(text, "reports-column-report"))
                            (heading(text, "reports-subscription-state"))
                            (heading(text, "reports-column-last"))
                            th scope="col" { span.visually-hidden { (text.say("jobs-action")) } }
                        } }
                        tbody { @for one in &self.subscriptions { (self.row(one)) } }
                    }
                }
            }
        }
    }

    fn row(&self, one: &Subscription) -> Markup {
        let sent = self.sent.iter().find(|sent| sent.name == one.report);
        let title = sent.map_or(one.report.as_str(), |sent| &sent.title);
        html! {
            tr {
                th scope="row" { (one.address) }
                td { a href=(paths::report(&one.report)) { (title) } }
                td { (subscription_state(self.visit, one)) }
                td { @if let Some((run, letters)) = sent.and_then(|sent| sent.last.as_ref()) {
                    a href=(paths::run(run.id)) { (days(self.visit, run)) }
                    @if let Some(letter) = letters.iter().find(|letter| letter.recipient == one.address) {
                        " " (letter_state(self.visit, letter.state))
                    }
                } }
                td { (subscription_action(self.visit, one)) }
            }
        }
    }
}
