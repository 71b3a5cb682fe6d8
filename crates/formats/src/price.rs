//! Prices that are stated for several of a thing.

use domain::document::Line;
use rust_decimal::Decimal;

/// A line with its price. Where the price is for a base quantity of several
/// (BT-149), that of one is computed and the written one kept beside.
pub(crate) fn of_line(written: Option<String>, base_quantity: Option<String>) -> Line {
    let of_one = written
        .as_deref()
        .zip(base_quantity.as_deref())
        .and_then(|(price, base)| of_one(price, base));
    let is_divided = of_one.is_some();
    Line {
        price: of_one.or_else(|| written.clone()),
        base_price: written.filter(|_| is_divided),
        base_quantity: base_quantity.filter(|_| is_divided),
        ..Line::default()
    }
}

/// The price of one of those that a price is for; `None` where it is for one
/// already.
fn of_one(price: &str, base: &str) -> Option<String> {
    let base: Decimal = base.parse().ok().filter(|base| *base != Decimal::ONE)?;
    let price = price.parse::<Decimal>().ok()?.checked_div(base)?;
    Some(price.normalize().to_string())
}
