//! The lines of a document (BG-25).

use crate::price;
use crate::ubl::context::Context;
use crate::xml::node::{self, Node};
use domain::document::Line;

/// What lines are called in each kind of document.
const LINES: &[&str] = &[
    "InvoiceLine",
    "CreditNoteLine",
    "ReminderLine",
    "StatementLine",
];

/// What the quantity of a line is called.
const QUANTITIES: &[&str] = &["InvoicedQuantity", "CreditedQuantity"];

/// What the amount of a line is called; those of reminders and statements
/// have a sign of their own.
const AMOUNTS: &[&str] = &["LineExtensionAmount", "DebitLineAmount", "CreditLineAmount"];

/// Every line, in order.
pub(crate) fn all(root: Node<'_, '_>, context: &mut Context) -> Vec<Line> {
    nodes(root)
        .into_iter()
        .map(|line| read(line, context))
        .collect()
}

/// The elements that are lines.
pub(crate) fn nodes<'a, 'i>(root: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    root.children()
        .filter(|child| LINES.iter().any(|name| node::is(*child, name)))
        .collect()
}

fn read(line: Node<'_, '_>, context: &mut Context) -> Line {
    let item = node::child(line, "Item");
    let in_item = |path: &[&str]| item.and_then(|item| node::value_at(item, path));
    let tax = item.and_then(|item| node::child(item, "ClassifiedTaxCategory"));
    let quantity = QUANTITIES.iter().find_map(|name| node::child(line, name));
    let amount = AMOUNTS.iter().find_map(|name| node::child(line, name));
    let note = node::value(line, "Note");
    Line {
        id: node::value(line, "ID").unwrap_or_default(),
        name: in_item(&["Name"])
            .or_else(|| in_item(&["Description"]))
            .or_else(|| note.clone())
            .unwrap_or_default(),
        description: in_item(&["Description"]),
        quantity: quantity.and_then(node::filled),
        unit: quantity
            .and_then(|quantity| node::attribute(quantity, "unitCode"))
            .map(str::to_owned),
        price: node::child(line, "Price").and_then(price_of_one),
        tax_percent: tax.and_then(|tax| node::value(tax, "Percent")),
        tax_category: tax.and_then(|tax| node::value(tax, "ID")),
        amount: amount.and_then(|amount| context.money_in(amount)),
        item_number: in_item(&["SellersItemIdentification", "ID"]),
        note,
    }
}

fn price_of_one(price: Node<'_, '_>) -> Option<String> {
    let base = node::value(price, "BaseQuantity");
    Some(price::of_one(
        node::value(price, "PriceAmount")?,
        base.as_deref(),
    ))
}
