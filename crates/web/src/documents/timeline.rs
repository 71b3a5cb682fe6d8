//! One timeline over all channels and attempts: what happened in our words,
//! and behind each entry the teller's own.

mod words;

use super::show::DocumentView;
use crate::components::{Facts, Family, moment, status};
use crate::session::Visit;
use domain::{Attempt, Delivery, Event, Fact, Problem, Processing, Recipient};
use jiff::Timestamp;
use maud::{Markup, html};
use render::{Icon, icon};

/// The most events shown; a document has a few dozen at most.
const EVENTS_SHOWN_MAX: usize = 500;

/// What is wrong with the document as it stands now: what happened, why, and
/// what to do. Nothing where nothing is wrong.
pub(super) fn problem(view: &DocumentView<'_>) -> Markup {
    let Some((event, problem)) = trouble(view) else {
        return html! {};
    };
    html! {
        section.trouble aria-labelledby="trouble-title" {
            (icon(Icon::Failed))
            div {
                h2 #trouble-title { (view.visit.text.word("reason", problem.reason.code())) }
                p { (words::sentence(view.visit, &event.fact)) " " span.muted { (moment(view.visit, event.occurred_at)) } }
                (explained(view.visit, problem))
                (raw(view.visit, problem, true))
            }
        }
    }
}

/// The last problem, where the document still stands badly because of it.
fn trouble<'a>(view: &'a DocumentView<'_>) -> Option<(&'a Event, &'a Problem)> {
    let standing = &view.shown.row.standing;
    let is_refused = standing.processing == Processing::Rejected;
    let is_unwanted = matches!(
        standing.recipient,
        Recipient::Disputed | Recipient::Rejected
    );
    let is_wrong = standing.delivery.is_failure() || is_unwanted || is_refused;
    let mut latest_first = view.shown.events.iter().rev();
    let last = latest_first.find_map(|event| Some((event, event.fact.problem()?)));
    last.filter(|_| is_wrong)
}

/// The reason and the action in plain words.
fn explained(visit: &Visit, problem: &Problem) -> Markup {
    let text = &visit.text;
    html! {
        p { (text.say(&format!("reason-{}-explained", problem.reason.code()))) }
        p.action { strong { (text.say(&format!("action-{}-explained", problem.action.code()))) } }
    }
}

/// The channel's own words and codes, in whatever language they are.
fn raw(visit: &Visit, problem: &Problem, is_folded: bool) -> Markup {
    let text = &visit.text;
    let mut facts = Facts::default();
    facts.known(
        text.say("raw-code"),
        problem.code.as_ref().map(|code| html! { code { (code) } }),
    );
    facts.known(
        text.say("raw-namespace"),
        problem
            .namespace
            .as_ref()
            .map(|namespace| html! { code { (namespace) } }),
    );
    facts.known(
        text.say("raw-text"),
        problem.text.as_ref().map(|words| {
            html! { span lang=(words::language(words)) { (words) } }
        }),
    );
    facts.known(
        text.say("raw-place"),
        problem
            .place
            .as_ref()
            .map(|place| html! { code.long { (place) } }),
    );
    html! {
        @if !facts.is_empty() {
            @if is_folded {
                details { summary { (text.say("raw-title")) } (facts) }
            } @else { (facts) }
        }
    }
}

/// The attempts, then everything that happened.
pub(super) fn timeline(view: &DocumentView<'_>) -> Markup {
    let text = &view.visit.text;
    let events = &view.shown.events;
    html! {
        section.card aria-labelledby="timeline-title" {
            h2 #timeline-title { (text.say("document-timeline")) }
            @if view.shown.attempts.len() > 1 { (attempts(view)) }
            ol.timeline {
                @for event in events.iter().take(EVENTS_SHOWN_MAX) { (entry(view, event)) }
            }
            @if events.len() > EVENTS_SHOWN_MAX {
                p.muted { (text.fill("timeline-more", &[("shown", EVENTS_SHOWN_MAX.into()), ("total", events.len().into())])) }
            }
        }
    }
}

