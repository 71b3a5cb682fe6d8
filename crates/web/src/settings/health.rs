//! Whether the work goes on: queues, the last backup, and the installation
//! for those whose matter it is.

use super::way_back;
use crate::components::{Facts, Family, failed, heading, moment, relative_moment, said, tag};
use crate::error_page::Failure;
use crate::page::{Page, Section};
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::health::{self, Concern, Disk, Health, Installation, Queue};
use axum::extract::State;
use axum::response::Response;
use domain::Right;
use maud::{Markup, html};
use std::sync::Arc;

/// The page.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let is_platform = person.signed_in().person.is_platform;
    let health = health::look(&app, person.ctx()).await?;
    let installation = health::installation(&app, person.ctx(), is_platform).await?;
    let page = Page::new(&person, person.text.say("settings-health")).within(Section::Settings);
    Ok(page.render(&view(&person, &health, installation.as_ref())))
}

fn view(visit: &Visit, health: &Health, installation: Option<&Installation>) -> Markup {
    let text = &visit.text;
    let concerns = health.concerns(installation);
    html! {
        (way_back(visit, paths::SETTINGS, "settings-title"))
        h1 { (text.say("settings-health")) }
        (finding(visit, &concerns))
        h2.part #health-queues { (text.say("health-queues")) }
        (queues(visit, health))
        section.card aria-labelledby="health-arrivals" {
            h2 #health-arrivals { (text.say("health-arrivals")) }
            (arrivals(visit, health))
        }
        section.card aria-labelledby="health-backup" {
            h2 #health-backup { (text.say("health-backup")) }
            (backup(visit, health))
        }
        @if let Some(installation) = installation { (installed(visit, installation)) }
    }
}

/// What somebody should look at, or that there is nothing.
fn finding(visit: &Visit, concerns: &[Concern]) -> Markup {
    let text = &visit.text;
    if concerns.is_empty() {
        return said(&html! { (text.say("health-well")) });
    }
    let count = visit.formats.count(concerns.len() as u64);
    let words = [("count", concerns.len().into()), ("shown", count.into())];
    let list = html! { ul { @for concern in concerns { li { (worded(visit, *concern)) } } } };
    failed(
        "health-concerns",
        &text.fill("health-concerns", &words),
        &list,
    )
}

fn worded(visit: &Visit, concern: Concern) -> Markup {
    let text = &visit.text;
    let at = |moment| visit.formats.date_time(moment, &visit.zone());
    match concern {
        Concern::GivenUp { queue, count } => {
            let words = [
                ("count", count.into()),
                ("shown", visit.formats.count(count).into()),
            ];
            html! { (named(visit, queue)) ": " (text.fill("health-given-up", &words)) }
        }
        Concern::Late { queue, since } => {
            let words = [("since", at(since).into())];
            html! { (named(visit, queue)) ": " (text.fill("health-late", &words)) }
        }
        Concern::NoBackup => html! { (text.say("health-no-backup")) },
        Concern::OldBackup { made_at } => {
            html! { (text.fill("health-old-backup", &[("made", at(made_at).into())])) }
        }
        Concern::DiskLow => html! { (text.say("health-disk-low")) },
    }
}

/// A queue's name, with the way to it where the visitor may go there.
fn named(visit: &Visit, queue: &str) -> Markup {
    let (path, right) = match queue {
        "uploads" => (paths::IMPORTS, Right::Read),
        "letters" => (paths::LETTERS, Right::Operate),
        "webhooks" => (paths::WEBHOOKS, Right::ManageWebhooks),
        _ => (paths::JOBS, Right::Operate),
    };
    let name = visit.text.say(&format!("health-queue-{queue}"));
    html! {
        @if visit.may(right) { a href=(path) { (name) } } @else { (name) }
    }
}

