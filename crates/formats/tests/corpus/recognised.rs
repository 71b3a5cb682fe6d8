//! Every file is read to its end and becomes something with a name.

use super::files;
use domain::intake::ItemBody;
use formats::{code, read, read_bytes};
use std::collections::BTreeMap;
use std::io::Cursor;

const KINDS: &[&str] = &[
    "ubl",
    "nordic-ehf",
    "nordic-oioubl",
    "nordic-svefaktura",
    "nordic-finvoice",
    "peppol-response",
    "cii",
    "camt",
    "dsn",
    "facturx-pdf",
    "ocr-giro",
    "pdf",
    "expected",
];

#[test]
fn every_file_becomes_items_or_is_refused_with_a_known_code() {
    for path in KINDS.iter().flat_map(|kind| files(kind)) {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.display().to_string();
        let mut count = 0;
        let mut reading = read_bytes(&name, &bytes);
        for item in reading.by_ref() {
            count += 1;
            if matches!(item.body, ItemBody::Refused(_)) {
                assert!(!item.findings.is_empty(), "{name}");
            }
            for finding in &item.findings {
                let is_known = code::ALL.iter().any(|code| code.code == finding.code);
                assert!(is_known, "{name}: {finding:?}");
            }
        }
        assert!(count > 0 || !reading.findings.is_empty(), "{name}");
    }
}

#[test]
fn a_file_reads_the_same_from_memory_and_as_a_stream() {
    for path in ["ubl", "ocr-giro", "nordic-ehf"]
        .iter()
        .flat_map(|kind| files(kind))
    {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.display().to_string();
        let whole = read_bytes(&name, &bytes);
        let stream = read(&name, Box::new(Cursor::new(bytes.clone()))).unwrap();
        assert_eq!(whole.format, stream.format, "{name}");
        assert_eq!(whole.findings, stream.findings, "{name}");
        assert!(whole.eq(stream), "{name}");
    }
}

#[test]
fn ubl_files_are_documents_and_rule_tests_are_test_sets() {
    let mut outcomes = BTreeMap::new();
    for path in files("ubl") {
        let bytes = std::fs::read(&path).unwrap();
        let is_test_set = path
            .components()
            .any(|part| part.as_os_str().to_string_lossy().starts_with("testset-"));
        for item in read_bytes("file", &bytes) {
            let outcome = match &item.body {
                ItemBody::Document(document) => {
                    assert!(document.is_whole_file);
                    "document"
                }
                ItemBody::Refused(_) => item.findings[0].code.as_str(),
                other => panic!("{}: {other:?}", path.display()),
            };
            let expected = if is_test_set {
                "xml.test_set"
            } else {
                "document"
            };
            assert_eq!(outcome, expected, "{}: {:?}", path.display(), item.findings);
            *outcomes.entry(outcome.to_owned()).or_insert(0) += 1;
        }
    }
    println!("{outcomes:?}");
}
