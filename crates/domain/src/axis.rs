//! The four axes on which a document stands, never one status: they move
//! independently of each other.

use crate::code::vocabulary;

vocabulary! {
    /// What we did with the document before it was sent.
    Processing, "processing state" {
        /// It is with us.
        Received = 1 "received",
        /// It was checked and found good.
        Validated = 2 "validated",
        /// Someone holds it back.
        Held = 3 "held",
        /// It was refused and will not be sent.
        Rejected = 4 "rejected",
    }
}

vocabulary! {
    /// Where an attempt to deliver stands; of a document, where the attempt
    /// that counts stands.
    Delivery, "delivery state" {
        /// No attempt is known yet.
        None = 0 "none",
        /// Waiting to be sent.
        Queued = 1 "queued",
        /// Handed to the channel.
        Sent = 2 "sent",
        /// A clock ran out with no negative answer.
        PresumedDelivered = 3 "presumed_delivered",
        /// The receiver's side has it.
        Delivered = 4 "delivered",
        /// Finally refused or given up.
        Failed = 5 "failed",
        /// Came back after it was sent, as paper does.
        Returned = 6 "returned",
        /// Given up here: sent another way, or taken back by the sender.
        FellBack = 7 "fell_back",
    }
}

impl Delivery {
    /// Whether somebody has to do something about it.
    pub const fn is_failure(self) -> bool {
        matches!(self, Self::Failed | Self::Returned)
    }

    /// Whether the document is known or presumed to be with its recipient.
    pub const fn has_arrived(self) -> bool {
        matches!(self, Self::PresumedDelivered | Self::Delivered)
    }
}

vocabulary! {
    /// What the recipient did with it.
    Recipient, "recipient state" {
        /// The channel cannot tell, or a receipt was not ordered.
        Unknowable = 1 "unknowable",
        /// Nothing yet.
        NotYet = 2 "not_yet",
        /// Opened.
        Opened = 3 "opened",
        /// Approved for payment; not yet paid.
        Approved = 4 "approved",
        /// Deleted by the recipient.
        Deleted = 5 "deleted",
        /// Under query, or accepted on conditions.
        Disputed = 6 "disputed",
        /// Rejected by the recipient.
        Rejected = 7 "rejected",
    }
}

vocabulary! {
    /// Where the money stands. Overdue is not a state: it is computed for
    /// the day that is asked about, see [`crate::Standing::is_overdue`].
    PaymentState, "payment state" {
        /// Nothing is to be paid: letters, payslips, credit notes, zero amounts.
        None = 0 "none",
        /// Nothing is paid.
        Open = 1 "open",
        /// The payer has set a day for it.
        Scheduled = 2 "scheduled",
        /// Something, but not all, is paid.
        PartPaid = 3 "part_paid",
        /// All is paid.
        Paid = 4 "paid",
        /// More than all is paid.
        Overpaid = 5 "overpaid",
        /// What was paid went back.
        Reversed = 6 "reversed",
        /// Credit notes cover it.
        Credited = 7 "credited",
        /// Withdrawn by the sender.
        Cancelled = 8 "cancelled",
    }
}

impl PaymentState {
    /// Whether money is still expected.
    pub const fn is_outstanding(self) -> bool {
        matches!(
            self,
            Self::Open | Self::Scheduled | Self::PartPaid | Self::Reversed
        )
    }
}

vocabulary! {
    /// How strong a piece of evidence about delivery is; later is stronger.
    Evidence, "evidence" {
        /// We say that we sent it.
        Claimed = 1 "claimed",
        /// The next link of the transport took it.
        TransportReceipt = 2 "transport_receipt",
        /// A clock ran out with no negative answer.
        Presumed = 3 "presumed",
        /// The receiver's own receipt.
        Confirmed = 4 "confirmed",
        /// The recipient opened or approved it.
        RecipientAct = 5 "recipient_act",
        /// It was paid.
        Money = 6 "money",
    }
}
