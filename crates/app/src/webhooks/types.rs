//! What can happen, as other systems are told of it.

use domain::{Fact, PaymentState};

/// Every type of event. Types may be added; receivers ignore those that they
/// do not know.
pub const TYPES: &[&str] = &[
    "document.received",
    "document.validated",
    "document.held",
    "document.released",
    "document.refused",
    "document.queued",
    "document.sent",
    "document.delivered",
    "document.deferred",
    "document.failed",
    "document.returned",
    "document.fell_back",
    "document.recalled",
    "document.opened",
    "document.approved",
    "document.approval_withdrawn",
    "document.deleted",
    "document.disputed",
    "document.rejected",
    "document.payment_scheduled",
    "document.part_paid",
    "document.paid",
    "document.overpaid",
    "document.unpaid",
    "document.reversed",
    "document.credited",
    "document.cancelled",
    "document.commented",
    "document.follow_up_opened",
    "document.follow_up_closed",
    "document.resend_asked",
    "document.withdrawn",
    "document.corrected",
    "payment.received",
    "payment.matched",
    "payment.detached",
    "payment.told_again",
    "payment.merged",
    "payment.split",
    "payment.withdrawn",
    "mandate.changed",
    TEST,
];

/// What a person asks for to see whether messages arrive.
pub(super) const TEST: &str = "webhook.test";

/// The type of a fact in the log.
pub(super) fn of_fact(fact: &Fact) -> String {
    match fact {
        Fact::PaymentReceived { .. } => "payment.received".to_owned(),
        Fact::PaymentMatched { .. } => "payment.matched".to_owned(),
        Fact::PaymentDetached { .. } => "payment.detached".to_owned(),
        Fact::PaymentToldAgain { .. } => "payment.told_again".to_owned(),
        Fact::PaymentsMerged { .. } => "payment.merged".to_owned(),
        Fact::PaymentSplit { .. } => "payment.split".to_owned(),
        Fact::PaymentWithdrawn { .. } => "payment.withdrawn".to_owned(),
        Fact::MandateChanged { .. } => "mandate.changed".to_owned(),
        Fact::RejectedByRecipient { .. } => "document.rejected".to_owned(),
        Fact::Retracted { .. } => "document.corrected".to_owned(),
        told => format!("document.{}", told.name()),
    }
}

/// Whether a fact can change where the money of its document stands.
pub(super) const fn is_about_money(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::PaymentMatched { .. }
            | Fact::PaymentDetached { .. }
            | Fact::Credited { .. }
            | Fact::Retracted { .. }
    )
}

/// The type for a document whose money has come to stand like this.
pub(super) const fn of_money(state: PaymentState) -> Option<&'static str> {
    match state {
        PaymentState::Open => Some("document.unpaid"),
        PaymentState::PartPaid => Some("document.part_paid"),
        PaymentState::Paid => Some("document.paid"),
        PaymentState::Overpaid => Some("document.overpaid"),
        PaymentState::Reversed => Some("document.reversed"),
        PaymentState::Credited => Some("document.credited"),
        PaymentState::None | PaymentState::Scheduled | PaymentState::Cancelled => None,
    }
}

/// Whether something is a type, or the beginning of some up to a dot.
pub(super) fn is_known(written: &str) -> bool {
    match written.strip_suffix('.') {
        Some(_) => TYPES.iter().any(|of| of.starts_with(written)),
        None => TYPES.contains(&written),
    }
}

/// Whether a type is among those that were chosen.
pub(super) fn is_chosen(chosen: Option<&[String]>, event_type: &str) -> bool {
    let fits = |of: &String| match of.ends_with('.') {
        true => event_type.starts_with(of.as_str()),
        false => event_type == of,
    };
    event_type == TEST || chosen.is_none_or(|chosen| chosen.iter().any(fits))
}
