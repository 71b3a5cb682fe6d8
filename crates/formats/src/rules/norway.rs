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
    let representative = node::child(root, "TaxRepresentativeParty");
    let schemes = tax_schemes(seller).into_iter();
    of_seller(
        seller,
        &Seller {
            vat_number: vat_number(Some(seller)),
            representative_vat_number: vat_number(representative),
            country: text(seller, "PostalAddress/Country/IdentificationCode"),
            is_registered: schemes
                .into_iter()
                .any(|(scheme, number)| scheme == "TAX" && number == REGISTER),
        },
        broken,
    );
}

/// What the rules ask of a seller.
struct Seller {
    vat_number: Option<String>,
    representative_vat_number: Option<String>,
    country: Option<String>,
    is_registered: bool,
}

impl Seller {
    /// The VAT number says the country, of the seller or else of its
    /// representative, and without one the address.
    fn is_norwegian(&self) -> bool {
        let number = self.vat_number.as_ref();
        match number.or(self.representative_vat_number.as_ref()) {
            Some(number) => number.starts_with("NO"),
            None => self.country.as_deref() == Some("NO"),
        }
    }
}

fn of_seller(place: Node<'_, '_>, seller: &Seller, broken: &mut Broken) {
    if !seller.is_norwegian() {
        return;
    }
    if let Some(number) = &seller.vat_number {
        let why = "a Norwegian VAT number is NO, nine valid digits, MVA";
        broken.unless(is_vat_number(number), "NO-R-001", place, why);
    }
    let why = "most sellers must say that they are in Foretaksregisteret (BT-32)";
    broken.unless(seller.is_registered, "NO-R-002", place, why);
}

/// NO, a valid organisation number, MVA.
fn is_vat_number(written: &str) -> bool {
    let number = written
        .strip_prefix("NO")
        .and_then(|it| it.strip_suffix("MVA"));
    number.is_some_and(organisation_number::is_valid)
}
