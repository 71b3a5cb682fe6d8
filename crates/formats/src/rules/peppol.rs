//! Rules that Peppol BIS Billing 3 adds.

use crate::rules::Broken;
use crate::rules::view::{
    all, allowances, exists, has, lines, number, number_or_nought, party, rounded, text,
};
use crate::xml::node::{self, Node};
use rust_decimal::Decimal;

/// How every business process of Peppol billing begins and ends.
const PROFILE: (&str, &str) = ("urn:fdc:peppol.eu:2017:poacc:billing:", ":1.0");
/// How the customization begins.
const CUSTOMIZATION: &str =
    "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";

/// Checks the rules of Peppol.
pub(super) fn check(root: Node<'_, '_>, broken: &mut Broken) {
    head(root, broken);
    parties_and_payment(root, broken);
    taxes(root, broken);
    let mut charges = allowances(root, false);
    charges.extend(allowances(root, true));
    for line in lines(root) {
        charges.extend(allowances(line, false));
        charges.extend(allowances(line, true));
        of_line(root, line, broken);
    }
    for charge in charges {
        of_charge(charge, broken);
    }
}

fn head(root: Node<'_, '_>, broken: &mut Broken) {
    let profile = text(root, "ProfileID");
    broken.unless(
        profile.is_some(),
        "PEPPOL-EN16931-R001",
        root,
        "the business process (BT-23) is missing",
    );
    let is_profile = profile.is_none_or(|it| {
        let number = it
            .strip_prefix(PROFILE.0)
            .and_then(|it| it.strip_suffix(PROFILE.1));
        number.is_some_and(|it| it.len() == 2 && it.bytes().all(|b| b.is_ascii_digit()))
    });
    broken.unless(
        is_profile,
        "PEPPOL-EN16931-R007",
        root,
        "the business process (BT-23) is none of Peppol billing",
    );
    let notes = all(root, "Note").len();
    broken.unless(
        notes <= 1,
        "PEPPOL-EN16931-R002",
        root,
        "there is more than one note",
    );
    let has_reference = has(root, "BuyerReference") || has(root, "OrderReference/ID");
    broken.unless(
        has_reference,
        "PEPPOL-EN16931-R003",
        root,
        "neither buyer reference (BT-10) nor order (BT-13) is given",
    );
    let customization = text(root, "CustomizationID").unwrap_or_default();
    broken.unless(
        customization.starts_with(CUSTOMIZATION),
        "PEPPOL-EN16931-R004",
        root,
        "the specification identifier (BT-24) is not Peppol's",
    );
    let currencies = text(root, "TaxCurrencyCode").zip(text(root, "DocumentCurrencyCode"));
    broken.unless(
        currencies.is_none_or(|(tax, own)| tax != own),
        "PEPPOL-EN16931-R005",
        root,
        "VAT currency (BT-6) and currency (BT-5) are the same",
    );
}

fn parties_and_payment(root: Node<'_, '_>, broken: &mut Broken) {
    let parties = [
        (
            "PEPPOL-EN16931-R010",
            "AccountingCustomerParty",
            "the buyer's electronic address (BT-49) is missing",
        ),
        (
            "PEPPOL-EN16931-R020",
            "AccountingSupplierParty",
            "the seller's electronic address (BT-34) is missing",
        ),
    ];
    for (id, role, why) in parties {
        let has_address = party(root, role).is_none_or(|party| exists(party, "EndpointID"));
        broken.unless(has_address, id, root, why);
    }
    let projects = all(root, "ProjectReference").len()
        + all(root, "AdditionalDocumentReference")
            .into_iter()
            .filter(|it| text(*it, "DocumentTypeCode").as_deref() == Some("50"))
            .count();
    broken.unless(
        projects <= 1,
        "PEPPOL-EN16931-R080",
        root,
        "there is more than one project (BT-11)",
    );
    for means in all(root, "PaymentMeans") {
        let is_debit = matches!(
            text(means, "PaymentMeansCode").as_deref(),
            Some("49" | "59")
        );
        let has_mandate = !is_debit || has(means, "PaymentMandate/ID");
        broken.unless(
            has_mandate,
            "PEPPOL-EN16931-R061",
            means,
            "a direct debit has no mandate (BT-89)",
        );
    }
}

fn taxes(root: Node<'_, '_>, broken: &mut Broken) {
    let totals = all(root, "TaxTotal");
    let with_parts = totals
        .iter()
        .filter(|it| exists(**it, "TaxSubtotal"))
        .count();
    broken.unless(
        with_parts == 1,
        "PEPPOL-EN16931-R053",
        root,
        "exactly one VAT total has a breakdown",
    );
    let signs: Vec<bool> = totals
        .iter()
        .filter_map(|it| number(*it, "TaxAmount"))
        .filter(|it| !it.is_zero())
        .map(|it| it.is_sign_negative())
        .collect();
    let is_same = signs.windows(2).all(|pair| pair[0] == pair[1]);
    broken.unless(
        is_same,
        "PEPPOL-EN16931-R055",
        root,
        "the VAT totals have different signs",
    );
}

