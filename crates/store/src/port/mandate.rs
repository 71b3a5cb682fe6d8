use crate::Result;
use domain::OrganisationId;
use jiff::Timestamp;

/// The most changes of mandates that are looked at: of more payers than any
/// creditor of AvtaleGiro has.
pub const MANDATE_CHANGES_MAX: usize = 2_000_000;

/// What a bank told of an AvtaleGiro mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MandateChange {
    /// When it was so, as far as the bank said; otherwise when we learned it.
    pub occurred_at: Timestamp,
    /// The account that it pays to.
    pub account: String,
    /// The mandate's KID.
    pub kid: String,
    /// False where the mandate ended.
    pub active: bool,
}

/// Mandates of an organisation's payers.
#[async_trait::async_trait]
pub trait Mandates {
    /// What was told of mandates before a moment, in the order in which it
    /// happened; what an undone import told is left out. At most
    /// [`MANDATE_CHANGES_MAX`], the oldest.
    async fn list_mandate_changes(
        &self,
        organisation: OrganisationId,
        before: Timestamp,
    ) -> Result<Vec<MandateChange>>;
}
