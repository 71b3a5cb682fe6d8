use crate::Result;
use crate::pack::pack_json;
use domain::document::{Details, ReferenceKind};

/// The data in a document, packed by whoever read it: packing keeps a core
/// busy, and the turn of the one that writes is for writing.
#[derive(Debug, Clone)]
pub struct PackedDetails {
    pub(crate) packed: Vec<u8>,
    /// The numbers of the earlier invoices that the document names.
    pub(crate) bills: Vec<String>,
}

impl PackedDetails {
    /// Packs the data of a document.
    ///
    /// # Errors
    ///
    /// Fails where there is no memory for it.
    pub fn of(details: &Details) -> Result<Self> {
        let earlier = details.references.iter().filter(|reference| {
            reference.kind == ReferenceKind::Billing && !reference.value.is_empty()
        });
        Ok(Self {
            bills: earlier.map(|reference| reference.value.clone()).collect(),
            packed: pack_json(details)?,
        })
    }
}
