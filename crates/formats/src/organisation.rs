//! Norwegian organisation numbers among the identifications of a party.

use domain::organisation_number;

/// The scheme that Peppol gives to Norwegian organisation numbers, and older
/// names for it.
const NORWEGIAN_SCHEMES: &[&str] = &["0192", "9908", "NO:ORGNR", "NO:VAT"];

/// The organisation number in an identification with this scheme.
///
/// Nine digits of another country can have a right check digit by accident:
/// they count only where scheme, prefix or country say Norway.
pub(crate) fn norwegian(text: &str, scheme: Option<&str>, is_abroad: bool) -> Option<String> {
    let says_norway = match scheme {
        Some(scheme) => NORWEGIAN_SCHEMES.contains(&scheme),
        None => !is_abroad || text.to_ascii_uppercase().starts_with("NO"),
    };
    organisation_number::normalise(text).filter(|_| says_norway)
}
