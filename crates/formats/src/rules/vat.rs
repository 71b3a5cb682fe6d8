//! Categories of VAT: the same ten rules for each, with its own answers.

use crate::rules::Broken;
use crate::rules::view::{
    all, allowances, breakdown, has, lines, number, number_or_nought, party, rounded, tax_schemes,
    text, vat_number,
};
use crate::xml::node::{self, Node};
use rust_decimal::Decimal;

/// What a category asks of its rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rate {
    /// Above nought.
    Positive,
    /// Nought.
    Nought,
    /// Nought or above.
    AtLeastNought,
    /// None at all.
    None,
}

/// Who must have a VAT number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// The seller, or its representative, or another tax registration.
    Seller,
    /// The seller or its representative.
    SellerVat,
    /// Both, the buyer by VAT or company number.
    Both,
    /// The seller or its representative, and the buyer by VAT number.
    BothVat,
    /// Nobody.
    Nobody,
}

/// One category: its code (UNCL 5305) and its ten rules.
struct Category {
    code: &'static str,
    rate: Rate,
    numbers: Numbers,
    /// Whether a reason for not asking tax must be there, or must not.
    needs_exemption: bool,
    /// Whether the breakdown has one entry a rate.
    by_rate: bool,
    ids: [&'static str; 10],
}

macro_rules! ids {
    ($name:literal) => {
        [
            concat!("BR-", $name, "-01"),
            concat!("BR-", $name, "-02"),
            concat!("BR-", $name, "-03"),
            concat!("BR-", $name, "-04"),
            concat!("BR-", $name, "-05"),
            concat!("BR-", $name, "-06"),
            concat!("BR-", $name, "-07"),
            concat!("BR-", $name, "-08"),
            concat!("BR-", $name, "-09"),
            concat!("BR-", $name, "-10"),
        ]
    };
}

const CATEGORIES: &[Category] = &[
    Category {
        code: "S",
        rate: Rate::Positive,
        numbers: Numbers::Seller,
        needs_exemption: false,
        by_rate: true,
        ids: ids!("S"),
    },
    Category {
        code: "Z",
        rate: Rate::Nought,
        numbers: Numbers::Seller,
        needs_exemption: false,
        by_rate: false,
        ids: ids!("Z"),
    },
    Category {
        code: "E",
        rate: Rate::Nought,
        numbers: Numbers::Seller,
        needs_exemption: true,
        by_rate: false,
        ids: ids!("E"),
    },
    Category {
        code: "AE",
        rate: Rate::Nought,
        numbers: Numbers::Both,
        needs_exemption: true,
        by_rate: false,
        ids: ids!("AE"),
    },
    Category {
        code: "K",
        rate: Rate::Nought,
        numbers: Numbers::BothVat,
        needs_exemption: true,
        by_rate: false,
        ids: ids!("IC"),
    },
    Category {
        code: "G",
        rate: Rate::Nought,
        numbers: Numbers::SellerVat,
        needs_exemption: true,
        by_rate: false,
        ids: ids!("G"),
    },
    Category {
        code: "O",
        rate: Rate::None,
        numbers: Numbers::Nobody,
        needs_exemption: true,
        by_rate: false,
        ids: ids!("O"),
    },
    Category {
        code: "L",
        rate: Rate::AtLeastNought,
        numbers: Numbers::Seller,
        needs_exemption: false,
        by_rate: true,
        ids: ids!("AF"),
    },
    Category {
        code: "M",
        rate: Rate::AtLeastNought,
        numbers: Numbers::Seller,
        needs_exemption: false,
        by_rate: true,
        ids: ids!("AG"),
    },
];

/// Checks every category that the document uses.
pub(super) fn check(root: Node<'_, '_>, broken: &mut Broken) {
    for category in CATEGORIES {
        of_category(root, category, broken);
    }
    outside(root, broken);
    within_the_union(root, broken);
}

/// A line, an allowance or a charge, with where its category lies.
struct Taxed<'a, 'i> {
    node: Node<'a, 'i>,
    category: Option<String>,
    rate: Option<Decimal>,
    /// Its amount with the sign that it has in the taxable amount.
    amount: Decimal,
}

/// Lines, allowances and charges, in the order of the rules about them.
fn taxed<'a, 'i>(root: Node<'a, 'i>) -> [Vec<Taxed<'a, 'i>>; 3] {
    let of = |node: Node<'a, 'i>, path: &str, amount: Decimal| Taxed {
        node,
        category: text(node, &format!("{path}/ID")),
        rate: number(node, &format!("{path}/Percent")),
        amount,
    };
    let of_charges = |is_charge: bool| {
        let sign = if is_charge {
            Decimal::ONE
        } else {
            Decimal::NEGATIVE_ONE
        };
        allowances(root, is_charge)
            .into_iter()
            .map(|it| of(it, "TaxCategory", sign * number_or_nought(it, "Amount")))
            .collect()
    };
    let of_lines = lines(root).into_iter().map(|line| {
        let amount = number_or_nought(line, "LineExtensionAmount");
        of(line, "Item/ClassifiedTaxCategory", amount)
    });
    [of_lines.collect(), of_charges(false), of_charges(true)]
}

fn of_category(root: Node<'_, '_>, category: &Category, broken: &mut Broken) {
    let [exists, _, _, _, _, _, _, amount, tax, exemption] = category.ids;
    let all = taxed(root);
    let is_it = |it: &&Taxed<'_, '_>| it.category.as_deref() == Some(category.code);
    let parts: Vec<_> = breakdown(root)
        .into_iter()
        .filter(|part| text(*part, "TaxCategory/ID").as_deref() == Some(category.code))
        .collect();
    let is_used = all.iter().flatten().any(|it| is_it(&it));
    if is_used {
        let is_right = match category.by_rate {
            true => !parts.is_empty(),
            false => parts.len() == 1,
        };
        broken.unless(
            is_right,
            exists,
            root,
            "the category has not its entry in the VAT breakdown",
        );
    }
    for (kind, group) in all.iter().enumerate() {
        for it in group.iter().filter(is_it) {
            numbers(root, category, category.ids[1 + kind], it.node, broken);
            rate(category, category.ids[4 + kind], it, broken);
        }
    }
    for part in parts {
        taxable(part, category, &all, amount, broken);
        tax_amount(part, category, tax, broken);
        let reason = has(part, "TaxCategory/TaxExemptionReason")
            || has(part, "TaxCategory/TaxExemptionReasonCode");
        let text = match category.needs_exemption {
            true => "the reason for asking no VAT (BT-120, BT-121) is missing",
            false => "there is a reason for asking no VAT, although VAT is asked",
        };
        broken.unless(reason == category.needs_exemption, exemption, part, text);
    }
}

fn numbers(
    root: Node<'_, '_>,
    category: &Category,
    id: &'static str,
    place: Node<'_, '_>,
    broken: &mut Broken,
) {
    let seller = party(root, "AccountingSupplierParty");
    let buyer = party(root, "AccountingCustomerParty");
    let representative = vat_number(node::child(root, "TaxRepresentativeParty")).is_some();
    let seller_vat = vat_number(seller).is_some() || representative;
    let registered = seller.is_some_and(|seller| !tax_schemes(seller).is_empty());
    let buyer_vat = vat_number(buyer).is_some();
    let buyer_legal = buyer.is_some_and(|buyer| has(buyer, "PartyLegalEntity/CompanyID"));
    let (holds, why) = match category.numbers {
        Numbers::Seller => (
            seller_vat || registered,
            "the seller's tax number is missing",
        ),
        Numbers::SellerVat => (seller_vat, "the seller's VAT number is missing"),
        Numbers::Both => (
            (seller_vat || registered) && (buyer_vat || buyer_legal),
            "the tax number of seller or buyer is missing",
        ),
        Numbers::BothVat => (
            seller_vat && buyer_vat,
            "the VAT number of seller or buyer is missing",
        ),
        Numbers::Nobody => (
            !(seller_vat || buyer_vat),
            "there is a VAT number, although it is outside of VAT",
        ),
    };
    broken.unless(holds, id, place, why);
}

fn rate(category: &Category, id: &'static str, it: &Taxed<'_, '_>, broken: &mut Broken) {
    let (holds, why) = match category.rate {
        Rate::Positive => (
            it.rate.is_some_and(|rate| rate > Decimal::ZERO),
            "the rate must be above nought",
        ),
        Rate::Nought => (
            it.rate.is_some_and(|rate| rate.is_zero()),
            "the rate must be nought",
        ),
        Rate::AtLeastNought => (
            it.rate.is_some_and(|rate| rate >= Decimal::ZERO),
            "the rate must be nought or above",
        ),
        Rate::None => (it.rate.is_none(), "there must be no rate"),
    };
    broken.unless(holds, id, it.node, why);
}

/// The taxable amount is what is taxed so, give or take one unit.
fn taxable(
    part: Node<'_, '_>,
    category: &Category,
    all: &[Vec<Taxed<'_, '_>>; 3],
    id: &'static str,
    broken: &mut Broken,
) {
    let rate = number(part, "TaxCategory/Percent");
    let found: Decimal = all
        .iter()
        .flatten()
        .filter(|it| it.category.as_deref() == Some(category.code))
        .filter(|it| !category.by_rate || it.rate == rate)
        .map(|it| it.amount)
        .fold(Decimal::ZERO, Decimal::saturating_add);
    let stated = number_or_nought(part, "TaxableAmount");
    let is_right = (stated - found).abs() < Decimal::ONE;
    let text = format!("the taxable amount is stated as {stated}, and adds up to {found}");
    broken.unless(is_right, id, part, &text);
}

fn tax_amount(part: Node<'_, '_>, category: &Category, id: &'static str, broken: &mut Broken) {
    let stated = number_or_nought(part, "TaxAmount");
    let share = match category.rate {
        Rate::Positive | Rate::AtLeastNought => number_or_nought(part, "TaxCategory/Percent"),
        Rate::Nought | Rate::None => Decimal::ZERO,
    };
    let taxable = number_or_nought(part, "TaxableAmount");
    let Some(expected) = taxable.checked_mul(share) else {
        return;
    };
    let expected = rounded(expected / Decimal::ONE_HUNDRED);
    let is_right = match share.is_zero() {
        true => stated.is_zero(),
        false => (stated - expected).abs() < Decimal::ONE,
    };
    let text = format!("VAT is stated as {stated}, expected {expected}");
    broken.unless(is_right, id, part, &text);
}

/// What is outside of VAT stands alone (BR-O-11 to BR-O-14).
fn outside(root: Node<'_, '_>, broken: &mut Broken) {
    let is_outside = |code: &Option<String>| code.as_deref() == Some("O");
    let codes: Vec<_> = breakdown(root)
        .into_iter()
        .map(|part| text(part, "TaxCategory/ID"))
        .collect();
    if !codes.iter().any(is_outside) {
        return;
    }
    let is_alone = codes.iter().all(is_outside);
    let why = "what is outside of VAT stands together with other categories";
    broken.unless(is_alone, "BR-O-11", root, why);
    let ids = ["BR-O-12", "BR-O-13", "BR-O-14"];
    for (id, group) in ids.into_iter().zip(taxed(root)) {
        for it in group {
            broken.unless(is_outside(&it.category), id, it.node, why);
        }
    }
}

/// Deliveries within the Union say when and whereto (BR-IC-11, BR-IC-12).
fn within_the_union(root: Node<'_, '_>, broken: &mut Broken) {
    let is_used = breakdown(root)
        .into_iter()
        .any(|part| text(part, "TaxCategory/ID").as_deref() == Some("K"));
    if !is_used {
        return;
    }
    let has_day = has(root, "Delivery/ActualDeliveryDate")
        || all(root, "InvoicePeriod")
            .into_iter()
            .any(|it| has(it, "StartDate") || has(it, "EndDate"));
    broken.unless(
        has_day,
        "BR-IC-11",
        root,
        "the day of delivery (BT-72) or the period (BG-14) is missing",
    );
    let has_country = has(
        root,
        "Delivery/DeliveryLocation/Address/Country/IdentificationCode",
    );
    broken.unless(
        has_country,
        "BR-IC-12",
        root,
        "the country delivered to (BT-80) is missing",
    );
}
