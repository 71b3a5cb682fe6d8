use crate::Result;
use domain::{ContentHash, OrganisationId};
use std::fs::File;
use std::io::{Read, Write};

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
    /// Packs bytes as they are read, however many there are, with `room` as
    /// an empty file to work in. Small ones are packed like the others.
    async fn pack_large_original(
        &self,
        organisation: OrganisationId,
        input: Box<dyn Read + Send>,
        room: File,
    ) -> Result<Packed>;
    /// Writes the bytes out as they are unpacked and answers whether there
    /// are any. Bytes that are not what the hash says are an error, after
    /// some of them were written.
    async fn copy_original(
        &self,
        organisation: OrganisationId,
        hash: ContentHash,
        to: Box<dyn Write + Send>,
    ) -> Result<bool>;
    /// The bytes, checked against their hash.
    async fn read_original(
        &self,
        organisation: OrganisationId,
        hash: ContentHash,
    ) -> Result<Option<Vec<u8>>>;
}
