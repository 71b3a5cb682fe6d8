//! The ApplicationResponse of OIOUBL, whose codes are words
//! (`urn:oioubl:codelist:responsecode-1.1`).

use crate::code;
use crate::response::told::Told;
use domain::{AttemptKey, Channel, Evidence, Fact, Reason};

/// The facts of an answer; none where a finding says why.
pub(super) fn facts(told: &mut Told) -> Vec<Fact> {
    let channel = Channel::Ehf;
    let attempt = AttemptKey::on(channel);
    let problem = |reason: Reason| told.problem(reason, reason.usual_action());
    let fact = match told.status.as_str() {
        "BusinessAccept" => Fact::Approved { channel },
        "BusinessReject" => Fact::RejectedByRecipient {
            channel,
            problem: problem(Reason::RejectedByRecipient),
        },
        "TechnicalAccept" | "ProfileAccept" => Fact::Delivered {
            attempt,
            evidence: Evidence::Confirmed,
        },
        "TechnicalReject" => Fact::Failed {
            attempt,
            problem: problem(Reason::InvalidContent),
        },
        "ProfileReject" => Fact::Failed {
            attempt,
            problem: problem(Reason::AgreementMissing),
        },
        other => {
            let message = format!(
                "'{other}' is no answer of OIOUBL (BusinessAccept, BusinessReject, TechnicalAccept, \
                 TechnicalReject, ProfileAccept, ProfileReject)"
            );
            told.notice(code::RESPONSE_CODE, message);
            return Vec::new();
        }
    };
    vec![fact]
}
