use crate::Result;
use domain::{ContentHash, OrganisationId};

/// Bytes ready to be kept: hashed, and compressed where that is smaller.
/// Made by [`Originals::pack_original`], outside the writer's turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// SHA-256 of the bytes as they were given.
    pub hash: ContentHash,
    /// How many bytes were given.
    pub size: u64,
    /// Where they lie.
    pub place: Place,
}

/// Where packed bytes lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the record itself, compressed with zstd.
    Inline(Vec<u8>),
    /// In the object store, compressed with zstd, put there before this is recorded.
    Outside,
}

/// The bytes that were received, kept as they came.
#[async_trait::async_trait]
pub trait Originals {
    /// Packs bytes, putting them into the object store first if they are
    /// large. Small ones only become durable when they are recorded.
    async fn pack_original(&self, organisation: OrganisationId, bytes: Vec<u8>) -> Result<Packed>;
    /// The bytes, checked against their hash.
    async fn read_original(
        &self,
        organisation: OrganisationId,
        hash: ContentHash,
    ) -> Result<Option<Vec<u8>>>;
}
