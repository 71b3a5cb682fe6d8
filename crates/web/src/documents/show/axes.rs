//! Where the document stands, each axis by itself.

use super::DocumentView;
use crate::components::{amount, day, moment, status};
use crate::documents::cells::{payment_word, recipient_word};
use domain::{Money, Processing};
use maud::{Markup, html};

/// Delivery, recipient and payment, and what is known about each.
pub(super) fn axes(view: &DocumentView<'_>) -> Markup {
    let visit = view.visit;
    let text = &visit.text;
    let row = &view.shown.row;
    let standing = &row.standing;
    html! {
        dl.axes {
            @if matches!(standing.processing, Processing::Held | Processing::Rejected) {
                div {
                    dt { (text.word("key", "processing")) }
                    dd { (status(visit, "processing", standing.processing.code())) }
                }
            }
            div {
                dt { (text.word("key", "delivery")) }
                dd { (status(visit, "delivery", standing.delivery.code())) (delivery(view)) }
            }
            div {
                dt { (text.word("key", "recipient")) }
                dd { (status(visit, "recipient", recipient_word(row))) (recipient(view)) }
            }
            div {
                dt { (text.word("key", "payment")) }
                dd { (status(visit, "payment", payment_word(row))) (payment(view)) }
            }
        }
    }
}

fn delivery(view: &DocumentView<'_>) -> Markup {
    let visit = view.visit;
    let standing = &view.shown.row.standing;
    let channel = visit.text.word("channel", standing.channel.code());
    let at = standing.delivered_at.or(standing.sent_at);
    html! {
        p { (channel) @if let Some(at) = at { " · " (moment(visit, at)) } }
        @if let Some(evidence) = standing.evidence {
            p.muted { (visit.text.word("evidence", evidence.code())) }
        }
    }
}

fn recipient(view: &DocumentView<'_>) -> Markup {
    let visit = view.visit;
    let standing = &view.shown.row.standing;
    html! {
        @if let Some(at) = standing.opened_at { p { (moment(visit, at)) } }
        @if recipient_word(&view.shown.row) == "indication" {
            p.muted { (visit.text.say("recipient-indication-explained")) }
        }
        @if recipient_word(&view.shown.row) == "unknowable" {
            p.muted { (visit.text.say("recipient-unknowable-explained")) }
        }
    }
}

fn payment(view: &DocumentView<'_>) -> Markup {
    let visit = view.visit;
    let text = &visit.text;
    let row = &view.shown.row;
    let standing = &row.standing;
    let outstanding = row.head.amount.map(|money| Money {
        minor: standing.outstanding_minor(money.minor),
        ..money
    });
    html! {
        @if let Some(money) = outstanding.filter(|money| money.minor > 0) {
            p { (text.fill("document-outstanding", &[("amount", amount(visit, money).into())])) }
        }
        @if let Some(on) = standing.paid_on { p { (day(visit, on)) @if let Some(by) = standing.paid_by { " · " (text.word("paid_by", by.code())) } } }
        @else if let Some(on) = standing.scheduled_on { p { (text.say("document-scheduled-on")) " " (day(visit, on)) } }
        @else if let Some(on) = row.head.due_on { p { (text.word("key", "due")) " " (day(visit, on)) (lateness(view, on)) } }
    }
}

/// How many days have passed since the day to pay, where it is overdue.
fn lateness(view: &DocumentView<'_>, due_on: jiff::civil::Date) -> Markup {
    let visit = view.visit;
    let today = visit.now.to_zoned(visit.zone()).date();
    let days = (today - due_on).get_days();
    html! {
        @if view.shown.row.is_overdue && days > 0 {
            " · " (visit.text.fill("document-days-late", &[("days", days.into())]))
        }
    }
}
