//! An invoice as the rules look at it.

use crate::xml::node::{self, Node};
use rust_decimal::Decimal;
use rust_decimal::prelude::RoundingStrategy;

/// Every element that these names lead to.
pub(super) fn all<'a, 'i>(root: Node<'a, 'i>, path: &str) -> Vec<Node<'a, 'i>> {
    let names = path.split('/').filter(|name| !name.is_empty());
    names.fold(vec![root], |nodes, name| {
        let children = nodes.into_iter().flat_map(|node| node.children());
        children.filter(|child| node::is(*child, name)).collect()
    })
}

/// Whether these names lead to an element that is not blank.
pub(super) fn has(root: Node<'_, '_>, path: &str) -> bool {
    all(root, path)
        .into_iter()
        .any(|node| node.first_element_child().is_some() || !node::text(node).is_empty())
}

/// Whether these names lead to an element, blank or not.
pub(super) fn exists(root: Node<'_, '_>, path: &str) -> bool {
    !all(root, path).is_empty()
}

/// The text at the end of the first such path.
pub(super) fn text(root: Node<'_, '_>, path: &str) -> Option<String> {
    all(root, path).into_iter().find_map(node::filled)
}

/// The number at the end of the first such path.
pub(super) fn number(root: Node<'_, '_>, path: &str) -> Option<Decimal> {
    text(root, path)?.parse().ok()
}

/// The number at the end of the path; nought where there is none.
pub(super) fn number_or_nought(root: Node<'_, '_>, path: &str) -> Decimal {
    number(root, path).unwrap_or_default()
}

/// The numbers at the ends of all such paths, added up.
pub(super) fn sum(root: Node<'_, '_>, path: &str) -> Decimal {
    let numbers = all(root, path)
        .into_iter()
        .filter_map(|node| node::filled(node)?.parse::<Decimal>().ok());
    numbers.fold(Decimal::ZERO, Decimal::saturating_add)
}

/// The lines of an invoice or a credit note.
pub(super) fn lines<'a, 'i>(root: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let mut lines = all(root, "InvoiceLine");
    lines.extend(all(root, "CreditNoteLine"));
    lines
}

/// Allowances, or charges, on the whole or on a line.
pub(super) fn allowances<'a, 'i>(parent: Node<'a, 'i>, is_charge: bool) -> Vec<Node<'a, 'i>> {
    all(parent, "AllowanceCharge")
        .into_iter()
        .filter(|it| (text(*it, "ChargeIndicator").as_deref() == Some("true")) == is_charge)
        .collect()
}

/// Tax totals in the currency of the document.
pub(super) fn tax_totals<'a, 'i>(root: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let currency = text(root, "DocumentCurrencyCode");
    all(root, "TaxTotal")
        .into_iter()
        .filter(|total| {
            let amount = node::child(*total, "TaxAmount");
            let own = amount.and_then(|amount| node::attribute(amount, "currencyID"));
            own.is_none() || currency.is_none() || own == currency.as_deref()
        })
        .collect()
}

/// The VAT breakdown.
pub(super) fn breakdown<'a, 'i>(root: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    all(root, "TaxTotal/TaxSubtotal")
}

/// Half up to two decimals, as the standard rounds.
pub(super) fn rounded(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// The VAT number of a party.
pub(super) fn vat_number(party: Option<Node<'_, '_>>) -> Option<String> {
    tax_schemes(party?)
        .into_iter()
        .find(|(scheme, _)| scheme == "VAT")
        .map(|(_, number)| number)
}

/// Tax registrations of a party: scheme and number.
pub(super) fn tax_schemes(party: Node<'_, '_>) -> Vec<(String, String)> {
    all(party, "PartyTaxScheme")
        .into_iter()
        .filter_map(|it| {
            let scheme = text(it, "TaxScheme/ID").unwrap_or_default();
            Some((scheme, text(it, "CompanyID")?))
        })
        .collect()
}

/// The party in this role.
pub(super) fn party<'a, 'i>(root: Node<'a, 'i>, role: &str) -> Option<Node<'a, 'i>> {
    node::at(root, &[role, "Party"])
}
