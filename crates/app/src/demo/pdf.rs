//! A document as paper: one A4 page with the standard Helvetica, so nothing
//! need be embedded. For the eyes only; the data lie beside it.

use super::companies::Profile;
use domain::document::{Details, Line, Party};
use domain::intake::NewDocument;
use domain::{DocumentKind, Money};
use jiff::civil::Date;
use page::{Face, Page};

mod page;
mod widths;

/// Where the text begins and ends, in points from the left.
const LEFT: f32 = 56.0;
const RIGHT: f32 = 539.0;
/// Where the right-hand columns of the table of lines end.
const QUANTITY: f32 = 352.0;
const PRICE: f32 = 440.0;
/// Size of ordinary text.
const BODY: f32 = 9.5;
/// Most lines and paragraphs that the page has room for.
const ROWS_MAX: usize = 12;

/// Draws the document.
pub(super) fn write(document: &NewDocument, profile: &Profile) -> Vec<u8> {
    let mut page = Page::new(profile.colour);
    letterhead(&mut page, profile, document.details.seller.as_ref());
    address_window(&mut page, document.details.buyer.as_ref());
    facts(&mut page, document);
    let mut y = 560.0;
    page.text(LEFT, y, Face::Bold, 17.0, &title(document));
    y -= 24.0;
    y = notes(&mut page, document, y);
    if !document.details.lines.is_empty() {
        y = table(&mut page, &document.details, y - 12.0);
        sums(&mut page, &document.details, y - 6.0);
    }
    if document.kid.is_some() {
        slip(&mut page, document);
    }
    footer(&mut page, profile, document.details.seller.as_ref());
    page.finish(
        &format!("{} {}", title(document), document.number),
        profile.name,
    )
}

fn title(document: &NewDocument) -> String {
    let word = match document.kind {
        Some(DocumentKind::CreditNote) => "Kreditnota",
        Some(DocumentKind::Reminder) => "Purring",
        Some(DocumentKind::DebtCollection) => "Inkassovarsel",
        Some(DocumentKind::Letter | DocumentKind::Payslip) => {
            let heading = document.details.notes.first();
            return heading.cloned().unwrap_or_else(|| "Brev".to_owned());
        }
        _ => "Faktura",
    };
    word.to_owned()
}

fn letterhead(page: &mut Page, profile: &Profile, seller: Option<&Party>) {
    page.block(0.0, 796.0, 595.0, 46.0);
    page.white_text(LEFT, 813.0, Face::Bold, 15.0, profile.name);
    if let Some(email) = seller.and_then(|seller| seller.email.as_ref()) {
        page.white_text_to(RIGHT, 814.0, Face::Plain, BODY, email);
    }
}

fn address_window(page: &mut Page, buyer: Option<&Party>) {
    let Some(buyer) = buyer else { return };
    page.text(LEFT, 724.0, Face::Plain, 11.0, &buyer.name);
    for (line, text) in buyer.address.iter().enumerate() {
        page.text(LEFT, 709.0 - 15.0 * line as f32, Face::Plain, 11.0, text);
    }
}

/// The small table at the upper right: numbers and dates.
fn facts(page: &mut Page, document: &NewDocument) {
    let details = &document.details;
    let number = details
        .buyer
        .as_ref()
        .and_then(|buyer| buyer.number.clone());
    let organisation = document.customer.organisation_number.clone();
    let reference = details.references.first();
    let rows = [
        ("Dokumentnummer", Some(document.number.clone())),
        ("Dato", document.issued_on.map(day)),
        ("Forfallsdato", document.due_on.map(day)),
        ("Kundenummer", number),
        ("Deres org.nr.", organisation),
        (
            "Referanse",
            reference.map(|reference| reference.value.clone()),
        ),
        ("KID", document.kid.clone()),
        ("Kontonummer", document.account.as_deref().map(account)),
    ];
    let mut y = 724.0;
    for (label, value) in rows {
        if let Some(value) = value {
            page.grey_text(352.0, y, BODY, label);
            page.text_to(RIGHT, y, Face::Plain, BODY, &value);
            y -= 15.0;
        }
    }
}

/// The free text; of letters without the heading, which is the title.
fn notes(page: &mut Page, document: &NewDocument, from: f32) -> f32 {
    let is_letter = document.details.lines.is_empty();
    let notes = document.details.notes.iter().skip(usize::from(is_letter));
    let mut y = from;
    for note in notes.take(ROWS_MAX) {
        y = page.paragraph(LEFT, y, RIGHT - LEFT, BODY + 0.5, note) - 6.0;
    }
    y
}

fn table(page: &mut Page, details: &Details, from: f32) -> f32 {
    page.tint(LEFT - 6.0, from - 6.0, RIGHT - LEFT + 12.0, 20.0);
    page.text(LEFT, from, Face::Bold, BODY, "Beskrivelse");
    page.text_to(QUANTITY, from, Face::Bold, BODY, "Antall");
    page.text_to(PRICE, from, Face::Bold, BODY, "Pris");
    page.text_to(RIGHT, from, Face::Bold, BODY, "Beløp");
    let mut y = from - 22.0;
    for line in details.lines.iter().take(ROWS_MAX) {
        y = row(page, line, y);
    }
    y
}

