//! The fields of the whole document.

use crate::cii::context::Context;
use crate::cii::{Parts, party};
use crate::xml::node::{self, Node};
use domain::document::{Delivery, Party, PaymentMeans, Span};
use domain::intake::NewCustomer;
use jiff::civil::Date;

/// The party of this name in the agreement.
pub(super) fn party<'a, 'i>(parts: &Parts<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node::child(parts.agreement?, name)
}

/// Who receives the document. Its name is the registered one (BT-44).
pub(super) fn customer(parts: &Parts<'_, '_>) -> NewCustomer {
    let Some(buyer) = party(parts, "BuyerTradeParty") else {
        return NewCustomer::default();
    };
    let read = party::read(buyer);
    NewCustomer {
        number: read.number,
        organisation_number: party::organisation_number(buyer),
        endpoint: read
            .endpoint
            .map(|endpoint| match endpoint.scheme.as_str() {
                "" => endpoint.id,
                scheme => format!("{scheme}:{}", endpoint.id),
            }),
        name: read.legal_name.unwrap_or(read.name),
    }
}

fn terms<'a, 'i: 'a>(parts: &Parts<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let settlement = parts.settlement.into_iter();
    settlement
        .flat_map(|it| node::children(it, "SpecifiedTradePaymentTerms"))
        .collect()
}

/// The last day to pay (BT-9): the first one that the terms name.
pub(super) fn due_on(parts: &Parts<'_, '_>, context: &mut Context) -> Option<Date> {
    terms(parts)
        .into_iter()
        .find_map(|terms| context.date(terms, "DueDateDateTime"))
}

/// Where and when it was delivered (BG-13).
pub(super) fn delivery(parts: &Parts<'_, '_>, context: &mut Context) -> Option<Delivery> {
    let element = parts.delivery?;
    let place = node::child(element, "ShipToTradeParty").map(|party| (party, party::read(party)));
    let event = node::child(element, "ActualDeliverySupplyChainEvent");
    let (location, place) = match place {
        Some((party, read)) => (
            node::value(party, "GlobalID").or_else(|| node::value(party, "ID")),
            read,
        ),
        None => (None, Party::default()),
    };
    let delivery = Delivery {
        on: event.and_then(|event| context.date(event, "OccurrenceDateTime")),
        name: (!place.name.is_empty()).then_some(place.name),
        location,
        address: place.address,
        country: place.country,
    };
    (delivery != Delivery::default()).then_some(delivery)
}

/// The time that a document or a line is about (BG-14, BG-26).
pub(super) fn period(settlement: Node<'_, '_>, context: &mut Context) -> Option<Span> {
    let element = node::child(settlement, "BillingSpecifiedPeriod")?;
    let span = Span {
        from: context.date(element, "StartDateTime"),
        to: context.date(element, "EndDateTime"),
    };
    (span != Span::default()).then_some(span)
}

/// The day that decides the tax (BT-7).
pub(super) fn tax_point_on(parts: &Parts<'_, '_>, context: &mut Context) -> Option<Date> {
    let settlement = parts.settlement.into_iter();
    let taxes: Vec<_> = settlement
        .flat_map(|it| node::children(it, "ApplicableTradeTax"))
        .collect();
    taxes
        .into_iter()
        .find_map(|tax| context.date(tax, "TaxPointDate"))
}

/// Notes on the document and on the payment (BT-22, BT-20).
pub(super) fn notes(parts: &Parts<'_, '_>) -> Vec<String> {
    let head = parts.head.into_iter();
    let notes = head
        .flat_map(|head| node::children(head, "IncludedNote"))
        .flat_map(|note| node::children(note, "Content"));
    let terms = terms(parts)
        .into_iter()
        .flat_map(|terms| node::children(terms, "Description"));
    notes.chain(terms).filter_map(node::paragraph).collect()
}

/// Every way to pay, in order; one without any account or code still carries
/// the reference.
pub(super) fn payment_means(parts: &Parts<'_, '_>) -> Vec<PaymentMeans> {
    let Some(settlement) = parts.settlement else {
        return Vec::new();
    };
    let reference = node::value(settlement, "PaymentReference");
    let mandate = terms(parts)
        .into_iter()
        .find_map(|terms| node::value(terms, "DirectDebitMandateID"));
    let mut means: Vec<PaymentMeans> =
        node::children(settlement, "SpecifiedTradeSettlementPaymentMeans")
            .map(|means| PaymentMeans {
                code: node::value(means, "TypeCode"),
                account: account(means),
                reference: reference.clone(),
                name: node::value(means, "Information"),
                account_name: node::value_at(
                    means,
                    &["PayeePartyCreditorFinancialAccount", "AccountName"],
                ),
                bank: node::value_at(
                    means,
                    &["PayeeSpecifiedCreditorFinancialInstitution", "BICID"],
                ),
                card: node::value_at(means, &["ApplicableTradeSettlementFinancialCard", "ID"]),
                mandate: mandate.clone(),
                debited_account: node::value_at(
                    means,
                    &["PayerPartyDebtorFinancialAccount", "IBANID"],
                ),
            })
            .collect();
    if means.is_empty() && reference.is_some() {
        means.push(PaymentMeans {
            reference,
            ..PaymentMeans::default()
        });
    }
    means
}

/// The account to pay to (BT-84): the IBAN, else the number of another kind.
fn account(means: Node<'_, '_>) -> Option<String> {
    let account = node::child(means, "PayeePartyCreditorFinancialAccount")?;
    node::value(account, "IBANID").or_else(|| node::value(account, "ProprietaryID"))
}
