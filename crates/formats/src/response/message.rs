//! Answers of the message level: MLR (T71) and its successor MLS 1.0. They
//! speak of the message and not of what it asks for: no invoice is approved
//! or disputed by them.

use crate::code;
use crate::response::told::Told;
use domain::{Action, AttemptKey, Channel, Evidence, Fact, Reason};

/// Which of the two it is: `AB` differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// MLR.
    Response,
    /// MLS.
    Status,
}

/// The facts of an answer; none where a finding says why.
pub(super) fn facts(told: &mut Told, level: Level) -> Vec<Fact> {
    let attempt = AttemptKey::on(Channel::Ehf);
    let delivered = |evidence| {
        vec![Fact::Delivered {
            attempt: AttemptKey::on(Channel::Ehf),
            evidence,
        }]
    };
    match (told.status.as_str(), level) {
        ("AP", _) | ("AB", Level::Response) => delivered(Evidence::Confirmed),
        // Delivered without the last link's word for it.
        ("AB", Level::Status) => delivered(Evidence::TransportReceipt),
        ("RE", _) => {
            let (reason, action) = meaning(told);
            let problem = told.problem(reason, action);
            vec![Fact::Failed { attempt, problem }]
        }
        (other, _) => {
            let message = format!("'{other}' is no status of the message level (AB, AP, RE)");
            told.notice(code::RESPONSE_CODE, message);
            Vec::new()
        }
    }
}

/// The gravest reason: a failed delivery before faults in the content. A
/// warning alone is no reason to refuse, but the receiver did.
fn meaning(told: &mut Told) -> (Reason, Action) {
    let has = |code: &str| told.given.iter().any(|it| it.code == code);
    if has("FD") {
        return (Reason::TechnicalFailed, Action::Resend);
    }
    if !["SV", "BV", "BW"].into_iter().any(has) {
        let message = "a refusal gives its reason (SV, BV, BW, FD), this one does not";
        told.notice(code::RESPONSE_REASON_MISSING, message);
    }
    (Reason::InvalidContent, Action::Fix)
}
