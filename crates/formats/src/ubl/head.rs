//! The fields at the top of a document, and what is concluded from them.

use crate::type_code;
use crate::ubl::context::Context;
use crate::ubl::{Root, party};
use crate::xml::node::{self, Node};
use domain::document::{Delivery, Details, DocumentKind, Span};
use domain::intake::NewCustomer;
use jiff::civil::Date;

/// How the customization of EHF 3 reminders, which are invoices by their
/// root, can be told.
const EHF_REMINDER: &str = "urn:fdc:anskaffelser.no:2019:ehf:reminder:";

/// What kind of thing it is.
pub(crate) fn kind(root: Root, details: &Details) -> DocumentKind {
    match root {
        Root::CreditNote => DocumentKind::CreditNote,
        Root::Reminder => DocumentKind::Reminder,
        Root::Statement => DocumentKind::Statement,
        Root::Invoice if type_code::is_credit(details) => DocumentKind::CreditNote,
        Root::Invoice if names(details, EHF_REMINDER) => DocumentKind::Reminder,
        Root::Invoice => DocumentKind::Invoice,
    }
}

/// Whether the document says that it follows Peppol BIS or EHF, and so was
/// meant for the Peppol network.
pub(crate) fn is_peppol(details: &Details) -> bool {
    ["peppol", "anskaffelser.no", ":ehf:"]
        .into_iter()
        .any(|mark| names(details, mark))
}

fn names(details: &Details, mark: &str) -> bool {
    [&details.customization, &details.profile]
        .into_iter()
        .flatten()
        .any(|text| text.contains(mark))
}

/// The document type code, wherever the kind of document has it (BT-3).
pub(crate) fn type_code(root: Node<'_, '_>) -> Option<String> {
    ["InvoiceTypeCode", "CreditNoteTypeCode", "ReminderTypeCode"]
        .into_iter()
        .find_map(|name| node::value(root, name))
}

/// The last day to pay: BT-9, in credit notes and OIOUBL with the payment
/// means.
pub(crate) fn due_on(root: Node<'_, '_>, context: &mut Context) -> Option<Date> {
    if let Some(due) = context.date(root, "DueDate") {
        return Some(due);
    }
    let means: Vec<_> = node::children(root, "PaymentMeans").collect();
    means
        .into_iter()
        .find_map(|means| context.date(means, "PaymentDueDate"))
}

/// Where and when it was delivered (BG-13).
pub(crate) fn delivery(root: Node<'_, '_>, context: &mut Context) -> Option<Delivery> {
    let element = node::child(root, "Delivery")?;
    let address = node::at(element, &["DeliveryLocation", "Address"]);
    let delivery = Delivery {
        on: context.date(element, "ActualDeliveryDate"),
        name: node::value_at(element, &["DeliveryParty", "PartyName", "Name"]),
        location: node::value_at(element, &["DeliveryLocation", "ID"]),
        address: address.map(party::address_lines).unwrap_or_default(),
        country: address
            .and_then(|address| node::value_at(address, &["Country", "IdentificationCode"])),
    };
    (delivery != Delivery::default()).then_some(delivery)
}

/// The time that a document or a line is about (BG-14, BG-26).
pub(crate) fn period(parent: Node<'_, '_>, context: &mut Context) -> Option<Span> {
    let element = node::child(parent, "InvoicePeriod")?;
    let span = Span {
        from: context.date(element, "StartDate"),
        to: context.date(element, "EndDate"),
    };
    (span != Span::default()).then_some(span)
}

/// Notes on the document and on the payment (BT-22, BT-20).
pub(crate) fn notes(root: Node<'_, '_>) -> Vec<String> {
    let terms =
        node::children(root, "PaymentTerms").flat_map(|terms| node::children(terms, "Note"));
    node::children(root, "Note")
        .chain(terms)
        .filter_map(node::paragraph)
        .collect()
}

/// The language that the document or its first note says it is in.
pub(crate) fn language(root: Node<'_, '_>) -> Option<String> {
    node::attribute(root, "languageID")
        .or_else(|| node::attribute(node::child(root, "Note")?, "languageID"))
        .map(str::to_owned)
}

/// The sender's organisation number: Norwegian where one is valid, otherwise
/// the number of its register as written.
pub(crate) fn company_number(root: Node<'_, '_>) -> Option<String> {
    let seller = node::at(root, &["AccountingSupplierParty", "Party"])?;
    party::organisation_number(seller)
}

/// Who receives the document. Its name is the registered one (BT-44).
pub(crate) fn customer(root: Node<'_, '_>) -> NewCustomer {
    let Some(buyer) = node::at(root, &["AccountingCustomerParty", "Party"]) else {
        return NewCustomer::default();
    };
    let party = party::read(buyer);
    NewCustomer {
        number: party.number,
        organisation_number: party::organisation_number(buyer),
        endpoint: party
            .endpoint
            .map(|endpoint| match endpoint.scheme.as_str() {
                "" => endpoint.id,
                scheme => format!("{scheme}:{}", endpoint.id),
            }),
        name: party.legal_name.unwrap_or(party.name),
    }
}
