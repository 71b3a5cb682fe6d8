//! Svefaktura 1.0 (SFTI, BasicInvoice 1.0): the Swedish invoice that came
//! before Peppol, a forerunner of UBL 2 with other names. Read for its main
//! fields.
//!
//! Source: the schema of BasicInvoice 1.0. Oddities: some elements lie in the
//! document's own namespace; the payment reference is the account's; a total
//! with tax stands for the amount to pay, rounded apart.

use crate::code;
use crate::xml::main_fields::MainFields;
use crate::xml::node::{self, Node};
use domain::Finding;
use domain::document::{
    Details, DocumentKind, Line, Party, PaymentMeans, Reference, ReferenceKind, Totals,
};
use domain::intake::{Item, NewCustomer, NewDocument};

/// The type code of a credit note.
const CREDIT: &str = "381";

/// Reads an invoice.
pub(crate) fn read(root: Node<'_, '_>, findings: Vec<Finding>) -> Item {
    let currency = node::value(root, "InvoiceCurrencyCode");
    let codes = (code::SVEFAKTURA_FIELD, code::SVEFAKTURA_MISSING);
    let mut fields = MainFields::new(currency.as_deref(), "amountCurrencyID", codes, findings);
    let type_code = node::value(root, "InvoiceTypeCode");
    let is_credit = type_code.as_deref() == Some(CREDIT);
    let seller = party(root, "SellerParty");
    let buyer = party(root, "BuyerParty");
    let new = NewDocument {
        kind: Some(match is_credit {
            true => DocumentKind::CreditNote,
            false => DocumentKind::Invoice,
        }),
        number: node::value(root, "ID").unwrap_or_default(),
        company_number: seller
            .as_ref()
            .and_then(|seller| seller.organisation_number.clone()),
        customer: customer(buyer.as_ref()),
        issued_on: fields.date(node::child(root, "IssueDate")),
        due_on: fields.date(node::at(root, &["PaymentMeans", "DuePaymentDate"])),
        ..NewDocument::default()
    };
    let details = Details {
        seller,
        buyer,
        references: references(root),
        lines: lines(root, &mut fields),
        totals: totals(root, &mut fields),
        payment_means: node::children(root, "PaymentMeans").map(means).collect(),
        notes: node::children(root, "Note")
            .filter_map(node::paragraph)
            .collect(),
        type_code,
        ..Details::default()
    };
    fields.finish(new, details)
}

fn party(root: Node<'_, '_>, name: &str) -> Option<Party> {
    let party = node::at(root, &[name, "Party"])?;
    let address = node::child(party, "Address");
    let in_address = |name| address.and_then(|address| node::value(address, name));
    let town = [in_address("PostalZone"), in_address("CityName")];
    let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let number_of = |tax: &str| {
        node::children(party, "PartyTaxScheme")
            .find(|it| node::value_at(*it, &["TaxScheme", "ID"]).as_deref() == Some(tax))
            .and_then(|it| node::value(it, "CompanyID"))
    };
    Some(Party {
        name: node::value_at(party, &["PartyName", "Name"]).unwrap_or_default(),
        // SWT is the Swedish register of companies that pay tax.
        organisation_number: number_of("SWT"),
        vat_number: number_of("VAT"),
        number: node::value_at(party, &["PartyIdentification", "ID"]),
        address: in_address("StreetName")
            .into_iter()
            .chain((!town.is_empty()).then_some(town))
            .collect(),
        country: address.and_then(|it| node::value_at(it, &["Country", "IdentificationCode"])),
        contact: node::value_at(party, &["Contact", "Name"]),
        email: node::value_at(party, &["Contact", "ElectronicMail"]),
        phone: node::value_at(party, &["Contact", "Telephone"]),
        ..Party::default()
    })
}

fn customer(buyer: Option<&Party>) -> NewCustomer {
    buyer.map_or_else(NewCustomer::default, |buyer| NewCustomer {
        number: buyer.number.clone(),
        organisation_number: buyer.organisation_number.clone(),
        endpoint: None,
        name: buyer.name.clone(),
    })
}

fn references(root: Node<'_, '_>) -> Vec<Reference> {
    let named = [
        ("RequisitionistDocumentReference", ReferenceKind::Buyer),
        ("InitialInvoiceDocumentReference", ReferenceKind::Billing),
    ];
    named
        .into_iter()
        .flat_map(|(name, kind)| {
            node::children(root, name).filter_map(move |it| {
                Some(Reference {
                    kind,
                    value: node::value(it, "ID")?,
                    on: None,
                    text: None,
                })
            })
        })
        .collect()
}

fn lines(root: Node<'_, '_>, fields: &mut MainFields) -> Vec<Line> {
    let lines: Vec<_> = node::children(root, "InvoiceLine").collect();
    lines
        .into_iter()
        .map(|line| {
            let item = node::child(line, "Item");
            let in_item = |path: &[&str]| item.and_then(|item| node::value_at(item, path));
            let quantity = node::child(line, "InvoicedQuantity");
            Line {
                id: node::value(line, "ID").unwrap_or_default(),
                name: in_item(&["Description"]).unwrap_or_default(),
                quantity: quantity.and_then(node::filled),
                unit: quantity
                    .and_then(|quantity| node::attribute(quantity, "quantityUnitCode"))
                    .map(str::to_owned),
                price: in_item(&["BasePrice", "PriceAmount"]),
                tax_percent: in_item(&["TaxCategory", "Percent"]),
                amount: fields.money(node::child(line, "LineExtensionAmount")),
                item_number: in_item(&["SellersItemIdentification", "ID"]),
                note: node::value(line, "Note"),
                ..Line::default()
            }
        })
        .collect()
}

fn totals(root: Node<'_, '_>, fields: &mut MainFields) -> Totals {
    let tax = fields.money(node::at(root, &["TaxTotal", "TotalTaxAmount"]));
    let mut in_total = |name: &str| fields.money(node::at(root, &["LegalTotal", name]));
    let with_tax = in_total("TaxInclusiveTotalAmount");
    Totals {
        lines: in_total("LineExtensionTotalAmount"),
        without_tax: in_total("TaxExclusiveTotalAmount"),
        tax: tax.into_iter().collect(),
        with_tax,
        rounding: in_total("RoundOffAmount"),
        // The total includes its rounding already.
        payable: with_tax,
        ..Totals::default()
    }
}

fn means(means: Node<'_, '_>) -> PaymentMeans {
    let account = node::child(means, "PayeeFinancialAccount");
    PaymentMeans {
        code: node::value(means, "PaymentMeansTypeCode"),
        account: account.and_then(|account| node::value(account, "ID")),
        reference: account.and_then(|account| node::value(account, "PaymentInstructionID")),
        ..PaymentMeans::default()
    }
}

#[cfg(test)]
mod tests;
