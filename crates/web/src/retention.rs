//! How long things are kept: the rules, what a change would erase, and runs.

mod change;
mod list;
mod preview;

pub(crate) use change::{erase, submit};
pub(crate) use list::list;
pub(crate) use preview::preview;

use crate::query::Query;
use crate::session::Visit;
use app::companies::Company;
use app::retention::{Applies, Change, Scope};
use domain::{Channel, CompanyId, DocumentKind};

/// A change as it stands in a URL or a form; `None` where it is no change.
fn read(query: &Query) -> Option<Change> {
    let written = |name: &str| query.get(name).filter(|value| !value.is_empty());
    let company = written("company").map(str::parse::<CompanyId>).transpose();
    let channel = written("channel").map(str::parse::<Channel>).transpose();
    let kind = written("kind").map(str::parse::<DocumentKind>).transpose();
    let months = written("months").map(str::parse::<u16>).transpose();
    let applies = match query.get("applies") {
        Some("all") => Applies::All,
        Some("forward") => Applies::Forward,
        _ => return None,
    };
    Some(Change {
        scope: Scope {
            company: company.ok()?,
            channel: channel.ok()?,
            kind: kind.ok()?,
        },
        months: months.ok()?,
        applies,
    })
}

/// The same as pairs.
fn write(change: &Change) -> Query {
    let scope = &change.scope;
    let pairs = [
        ("company", scope.company.map(|id| id.to_string())),
        ("channel", scope.channel.map(|word| word.to_string())),
        ("kind", scope.kind.map(|word| word.to_string())),
        ("months", change.months.map(|months| months.to_string())),
    ];
    let mut query = Query::default();
    for (name, value) in pairs {
        if let Some(value) = value {
            query.push(name, value);
        }
    }
    let applies = match change.applies {
        Applies::All => "all",
        Applies::Forward => "forward",
    };
    query.with("applies", applies)
}

/// What a rule is for, in words.
fn scope_words(visit: &Visit, scope: &Scope, companies: &[Company]) -> String {
    let text = &visit.text;
    let company = scope.company.map(|id| {
        let known = companies.iter().find(|company| company.id == id);
        known.map_or_else(|| id.to_string(), |company| company.name.clone())
    });
    let parts = [
        company,
        scope.channel.map(|word| text.word("channel", word.code())),
        scope.kind.map(|word| text.word("kind", word.code())),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => text.say("retention-everything"),
        false => parts.join(" · "),
    }
}

/// So many months, in words.
fn months_words(visit: &Visit, months: Option<u16>) -> String {
    match months {
        None => visit.text.say("retention-no-rule"),
        Some(months) => visit
            .text
            .fill("retention-months", &[("count", months.into())]),
    }
}
