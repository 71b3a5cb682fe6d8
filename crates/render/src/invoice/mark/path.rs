//! From business terms and paths to the keys of fields.

/// Terms that stand inside the field of another: the parts of an address are
/// one block on paper.
const INSIDE: &[(&[&str], &str)] = &[
    (
        &["BT-36", "BT-37", "BT-38", "BT-39", "BT-162", "BG-5"],
        "BT-35",
    ),
    (
        &["BT-51", "BT-52", "BT-53", "BT-54", "BT-163", "BG-8"],
        "BT-50",
    ),
    (
        &["BT-76", "BT-77", "BT-78", "BT-79", "BT-165", "BG-15"],
        "BT-75",
    ),
    (
        &["BT-65", "BT-66", "BT-67", "BT-68", "BT-164", "BG-12"],
        "BT-64",
    ),
    (&["BG-4"], "BT-27"),
    (&["BG-7"], "BT-44"),
    (&["BG-6"], "BT-41"),
    (&["BG-9"], "BT-56"),
    (&["BG-13"], "BT-72"),
    (&["BG-14", "BT-74"], "BT-73"),
    (&["BG-16", "BG-17", "BT-82"], "BT-81"),
    (
        &[
            "BG-20", "BT-93", "BT-94", "BT-95", "BT-96", "BT-97", "BT-98",
        ],
        "BT-92",
    ),
    (
        &[
            "BG-21", "BT-100", "BT-101", "BT-102", "BT-103", "BT-104", "BT-105",
        ],
        "BT-99",
    ),
    (&["BT-111"], "BT-110"),
    (&["BG-22"], "BT-115"),
    (&["BG-23", "BT-120", "BT-121"], "BT-118"),
    (&["BT-20", "BT-21"], "BT-22"),
    (&["BT-26", "BG-3"], "BT-25"),
    (&["BT-123", "BT-124", "BG-24"], "BT-122"),
    (&["BT-5", "BT-6"], "BT-115"),
];

/// Paths by where they lie and what they end in. The first that fits counts;
/// an empty end fits whatever is inside.
const PATHS: &[(&str, &str, &str)] = &[
    ("AccountingSupplierParty", "EndpointID", "BT-34"),
    ("AccountingSupplierParty", "RegistrationName", "BT-27"),
    (
        "AccountingSupplierParty",
        "PartyLegalEntity/CompanyID",
        "BT-30",
    ),
    (
        "AccountingSupplierParty",
        "PartyTaxScheme/CompanyID",
        "BT-31",
    ),
    ("AccountingSupplierParty", "PartyName/Name", "BT-28"),
    ("AccountingSupplierParty", "IdentificationCode", "BT-40"),
    ("AccountingSupplierParty", "Contact/Name", "BT-41"),
    ("AccountingSupplierParty", "Telephone", "BT-42"),
    ("AccountingSupplierParty", "ElectronicMail", "BT-43"),
    ("AccountingSupplierParty/Party/PostalAddress", "", "BT-35"),
    ("AccountingSupplierParty", "", "BT-27"),
    ("AccountingCustomerParty", "EndpointID", "BT-49"),
    ("AccountingCustomerParty", "RegistrationName", "BT-44"),
    (
        "AccountingCustomerParty",
        "PartyLegalEntity/CompanyID",
        "BT-47",
    ),
    (
        "AccountingCustomerParty",
        "PartyTaxScheme/CompanyID",
        "BT-48",
    ),
    ("AccountingCustomerParty", "PartyName/Name", "BT-45"),
    ("AccountingCustomerParty", "PartyIdentification/ID", "BT-46"),
    ("AccountingCustomerParty", "IdentificationCode", "BT-55"),
    ("AccountingCustomerParty", "Contact/Name", "BT-56"),
    ("AccountingCustomerParty", "Telephone", "BT-57"),
    ("AccountingCustomerParty", "ElectronicMail", "BT-58"),
    ("AccountingCustomerParty/Party/PostalAddress", "", "BT-50"),
    ("AccountingCustomerParty", "", "BT-44"),
    ("PayeeParty", "", "BT-59"),
    ("TaxRepresentativeParty", "", "BT-62"),
    ("Delivery", "ActualDeliveryDate", "BT-72"),
    ("Delivery", "", "BT-75"),
    ("PaymentMeans", "PaymentMeansCode", "BT-81"),
    ("PaymentMeans", "PaymentID", "BT-83"),
    ("PaymentMeans", "PaymentDueDate", "BT-9"),
    ("PaymentMeans", "FinancialInstitutionBranch/ID", "BT-86"),
    ("PaymentMeans", "PayeeFinancialAccount/Name", "BT-85"),
    ("PaymentMeans", "", "BT-84"),
    ("PaymentTerms", "", "BT-22"),
    ("LegalMonetaryTotal", "LineExtensionAmount", "BT-106"),
    ("LegalMonetaryTotal", "AllowanceTotalAmount", "BT-107"),
    ("LegalMonetaryTotal", "ChargeTotalAmount", "BT-108"),
    ("LegalMonetaryTotal", "TaxExclusiveAmount", "BT-109"),
    ("LegalMonetaryTotal", "TaxInclusiveAmount", "BT-112"),
    ("LegalMonetaryTotal", "PrepaidAmount", "BT-113"),
    ("LegalMonetaryTotal", "PayableRoundingAmount", "BT-114"),
    ("LegalMonetaryTotal", "", "BT-115"),
    ("TaxTotal", "TaxSubtotal/TaxableAmount", "BT-116"),
    ("TaxTotal", "TaxSubtotal/TaxAmount", "BT-117"),
    ("TaxTotal", "TaxCategory/Percent", "BT-119"),
    ("TaxTotal/TaxSubtotal", "", "BT-118"),
    ("TaxTotal", "", "BT-110"),
    ("OrderReference", "SalesOrderID", "BT-14"),
    ("OrderReference", "", "BT-13"),
    ("BillingReference", "", "BT-25"),
    ("ContractDocumentReference", "", "BT-12"),
    ("ProjectReference", "", "BT-11"),
    ("DespatchDocumentReference", "", "BT-16"),
    ("ReceiptDocumentReference", "", "BT-15"),
    ("OriginatorDocumentReference", "", "BT-17"),
    ("AdditionalDocumentReference", "", "BT-122"),
    ("InvoicePeriod", "", "BT-73"),
    ("AllowanceCharge", "", "BT-92"),
    ("", "BuyerReference", "BT-10"),
    ("", "AccountingCost", "BT-19"),
    ("", "IssueDate", "BT-2"),
    ("", "DueDate", "BT-9"),
    ("", "TaxPointDate", "BT-7"),
    ("", "Note", "BT-22"),
    ("", "DocumentCurrencyCode", "BT-115"),
    ("", "ID", "BT-1"),
];

