//! The choice of companies, in the frame of every page: one, several, or all
//! that whoever visits may see. It stands in the URL, in the filter language;
//! pages about documents follow it, and links of the frame take it along.

use crate::documents::{ListState, company_value, is_called};
use crate::paths;
use crate::query::Query;
use crate::session::Visit;
use app::companies::Company;
use domain::filter::{Filter, Key, Term, Test};
use maud::{Markup, html};
use render::{Icon, icon};

/// How the URL says which companies.
const KEYS: [&str; 2] = ["company", "-company"];
/// Pages that show what the choice selects. Whatever lies below them, and is
/// about one thing, leads back to them.
const FOLLOWING: [&str; 7] = [
    paths::OVERVIEW,
    paths::DOCUMENTS,
    paths::CHANNELS,
    paths::BEHAVIOUR,
    paths::CUSTOMERS,
    paths::ERRORS,
    paths::RECEIVABLES,
];
/// What of a URL does not outlast another choice: a place in a list, a form
/// that was sent, a word about what was done.
const PASSING: [&str; 6] = ["cursor", "set", "said", "add", "moved", "lang"];

/// The choice as links take it along.
pub(crate) fn chosen(visit: &Visit) -> Query {
    let mut chosen = Query::default();
    for key in KEYS {
        for value in visit.query.all(key) {
            chosen.push(key, value);
        }
    }
    chosen
}

/// The names of the companies asked for; `None` for all, or none that is seen.
pub(crate) fn names(visit: &Visit) -> Option<String> {
    let terms = terms(visit);
    if terms.is_empty() {
        return None;
    }
    let names: Vec<&str> = asked_for(visit, &terms)
        .map(|company| company.name.as_str())
        .collect();
    Some(names.join(", ")).filter(|names| !names.is_empty())
}

/// The one company asked for, where it is one.
pub(crate) fn only(visit: &Visit) -> Option<&Company> {
    let terms = terms(visit);
    let mut asked = asked_for(visit, &terms);
    let first = asked.next().filter(|_| !terms.is_empty());
    first.filter(|_| asked.next().is_none())
}

/// The choice as a filter.
pub(crate) fn filter(visit: &Visit) -> Filter {
    let (state, _) = ListState::read(&chosen(visit));
    Filter {
        terms: state.filter.terms_of(Key::Company).cloned().collect(),
    }
}

fn terms(visit: &Visit) -> Vec<Term> {
    filter(visit).terms
}

fn asked_for<'v>(visit: &'v Visit, terms: &[Term]) -> impl Iterator<Item = &'v Company> {
    let companies = visit.companies.iter();
    companies.filter(move |company| terms.iter().all(|term| selects(term, company)))
}

fn selects(term: &Term, company: &Company) -> bool {
    match &term.test {
        Test::Company(names) => names.iter().any(|name| is_called(company, name)) != term.negated,
        _ => true,
    }
}

/// Where another choice leads, and what of the URL stays with it.
fn target(visit: &Visit, section: &'static str) -> (String, Query) {
    if !visit.is_reading {
        return (section.to_owned(), Query::default());
    }
    // A document is opened from a list, and holds the URL of that.
    let below = visit.path.strip_prefix(paths::DOCUMENTS);
    let path = match below.is_some_and(|below| below.starts_with('/')) {
        true => paths::DOCUMENTS.to_owned(),
        false => visit.path.clone(),
    };
    let mut rest = Query::default();
    for (key, value) in visit.query.pairs() {
        if !KEYS.contains(&key.as_str()) && !PASSING.contains(&key.as_str()) {
            rest.push(key, value);
        }
    }
    (path, rest)
}

/// Whether a page shows what the choice selects.
fn follows(path: &str) -> bool {
    let mut following = FOLLOWING.iter();
    following.any(|one| match path.strip_prefix(one) {
        Some("") => true,
        Some(rest) => *one != paths::OVERVIEW && rest.starts_with('/'),
        None => false,
    })
}

/// The form to choose; nothing where there is nothing to choose between.
pub(super) fn selector(visit: &Visit, section: &'static str) -> Markup {
    if visit.companies.len() < 2 {
        return html! {};
    }
    let text = &visit.text;
    let terms = terms(visit);
    let is_all = terms.is_empty();
    let asked: Vec<_> = asked_for(visit, &terms).map(|company| company.id).collect();
    let (path, rest) = target(visit, section);
    html! {
        details.menu.companies name="menu" {
            summary {
                span.visually-hidden { (text.word("key", "company")) ": " }
                strong.companies-chosen { (in_short(visit, is_all, &asked)) }
                (icon(Icon::ChevronDown))
            }
            form.menu-body action=(path) method="get" {
                (super::hidden(&rest))
                @if !follows(&path) { p.hint { (text.say("companies-of-all")) } }
                fieldset {
                    legend { (text.say("companies-legend")) }
                    ul.ticks {
                        @for company in &visit.companies {
                            li { label.tick {
                                input type="checkbox" name="company" value=(company_value(company))
                                    checked[!is_all && asked.contains(&company.id)];
                                span { (company.name) }
                            } }
                        }
                    }
                }
                p.hint { (text.say("companies-none-is-all")) }
                div.row {
                    button.primary type="submit" { (text.say("apply")) }
                    @if !is_all { a href=(paths::with(&path, &rest)) { (text.say("companies-show-all")) } }
                }
            }
        }
    }
}

/// The choice in a few words.
fn in_short(visit: &Visit, is_all: bool, asked: &[domain::CompanyId]) -> String {
    let text = &visit.text;
    match (is_all, asked) {
        (true, _) => text.say("companies-all-short"),
        (false, [one]) => {
            let found = visit.companies.iter().find(|company| company.id == *one);
            found.map_or_else(String::new, |company| company.name.clone())
        }
        (false, some) => text.fill(
            "companies-some-of",
            &[
                ("some", visit.formats.count(some.len() as u64).into()),
                (
                    "all",
                    visit.formats.count(visit.companies.len() as u64).into(),
                ),
            ],
        ),
    }
}

#[cfg(test)]
mod tests;
