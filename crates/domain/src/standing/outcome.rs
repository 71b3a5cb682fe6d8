//! Where a document stood when it was erased: all that is left of it.

use super::{Folded, Part, Standing};
use crate::axis::{Delivery, Evidence, PaymentState, Processing, Recipient};
use crate::{Channel, Fact, PaymentChannel, Reason};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// Where a document stood when it was erased: states, times and sums, nothing
/// of anybody. Its fields are those of [`Standing`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(
    missing_docs,
    reason = "the fields of Standing, where they are explained"
)]
pub struct Outcome {
    pub processing: Processing,
    pub channel: Channel,
    pub delivery: Delivery,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    pub recipient: Recipient,
    pub payment: PaymentState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_by: Option<PaymentChannel>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled_on: Option<Date>,
    pub paid_minor: i64,
    pub credited_minor: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    pub changed_at: Timestamp,
}

impl Outcome {
    /// What is left of where a document stands.
    pub fn of(standing: &Standing) -> Self {
        Self {
            processing: standing.processing,
            channel: standing.channel,
            delivery: standing.delivery,
            evidence: standing.evidence,
            recipient: standing.recipient,
            payment: standing.payment,
            paid_by: standing.paid_by,
            reason: standing.reason,
            sent_at: standing.sent_at,
            delivered_at: standing.delivered_at,
            opened_at: standing.opened_at,
            paid_on: standing.paid_on,
            scheduled_on: standing.scheduled_on,
            paid_minor: standing.paid_minor,
            credited_minor: standing.credited_minor,
            closed_at: standing.closed_at,
            parts: standing.parts.clone(),
            changed_at: standing.changed_at,
        }
    }

    /// The outcome that a fact tells, if it tells one.
    pub(super) const fn told(fact: &Fact) -> Option<&Self> {
        match fact {
            Fact::DocumentErased { outcome } => Some(outcome),
            _ => None,
        }
    }

    /// Where an erased document stands, for ever.
    pub(super) fn folded(&self) -> Folded {
        Folded {
            standing: Standing {
                processing: self.processing,
                channel: self.channel,
                delivery: self.delivery,
                evidence: self.evidence,
                recipient: self.recipient,
                payment: self.payment,
                paid_by: self.paid_by,
                reason: self.reason,
                sent_at: self.sent_at,
                delivered_at: self.delivered_at,
                opened_at: self.opened_at,
                paid_on: self.paid_on,
                scheduled_on: self.scheduled_on,
                paid_minor: self.paid_minor,
                credited_minor: self.credited_minor,
                closed_at: self.closed_at,
                parts: self.parts.clone(),
                comments: 0,
                held: false,
                changed_at: self.changed_at,
            },
            attempts: Vec::new(),
        }
    }
}
