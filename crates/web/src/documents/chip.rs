//! A term of the filter as a chip, and the form behind it.

use super::edit::SET;
use super::list::ListView;
use super::value::{Names, value};
use crate::page::hidden;
use crate::paths;
use crate::session::Visit;
use domain::Processing;
use domain::filter::{Filter, Has, Key, PaymentWord, Term, Test};
use maud::{Markup, html};
use render::{Icon, icon};
use std::fmt::Display;

/// A term in words: `Levering: Feilet`, `Kanal: ikke EHF`.
pub(super) fn words(visit: &Visit, names: &Names, term: &Term) -> String {
    let key = visit.text.word("key", term.test.key().code());
    let value = negated(visit, term, value(visit, names, term));
    format!("{key}: {value}")
}

fn negated(visit: &Visit, term: &Term, value: String) -> String {
    match term.negated {
        true => visit.text.fill("filter-not", &[("value", value.into())]),
        false => value,
    }
}

/// A term that is asked for: its value can be edited, and it can be removed.
pub(super) fn active(list: &ListView<'_>, term: &Term) -> Markup {
    let visit = list.visit;
    let key = term.test.key();
    let words = words(visit, &list.names, term);
    let without = paths::documents(&list.state.dropping(term).query());
    html! {
        li.chip.is-active {
            details name="filter" {
                summary {
                    span.chip-key { (visit.text.word("key", key.code())) ": " }
                    span.chip-value { (negated(visit, term, value(visit, &list.names, term))) }
                    (icon(Icon::ChevronDown))
                }
                (form(list, key))
            }
            a.chip-remove href=(without) {
                (icon(Icon::Close))
                span.visually-hidden { (visit.text.fill("filter-drop", &[("filter", words.into())])) }
            }
        }
    }
}

/// A key that could be asked for.
pub(super) fn suggested(list: &ListView<'_>, key: Key, is_open: bool) -> Markup {
    html! {
        li.chip {
            details name="filter" open[is_open] {
                summary {
                    span.chip-key { (list.visit.text.word("key", key.code())) }
                    (icon(Icon::ChevronDown))
                }
                (form(list, key))
            }
        }
    }
}

/// The form behind a chip. Nothing happens before it is sent.
fn form(list: &ListView<'_>, key: Key) -> Markup {
    let text = &list.visit.text;
    let name = text.word("key", key.code());
    let is_negated = list.state.filter.terms_of(key).any(|term| term.negated);
    let can_be_negated = !matches!(
        key,
        Key::Received | Key::Issued | Key::Due | Key::Paid | Key::Amount
    );
    html! {
        form.chip-body action=(paths::DOCUMENTS) method="get" {
            (hidden(&list.state.without(key)))
            input type="hidden" name=(SET) value="filter";
            input type="hidden" name="key" value=(key);
            fieldset {
                legend { (name) }
                (fields(list, key))
            }
            @if can_be_negated {
                label.tick.negate {
                    input type="checkbox" name="not" value="1" checked[is_negated];
                    span { (text.say("filter-negate")) }
                }
            }
            button.primary type="submit" { (text.say("apply")) }
        }
    }
}

fn fields(list: &ListView<'_>, key: Key) -> Markup {
    match key {
        Key::Received | Key::Issued | Key::Due | Key::Paid => days(list, key),
        Key::Amount => amounts(list),
        Key::Customer | Key::Batch | Key::Q => written(list, key),
        _ => ticks(list, key),
    }
}

/// A word to tick, with how many documents it would select by itself.
struct Choice {
    value: String,
    name: String,
    count: Option<u64>,
}

fn ticks(list: &ListView<'_>, key: Key) -> Markup {
    let chosen = chosen(list, key);
    html! {
        ul.ticks {
            @for choice in choices(list, key) {
                @let is_chosen = chosen.contains(&choice.value);
                @if is_chosen || choice.count != Some(0) {
                    li {
                        label.tick {
                            input type="checkbox" name=(key) value=(choice.value) checked[is_chosen];
                            span { (choice.name) }
                        }
                        @if let Some(count) = choice.count { (only(list, key, &choice, count)) }
                    }
                }
            }
        }
    }
}

/// The count of a word is a link to exactly those documents.
fn only(list: &ListView<'_>, key: Key, choice: &Choice, count: u64) -> Markup {
    let only = Filter::from_pairs([(key.code(), &choice.value)]).unwrap_or_default();
    let mut filter = list.state.filter.without(key);
    filter.terms.extend(only.terms);
    let href = paths::documents(&list.state.filtered(filter).query());
    html! {
        a.count href=(href) {
            span.visually-hidden { (list.visit.text.fill("filter-only", &[("value", choice.name.as_str().into())])) " " }
            (list.visit.formats.count(count))
        }
    }
}

/// The words of a key that are asked for now.
fn chosen(list: &ListView<'_>, key: Key) -> Vec<String> {
    let named: Vec<String> = list
        .state
        .filter
        .terms_of(key)
        .flat_map(|term| match &term.test {
            Test::Company(names) => names.clone(),
            _ => term.to_pair().1.split(',').map(str::to_owned).collect(),
        })
        .collect();
    match key {
        Key::Company => {
            let called = |company: &&app::companies::Company| {
                named.iter().any(|name| is_called(company, name))
            };
            list.companies
                .iter()
                .filter(called)
                .map(company_value)
                .collect()
        }
        _ => named,
    }
}

/// Whether somebody who writes this means the company.
pub(crate) fn is_called(company: &app::companies::Company, written: &str) -> bool {
    company.number.as_deref() == Some(written)
        || company.id.to_string() == written
        || company.name.to_lowercase() == written.to_lowercase()
}

