//! All settings, as far as the visitor may go there. One line a page.

use crate::page::{Page, Section};
use crate::paths;
use crate::session::{Person, Visit};
use axum::response::Response;
use domain::Right;
use maud::{Markup, html};

/// A page of settings: where it is, and who finds it here; its words are
/// `settings-<name>` and `settings-<name>-about`.
struct Line {
    name: &'static str,
    path: &'static str,
    right: Option<Right>,
}

const fn line(name: &'static str, path: &'static str, right: Option<Right>) -> Line {
    Line { name, path, right }
}

const LINES: &[Line] = &[
    line("profile", paths::PROFILE, None),
    line("second-factor", paths::SECOND_FACTOR, None),
    line("people", paths::PEOPLE, Some(Right::ManagePeople)),
    line("roles", paths::ROLES, None),
    line("companies", paths::COMPANIES, Some(Right::Read)),
    line(
        "organisation",
        paths::ORGANISATION,
        Some(Right::ManagePeople),
    ),
    line("prices", paths::PRICES, Some(Right::Read)),
    line("annotations", paths::ANNOTATIONS, Some(Right::Read)),
    line("api-keys", paths::API_KEYS, Some(Right::ManageKeys)),
    line("webhooks", paths::WEBHOOKS, Some(Right::ManageWebhooks)),
    line("health", paths::HEALTH, Some(Right::Operate)),
    line("jobs", paths::JOBS, Some(Right::Operate)),
    line("retention", paths::RETENTION, Some(Right::ManageRetention)),
    line("audit", paths::AUDIT, Some(Right::ReadAudit)),
    line("letters", paths::LETTERS, Some(Right::Operate)),
];

/// The pages that are open to the visitor, with their names.
pub(crate) fn lines(visit: &Visit) -> impl Iterator<Item = (String, &'static str)> + '_ {
    let is_open = move |line: &&Line| line.right.is_none_or(|right| visit.may(right));
    LINES.iter().filter(is_open).map(move |line| {
        let name = visit.text.say(&format!("settings-{}", line.name));
        (name, line.path)
    })
}

/// The list of settings.
pub(crate) async fn index(person: Person) -> Response {
    let page = Page::new(&person, person.text.say("settings-title")).within(Section::Settings);
    page.render(&view(&person))
}

fn view(visit: &Visit) -> Markup {
    let text = &visit.text;
    let is_open = |line: &&Line| line.right.is_none_or(|right| visit.may(right));
    let is_platform = visit
        .signed_in
        .as_ref()
        .is_some_and(|person| person.person.is_platform);
    let platform = is_platform.then_some(line("platform", paths::PLATFORM, None));
    html! {
        h1 { (text.say("settings-title")) }
        ul.settings {
            @for line in LINES.iter().filter(is_open).chain(platform.iter()) {
                li {
                    h2 { a href=(line.path) { (text.say(&format!("settings-{}", line.name))) } }
                    p.muted { (text.say(&format!("settings-{}-about", line.name))) }
                }
            }
        }
    }
}