fn row(page: &mut Page, line: &Line, y: f32) -> f32 {
    page.text(LEFT, y, Face::Plain, BODY, &line.name);
    let quantity = line.quantity.as_deref().unwrap_or_default();
    let unit = unit(line.unit.as_deref().unwrap_or_default());
    page.text_to(
        QUANTITY,
        y,
        Face::Plain,
        BODY,
        &format!("{quantity}\u{a0}{unit}"),
    );
    let price = line.price.as_deref().map(grouped).unwrap_or_default();
    page.text_to(PRICE, y, Face::Plain, BODY, &price);
    if let Some(amount) = line.amount {
        page.text_to(RIGHT, y, Face::Plain, BODY, &kroner(amount));
    }
    let mut below = y;
    if let Some(description) = &line.description {
        below -= 11.0;
        page.grey_text(LEFT, below, 8.0, description);
    }
    page.rule(LEFT - 6.0, below - 6.0, RIGHT + 6.0);
    below - 18.0
}

fn sums(page: &mut Page, details: &Details, from: f32) {
    let totals = &details.totals;
    let percent = details.taxes.first().and_then(|tax| tax.percent.as_deref());
    let tax = percent.map(|percent| (format!("Merverdiavgift {percent} %"), totals.tax.first()));
    let mut y = from;
    let without = (
        ("Sum uten merverdiavgift".to_owned()),
        totals.without_tax.as_ref(),
    );
    for (label, amount) in [Some(without), tax].into_iter().flatten() {
        if let (Some(amount), true) = (amount, percent.is_some()) {
            page.text_to(PRICE, y, Face::Plain, BODY, &label);
            page.text_to(RIGHT, y, Face::Plain, BODY, &kroner(*amount));
            y -= 15.0;
        }
    }
    if let Some(payable) = totals.payable {
        y -= 3.0;
        page.text_to(PRICE, y, Face::Bold, 12.0, "Sum i kroner");
        page.text_to(RIGHT, y, Face::Bold, 12.0, &kroner(payable));
    }
}

/// The box at the foot with what is needed to pay.
fn slip(page: &mut Page, document: &NewDocument) {
    page.tint(LEFT - 6.0, 76.0, RIGHT - LEFT + 12.0, 56.0);
    let columns = [
        ("Til konto", document.account.as_deref().map(account)),
        ("KID", document.kid.clone()),
        ("Forfall", document.due_on.map(day)),
        ("Å betale", document.amount.map(kroner)),
    ];
    for ((label, value), x) in columns.into_iter().zip([LEFT + 4.0, 178.0, 336.0, 438.0]) {
        page.grey_text(x, 112.0, 8.0, label);
        let value = value.unwrap_or_default();
        page.text(x, 94.0, Face::Bold, 11.5, &value);
    }
}

fn footer(page: &mut Page, profile: &Profile, seller: Option<&Party>) {
    page.rule(LEFT - 6.0, 58.0, RIGHT + 6.0);
    let number = seller.and_then(|seller| seller.vat_number.as_deref());
    let [street, place] = profile.address;
    let about = format!(
        "{}  ·  {street}, {place}  ·  {}",
        profile.name,
        number.unwrap_or_default()
    );
    page.grey_text(LEFT, 44.0, 8.0, &about);
    page.grey_text(
        LEFT,
        32.0,
        8.0,
        "Oppdiktet dokument fra Utsyns demo. Skal ikke betales.",
    );
}

fn day(date: Date) -> String {
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

/// An account with the dots that people read it by.
fn account(number: &str) -> String {
    match (number.get(..4), number.get(4..6), number.get(6..)) {
        (Some(bank), Some(kind), Some(rest)) => format!("{bank}.{kind}.{rest}"),
        _ => number.to_owned(),
    }
}

fn kroner(amount: Money) -> String {
    grouped(&amount.decimal())
}

/// A decimal number as it is written in Norwegian: `1 234,50`, with spaces
/// that do not break.
fn grouped(decimal: &str) -> String {
    let (whole, rest) = decimal.split_once('.').unwrap_or((decimal, "00"));
    let mut grouped = String::with_capacity(whole.len() + 4);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) && !grouped.ends_with('-') {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    format!("{grouped},{rest}")
}

fn unit(code: &str) -> &str {
    match code {
        "KWH" => "kWh",
        "MON" => "mnd.",
        "MTQ" => "m³",
        "HUR" => "t",
        _ => "stk.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Currency;

    #[test]
    fn amounts_are_written_in_norwegian() {
        for (minor, written) in [
            (5, "0,05"),
            (99_999, "999,99"),
            (123_450, "1\u{a0}234,50"),
            (123_456_700, "1\u{a0}234\u{a0}567,00"),
            (-12_300, "-123,00"),
        ] {
            assert_eq!(kroner(Money::new(minor, Currency::NOK)), written);
        }
    }
}
