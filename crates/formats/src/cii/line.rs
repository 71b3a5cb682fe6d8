//! The lines of a document (BG-25).

use crate::cii::context::Context;
use crate::cii::{Parts, head, total};
use crate::price;
use crate::xml::node::{self, Node};
use domain::document::{Line, Property};

/// Every line, in order.
pub(super) fn all(parts: &Parts<'_, '_>, context: &mut Context) -> Vec<Line> {
    let trade = parts.trade.into_iter();
    let lines: Vec<_> = trade
        .flat_map(|trade| node::children(trade, "IncludedSupplyChainTradeLineItem"))
        .collect();
    lines.into_iter().map(|line| read(line, context)).collect()
}

fn read(line: Node<'_, '_>, context: &mut Context) -> Line {
    let part = |newer, older| node::one_of(line, &[newer, older]);
    let agreement = part(
        "SpecifiedLineTradeAgreement",
        "SpecifiedSupplyChainTradeAgreement",
    );
    let delivery = part(
        "SpecifiedLineTradeDelivery",
        "SpecifiedSupplyChainTradeDelivery",
    );
    let settlement = part(
        "SpecifiedLineTradeSettlement",
        "SpecifiedSupplyChainTradeSettlement",
    );
    let product = node::child(line, "SpecifiedTradeProduct");
    let in_product = |name: &'static str| product.and_then(|product| node::value(product, name));
    let document = node::child(line, "AssociatedDocumentLineDocument");
    let tax = settlement.and_then(|it| node::child(it, "ApplicableTradeTax"));
    let quantity = delivery.and_then(|it| node::child(it, "BilledQuantity"));
    let note = document.and_then(|it| node::value_at(it, &["IncludedNote", "Content"]));
    Line {
        id: document
            .and_then(|it| node::value(it, "LineID"))
            .unwrap_or_default(),
        name: in_product("Name")
            .or_else(|| note.clone())
            .unwrap_or_default(),
        description: in_product("Description"),
        quantity: quantity.and_then(node::filled),
        unit: quantity
            .and_then(|quantity| node::attribute(quantity, "unitCode"))
            .map(str::to_owned),
        tax_percent: tax.and_then(total::percent),
        tax_category: tax.and_then(|tax| node::value(tax, "CategoryCode")),
        amount: settlement.and_then(|settlement| amount(settlement, context)),
        item_number: in_product("SellerAssignedID"),
        note,
        charges: settlement
            .map(|it| total::charges(it, context))
            .unwrap_or_default(),
        period: settlement.and_then(|it| head::period(it, context)),
        buyer_item_number: in_product("BuyerAssignedID"),
        standard_item_number: in_product("GlobalID"),
        classes: product.map(classes).unwrap_or_default(),
        origin: product.and_then(|it| node::value_at(it, &["OriginTradeCountry", "ID"])),
        properties: product.map(properties).unwrap_or_default(),
        order_line: agreement
            .and_then(|it| node::value_at(it, &["BuyerOrderReferencedDocument", "LineID"])),
        accounting: settlement.and_then(|it| {
            let path = ["ReceivableSpecifiedTradeAccountingAccount", "ID"];
            node::value_at(it, &path)
        }),
        object: settlement.and_then(object),
        ..agreement.map(prices).unwrap_or_default()
    }
}

fn classes(product: Node<'_, '_>) -> Vec<String> {
    node::children(product, "DesignatedProductClassification")
        .filter_map(|class| node::value(class, "ClassCode"))
        .collect()
}

fn properties(product: Node<'_, '_>) -> Vec<Property> {
    node::children(product, "ApplicableProductCharacteristic")
        .map(|property| Property {
            name: node::value(property, "Description").unwrap_or_default(),
            value: node::value(property, "Value").unwrap_or_default(),
        })
        .collect()
}

/// The thing that the line is about (BT-128), known by the code for it.
fn object(settlement: Node<'_, '_>) -> Option<String> {
    node::children(settlement, "AdditionalReferencedDocument")
        .find(|it| node::value(*it, "TypeCode").as_deref() == Some("130"))
        .and_then(|it| node::value(it, "IssuerAssignedID"))
}

/// What a line says of its price.
fn prices(agreement: Node<'_, '_>) -> Line {
    let gross = node::child(agreement, "GrossPriceProductTradePrice");
    let in_gross = |path: &[&str]| gross.and_then(|gross| node::value_at(gross, path));
    let net = node::child(agreement, "NetPriceProductTradePrice");
    let in_net = |name: &'static str| net.and_then(|net| node::value(net, name));
    Line {
        gross_price: in_gross(&["ChargeAmount"]),
        price_discount: in_gross(&["AppliedTradeAllowanceCharge", "ActualAmount"]),
        ..price::of_line(in_net("ChargeAmount"), in_net("BasisQuantity"))
    }
}

fn amount(settlement: Node<'_, '_>, context: &mut Context) -> Option<domain::Money> {
    let names = [
        "SpecifiedTradeSettlementLineMonetarySummation",
        "SpecifiedTradeSettlementMonetarySummation",
    ];
    let sums = node::one_of(settlement, &names)?;
    context.money(sums, "LineTotalAmount")
}
