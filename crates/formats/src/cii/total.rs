//! The sums of a document: allowances, charges, tax, totals (BG-20 to BG-23).

use crate::cii::Parts;
use crate::cii::context::Context;
use crate::code;
use crate::xml::node::{self, Node};
use domain::Money;
use domain::document::{Charge, Tax, Totals};

/// Allowances and charges on the whole document or on a line, freight among
/// them.
pub(super) fn charges(settlement: Node<'_, '_>, context: &mut Context) -> Vec<Charge> {
    let mut found = Vec::new();
    for element in node::children(settlement, "SpecifiedTradeAllowanceCharge") {
        let indicator = node::value_at(element, &["ChargeIndicator", "Indicator"]);
        let reason = node::value(element, "Reason").or_else(|| node::value(element, "ReasonCode"));
        let tax = node::child(element, "CategoryTradeTax");
        if let Some(amount) = context.money(element, "ActualAmount") {
            found.push(Charge {
                is_charge: indicator.is_some_and(|it| matches!(it.as_str(), "true" | "1")),
                reason: reason.unwrap_or_default(),
                amount,
                percent: node::value(element, "CalculationPercent"),
                base: context.money(element, "BasisAmount"),
                tax_category: tax.and_then(|tax| node::value(tax, "CategoryCode")),
                tax_percent: tax.and_then(percent),
            });
        }
    }
    for element in node::children(settlement, "SpecifiedLogisticsServiceCharge") {
        let tax = node::child(element, "AppliedTradeTax");
        if let Some(amount) = context.money(element, "AppliedAmount") {
            found.push(Charge {
                is_charge: true,
                reason: node::value(element, "Description").unwrap_or_default(),
                amount,
                percent: None,
                base: None,
                tax_category: tax.and_then(|tax| node::value(tax, "CategoryCode")),
                tax_percent: tax.and_then(percent),
            });
        }
    }
    found
}

/// Tax by category and rate.
pub(super) fn taxes(parts: &Parts<'_, '_>, context: &mut Context) -> Vec<Tax> {
    let settlement = parts.settlement.into_iter();
    let elements: Vec<_> = settlement
        .flat_map(|it| node::children(it, "ApplicableTradeTax"))
        .collect();
    elements
        .into_iter()
        .map(|element| Tax {
            category: node::value(element, "CategoryCode").unwrap_or_default(),
            percent: percent(element),
            taxable: context.money(element, "BasisAmount"),
            amount: context.money(element, "CalculatedAmount"),
            exemption: node::value(element, "ExemptionReason")
                .or_else(|| node::value(element, "ExemptionReasonCode")),
        })
        .collect()
}

/// The rate of a tax, by its newer or its older name.
pub(super) fn percent(tax: Node<'_, '_>) -> Option<String> {
    node::one_of(tax, &["RateApplicablePercent", "ApplicablePercent"]).and_then(node::filled)
}

/// The sums that the document states.
pub(super) fn totals(parts: &Parts<'_, '_>, context: &mut Context) -> Totals {
    let totals = match parts.sums {
        Some(sums) => Totals {
            lines: context.money(sums, "LineTotalAmount"),
            allowances: context.money(sums, "AllowanceTotalAmount"),
            charges: context.money(sums, "ChargeTotalAmount"),
            without_tax: context.money(sums, "TaxBasisTotalAmount"),
            tax: total_tax(sums, context),
            with_tax: context.money(sums, "GrandTotalAmount"),
            prepaid: context.money(sums, "TotalPrepaidAmount"),
            rounding: context.money(sums, "RoundingAmount"),
            payable: context.money(sums, "DuePayableAmount"),
        },
        None => Totals::default(),
    };
    if totals.payable.is_some() {
        return totals;
    }
    // The basic profile of ZUGFeRD 1 has no amount to pay: it is the whole.
    let whole = totals.with_tax.filter(|_| totals.prepaid.is_none());
    if whole.is_none() {
        let place = "SpecifiedTradeSettlementHeaderMonetarySummation/DuePayableAmount";
        let message = "the document does not say what is to be paid (BT-115), or not so that it \
                       can be read; it is kept without an amount";
        context.findings.push(code::CII_AMOUNT.at(place, message));
    }
    Totals {
        payable: whole,
        ..totals
    }
}

fn total_tax(sums: Node<'_, '_>, context: &mut Context) -> Vec<Money> {
    let elements: Vec<_> = node::children(sums, "TaxTotalAmount").collect();
    elements
        .into_iter()
        .filter_map(|element| context.money_in(element))
        .collect()
}
