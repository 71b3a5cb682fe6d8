//! A payment as the bank told it.

use crate::{CompanyId, DocumentId, ImportId, Money, PaymentChannel, PaymentId, SourceKey};
use jiff::{Timestamp, civil::Date};

/// One line of a bank's file: money in, or money going back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// The payment's id.
    pub id: PaymentId,
    /// The bank's own name for it; unique in the organisation.
    pub source: SourceKey,
    /// The company whose account it is, where that is known.
    pub company: Option<CompanyId>,
    /// The file that told of it.
    pub import: Option<ImportId>,
    /// The account that was paid to, normalised.
    pub account: String,
    /// Payment reference, as text.
    pub kid: Option<String>,
    /// How much; negative where the money went back.
    pub amount: Money,
    /// The day the money counts from.
    pub value_on: Date,
    /// How it was paid.
    pub paid_by: PaymentChannel,
    /// The account it came from, where the bank says so.
    pub payer_account: Option<String>,
    /// Who paid, where the bank says so.
    pub payer_name: Option<String>,
    /// Free text from payer or bank.
    pub text: Option<String>,
    /// The bank's archive reference.
    pub bank_reference: Option<String>,
    /// When we learned of it.
    pub learned_at: Timestamp,
    /// The document it was found to belong to.
    pub matched: Option<Match>,
}

/// That a payment belongs to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The document.
    pub document: DocumentId,
    /// How often this payment has been matched, this time included.
    pub round: u32,
    /// Whether a person decided it.
    pub by_hand: bool,
}

/// What one file told of a payment that several told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// What the file calls it.
    pub source: SourceKey,
    /// The file.
    pub import: ImportId,
    /// Payment reference, as it says.
    pub kid: Option<String>,
    /// The day the money counts from, as it says.
    pub value_on: Date,
    /// How it was paid, as it says.
    pub paid_by: PaymentChannel,
    /// The account it came from, as it says.
    pub payer_account: Option<String>,
    /// Who paid, as it says.
    pub payer_name: Option<String>,
    /// Free text, as it says.
    pub text: Option<String>,
    /// The bank's archive reference, as it says.
    pub bank_reference: Option<String>,
    /// When it was told.
    pub learned_at: Timestamp,
}
