use super::Money;
use app::prices;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// What one document costs to send, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Price {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// Id of the company that pays it; absent for every company without a
    /// price of its own.
    #[schema(format = Uuid)]
    pub company: Option<String>,
    /// The channel. Open.
    #[schema(example = "print")]
    pub channel: &'static str,
    /// The first day, by the day a document was received.
    #[schema(value_type = String, format = Date)]
    pub valid_from: Date,
    /// The price of one document.
    pub each: Money,
}

impl From<&prices::Price> for Price {
    fn from(price: &prices::Price) -> Self {
        Self {
            id: price.id.to_string(),
            company: price.company.map(|id| id.to_string()),
            channel: price.channel.code(),
            valid_from: price.valid_from,
            each: price.each.into(),
        }
    }
}

/// What money costs that waits, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct InterestRate {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    pub valid_from: Date,
    /// Percent a year, a decimal number with two decimals.
    #[schema(example = "4.50")]
    pub percent: String,
}

impl From<&prices::InterestRate> for InterestRate {
    fn from(rate: &prices::InterestRate) -> Self {
        let (whole, rest) = (rate.hundredths / 100, rate.hundredths % 100);
        Self {
            valid_from: rate.valid_from,
            percent: format!("{whole}.{rest:02}"),
        }
    }
}
