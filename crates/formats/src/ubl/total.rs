//! The sums of a document: allowances, charges, tax, totals (BG-20 to BG-23).

use crate::code;
use crate::ubl::Root;
use crate::ubl::context::Context;
use crate::xml::node::{self, Node};
use domain::Money;
use domain::document::{Charge, Tax, Totals};

/// Allowances and charges on the whole document, or on a line of it.
pub(crate) fn charges(parent: Node<'_, '_>, context: &mut Context) -> Vec<Charge> {
    let elements: Vec<_> = node::children(parent, "AllowanceCharge").collect();
    elements
        .into_iter()
        .filter_map(|element| {
            let reason = node::value(element, "AllowanceChargeReason")
                .or_else(|| node::value(element, "AllowanceChargeReasonCode"));
            let category = node::child(element, "TaxCategory");
            let in_category = |what| category.and_then(|category| node::value(category, what));
            Some(Charge {
                is_charge: node::value(element, "ChargeIndicator")
                    .is_some_and(|indicator| matches!(indicator.as_str(), "true" | "1")),
                reason: reason.unwrap_or_default(),
                amount: context.money(element, "Amount")?,
                percent: node::value(element, "MultiplierFactorNumeric"),
                base: context.money(element, "BaseAmount"),
                tax_category: in_category("ID"),
                tax_percent: in_category("Percent"),
            })
        })
        .collect()
}

/// Tax by category and rate.
pub(crate) fn taxes(root: Node<'_, '_>, context: &mut Context) -> Vec<Tax> {
    let elements: Vec<_> = node::children(root, "TaxTotal")
        .flat_map(|total| node::children(total, "TaxSubtotal"))
        .collect();
    elements
        .into_iter()
        .map(|element| {
            let category = node::child(element, "TaxCategory");
            let in_category = |what| category.and_then(|category| node::value(category, what));
            Tax {
                category: in_category("ID").unwrap_or_default(),
                percent: in_category("Percent").or_else(|| node::value(element, "Percent")),
                taxable: context.money(element, "TaxableAmount"),
                amount: context.money(element, "TaxAmount"),
                exemption: in_category("TaxExemptionReason")
                    .or_else(|| in_category("TaxExemptionReasonCode")),
            }
        })
        .collect()
}

/// The sums that the document states.
pub(crate) fn totals(root: Node<'_, '_>, kind: Root, context: &mut Context) -> Totals {
    let tax = total_tax(root, context);
    let Some(total) = node::child(root, "LegalMonetaryTotal") else {
        let payable = match kind {
            Root::Statement => context.money(root, "TotalBalanceAmount"),
            _ => None,
        };
        return without_total(
            Totals {
                tax,
                payable,
                ..Totals::default()
            },
            kind,
            context,
        );
    };
    let totals = Totals {
        lines: context.money(total, "LineExtensionAmount"),
        allowances: context.money(total, "AllowanceTotalAmount"),
        charges: context.money(total, "ChargeTotalAmount"),
        without_tax: context.money(total, "TaxExclusiveAmount"),
        tax,
        with_tax: context.money(total, "TaxInclusiveAmount"),
        prepaid: context.money(total, "PrepaidAmount"),
        rounding: context.money(total, "PayableRoundingAmount"),
        payable: context.money(total, "PayableAmount"),
    };
    without_total(totals, kind, context)
}

fn without_total(totals: Totals, kind: Root, context: &mut Context) -> Totals {
    if totals.payable.is_none() && kind != Root::Statement {
        let place = "cac:LegalMonetaryTotal/cbc:PayableAmount";
        let message = "the document does not say what is to be paid (BT-115), or not so that it \
                       can be read; it is kept without an amount";
        context.findings.push(code::UBL_AMOUNT.at(place, message));
    }
    totals
}

fn total_tax(root: Node<'_, '_>, context: &mut Context) -> Vec<Money> {
    let elements: Vec<_> = node::children(root, "TaxTotal").collect();
    elements
        .into_iter()
        .filter_map(|element| context.money(element, "TaxAmount"))
        .collect()
}
