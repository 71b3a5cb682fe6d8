//! Document type codes (UNTDID 1001), the same in UBL and CII.

use domain::document::Details;

/// Codes that say credit note, also where the root says invoice: EN 16931
/// allows 381 in both.
const CREDIT: &[&str] = &[
    "81", "83", "261", "262", "308", "381", "396", "420", "458", "532",
];

/// Whether the type code says that money is given rather than asked for.
pub(crate) fn is_credit(details: &Details) -> bool {
    let code = details.type_code.as_deref();
    code.is_some_and(|code| CREDIT.contains(&code))
}
