//! What must be there: rules BR-01 to BR-65 and those of BR-CO that ask for
//! one thing where there is another.

use crate::rules::Broken;
use crate::rules::view::{all, allowances, exists, has, lines, number, party, text, vat_number};
use crate::xml::node::{self, Node};

/// Rule, where it applies (empty for the whole document), what must be there
/// (any one of), and its text.
type Need = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
);

const NEEDS: &[Need] = &[
    (
        "BR-01",
        "",
        &["CustomizationID"],
        "the specification identifier (BT-24) is missing",
    ),
    ("BR-02", "", &["ID"], "the invoice number (BT-1) is missing"),
    (
        "BR-03",
        "",
        &["IssueDate"],
        "the date of issue (BT-2) is missing",
    ),
    (
        "BR-04",
        "",
        &["InvoiceTypeCode", "CreditNoteTypeCode"],
        "the type code (BT-3) is missing",
    ),
    (
        "BR-05",
        "",
        &["DocumentCurrencyCode"],
        "the currency code (BT-5) is missing",
    ),
    (
        "BR-06",
        "",
        &["AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName"],
        "the seller's name (BT-27) is missing",
    ),
    (
        "BR-07",
        "",
        &["AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName"],
        "the buyer's name (BT-44) is missing",
    ),
    (
        "BR-08",
        "",
        &["AccountingSupplierParty/Party/PostalAddress"],
        "the seller's address (BG-5) is missing",
    ),
    (
        "BR-09",
        "AccountingSupplierParty/Party/PostalAddress",
        &["Country/IdentificationCode"],
        "the seller's country (BT-40) is missing",
    ),
    (
        "BR-10",
        "",
        &["AccountingCustomerParty/Party/PostalAddress"],
        "the buyer's address (BG-8) is missing",
    ),
    (
        "BR-11",
        "AccountingCustomerParty/Party/PostalAddress",
        &["Country/IdentificationCode"],
        "the buyer's country (BT-55) is missing",
    ),
    (
        "BR-12",
        "LegalMonetaryTotal",
        &["LineExtensionAmount"],
        "the sum of the lines (BT-106) is missing",
    ),
    (
        "BR-13",
        "LegalMonetaryTotal",
        &["TaxExclusiveAmount"],
        "the total without VAT (BT-109) is missing",
    ),
    (
        "BR-14",
        "LegalMonetaryTotal",
        &["TaxInclusiveAmount"],
        "the total with VAT (BT-112) is missing",
    ),
    (
        "BR-15",
        "LegalMonetaryTotal",
        &["PayableAmount"],
        "the amount due (BT-115) is missing",
    ),
    (
        "BR-16",
        "",
        &["InvoiceLine", "CreditNoteLine"],
        "there is no line (BG-25)",
    ),
    (
        "BR-17",
        "PayeeParty",
        &["PartyName/Name"],
        "the payee's name (BT-59) is missing",
    ),
    (
        "BR-18",
        "TaxRepresentativeParty",
        &["PartyName/Name"],
        "the tax representative's name (BT-62) is missing",
    ),
    (
        "BR-19",
        "TaxRepresentativeParty",
        &["PostalAddress"],
        "the tax representative's address (BG-12) is missing",
    ),
    (
        "BR-20",
        "TaxRepresentativeParty/PostalAddress",
        &["Country/IdentificationCode"],
        "the tax representative's country (BT-69) is missing",
    ),
    (
        "BR-45",
        "TaxTotal/TaxSubtotal",
        &["TaxableAmount"],
        "a VAT breakdown has no taxable amount (BT-116)",
    ),
    (
        "BR-46",
        "TaxTotal/TaxSubtotal",
        &["TaxAmount"],
        "a VAT breakdown has no tax amount (BT-117)",
    ),
    (
        "BR-47",
        "TaxTotal/TaxSubtotal",
        &["TaxCategory/ID"],
        "a VAT breakdown has no category (BT-118)",
    ),
    (
        "BR-49",
        "PaymentMeans",
        &["PaymentMeansCode"],
        "a payment instruction has no means code (BT-81)",
    ),
    (
        "BR-50",
        "PaymentMeans/PayeeFinancialAccount",
        &["ID"],
        "an account to pay to has no identifier (BT-84)",
    ),
    (
        "BR-52",
        "AdditionalDocumentReference",
        &["ID"],
        "a supporting document has no reference (BT-122)",
    ),
    (
        "BR-55",
        "BillingReference",
        &[
            "InvoiceDocumentReference/ID",
            "CreditNoteDocumentReference/ID",
        ],
        "a preceding invoice has no reference (BT-25)",
    ),
    (
        "BR-57",
        "Delivery/DeliveryLocation/Address",
        &["Country/IdentificationCode"],
        "the country delivered to (BT-80) is missing",
    ),
    (
        "BR-CO-18",
        "",
        &["TaxTotal/TaxSubtotal"],
        "there is no VAT breakdown (BG-23)",
    ),
    (
        "BR-CO-19",
        "InvoicePeriod",
        &["StartDate", "EndDate", "DescriptionCode"],
        "the invoicing period (BG-14) has neither start nor end",
    ),
];

