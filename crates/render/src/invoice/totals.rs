//! Sums, and the tax that is in them.

use super::lines::money_digits;
use super::{amount_text, codes};
use crate::formats::Formats;
use crate::sheet::Value;
use domain::Money;
use domain::document::{Charge, Details, Totals};
use serde::Serialize;

/// One line of the sums.
#[derive(Debug, Serialize)]
pub(super) struct Sum {
    label: String,
    #[serde(flatten)]
    value: Value,
    strong: bool,
}

/// The table of taxes; without rows where the sums say all of it.
#[derive(Debug, Serialize)]
pub(super) struct Taxes {
    title: &'static str,
    columns: Vec<&'static str>,
    rows: Vec<Vec<Value>>,
}

/// The sums that the document states, from the lines down to what is to pay.
pub(super) fn sums(details: &Details, formats: &Formats) -> Vec<Sum> {
    let mut sums = Sums {
        formats,
        all: Vec::new(),
    };
    down_to_tax(&mut sums, details);
    down_to_payable(&mut sums, &details.totals);
    sums.all
}

/// Sums one under another.
struct Sums<'a> {
    formats: &'a Formats,
    all: Vec<Sum>,
}

impl Sums<'_> {
    fn add(&mut self, nb: &str, en: &str, key: &str, amount: Option<Money>) {
        let label = self.formats.language().pick(nb, en).to_owned();
        let sum = amount.map(|amount| Sum {
            label,
            value: Value::of(key, amount_text(self.formats, amount)),
            strong: false,
        });
        self.all.extend(sum);
    }
}

fn down_to_tax(sums: &mut Sums<'_>, details: &Details) {
    let totals = &details.totals;
    // One sum under another that is the same says nothing.
    let lines = totals
        .lines
        .filter(|lines| Some(*lines) != totals.without_tax || !details.charges.is_empty());
    sums.add("Sum linjer", "Lines", "BT-106", lines);
    for charge in &details.charges {
        let key = if charge.is_charge { "BT-99" } else { "BT-92" };
        let name = charge_name(charge, sums.formats);
        sums.add(&name, &name, key, Some(signed(charge)));
    }
    let several = details.charges.len() > 1;
    let allowances = totals.allowances.filter(|_| several);
    let charges = totals.charges.filter(|_| several);
    sums.add("Sum rabatter", "Allowances in all", "BT-107", allowances);
    sums.add("Sum tillegg", "Charges in all", "BT-108", charges);
    let without_tax = totals.without_tax.filter(|_| !tells_tax_alone(details));
    sums.add("Sum uten mva.", "Without VAT", "BT-109", without_tax);
    for tax in &totals.tax {
        let mut name = tax_name(details, *tax, sums.formats);
        // In the accounts' currency it says so, and does not add up.
        let is_other = totals
            .with_tax
            .is_some_and(|it| it.currency != tax.currency);
        if is_other {
            let within = sums.formats.language().pick("i", "in");
            name = format!("{name} {within} {}", tax.currency.as_str());
        }
        sums.add(&name, &name, "BT-110", Some(*tax));
    }
}

fn down_to_payable(sums: &mut Sums<'_>, totals: &Totals) {
    let told = |amount: Option<Money>| amount.filter(|amount| amount.minor != 0);
    let prepaid = told(totals.prepaid).map(|prepaid| Money {
        minor: prepaid.minor.saturating_neg(),
        ..prepaid
    });
    sums.add("Sum med mva.", "With VAT", "BT-112", totals.with_tax);
    sums.add("Betalt før", "Paid before", "BT-113", prepaid);
    sums.add("Avrunding", "Rounding", "BT-114", told(totals.rounding));
    sums.add("Å betale", "Amount due", "BT-115", totals.payable);
    // What the others add up to stands out.
    if let Some(last) = sums.all.last_mut() {
        last.strong = true;
    }
}

/// OIOUBL states the tax alone where UBL has the sum without tax.
fn tells_tax_alone(details: &Details) -> bool {
    let says = details.customization.as_deref();
    says.is_some_and(|it| it.starts_with("OIOUBL"))
        && details.totals.tax.first().copied() == details.totals.without_tax
}

/// `Mva. 25 %` where all of the tax has one rate, else `Mva.`.
fn tax_name(details: &Details, tax: Money, formats: &Formats) -> String {
    let word = formats.language().pick("Mva.", "VAT");
    match &details.taxes[..] {
        [only] if only.amount == Some(tax) => match &only.percent {
            Some(rate) => format!("{word} {}", formats.written_percent(rate)),
            None => word.to_owned(),
        },
        _ => word.to_owned(),
    }
}

/// Tax by category and rate.
pub(super) fn taxes(details: &Details, formats: &Formats) -> Taxes {
    let language = formats.language();
    let row = |tax: &domain::document::Tax| {
        let mut name = codes::tax(language, &tax.category);
        if let Some(why) = &tax.exemption {
            name = format!("{name}: {why}");
        }
        let money = |amount: Option<Money>| amount.map(|it| amount_text(formats, it));
        let rate = tax
            .percent
            .as_deref()
            .map(|rate| formats.written_percent(rate));
        vec![
            Value::of("BT-118", name.trim_start_matches(": ")),
            Value::of("BT-119", rate.unwrap_or_default()),
            Value::of("BT-116", money(tax.taxable).unwrap_or_default()),
            Value::of("BT-117", money(tax.amount).unwrap_or_default()),
        ]
    };
    Taxes {
        title: language.pick("Merverdiavgift", "Value added tax"),
        columns: vec![
            language.pick("Avgift", "Category"),
            language.pick("Sats", "Rate"),
            language.pick("Grunnlag", "Taxable"),
            language.pick("Avgiftsbeløp", "Tax"),
        ],
        rows: details.taxes.iter().map(row).collect(),
    }
}

/// The name of an allowance or charge, with how it was computed.
pub(super) fn charge_name(charge: &Charge, formats: &Formats) -> String {
    let language = formats.language();
    let word = match charge.is_charge {
        true => language.pick("Tillegg", "Charge"),
        false => language.pick("Rabatt", "Allowance"),
    };
    // A bare code tells nobody anything without the word before it.
    let is_code = charge.reason.len() <= 3;
    let mut name = match charge.reason.trim() {
        "" => word.to_owned(),
        code if is_code => format!("{word} ({code})"),
        reason => reason.to_owned(),
    };
    let of = language.pick("av", "of");
    match (&charge.percent, charge.base) {
        (Some(rate), Some(base)) => {
            let base = money_digits(base, formats);
            name = format!("{name}, {} {of} {base}", formats.written_percent(rate));
        }
        (Some(rate), None) => name = format!("{name}, {}", formats.written_percent(rate)),
        (None, Some(base)) => name = format!("{name}, {of} {}", money_digits(base, formats)),
        (None, None) => {}
    }
    name
}

/// What an allowance or charge adds: allowances take off.
pub(super) fn signed(charge: &Charge) -> Money {
    match charge.is_charge {
        true => charge.amount,
        false => Money {
            minor: charge.amount.minor.saturating_neg(),
            ..charge.amount
        },
    }
}
