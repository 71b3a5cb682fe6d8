//! Words for the codes of invoices, for those that invoices use most; any
//! other code stands as written.

use crate::language::Language;
use domain::DocumentKind;

/// What a document is called. A type code (UNTDID 1001) tells more than the
/// kind does, where it is one of these.
pub(super) fn kind(language: Language, kind: DocumentKind, code: Option<&str>) -> &'static str {
    let by_code = match (kind, code) {
        (DocumentKind::Invoice, Some("384")) => Some(("Korrigert faktura", "Corrected invoice")),
        (DocumentKind::Invoice, Some("386")) => Some(("Forskuddsfaktura", "Prepayment invoice")),
        (DocumentKind::Invoice, Some("326")) => Some(("Delfaktura", "Partial invoice")),
        (DocumentKind::Invoice, Some("325")) => Some(("Proforma", "Proforma invoice")),
        (DocumentKind::Invoice, Some("389")) => Some(("Selvfaktura", "Self-billed invoice")),
        _ => None,
    };
    let (nb, en) = by_code.unwrap_or(match kind {
        DocumentKind::Invoice => ("Faktura", "Invoice"),
        DocumentKind::CreditNote => ("Kreditnota", "Credit note"),
        DocumentKind::Reminder => ("Purring", "Reminder"),
        DocumentKind::DebtCollection => ("Inkassovarsel", "Debt collection notice"),
        DocumentKind::Letter => ("Brev", "Letter"),
        DocumentKind::Payslip => ("Lønnsslipp", "Payslip"),
        DocumentKind::Statement => ("Kontoutskrift", "Statement"),
    });
    language.pick(nb, en)
}

/// UN/ECE Recommendation 20 and 21.
const UNITS: &[(&[&str], &str, &str)] = &[
    (&["C62", "EA", "H87", "NAR", "PCE", "XPP"], "stk.", "pcs"),
    (&["HUR"], "timer", "hours"),
    (&["MIN"], "min", "min"),
    (&["DAY"], "dager", "days"),
    (&["WEE"], "uker", "weeks"),
    (&["MON"], "md.", "months"),
    (&["ANN"], "år", "years"),
    (&["KGM"], "kg", "kg"),
    (&["GRM"], "g", "g"),
    (&["TNE"], "tonn", "tonnes"),
    (&["MTR"], "m", "m"),
    (&["KMT", "KTM"], "km", "km"),
    (&["MTK"], "m²", "m²"),
    (&["MTQ"], "m³", "m³"),
    (&["LTR"], "l", "l"),
    (&["KWH"], "kWh", "kWh"),
    (&["KWT"], "kW", "kW"),
    (&["SET"], "sett", "sets"),
    (&["PR"], "par", "pairs"),
    (&["XBX", "BX"], "esker", "boxes"),
    (&["XPK", "PK"], "pakker", "packs"),
    (&["P1"], "%", "%"),
];

/// The word for a unit of measure.
pub(super) fn unit(language: Language, code: &str) -> String {
    let known = UNITS.iter().find(|(codes, _, _)| codes.contains(&code));
    match known {
        Some((_, nb, en)) => language.pick(*nb, *en).to_owned(),
        None => code.to_owned(),
    }
}

/// UNCL 5305, as EN 16931 uses it.
const TAXES: &[(&str, &str, &str)] = &[
    ("S", "Ordinær", "Standard rate"),
    ("Z", "Nullsats", "Zero rated"),
    ("E", "Fritatt", "Exempt"),
    ("AE", "Omvendt avgiftsplikt", "Reverse charge"),
    ("K", "Levering innen EØS", "Intra-community supply"),
    ("G", "Eksport", "Export"),
    ("O", "Utenfor avgift", "Outside scope"),
    ("L", "IGIC (Kanariøyene)", "IGIC (Canary Islands)"),
    ("M", "IPSI (Ceuta og Melilla)", "IPSI (Ceuta and Melilla)"),
];

/// The word for a tax category.
pub(super) fn tax(language: Language, code: &str) -> String {
    let known = TAXES.iter().find(|(known, _, _)| *known == code);
    match known {
        Some((_, nb, en)) => language.pick(*nb, *en).to_owned(),
        None => code.to_owned(),
    }
}

/// UNCL 4461, as EN 16931 uses it.
const MEANS: &[(&[&str], &str, &str)] = &[
    (&["10"], "Kontant", "Cash"),
    (&["20"], "Sjekk", "Cheque"),
    (
        &["30", "31", "42", "50"],
        "Overføring til konto",
        "Credit transfer",
    ),
    (&["48", "54", "55"], "Kort", "Card"),
    (&["49"], "Direkte trekk", "Direct debit"),
    (&["57"], "Fast avtale", "Standing agreement"),
    (&["58"], "SEPA-overføring", "SEPA credit transfer"),
    (&["59"], "SEPA-trekk", "SEPA direct debit"),
    (&["68"], "Betaling på nett", "Online payment"),
    (&["97"], "Motregning", "Clearing between partners"),
];

/// The word for a way to pay.
pub(super) fn means(language: Language, code: &str) -> String {
    let known = MEANS.iter().find(|(codes, _, _)| codes.contains(&code));
    match known {
        Some((_, nb, en)) => language.pick(*nb, *en).to_owned(),
        None => code.to_owned(),
    }
}

/// ISO 3166-1 alpha-2: the countries that Norwegian companies invoice most.
const COUNTRIES: &[(&str, &str, &str)] = &[
    ("AT", "Østerrike", "Austria"),
    ("BE", "Belgia", "Belgium"),
    ("BG", "Bulgaria", "Bulgaria"),
    ("CA", "Canada", "Canada"),
    ("CH", "Sveits", "Switzerland"),
    ("CN", "Kina", "China"),
    ("CY", "Kypros", "Cyprus"),
    ("CZ", "Tsjekkia", "Czechia"),
    ("DE", "Tyskland", "Germany"),
    ("DK", "Danmark", "Denmark"),
    ("EE", "Estland", "Estonia"),
    ("ES", "Spania", "Spain"),
    ("FI", "Finland", "Finland"),
    ("FO", "Færøyene", "Faroe Islands"),
    ("FR", "Frankrike", "France"),
    ("GB", "Storbritannia", "United Kingdom"),
    ("GL", "Grønland", "Greenland"),
    ("GR", "Hellas", "Greece"),
    ("HR", "Kroatia", "Croatia"),
    ("HU", "Ungarn", "Hungary"),
    ("IE", "Irland", "Ireland"),
    ("IS", "Island", "Iceland"),
    ("IT", "Italia", "Italy"),
    ("LT", "Litauen", "Lithuania"),
    ("LU", "Luxembourg", "Luxembourg"),
    ("LV", "Latvia", "Latvia"),
    ("MT", "Malta", "Malta"),
    ("NL", "Nederland", "Netherlands"),
    ("NO", "Norge", "Norway"),
    ("PL", "Polen", "Poland"),
    ("PT", "Portugal", "Portugal"),
    ("RO", "Romania", "Romania"),
    ("SE", "Sverige", "Sweden"),
    ("SI", "Slovenia", "Slovenia"),
    ("SJ", "Svalbard og Jan Mayen", "Svalbard and Jan Mayen"),
    ("SK", "Slovakia", "Slovakia"),
    ("US", "USA", "United States"),
];

/// The name of a country.
pub(super) fn country(language: Language, code: &str) -> String {
    let known = COUNTRIES.iter().find(|(known, _, _)| *known == code);
    match known {
        Some((_, nb, en)) => language.pick(*nb, *en).to_owned(),
        None => code.to_owned(),
    }
}
