//! An event: one fact about a document, with when it happened and when we
//! learned it. The record is a log of these and nothing is ever changed in it.

use crate::{
    Channel, CommentId, DocumentId, Evidence, FollowUpId, FollowUpOutcome, HoldId, ImportId, Money,
    PaymentChannel, PaymentId, Problem, ResendId, ids::Seq, standing::Outcome,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// Where something came from: the system that told it and that system's own
/// name for it. Unique in an organisation, so telling it again changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceKey {
    /// The system, for example `erp` or `ocr`.
    pub source: String,
    /// That system's name for the thing.
    pub id: String,
}

impl SourceKey {
    /// A key of these two parts.
    pub fn new(source: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            source: source.into(),
            id: id.into(),
        }
    }
}

/// One fact in an organisation's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its place in the log.
    pub seq: Seq,
    /// The document it is about; `None` for facts about the organisation,
    /// such as a payment that no document is known for.
    pub document: Option<DocumentId>,
    /// Who told it.
    pub source: SourceKey,
    /// When it happened, as told.
    pub occurred_at: Timestamp,
    /// When we learned it.
    pub learned_at: Timestamp,
    /// What happened.
    pub fact: Fact,
}

/// Names one attempt of a document: the channel, and a name that tells two
/// attempts on the same channel apart (empty for the only one).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AttemptKey {
    /// The channel of the attempt.
    pub channel: Channel,
    /// The channel's or sender's name for the attempt.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub attempt: String,
}

impl AttemptKey {
    /// The only attempt on a channel.
    pub const fn on(channel: Channel) -> Self {
        Self {
            channel,
            attempt: String::new(),
        }
    }
}

/// What happened. Written to the log as JSON with the variant in `type`;
/// names and fields are part of the record and never change meaning.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Fact {
    /// We have it.
    Received,
    /// It was checked and found good.
    Validated,
    /// Someone holds it back.
    Held,
    /// It is held no longer.
    Released,
    /// It was refused and will not be sent.
    Refused {
        /// Why.
        problem: Problem,
    },
    /// An attempt waits to be sent.
    Queued {
        /// Which attempt.
        #[serde(flatten)]
        attempt: AttemptKey,
    },
    /// An attempt was handed to the channel.
    Sent {
        /// Which attempt.
        #[serde(flatten)]
        attempt: AttemptKey,
        /// False where no receipt of opening was ordered, so that "opened"
        /// cannot be known even if the channel could tell.
        #[serde(default = "yes")]
        open_receipt: bool,
    },
    /// An attempt reached the receiver's side.
    Delivered {
        /// Which attempt.
        #[serde(flatten)]
        attempt: AttemptKey,
        /// How well that is known.
        evidence: Evidence,
    },
    /// Something went wrong that is not final: the channel tries again, or a
    /// notification failed while the document itself lies there.
    Deferred {
        /// Which attempt.
        #[serde(flatten)]
        attempt: AttemptKey,
        /// What went wrong.
        problem: Problem,
    },
    /// An attempt finally failed.
    Failed {
        /// Which attempt.
        #[serde(flatten)]
        attempt: AttemptKey,
        /// What went wrong.
        problem: Problem,
    },
    /// It came back after it was sent.
    Returned {
        /// Which attempt.
        #[serde(flatten)]
        attempt: AttemptKey,
        /// Why.
        problem: Problem,
    },
    /// The attempt was given up and the document sent another way.
    FellBack {
        /// Which attempt was given up.
        #[serde(flatten)]
        attempt: AttemptKey,
        /// The channel used instead.
        to: Channel,
    },
    /// The sender took the attempt back before it came to anything: a claim of
    /// AvtaleGiro that is cancelled, an eFaktura that is revoked. The document
    /// itself stands.
    Recalled {
        /// Which attempt.
        #[serde(flatten)]
        attempt: AttemptKey,
    },
    /// The recipient opened it.
    Opened {
        /// Where.
        channel: Channel,
    },
    /// The recipient approved it for payment. Approved is not paid.
    Approved {
        /// Where.
        channel: Channel,
    },
    /// The recipient took an approval back.
    ApprovalWithdrawn {
        /// Where.
        channel: Channel,
    },
    /// The recipient deleted it.
    Deleted {
        /// Where.
        channel: Channel,
    },
    /// The recipient asks about it, or accepts it on conditions only.
    Disputed {
        /// Where.
        channel: Channel,
        /// What the recipient says.
        problem: Problem,
    },
    /// The recipient rejected it.
    RejectedByRecipient {
        /// Where.
        channel: Channel,
        /// What the recipient says.
        problem: Problem,
    },
    /// The payer set a day for the payment.
    PaymentScheduled {
        /// The day.
        on: Date,
        /// The amount, if it was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Money>,
    },
    /// A payment was found to belong to this document.
    PaymentMatched {
        /// Which payment.
        payment: PaymentId,
        /// How often this payment was matched before, plus one. A payment can
        /// be matched, detached and matched again; the highest round holds.
        round: u32,
        /// How much; negative where the money went back.
        amount: Money,
        /// The day the money counts from.
        value_on: Date,
        /// How it was paid.
        paid_by: PaymentChannel,
    },
    /// A match was undone.
    PaymentDetached {
        /// Which payment.
        payment: PaymentId,
        /// The round of matching that is undone.
        round: u32,
    },
    /// A credit note covers some or all of it.
    Credited {
        /// The credit note.
        by: DocumentId,
        /// How much, positive.
        amount: Money,
    },
    /// The sender withdrew it.
    Cancelled,
    /// Somebody wrote a comment.
    Commented {
        /// The comment.
        comment: CommentId,
    },
    /// The bank told of a payment. About the organisation, not a document.
    PaymentReceived {
        /// The payment.
        payment: PaymentId,
    },
    /// Another of the bank's files told of a payment that was known already.
    /// About the organisation, not a document.
    PaymentToldAgain {
        /// The payment.
        payment: PaymentId,
        /// What the other file calls it.
        by: SourceKey,
    },
    /// A person said that two payments are one. About the organisation.
    PaymentsMerged {
        /// The one that stays.
        payment: PaymentId,
        /// The one that is no longer.
        gone: PaymentId,
    },
    /// What was told of a payment turned out to be of another one. About the
    /// organisation.
    PaymentSplit {
        /// The payment that begins.
        payment: PaymentId,
        /// The one it was taken for.
        from: PaymentId,
    },
    /// The import that told of a payment was undone; the payment is no longer.
    /// About the organisation.
    PaymentWithdrawn {
        /// The payment.
        payment: PaymentId,
    },
    /// The import that brought the document was undone: it is in no list and
    /// no sum any more.
    Withdrawn {
        /// The import.
        import: ImportId,
    },
    /// The import that told an earlier event was undone: that event no longer
    /// counts.
    Retracted {
        /// The place in the log of the event.
        event: Seq,
    },
    /// A legal hold covers it from now on: it is not erased.
    LegalHoldSet {
        /// The hold.
        hold: HoldId,
    },
    /// A legal hold covers it no longer.
    LegalHoldReleased {
        /// The hold.
        hold: HoldId,
    },
    /// What it was about was erased. What is left is where it stood then.
    DocumentErased {
        /// Where it stood.
        outcome: Outcome,
    },
    /// What was told in this place of the log was erased with its document.
    /// About the organisation, not a document.
    Erased,
    /// It was given to a person to see to.
    FollowUpOpened {
        /// The follow-up.
        follow_up: FollowUpId,
    },
    /// It was seen to, or passed on.
    FollowUpClosed {
        /// The follow-up.
        follow_up: FollowUpId,
        /// How it ended.
        outcome: FollowUpOutcome,
    },
    /// A person asks the sending system to send it again.
    ResendAsked {
        /// Which asking.
        resend: ResendId,
        /// On which channel; as the sender finds best where it is not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<Channel>,
    },
    /// A payer opened, changed or ended an AvtaleGiro mandate.
    MandateChanged {
        /// The mandate's KID.
        kid: String,
        /// The account it pays to.
        account: String,
        /// False where the mandate ended.
        active: bool,
        /// Whether the payer wants a notice before each payment.
        notice: bool,
    },
}

