//! Sender and recipient.

use super::xml::Xml;
use domain::document::{Endpoint, Party};

/// Writes a party in this role, where there is one.
pub(super) fn write(xml: &mut Xml, role: &str, party: Option<&Party>) {
    if let Some(party) = party {
        xml.within(role, |xml| {
            xml.within("cac:Party", |xml| inside(xml, party))
        });
    }
}

/// What is inside `cac:Party`, in the order that UBL wants.
fn inside(xml: &mut Xml, party: &Party) {
    if let Some(Endpoint { scheme, id }) = &party.endpoint {
        xml.leaf_with("cbc:EndpointID", &format!("schemeID=\"{scheme}\""), id);
    }
    if let Some(number) = &party.number {
        xml.within("cac:PartyIdentification", |xml| xml.leaf("cbc:ID", number));
    }
    xml.within("cac:PartyName", |xml| xml.leaf("cbc:Name", &party.name));
    xml.within("cac:PostalAddress", |xml| address(xml, party));
    if let Some(vat) = &party.vat_number {
        tax_scheme(xml, vat, "VAT");
        tax_scheme(xml, "Foretaksregisteret", "TAX");
    }
    xml.within("cac:PartyLegalEntity", |xml| {
        let name = party.legal_name.as_ref().unwrap_or(&party.name);
        xml.leaf("cbc:RegistrationName", name);
        if let Some(number) = &party.organisation_number {
            xml.leaf_with("cbc:CompanyID", "schemeID=\"0192\"", number);
        }
    });
    if party.contact.is_some() || party.email.is_some() {
        xml.within("cac:Contact", |xml| {
            xml.maybe("cbc:Name", party.contact.as_deref());
            xml.maybe("cbc:Telephone", party.phone.as_deref());
            xml.maybe("cbc:ElectronicMail", party.email.as_deref());
        });
    }
}

/// The last line is postcode and place; those before it are the street.
fn address(xml: &mut Xml, party: &Party) {
    let (last, before) = match party.address.split_last() {
        Some((last, before)) => (last.as_str(), before),
        None => ("", [].as_slice()),
    };
    for (name, street) in ["cbc:StreetName", "cbc:AdditionalStreetName"]
        .iter()
        .zip(before)
    {
        xml.leaf(name, street);
    }
    let (postcode, place) = last.split_once(' ').unwrap_or(("", last));
    xml.leaf("cbc:CityName", place);
    xml.leaf("cbc:PostalZone", postcode);
    xml.within("cac:Country", |xml| {
        xml.maybe("cbc:IdentificationCode", party.country.as_deref());
    });
}

fn tax_scheme(xml: &mut Xml, number: &str, scheme: &str) {
    xml.within("cac:PartyTaxScheme", |xml| {
        xml.leaf("cbc:CompanyID", number);
        xml.within("cac:TaxScheme", |xml| xml.leaf("cbc:ID", scheme));
    });
}
