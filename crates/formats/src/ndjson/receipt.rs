//! Lines that tell what a channel said, in the channel's own words: receipts of
//! digital post, and the states of eFaktura and Vipps. What they mean is
//! decided here, so that no sender has to.

use crate::ndjson::event;
use crate::ndjson::fields::Fields;
use domain::intake::{ItemBody, NewEvent};
use domain::{Action, AttemptKey, Channel, Evidence, Fact, Money, Problem, Reason, SourceKey};
use jiff::civil::Date;

/// Words for the systems that tell receipts.
const DIGITAL_POST: &str = "digital_post";
const EFAKTURA: &str = "efaktura";
const VIPPS: &str = "vipps";

/// The states of digital post, as the schema lists them.
pub(crate) const DIGITAL_POST_STATES: &[&str] = &[
    "received",
    "delivered",
    "opened",
    "notification_failed",
    "returned",
    "error_client",
    "error_server",
];

/// The states of eFaktura and Vipps, as the schema lists them.
pub(crate) const EFAKTURA_STATES: &[&str] = &[
    "created", "pending", "rejected", "revoked", "approved", "stopped", "deleted",
];

/// What a receipt says besides its state.
struct Said {
    attempt: AttemptKey,
    problem: Problem,
    pay_on: Option<Date>,
    amount: Option<Money>,
}

/// Reads a receipt; empty only where a finding says why.
pub(crate) fn read(mut fields: Fields<'_>) -> Vec<ItemBody> {
    let source = event::source(&mut fields);
    let target = event::target(&mut fields);
    let occurred_at = fields.required_as("occurred_at", "a time", Fields::time);
    let system = fields.required("system").unwrap_or_default();
    let state = fields.required("state").unwrap_or_default();
    let said = said(&mut fields, &system, &state);
    let facts = facts(&mut fields, &system, &state, said);
    fields.finish();
    let (Some(source), Some(target), Some(occurred_at)) = (source, target, occurred_at) else {
        return Vec::new();
    };
    facts
        .into_iter()
        .enumerate()
        .map(|(index, fact)| {
            let id = match index {
                0 => source.id.clone(),
                _ => format!("{}/{}", source.id, fact.name()),
            };
            ItemBody::Event(Box::new(NewEvent {
                source: SourceKey::new(source.source.clone(), id),
                target: target.clone(),
                occurred_at,
                fact,
            }))
        })
        .collect()
}

fn said(fields: &mut Fields<'_>, system: &str, state: &str) -> Said {
    let told: Option<Channel> = fields.word("channel");
    let channel = match system {
        EFAKTURA => told.unwrap_or(Channel::Efaktura),
        VIPPS => told.unwrap_or(Channel::Vipps),
        _ => told.unwrap_or_else(|| {
            let message = "missing; digital post travels by digipost, eboks, kivra, print, email \
                           or sms";
            fields.wrong("channel", message.to_owned());
            Channel::Other
        }),
    };
    let usual = usual_reason(state);
    let told_reason: Option<Reason> = fields.word("reason");
    let told_action: Option<Action> = fields.word("action");
    let reason = told_reason.unwrap_or(usual);
    Said {
        attempt: AttemptKey {
            channel,
            attempt: fields.text("attempt").unwrap_or_default(),
        },
        problem: Problem {
            reason,
            action: told_action.unwrap_or(reason.usual_action()),
            code: fields.text("code").or_else(|| Some(state.to_owned())),
            namespace: fields.text("namespace").or_else(|| Some(system.to_owned())),
            text: fields.text("text"),
            place: None,
        },
        pay_on: fields.date("pay_on"),
        amount: fields.money("amount"),
    }
}

/// Why a state is no good news, where the receipt does not say it itself.
fn usual_reason(state: &str) -> Reason {
    match state {
        "notification_failed" => Reason::AddressWrong,
        "returned" => Reason::Returned,
        "error_client" | "rejected" => Reason::InvalidContent,
        "error_server" => Reason::TechnicalRetry,
        _ => Reason::Other,
    }
}

fn facts(fields: &mut Fields<'_>, system: &str, state: &str, said: Said) -> Vec<Fact> {
    let found = match system {
        DIGITAL_POST => digital_post(state, &said),
        EFAKTURA | VIPPS => efaktura(state, &said),
        "" => return Vec::new(),
        other => {
            let message = format!("'{other}' found; expected digital_post, efaktura or vipps");
            fields.wrong("system", message);
            return Vec::new();
        }
    };
    if found.is_empty() && !state.is_empty() {
        let known = match system {
            DIGITAL_POST => DIGITAL_POST_STATES,
            _ => EFAKTURA_STATES,
        };
        let message = format!("'{state}' found; expected one of {}", known.join(", "));
        fields.wrong("state", message);
    }
    found
}

fn digital_post(state: &str, said: &Said) -> Vec<Fact> {
    let attempt = said.attempt.clone();
    let problem = said.problem.clone();
    let channel = attempt.channel;
    let is_paper = channel == Channel::Print;
    vec![match state {
        "received" => Fact::Delivered {
            attempt,
            evidence: Evidence::TransportReceipt,
        },
        // A letter that was handed to the post is not yet with anybody.
        "delivered" => Fact::Delivered {
            attempt,
            evidence: match is_paper {
                true => Evidence::TransportReceipt,
                false => Evidence::Confirmed,
            },
        },
        "opened" => Fact::Opened { channel },
        // The letter lies there all the same.
        "notification_failed" | "error_server" => Fact::Deferred { attempt, problem },
        "returned" => Fact::Returned { attempt, problem },
        "error_client" => Fact::Failed { attempt, problem },
        _ => return Vec::new(),
    }]
}

fn efaktura(state: &str, said: &Said) -> Vec<Fact> {
    let attempt = said.attempt.clone();
    let channel = attempt.channel;
    vec![match state {
        "created" => Fact::Sent {
            attempt,
            open_receipt: true,
        },
        "pending" => Fact::Delivered {
            attempt,
            evidence: Evidence::Confirmed,
        },
        "rejected" => Fact::Failed {
            attempt,
            problem: said.problem.clone(),
        },
        "revoked" => Fact::Recalled { attempt },
        // Approved is not paid: it carries the day that the payer chose.
        "approved" => {
            let scheduled = said.pay_on.map(|on| Fact::PaymentScheduled {
                on,
                amount: said.amount,
            });
            return std::iter::once(Fact::Approved { channel })
                .chain(scheduled)
                .collect();
        }
        "stopped" => Fact::ApprovalWithdrawn { channel },
        "deleted" => Fact::Deleted { channel },
        _ => return Vec::new(),
    }]
}
