use crate::blobs::{self, Blobs, Depot};
use crate::{Error, Result};
use domain::{ContentHash, OrganisationId};
use jiff::Timestamp;
use std::sync::Arc;

/// An original whose bytes lie outside the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutsideOriginal {
    /// SHA-256 of the bytes as they were given.
    pub hash: ContentHash,
    /// How many bytes were given.
    pub size: u64,
}

/// What carrying an original came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// It was there already, whole.
    WasThere,
    /// It was carried, and is there now, whole.
    Now,
}

/// Another place for originals, to carry them to. Cheap to clone.
#[derive(Clone)]
pub struct Vault(Arc<dyn Blobs>);

impl Vault {
    /// Opens a place, and looks whether it takes what it is given.
    pub async fn open(depot: &Depot) -> Result<Self> {
        let depot = depot.clone();
        let opening = tokio::task::spawn_blocking(move || {
            let blobs = blobs::open(&depot)?;
            blobs.probe()?;
            Ok(Self(blobs))
        });
        opening.await.map_err(Error::other)?
    }

    pub(crate) fn blobs(&self) -> Arc<dyn Blobs> {
        Arc::clone(&self.0)
    }
}

/// Looking after the bytes that lie outside the database.
#[async_trait::async_trait]
pub trait OutsideOriginals {
    /// Originals whose bytes lie outside, by hash. An answer shorter than
    /// `limit` is the end; otherwise ask again from the last hash.
    async fn list_outside_originals(
        &self,
        organisation: OrganisationId,
        after: Option<ContentHash>,
        limit: usize,
    ) -> Result<Vec<OutsideOriginal>>;
    /// Carries one to another place, unless it is there whole. When this
    /// returns, it was read there and is what its hash says.
    async fn carry_original(
        &self,
        organisation: OrganisationId,
        original: OutsideOriginal,
        to: &Vault,
    ) -> Result<Carried>;
    /// Takes away the bytes that lie outside since before a moment and that
    /// the record does not name: of imports that were never finished, and of
    /// what was erased. Answers how many.
    async fn sweep_originals(&self, organisation: OrganisationId, before: Timestamp)
    -> Result<u64>;
    /// Looks whether the place answers and takes what it is given, and says
    /// which place it is.
    async fn probe_originals(&self) -> Result<String>;
}
