//! Words to tick, each with how many documents it would select.

use crate::documents::list::ListView;
use crate::paths;
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
pub(super) fn ticks(list: &ListView<'_>, key: Key) -> Markup {
    let chosen = chosen(list, key);
    let mut choices = choices(list, key);
    // What is asked for can always be unticked, also where nothing has it.
    let counted = |value: &&String| !choices.iter().any(|choice| choice.value == **value);
    let missing: Vec<String> = chosen.iter().filter(counted).cloned().collect();
    choices.extend(
        missing
            .into_iter()
            .map(|value| named(list, key, value, Some(0))),
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
