//! Who sends, who receives, and who else is named.

use super::{Paper, codes};
use crate::grouping;
use crate::language::Language;
use crate::sheet::{Fact, Facts, Value};
use domain::document::{self, Delivery, Details};
use serde::Serialize;

/// A party as it stands on a sheet.
#[derive(Debug, Serialize)]
pub(super) struct Party {
    pub(super) role: &'static str,
    pub(super) name: Value,
    /// A second line under a name: the registered name where another is shown.
    pub(super) under: Option<String>,
    pub(super) lines: Vec<Value>,
    pub(super) facts: Vec<Fact>,
}

/// The keys of a party's fields: each party of EN 16931 has its own.
struct Keys {
    name: &'static str,
    legal_name: &'static str,
    number: &'static str,
    organisation: &'static str,
    vat: &'static str,
    register: &'static str,
    endpoint: &'static str,
    address: &'static str,
    country: &'static str,
    contact: &'static str,
    phone: &'static str,
    email: &'static str,
}

const SELLER: Keys = Keys {
    name: "BT-28",
    legal_name: "BT-27",
    number: "BT-29",
    organisation: "BT-30",
    vat: "BT-31",
    register: "BT-32",
    endpoint: "BT-34",
    address: "BT-35",
    country: "BT-40",
    contact: "BT-41",
    phone: "BT-42",
    email: "BT-43",
};

const BUYER: Keys = Keys {
    name: "BT-45",
    legal_name: "BT-44",
    number: "BT-46",
    organisation: "BT-47",
    vat: "BT-48",
    register: "BT-48",
    endpoint: "BT-49",
    address: "BT-50",
    country: "BT-55",
    contact: "BT-56",
    phone: "BT-57",
    email: "BT-58",
};

const PAYEE: Keys = Keys {
    name: "BT-59",
    legal_name: "BT-59",
    number: "BT-60",
    organisation: "BT-61",
    ..SELLER
};

const REPRESENTATIVE: Keys = Keys {
    name: "BT-62",
    legal_name: "BT-62",
    vat: "BT-63",
    address: "BT-64",
    country: "BT-69",
    ..SELLER
};

pub(super) fn seller(paper: &Paper<'_>, language: Language) -> Party {
    let named;
    let seller = match &paper.details.seller {
        Some(seller) => seller,
        None => {
            named = of_name(paper.seller_name);
            &named
        }
    };
    let party = party(language.pick("Fra", "From"), seller, &SELLER, language);
    with_number(party, seller, &SELLER, language)
}

pub(super) fn buyer(paper: &Paper<'_>, language: Language) -> Party {
    let named;
    let buyer = match &paper.details.buyer {
        Some(buyer) => buyer,
        None => {
            named = of_name(paper.buyer_name);
            &named
        }
    };
    party(language.pick("Til", "To"), buyer, &BUYER, language)
}

/// The payee, the tax representative and the place of delivery.
pub(super) fn others(details: &Details, language: Language) -> Vec<Party> {
    let payee = details.payee.as_ref().map(|payee| {
        let role = language.pick("Betalingsmottaker", "Payee");
        with_number(
            party(role, payee, &PAYEE, language),
            payee,
            &PAYEE,
            language,
        )
    });
    let representative = details.tax_representative.as_ref().map(|representative| {
        let role = language.pick("Skatterepresentant", "Tax representative");
        party(role, representative, &REPRESENTATIVE, language)
    });
    let delivery = details.delivery.as_ref();
    [
        delivery.and_then(|delivery| delivered_to(delivery, language)),
        payee,
        representative,
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn delivered_to(delivery: &Delivery, language: Language) -> Option<Party> {
    let has_place =
        delivery.name.is_some() || delivery.location.is_some() || !delivery.address.is_empty();
    let place = (["Sted", "Place"], "BT-71", delivery.location.as_deref());
    let facts = Facts::of_rows(language, [place]);
    let name = delivery.name.as_deref().unwrap_or_default();
    has_place.then(|| Party {
        role: language.pick("Levert til", "Delivered to"),
        name: Value::of("BT-70", name),
        under: None,
        lines: lines(
            &delivery.address,
            delivery.country.as_deref(),
            "BT-75",
            "BT-80",
            language,
        ),
        facts: facts.0,
    })
}

fn of_name(name: &str) -> document::Party {
    document::Party {
        name: name.to_owned(),
        ..document::Party::default()
    }
}

fn party(role: &'static str, of: &document::Party, keys: &Keys, language: Language) -> Party {
    let endpoint = of.endpoint.as_ref().map(|endpoint| {
        let parts = [endpoint.scheme.as_str(), endpoint.id.as_str()];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(":")
    });
    let grouped = |number: &Option<String>| number.as_deref().map(grouping::organisation);
    let (organisation, vat) = (grouped(&of.organisation_number), grouped(&of.vat_number));
    let rows = [
        (
            ["Org.nr.", "Reg. no."],
            keys.organisation,
            organisation.as_deref(),
        ),
        (["MVA-nr.", "VAT no."], keys.vat, vat.as_deref()),
        (
            ["Register", "Register"],
            keys.register,
            of.tax_register.as_deref(),
        ),
        (["Kontakt", "Contact"], keys.contact, of.contact.as_deref()),
        (["E-post", "E-mail"], keys.email, of.email.as_deref()),
        (["Telefon", "Telephone"], keys.phone, of.phone.as_deref()),
        (
            ["El. adresse", "El. address"],
            keys.endpoint,
            endpoint.as_deref(),
        ),
    ];
    let facts = Facts::of_rows(language, rows);
    let (name_key, under) = match &of.legal_name {
        Some(legal) => (keys.name, Some(legal.clone())),
        None => (keys.legal_name, None),
    };
    let mut lines = lines(
        &of.address,
        of.country.as_deref(),
        keys.address,
        keys.country,
        language,
    );
    if let Some(legal) = &under {
        lines.insert(0, Value::of(keys.legal_name, legal.as_str()));
    }
    lines.extend(
        of.legal_note
            .as_deref()
            .map(|note| Value::of("BT-33", note)),
    );
    Party {
        role,
        name: Value::of(name_key, of.name.as_str()),
        under,
        lines,
        facts: facts.0,
    }
}

/// An address, with its country where it is not Norway.
fn lines(
    address: &[String],
    country: Option<&str>,
    address_key: &str,
    country_key: &str,
    language: Language,
) -> Vec<Value> {
    let country = country
        .filter(|country| *country != "NO")
        .map(|country| Value::of(country_key, codes::country(language, country)));
    let lines = address
        .iter()
        .map(|line| Value::of(address_key, line.as_str()));
    lines.chain(country).collect()
}

/// With the sender's own number of it, as the last fact.
fn with_number(mut party: Party, of: &document::Party, keys: &Keys, language: Language) -> Party {
    // Many senders name a party by its organisation number once more.
    let number = of.number.as_deref();
    let number = number.filter(|number| Some(*number) != of.organisation_number.as_deref());
    let row = (["Nr.", "No."], keys.number, number);
    party.facts.extend(Facts::of_rows(language, [row]).0);
    party
}