/// The attempts of a document that was tried more than once, as one chain.
fn attempts(view: &DocumentView<'_>) -> Markup {
    let text = &view.visit.text;
    html! {
        h3 { (text.say("document-attempts")) }
        ol.attempts {
            @for attempt in &view.shown.attempts { li { (one_attempt(view.visit, attempt)) } }
        }
        h3 { (text.say("document-events")) }
    }
}

fn one_attempt(visit: &Visit, attempt: &Attempt) -> Markup {
    let text = &visit.text;
    let at = attempt
        .failed_at
        .or(attempt.delivered_at)
        .or(attempt.sent_at)
        .unwrap_or(attempt.started_at);
    html! {
        strong { (text.word("channel", attempt.key.channel.code())) }
        @if !attempt.key.attempt.is_empty() { " " span.muted { (attempt.key.attempt) } }
        br; (status(visit, "delivery", attempt.delivery.code()))
        br; span.muted { (moment(visit, at)) }
        @if let Some(problem) = attempt.problem.as_ref().filter(|_| attempt.delivery != Delivery::Delivered) {
            br; (text.word("reason", problem.reason.code()))
        }
        @if let Some(to) = attempt.fell_back_to {
            br; span.muted { (text.fill("attempt-then", &[("channel", text.word("channel", to.code()).into())])) }
        }
    }
}

fn entry(view: &DocumentView<'_>, event: &Event) -> Markup {
    let visit = view.visit;
    let family = family(&event.fact);
    // What is explained at the top of the page need not be said again.
    let is_explained = trouble(view).is_some_and(|(trouble, _)| trouble.seq == event.seq);
    html! {
        li.entry.(family.class()) id={ "e" (event.seq) } {
            span.entry-icon { (family.icon()) }
            div.entry-body {
                p.entry-what {
                    (words::sentence(visit, &event.fact))
                    " " span.entry-time { (moment(visit, event.occurred_at)) }
                }
                @if let Some(problem) = event.fact.problem() {
                    p.entry-reason { (visit.text.word("reason", problem.reason.code())) }
                    @if !is_explained { (explained(visit, problem)) }
                }
                details.entry-more { summary { (visit.text.say("entry-details")) } (behind(visit, event)) }
            }
        }
    }
}

/// What lies behind an entry: exact times with their zone, who told it, and
/// the teller's own words.
fn behind(visit: &Visit, event: &Event) -> Markup {
    let text = &visit.text;
    let exact = |at: Timestamp| visit.formats.date_time_exact(at, &visit.zone());
    let mut facts = Facts::default();
    facts.push(text.say("entry-occurred"), exact(event.occurred_at));
    facts.push(text.say("entry-learned"), exact(event.learned_at));
    facts.push(
        text.say("entry-source"),
        html! { code { (event.source.source) } },
    );
    facts.push(
        text.say("entry-source-id"),
        html! { code.long { (event.source.id) } },
    );
    if let Fact::Delivered { evidence, .. } = &event.fact {
        facts.push(
            text.say("entry-evidence"),
            text.word("evidence", evidence.code()),
        );
    }
    html! {
        (facts)
        @if let Some(problem) = event.fact.problem() { (raw(visit, problem, false)) }
    }
}

/// What kind of thing happened, for its icon.
const fn family(fact: &Fact) -> Family {
    match fact {
        Fact::Refused { .. }
        | Fact::Failed { .. }
        | Fact::Returned { .. }
        | Fact::FellBack { .. } => Family::Failed,
        Fact::RejectedByRecipient { .. } | Fact::Deleted { .. } | Fact::PaymentDetached { .. } => {
            Family::Failed
        }
        Fact::Deferred { .. } | Fact::Disputed { .. } | Fact::Held => Family::Overdue,
        Fact::Delivered { .. } | Fact::Validated | Fact::Released => Family::Delivered,
        Fact::Opened { .. } | Fact::Approved { .. } => Family::Opened,
        Fact::PaymentMatched { .. } | Fact::Credited { .. } => Family::Paid,
        _ => Family::Pending,
    }
}
