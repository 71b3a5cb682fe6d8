//! UBL 2 (OASIS): invoices and credit notes as Peppol BIS Billing 3, EHF and
//! EN 16931 write them, with the reminders and statements of OIOUBL.
//!
//! Elements are found by namespace and name, so any prefix will do. What is
//! missing or odd is told in findings of severity warning: a file whose root
//! is one of [`Root`] always becomes a document.

mod context;
mod head;
mod line;
mod party;
mod payment;
mod reference;
mod total;

use crate::xml::attachment;
use crate::xml::cut::Runs;
use crate::xml::node::{self, Node};
use crate::{code, field, payment_means, rules};
use context::Context;
use domain::document::{Details, DocumentKind};
use domain::intake::{Embedded, Item, ItemBody, NewDocument};
use domain::{Channel, Finding};
use roxmltree::Document;

/// The elements that hold files (BT-125).
const EMBEDDED: &str = "EmbeddedDocumentBinaryObject";

/// The kinds of UBL document that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Root {
    /// `Invoice`.
    Invoice,
    /// `CreditNote`.
    CreditNote,
    /// `Reminder`, known from OIOUBL.
    Reminder,
    /// `Statement`, known from OIOUBL.
    Statement,
}

impl Root {
    /// The kind with this root element.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "Invoice" => Some(Self::Invoice),
            "CreditNote" => Some(Self::CreditNote),
            "Reminder" => Some(Self::Reminder),
            "Statement" => Some(Self::Statement),
            _ => None,
        }
    }
}

/// Reads a UBL document, which may lie in an envelope. The findings given are
/// those of reaching it.
pub(crate) fn read(
    document: &Document<'_>,
    root: Node<'_, '_>,
    kind: Root,
    runs: &Runs,
    findings: Vec<Finding>,
) -> Item {
    let mut context = Context::new(root, findings);
    let mut new = document_of(root, kind, &mut context);
    new.embedded = attachment::all(document, EMBEDDED, runs, &mut context.findings);
    field::shorten(&mut new, &mut context.findings);
    context.findings.extend(rules::check(root));
    context.findings.truncate(crate::limits::FINDINGS_MAX);
    Item {
        place: String::new(),
        body: ItemBody::Document(Box::new(new)),
        findings: context.findings,
    }
}

/// The files inside a UBL document, in the order that [`read`] gives them.
pub(crate) fn embedded(document: &Document<'_>) -> Vec<Embedded> {
    attachment::all(document, EMBEDDED, &Runs::default(), &mut Vec::new())
}

fn document_of(root: Node<'_, '_>, kind: Root, context: &mut Context) -> NewDocument {
    let details = details(root, kind, context);
    let issued_on = context.date(root, "IssueDate");
    let due_on = head::due_on(root, context);
    let pay = payment_means::chosen(&details.payment_means);
    let new = NewDocument {
        kind: Some(head::kind(kind, &details)),
        number: node::value(root, "ID").unwrap_or_default(),
        company_number: head::company_number(root),
        customer: head::customer(root),
        channel: head::is_peppol(&details).then_some(Channel::Ehf),
        kid: pay.kid,
        account: pay.account,
        amount: details.totals.payable,
        issued_on,
        due_on,
        details,
        is_whole_file: true,
        ..NewDocument::default()
    };
    notice(&new, context);
    new
}

fn details(root: Node<'_, '_>, kind: Root, context: &mut Context) -> Details {
    Details {
        seller: party::of(root, "AccountingSupplierParty"),
        buyer: party::of(root, "AccountingCustomerParty"),
        payee: node::child(root, "PayeeParty").map(party::read),
        tax_representative: node::child(root, "TaxRepresentativeParty").map(party::read),
        delivery: head::delivery(root, context),
        period: head::period(root, context),
        tax_point_on: context.date(root, "TaxPointDate"),
        references: reference::all(root, context),
        lines: line::all(root, context),
        charges: total::charges(root, context),
        taxes: total::taxes(root, context),
        totals: total::totals(root, kind, context),
        payment_means: payment::all(root),
        notes: head::notes(root),
        message: None,
        customization: node::value(root, "CustomizationID"),
        profile: node::value(root, "ProfileID"),
        type_code: head::type_code(root),
        language: head::language(root),
    }
}

/// What is missing that everything later hangs on.
fn notice(new: &NewDocument, context: &mut Context) {
    if new.number.is_empty() {
        let message = "the document has no number (cbc:ID, BT-1)";
        context
            .findings
            .push(code::UBL_NUMBER_MISSING.at("cbc:ID", message));
    }
    if new.customer.key() == "name:" {
        let message = "the document does not say who receives it (BG-7)";
        let place = "cac:AccountingCustomerParty";
        context
            .findings
            .push(code::UBL_CUSTOMER_MISSING.at(place, message));
    }
    let asks = new.kind.is_some_and(DocumentKind::asks_for_payment);
    let is_ours = context.is_norwegian(new.details.seller.as_ref());
    if let Some(kid) = new.kid.as_deref().filter(|_| asks && is_ours) {
        let place = "cac:PaymentMeans/cbc:PaymentID";
        context.findings.extend(crate::kid::warning(kid, place));
    }
}

#[cfg(test)]
mod tests;
