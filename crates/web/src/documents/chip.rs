//! A term of the filter as a chip, and the form behind it.

mod choice;
mod span;

pub(crate) use choice::{company_value, is_called};

use super::bar::Bar;
use super::edit::SET;
use super::value::{Names, value};
use crate::page::hidden;
use crate::session::Visit;
use domain::filter::{Key, Term};
use maud::{Markup, html};
use render::{Icon, icon};

/// A term in words: `Levering: Feilet`, `Kanal: ikke EHF`.
pub(crate) fn words(visit: &Visit, names: &Names, term: &Term) -> String {
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
pub(super) fn active(bar: &Bar<'_>, term: &Term) -> Markup {
    let visit = bar.visit;
    let key = term.test.key();
    let words = words(visit, bar.names, term);
    let without = bar.at(&bar.state.dropping(term));
    html! {
        li.chip.is-active {
            details name="filter" {
                summary {
                    span.chip-key { (visit.text.word("key", key.code())) ": " }
                    span.chip-value { (negated(visit, term, value(visit, bar.names, term))) }
                    (icon(Icon::ChevronDown))
                }
                (form(bar, key))
            }
            a.chip-remove href=(without) {
                (icon(Icon::Close))
                span.visually-hidden { (visit.text.fill("filter-drop", &[("filter", words.into())])) }
            }
        }
    }
}

/// A key that could be asked for.
pub(super) fn suggested(bar: &Bar<'_>, key: Key, is_open: bool) -> Markup {
    html! {
        li.chip {
            details name="filter" open[is_open] {
                summary {
                    span.chip-key { (bar.visit.text.word("key", key.code())) }
                    (icon(Icon::ChevronDown))
                }
                (form(bar, key))
            }
        }
    }
}

/// The form behind a chip. Nothing happens before it is sent.
fn form(bar: &Bar<'_>, key: Key) -> Markup {
    let text = &bar.visit.text;
    let name = text.word("key", key.code());
    let is_negated = bar.state.filter.terms_of(key).any(|term| term.negated);
    let can_be_negated = !matches!(
        key,
        Key::Received | Key::Issued | Key::Due | Key::Paid | Key::Amount
    );
    html! {
        form.chip-body action=(bar.path) method="get" {
            (hidden(&bar.without(key)))
            input type="hidden" name=(SET) value="filter";
            input type="hidden" name="key" value=(key);
            fieldset {
                legend { (name) }
                (fields(bar, key))
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

fn fields(bar: &Bar<'_>, key: Key) -> Markup {
    match key {
        Key::Received | Key::Issued | Key::Due | Key::Paid => span::days(bar, key),
        Key::Amount => span::amounts(bar),
        Key::Customer | Key::Batch | Key::Q => written(bar, key),
        _ => choice::ticks(bar, key),
    }
}

fn written(bar: &Bar<'_>, key: Key) -> Markup {
    let terms = bar.state.filter.terms_of(key).map(|term| term.to_pair().1);
    let written = terms.collect::<Vec<_>>().join(",");
    html! {
        div.field {
            label for={ "filter-" (key) } { (bar.visit.text.say(&format!("filter-{key}-hint"))) }
            input id={ "filter-" (key) } type="text" name=(key) value=(written) autocomplete="off" spellcheck="false";
        }
    }
}