const LINE_NEEDS: &[Need] = &[
    ("BR-21", "", &["ID"], "the line has no identifier (BT-126)"),
    (
        "BR-22",
        "",
        &["InvoicedQuantity", "CreditedQuantity"],
        "the line has no quantity (BT-129)",
    ),
    (
        "BR-24",
        "",
        &["LineExtensionAmount"],
        "the line has no amount (BT-131)",
    ),
    ("BR-25", "", &["Item/Name"], "the item has no name (BT-153)"),
    (
        "BR-26",
        "",
        &["Price/PriceAmount"],
        "the item has no price (BT-146)",
    ),
    (
        "BR-CO-04",
        "",
        &["Item/ClassifiedTaxCategory/ID"],
        "the line has no VAT category (BT-151)",
    ),
    (
        "BR-CO-20",
        "InvoicePeriod",
        &["StartDate", "EndDate"],
        "the line's period (BG-26) has neither start nor end",
    ),
    (
        "BR-54",
        "Item/AdditionalItemProperty",
        &["Name"],
        "an item attribute has no name (BT-160)",
    ),
    (
        "BR-54",
        "Item/AdditionalItemProperty",
        &["Value"],
        "an item attribute has no value (BT-161)",
    ),
];

/// Rules of allowances and charges: on the whole or on a line, with the ids
/// for amount, category, and reason (which two rules ask for).
const CHARGES: &[(bool, bool, [&str; 4])] = &[
    (false, false, ["BR-31", "BR-32", "BR-33", "BR-CO-21"]),
    (false, true, ["BR-36", "BR-37", "BR-38", "BR-CO-22"]),
    (true, false, ["BR-41", "", "BR-42", "BR-CO-23"]),
    (true, true, ["BR-43", "", "BR-44", "BR-CO-24"]),
];

/// Checks what must be there.
pub(super) fn check(root: Node<'_, '_>, broken: &mut Broken) {
    needs(root, NEEDS, broken);
    for line in lines(root) {
        needs(line, LINE_NEEDS, broken);
        line_rules(line, broken);
    }
    for (is_line, is_charge, ids) in CHARGES {
        let parents = if *is_line { lines(root) } else { vec![root] };
        for parent in parents {
            for charge in allowances(parent, *is_charge) {
                charge_rules(charge, ids, broken);
            }
        }
    }
    parties(root, broken);
    payment(root, broken);
    periods(root, broken);
    taxes(root, broken);
}

fn needs(root: Node<'_, '_>, needs: &[Need], broken: &mut Broken) {
    for (id, context, any_of, why) in needs {
        for place in all(root, context) {
            let is_there = any_of.iter().any(|path| is_there(place, path));
            broken.unless(is_there, id, place, why);
        }
    }
}

/// A group is there even if it is empty; a field must say something.
fn is_there(place: Node<'_, '_>, path: &str) -> bool {
    const GROUPS: &[&str] = &["Address", "Line", "TaxSubtotal"];
    let is_group = GROUPS.iter().any(|group| path.ends_with(group));
    has(place, path) || (is_group && exists(place, path))
}

fn line_rules(line: Node<'_, '_>, broken: &mut Broken) {
    for name in ["InvoicedQuantity", "CreditedQuantity"] {
        for quantity in all(line, name) {
            let has_unit = node::attribute(quantity, "unitCode").is_some();
            broken.unless(
                has_unit,
                "BR-23",
                quantity,
                "the quantity has no unit (BT-130)",
            );
        }
    }
    let at_least_nought = [
        (
            "BR-27",
            "Price/PriceAmount",
            "the net price (BT-146) is negative",
        ),
        (
            "BR-28",
            "Price/AllowanceCharge/BaseAmount",
            "the gross price (BT-148) is negative",
        ),
    ];
    for (id, path, why) in at_least_nought {
        let is_negative =
            number(line, path).is_some_and(|it| it.is_sign_negative() && !it.is_zero());
        broken.unless(!is_negative, id, line, why);
    }
    let with_scheme = [
        (
            "BR-64",
            "Item/StandardItemIdentification/ID",
            "schemeID",
            "a standard item identifier (BT-157) has no scheme",
        ),
        (
            "BR-65",
            "Item/CommodityClassification/ItemClassificationCode",
            "listID",
            "an item classification (BT-158) has no scheme",
        ),
    ];
    for (id, path, attribute, why) in with_scheme {
        for element in all(line, path) {
            broken.unless(
                node::attribute(element, attribute).is_some(),
                id,
                element,
                why,
            );
        }
    }
}

