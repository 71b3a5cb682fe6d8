use crate::limits;
use domain::intake::{Item, ItemBody, ItemKind};

/// The only item of a file that is refused, as `code place`.
fn refused(xml: &str) -> (String, ItemKind) {
    let items: Vec<Item> = crate::read_bytes("file.xml", xml.as_bytes()).collect();
    assert_eq!(items.len(), 1);
    let ItemBody::Refused(kind) = items[0].body else {
        panic!("not refused: {:?}", items[0]);
    };
    assert_eq!(items[0].findings.len(), 1);
    let finding = &items[0].findings[0];
    (
        format!("{} {}", finding.code, finding.place)
            .trim()
            .to_owned(),
        kind,
    )
}

fn code(xml: &str) -> String {
    refused(xml).0
}

#[test]
fn a_doctype_is_refused_before_anything_is_expanded() {
    let entities: String = (0..9)
        .map(|n| {
            format!(
                "<!ENTITY e{} '&e{n};&e{n};&e{n};&e{n};&e{n};&e{n};&e{n};'>",
                n + 1
            )
        })
        .collect();
    assert_eq!(
        code(&format!(
            "<!DOCTYPE a [<!ENTITY e0 'x'>{entities}]><a>&e9;</a>"
        )),
        "xml.doctype 1:2"
    );
    assert_eq!(
        code("<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"),
        "xml.doctype 2:2"
    );
    assert_eq!(code("<!doctype html><html></html>"), "xml.doctype 1:2");
    assert_eq!(code("<!DOCTYPE a []><a/>"), "xml.doctype 1:2");
}

#[test]
fn malformed_xml_is_told_with_line_and_column() {
    assert_eq!(code("<a>\n  <b></a>"), "xml.malformed 2:6");
    assert_eq!(code("<a>&nbsp;</a>"), "xml.malformed 1:4");
    assert_eq!(code("<a x='1' x='2'/>"), "xml.malformed 1:10");
    for xml in [
        "<a>",
        "<",
        "<a",
        "<a b",
        "<a b='",
        "<a/><b/>",
        "<!-",
        "<![CDATA[",
        "<?x",
        "</a>",
        "<p:a/>",
    ] {
        assert!(code(xml).starts_with("xml.malformed"), "{xml}");
    }
}

#[test]
fn nesting_is_bounded_exactly() {
    let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    assert_eq!(
        code(&nested(limits::XML_DEPTH_MAX)),
        "format.not_understood"
    );
    assert!(code(&nested(limits::XML_DEPTH_MAX + 1)).starts_with("xml.depth"));
    assert!(code(&"<a>".repeat(100_000)).starts_with("xml.depth"));
}

#[test]
fn attributes_are_bounded_exactly() {
    let wide = |count: usize| {
        let attributes: String = (0..count).map(|n| format!(" a{n}='=\"> <'")).collect();
        format!("<a{}/>", attributes.replace('<', ""))
    };
    assert_eq!(
        code(&wide(limits::XML_ATTRIBUTES_MAX)),
        "format.not_understood"
    );
    assert_eq!(
        code(&wide(limits::XML_ATTRIBUTES_MAX + 1)),
        "xml.attributes 1:2"
    );
}

#[test]
fn namespaces_are_bounded_by_what_is_in_scope() {
    let declared = |count: usize| -> String {
        (0..count)
            .map(|n| format!(" xmlns:n{n}='urn:{n}'"))
            .collect()
    };
    let most = limits::XML_NAMESPACES_MAX;
    let beside = format!("<a><b{}/><c{}/></a>", declared(most), declared(most));
    assert_eq!(code(&beside), "format.not_understood");
    let inside = format!("<a{}><b{}/></a>", declared(most), declared(1));
    assert!(code(&inside).starts_with("xml.namespaces"));
}

#[test]
fn elements_are_bounded() {
    let many = format!("<a>{}</a>", "<b/>".repeat(limits::XML_ELEMENTS_MAX));
    assert!(code(&many).starts_with("xml.elements"));
}

#[test]
fn markup_inside_comments_and_cdata_does_not_count() {
    let hidden = "<!DOCTYPE x>".to_owned() + &"<a>".repeat(limits::XML_DEPTH_MAX * 2);
    assert_eq!(
        code(&format!("<a><!--{hidden}--></a>")),
        "format.not_understood"
    );
    assert_eq!(
        code(&format!("<a><![CDATA[{hidden}]]></a>")),
        "format.not_understood"
    );
    assert_eq!(
        code(&format!("<a><?p {hidden}?></a>")),
        "format.not_understood"
    );
}

#[test]
fn space_before_the_declaration_is_forgiven() {
    assert_eq!(
        code("\n  <?xml version='1.0'?><a/>"),
        "format.not_understood"
    );
}

#[test]
fn other_roots_are_named() {
    let ubl = "urn:oasis:names:specification:ubl:schema:xsd:";
    for (xml, expected, kind) in [
        (
            "<testSet xmlns='urn:x'/>".to_owned(),
            "xml.test_set",
            ItemKind::Document,
        ),
        (
            format!("<ApplicationResponse xmlns='{ubl}ApplicationResponse-2'/>"),
            "response.profile cbc:CustomizationID",
            ItemKind::Event,
        ),
        (
            format!("<Order xmlns='{ubl}Order-2'/>"),
            "xml.not_yet_read",
            ItemKind::Document,
        ),
        (
            "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'/>".to_owned(),
            "camt.structure",
            ItemKind::Payment,
        ),
        (
            "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.09'/>".to_owned(),
            "xml.not_yet_read",
            ItemKind::Payment,
        ),
        (
            "<StandardBusinessDocument/>".to_owned(),
            "envelope.empty",
            ItemKind::Document,
        ),
        (
            "<Invoice/>".to_owned(),
            "format.not_understood",
            ItemKind::Document,
        ),
        (
            "<Document/>".to_owned(),
            "format.not_understood",
            ItemKind::Document,
        ),
    ] {
        assert_eq!(refused(&xml), (expected.to_owned(), kind), "{xml}");
    }
}
