use serde::Serialize;
use utoipa::ToSchema;

/// An amount with its currency. Amounts of different currencies are never
/// added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Money {
    /// Decimal number with the currency's own number of decimals.
    #[schema(example = "1234.50")]
    pub amount: String,
    /// Currency (ISO 4217).
    #[schema(example = "NOK")]
    pub currency: String,
}

impl From<domain::Money> for Money {
    fn from(money: domain::Money) -> Self {
        Self {
            amount: money.decimal(),
            currency: money.currency.to_string(),
        }
    }
}

/// What some documents add up to in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Sum {
    /// The sum.
    #[serde(flatten)]
    pub amount: Money,
    /// How many documents it is the sum of.
    pub documents: u64,
}

impl From<app::documents::Sum> for Sum {
    fn from(sum: app::documents::Sum) -> Self {
        Self {
            amount: sum.amount.into(),
            documents: sum.documents,
        }
    }
}
