//! Words to tick, each with how many documents it would select.

use crate::documents::bar::Bar;
use domain::Processing;
use domain::filter::{Filter, Has, Key, PaymentWord, Test};
use maud::{Markup, html};
use std::fmt::Display;

/// A word to tick, with how many documents it would select by itself.
struct Choice {
    value: String,
    name: String,
    count: Option<u64>,
}

/// The words of a key.
pub(super) fn ticks(bar: &Bar<'_>, key: Key) -> Markup {
    let chosen = chosen(bar, key);
    let mut choices = choices(bar, key);
    // What is asked for can always be unticked, also where nothing has it.
    let counted = |value: &&String| !choices.iter().any(|choice| choice.value == **value);
    let missing: Vec<String> = chosen.iter().filter(counted).cloned().collect();
    choices.extend(
        missing
            .into_iter()
            .map(|value| named(bar, key, value, Some(0))),
    );
    html! {
        ul.ticks {
            @for choice in choices {
                @let is_chosen = chosen.contains(&choice.value);
                @if is_chosen || choice.count != Some(0) {
                    li {
                        label.tick {
                            input type="checkbox" name=(key) value=(choice.value) checked[is_chosen];
                            span { (choice.name) }
                        }
                        @if let Some(count) = choice.count { (only(bar, key, &choice, count)) }
                    }
                }
            }
        }
    }
}

/// The count of a word is a link to exactly those documents.
fn only(bar: &Bar<'_>, key: Key, choice: &Choice, count: u64) -> Markup {
    let only = Filter::from_pairs([(key.code(), &choice.value)]).unwrap_or_default();
    let mut filter = bar.state.filter.without(key);
    filter.terms.extend(only.terms);
    let href = bar.filtered(filter);
    html! {
        a.count href=(href) {
            span.visually-hidden { (bar.visit.text.fill("filter-only", &[("value", choice.name.as_str().into())])) " " }
            (bar.visit.formats.count(count))
        }
    }
}

/// The words of a key that are asked for now.
fn chosen(bar: &Bar<'_>, key: Key) -> Vec<String> {
    let named: Vec<String> = bar
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
            bar.companies
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

fn choices(bar: &Bar<'_>, key: Key) -> Vec<Choice> {
    let facets = &bar.facets;
    match key {
        Key::Company => companies(bar),
        Key::Kind => counted(bar, key, &facets.kind),
        Key::Channel => counted(bar, key, &facets.channel),
        Key::PaidBy => counted(bar, key, &facets.paid_by),
        Key::Delivery => counted(bar, key, &facets.delivery),
        Key::Recipient => counted(bar, key, &facets.recipient),
        Key::Reason => counted(bar, key, &facets.reason),
        Key::Currency => counted(bar, key, &facets.currency),
        Key::Payment => payments(bar),
        Key::Has => uncounted(bar, key, Has::ALL),
        Key::Processing => uncounted(bar, key, Processing::ALL),
        _ => Vec::new(),
    }
}

fn counted<T: Display>(bar: &Bar<'_>, key: Key, facet: &[(T, u64)]) -> Vec<Choice> {
    let choice = |(word, count): &(T, u64)| named(bar, key, word.to_string(), Some(*count));
    facet.iter().map(choice).collect()
}

fn uncounted<T: Display>(bar: &Bar<'_>, key: Key, words: &[T]) -> Vec<Choice> {
    words
        .iter()
        .map(|word| named(bar, key, word.to_string(), None))
        .collect()
}

fn named(bar: &Bar<'_>, key: Key, value: String, count: Option<u64>) -> Choice {
    Choice {
        name: bar.visit.text.word(key.code(), &value),
        value,
        count,
    }
}

fn payments(bar: &Bar<'_>) -> Vec<Choice> {
    let facets = &bar.facets;
    let mut choices = counted(bar, Key::Payment, &facets.payment);
    let words = [
        (PaymentWord::Outstanding, facets.outstanding),
        (PaymentWord::Overdue, facets.overdue),
    ];
    choices.splice(0..0, counted(bar, Key::Payment, &words));
    choices
}

fn companies(bar: &Bar<'_>) -> Vec<Choice> {
    let count = |company: &app::companies::Company| {
        let counted = bar.facets.company.iter().find(|(id, _)| *id == company.id);
        counted.map_or(0, |(_, count)| *count)
    };
    let choice = |company: &app::companies::Company| Choice {
        value: company_value(company),
        name: company.name.clone(),
        count: Some(count(company)),
    };
    bar.companies.iter().map(choice).collect()
}
