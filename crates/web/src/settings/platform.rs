//! How every organisation of the installation is doing, for those who run it.

use super::way_back;
use crate::components::{Family, heading, moment, tag};
use crate::error_page::Failure;
use crate::page::{Page, Section};
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::platform::{self, Health};
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use std::sync::Arc;

/// The page.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let all = platform::health_across_tenants(&app, person.signed_in()).await?;
    let page = Page::new(&person, person.text.say("settings-platform")).within(Section::Settings);
    Ok(page.render(&view(&person, &all)))
}

fn view(visit: &Visit, all: &[Health]) -> Markup {
    let text = &visit.text;
    let number = |key: &str| html! { th.number scope="col" { (text.say(key)) } };
    html! {
        (way_back(visit, paths::SETTINGS, "settings-title"))
        h1 { (text.say("settings-platform")) }
        p.muted { (text.say("settings-platform-about")) }
        div.scroll role="region" tabindex="0" aria-labelledby="platform-caption" {
            table.list {
                caption #platform-caption.visually-hidden { (text.say("settings-platform")) }
                thead { tr {
                    (heading(text, "platform-organisation"))
                    (number("platform-companies"))
                    (number("platform-people"))
                    (number("platform-documents"))
                    (heading(text, "platform-last-import"))
                    (heading(text, "platform-jobs"))
                } }
                tbody { @for health in all { (row(visit, health)) } }
            }
        }
    }
}

fn row(visit: &Visit, health: &Health) -> Markup {
    let text = &visit.text;
    let count = |count: usize| visit.formats.count(count as u64);
    html! {
        tr {
            th scope="row" { (health.organisation.name) " " span.muted { (health.organisation.slug) } }
            td.number { (count(health.companies)) }
            td.number { (count(health.people)) }
            td.number { (visit.formats.count(health.documents)) }
            td { @match health.last_import_at {
                Some(at) => (moment(visit, at)),
                None => (text.say("nothing")),
            } }
            td { @match health.jobs_given_up {
                0 => (tag(Family::Delivered, &text.say("platform-jobs-well"))),
                given_up => (tag(Family::Failed, &text.fill("platform-jobs-given-up", &[
                    ("count", given_up.into()), ("shown", count(given_up).into()),
                ]))),
            } }
        }
    }
}
