//! Whether there is anything to pay, and how.

use super::frame::Frame;
use crate::components::{Facts, qr};
use app::links::Opened;
use domain::{Channel, Delivery, Money, PaymentState};
use jiff::civil::Date;
use maud::{Markup, html};

/// Where the money stands, as far as a recipient has to know.
enum Due {
    /// Nothing was asked for.
    Nothing,
    /// It is paid.
    Paid(Option<Date>),
    /// Credit notes cover it.
    Credited,
    /// It was withdrawn.
    Cancelled,
    /// This is left.
    Owed(Money),
}

impl Due {
    fn of(opened: &Opened) -> Self {
        let row = &opened.shown.row;
        let standing = &row.standing;
        let left = row.head.amount.map(|money| Money {
            minor: standing.outstanding_minor(money.minor),
            ..money
        });
        match standing.payment {
            PaymentState::None => Self::Nothing,
            PaymentState::Paid | PaymentState::Overpaid => Self::Paid(standing.paid_on),
            PaymentState::Credited => Self::Credited,
            PaymentState::Cancelled => Self::Cancelled,
            PaymentState::Open
            | PaymentState::Scheduled
            | PaymentState::PartPaid
            | PaymentState::Reversed => left
                .filter(|money| money.minor > 0)
                .map_or(Self::Nothing, Self::Owed),
        }
    }
}

/// The card beside the document.
pub(super) fn card(frame: &Frame, opened: &Opened) -> Markup {
    let text = &frame.text;
    html! {
        section.card #pay aria-labelledby="pay-title" {
            h2 #pay-title { (text.say("link-pay")) }
            @match Due::of(opened) {
                Due::Nothing => { p { (text.say("link-pay-nothing")) } }
                Due::Credited => { p.lead { (text.say("link-pay-credited")) } }
                Due::Cancelled => { p.lead { (text.say("link-pay-cancelled")) } }
                Due::Paid(on) => (paid(frame, opened, on)),
                Due::Owed(left) => (owed(frame, opened, left)),
            }
        }
    }
}

fn paid(frame: &Frame, opened: &Opened, on: Option<Date>) -> Markup {
    let text = &frame.text;
    let amount = opened.shown.row.head.amount;
    let mut facts = Facts::default();
    facts.known(
        text.say("link-paid-amount"),
        amount.map(|it| money(frame, it)),
    );
    facts.known(text.say("link-paid-on"), on.map(|on| frame.day(on)));
    html! {
        p.lead { strong { (text.say("link-pay-paid")) } " " (text.say("link-pay-paid-more")) }
        (facts)
    }
}

fn owed(frame: &Frame, opened: &Opened, left: Money) -> Markup {
    let row = &opened.shown.row;
    html! {
        (state(frame, opened, left))
        (facts(frame, opened, left))
        @if !by_itself(opened) {
            (steps(frame, row.head.kid.is_some()))
            (telephone(frame, opened))
        }
    }
}

/// Whether the bank pays it without the recipient doing anything: asking for
/// it here would have it paid twice.
fn by_itself(opened: &Opened) -> bool {
    let is_claimed = opened.shown.attempts.iter().any(|attempt| {
        let is_off = attempt.delivery.is_failure() || attempt.delivery == Delivery::FellBack;
        attempt.key.channel == Channel::Avtalegiro && !is_off
    });
    is_claimed || opened.shown.row.standing.scheduled_on.is_some()
}