const fn yes() -> bool {
    true
}

impl Fact {
    /// The name of the variant, as it is written in `type`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Validated => "validated",
            Self::Held => "held",
            Self::Released => "released",
            Self::Refused { .. } => "refused",
            Self::Queued { .. } => "queued",
            Self::Sent { .. } => "sent",
            Self::Delivered { .. } => "delivered",
            Self::Deferred { .. } => "deferred",
            Self::Failed { .. } => "failed",
            Self::Returned { .. } => "returned",
            Self::FellBack { .. } => "fell_back",
            Self::Recalled { .. } => "recalled",
            Self::Opened { .. } => "opened",
            Self::Approved { .. } => "approved",
            Self::ApprovalWithdrawn { .. } => "approval_withdrawn",
            Self::Deleted { .. } => "deleted",
            Self::Disputed { .. } => "disputed",
            Self::RejectedByRecipient { .. } => "rejected_by_recipient",
            Self::PaymentScheduled { .. } => "payment_scheduled",
            Self::PaymentMatched { .. } => "payment_matched",
            Self::PaymentDetached { .. } => "payment_detached",
            Self::Credited { .. } => "credited",
            Self::Cancelled => "cancelled",
            Self::Commented { .. } => "commented",
            Self::PaymentReceived { .. } => "payment_received",
            Self::PaymentToldAgain { .. } => "payment_told_again",
            Self::PaymentsMerged { .. } => "payments_merged",
            Self::PaymentSplit { .. } => "payment_split",
            Self::PaymentWithdrawn { .. } => "payment_withdrawn",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Retracted { .. } => "retracted",
            Self::LegalHoldSet { .. } => "legal_hold_set",
            Self::LegalHoldReleased { .. } => "legal_hold_released",
            Self::DocumentErased { .. } => "document_erased",
            Self::Erased => "erased",
            Self::FollowUpOpened { .. } => "follow_up_opened",
            Self::FollowUpClosed { .. } => "follow_up_closed",
            Self::ResendAsked { .. } => "resend_asked",
            Self::MandateChanged { .. } => "mandate_changed",
        }
    }

    /// The attempt that the fact is about, if it is about one.
    pub const fn attempt(&self) -> Option<&AttemptKey> {
        match self {
            Self::Queued { attempt }
            | Self::Sent { attempt, .. }
            | Self::Delivered { attempt, .. }
            | Self::Deferred { attempt, .. }
            | Self::Failed { attempt, .. }
            | Self::Returned { attempt, .. }
            | Self::FellBack { attempt, .. }
            | Self::Recalled { attempt } => Some(attempt),
            _ => None,
        }
    }

    /// What went wrong, if the fact says that something did.
    pub const fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Refused { problem }
            | Self::Deferred { problem, .. }
            | Self::Failed { problem, .. }
            | Self::Returned { problem, .. }
            | Self::Disputed { problem, .. }
            | Self::RejectedByRecipient { problem, .. } => Some(problem),
            _ => None,
        }
    }
}
