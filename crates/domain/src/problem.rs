//! What went wrong: the channels' errors in one vocabulary, and the findings
//! of the readers.

use crate::code::vocabulary;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// Why something failed, in one vocabulary over all channels.
    Reason, "reason" {
        /// The recipient is not known on the channel.
        RecipientUnknown = 1 "recipient_unknown",
        /// The address is wrong.
        AddressWrong = 2 "address_wrong",
        /// An agreement or a consent is missing.
        AgreementMissing = 3 "agreement_missing",
        /// The mailbox is full or blocked.
        MailboxFull = 4 "mailbox_full",
        /// The recipient said no.
        RejectedByRecipient = 5 "rejected_by_recipient",
        /// The content breaks a rule of the channel.
        InvalidContent = 6 "invalid_content",
        /// The amount or a date is outside the limits.
        OutOfLimits = 7 "out_of_limits",
        /// The channel has it already.
        Duplicate = 8 "duplicate",
        /// A technical fault that will be tried again.
        TechnicalRetry = 9 "technical_retry",
        /// A technical fault, given up.
        TechnicalFailed = 10 "technical_failed",
        /// It came back.
        Returned = 11 "returned",
        /// Anything else.
        Other = 12 "other",
    }
}

vocabulary! {
    /// What to do about a failure.
    Action, "action" {
        /// Correct the data at the source.
        Fix = 1 "fix",
        /// Send it again, perhaps on another channel.
        Resend = 2 "resend",
        /// Nothing yet: the channel tries again by itself.
        Wait = 3 "wait",
        /// Nothing at all.
        Ignore = 4 "ignore",
    }
}

impl Reason {
    /// The action that usually helps, for sources that name none.
    pub const fn usual_action(self) -> Action {
        match self {
            Self::RecipientUnknown
            | Self::AgreementMissing
            | Self::MailboxFull
            | Self::TechnicalFailed
            | Self::Returned => Action::Resend,
            Self::AddressWrong
            | Self::InvalidContent
            | Self::OutOfLimits
            | Self::RejectedByRecipient
            | Self::Other => Action::Fix,
            Self::TechnicalRetry => Action::Wait,
            Self::Duplicate => Action::Ignore,
        }
    }
}

/// An error as a channel told it, kept raw and mapped to our words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Problem {
    /// Why, in our vocabulary.
    pub reason: Reason,
    /// What to do, in our vocabulary.
    pub action: Action,
    /// The channel's own code, untouched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Where the code is defined: the same code means different things in
    /// different namespaces (Peppol's `AB` in MLS and in Invoice Response).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// The channel's own words, untouched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What the error points at: an XPath, a field name, a BT number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

impl Problem {
    /// A problem of which only the reason is known.
    pub const fn of(reason: Reason) -> Self {
        Self {
            reason,
            action: reason.usual_action(),
            code: None,
            namespace: None,
            text: None,
            place: None,
        }
    }
}

vocabulary! {
    /// How much a finding matters.
    Severity, "severity" {
        /// Good to know.
        Info = 1 "info",
        /// Something is odd; nothing was lost by it.
        Warning = 2 "warning",
        /// The item was refused because of it.
        Error = 3 "error",
    }
}

/// What a reader noticed. Bad input is not an error of ours: it is a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable code, `noun.what`, for example `kid.check_digit`.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// Where: a line, a record, an XPath, a column. Empty for the whole file.
    pub place: String,
    /// What was found, what was expected and what to do, in English.
    pub message: String,
}

impl Finding {
    /// A finding of severity error.
    pub fn error(code: &str, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, place, message)
    }

    /// A finding of severity warning.
    pub fn warning(code: &str, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, place, message)
    }

    /// A finding of severity info.
    pub fn info(code: &str, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Info, place, message)
    }

    fn new(
        code: &str,
        severity: Severity,
        place: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code: code.to_owned(),
            severity,
            place: place.into(),
            message: message.into(),
        }
    }
}
