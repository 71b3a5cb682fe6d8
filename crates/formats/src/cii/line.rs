//! The lines of a document (BG-25).

use crate::cii::context::Context;
use crate::cii::{Parts, total};
use crate::price;
use crate::xml::node::{self, Node};
use domain::document::Line;

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
        price: agreement.and_then(price_of_one),
        tax_percent: tax.and_then(total::percent),
        tax_category: tax.and_then(|tax| node::value(tax, "CategoryCode")),
        amount: settlement.and_then(|settlement| amount(settlement, context)),
        item_number: in_product("SellerAssignedID"),
        note,
        ..Line::default()
    }
}

fn price_of_one(agreement: Node<'_, '_>) -> Option<String> {
    let price = node::child(agreement, "NetPriceProductTradePrice")?;
    let base = node::value(price, "BasisQuantity");
    Some(price::of_one(
        node::value(price, "ChargeAmount")?,
        base.as_deref(),
    ))
}

fn amount(settlement: Node<'_, '_>, context: &mut Context) -> Option<domain::Money> {
    let names = [
        "SpecifiedTradeSettlementLineMonetarySummation",
        "SpecifiedTradeSettlementMonetarySummation",
    ];
    let sums = node::one_of(settlement, &names)?;
    context.money(sums, "LineTotalAmount")
}
