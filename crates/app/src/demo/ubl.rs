//! EHF: a document as UBL 2.1 after Peppol BIS Billing 3.0. Everything
//! written is read from the document's own fields, so the two cannot differ.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::DocumentKind;
use domain::document::{Line, Reference, ReferenceKind, Tax};
use domain::intake::{Embedded, NewDocument};
use xml::Xml;

mod parties;
mod xml;

/// What the document says it follows (BT-24).
pub(super) const CUSTOMIZATION: &str =
    "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
/// The process that it says it belongs to (BT-23).
pub(super) const PROFILE: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

const NAMESPACE: &str = "urn:oasis:names:specification:ubl:schema:xsd";

/// The document type code (UNTDID 1001).
pub(super) const fn type_code(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::CreditNote => "381",
        _ => "380",
    }
}

/// Writes an invoice or a credit note.
pub(super) fn write(document: &NewDocument, embedded: &[Embedded]) -> String {
    let credit = document.kind == Some(DocumentKind::CreditNote);
    let root = if credit { "CreditNote" } else { "Invoice" };
    let mut xml = Xml::begin();
    let namespaces = format!(
        "xmlns=\"{NAMESPACE}:{root}-2\" xmlns:cac=\"{NAMESPACE}:CommonAggregateComponents-2\" \
         xmlns:cbc=\"{NAMESPACE}:CommonBasicComponents-2\""
    );
    xml.within_with(root, &namespaces, |xml| {
        head(xml, document, credit);
        references(xml, document, embedded);
        let details = &document.details;
        parties::write(xml, "cac:AccountingSupplierParty", details.seller.as_ref());
        parties::write(xml, "cac:AccountingCustomerParty", details.buyer.as_ref());
        means(xml, document);
        taxes(xml, document);
        totals(xml, document);
        for line in &details.lines {
            self::line(xml, line, credit);
        }
    });
    xml.finish()
}

fn head(xml: &mut Xml, document: &NewDocument, credit: bool) {
    let details = &document.details;
    let date = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
    let customization = details.customization.as_deref().unwrap_or(CUSTOMIZATION);
    xml.leaf("cbc:CustomizationID", customization);
    xml.leaf(
        "cbc:ProfileID",
        details.profile.as_deref().unwrap_or(PROFILE),
    );
    xml.leaf("cbc:ID", &document.number);
    xml.maybe("cbc:IssueDate", date(document.issued_on).as_deref());
    if !credit {
        xml.maybe("cbc:DueDate", date(document.due_on).as_deref());
    }
    let (element, usual) = match credit {
        true => (
            "cbc:CreditNoteTypeCode",
            type_code(DocumentKind::CreditNote),
        ),
        false => ("cbc:InvoiceTypeCode", type_code(DocumentKind::Invoice)),
    };
    xml.leaf(element, details.type_code.as_deref().unwrap_or(usual));
    for note in &details.notes {
        xml.leaf("cbc:Note", note);
    }
    if let Some(amount) = document.amount {
        xml.leaf("cbc:DocumentCurrencyCode", amount.currency.as_str());
    }
}

fn references(xml: &mut Xml, document: &NewDocument, embedded: &[Embedded]) {
    let find = |kind| {
        document
            .details
            .references
            .iter()
            .find(move |r| r.kind == kind)
    };
    if let Some(buyer) = find(ReferenceKind::Buyer) {
        xml.leaf("cbc:BuyerReference", &buyer.value);
    }
    if let Some(order) = find(ReferenceKind::Order) {
        xml.within("cac:OrderReference", |xml| xml.leaf("cbc:ID", &order.value));
    }
    if let Some(billing) = find(ReferenceKind::Billing) {
        xml.within("cac:BillingReference", |xml| self::billing(xml, billing));
    }
    if let Some(contract) = find(ReferenceKind::Contract) {
        xml.within("cac:ContractDocumentReference", |xml| {
            xml.leaf("cbc:ID", &contract.value);
        });
    }
    for file in embedded {
        xml.within("cac:AdditionalDocumentReference", |xml| {
            attachment(xml, file)
        });
    }
}

