//! Finvoice 1.3 to 3.0 (Finance Finland): the Finnish invoice of the banks.
//! Read for its main fields.
//!
//! Source: the Finvoice 3.0 implementation guidelines. Oddities: no namespace,
//! decimal commas, days as eight digits, often ISO-8859-15; the reference and
//! the account to pay with lie in a part of their own for the bank (`Epi`).

use crate::code;
use crate::xml::main_fields::MainFields;
use crate::xml::node::{self, Node};
use domain::Finding;
use domain::document::{
    Details, DocumentKind, Endpoint, Line, Party, PaymentMeans, Reference, ReferenceKind, Tax,
    Totals,
};
use domain::intake::{Item, NewCustomer, NewDocument};

const CURRENCY: &str = "AmountCurrencyIdentifier";

/// Reads an invoice.
pub(crate) fn read(root: Node<'_, '_>, findings: Vec<Finding>) -> Item {
    let head = node::child(root, "InvoiceDetails");
    let in_head = |name: &str| head.and_then(|head| node::child(head, name));
    let total = in_head("InvoiceTotalVatIncludedAmount");
    let currency = total.and_then(|total| node::attribute(total, CURRENCY));
    let codes = (code::FINVOICE_FIELD, code::FINVOICE_MISSING);
    let mut fields = MainFields::new(currency, CURRENCY, codes, findings);
    let type_code = in_head("InvoiceTypeCode").and_then(node::filled);
    let seller = party(root, "Seller");
    let buyer = party(root, "Buyer");
    let new = NewDocument {
        kind: Some(kind(type_code.as_deref())),
        number: in_head("InvoiceNumber")
            .and_then(node::filled)
            .unwrap_or_default(),
        company_number: seller
            .as_ref()
            .and_then(|seller| seller.organisation_number.clone()),
        customer: customer(buyer.as_ref()),
        issued_on: fields.date(in_head("InvoiceDate")),
        due_on: due_on(root, head, &mut fields),
        ..NewDocument::default()
    };
    let details = Details {
        seller,
        buyer,
        references: head.map(references).unwrap_or_default(),
        lines: lines(root, &mut fields),
        taxes: head
            .map(|head| taxes(head, &mut fields))
            .unwrap_or_default(),
        totals: totals(head, root, &mut fields),
        payment_means: means(root),
        notes: head
            .into_iter()
            .flat_map(|head| node::children(head, "InvoiceFreeText"))
            .filter_map(node::paragraph)
            .collect(),
        type_code,
        ..Details::default()
    };
    fields.finish(new, details)
}

/// Type codes: INV02 and its kind are credit notes, REM reminders.
fn kind(code: Option<&str>) -> DocumentKind {
    match code {
        Some("INV02" | "INV03") => DocumentKind::CreditNote,
        Some(code) if code.starts_with("REM") => DocumentKind::Reminder,
        _ => DocumentKind::Invoice,
    }
}

/// The same elements stand for both parties, with another word in front.
fn party(root: Node<'_, '_>, word: &str) -> Option<Party> {
    let named = |node: Node<'_, '_>, name: &str| {
        let name = format!("{word}{name}");
        node::child(node, &name).and_then(node::filled)
    };
    let party = node::child(root, &format!("{word}PartyDetails"))?;
    let address = node::child(party, &format!("{word}PostalAddressDetails"));
    let in_address = |name: &str| address.and_then(|address| named(address, name));
    let town = [in_address("PostCodeIdentifier"), in_address("TownName")];
    let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let contact = node::child(root, &format!("{word}CommunicationDetails"));
    let in_contact = |name: &str| contact.and_then(|contact| named(contact, name));
    Some(Party {
        name: named(party, "OrganisationName").unwrap_or_default(),
        organisation_number: named(party, "PartyIdentifier"),
        vat_number: named(party, "OrganisationTaxCode"),
        endpoint: named(root, "OrganisationUnitNumber").map(|id| Endpoint {
            // Finnish electronic addresses are numbers of this scheme.
            scheme: "0037".to_owned(),
            id,
        }),
        address: in_address("StreetName")
            .into_iter()
            .chain((!town.is_empty()).then_some(town))
            .collect(),
        country: address.and_then(|address| node::value(address, "CountryCode")),
        contact: named(root, "ContactPersonName"),
        email: in_contact("EmailaddressIdentifier"),
        phone: in_contact("PhoneNumberIdentifier"),
        ..Party::default()
    })
}

fn customer(buyer: Option<&Party>) -> NewCustomer {
    buyer.map_or_else(NewCustomer::default, |buyer| NewCustomer {
        number: None,
        organisation_number: buyer.organisation_number.clone(),
        endpoint: buyer
            .endpoint
            .as_ref()
            .map(|endpoint| format!("{}:{}", endpoint.scheme, endpoint.id)),
        name: buyer.name.clone(),
    })
}

