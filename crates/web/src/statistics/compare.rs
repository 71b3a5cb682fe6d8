//! The period, and what it is compared with.

use super::board::Board;
use super::view::span_term;
use app::statistics::Compare;
use domain::filter::Key;
use domain::period::DateSpan;
use maud::{Markup, html};

/// Periods that are asked for often.
const SPANS: [(&str, &str); 6] = [
    ("statistics-usual", ""),
    ("statistics-30-days", "last30d"),
    ("statistics-90-days", "last90d"),
    ("span-last-month", "last_month"),
    ("span-this-year", "this_year"),
    ("span-last-year", "last_year"),
];

/// Links for the period, and for what it is compared with.
pub(super) fn period(board: &Board<'_>) -> Markup {
    let text = &board.visit.text;
    html! {
        div.ranges {
            @if let Some(key) = board.view.subject.date() {
                nav aria-labelledby="period-label" {
                    span.range-label #period-label { (text.say("statistics-period")) }
                    ul.spans { @for (name, span) in SPANS { (span_link(board, key, name, span)) } }
                }
            }
            @if board.view.subject.compares() {
                nav aria-labelledby="compare-label" {
                    span.range-label #compare-label { (text.say("statistics-compare")) }
                    ul.spans {
                        (compare_link(board, "statistics-compare-none", None))
                        @for (code, way) in Compare::ALL {
                            (compare_link(board, &format!("statistics-compare-{code}"), Some(way)))
                        }
                    }
                }
            }
        }
    }
}

fn span_link(board: &Board<'_>, key: Key, name: &str, span: &str) -> Markup {
    let filter = board.view.list.filter.without(key);
    let filter = match span.parse::<DateSpan>() {
        Ok(span) => filter.and(span_term(key, span)),
        Err(_) => filter,
    };
    let is_current = filter == board.view.list.filter;
    let href = board.here(&board.view.filtered(filter));
    html! {
        li { a href=(href) aria-current=[is_current.then_some("true")] { (board.visit.text.say(name)) } }
    }
}

fn compare_link(board: &Board<'_>, name: &str, way: Option<Compare>) -> Markup {
    let is_current = board.view.compare() == way;
    let to = board.view.choosing("compare", way.map(Compare::code));
    html! {
        li { a href=(board.here(&to)) aria-current=[is_current.then_some("true")] { (board.visit.text.say(name)) } }
    }
}
