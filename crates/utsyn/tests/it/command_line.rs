use crate::run::Place;
use crate::samples::{invoice_line, payment_line};
use serde_json::json;

fn write(place: &Place, name: &str, lines: &[String]) -> String {
    let path = place.path().join(name);
    std::fs::write(&path, lines.join("\n")).expect("a file");
    path.to_string_lossy().into_owned()
}

#[test]
fn an_empty_list_is_an_empty_array_and_ends_well() {
    let place = Place::with_organisation();
    assert_eq!(place.json(&["documents", "--json"]), json!([]));
    assert_eq!(place.json(&["payments", "--json"]), json!([]));
    assert_eq!(place.json(&["statistics", "--json"])["rows"], json!([]));
}

#[test]
fn without_an_organisation_the_way_on_is_told() {
    let answer = Place::empty().run(&["documents"]);
    assert_eq!(answer.code, 2, "{answer:?}");
    assert!(answer.err.contains("utsyn init"), "{answer:?}");
    assert_eq!(answer.out, "");
}

#[test]
fn a_file_that_is_not_there_is_a_usage_error_before_anything_is_taken_in() {
    let answer = Place::with_organisation().run(&["import", "/no/such/file", "--json"]);
    assert_eq!(answer.code, 2, "{answer:?}");
    assert!(answer.err.contains("/no/such/file"), "{answer:?}");
}

#[test]
fn a_word_that_the_filter_does_not_know_is_named() {
    let answer = Place::with_organisation().run(&["documents", "chanel:ehf"]);
    assert_eq!(answer.code, 2, "{answer:?}");
    assert!(answer.err.contains("chanel"), "{answer:?}");
}

#[test]
fn importing_twice_stores_once_and_the_sums_balance() {
    let place = Place::with_organisation();
    let lines: Vec<String> = (0..50)
        .map(invoice_line)
        .chain((0..20).map(payment_line))
        .collect();
    let file = write(&place, "all.ndjson", &lines);
    for expected in [(70, 0), (0, 70)] {
        let answer = place.run(&["import", &file, "--json"]);
        assert_eq!(answer.code, 0, "{answer:?}");
        let lines = answer.lines();
        let summary = &lines.last().expect("a summary")["summary"];
        assert_eq!(summary["stored"], json!(expected.0), "{summary}");
        assert_eq!(summary["duplicate"], json!(expected.1), "{summary}");
        assert_eq!(lines.len(), 71);
    }
    assert_eq!(
        place
            .json(&["documents", "--json"])
            .as_array()
            .map(Vec::len),
        Some(50)
    );
    assert_eq!(
        place
            .json(&["documents", "payment:paid", "--json"])
            .as_array()
            .map(Vec::len),
        Some(20)
    );
    let statistics = place.json(&["statistics", "--by", "payment", "--json"]);
    assert_eq!(statistics["rows"][0]["payment"], json!("open"));
    assert_eq!(statistics["rows"][0]["count"], json!(30));
    assert_eq!(
        statistics["rows"][1]["amount"],
        json!([{"amount": "2500.00", "currency": "NOK"}])
    );
}

#[test]
fn payments_find_invoices_that_come_after_them() {
    let place = Place::with_organisation();
    let bank = write(&place, "bank.ndjson", &[payment_line(1)]);
    let answer = place.run(&["import", &bank, "--json"]);
    assert_eq!(answer.lines()[0]["outcome"], json!("unmatched"));
    assert_eq!(
        place
            .json(&["payments", "--unmatched", "--json"])
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    let invoices = write(&place, "invoices.ndjson", &[invoice_line(1)]);
    place.run(&["import", &invoices]);
    let shown = place.json(&["show", "F1", "--json"]);
    assert_eq!(shown["payment"], json!("paid"));
    assert_eq!(shown["paid_on"], json!("2026-11-12"));
    assert_eq!(
        place.json(&["payments", "--unmatched", "--json"]),
        json!([])
    );
}

#[test]
fn a_file_that_is_not_understood_is_kept_and_ends_with_three() {
    let place = Place::with_organisation();
    let file = write(
        &place,
        "noise.bin",
        &["\u{1}\u{2}\u{3} nothing that anyone knows".to_owned()],
    );
    let answer = place.run(&["import", &file, "--json"]);
    assert_eq!(answer.code, 3, "{answer:?}");
    let lines = answer.lines();
    assert_eq!(lines[0]["outcome"], json!("rejected"));
    assert_eq!(
        lines[0]["findings"][0]["code"],
        json!("format.not_understood")
    );
}

#[test]
fn rebuilding_corrects_nothing_and_the_doctor_is_content() {
    let place = Place::with_organisation();
    let lines: Vec<String> = (0..30)
        .map(invoice_line)
        .chain((0..10).map(payment_line))
        .collect();
    let file = write(&place, "all.ndjson", &lines);
    place.run(&["import", &file]);
    let answer = place.run(&["rebuild-facts"]);
    assert_eq!(answer.code, 0, "{answer:?}");
    assert!(
        answer
            .out
            .starts_with("30 documents folded anew; 0 stood otherwise"),
        "{answer:?}"
    );
    let doctor = place.json(&["doctor", "--json"]);
    assert_eq!(doctor["ok"], json!(true), "{doctor}");
}

#[test]
fn csv_has_a_row_for_every_document_and_no_formula() {
    let place = Place::with_organisation();
    let hostile = invoice_line(1).replace("Kunde 1", "=cmd|' /C calc'!A0");
    let file = write(&place, "one.ndjson", &[hostile]);
    place.run(&["import", &file]);
    let answer = place.run(&["documents", "--csv"]);
    assert_eq!(answer.out.lines().count(), 2);
    assert!(answer.out.contains("'=cmd|"), "{}", answer.out);
}

#[test]
fn the_demo_is_made_once_and_says_how_to_sign_in() {
    let place = Place::empty();
    let arguments = ["demo", "--documents", "2000", "--seed", "7", "--no-serve"];
    let answer = place.run(&arguments);
    assert_eq!(answer.code, 0, "{answer:?}");
    assert!(answer.out.contains("http://127.0.0.1:8080"), "{answer:?}");
    assert!(answer.out.contains("Password:"), "{answer:?}");
    assert_eq!(
        place
            .json(&["documents", "--json"])
            .as_array()
            .map(Vec::len),
        Some(2000)
    );
    assert_eq!(place.run(&arguments).code, 0);
    assert_eq!(
        place
            .json(&["documents", "--json"])
            .as_array()
            .map(Vec::len),
        Some(2000)
    );
}
