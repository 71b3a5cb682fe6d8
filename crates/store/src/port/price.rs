use crate::Result;
use domain::{Channel, CompanyId, Money, OrganisationId, PriceId};
use jiff::Timestamp;
use jiff::civil::Date;

/// What sending one document on a channel costs from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// Its id.
    pub id: PriceId,
    /// The company that pays it; `None` for every company without its own.
    pub company: Option<CompanyId>,
    /// The channel.
    pub channel: Channel,
    /// The first day, by the day a document was received.
    pub valid_from: Date,
    /// The price of one document.
    pub each: Money,
    /// When it was written down.
    pub created_at: Timestamp,
}

/// What money costs from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestRate {
    /// The first day.
    pub valid_from: Date,
    /// The yearly rate in hundredths of a percent.
    pub hundredths: u32,
    /// When it was written down.
    pub created_at: Timestamp,
}

/// What an organisation pays for sending, and for waiting.
#[async_trait::async_trait]
pub trait Prices {
    /// Adds a price, in place of the one of the same company, channel and day.
    async fn add_price(&self, organisation: OrganisationId, price: Price) -> Result<()>;
    /// Every price, by channel, the latest first.
    async fn list_prices(&self, organisation: OrganisationId) -> Result<Vec<Price>>;
    /// Takes a price away. False where there is no such price.
    async fn delete_price(&self, organisation: OrganisationId, id: PriceId) -> Result<bool>;
    /// Adds a rate, in place of the one of the same day.
    async fn add_interest_rate(
        &self,
        organisation: OrganisationId,
        rate: InterestRate,
    ) -> Result<()>;
    /// Every rate, the latest first.
    async fn list_interest_rates(&self, organisation: OrganisationId) -> Result<Vec<InterestRate>>;
    /// Takes the rate from a day on away. False where there is none.
    async fn delete_interest_rate(
        &self,
        organisation: OrganisationId,
        valid_from: Date,
    ) -> Result<bool>;
}
