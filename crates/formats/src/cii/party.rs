//! The parties of a document (BG-4, BG-7, BG-10).

use crate::organisation;
use crate::xml::node::{self, Node};
use domain::document::{Endpoint, Party};

/// The scheme of a VAT number among tax registrations (UNTDID 1153).
const VAT: &str = "VA";

/// A party with its names, numbers, address and contact.
pub(super) fn read(party: Node<'_, '_>) -> Party {
    let legal = node::value(party, "Name");
    let trading = node::value_at(
        party,
        &["SpecifiedLegalOrganization", "TradingBusinessName"],
    );
    let name = trading.or_else(|| legal.clone()).unwrap_or_default();
    let contact = node::child(party, "DefinedTradeContact");
    let in_contact = |path: &[&str]| contact.and_then(|contact| node::value_at(contact, path));
    let address = node::child(party, "PostalTradeAddress");
    Party {
        legal_name: legal.filter(|legal| *legal != name),
        name,
        endpoint: endpoint(party),
        organisation_number: node::value_at(party, &["SpecifiedLegalOrganization", "ID"]),
        vat_number: tax_number(party).and_then(node::filled),
        number: number(party),
        address: address.map(address_lines).unwrap_or_default(),
        country: address.and_then(|address| node::value(address, "CountryID")),
        contact: in_contact(&["PersonName"]).or_else(|| in_contact(&["DepartmentName"])),
        email: in_contact(&["EmailURIUniversalCommunication", "URIID"]),
        phone: in_contact(&["TelephoneUniversalCommunication", "CompleteNumber"]),
        tax_register: tax_register(party),
        legal_note: node::value(party, "Description"),
    }
}

/// The Norwegian organisation number: of the legal entity, else the
/// electronic address, else the VAT number, else another identification.
/// Where none is Norwegian, the legal entity's number as written.
pub(super) fn organisation_number(party: Node<'_, '_>) -> Option<String> {
    let country = node::value_at(party, &["PostalTradeAddress", "CountryID"]);
    let is_abroad = country.is_some_and(|country| country != "NO");
    let legal = node::at(party, &["SpecifiedLegalOrganization", "ID"]);
    let address = node::at(party, &["URIUniversalCommunication", "URIID"]);
    let others = node::children(party, "GlobalID").chain(node::children(party, "ID"));
    let number = |element: Node<'_, '_>| {
        // VA says tax, not Norway, and the prefix NO says that.
        let scheme = node::attribute(element, "schemeID").filter(|scheme| *scheme != VAT);
        organisation::norwegian(&node::text(element), scheme, is_abroad)
    };
    [legal, address, tax_number(party)]
        .into_iter()
        .flatten()
        .chain(others)
        .find_map(number)
        .or_else(|| legal.and_then(node::filled))
}

fn endpoint(party: Node<'_, '_>) -> Option<Endpoint> {
    let element = node::at(party, &["URIUniversalCommunication", "URIID"])?;
    Some(Endpoint {
        scheme: node::attribute(element, "schemeID")
            .unwrap_or_default()
            .to_owned(),
        id: node::filled(element)?,
    })
}

/// The tax number of the scheme VA, else of the only scheme given.
fn tax_number<'a, 'i>(party: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let numbers = || {
        node::children(party, "SpecifiedTaxRegistration")
            .filter_map(|registration| node::child(registration, "ID"))
    };
    let only = || numbers().next().filter(|_| numbers().count() == 1);
    numbers()
        .find(|id| node::attribute(*id, "schemeID") == Some(VAT))
        .or_else(only)
}

/// A tax number beside that for VAT (BT-32).
fn tax_register(party: Node<'_, '_>) -> Option<String> {
    let for_vat = tax_number(party);
    node::children(party, "SpecifiedTaxRegistration")
        .filter_map(|registration| node::child(registration, "ID"))
        .find(|number| Some(*number) != for_vat)
        .and_then(node::filled)
}

/// The other party's own number for this one (BT-29, BT-46), else a number in
/// a scheme.
fn number(party: Node<'_, '_>) -> Option<String> {
    node::value(party, "ID").or_else(|| node::value(party, "GlobalID"))
}

fn address_lines(address: Node<'_, '_>) -> Vec<String> {
    let parts = ["PostcodeCode", "CityName"].map(|part| node::value(address, part));
    let town = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    ["LineOne", "LineTwo", "LineThree"]
        .into_iter()
        .filter_map(|line| node::value(address, line))
        .chain((!town.is_empty()).then_some(town))
        .chain(node::value(address, "CountrySubDivisionName"))
        .collect()
}
