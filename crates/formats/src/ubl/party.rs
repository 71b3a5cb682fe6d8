//! The parties of a document (BG-4, BG-7, BG-10).

use crate::organisation;
use crate::xml::node::{self, Node};
use domain::document::{Endpoint, Party};

/// A bank's number for the one who collects, which is no customer number.
const CREDITOR_SCHEME: &str = "SEPA";

/// The party inside the element of this name.
pub(crate) fn of(root: Node<'_, '_>, name: &str) -> Option<Party> {
    node::at(root, &[name, "Party"]).map(read)
}

/// A party with its names, numbers, address and contact.
pub(crate) fn read(party: Node<'_, '_>) -> Party {
    let legal = node::value_at(party, &["PartyLegalEntity", "RegistrationName"]);
    let person = person(party);
    let shown = node::value_at(party, &["PartyName", "Name"]).or_else(|| person.clone());
    let name = shown.or_else(|| legal.clone()).unwrap_or_default();
    let contact = node::child(party, "Contact");
    let in_contact = |what: &'static str| contact.and_then(|contact| node::value(contact, what));
    let address = node::child(party, "PostalAddress");
    Party {
        legal_name: legal.filter(|legal| *legal != name),
        name,
        endpoint: endpoint(party),
        organisation_number: node::value_at(party, &["PartyLegalEntity", "CompanyID"]),
        vat_number: vat_number(party).and_then(node::filled),
        tax_register: tax_register(party),
        legal_note: node::value_at(party, &["PartyLegalEntity", "CompanyLegalForm"]),
        number: number(party),
        address: address.map(address_lines).unwrap_or_default(),
        country: address
            .and_then(|address| node::value_at(address, &["Country", "IdentificationCode"])),
        contact: in_contact("Name"),
        email: in_contact("ElectronicMail"),
        phone: in_contact("Telephone"),
    }
}

/// The Norwegian organisation number: of the legal entity, else the
/// electronic address, else the VAT number, else another identification.
/// Where none is Norwegian, the legal entity's number as written.
pub(crate) fn organisation_number(party: Node<'_, '_>) -> Option<String> {
    let country = node::value_at(party, &["PostalAddress", "Country", "IdentificationCode"]);
    let is_abroad = country.is_some_and(|country| country != "NO");
    let legal = node::at(party, &["PartyLegalEntity", "CompanyID"]);
    let identifications = identifications(party).collect::<Vec<_>>();
    let candidates = [legal, node::child(party, "EndpointID"), vat_number(party)];
    candidates
        .into_iter()
        .flatten()
        .chain(identifications)
        .find_map(|element| norwegian(element, is_abroad))
        .or_else(|| legal.and_then(node::filled))
}

fn norwegian(element: Node<'_, '_>, is_abroad: bool) -> Option<String> {
    let scheme = node::attribute(element, "schemeID");
    organisation::norwegian(&node::text(element), scheme, is_abroad)
}

fn endpoint(party: Node<'_, '_>) -> Option<Endpoint> {
    let element = node::child(party, "EndpointID")?;
    Some(Endpoint {
        scheme: node::attribute(element, "schemeID")
            .unwrap_or_default()
            .to_owned(),
        id: node::filled(element)?,
    })
}

/// The tax number of the scheme VAT, else of the only scheme given.
fn vat_number<'a, 'i>(party: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let schemes = || node::children(party, "PartyTaxScheme");
    let is_vat = |scheme: &Node<'_, '_>| {
        node::value_at(*scheme, &["TaxScheme", "ID"]).is_some_and(|id| id == "VAT")
    };
    let only = || schemes().next().filter(|_| schemes().count() == 1);
    schemes()
        .find(is_vat)
        .or_else(only)
        .and_then(|scheme| node::child(scheme, "CompanyID"))
}

/// A tax number beside that for VAT: in Norway the word `Foretaksregisteret`.
fn tax_register(party: Node<'_, '_>) -> Option<String> {
    let for_vat = vat_number(party);
    node::children(party, "PartyTaxScheme")
        .filter_map(|scheme| node::child(scheme, "CompanyID"))
        .find(|number| Some(*number) != for_vat)
        .and_then(node::filled)
}

fn identifications<'a, 'i: 'a>(party: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> + 'a {
    node::children(party, "PartyIdentification").filter_map(|holder| node::child(holder, "ID"))
}

/// The other party's own number for this one: an identification without a
/// scheme is that, one with a scheme the next best.
fn number(party: Node<'_, '_>) -> Option<String> {
    let scheme = |id: &Node<'_, '_>| node::attribute(*id, "schemeID").map(str::to_owned);
    identifications(party)
        .find(|id| scheme(id).is_none())
        .or_else(|| {
            identifications(party).find(|id| scheme(id).is_some_and(|it| it != CREDITOR_SCHEME))
        })
        .and_then(node::filled)
}

fn person(party: Node<'_, '_>) -> Option<String> {
    let person = node::child(party, "Person")?;
    let parts = ["FirstName", "MiddleName", "FamilyName"].map(|part| node::value(person, part));
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

/// An address, one line an element, without the country.
pub(crate) fn address_lines(address: Node<'_, '_>) -> Vec<String> {
    let joined = |parts: [&'static str; 2]| {
        let parts = parts.map(|part| node::value(address, part));
        let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    };
    let free = node::children(address, "AddressLine").flat_map(|line| node::value(line, "Line"));
    [
        joined(["StreetName", "BuildingNumber"]),
        joined(["AdditionalStreetName", "Postbox"]),
    ]
    .into_iter()
    .flatten()
    .chain(free)
    .chain(joined(["PostalZone", "CityName"]))
    .chain(node::value(address, "CountrySubentity"))
    .collect()
}
