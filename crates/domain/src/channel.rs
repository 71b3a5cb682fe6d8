//! How a document travels, and how it is paid.

use crate::code::vocabulary;

vocabulary! {
    /// A distribution channel: how a document travels to its recipient.
    Channel, "channel" {
        /// eFaktura in the online bank.
        Efaktura = 1 "efaktura",
        /// EHF over the Peppol network.
        Ehf = 2 "ehf",
        /// AvtaleGiro: the bank pays by mandate on the due date.
        Avtalegiro = 3 "avtalegiro",
        /// Vipps.
        Vipps = 4 "vipps",
        /// E-mail.
        Email = 5 "email",
        /// SMS.
        Sms = 6 "sms",
        /// Digipost digital mailbox.
        Digipost = 7 "digipost",
        /// e-Boks digital mailbox.
        Eboks = 8 "eboks",
        /// Kivra digital mailbox.
        Kivra = 9 "kivra",
        /// Paper through the post.
        Print = 10 "print",
        /// The recipient's own link page.
        Portal = 11 "portal",
        /// Anything else.
        Other = 12 "other",
    }
}

impl Channel {
    /// Whether the channel can tell that a recipient opened a document at
    /// all. Where it cannot, "opened" is unknowable and left out of shares.
    pub const fn can_tell_opened(self) -> bool {
        matches!(
            self,
            Self::Vipps
                | Self::Email
                | Self::Digipost
                | Self::Eboks
                | Self::Kivra
                | Self::Portal
                | Self::Efaktura
        )
    }

    /// Whether "opened" is only an indication on this channel: mail programs
    /// load pictures on their own, so such opens are never pooled with receipts.
    pub const fn opened_is_indication(self) -> bool {
        matches!(self, Self::Email)
    }
}

vocabulary! {
    /// A payment channel: how a document was paid.
    PaymentChannel, "payment channel" {
        /// Approved eFaktura.
        Efaktura = 1 "efaktura",
        /// AvtaleGiro mandate.
        Avtalegiro = 2 "avtalegiro",
        /// Vipps.
        Vipps = 3 "vipps",
        /// KID typed or scanned in the bank.
        Giro = 4 "giro",
        /// Standing order.
        StandingOrder = 5 "standing_order",
        /// Card.
        Card = 6 "card",
        /// Cash.
        Cash = 7 "cash",
        /// Over the counter of a bank or shop.
        Counter = 8 "counter",
        /// Anything else.
        Other = 9 "other",
    }
}
