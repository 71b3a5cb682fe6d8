//! The lines of a document, as a table.

use super::codes;
use crate::formats::Formats;
use crate::sheet::Value;
use domain::document::{Charge, Details, Line};
use domain::{Currency, Money};
use serde::Serialize;

/// Most lines laid out. Two thousand take a second and half a gigabyte; what
/// is beyond this is in the original, and the sheet says so.
pub(super) const LINES_MAX: usize = 1_000;

/// Most characters of a price in its column.
const PRICE_CHARS_MAX: usize = 14;

/// The table: its heads, its rows, and what was left out.
#[derive(Debug, Serialize)]
pub(super) struct Lines {
    columns: Vec<String>,
    lines: Vec<Row>,
    #[serde(rename = "more-lines")]
    more: Option<String>,
}

#[derive(Debug, Serialize)]
struct Row {
    name: Value,
    /// Sentences: what the sender says of it.
    told: Vec<Value>,
    /// Small facts that stand behind one another.
    more: Vec<Value>,
    cells: Vec<Value>,
}

pub(super) fn lines(details: &Details, currency: Option<Currency>, formats: &Formats) -> Lines {
    let language = formats.language();
    let amount = language.pick("Beløp", "Amount");
    let amount = match currency {
        Some(currency) => format!("{amount} {}", currency.as_str()),
        None => amount.to_owned(),
    };
    let heads = [
        language.pick("Beskrivelse", "Description"),
        language.pick("Antall", "Quantity"),
        language.pick("Pris", "Price"),
        language.pick("Mva.", "VAT"),
    ];
    let total = details.lines.len();
    let rows = details.lines.iter().take(LINES_MAX).enumerate();
    Lines {
        columns: heads
            .into_iter()
            .map(str::to_owned)
            .chain([amount])
            .collect(),
        lines: rows
            .map(|(at, line)| row(at + 1, line, currency, formats))
            .collect(),
        more: (total > LINES_MAX).then(|| {
            let (shown, total) = (formats.count(LINES_MAX as u64), formats.count(total as u64));
            match language.tag() {
                "nb" => format!("De første {shown} av {total} linjer. Alle står i originalen."),
                _ => format!("The first {shown} of {total} lines. All are in the original."),
            }
        }),
    }
}

fn row(number: usize, line: &Line, currency: Option<Currency>, formats: &Formats) -> Row {
    let language = formats.language();
    let key = |term: &str| format!("{number}/{term}");
    let quantity = line.quantity.as_deref().map(|quantity| {
        let unit = line.unit.as_deref().map(|unit| codes::unit(language, unit));
        let quantity = formats.written(quantity, 0);
        format!("{quantity} {}", unit.unwrap_or_default())
            .trim()
            .to_owned()
    });
    let tax = match (line.tax_percent.as_deref(), line.tax_category.as_deref()) {
        (Some(rate), _) => formats.written_percent(rate),
        (None, Some(category)) => codes::tax(language, category),
        (None, None) => String::new(),
    };
    let price = line
        .price
        .as_deref()
        .map(|price| in_column(formats.written(price, 2)));
    let amount = line.amount.map(|amount| digits(amount, currency, formats));
    let name = match line.name.as_str() {
        "" => line.id.as_str(),
        name => name,
    };
    Row {
        name: Value::of(&key("BT-153"), name),
        told: told(line, &key),
        more: more(line, &key, formats),
        cells: vec![
            Value::of(&key("BT-129"), quantity.unwrap_or_default()),
            Value::of(&key("BT-146"), price.unwrap_or_default()),
            Value::of(&key("BT-152"), tax),
            Value::of(&key("BT-131"), amount.unwrap_or_default()),
        ],
    }
}

/// What the sender says of a line, besides its name.
fn told(line: &Line, key: &dyn Fn(&str) -> String) -> Vec<Value> {
    let all = [("BT-154", &line.description), ("BT-127", &line.note)];
    let all = all.into_iter().filter_map(|(term, text)| {
        let text = text.as_ref().filter(|text| **text != line.name)?;
        Some(Value::of(&key(term), text.trim()))
    });
    all.collect()
}