fn queues(visit: &Visit, health: &Health) -> Markup {
    let text = &visit.text;
    let number = |key: &str| html! { th.number scope="col" { (text.say(key)) } };
    html! {
        div.scroll role="region" tabindex="0" aria-labelledby="health-queues" {
            table.list aria-labelledby="health-queues" {
                thead { tr {
                    (heading(text, "health-queue"))
                    (heading(text, "health-state"))
                    (number("health-due"))
                    (heading(text, "health-due-since"))
                    (number("health-running"))
                    (number("health-later"))
                    (number("health-given-up-count"))
                } }
                tbody {
                    @for (queue, stands) in health.queues() { (row(visit, health, queue, stands)) }
                }
            }
        }
    }
}

fn row(visit: &Visit, health: &Health, queue: &str, stands: Queue) -> Markup {
    let count = |count: u64| visit.formats.count(count);
    html! {
        tr {
            th scope="row" { (named(visit, queue)) }
            td { (state(visit, health, stands)) }
            td.number { (count(stands.due)) }
            td { @if let Some(since) = stands.due_since { (relative_moment(visit, since)) } }
            td.number { (count(stands.running)) }
            td.number { (count(stands.later)) }
            td.number { (count(stands.given_up)) }
        }
    }
}

fn state(visit: &Visit, health: &Health, stands: Queue) -> Markup {
    let (family, word) = if stands.given_up > 0 {
        (Family::Failed, "health-state-given-up")
    } else if health.is_late(stands) {
        (Family::Overdue, "health-state-late")
    } else {
        (Family::Delivered, "health-state-well")
    };
    tag(family, &visit.text.say(word))
}

/// What came last, and what came before its document.
fn arrivals(visit: &Visit, health: &Health) -> Markup {
    let mut facts = Facts::default();
    let last = health.last_import_at.map(|at| relative_moment(visit, at));
    facts.known(visit.text.say("platform-last-import"), last);
    let waiting = visit.formats.count(health.queued.events);
    facts.push(visit.text.say("health-waiting-events"), waiting);
    html! { div.facts-row { (facts) } }
}

fn backup(visit: &Visit, health: &Health) -> Markup {
    let text = &visit.text;
    let Some(backup) = &health.backup else {
        return html! {
            p { (text.say("health-backup-none")) }
            dl.facts {
                div { dt { (text.say("health-backup-how")) } dd { code { "utsyn backup" } } }
                div { dt { (text.say("health-backup-tell")) } dd { code { "utsyn backup --made-by" } } }
            }
        };
    };
    let mut facts = Facts::default();
    facts.push(
        text.say("health-backup-made"),
        moment(visit, backup.made_at),
    );
    facts.push(text.say("health-backup-place"), &backup.place);
    let rows = backup.rows.map(|rows| visit.formats.count(rows));
    facts.known(text.say("health-backup-rows"), rows);
    html! { div.facts-row { (facts) } }
}

/// The installation that all organisations share.
pub(super) fn installed(visit: &Visit, installation: &Installation) -> Markup {
    let text = &visit.text;
    let database = installation.database;
    let mut facts = Facts::default();
    facts.known(
        text.say("health-disk"),
        installation.disk.map(|disk| free(visit, disk)),
    );
    let size = visit.formats.bytes(database.bytes);
    facts.push(
        text.say("health-database"),
        html! { (database.engine) ", " (size) },
    );
    facts.push(text.say("health-version"), installation.version);
    html! {
        section.card aria-labelledby="installation" {
            h2 #installation { (text.say("health-installation")) }
            div.facts-row { (facts) }
        }
    }
}

fn free(visit: &Visit, disk: Disk) -> Markup {
    let bytes = |bytes| visit.formats.bytes(bytes);
    let words = [
        ("free", bytes(disk.free).into()),
        ("total", bytes(disk.total).into()),
    ];
    let said = visit.text.fill("health-disk-free", &words);
    let used = disk.total.saturating_sub(disk.free);
    html! {
        (said) " "
        meter min="0" max=(disk.total) value=(used) aria-label=(visit.text.say("health-disk-used")) {}
    }
}
