//! Sums: rules BR-CO-10 to BR-CO-17.

use crate::rules::Broken;
use crate::rules::view::{
    all, allowances, lines, number, number_or_nought, rounded, sum, tax_totals,
};
use crate::xml::node::{self, Node};
use rust_decimal::Decimal;

/// Checks the document's sums.
pub(super) fn check(root: Node<'_, '_>, broken: &mut Broken) {
    for total in all(root, "LegalMonetaryTotal") {
        of_total(root, total, broken);
    }
    for total in tax_totals(root) {
        if node::child(total, "TaxSubtotal").is_some() {
            let parts = rounded(sum(total, "TaxSubtotal/TaxAmount"));
            let stated = number_or_nought(total, "TaxAmount");
            let text = format!("total VAT {stated}, the categories add up to {parts}");
            broken.unless(parts == stated, "BR-CO-14", total, &text);
        }
    }
    for part in all(root, "TaxTotal/TaxSubtotal") {
        of_category(part, broken);
    }
}

fn of_total(root: Node<'_, '_>, total: Node<'_, '_>, broken: &mut Broken) {
    let stated = |name: &str| number_or_nought(total, name);
    let of_lines: Decimal = lines(root)
        .into_iter()
        .map(|line| number_or_nought(line, "LineExtensionAmount"))
        .fold(Decimal::ZERO, Decimal::saturating_add);
    let of = |is_charge: bool| -> Decimal {
        let amounts = allowances(root, is_charge)
            .into_iter()
            .map(|it| number_or_nought(it, "Amount"));
        amounts.fold(Decimal::ZERO, Decimal::saturating_add)
    };
    let tax: Decimal = tax_totals(root)
        .into_iter()
        .map(|it| number_or_nought(it, "TaxAmount"))
        .fold(Decimal::ZERO, Decimal::saturating_add);
    let without_tax = stated("LineExtensionAmount") - stated("AllowanceTotalAmount")
        + stated("ChargeTotalAmount");
    let payable =
        stated("TaxInclusiveAmount") - stated("PrepaidAmount") + stated("PayableRoundingAmount");
    let rules = [
        (
            "BR-CO-10",
            "LineExtensionAmount",
            of_lines,
            "the sum of the lines",
        ),
        (
            "BR-CO-11",
            "AllowanceTotalAmount",
            of(false),
            "the sum of allowances",
        ),
        (
            "BR-CO-12",
            "ChargeTotalAmount",
            of(true),
            "the sum of charges",
        ),
        (
            "BR-CO-13",
            "TaxExclusiveAmount",
            without_tax,
            "the total without VAT",
        ),
        (
            "BR-CO-15",
            "TaxInclusiveAmount",
            stated("TaxExclusiveAmount") + tax,
            "the total with VAT",
        ),
        ("BR-CO-16", "PayableAmount", payable, "the amount due"),
    ];
    for (id, name, found, what) in rules {
        let found = rounded(found);
        let text = format!(
            "{what} is stated as {}, and adds up to {found}",
            stated(name)
        );
        broken.unless(found == stated(name), id, total, &text);
    }
}

/// The tax of a category is its share, give or take one unit for rounding.
fn of_category(part: Node<'_, '_>, broken: &mut Broken) {
    let (Some(taxable), Some(tax)) = (number(part, "TaxableAmount"), number(part, "TaxAmount"))
    else {
        return;
    };
    let percent = number_or_nought(part, "TaxCategory/Percent");
    let Some(expected) = taxable.checked_mul(percent) else {
        return;
    };
    let expected = rounded(expected / Decimal::ONE_HUNDRED);
    let is_right = (tax - expected).abs() < Decimal::ONE;
    let text = format!("VAT is stated as {tax}, {percent} % of {taxable} is {expected}");
    broken.unless(is_right, "BR-CO-17", part, &text);
}
