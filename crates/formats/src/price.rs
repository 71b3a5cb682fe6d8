//! Prices that are stated for several of a thing.

use rust_decimal::Decimal;

/// The price of one. Where the price is for a base quantity of several
/// (BT-149), it is divided; otherwise it stays as written.
pub(crate) fn of_one(written: String, base: Option<&str>) -> String {
    let base: Option<Decimal> = base.and_then(|base| base.parse().ok());
    base.filter(|base| *base != Decimal::ONE)
        .and_then(|base| written.parse::<Decimal>().ok()?.checked_div(base))
        .map(|price| price.normalize().to_string())
        .unwrap_or(written)
}