fn billing(xml: &mut Xml, billing: &Reference) {
    xml.within("cac:InvoiceDocumentReference", |xml| {
        xml.leaf("cbc:ID", &billing.value);
        xml.maybe(
            "cbc:IssueDate",
            billing.on.map(|on| on.to_string()).as_deref(),
        );
    });
}

fn attachment(xml: &mut Xml, file: &Embedded) {
    xml.leaf("cbc:ID", &file.name);
    xml.within("cac:Attachment", |xml| {
        let about = format!(
            "mimeCode=\"{}\" filename=\"{}\"",
            file.media_type, file.name
        );
        let encoded = STANDARD.encode(&file.bytes);
        xml.leaf_with("cbc:EmbeddedDocumentBinaryObject", &about, &encoded);
    });
}

fn means(xml: &mut Xml, document: &NewDocument) {
    for means in &document.details.payment_means {
        xml.within("cac:PaymentMeans", |xml| {
            xml.maybe("cbc:PaymentMeansCode", means.code.as_deref());
            xml.maybe("cbc:PaymentID", means.reference.as_deref());
            if let Some(account) = &means.account {
                xml.within("cac:PayeeFinancialAccount", |xml| {
                    xml.leaf("cbc:ID", account)
                });
            }
        });
    }
}

fn taxes(xml: &mut Xml, document: &NewDocument) {
    xml.within("cac:TaxTotal", |xml| {
        for tax in &document.details.totals.tax {
            xml.amount("cbc:TaxAmount", Some(*tax));
        }
        for tax in &document.details.taxes {
            xml.within("cac:TaxSubtotal", |xml| subtotal(xml, tax));
        }
    });
}

fn subtotal(xml: &mut Xml, tax: &Tax) {
    xml.amount("cbc:TaxableAmount", tax.taxable);
    xml.amount("cbc:TaxAmount", tax.amount);
    let percent = tax.percent.as_deref();
    category(xml, "cac:TaxCategory", Some(tax.category.as_str()), percent);
}

fn category(xml: &mut Xml, name: &str, code: Option<&str>, percent: Option<&str>) {
    xml.within(name, |xml| {
        xml.maybe("cbc:ID", code);
        xml.maybe("cbc:Percent", percent);
        xml.within("cac:TaxScheme", |xml| xml.leaf("cbc:ID", "VAT"));
    });
}

fn totals(xml: &mut Xml, document: &NewDocument) {
    let totals = &document.details.totals;
    xml.within("cac:LegalMonetaryTotal", |xml| {
        xml.amount("cbc:LineExtensionAmount", totals.lines);
        xml.amount("cbc:TaxExclusiveAmount", totals.without_tax);
        xml.amount("cbc:TaxInclusiveAmount", totals.with_tax);
        xml.amount("cbc:PayableAmount", totals.payable);
    });
}

fn line(xml: &mut Xml, line: &Line, credit: bool) {
    let (name, quantity) = match credit {
        true => ("cac:CreditNoteLine", "cbc:CreditedQuantity"),
        false => ("cac:InvoiceLine", "cbc:InvoicedQuantity"),
    };
    let currency = line.amount.map(|amount| amount.currency);
    xml.within(name, |xml| {
        xml.leaf("cbc:ID", &line.id);
        let unit = format!("unitCode=\"{}\"", line.unit.as_deref().unwrap_or("C62"));
        xml.leaf_with(quantity, &unit, line.quantity.as_deref().unwrap_or("1"));
        xml.amount("cbc:LineExtensionAmount", line.amount);
        xml.within("cac:Item", |xml| {
            xml.maybe("cbc:Description", line.description.as_deref());
            xml.leaf("cbc:Name", &line.name);
            if let Some(number) = &line.item_number {
                xml.within("cac:SellersItemIdentification", |xml| {
                    xml.leaf("cbc:ID", number)
                });
            }
            let (code, percent) = (line.tax_category.as_deref(), line.tax_percent.as_deref());
            category(xml, "cac:ClassifiedTaxCategory", code, percent);
        });
        if let (Some(price), Some(currency)) = (&line.price, currency) {
            let about = format!("currencyID=\"{currency}\"");
            xml.within("cac:Price", |xml| {
                xml.leaf_with("cbc:PriceAmount", &about, price)
            });
        }
    });
}
