//! Norwegian rules: NO-R-001 and NO-R-002, and the check digit of an
//! organisation number in an electronic address (PEPPOL-COMMON-R041).

use crate::rules::Broken;
use crate::rules::view::{party, tax_schemes, text, vat_number};
use crate::xml::node::{self, Node};
use domain::organisation_number;

/// The word that says that a seller is registered (Foretaksregisteret).
const REGISTER: &str = "Foretaksregisteret";

/// The scheme of Norwegian organisation numbers.
const SCHEME: &str = "0192";

/// Checks the rules for Norwegian sellers.
pub(super) fn check(root: Node<'_, '_>, broken: &mut Broken) {
    for role in ["AccountingSupplierParty", "AccountingCustomerParty"] {
        let endpoint = party(root, role).and_then(|party| node::child(party, "EndpointID"));
        let Some(endpoint) = endpoint else { continue };
        if node::attribute(endpoint, "schemeID") == Some(SCHEME) {
            let is_valid = organisation_number::is_valid(&node::text(endpoint));
            broken.unless(
                is_valid,
                "PEPPOL-COMMON-R041",
                endpoint,
                "not a valid Norwegian organisation number",
            );
        }
    }
    let Some(seller) = party(root, "AccountingSupplierParty") else {
        return;
    };
    if !is_norwegian(root, seller) {
        return;
    }
    if let Some(number) = vat_number(Some(seller)) {
        let is_right = is_vat_number(&number);
        broken.unless(
            is_right,
            "NO-R-001",
            seller,
            "a Norwegian VAT number is NO, nine valid digits, MVA",
        );
    }
    let is_registered = tax_schemes(seller)
        .into_iter()
        .any(|(scheme, number)| scheme == "TAX" && number == REGISTER);
    broken.unless(
        is_registered,
        "NO-R-002",
        seller,
        "most sellers must say that they are in Foretaksregisteret (BT-32)",
    );
}

/// The VAT number says the country, of the seller or else of its
/// representative, and without one the address.
fn is_norwegian(root: Node<'_, '_>, seller: Node<'_, '_>) -> bool {
    let representative = node::child(root, "TaxRepresentativeParty");
    match vat_number(Some(seller)).or_else(|| vat_number(representative)) {
        Some(number) => number.starts_with("NO"),
        None => text(seller, "PostalAddress/Country/IdentificationCode").as_deref() == Some("NO"),
    }
}

/// NO, a valid organisation number, MVA.
fn is_vat_number(written: &str) -> bool {
    let number = written
        .strip_prefix("NO")
        .and_then(|it| it.strip_suffix("MVA"));
    number.is_some_and(organisation_number::is_valid)
}
