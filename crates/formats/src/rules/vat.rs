//! Categories of VAT: the same ten rules for each, with its own answers.

use crate::rules::Broken;
use crate::rules::view::{
    all, allowances, breakdown, has, lines, number, number_or_nought, party, rounded, tax_schemes,
    text, vat_number,
};
use crate::xml::node::{self, Node};
use rust_decimal::Decimal;
use std::collections::HashMap;

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
    let document = Document {
        registered: Registered::of(root),
        sums: Sums::of(&taxed(root)),
        taxed: taxed(root),
        parts: breakdown(root),
        root,
    };
    for category in CATEGORIES {
        of_category(&document, category, broken);
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

/// What is taxed, added up by category, and by category and rate.
#[derive(Default)]
struct Sums {
    by_category: HashMap<String, Decimal>,
    by_rate: HashMap<(String, Option<Decimal>), Decimal>,
}

impl Sums {
    fn of(all: &[Vec<Taxed<'_, '_>>; 3]) -> Self {
        let mut sums = Self::default();
        for it in all.iter().flatten() {
            let Some(category) = &it.category else {
                continue;
            };
            let add = |sum: &mut Decimal| *sum = sum.saturating_add(it.amount);
            add(sums.by_category.entry(category.clone()).or_default());
            let rate = it.rate.map(|rate| rate.normalize());
            add(sums.by_rate.entry((category.clone(), rate)).or_default());
        }
        sums
    }

    fn taxable(&self, category: &Category, rate: Option<Decimal>) -> Decimal {
        let code = category.code.to_owned();
        let found = match category.by_rate {
            true => self.by_rate.get(&(code, rate.map(|rate| rate.normalize()))),
            false => self.by_category.get(&code),
        };
        found.copied().unwrap_or_default()
    }
}

/// What the rules of every category look at, gathered once.
struct Document<'a, 'i> {
    root: Node<'a, 'i>,
    registered: Registered,
    taxed: [Vec<Taxed<'a, 'i>>; 3],
    sums: Sums,
    parts: Vec<Node<'a, 'i>>,
}

fn of_category(document: &Document<'_, '_>, category: &Category, broken: &mut Broken) {
    let [exists, _, _, _, _, _, _, amount, tax, exemption] = category.ids;
    let all = &document.taxed;
    let is_it = |it: &&Taxed<'_, '_>| it.category.as_deref() == Some(category.code);
    let parts: Vec<_> = document
        .parts
        .iter()
        .copied()
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
            document.root,
            "the category has not its entry in the VAT breakdown",
        );
    }
    for (kind, group) in all.iter().enumerate() {
        for it in group.iter().filter(is_it) {
            let (holds, why) = document.registered.satisfy(category.numbers);
            broken.unless(holds, category.ids[1 + kind], it.node, why);
            rate(category, category.ids[4 + kind], it, broken);
        }
    }
    for part in parts {
        taxable(part, category, &document.sums, amount, broken);
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

/// Who has which tax numbers.
struct Registered {
    seller: bool,
    seller_vat: bool,
    buyer_vat: bool,
    buyer_legal: bool,
}

impl Registered {
    fn of(root: Node<'_, '_>) -> Self {
        let seller = party(root, "AccountingSupplierParty");
        let buyer = party(root, "AccountingCustomerParty");
        let representative = vat_number(node::child(root, "TaxRepresentativeParty"));
        Self {
            seller: seller.is_some_and(|seller| !tax_schemes(seller).is_empty()),
            seller_vat: vat_number(seller).or(representative).is_some(),
            buyer_vat: vat_number(buyer).is_some(),
            buyer_legal: buyer.is_some_and(|buyer| has(buyer, "PartyLegalEntity/CompanyID")),
        }
    }

    /// Whether they have what a category asks, and what is wrong otherwise.
    const fn satisfy(&self, asked: Numbers) -> (bool, &'static str) {
        match asked {
            Numbers::Seller => (
                self.seller_vat || self.seller,
                "the seller's tax number is missing",
            ),
            Numbers::SellerVat => (self.seller_vat, "the seller's VAT number is missing"),
            Numbers::Both => (
                (self.seller_vat || self.seller) && (self.buyer_vat || self.buyer_legal),
                "the tax number of seller or buyer is missing",
            ),
            Numbers::BothVat => (
                self.seller_vat && self.buyer_vat,
                "the VAT number of seller or buyer is missing",
            ),
            Numbers::Nobody => (
                !(self.seller_vat || self.buyer_vat),
                "there is a VAT number, although it is outside of VAT",
            ),
        }
    }
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
    sums: &Sums,
    id: &'static str,
    broken: &mut Broken,
) {
    let found = sums.taxable(category, number(part, "TaxCategory/Percent"));
    let stated = number_or_nought(part, "TaxableAmount");
    let is_right = stated.saturating_sub(found).abs() < Decimal::ONE;
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
        false => stated.saturating_sub(expected).abs() < Decimal::ONE,
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