fn charge_rules(charge: Node<'_, '_>, ids: &[&'static str; 4], broken: &mut Broken) {
    let [amount, category, reason, reason_too] = *ids;
    broken.unless(
        has(charge, "Amount"),
        amount,
        charge,
        "an allowance or charge has no amount",
    );
    if !category.is_empty() {
        let has_category = has(charge, "TaxCategory/ID");
        broken.unless(
            has_category,
            category,
            charge,
            "an allowance or charge has no VAT category",
        );
    }
    let has_reason =
        has(charge, "AllowanceChargeReason") || has(charge, "AllowanceChargeReasonCode");
    for id in [reason, reason_too] {
        broken.unless(
            has_reason,
            id,
            charge,
            "an allowance or charge gives neither reason nor reason code",
        );
    }
}

fn parties(root: Node<'_, '_>, broken: &mut Broken) {
    let roles = [
        (
            "BR-62",
            "AccountingSupplierParty",
            "the seller's electronic address (BT-34) has no scheme",
        ),
        (
            "BR-63",
            "AccountingCustomerParty",
            "the buyer's electronic address (BT-49) has no scheme",
        ),
    ];
    for (id, role, why) in roles {
        for endpoint in all(root, &format!("{role}/Party/EndpointID")) {
            broken.unless(
                node::attribute(endpoint, "schemeID").is_some(),
                id,
                endpoint,
                why,
            );
        }
    }
    for representative in all(root, "TaxRepresentativeParty") {
        let has_number = vat_number(Some(representative)).is_some();
        broken.unless(
            has_number,
            "BR-56",
            representative,
            "the tax representative has no VAT number (BT-63)",
        );
    }
    if let Some(seller) = party(root, "AccountingSupplierParty") {
        let is_named = has(seller, "PartyIdentification/ID")
            || has(seller, "PartyLegalEntity/CompanyID")
            || vat_number(Some(seller)).is_some();
        broken.unless(is_named, "BR-CO-26", seller, "the seller has neither identifier (BT-29), registration (BT-30) nor VAT number (BT-31)");
    }
    let numbers = [
        party(root, "AccountingSupplierParty"),
        party(root, "AccountingCustomerParty"),
        node::child(root, "TaxRepresentativeParty"),
    ];
    for holder in numbers.into_iter().flatten() {
        if let Some(number) = vat_number(Some(holder)) {
            let has_prefix =
                number.len() > 2 && number.bytes().take(2).all(|b| b.is_ascii_uppercase());
            broken.unless(
                has_prefix,
                "BR-CO-09",
                holder,
                "a VAT number has no country prefix (ISO 3166-1)",
            );
        }
    }
}

/// Means codes of credit transfers, which need an account.
const TRANSFERS: &[&str] = &["30", "58"];

fn payment(root: Node<'_, '_>, broken: &mut Broken) {
    for means in all(root, "PaymentMeans") {
        let code = text(means, "PaymentMeansCode").unwrap_or_default();
        if TRANSFERS.contains(&code.as_str()) {
            let has_account = has(means, "PayeeFinancialAccount/ID");
            broken.unless(
                has_account,
                "BR-61",
                means,
                "a credit transfer has no account (BT-84)",
            );
        }
        let card = text(means, "CardAccount/PrimaryAccountNumberID").unwrap_or_default();
        let digits = card.chars().filter(char::is_ascii_digit).count();
        broken.unless(
            digits <= 10,
            "BR-51",
            means,
            "a card number (BT-87) is given whole",
        );
    }
}

fn periods(root: Node<'_, '_>, broken: &mut Broken) {
    let whole = all(root, "InvoicePeriod")
        .into_iter()
        .map(|it| ("BR-29", it));
    let of_lines = lines(root)
        .into_iter()
        .flat_map(|line| all(line, "InvoicePeriod"))
        .map(|it| ("BR-30", it));
    for (id, period) in whole.chain(of_lines) {
        let days = text(period, "StartDate").zip(text(period, "EndDate"));
        // Dates of this form sort as text.
        let is_right = days.is_none_or(|(start, end)| start <= end);
        broken.unless(is_right, id, period, "the period ends before it starts");
    }
    let has_code = has(root, "InvoicePeriod/DescriptionCode");
    let is_one = !(has(root, "TaxPointDate") && has_code);
    broken.unless(
        is_one,
        "BR-CO-03",
        root,
        "tax point date (BT-7) and its code (BT-8) exclude each other",
    );
}

fn taxes(root: Node<'_, '_>, broken: &mut Broken) {
    for part in all(root, "TaxTotal/TaxSubtotal") {
        let is_outside = text(part, "TaxCategory/ID").as_deref() == Some("O");
        let has_rate = is_outside || has(part, "TaxCategory/Percent");
        broken.unless(
            has_rate,
            "BR-48",
            part,
            "a VAT breakdown has no rate (BT-119)",
        );
    }
    if let Some(currency) = text(root, "TaxCurrencyCode") {
        let is_there = all(root, "TaxTotal/TaxAmount")
            .into_iter()
            .any(|it| node::attribute(it, "currencyID") == Some(currency.as_str()));
        broken.unless(
            is_there,
            "BR-53",
            root,
            "the VAT in accounting currency (BT-111) is missing",
        );
    }
}
