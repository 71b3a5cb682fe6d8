//! What changed: why things failed, what came and went, the latest files.

use super::figures::{change, named};
use super::{OverviewView, list_of};
use crate::components::{amount, relative_moment, sums};
use crate::paths;
use crate::query::Query;
use app::overview::Failure;
use domain::Right;
use maud::{Markup, html};

/// The most reasons shown.
const REASONS_SHOWN: usize = 6;

/// The second row of the page.
pub(super) fn news(view: &OverviewView<'_>) -> Markup {
    html! {
        div.columns-3 {
            (reasons(view))
            (flow(view))
            (files(view))
        }
    }
}

/// Why things went wrong, most frequent first.
fn reasons(view: &OverviewView<'_>) -> Markup {
    let text = &view.visit.text;
    let failures = &view.overview.failures;
    html! {
        section.card aria-labelledby="reasons-title" {
            h2 #reasons-title { (text.say("reasons-title")) }
            @if failures.is_empty() {
                p.muted { (text.say("reasons-none")) }
            } @else {
                table.small {
                    caption.muted { (text.say("reasons-caption")) }
                    thead { tr {
                        th scope="col" { (text.word("key", "reason")) }
                        th.number scope="col" { (text.say("reasons-now")) }
                        th.number scope="col" { (text.say("reasons-before")) }
                    } }
                    tbody { @for failure in failures.iter().take(REASONS_SHOWN) { (reason(view, failure)) } }
                }
            }
        }
    }
}

fn reason(view: &OverviewView<'_>, failure: &Failure) -> Markup {
    let visit = view.visit;
    html! {
        tr {
            th scope="row" { a href=(list_of(&failure.filter)) { (visit.text.word("reason", &failure.reason)) } }
            td.number { strong { (visit.formats.count(failure.count)) } }
            td.number.muted { (visit.formats.count(failure.before)) }
        }
    }
}

/// What came in and went out.
fn flow(view: &OverviewView<'_>) -> Markup {
    let visit = view.visit;
    let text = &visit.text;
    html! {
        section.card aria-labelledby="flow-title" {
            h2 #flow-title { (text.say("flow-title")) }
            ul.flow {
                @for name in ["received", "paid", "due_soon"] {
                    @if let Some(figure) = named(view, name) {
                        li {
                            a href=(list_of(&figure.filter)) {
                                strong { (visit.formats.count(figure.count)) }
                                " " (text.say(&format!("figure-{name}")))
                            }
                            @if name == "due_soon" && !figure.outstanding.is_empty() { p.muted { (sums(visit, &figure.outstanding)) } }
                            (change(view, figure))
                        }
                    }
                }
                (unmatched(view))
            }
        }
    }
}

/// Payments that nobody knows the document of.
fn unmatched(view: &OverviewView<'_>) -> Markup {
    let visit = view.visit;
    let count = &view.overview.unmatched;
    html! {
        li {
            a href=(paths::PAYMENTS) {
                strong { (visit.formats.count(count.payments)) }
                " " (visit.text.say("figure-unmatched"))
            }
            @if !count.sums.is_empty() {
                p.muted {
                    @for (number, sum) in count.sums.iter().enumerate() {
                        @if number > 0 { " · " }
                        (amount(visit, *sum))
                    }
                }
            }
        }
    }
}

/// The latest files, and what of them was refused.
fn files(view: &OverviewView<'_>) -> Markup {
    let visit = view.visit;
    let text = &visit.text;
    html! {
        section.card aria-labelledby="latest-title" {
            h2 #latest-title { (text.say("latest-title")) }
            @if view.overview.imports.is_empty() {
                @if visit.sees_all() {
                    p.muted { (text.say("imports-none-title")) }
                } @else {
                    p.muted { (text.say("imports-limited")) }
                }
                @if visit.may_everywhere(Right::Import) {
                    p { a.button href=(paths::IMPORTS) { (text.say("documents-import-first")) } }
                }
            }
            ul.flow {
                @for import in &view.overview.imports {
                    li {
                        a.file-name href=(paths::import(import.id, &Query::default())) { (import.name) }
                        p.muted {
                            (relative_moment(visit, import.received_at))
                            @if import.counts.rejected > 0 {
                                " · " (text.fill("latest-rejected", &[("count", import.counts.rejected.into()), ("shown", visit.formats.count(import.counts.rejected).into())]))
                            }
                        }
                    }
                }
            }
        }
    }
}