fn due_on(
    root: Node<'_, '_>,
    head: Option<Node<'_, '_>>,
    fields: &mut MainFields,
) -> Option<jiff::civil::Date> {
    let terms = head.and_then(|it| node::at(it, &["PaymentTermsDetails", "InvoiceDueDate"]));
    let instructed = node::at(
        root,
        &[
            "EpiDetails",
            "EpiPaymentInstructionDetails",
            "EpiDateOptionDate",
        ],
    );
    fields.date(terms).or_else(|| fields.date(instructed))
}

fn references(head: Node<'_, '_>) -> Vec<Reference> {
    let named = [
        ("BuyerReferenceIdentifier", ReferenceKind::Buyer),
        ("OrderIdentifier", ReferenceKind::Order),
        ("AgreementIdentifier", ReferenceKind::Contract),
        ("OriginalInvoiceNumber", ReferenceKind::Billing),
    ];
    // NA is how the format says that an order has no number.
    named
        .into_iter()
        .filter_map(|(name, kind)| Some((node::value(head, name)?, kind)))
        .filter(|(value, _)| value != "NA")
        .map(|(value, kind)| Reference {
            kind,
            value,
            on: None,
            text: None,
        })
        .collect()
}

fn lines(root: Node<'_, '_>, fields: &mut MainFields) -> Vec<Line> {
    let rows: Vec<_> = node::children(root, "InvoiceRow").collect();
    rows.into_iter()
        .map(|row| {
            let quantity = node::one_of(row, &["InvoicedQuantity", "DeliveredQuantity"]);
            let point = |text: String| text.replace(',', ".");
            Line {
                id: node::value(row, "RowPositionIdentifier").unwrap_or_default(),
                name: node::value(row, "ArticleName").unwrap_or_default(),
                description: node::value(row, "ArticleDescription"),
                quantity: quantity.and_then(node::filled).map(point),
                unit: quantity
                    .and_then(|quantity| node::attribute(quantity, "QuantityUnitCode"))
                    .map(str::to_owned),
                price: node::value(row, "UnitPriceAmount").map(point),
                tax_percent: node::value(row, "RowVatRatePercent").map(point),
                tax_category: node::value(row, "RowVatCode"),
                amount: fields.money(node::child(row, "RowVatExcludedAmount")),
                item_number: node::value(row, "ArticleIdentifier"),
                note: node::value(row, "RowFreeText"),
                ..Line::default()
            }
        })
        .collect()
}

fn taxes(head: Node<'_, '_>, fields: &mut MainFields) -> Vec<Tax> {
    let elements: Vec<_> = node::children(head, "VatSpecificationDetails").collect();
    elements
        .into_iter()
        .map(|element| Tax {
            category: node::value(element, "VatCode").unwrap_or_default(),
            percent: node::value(element, "VatRatePercent").map(|it| it.replace(',', ".")),
            taxable: fields.money(node::child(element, "VatBaseAmount")),
            amount: fields.money(node::child(element, "VatRateAmount")),
            exemption: node::value(element, "VatExemptionReason"),
        })
        .collect()
}

fn totals(head: Option<Node<'_, '_>>, root: Node<'_, '_>, fields: &mut MainFields) -> Totals {
    let instructed = node::at(
        root,
        &[
            "EpiDetails",
            "EpiPaymentInstructionDetails",
            "EpiInstructedAmount",
        ],
    );
    let mut in_head = |name: &str| fields.money(head.and_then(|head| node::child(head, name)));
    let with_tax = in_head("InvoiceTotalVatIncludedAmount");
    let tax = in_head("InvoiceTotalVatAmount");
    let without_tax = in_head("InvoiceTotalVatExcludedAmount");
    let rounding = in_head("InvoiceTotalRoundoffAmount");
    Totals {
        without_tax,
        tax: tax.into_iter().collect(),
        with_tax,
        rounding,
        // A credit note instructs nobody to pay.
        payable: fields.money(instructed).or(with_tax),
        ..Totals::default()
    }
}

fn means(root: Node<'_, '_>) -> Vec<PaymentMeans> {
    let Some(epi) = node::child(root, "EpiDetails") else {
        return Vec::new();
    };
    let account = [
        "EpiPartyDetails",
        "EpiBeneficiaryPartyDetails",
        "EpiAccountID",
    ];
    let paths: [&[&str]; 2] = [
        &[
            "EpiPaymentInstructionDetails",
            "EpiRemittanceInfoIdentifier",
        ],
        &["EpiIdentificationDetails", "EpiReference"],
    ];
    vec![PaymentMeans {
        account: node::value_at(epi, &account),
        reference: paths.iter().find_map(|path| node::value_at(epi, path)),
        ..PaymentMeans::default()
    }]
}

#[cfg(test)]
mod tests;
