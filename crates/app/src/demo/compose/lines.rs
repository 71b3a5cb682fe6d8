//! The lines of a document and what they come to.

use super::nok;
use crate::demo::companies::Product;
use crate::demo::dice::Dice;
use domain::document::{Line, Tax};
use domain::intake::NewDocument;

/// Fewest and most lines of an invoice.
const LINES: (i64, i64) = (2, 6);
/// VAT in percent.
const VAT: i64 = 25;

/// Which tax a document's lines carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rate {
    /// The standard rate of 25 %.
    Standard,
    /// Outside the scope of VAT: claims, fees and interest.
    Outside,
}

/// What was sold. What is metered is metered once: the same kilowatt-hours
/// stand on the line for power and on the line for the grid.
pub(super) fn sold(
    dice: &mut Dice,
    products: &[Product],
    is_business: bool,
    period: &str,
) -> Vec<Line> {
    let count = dice.between(LINES.0, LINES.1) as usize;
    let scale = if is_business { dice.between(2, 14) } else { 1 };
    let mut metered = None;
    let mut lines = Vec::with_capacity(count);
    for (no, product) in products.iter().take(count).enumerate() {
        let drawn = dice.between(product.quantity.0, product.quantity.1);
        let quantity = match product.unit {
            "KWH" | "MTQ" => *metered.get_or_insert(drawn * scale),
            "C62" => drawn * scale,
            _ => drawn,
        };
        let price = dice.between(product.price.0, product.price.1);
        // Only energy is priced in fractions of an øre.
        let price = match product.unit {
            "KWH" => price,
            _ => price / 100 * 100,
        };
        lines.push(sold_line(no + 1, product, quantity, price, period));
    }
    lines
}

fn sold_line(no: usize, product: &Product, quantity: i64, price: i64, period: &str) -> Line {
    Line {
        id: format!("{no}"),
        name: product.name.to_owned(),
        description: Some(period.to_owned()),
        quantity: Some(format!("{quantity}")),
        unit: Some(product.unit.to_owned()),
        price: Some(price_text(price)),
        tax_percent: Some("25".to_owned()),
        tax_category: Some("S".to_owned()),
        amount: Some(nok(rounded(quantity * price, 100))),
        item_number: Some(product.number.to_owned()),
        ..Line::default()
    }
}

/// The line of a reminder that repeats what is owed.
pub(super) fn claim(of: &NewDocument) -> Line {
    let due = of
        .due_on
        .map(|due| format!("Forfalt {}", due.strftime("%d.%m.%Y")));
    let owed = of.amount.map_or(0, |amount| amount.minor);
    Line {
        description: due,
        ..fee(&format!("Faktura {}", of.number), owed, 1)
    }
}

/// A line without tax.
pub(super) fn fee(name: &str, minor: i64, no: usize) -> Line {
    Line {
        id: format!("{no}"),
        name: name.to_owned(),
        quantity: Some("1".to_owned()),
        unit: Some("C62".to_owned()),
        price: Some(nok(minor).decimal()),
        tax_category: Some("O".to_owned()),
        amount: Some(nok(minor)),
        ..Line::default()
    }
}

/// Sum of the lines in øre.
pub(super) fn sum(lines: &[Line]) -> i64 {
    lines
        .iter()
        .filter_map(|line| line.amount)
        .map(|amount| amount.minor)
        .sum()
}

/// The tax on so many øre, rounded half up once for the whole document.
pub(super) fn tax(of: i64, rate: Rate) -> Tax {
    let (category, percent, amount) = match rate {
        Rate::Standard => ("S", Some("25".to_owned()), rounded(of * VAT, 100)),
        Rate::Outside => ("O", None, 0),
    };
    Tax {
        category: category.to_owned(),
        percent,
        taxable: Some(nok(of)),
        amount: Some(nok(amount)),
        exemption: None,
    }
}

/// A price of 1/100 øre in kroner: two decimals where two are enough.
fn price_text(price: i64) -> String {
    let (kroner, rest) = (price / 10_000, price % 10_000);
    match rest % 100 {
        0 => format!("{kroner}.{:02}", rest / 100),
        _ => format!("{kroner}.{rest:04}"),
    }
}

const fn rounded(value: i64, unit: i64) -> i64 {
    (value + unit / 2) / unit
}
