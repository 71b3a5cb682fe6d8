//! Sums, and the tax that is in them.

use super::lines::{money_digits, number_text};
use super::{amount_text, codes};
use crate::formats::Formats;
use crate::sheet::Value;
use domain::Money;
use domain::document::{Charge, Details};
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
    let mut column = Column {
        formats,
        sums: Vec::new(),
    };
    column.before_tax(details);
    column.after_tax(details);
    column.sums
}

/// The sums so far.
struct Column<'f> {
    formats: &'f Formats,
    sums: Vec<Sum>,
}

impl Column<'_> {
    fn add(&mut self, label: &str, key: &str, amount: Option<Money>) {
        let formats = self.formats;
        self.sums.extend(amount.map(|amount| Sum {
            label: label.to_owned(),
            value: Value::of(key, amount_text(formats, amount)),
            strong: false,
        }));
    }

    fn add_strong(&mut self, label: &str, key: &str, amount: Option<Money>) {
        let before = self.sums.len();
        self.add(label, key, amount);
        for sum in &mut self.sums[before..] {
            sum.strong = true;
        }
    }

    fn before_tax(&mut self, details: &Details) {
        let language = self.formats.language();
        let totals = &details.totals;
        // One sum under another that is the same says nothing.
        let lines = totals
            .lines
            .filter(|lines| Some(*lines) != totals.without_tax || !details.charges.is_empty());
        self.add(language.pick("Sum linjer", "Lines"), "BT-106", lines);
        for charge in &details.charges {
            let key = if charge.is_charge { "BT-99" } else { "BT-92" };
            let name = charge_name(charge, self.formats);
            self.add(&name, key, Some(signed(charge)));
        }
        let several = details.charges.len() > 1;
        let allowances = totals.allowances.filter(|_| several);
        let charges = totals.charges.filter(|_| several);
        let allowances_name = language.pick("Sum rabatter", "Allowances in all");
        self.add(allowances_name, "BT-107", allowances);
        let charges_name = language.pick("Sum tillegg", "Charges in all");
        self.add(charges_name, "BT-108", charges);
        let without = language.pick("Sum uten mva.", "Without VAT");
        self.add(without, "BT-109", totals.without_tax);
    }

    fn after_tax(&mut self, details: &Details) {
        let language = self.formats.language();
        let totals = &details.totals;
        for tax in &totals.tax {
            let name = tax_name(details, *tax, self.formats);
            self.add(&name, "BT-110", Some(*tax));
        }
        let with = language.pick("Sum med mva.", "With VAT");
        match totals.payable {
            Some(_) => self.add(with, "BT-112", totals.with_tax),
            None => self.add_strong(with, "BT-112", totals.with_tax),
        }
        let prepaid = totals.prepaid.filter(|prepaid| prepaid.minor != 0);
        let prepaid = prepaid.map(|prepaid| Money {
            minor: prepaid.minor.saturating_neg(),
            ..prepaid
        });
        self.add(
            language.pick("Betalt før", "Paid before"),
            "BT-113",
            prepaid,
        );
        let rounding = totals.rounding.filter(|rounding| rounding.minor != 0);
        self.add(language.pick("Avrunding", "Rounding"), "BT-114", rounding);
        let due = language.pick("Å betale", "Amount due");
        self.add_strong(due, "BT-115", totals.payable);
    }
}

/// `Mva. 25 %` where all of the tax has one rate, else `Mva.`.
fn tax_name(details: &Details, tax: Money, formats: &Formats) -> String {
    let word = formats.language().pick("Mva.", "VAT");
    match &details.taxes[..] {
        [only] if only.amount == Some(tax) => match &only.percent {
            Some(rate) => format!("{word} {}", percent(rate, formats)),
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
        let rate = tax.percent.as_deref().map(|rate| percent(rate, formats));
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
            name = format!("{name}, {} {of} {base}", percent(rate, formats));
        }
        (Some(rate), None) => name = format!("{name}, {}", percent(rate, formats)),
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

/// A rate as written, without decimals that say nothing: `25 %`.
pub(super) fn percent(written: &str, formats: &Formats) -> String {
    let shown = match written.split_once('.') {
        Some(_) => written.trim_end_matches('0').trim_end_matches('.'),
        None => written,
    };
    let sign = formats.language().pick("\u{a0}%", "%");
    format!("{}{sign}", number_text(shown, 0, formats))
}
