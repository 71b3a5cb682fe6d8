use crate::{Format, read_bytes};
use domain::intake::{Item, ItemBody};

fn read(name: &str, text: &str) -> (Format, Vec<Item>) {
    let reading = read_bytes(name, text.as_bytes());
    (reading.format, reading.collect())
}

#[test]
fn a_sidecar_tells_of_the_pdf_of_its_own_name() {
    let text = "{\n  \"number\": \"10001\",\n  \"customer\": {\"name\": \"Kari\"},\n  \"kid\": \"2345676\"\n}\n";
    for text in [text.to_owned(), text.replace('\n', " ")] {
        let (format, items) = read("inn/10001.json", &text);
        assert_eq!(format, Format::Sidecar);
        let ItemBody::Document(document) = &items[0].body else {
            panic!("{:?}", items[0].findings)
        };
        assert_eq!(document.beside, ["10001.pdf"]);
        assert_eq!(document.source, None);
        assert_eq!(document.kid.as_deref(), Some("2345676"));
    }
}

#[test]
fn a_sidecar_may_name_its_key_and_its_files() {
    let text = r#"{"number":"1","customer":{"name":"Kari"},"source":"erp","source_id":"1","files":["a.pdf"]}"#;
    let (_, items) = read("x.json", text);
    let ItemBody::Document(document) = &items[0].body else {
        panic!("{:?}", items[0].findings)
    };
    assert_eq!(document.beside, ["a.pdf"]);
    assert_eq!(document.source.as_ref().unwrap().source, "erp");
}

#[test]
fn our_own_lines_may_come_as_a_list() {
    let lines: Vec<&str> = include_str!("../../samples/lines.ndjson").lines().collect();
    let (format, items) = read("x.json", &format!("[{}]", lines.join(",\n")));
    assert_eq!(format, Format::Ndjson);
    assert_eq!(items.len(), lines.len() + 1);
    assert!(items.iter().all(|it| it.findings.is_empty()));
    assert_eq!(items[0].place, "entry 1");
}

#[test]
fn what_is_no_json_after_all_is_told_line_by_line() {
    let (format, items) = read("x.json", "{\n  \"number\": \n");
    assert_eq!(format, Format::Ndjson);
    assert_eq!(items.len(), 2);
    assert!(
        items
            .iter()
            .all(|it| it.findings[0].code == "ndjson.malformed")
    );
    let (_, items) = read("x.json", "[1, null]");
    assert_eq!(items.len(), 2);
    assert_eq!(items[1].findings[0].place, "entry 2");
}
