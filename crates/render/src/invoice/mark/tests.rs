use super::Marks;

fn key(place: &str) -> Option<String> {
    super::key(place)
}

#[test]
fn business_terms_lead_to_their_fields() {
    for (term, field) in [
        ("BT-84", Some("BT-84")),
        ("BT-36", Some("BT-35")),
        ("BG-7", Some("BT-44")),
        ("[BR-CO-16]-BT-115 is wrong", Some("BT-115")),
        // In which line is not said.
        ("BT-131", None),
        ("BG-25", None),
    ] {
        assert_eq!(key(term).as_deref(), field, "{term}");
    }
}

#[test]
fn paths_lead_to_their_fields_whatever_their_prefixes() {
    for (path, field) in [
        ("/Invoice/cbc:ID", Some("BT-1")),
        ("/ubl:Invoice[1]/cbc:DueDate[1]", Some("BT-9")),
        (
            "/*:Invoice[namespace-uri()='urn:x'][1]/*:LegalMonetaryTotal[1]/*:PayableAmount[1]",
            Some("BT-115"),
        ),
        (
            "/Q{urn:x}Invoice[1]/Q{urn:y}PaymentMeans[2]/Q{urn:z}PaymentID[1]",
            Some("BT-83"),
        ),
        (
            "/Invoice/cac:AccountingCustomerParty/cac:Party/cbc:EndpointID/@schemeID",
            Some("BT-49"),
        ),
        (
            "/Invoice/cac:AccountingSupplierParty/cac:Party/cac:PostalAddress/cbc:CityName",
            Some("BT-35"),
        ),
        (
            "/Invoice/cac:InvoiceLine[3]/cac:Price/cbc:PriceAmount",
            Some("3/BT-146"),
        ),
        (
            "/Invoice/cac:InvoiceLine/cac:Item/cbc:Name",
            Some("1/BT-153"),
        ),
        (
            "/CreditNote/cac:CreditNoteLine[2]/cac:Item/cac:ClassifiedTaxCategory/cbc:Percent",
            Some("2/BT-152"),
        ),
        ("/Invoice/ext:Unknown", None),
        ("", None),
    ] {
        assert_eq!(key(path).as_deref(), field, "{path}");
    }
}

#[test]
fn errors_are_numbered_and_told_once() {
    let mut marks = Marks::default();
    assert!(marks.is_empty());
    marks.add(Some("BT-84"), "No account");
    marks.add(Some("BT-84"), "No account");
    marks.add(
        Some("/Invoice/cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID"),
        "Wrong account",
    );
    marks.add(None, "Something about BT-9");
    marks.add(None, "Something");
    let printed = marks.printed();
    assert_eq!(printed.marked["BT-84"], "1,2");
    assert_eq!(printed.marked["BT-9"], "3");
    let told: Vec<_> = printed.errors.iter().map(|it| it.number.as_str()).collect();
    assert_eq!(told, ["1", "2", "3", "4"]);
}

#[test]
fn no_more_errors_are_marked_than_can_be_read() {
    let mut marks = Marks::default();
    for number in 0..100 {
        marks.add(Some("BT-1"), &format!("error {number}"));
    }
    assert_eq!(marks.printed().errors.len(), super::MARKS_MAX);
}
