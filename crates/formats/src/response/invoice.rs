//! Peppol Invoice Response (BIS 63, T111): the codes of the list
//! `OPStatusCode`, with reasons of `OPStatusReason` and actions of
//! `OPStatusAction`.

use crate::code;
use crate::response::told::Told;
use domain::{Action, AttemptKey, Channel, Evidence, Fact, Reason};

const CHANNEL: Channel = Channel::Ehf;

/// What each reason means in the vocabulary of all channels.
const REASONS: &[(&str, Reason)] = &[
    ("NON", Reason::Other),
    ("REF", Reason::InvalidContent),
    ("LEG", Reason::InvalidContent),
    ("REC", Reason::RecipientUnknown),
    ("QUA", Reason::RejectedByRecipient),
    ("DEL", Reason::RejectedByRecipient),
    ("PRI", Reason::RejectedByRecipient),
    ("QTY", Reason::RejectedByRecipient),
    ("ITM", Reason::RejectedByRecipient),
    ("PAY", Reason::InvalidContent),
    ("UNR", Reason::RejectedByRecipient),
    ("FIN", Reason::InvalidContent),
    ("PPD", Reason::Other),
    ("OTH", Reason::Other),
];

/// What each action means in the vocabulary of all channels: new invoices and
/// credit notes are made where the data is.
const ACTIONS: &[(&str, Action)] = &[
    ("NOA", Action::Ignore),
    ("PIN", Action::Fix),
    ("NIN", Action::Fix),
    ("CNF", Action::Fix),
    ("CNP", Action::Fix),
    ("CNA", Action::Fix),
    ("OTH", Action::Fix),
];

/// The code of a payment in part.
const PART_PAID: &str = "PPD";

/// The facts of an answer; none where a finding says why.
pub(super) fn facts(told: &mut Told) -> Vec<Fact> {
    rules(told);
    let delivered = |evidence| Fact::Delivered {
        attempt: AttemptKey::on(CHANNEL),
        evidence,
    };
    let (reason, action) = meaning(told);
    let problem = told.problem(reason, action);
    match told.status.as_str() {
        "AB" => vec![delivered(Evidence::Confirmed)],
        // Somebody works on it. Whether it was opened is more than it says.
        "IP" => vec![delivered(Evidence::RecipientAct)],
        "UQ" | "CA" => vec![Fact::Disputed {
            channel: CHANNEL,
            problem,
        }],
        "RE" => vec![Fact::RejectedByRecipient {
            channel: CHANNEL,
            problem,
        }],
        "AP" => vec![Fact::Approved { channel: CHANNEL }],
        "PD" => paid(told),
        other => {
            let message = format!(
                "'{other}' is no status of an Invoice Response (AB, IP, UQ, CA, RE, AP, PD)"
            );
            told.notice(code::RESPONSE_CODE, message);
            Vec::new()
        }
    }
}

/// A payment was begun: the invoice is approved, and money is on its way.
fn paid(told: &Told) -> Vec<Fact> {
    let scheduled = told
        .effective_on
        .map(|on| Fact::PaymentScheduled { on, amount: None });
    std::iter::once(Fact::Approved { channel: CHANNEL })
        .chain(scheduled)
        .collect()
}

/// The rules of the specification that an answer may break and still be
/// understood. That PPD goes with PD only is a rule the official set lacks.
fn rules(told: &mut Told) {
    let has_reason = told.given.iter().any(|it| is_reason(&it.code, &it.list));
    if matches!(told.status.as_str(), "UQ" | "CA" | "RE") && !has_reason {
        let message = format!("{} needs a reason and gives none", told.status);
        told.notice(code::RESPONSE_REASON_MISSING, message);
    }
    let is_part = told.given.iter().any(|it| it.code == PART_PAID);
    if is_part && told.status != "PD" {
        let message = format!(
            "{PART_PAID} (paid in part) is meaningful with PD only, here it stands with {}",
            told.status
        );
        told.notice(code::RESPONSE_PART_PAID, message);
    }
    let unknown: Vec<String> = told
        .given
        .iter()
        .filter(|it| !it.code.is_empty())
        .filter(|it| {
            !is_reason(&it.code, &it.list) && !ACTIONS.iter().any(|(code, _)| *code == it.code)
        })
        .map(|it| it.code.clone())
        .collect();
    if !unknown.is_empty() {
        let message = format!("not known as reason or action: {}", unknown.join(", "));
        told.notice(code::RESPONSE_REASON_UNKNOWN, message);
    }
}

/// OTH is in both lists, so the list decides where it is named.
fn is_reason(code: &str, list: &str) -> bool {
    list != "OPStatusAction" && REASONS.iter().any(|(known, _)| *known == code)
}

fn meaning(told: &Told) -> (Reason, Action) {
    let reasons = told.given.iter().filter(|it| is_reason(&it.code, &it.list));
    let reason = reasons
        .filter_map(|it| look_up(REASONS, &it.code))
        .next()
        .unwrap_or(Reason::RejectedByRecipient);
    let actions = told
        .given
        .iter()
        .filter(|it| !is_reason(&it.code, &it.list));
    let action = actions
        .filter_map(|it| look_up(ACTIONS, &it.code))
        .next()
        .unwrap_or(reason.usual_action());
    (reason, action)
}

fn look_up<T: Copy>(table: &[(&str, T)], code: &str) -> Option<T> {
    let found = table.iter().find(|(known, _)| *known == code);
    found.map(|(_, meaning)| *meaning)
}
