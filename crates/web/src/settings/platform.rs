//! How every organisation of the installation is doing, for those who run it.

use super::{health, way_back};
use crate::components::{Family, heading, moment, tag};
use crate::error_page::Failure;
use crate::page::{Page, Section};
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::health::Installation;
use app::platform::{self, Tenant};
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use maud::{Markup, html};
use std::sync::Arc;

/// The page.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let (tenants, installation) = platform::health_across_tenants(&app, person.signed_in()).await?;
    let page = Page::new(&person, person.text.say("settings-platform")).within(Section::Settings);
    Ok(page.render(&view(&person, &tenants, &installation)))
}

fn view(visit: &Visit, tenants: &[Tenant], installation: &Installation) -> Markup {
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
                    (heading(text, "health-backup-column"))
                    (heading(text, "health-state"))
                } }
                tbody { @for tenant in tenants { (row(visit, tenant)) } }
            }
        }
        (health::installed(visit, installation))
    }
}

fn row(visit: &Visit, tenant: &Tenant) -> Markup {
    let text = &visit.text;
    let count = |count: usize| visit.formats.count(count as u64);
    let known = |at: Option<Timestamp>| match at {
        Some(at) => moment(visit, at),
        None => html! { (text.say("nothing")) },
    };
    let backup = tenant.health.backup.as_ref();
    let concerns = tenant.health.concerns(None).len();
    html! {
        tr {
            th scope="row" { (tenant.organisation.name) " " span.muted { (tenant.organisation.slug) } }
            td.number { (count(tenant.companies)) }
            td.number { (count(tenant.people)) }
            td.number { (visit.formats.count(tenant.documents)) }
            td { (known(tenant.health.last_import_at)) }
            td { (known(backup.map(|backup| backup.made_at))) }
            td { @match concerns {
                0 => (tag(Family::Delivered, &text.say("health-state-well"))),
                some => (tag(Family::Failed, &text.fill("health-concerns", &[
                    ("count", some.into()), ("shown", count(some).into()),
                ]))),
            } }
        }
    }
}