/// The same inside a line.
const LINE_PATHS: &[(&str, &str)] = &[
    ("InvoicedQuantity", "BT-129"),
    ("CreditedQuantity", "BT-129"),
    ("LineExtensionAmount", "BT-131"),
    ("Price", "BT-146"),
    ("ClassifiedTaxCategory", "BT-152"),
    ("SellersItemIdentification", "BT-155"),
    ("BuyersItemIdentification", "BT-156"),
    ("StandardItemIdentification", "BT-157"),
    ("CommodityClassification", "BT-158"),
    ("OriginCountry", "BT-159"),
    ("AdditionalItemProperty", "BT-160"),
    ("AllowanceCharge", "BT-136"),
    ("InvoicePeriod", "BT-134"),
    ("OrderLineReference", "BT-132"),
    ("AccountingCost", "BT-133"),
    ("DocumentReference", "BT-128"),
    ("Description", "BT-154"),
    ("Note", "BT-127"),
    ("", "BT-153"),
];

const LINES: [&str; 2] = ["InvoiceLine", "CreditNoteLine"];

/// The first business term in a text: `BT-84`, `BG-16`.
pub(super) fn term_in(text: &str) -> Option<String> {
    let starts = text.match_indices("BT-").chain(text.match_indices("BG-"));
    let first = starts.map(|(at, _)| at).min()?;
    let digits: String = text[first + 3..]
        .chars()
        .take_while(char::is_ascii_digit)
        .take(3)
        .collect();
    (!digits.is_empty()).then(|| format!("{}{digits}", &text[first..first + 3]))
}

/// The key of a field by its business term; `None` for terms that lie in a
/// line, where the term does not say in which.
pub(super) fn field(term: &str) -> Option<String> {
    let number: u32 = term.get(3..)?.parse().ok()?;
    let is_in_line = match &term[..3] {
        "BT-" => (126..=161).contains(&number),
        _ => (25..=32).contains(&number),
    };
    let inside = INSIDE.iter().find(|(terms, _)| terms.contains(&term));
    let key = inside.map_or(term, |(_, key)| key);
    (!is_in_line).then(|| key.to_owned())
}

/// The key of a field by its path.
pub(super) fn key(path: &str) -> Option<String> {
    // What is wrong with an attribute is wrong with its element.
    let is_element = |step: &&str| !step.is_empty() && !step.starts_with('@');
    let steps: Vec<&str> = path.split('/').filter(is_element).collect();
    let names: Vec<String> = steps.iter().map(|step| name(step)).collect();
    if let Some(at) = names.iter().position(|name| LINES.contains(&name.as_str())) {
        let number = index(steps[at]);
        let inside = names[at + 1..].join("/");
        let (_, term) = LINE_PATHS
            .iter()
            .find(|(part, _)| part.is_empty() || inside.contains(part))?;
        return Some(format!("{number}/{term}"));
    }
    let whole = names.join("/");
    let fits = |(zone, end, _): &&(&str, &str, &str)| {
        let in_zone = zone.is_empty() || whole.contains(zone);
        in_zone && (end.is_empty() || whole == *end || whole.ends_with(&format!("/{end}")))
    };
    PATHS
        .iter()
        .find(fits)
        .map(|(_, _, term)| (*term).to_owned())
}

/// `cac:InvoiceLine[2]`, `*:InvoiceLine[…][2]` and `Q{urn:…}InvoiceLine[2]`
/// are all `InvoiceLine`.
fn name(step: &str) -> String {
    let bare = step.split('[').next().unwrap_or_default();
    let bare = bare.rsplit([':', '}']).next().unwrap_or_default();
    bare.to_owned()
}

/// Which of several: the last number in brackets, else the first.
fn index(step: &str) -> usize {
    step.rsplit('[')
        .filter_map(|part| part.split(']').next()?.parse().ok())
        .next()
        .unwrap_or(1)
}
