//! The lines of a document (BG-25).

use crate::price;
use crate::ubl::context::Context;
use crate::ubl::{head, total};
use crate::xml::node::{self, Node};
use domain::document::{Line, Property};

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
    let in_line = |path: &[&str]| node::value_at(line, path);
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
        tax_percent: tax.and_then(|tax| node::value(tax, "Percent")),
        tax_category: tax.and_then(|tax| node::value(tax, "ID")),
        amount: amount.and_then(|amount| context.money_in(amount)),
        item_number: in_item(&["SellersItemIdentification", "ID"]),
        note,
        charges: total::charges(line, context),
        period: head::period(line, context),
        buyer_item_number: in_item(&["BuyersItemIdentification", "ID"]),
        standard_item_number: in_item(&["StandardItemIdentification", "ID"]),
        classes: item.map(classes).unwrap_or_default(),
        origin: in_item(&["OriginCountry", "IdentificationCode"]),
        properties: item.map(properties).unwrap_or_default(),
        order_line: in_line(&["OrderLineReference", "LineID"]),
        accounting: in_line(&["AccountingCost"]),
        object: in_line(&["DocumentReference", "ID"]),
        ..node::child(line, "Price").map(prices).unwrap_or_default()
    }
}

fn classes(item: Node<'_, '_>) -> Vec<String> {
    node::children(item, "CommodityClassification")
        .filter_map(|class| node::value(class, "ItemClassificationCode"))
        .collect()
}

fn properties(item: Node<'_, '_>) -> Vec<Property> {
    node::children(item, "AdditionalItemProperty")
        .map(|property| Property {
            name: node::value(property, "Name").unwrap_or_default(),
            value: node::value(property, "Value").unwrap_or_default(),
        })
        .collect()
}

/// What a line says of its price.
fn prices(price: Node<'_, '_>) -> Line {
    let allowance = node::child(price, "AllowanceCharge");
    let in_allowance = |what| allowance.and_then(|allowance| node::value(allowance, what));
    Line {
        gross_price: in_allowance("BaseAmount"),
        price_discount: in_allowance("Amount"),
        ..price::of_line(
            node::value(price, "PriceAmount"),
            node::value(price, "BaseQuantity"),
        )
    }
}
