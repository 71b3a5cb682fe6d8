use crate::Result;
use domain::{CustomerId, OrganisationId, Seq};

/// Someone who receives documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The customer's id.
    pub id: CustomerId,
    /// What tells this customer from others, see `domain::intake::NewCustomer::key`.
    pub key: String,
    /// The organisation's customer number.
    pub number: Option<String>,
    /// The customer's own organisation number.
    pub organisation_number: Option<String>,
    /// Electronic address, `scheme:id`.
    pub endpoint: Option<String>,
    /// Name, as last told.
    pub name: String,
    /// The place in the log at which this customer was last written.
    pub seq: Seq,
}

/// The customers of an organisation. They are added by recording documents.
#[async_trait::async_trait]
pub trait Customers {
    /// These customers, in the order asked; unknown ones are left out.
    async fn lookup_customers(
        &self,
        organisation: OrganisationId,
        ids: &[CustomerId],
    ) -> Result<Vec<Customer>>;
    /// A page of customers by id; ids sort by when they were made.
    async fn list_customers(
        &self,
        organisation: OrganisationId,
        after: Option<CustomerId>,
        limit: usize,
    ) -> Result<Vec<Customer>>;
    /// The customers that come before one in that list, the nearest first.
    async fn list_customers_before(
        &self,
        organisation: OrganisationId,
        before: CustomerId,
        limit: usize,
    ) -> Result<Vec<CustomerId>>;
    /// Customers written after a place in the log, in that order. An answer
    /// shorter than `limit` is the end; otherwise ask again from the last
    /// one's `seq` (customers of one `seq` are never split).
    async fn list_customers_after(
        &self,
        organisation: OrganisationId,
        after: Seq,
        limit: usize,
    ) -> Result<Vec<Customer>>;
}
