//! An invoice in CII, written as UBL would have it, so that the same rules
//! read both: EN 16931 gives every business term a place in either syntax.
//!
//! Source: EN 16931-3-2 (UBL) and EN 16931-3-3 (CII). Only what the rules look
//! at is written. Every element says where it was in CII, for the place of a
//! finding.

use crate::rules::PLACE;
use crate::xml::node::{self, Node};
use std::fmt::Write as _;

/// An element of UBL, where CII has it (names from the element around; none
/// for that element itself), and what is in it.
struct To(&'static str, &'static str, Inside);

enum Inside {
    /// The text, with the attributes that say how it is meant.
    Text,
    /// The scheme of a tax registration, in the words of UBL.
    Scheme,
    /// Further elements.
    Parts(&'static [To]),
}

use Inside::{Parts, Scheme, Text};

/// Rules that ask for something that CII has otherwise, or not at all.
pub(super) const NOT_READ: &[&str] = &["PEPPOL-EN16931-R053"];

/// Attributes that the rules ask for.
const ATTRIBUTES: &[&str] = &["schemeID", "listID", "unitCode", "currencyID"];

const HEAD: &[To] = &[
    To(
        "CustomizationID",
        "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID",
        Text,
    ),
    To(
        "ProfileID",
        "ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID",
        Text,
    ),
    To("ID", "ExchangedDocument/ID", Text),
    To(
        "IssueDate",
        "ExchangedDocument/IssueDateTime/DateTimeString",
        Text,
    ),
    To("InvoiceTypeCode", "ExchangedDocument/TypeCode", Text),
    To("Note", "ExchangedDocument/IncludedNote/Content", Text),
];

const AGREEMENT: &[To] = &[
    To("BuyerReference", "BuyerReference", Text),
    To(
        "OrderReference",
        "BuyerOrderReferencedDocument",
        Parts(&[To("ID", "IssuerAssignedID", Text)]),
    ),
    To(
        "AdditionalDocumentReference",
        "AdditionalReferencedDocument",
        Parts(REFERENCE),
    ),
    To("ProjectReference", "SpecifiedProcuringProject", Parts(&[])),
    To(
        "AccountingSupplierParty",
        "SellerTradeParty",
        Parts(&[To("Party", "", Parts(PARTY))]),
    ),
    To(
        "AccountingCustomerParty",
        "BuyerTradeParty",
        Parts(&[To("Party", "", Parts(PARTY))]),
    ),
    To(
        "TaxRepresentativeParty",
        "SellerTaxRepresentativeTradeParty",
        Parts(NAMED_PARTY),
    ),
];

const DELIVERY: &[To] = &[To(
    "Delivery",
    "",
    Parts(&[
        To(
            "ActualDeliveryDate",
            "ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString",
            Text,
        ),
        To(
            "DeliveryLocation",
            "ShipToTradeParty",
            Parts(&[To("Address", "PostalTradeAddress", Parts(COUNTRY))]),
        ),
    ]),
)];

const SETTLEMENT: &[To] = &[
    To("DocumentCurrencyCode", "InvoiceCurrencyCode", Text),
    To("TaxCurrencyCode", "TaxCurrencyCode", Text),
    To("InvoicePeriod", "BillingSpecifiedPeriod", Parts(PERIOD)),
    To(
        "InvoicePeriod",
        "ApplicableTradeTax/DueDateTypeCode",
        Parts(&[To("DescriptionCode", "", Text)]),
    ),
    To(
        "TaxPointDate",
        "ApplicableTradeTax/TaxPointDate/DateString",
        Text,
    ),
    To(
        "BillingReference",
        "InvoiceReferencedDocument",
        Parts(&[To("InvoiceDocumentReference", "", Parts(REFERENCE))]),
    ),
    To("PayeeParty", "PayeeTradeParty", Parts(NAMED_PARTY)),
    To(
        "PaymentMeans",
        "SpecifiedTradeSettlementPaymentMeans",
        Parts(&[
            To("PaymentMeansCode", "TypeCode", Text),
            To(
                "PayeeFinancialAccount",
                "PayeePartyCreditorFinancialAccount",
                Parts(&[To("ID", "IBANID", Text), To("ID", "ProprietaryID", Text)]),
            ),
            To(
                "CardAccount",
                "ApplicableTradeSettlementFinancialCard",
                Parts(&[To("PrimaryAccountNumberID", "ID", Text)]),
            ),
            // One mandate serves every way to pay.
            To(
                "PaymentMandate",
                "../SpecifiedTradePaymentTerms",
                Parts(&[To("ID", "DirectDebitMandateID", Text)]),
            ),
        ]),
    ),
    To(
        "AllowanceCharge",
        "SpecifiedTradeAllowanceCharge",
        Parts(CHARGE),
    ),
    To(
        "LegalMonetaryTotal",
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        Parts(&[
            To("LineExtensionAmount", "LineTotalAmount", Text),
            To("AllowanceTotalAmount", "AllowanceTotalAmount", Text),
            To("ChargeTotalAmount", "ChargeTotalAmount", Text),
            To("TaxExclusiveAmount", "TaxBasisTotalAmount", Text),
            To("TaxInclusiveAmount", "GrandTotalAmount", Text),
            To("PrepaidAmount", "TotalPrepaidAmount", Text),
            To("PayableRoundingAmount", "RoundingAmount", Text),
            To("PayableAmount", "DuePayableAmount", Text),
        ]),
    ),
];

/// The VAT breakdown, which UBL has inside the total of its currency.
const BREAKDOWN: &[To] = &[To(
    "TaxSubtotal",
    "ApplicableTradeTax",
    Parts(&[
        To("TaxableAmount", "BasisAmount", Text),
        To("TaxAmount", "CalculatedAmount", Text),
        To("TaxCategory", "", Parts(CATEGORY)),
    ]),
)];

const CATEGORY: &[To] = &[
    To("ID", "CategoryCode", Text),
    To("Percent", "RateApplicablePercent", Text),
    To("TaxExemptionReason", "ExemptionReason", Text),
    To("TaxExemptionReasonCode", "ExemptionReasonCode", Text),
];

const CHARGE: &[To] = &[
    To("ChargeIndicator", "ChargeIndicator/Indicator", Text),
    To("MultiplierFactorNumeric", "CalculationPercent", Text),
    To("BaseAmount", "BasisAmount", Text),
    To("Amount", "ActualAmount", Text),
    To("AllowanceChargeReason", "Reason", Text),
    To("AllowanceChargeReasonCode", "ReasonCode", Text),
    To("TaxCategory", "CategoryTradeTax", Parts(CATEGORY)),
];

const PERIOD: &[To] = &[
    To("StartDate", "StartDateTime/DateTimeString", Text),
    To("EndDate", "EndDateTime/DateTimeString", Text),
];

const REFERENCE: &[To] = &[
    To("ID", "IssuerAssignedID", Text),
    To("DocumentTypeCode", "TypeCode", Text),
];

const COUNTRY: &[To] = &[To(
    "Country",
    "",
    Parts(&[To("IdentificationCode", "CountryID", Text)]),
)];

const TAX_SCHEME: To = To(
    "PartyTaxScheme",
    "SpecifiedTaxRegistration",
    Parts(&[
        To("CompanyID", "ID", Text),
        To("TaxScheme", "", Parts(&[To("ID", "ID", Scheme)])),
    ]),
);

const PARTY: &[To] = &[
    To("EndpointID", "URIUniversalCommunication/URIID", Text),
    To("PartyIdentification", "ID", Parts(&[To("ID", "", Text)])),
    To(
        "PartyIdentification",
        "GlobalID",
        Parts(&[To("ID", "", Text)]),
    ),
    To("PostalAddress", "PostalTradeAddress", Parts(COUNTRY)),
    TAX_SCHEME,
    To(
        "PartyLegalEntity",
        "",
        Parts(&[
            To("RegistrationName", "Name", Text),
            To("CompanyID", "SpecifiedLegalOrganization/ID", Text),
        ]),
    ),
];

const NAMED_PARTY: &[To] = &[
    To("PartyName", "", Parts(&[To("Name", "Name", Text)])),
    To("PostalAddress", "PostalTradeAddress", Parts(COUNTRY)),
    TAX_SCHEME,
];

const LINE: &[To] = &[To(
    "InvoiceLine",
    "IncludedSupplyChainTradeLineItem",
    Parts(&[
        To("ID", "AssociatedDocumentLineDocument/LineID", Text),
        To(
            "InvoicedQuantity",
            "SpecifiedLineTradeDelivery/BilledQuantity",
            Text,
        ),
        To(
            "LineExtensionAmount",
            "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
            Text,
        ),
        To(
            "InvoicePeriod",
            "SpecifiedLineTradeSettlement/BillingSpecifiedPeriod",
            Parts(PERIOD),
        ),
        To(
            "DocumentReference",
            "SpecifiedLineTradeSettlement/AdditionalReferencedDocument",
            Parts(REFERENCE),
        ),
        To(
            "AllowanceCharge",
            "SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge",
            Parts(CHARGE),
        ),
        To("Item", "", Parts(ITEM)),
        To("Price", "SpecifiedLineTradeAgreement", Parts(PRICE)),
    ]),
)];

const ITEM: &[To] = &[
    To("Name", "SpecifiedTradeProduct/Name", Text),
    To(
        "StandardItemIdentification",
        "SpecifiedTradeProduct/GlobalID",
        Parts(&[To("ID", "", Text)]),
    ),
    To(
        "CommodityClassification",
        "SpecifiedTradeProduct/DesignatedProductClassification/ClassCode",
        Parts(&[To("ItemClassificationCode", "", Text)]),
    ),
    To(
        "ClassifiedTaxCategory",
        "SpecifiedLineTradeSettlement/ApplicableTradeTax",
        Parts(CATEGORY),
    ),
    To(
        "AdditionalItemProperty",
        "SpecifiedTradeProduct/ApplicableProductCharacteristic",
        Parts(&[To("Name", "Description", Text), To("Value", "Value", Text)]),
    ),
];

const PRICE: &[To] = &[
    To(
        "PriceAmount",
        "NetPriceProductTradePrice/ChargeAmount",
        Text,
    ),
    To(
        "BaseQuantity",
        "NetPriceProductTradePrice/BasisQuantity",
        Text,
    ),
    To(
        "AllowanceCharge",
        "GrossPriceProductTradePrice",
        Parts(&[
            To(
                "ChargeIndicator",
                "AppliedTradeAllowanceCharge/ChargeIndicator/Indicator",
                Text,
            ),
            To("BaseAmount", "ChargeAmount", Text),
            To("Amount", "AppliedTradeAllowanceCharge/ActualAmount", Text),
        ]),
    ),
];

/// The invoice as UBL.
pub(super) fn as_ubl(root: Node<'_, '_>) -> String {
    let mut ubl = String::from("<Invoice>");
    write(root, HEAD, &mut ubl);
    if let Some(trade) = node::child(root, "SupplyChainTradeTransaction") {
        let parts = [
            ("ApplicableHeaderTradeAgreement", AGREEMENT),
            ("ApplicableHeaderTradeDelivery", DELIVERY),
            ("ApplicableHeaderTradeSettlement", SETTLEMENT),
        ];
        for (name, table) in parts {
            if let Some(part) = node::child(trade, name) {
                write(part, table, &mut ubl);
            }
        }
        if let Some(settlement) = node::child(trade, "ApplicableHeaderTradeSettlement") {
            tax_totals(settlement, &mut ubl);
        }
        write(trade, LINE, &mut ubl);
    }
    ubl.push_str("</Invoice>");
    ubl
}

/// A total for each currency, with the breakdown in that of the invoice.
fn tax_totals(settlement: Node<'_, '_>, ubl: &mut String) {
    let currency = node::value(settlement, "InvoiceCurrencyCode");
    let totals = find(
        settlement,
        "SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount",
    );
    let is_own = |total: Node<'_, '_>| {
        let own = node::attribute(total, "currencyID");
        own.is_none() || currency.is_none() || own == currency.as_deref()
    };
    let mut has_breakdown = false;
    for total in totals {
        open("TaxTotal", total, ubl);
        text("TaxAmount", total, ubl);
        if is_own(total) && !has_breakdown {
            has_breakdown = true;
            write(settlement, BREAKDOWN, ubl);
        }
        ubl.push_str("</TaxTotal>");
    }
    if !has_breakdown && node::child(settlement, "ApplicableTradeTax").is_some() {
        open("TaxTotal", settlement, ubl);
        write(settlement, BREAKDOWN, ubl);
        ubl.push_str("</TaxTotal>");
    }
}

fn write(from: Node<'_, '_>, table: &[To], ubl: &mut String) {
    for To(name, path, inside) in table {
        for found in find(from, path) {
            match inside {
                Text => text(name, found, ubl),
                Scheme => scheme(name, found, ubl),
                Parts(parts) => {
                    open(name, found, ubl);
                    write(found, parts, ubl);
                    let _ = write!(ubl, "</{name}>");
                }
            }
        }
    }
}

/// Every element that these names lead to; `..` is the element around.
fn find<'a, 'i>(from: Node<'a, 'i>, path: &str) -> Vec<Node<'a, 'i>> {
    let names = path.split('/').filter(|name| !name.is_empty());
    names.fold(vec![from], |nodes, name| {
        let next = nodes.into_iter().flat_map(|it| match name {
            ".." => it.parent_element().into_iter().collect(),
            name => it
                .children()
                .filter(|child| node::is(*child, name))
                .collect::<Vec<_>>(),
        });
        next.collect()
    })
}

fn open(name: &str, from: Node<'_, '_>, ubl: &mut String) {
    let _ = write!(ubl, "<{name} {PLACE}=\"{}\">", node::place(from));
}

fn text(name: &str, from: Node<'_, '_>, ubl: &mut String) {
    let _ = write!(ubl, "<{name} {PLACE}=\"{}\"", node::place(from));
    for attribute in ATTRIBUTES {
        if let Some(value) = node::attribute(from, attribute) {
            let _ = write!(ubl, " {attribute}=\"");
            escaped(value, ubl);
            ubl.push('"');
        }
    }
    ubl.push('>');
    escaped(&node::text(from), ubl);
    let _ = write!(ubl, "</{name}>");
}

fn scheme(name: &str, from: Node<'_, '_>, ubl: &mut String) {
    let scheme = match node::attribute(from, "schemeID") {
        Some("VA" | "VAT") => "VAT",
        Some("FC") => "TAX",
        _ => "",
    };
    let _ = write!(ubl, "<{name}>{scheme}</{name}>");
}

fn escaped(value: &str, ubl: &mut String) {
    for letter in value.chars() {
        match letter {
            '&' => ubl.push_str("&amp;"),
            '<' => ubl.push_str("&lt;"),
            '>' => ubl.push_str("&gt;"),
            '"' => ubl.push_str("&quot;"),
            letter => ubl.push(letter),
        }
    }
}
