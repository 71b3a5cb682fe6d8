//! UN/CEFACT Cross Industry Invoice: D16B as EN 16931, Factur-X and ZUGFeRD 2
//! write it (`CrossIndustryInvoice`), and ZUGFeRD 1 (`CrossIndustryDocument`),
//! which gave other names to the same things.
//!
//! Source: EN 16931-3-3 and the ZUGFeRD 1.0 schema. Oddities: amounts mostly
//! have no currency of their own, dates are eight digits inside an element
//! that says so, and one reference to pay with serves every way to pay.

mod context;
mod head;
mod line;
mod party;
mod reference;
mod total;

use crate::xml::attachment;
use crate::xml::cut::Runs;
use crate::xml::node::{self, Node};
use crate::{code, field, payment_means, rules, type_code};
use context::Context;
use domain::document::{Details, DocumentKind};
use domain::intake::{Embedded, Item, ItemBody, NewDocument};
use domain::{Channel, Finding};
use roxmltree::Document;

/// The elements that hold files (BT-125).
const EMBEDDED: &str = "AttachmentBinaryObject";

/// Reads a CII document. The findings given are those of reaching it.
pub(crate) fn read(document: &Document<'_>, runs: &Runs, findings: Vec<Finding>) -> Item {
    let parts = Parts::of(document.root_element());
    let mut context = Context::new(&parts, findings);
    let mut new = document_of(&parts, &mut context);
    new.embedded = attachment::all(document, EMBEDDED, runs, &mut context.findings);
    field::shorten(&mut new, &mut context.findings);
    let customization = new.details.customization.as_deref();
    let advice = rules::check_cii(customization, document.root_element());
    context.findings.extend(advice);
    context.findings.truncate(crate::limits::FINDINGS_MAX);
    Item {
        place: String::new(),
        body: ItemBody::Document(Box::new(new)),
        findings: context.findings,
    }
}

/// The files inside a CII document, in the order that [`read`] gives them.
pub(crate) fn embedded(document: &Document<'_>) -> Vec<Embedded> {
    attachment::all(document, EMBEDDED, &Runs::default(), &mut Vec::new())
}

/// The parts of an invoice, each of which a file may lack.
#[derive(Clone, Copy)]
struct Parts<'a, 'i> {
    /// Guideline and business process.
    context: Option<Node<'a, 'i>>,
    /// Number, type, date and notes.
    head: Option<Node<'a, 'i>>,
    /// Lines, agreement, delivery and settlement.
    trade: Option<Node<'a, 'i>>,
    /// Parties and references.
    agreement: Option<Node<'a, 'i>>,
    /// What was delivered, where and when.
    delivery: Option<Node<'a, 'i>>,
    /// Currency, tax, totals and payment.
    settlement: Option<Node<'a, 'i>>,
    /// Totals.
    sums: Option<Node<'a, 'i>>,
}

impl<'a, 'i> Parts<'a, 'i> {
    fn of(root: Node<'a, 'i>) -> Self {
        let in_root = |names: &[&str]| node::one_of(root, names);
        let trade = in_root(&[
            "SupplyChainTradeTransaction",
            "SpecifiedSupplyChainTradeTransaction",
        ]);
        let in_trade = |names: &[&str]| node::one_of(trade?, names);
        let settlement = in_trade(&[
            "ApplicableHeaderTradeSettlement",
            "ApplicableSupplyChainTradeSettlement",
        ]);
        Self {
            context: in_root(&[
                "ExchangedDocumentContext",
                "SpecifiedExchangedDocumentContext",
            ]),
            head: in_root(&["ExchangedDocument", "HeaderExchangedDocument"]),
            trade,
            agreement: in_trade(&[
                "ApplicableHeaderTradeAgreement",
                "ApplicableSupplyChainTradeAgreement",
            ]),
            delivery: in_trade(&[
                "ApplicableHeaderTradeDelivery",
                "ApplicableSupplyChainTradeDelivery",
            ]),
            settlement,
            sums: settlement.and_then(|settlement| {
                let names = [
                    "SpecifiedTradeSettlementHeaderMonetarySummation",
                    "SpecifiedTradeSettlementMonetarySummation",
                ];
                node::one_of(settlement, &names)
            }),
        }
    }
}