/// What stands in small letters under a line's name.
fn more(line: &Line, key: &dyn Fn(&str) -> String, formats: &Formats) -> Vec<Value> {
    let language = formats.language();
    let named = [
        (
            "BT-155",
            language.pick("Varenr.", "Item no."),
            &line.item_number,
        ),
        (
            "BT-156",
            language.pick("Ditt varenr.", "Your item no."),
            &line.buyer_item_number,
        ),
        ("BT-157", "GTIN", &line.standard_item_number),
        (
            "BT-132",
            language.pick("Bestillingslinje", "Order line"),
            &line.order_line,
        ),
        (
            "BT-133",
            language.pick("Kostnadssted", "Cost centre"),
            &line.accounting,
        ),
        ("BT-128", language.pick("Gjelder", "About"), &line.object),
    ];
    let named = named
        .into_iter()
        .filter_map(|(term, label, text)| Some((term, format!("{label} {}", text.as_ref()?))));
    let period = line.period.map(|span| super::span(span, formats));
    let classes = (!line.classes.is_empty()).then(|| {
        format!(
            "{} {}",
            language.pick("Klasse", "Class"),
            line.classes.join(", ")
        )
    });
    let origin = line.origin.as_deref().map(|country| {
        let label = language.pick("Opprinnelse", "Origin");
        format!("{label} {}", codes::country(language, country))
    });
    let properties = line.properties.iter();
    let properties = properties.map(|it| ("BT-160", format!("{}: {}", it.name, it.value)));
    let charges = line
        .charges
        .iter()
        .map(|it| ("BT-136", charge(it, formats)));
    let known = named
        .chain(period.map(|text| ("BT-134", text)))
        .chain(classes.map(|text| ("BT-158", text)))
        .chain(origin.map(|text| ("BT-159", text)))
        .chain(properties)
        .chain(price_terms(line, formats))
        .chain(charges);
    known
        .map(|(term, text)| Value::of(&key(term), text))
        .collect()
}

/// A price as it stands in its column: of one with very many decimals the
/// first, and a sign that it goes on; all of them stand under the line's name.
fn in_column(price: String) -> String {
    match price.char_indices().nth(PRICE_CHARS_MAX) {
        None => price,
        Some((end, _)) => format!("{}…", &price[..end]),
    }
}

/// What a price was before its discount, and what several cost.
fn price_terms(line: &Line, formats: &Formats) -> Vec<(&'static str, String)> {
    let language = formats.language();
    let price = |text: &str| formats.written(text, 2);
    let exact = line.price.as_deref().map(price);
    let exact = exact.filter(|exact| exact.chars().count() > PRICE_CHARS_MAX);
    let exact = exact.map(|exact| {
        let label = language.pick("Nøyaktig pris", "Exact price");
        ("BT-146", format!("{label} {exact}"))
    });
    let several = line
        .base_price
        .as_deref()
        .zip(line.base_quantity.as_deref());
    let several = several.map(|(of, base)| {
        let base = formats.written(base, 0);
        let unit = line.unit.as_deref().map(|unit| codes::unit(language, unit));
        let per = language.pick("per", "per");
        let text = format!("{} {per} {base} {}", price(of), unit.unwrap_or_default());
        ("BT-149", text.trim().to_owned())
    });
    let before = line.gross_price.as_deref().map(|gross| {
        let label = language.pick("Pris før rabatt", "Price before discount");
        ("BT-148", format!("{label} {}", price(gross)))
    });
    let discount = line.price_discount.as_deref().map(|discount| {
        let label = language.pick("Rabatt på prisen", "Discount on the price");
        ("BT-147", format!("{label} {}", price(discount)))
    });
    [exact, several, before, discount]
        .into_iter()
        .flatten()
        .collect()
}

/// An allowance or charge in words: `Rabatt 10 % av 500,00: −50,00`.
fn charge(charge: &Charge, formats: &Formats) -> String {
    let name = super::totals::charge_name(charge, formats);
    let signed = super::totals::signed(charge);
    format!("{name}: {}", money_digits(signed, formats))
}

/// An amount without its currency where it is that of the column.
fn digits(amount: Money, currency: Option<Currency>, formats: &Formats) -> String {
    match currency {
        Some(currency) if currency == amount.currency => money_digits(amount, formats),
        _ => super::amount_text(formats, amount),
    }
}

pub(super) fn money_digits(amount: Money, formats: &Formats) -> String {
    formats.amount_digits(amount.minor, amount.currency.exponent())
}
