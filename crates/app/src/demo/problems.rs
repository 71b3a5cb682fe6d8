//! What channels say when something goes wrong, in their own codes and words,
//! mapped to ours. SMTP codes are RFC 3463's, EBMS codes those of ebMS 3.0,
//! Peppol reasons those of Invoice Response; the others are invented in the
//! manner of their channel.

use super::customers::Customer;
use super::dice::Dice;
use domain::{Action, Channel, Problem, Reason};
use tables::{
    AVTALEGIRO, DIGIPOST, EFAKTURA, EHF, EMAIL, Failure, QUERIED, REFUSED, REJECTED, RETURNED, SMS,
    VIPPS,
};

mod tables;

/// Why an attempt on this channel failed for good.
pub(super) fn failure(dice: &mut Dice, channel: Channel, customer: &Customer) -> Problem {
    let (namespace, table) = match channel {
        Channel::Efaktura => ("efaktura", EFAKTURA),
        Channel::Ehf => ("peppol", EHF),
        Channel::Avtalegiro => ("avtalegiro", AVTALEGIRO),
        Channel::Vipps => ("vipps", VIPPS),
        Channel::Sms => ("smpp", SMS),
        Channel::Digipost => ("digipost", DIGIPOST),
        Channel::Print => ("post", RETURNED),
        _ => ("smtp", EMAIL),
    };
    let told = address(channel, customer);
    drawn(dice, namespace, table, &told)
}

/// The answer for an e-mail address that never worked.
pub(super) fn unknown_mailbox(customer: &Customer) -> Problem {
    of("smtp", EMAIL[0], &customer.email)
}

/// Why a letter came back.
pub(super) fn returned(dice: &mut Dice) -> Problem {
    drawn(dice, "post", RETURNED, "")
}

/// Why a document was refused before it was sent.
pub(super) fn refused(dice: &mut Dice) -> Problem {
    drawn(dice, "utsyn", REFUSED, "")
}

/// That the document was there already.
pub(super) fn repeated(number: &str) -> Problem {
    let text = "Dokument nummer {} er mottatt fra før";
    let failure = (
        1,
        Reason::Duplicate,
        Action::Ignore,
        "document.number_known",
        text,
    );
    of("utsyn", failure, number)
}

/// Why a business rejected an invoice, in Peppol's Invoice Response.
pub(super) fn rejected(dice: &mut Dice) -> Problem {
    drawn(dice, "OPStatusReason", REJECTED, "")
}

/// What a business asks about an invoice, in Peppol's Invoice Response.
pub(super) fn queried(dice: &mut Dice) -> Problem {
    drawn(dice, "OPStatusReason", QUERIED, "")
}

/// A fault that the channel gets over by itself.
pub(super) fn passing(channel: Channel, customer: &Customer) -> Problem {
    let retry = |code, text| (1, Reason::TechnicalRetry, Action::Wait, code, text);
    let (namespace, failure) = match channel {
        Channel::Ehf => ("peppol", retry("EBMS:0005", "ConnectionFailure: {}")),
        Channel::Digipost => ("digipost", notification()),
        Channel::Sms => ("smpp", retry("ENROUTE", "stat:ENROUTE err:000")),
        Channel::Vipps => ("vipps", retry("429", "Too many requests")),
        Channel::Efaktura => ("efaktura", retry("503", "Service Unavailable")),
        _ => (
            "smtp",
            retry(
                "4.7.1",
                "451 4.7.1 <{}>: Greylisted, try again in 300 seconds",
            ),
        ),
    };
    of(namespace, failure, &address(channel, customer))
}

/// What a channel says that is down.
pub(super) fn outage(given_up: bool) -> Problem {
    let (reason, action, text) = match given_up {
        false => (
            Reason::TechnicalRetry,
            Action::Wait,
            "503 Service Unavailable",
        ),
        true => (
            Reason::TechnicalFailed,
            Action::Resend,
            "503 Service Unavailable, gave up after 8 attempts",
        ),
    };
    of("digipost", (1, reason, action, "503", text), "")
}

const fn notification() -> Failure {
    let text = "Notification by SMS failed; the letter lies in the mailbox";
    (
        1,
        Reason::Other,
        Action::Ignore,
        "NOTIFICATION_FAILED",
        text,
    )
}

fn drawn(dice: &mut Dice, namespace: &str, table: &[Failure], told: &str) -> Problem {
    let total: u32 = table.iter().map(|failure| failure.0).sum();
    let mut left = dice.below(total as usize) as u32;
    let chosen = table
        .iter()
        .find(|failure| match left.checked_sub(failure.0) {
            None => true,
            Some(rest) => {
                left = rest;
                false
            }
        });
    of(namespace, *chosen.unwrap_or(&table[0]), told)
}

fn of(namespace: &str, (_, reason, action, code, text): Failure, told: &str) -> Problem {
    Problem {
        reason,
        action,
        code: Some(code.to_owned()),
        namespace: Some(namespace.to_owned()),
        text: Some(text.replace("{}", told)),
        place: None,
    }
}

fn address(channel: Channel, customer: &Customer) -> String {
    match (channel, &customer.organisation_number) {
        (Channel::Ehf, Some(number)) => format!("0192:{number}"),
        _ => customer.email.clone(),
    }
}