fn of_charge(charge: Node<'_, '_>, broken: &mut Broken) {
    let indicator = text(charge, "ChargeIndicator").unwrap_or_default();
    let is_right = matches!(indicator.as_str(), "true" | "false");
    broken.unless(
        is_right,
        "PEPPOL-EN16931-R043",
        charge,
        "the indicator must be true or false",
    );
    let base = number(charge, "BaseAmount");
    let percent = number(charge, "MultiplierFactorNumeric");
    broken.unless(
        percent.is_none() || base.is_some(),
        "PEPPOL-EN16931-R041",
        charge,
        "a percentage needs its base amount",
    );
    broken.unless(
        base.is_none() || percent.is_some(),
        "PEPPOL-EN16931-R042",
        charge,
        "a base amount needs its percentage",
    );
    if let Some(expected) = base
        .zip(percent)
        .and_then(|(base, percent)| base.checked_mul(percent))
    {
        let expected = rounded(expected / Decimal::ONE_HUNDRED);
        let amount = number_or_nought(charge, "Amount");
        // Two hundredths are allowed for rounding.
        let is_right = (amount - expected).abs() <= Decimal::new(2, 2);
        let text = format!("the amount is {amount}, base times percentage is {expected}");
        broken.unless(is_right, "PEPPOL-EN16931-R040", charge, &text);
    }
}

fn of_line(root: Node<'_, '_>, line: Node<'_, '_>, broken: &mut Broken) {
    let references = all(line, "DocumentReference");
    broken.unless(
        references.len() <= 1,
        "PEPPOL-EN16931-R100",
        line,
        "a line has more than one object (BT-128)",
    );
    for reference in references {
        let is_object = text(reference, "DocumentTypeCode").as_deref() == Some("130");
        broken.unless(
            is_object,
            "PEPPOL-EN16931-R101",
            reference,
            "a line's reference must be its object (type code 130)",
        );
    }
    periods(root, line, broken);
    let base = number(line, "Price/BaseQuantity");
    broken.unless(
        base.is_none_or(|it| it > Decimal::ZERO),
        "PEPPOL-EN16931-R121",
        line,
        "the base quantity (BT-149) must be above nought",
    );
    amount(line, base, broken);
    for discount in all(line, "Price/AllowanceCharge") {
        let is_charge = text(discount, "ChargeIndicator").as_deref() == Some("true");
        broken.unless(
            !is_charge,
            "PEPPOL-EN16931-R044",
            discount,
            "a charge on a price is not allowed",
        );
        if let Some(gross) = number(discount, "BaseAmount") {
            let net = number_or_nought(line, "Price/PriceAmount");
            let is_right = net == gross - number_or_nought(discount, "Amount");
            broken.unless(
                is_right,
                "PEPPOL-EN16931-R046",
                discount,
                "the net price is not the gross price less its discount",
            );
        }
    }
    let units = ["InvoicedQuantity", "CreditedQuantity", "Price/BaseQuantity"].map(|path| {
        let element = all(line, path).into_iter().next();
        element.and_then(|it| node::attribute(it, "unitCode").map(str::to_owned))
    });
    let [invoiced, credited, of_base] = units;
    if let (Some(unit), Some(of_base)) = (invoiced.or(credited), of_base) {
        broken.unless(
            unit == of_base,
            "PEPPOL-EN16931-R130",
            line,
            "price and quantity have different units",
        );
    }
}

/// Lines are about days within the invoice's period.
fn periods(root: Node<'_, '_>, line: Node<'_, '_>, broken: &mut Broken) {
    let days = |name: &str| text(line, name).zip(text(root, name));
    let starts = days("InvoicePeriod/StartDate").is_none_or(|(own, whole)| own >= whole);
    broken.unless(
        starts,
        "PEPPOL-EN16931-R110",
        line,
        "the line's period starts before the invoice's",
    );
    let ends = days("InvoicePeriod/EndDate").is_none_or(|(own, whole)| own <= whole);
    broken.unless(
        ends,
        "PEPPOL-EN16931-R111",
        line,
        "the line's period ends after the invoice's",
    );
}

/// Quantity times price, with the line's allowances and charges.
fn amount(line: Node<'_, '_>, base: Option<Decimal>, broken: &mut Broken) {
    let quantity = number(line, "InvoicedQuantity").or_else(|| number(line, "CreditedQuantity"));
    let (Some(quantity), Some(price)) = (quantity, number(line, "Price/PriceAmount")) else {
        return;
    };
    let base = base.filter(|base| !base.is_zero()).unwrap_or(Decimal::ONE);
    let of = |is_charge: bool| -> Decimal {
        let amounts = allowances(line, is_charge)
            .into_iter()
            .map(|it| number_or_nought(it, "Amount"));
        amounts.fold(Decimal::ZERO, Decimal::saturating_add)
    };
    let product = price
        .checked_div(base)
        .and_then(|price| price.checked_mul(quantity));
    let Some(product) = product else { return };
    let expected = rounded(product + of(true) - of(false));
    let stated = number_or_nought(line, "LineExtensionAmount");
    let is_right = (stated - expected).abs() <= Decimal::new(2, 2);
    let text = format!("the line's amount is {stated}, quantity times price is {expected}");
    broken.unless(is_right, "PEPPOL-EN16931-R120", line, &text);
}
