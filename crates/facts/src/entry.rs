//! What the read model is told.

use domain::{CompanyId, CustomerId, Head, Seq, Standing};

/// A document as of a place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The place in the log of the last event that is folded in. Of two
    /// entries of one document the one with the higher place holds.
    pub seq: Seq,
    /// The fixed fields.
    pub head: Head,
    /// Where it stands.
    pub standing: Standing,
}

/// Someone who receives documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerEntry {
    /// Which customer.
    pub id: CustomerId,
    /// The organisation's own number for them.
    pub number: Option<String>,
    /// The name to show.
    pub name: String,
}

/// A subsidiary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyEntry {
    /// Which company.
    pub id: CompanyId,
    /// Organisation number.
    pub number: String,
    /// The name to show.
    pub name: String,
}