fn document_of(parts: &Parts<'_, '_>, context: &mut Context) -> NewDocument {
    let details = details(parts, context);
    let pay = payment_means::chosen(&details.payment_means);
    let kind = match type_code::is_credit(&details) {
        true => DocumentKind::CreditNote,
        false => DocumentKind::Invoice,
    };
    let is_peppol = details
        .customization
        .as_deref()
        .is_some_and(|it| it.contains("peppol"));
    let new = NewDocument {
        kind: Some(kind),
        number: parts
            .head
            .and_then(|head| node::value(head, "ID"))
            .unwrap_or_default(),
        company_number: head::party(parts, "SellerTradeParty").and_then(party::organisation_number),
        customer: head::customer(parts),
        channel: is_peppol.then_some(Channel::Ehf),
        kid: pay.kid,
        account: pay.account,
        amount: details.totals.payable,
        issued_on: parts
            .head
            .and_then(|head| context.date(head, "IssueDateTime")),
        due_on: head::due_on(parts, context),
        details,
        is_whole_file: true,
        ..NewDocument::default()
    };
    notice(&new, context);
    new
}

fn details(parts: &Parts<'_, '_>, context: &mut Context) -> Details {
    let parameter = |name| {
        let parameter = node::child(parts.context?, name)?;
        node::value(parameter, "ID")
    };
    Details {
        seller: head::party(parts, "SellerTradeParty").map(party::read),
        buyer: head::party(parts, "BuyerTradeParty").map(party::read),
        payee: parts
            .settlement
            .and_then(|it| node::child(it, "PayeeTradeParty"))
            .map(party::read),
        references: reference::all(parts, context),
        lines: line::all(parts, context),
        tax_representative: head::party(parts, "SellerTaxRepresentativeTradeParty")
            .map(party::read),
        delivery: head::delivery(parts, context),
        period: parts.settlement.and_then(|it| head::period(it, context)),
        tax_point_on: head::tax_point_on(parts, context),
        charges: parts
            .settlement
            .map(|it| total::charges(it, context))
            .unwrap_or_default(),
        taxes: total::taxes(parts, context),
        totals: total::totals(parts, context),
        payment_means: head::payment_means(parts),
        notes: head::notes(parts),
        customization: parameter("GuidelineSpecifiedDocumentContextParameter"),
        profile: parameter("BusinessProcessSpecifiedDocumentContextParameter"),
        type_code: parts.head.and_then(|head| node::value(head, "TypeCode")),
        language: parts.head.and_then(|head| node::value(head, "LanguageID")),
        ..Details::default()
    }
}

/// What is missing that everything later hangs on.
fn notice(new: &NewDocument, context: &mut Context) {
    if new.number.is_empty() {
        let message = "the document has no number (ram:ID, BT-1)";
        let place = "ExchangedDocument/ID";
        context
            .findings
            .push(code::CII_NUMBER_MISSING.at(place, message));
    }
    if new.customer.key() == "name:" {
        let message = "the document does not say who receives it (BG-7)";
        let place = "BuyerTradeParty";
        context
            .findings
            .push(code::CII_CUSTOMER_MISSING.at(place, message));
    }
    let asks = new.kind.is_some_and(DocumentKind::asks_for_payment);
    let is_ours = context.is_norwegian(new.details.seller.as_ref());
    if let Some(kid) = new.kid.as_deref().filter(|_| asks && is_ours) {
        let place = "ApplicableHeaderTradeSettlement/PaymentReference";
        context.findings.extend(crate::kid::warning(kid, place));
    }
}

#[cfg(test)]
mod tests;
