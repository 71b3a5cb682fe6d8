use api::wire::Money;
use app::documents::Sum;
use serde_json::{Value, json};

/// Amounts, one entry a currency.
pub(super) fn sums(sums: &[Sum]) -> Value {
    sums.iter()
        .map(|sum| json!(Money::from(sum.amount)))
        .collect()
}