/// How a company is named in a URL.
pub(crate) fn company_value(company: &app::companies::Company) -> String {
    company
        .number
        .clone()
        .unwrap_or_else(|| company.id.to_string())
}

fn choices(list: &ListView<'_>, key: Key) -> Vec<Choice> {
    let facets = &list.found.facets;
    match key {
        Key::Company => companies(list),
        Key::Kind => counted(list, key, &facets.kind),
        Key::Channel => counted(list, key, &facets.channel),
        Key::PaidBy => counted(list, key, &facets.paid_by),
        Key::Delivery => counted(list, key, &facets.delivery),
        Key::Recipient => counted(list, key, &facets.recipient),
        Key::Reason => counted(list, key, &facets.reason),
        Key::Currency => counted(list, key, &facets.currency),
        Key::Payment => payments(list),
        Key::Has => uncounted(list, key, Has::ALL),
        Key::Processing => uncounted(list, key, Processing::ALL),
        _ => Vec::new(),
    }
}

fn counted<T: Display>(list: &ListView<'_>, key: Key, facet: &[(T, u64)]) -> Vec<Choice> {
    let choice = |(word, count): &(T, u64)| named(list, key, word.to_string(), Some(*count));
    facet.iter().map(choice).collect()
}

fn uncounted<T: Display>(list: &ListView<'_>, key: Key, words: &[T]) -> Vec<Choice> {
    words
        .iter()
        .map(|word| named(list, key, word.to_string(), None))
        .collect()
}

fn named(list: &ListView<'_>, key: Key, value: String, count: Option<u64>) -> Choice {
    Choice {
        name: list.visit.text.word(key.code(), &value),
        value,
        count,
    }
}

fn payments(list: &ListView<'_>) -> Vec<Choice> {
    let facets = &list.found.facets;
    let mut choices = counted(list, Key::Payment, &facets.payment);
    let words = [
        (PaymentWord::Outstanding, facets.outstanding),
        (PaymentWord::Overdue, facets.overdue),
    ];
    choices.splice(0..0, counted(list, Key::Payment, &words));
    choices
}

fn companies(list: &ListView<'_>) -> Vec<Choice> {
    let count = |company: &app::companies::Company| {
        let counted = list
            .found
            .facets
            .company
            .iter()
            .find(|(id, _)| *id == company.id);
        counted.map_or(0, |(_, count)| *count)
    };
    let choice = |company: &app::companies::Company| Choice {
        value: company_value(company),
        name: company.name.clone(),
        count: Some(count(company)),
    };
    list.companies.iter().map(choice).collect()
}

/// Spans of days that are asked for often.
const SPANS: [&str; 6] = [
    "today",
    "last7d",
    "last30d",
    "this_month",
    "last_month",
    "this_year",
];
/// The same for days that lie ahead.
const SPANS_AHEAD: [&str; 4] = ["today", "next7d", "next30d", "this_month"];

fn days(list: &ListView<'_>, key: Key) -> Markup {
    let text = &list.visit.text;
    let ends = ends(list, key);
    let spans: &[&str] = if key == Key::Due {
        &SPANS_AHEAD
    } else {
        &SPANS
    };
    html! {
        ul.spans {
            @for span in spans {
                @let term = Filter::from_pairs([(key.code(), *span)]).unwrap_or_default();
                @let filter = Filter { terms: list.state.filter.without(key).terms.into_iter().chain(term.terms.clone()).collect() };
                @for term in &term.terms {
                    li { a href=(paths::documents(&list.state.filtered(filter.clone()).query())) { (value(list.visit, &list.names, term)) } }
                }
            }
        }
        div.span {
            label { span { (text.say("from")) } input type="date" name="from" value=(ends.0); }
            label { span { (text.say("to")) } input type="date" name="to" value=(ends.1); }
        }
    }
}

/// The first and the last day that are asked for now, for the two fields.
fn ends(list: &ListView<'_>, key: Key) -> (String, String) {
    let today = list.visit.now.to_zoned(list.visit.zone()).date();
    let span = list
        .state
        .filter
        .terms_of(key)
        .find_map(|term| match &term.test {
            Test::Received(span) | Test::Issued(span) | Test::Due(span) | Test::Paid(span) => {
                Some(span.resolve(today))
            }
            _ => None,
        });
    let written =
        |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    span.map_or_else(Default::default, |days| {
        (written(days.from), written(days.to))
    })
}

fn amounts(list: &ListView<'_>) -> Markup {
    let text = &list.visit.text;
    let written = list
        .state
        .filter
        .terms_of(Key::Amount)
        .next()
        .map(|term| term.to_pair().1);
    let written = written.unwrap_or_default();
    let (from, to) = match written.split_once("..") {
        Some(ends) => ends,
        None => (written.trim_start_matches(['>', '=']), ""),
    };
    let (from, to) = match written.starts_with('<') {
        true => ("", from.trim_start_matches(['<', '='])),
        false => (from, to),
    };
    html! {
        div.span {
            label { span { (text.say("from")) } input type="text" inputmode="decimal" name="from" value=(from) autocomplete="off"; }
            label { span { (text.say("to")) } input type="text" inputmode="decimal" name="to" value=(to) autocomplete="off"; }
        }
        p.hint { (text.say("filter-amount-hint")) }
    }
}

fn written(list: &ListView<'_>, key: Key) -> Markup {
    let terms = list.state.filter.terms_of(key).map(|term| term.to_pair().1);
    let written = terms.collect::<Vec<_>>().join(",");
    html! {
        div.field {
            label for={ "filter-" (key) } { (list.visit.text.say(&format!("filter-{key}-hint"))) }
            input id={ "filter-" (key) } type="text" name=(key) value=(written) autocomplete="off" spellcheck="false";
        }
    }
}
