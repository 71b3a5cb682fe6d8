use crate::Result;
use domain::{ContentHash, DeliveryId, OrganisationId, SourceKey};
use jiff::Timestamp;

/// An upload that was acknowledged and waits to be read, or is being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// What it holds, as the caller wrote it.
    pub content: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// Until when somebody reads it.
    pub leased_until: Timestamp,
}

/// What taking files in has to remember: which files are being read, uploads
/// that wait, and how tables of other systems are read.
#[async_trait::async_trait]
pub trait Receptions {
    /// Notes, before they are read, that files with these bytes will be.
    /// Answers for each how often it was read alone before and never came to
    /// an end; `None` where it is not on the list. With `alone` it is counted.
    async fn begin_attempts(
        &self,
        organisation: OrganisationId,
        files: &[ContentHash],
        alone: bool,
        at: Timestamp,
    ) -> Result<Vec<Option<u32>>>;
    /// Notes that these files were read, well or not, and nothing broke.
    async fn end_attempts(&self, organisation: OrganisationId, files: &[ContentHash])
    -> Result<()>;
    /// Adds an upload that was acknowledged.
    async fn add_delivery(&self, organisation: OrganisationId, delivery: Delivery) -> Result<()>;
    /// Takes the upload that has waited longest and that nobody reads, until
    /// then, in whichever organisation it lies.
    async fn take_delivery_across_tenants(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<(OrganisationId, Delivery)>>;
    /// Keeps an upload for longer.
    async fn extend_delivery(
        &self,
        organisation: OrganisationId,
        id: DeliveryId,
        until: Timestamp,
    ) -> Result<()>;
    /// Notes that an upload was read to its end.
    async fn end_delivery(&self, organisation: OrganisationId, id: DeliveryId) -> Result<()>;
    /// What documents with these keys say, in one hash each; `None` where no
    /// document has the key.
    async fn find_fingerprints(
        &self,
        organisation: OrganisationId,
        keys: &[SourceKey],
    ) -> Result<Vec<Option<ContentHash>>>;
    /// Whether payments with these keys were told of.
    async fn find_known_payments(
        &self,
        organisation: OrganisationId,
        keys: &[SourceKey],
    ) -> Result<Vec<bool>>;
    /// How tables of this shape are read, as the caller wrote it.
    async fn lookup_mapping(
        &self,
        organisation: OrganisationId,
        shape: ContentHash,
    ) -> Result<Option<String>>;
    /// Remembers how tables of this shape are read.
    async fn put_mapping(
        &self,
        organisation: OrganisationId,
        shape: ContentHash,
        mapping: String,
        at: Timestamp,
    ) -> Result<()>;
}
