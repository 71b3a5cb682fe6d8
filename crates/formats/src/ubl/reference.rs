//! What a document refers to.

use crate::ubl::context::Context;
use crate::ubl::line;
use crate::xml::node::{self, Node};
use domain::document::{Reference, ReferenceKind};

/// References that are an id in an element of their own.
const WITH_ID: &[(&str, ReferenceKind)] = &[
    ("ContractDocumentReference", ReferenceKind::Contract),
    ("ProjectReference", ReferenceKind::Project),
    ("DespatchDocumentReference", ReferenceKind::Despatch),
    ("ReceiptDocumentReference", ReferenceKind::Receipt),
    ("OriginatorDocumentReference", ReferenceKind::Tender),
];

/// Every reference of the document, and the earlier invoices that lines of a
/// reminder name.
pub(crate) fn all(root: Node<'_, '_>, context: &mut Context) -> Vec<Reference> {
    let mut found = Vec::new();
    found.extend(node::value(root, "BuyerReference").map(|v| of(ReferenceKind::Buyer, v)));
    found.extend(node::value(root, "AccountingCost").map(|v| of(ReferenceKind::Accounting, v)));
    found.extend(orders(root));
    billing(root, context, &mut found);
    for line in line::nodes(root) {
        billing(line, context, &mut found);
    }
    for (name, kind) in WITH_ID {
        let elements: Vec<_> = node::children(root, name).collect();
        found.extend(
            elements
                .into_iter()
                .filter_map(|it| with_id(it, *kind, context)),
        );
    }
    found.extend(node::children(root, "AdditionalDocumentReference").filter_map(external));
    found
}

fn of(kind: ReferenceKind, value: String) -> Reference {
    Reference {
        kind,
        value,
        on: None,
        text: None,
    }
}

fn with_id(element: Node<'_, '_>, kind: ReferenceKind, context: &mut Context) -> Option<Reference> {
    Some(Reference {
        kind,
        value: node::value(element, "ID")?,
        on: context.date(element, "IssueDate"),
        text: None,
    })
}

fn orders(root: Node<'_, '_>) -> impl Iterator<Item = Reference> {
    let order = node::child(root, "OrderReference");
    let in_order = |what| order.and_then(|order| node::value(order, what));
    [
        in_order("ID").map(|id| of(ReferenceKind::Order, id)),
        in_order("SalesOrderID").map(|id| of(ReferenceKind::SalesOrder, id)),
    ]
    .into_iter()
    .flatten()
}

fn billing(parent: Node<'_, '_>, context: &mut Context, found: &mut Vec<Reference>) {
    let elements: Vec<_> = node::children(parent, "BillingReference")
        .flat_map(|reference| reference.children())
        .filter(|it| {
            node::is(*it, "InvoiceDocumentReference")
                || node::is(*it, "CreditNoteDocumentReference")
        })
        .collect();
    let references = elements
        .into_iter()
        .filter_map(|it| with_id(it, ReferenceKind::Billing, context));
    found.extend(references);
}

/// A supporting document that is not inside this one: its address, or else
/// its number.
fn external(element: Node<'_, '_>) -> Option<Reference> {
    let attachment = node::child(element, "Attachment");
    let uri = attachment.and_then(|it| node::value_at(it, &["ExternalReference", "URI"]));
    let is_inside =
        attachment.is_some_and(|it| node::child(it, "EmbeddedDocumentBinaryObject").is_some());
    let number = node::value(element, "ID");
    let text = node::value(element, "DocumentDescription");
    let reference = match uri {
        Some(uri) => Reference {
            text: text.or(number),
            ..of(ReferenceKind::External, uri)
        },
        None => Reference {
            text,
            ..of(ReferenceKind::External, number.filter(|_| !is_inside)?)
        },
    };
    Some(reference)
}
