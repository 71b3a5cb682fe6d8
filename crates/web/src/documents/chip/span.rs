//! Spans of days and amounts: what is asked for often, and two fields.

use crate::documents::bar::Bar;
use crate::documents::value::value;
use domain::filter::{Filter, Key, Test};
use maud::{Markup, html};

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

/// Spans of days.
pub(super) fn days(bar: &Bar<'_>, key: Key) -> Markup {
    let text = &bar.visit.text;
    let ends = ends(bar, key);
    let spans: &[&str] = if key == Key::Due {
        &SPANS_AHEAD
    } else {
        &SPANS
    };
    html! {
        ul.spans {
            @for span in spans {
                @let term = Filter::from_pairs([(key.code(), *span)]).unwrap_or_default();
                @let filter = Filter { terms: bar.state.filter.without(key).terms.into_iter().chain(term.terms.clone()).collect() };
                @for term in &term.terms {
                    li { a href=(bar.filtered(filter.clone())) { (value(bar.visit, bar.names, term)) } }
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
fn ends(bar: &Bar<'_>, key: Key) -> (String, String) {
    let today = bar.visit.now.to_zoned(bar.visit.zone()).date();
    let span = bar
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

/// Spans of amounts.
pub(super) fn amounts(bar: &Bar<'_>) -> Markup {
    let text = &bar.visit.text;
    let written = bar
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
