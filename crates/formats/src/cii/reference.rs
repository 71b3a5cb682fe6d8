//! What a document refers to.

use crate::cii::Parts;
use crate::cii::context::Context;
use crate::xml::node::{self, Node};
use domain::document::{Reference, ReferenceKind};

/// Document type codes (UNTDID 1001) of additional references that are not
/// supporting documents: a call for tenders, and what is invoiced.
const TENDER: &str = "50";
const OBJECT: &str = "130";

/// Every reference of the document.
pub(super) fn all(parts: &Parts<'_, '_>, context: &mut Context) -> Vec<Reference> {
    let mut found = Vec::new();
    let plain = [
        (parts.agreement, "BuyerReference", ReferenceKind::Buyer),
        (
            parts.agreement,
            "BuyerOrderReferencedDocument",
            ReferenceKind::Order,
        ),
        (
            parts.agreement,
            "SellerOrderReferencedDocument",
            ReferenceKind::SalesOrder,
        ),
        (
            parts.agreement,
            "ContractReferencedDocument",
            ReferenceKind::Contract,
        ),
        (
            parts.agreement,
            "SpecifiedProcuringProject",
            ReferenceKind::Project,
        ),
        (
            parts.delivery,
            "DespatchAdviceReferencedDocument",
            ReferenceKind::Despatch,
        ),
        (
            parts.delivery,
            "ReceivingAdviceReferencedDocument",
            ReferenceKind::Receipt,
        ),
        (
            parts.settlement,
            "InvoiceReferencedDocument",
            ReferenceKind::Billing,
        ),
        (
            parts.settlement,
            "ReceivableSpecifiedTradeAccountingAccount",
            ReferenceKind::Accounting,
        ),
    ];
    for (part, name, kind) in plain {
        let elements: Vec<_> = part
            .into_iter()
            .flat_map(|part| node::children(part, name))
            .collect();
        found.extend(
            elements
                .into_iter()
                .filter_map(|it| read(it, kind, context)),
        );
    }
    let agreement = parts.agreement.into_iter();
    found.extend(
        agreement
            .flat_map(|it| node::children(it, "AdditionalReferencedDocument"))
            .filter_map(external),
    );
    found
}

fn read(element: Node<'_, '_>, kind: ReferenceKind, context: &mut Context) -> Option<Reference> {
    let value = node::value(element, "IssuerAssignedID")
        .or_else(|| node::value(element, "ID"))
        .or_else(|| node::filled(element))?;
    let names = ["FormattedIssueDateTime", "IssueDateTime"];
    let on = names
        .into_iter()
        .find_map(|name| context.date(element, name));
    Some(Reference {
        kind,
        value,
        on,
        text: None,
    })
}

/// A supporting document that is not inside this one: its address, or else
/// its number.
fn external(element: Node<'_, '_>) -> Option<Reference> {
    let code = node::value(element, "TypeCode").unwrap_or_default();
    let number = node::value(element, "IssuerAssignedID");
    let is_inside = node::child(element, super::EMBEDDED).is_some();
    let text = node::value(element, "Name");
    let (kind, value, text) = match (code.as_str(), node::value(element, "URIID")) {
        (TENDER, _) => (ReferenceKind::Tender, number?, text),
        (OBJECT, _) => return None,
        (_, Some(uri)) => (ReferenceKind::External, uri, text.or(number)),
        (_, None) => (
            ReferenceKind::External,
            number.filter(|_| !is_inside)?,
            text,
        ),
    };
    Some(Reference {
        kind,
        value,
        on: None,
        text,
    })
}
