//! Lists that are taken out as files.

use crate::samples::{KID, NUMBER, fill};
use std::io::{Cursor, Read as _};
use testkit::Installation;

/// A file inside a spreadsheet.
fn inside(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("a spreadsheet");
    let mut file = archive.by_name(name).expect(name);
    let mut text = String::new();
    file.read_to_string(&mut text).expect("text");
    text
}

#[tokio::test]
async fn a_spreadsheet_has_every_document_and_no_formula() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let trick = r#"{"type":"document","source":"erp","source_id":"x","kind":"invoice","number":"=1+1","customer":{"number":"9","name":"=HYPERLINK(\"http://evil.example\")"},"channel":"email","kid":"0012345674","amount":{"amount":"-12.50","currency":"NOK"}}"#;
    installation
        .import(&[("trick.ndjson", trick.as_bytes())])
        .await;
    let mut owner = installation.signed_in().await;
    let list = owner.get("/documents").await.text();
    assert!(list.contains("/documents/export/xlsx"), "{list}");
    let file = owner.get("/documents/export/xlsx?sort=number").await;
    assert_eq!(file.status, 200);
    let kind = file.headers["content-type"].to_str().expect("text");
    assert!(kind.ends_with("spreadsheetml.sheet"), "{kind}");
    let names = inside(&file.bytes, "xl/workbook.xml");
    assert!(names.contains("name=\"documents\""), "{names}");
    let sheet = inside(&file.bytes, "xl/worksheets/sheet1.xml");
    for text in [NUMBER, KID, "0012345674", "=1+1"] {
        assert!(sheet.contains(&format!("<t>{text}</t>")), "{text}: {sheet}");
    }
    assert!(sheet.contains("=HYPERLINK("), "it is there, as text");
    assert!(!sheet.contains("<f>"), "{sheet}");
    assert!(sheet.contains("<v>1250</v>") && sheet.contains("<v>-12.5</v>"));
    assert_eq!(sheet.matches("<row ").count(), 5, "a heading and four");
    let audit = owner.get("/settings/audit").await.text();
    assert!(audit.contains("Dokumentliste tatt ut"), "{audit}");
}