/// What is to be said before the figures.
fn state(frame: &Frame, opened: &Opened, left: Money) -> Markup {
    let text = &frame.text;
    let row = &opened.shown.row;
    let is_part = row.head.amount.is_some_and(|all| all.minor > left.minor);
    let is_late = row.head.due_on.is_some_and(|on| on < opened.today());
    html! {
        @if is_part {
            @let paid = row.head.amount.map(|all| Money { minor: all.minor - left.minor, ..all });
            @if let Some(paid) = paid {
                p { (text.fill("link-pay-part", &[("amount", money(frame, paid).into())])) }
            }
        }
        @if let Some(on) = row.standing.scheduled_on {
            p.lead { (text.say("link-pay-scheduled")) " " (frame.day(on)) "." }
        } @else if by_itself(opened) {
            p.lead { (text.say("link-pay-avtalegiro")) }
        } @else if is_late {
            p.lead { strong { (text.say("link-pay-late")) } }
        }
    }
}

fn facts(frame: &Frame, opened: &Opened, left: Money) -> Markup {
    let text = &frame.text;
    let head = &opened.shown.row.head;
    let amount = money(frame, left);
    let copied_amount = frame
        .formats
        .amount_digits(left.minor, left.currency.exponent());
    let mut facts = Facts::default();
    facts.push(
        text.say("link-amount"),
        html! { strong.amount { (copied(frame, &amount, &plain(&copied_amount))) } },
    );
    facts.known(
        text.say("link-due"),
        head.due_on.map(|on| html! { strong { (frame.day(on)) } }),
    );
    facts.known(
        text.say("link-kid"),
        head.kid.as_deref().map(|kid| copied(frame, kid, kid)),
    );
    facts.known(
        text.say("link-account"),
        head.account
            .as_deref()
            .map(|account| copied(frame, &grouped(account), account)),
    );
    facts.push(
        text.say("link-payee"),
        opened.shown.row.company_name.as_str(),
    );
    html! { (facts) }
}

/// The steps in a bank's app, which are the same in all of them.
fn steps(frame: &Frame, has_kid: bool) -> Markup {
    let text = &frame.text;
    let second = match has_kid {
        true => "link-step-kid",
        false => "link-step-message",
    };
    html! {
        h3 { (text.say("link-how")) }
        ol.how {
            li { (text.say("link-step-bank")) }
            li { (text.say(second)) }
            li { (text.say("link-step-check")) }
        }
    }
}

/// This page on the telephone, where the bank's app is.
fn telephone(frame: &Frame, opened: &Opened) -> Markup {
    let text = &frame.text;
    html! {
        @if opened.url.contains("://") {
            h3 { (text.say("link-telephone")) }
            p { (text.say("link-telephone-how")) }
            (qr(&format!("{}#pay", opened.url), &text.say("link-qr")))
        }
    }
}

fn money(frame: &Frame, money: Money) -> String {
    let currency = money.currency;
    frame
        .formats
        .amount(money.minor, currency.as_str(), currency.exponent())
}

/// An amount as the field of a bank takes it: without what groups the digits.
fn plain(digits: &str) -> String {
    digits
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .replace("\u{2212}", "-")
}

/// A domestic account as people read it: 8601 11 17947.
fn grouped(account: &str) -> String {
    let is_domestic = account.len() == 11 && account.bytes().all(|byte| byte.is_ascii_digit());
    match is_domestic {
        true => format!("{} {} {}", &account[..4], &account[4..6], &account[6..]),
        false => account.to_owned(),
    }
}

/// Text with a button that copies it; without script, just the text.
fn copied(frame: &Frame, shown: &str, value: &str) -> Markup {
    let text = &frame.text;
    html! {
        span.copy-line {
            code { (shown) }
            button.copy type="button" hidden aria-live="polite" data-copy=(value) data-copied=(text.say("copied")) {
                (text.say("copy"))
                span.visually-hidden { " " (shown) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_grouped_as_banks_print_them() {
        assert_eq!(grouped("86011117947"), "8601 11 17947");
        assert_eq!(grouped("NO9386011117947"), "NO9386011117947");
        assert_eq!(grouped("å1111117947"), "å1111117947");
    }

    #[test]
    fn an_amount_is_copied_without_its_groups() {
        assert_eq!(plain("12\u{a0}345,60"), "12345,60");
    }
}
