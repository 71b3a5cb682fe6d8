use super::DocumentView;
use crate::components::{Facts, amount, day, moment};
use crate::paths;
use crate::query::Query;
use domain::filter::{Filter, Test};
use maud::{Markup, html};

/// The fields that people ask for, with what can be copied ready to copy.
pub(super) fn key_facts(view: &DocumentView<'_>) -> Markup {
    let visit = view.visit;
    let text = &visit.text;
    let row = &view.shown.row;
    let head = &row.head;
    let mut facts = Facts::default();
    facts.push(text.word("key", "company"), company(view));
    facts.push(text.word("key", "customer"), customer(view));
    facts.known(
        text.word("key", "amount"),
        head.amount
            .map(|money| html! { strong.amount { (amount(visit, money)) } }),
    );
    facts.known(
        text.word("key", "issued"),
        head.issued_on.map(|on| day(visit, on)),
    );
    facts.known(
        text.word("key", "due"),
        head.due_on.map(|on| day(visit, on)),
    );
    facts.known(
        text.word("column", "kid"),
        head.kid.as_deref().map(|kid| copied(view, kid)),
    );
    facts.known(
        text.word("column", "account"),
        head.account.as_deref().map(|account| copied(view, account)),
    );
    facts.known(text.word("key", "batch"), head.batch.as_deref());
    facts.push(
        text.word("key", "received"),
        moment(visit, head.received_at),
    );
    facts.known(
        text.say("document-import"),
        view.shown.import.as_ref().map(|import| {
            // Files are about all of the organisation.
            html! {
                @match visit.sees_all() {
                    true => a href=(paths::import(import.id, &Query::default())) { (import.name) },
                    false => (import.name)
                }
            }
        }),
    );
    facts.push(text.say("document-erased-on"), erased(view));
    facts.push(text.word("column", "id"), html! { code.id { (head.id) } });
    html! {
        section.card aria-labelledby="facts-title" {
            h2 #facts-title { (text.say("document-facts")) }
            (facts)
        }
    }
}

/// Text with a button that copies it; without script, just the text.
fn copied(view: &DocumentView<'_>, value: &str) -> Markup {
    let text = &view.visit.text;
    html! {
        span.copy-line {
            code { (value) }
            button.copy type="button" hidden aria-live="polite" data-copy=(value) data-copied=(text.say("copied")) {
                (text.say("copy"))
                span.visually-hidden { " " (value) }
            }
        }
    }
}

fn company(view: &DocumentView<'_>) -> Markup {
    let row = &view.shown.row;
    html! {
        (row.company_name)
        @if let Some(number) = &row.company_number { br; span.muted { (number) } }
    }
}

/// The customer, with the way to all of its documents.
fn customer(view: &DocumentView<'_>) -> Markup {
    let row = &view.shown.row;
    let named = row
        .customer_number
        .clone()
        .unwrap_or_else(|| row.head.customer.to_string());
    let filter = Filter::default().and(Test::Customer(vec![named]).yes());
    let mut query = Query::default();
    for (key, value) in filter.to_pairs() {
        query.push(key, value);
    }
    html! {
        (row.customer_name)
        @if let Some(number) = &row.customer_number { br; span.muted { (number) } }
        br; a href=(paths::documents(&query)) { (view.visit.text.say("document-all-of-customer")) }
    }
}

/// When it will be erased, and what that means.
fn erased(view: &DocumentView<'_>) -> Markup {
    html! {
        @match view.shown.holds.first() {
            Some(hold) => {
                (view.visit.text.fill("document-held", &[("name", hold.name.as_str().into())]))
                br; span.muted { (view.visit.text.say("document-held-explained")) " " (day(view.visit, view.shown.erased_on)) }
            },
            None => {
                (day(view.visit, view.shown.erased_on))
                br; span.muted { (view.visit.text.say("document-erased-explained")) }
            },
        }
    }
}
