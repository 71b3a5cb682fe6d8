mod schema;

use crate::{Format, limits, read, read_bytes};
use domain::intake::{Item, ItemBody, Target};
use domain::{Fact, Reason};
use std::io::{BufReader, Read};

const SAMPLE: &str = include_str!("../../samples/lines.ndjson");

fn items(text: &str) -> Vec<Item> {
    let reading = read_bytes("lines.ndjson", text.as_bytes());
    assert_eq!(reading.format, Format::Ndjson);
    reading.collect()
}

/// The findings of a single line, as `code place`.
fn findings(line: &str) -> Vec<String> {
    let items = items(line);
    assert_eq!(items.len(), 1);
    let all = items[0].findings.iter();
    all.map(|it| format!("{} {}", it.code, it.place)).collect()
}

/// A line of the sample with one text replaced by another.
fn with(line: usize, from: &str, to: &str) -> String {
    let line = SAMPLE.lines().nth(line).unwrap();
    assert!(line.contains(from), "{from}");
    line.replacen(from, to, 1)
}

const DOCUMENT: usize = 0;
const EVENT: usize = 2;
const PROBLEM: usize = 3;
const PAYMENT: usize = 6;

#[test]
fn a_document_is_read_with_all_that_is_told() {
    let found = items(SAMPLE);
    // Nine lines, and the approval of the last is two facts.
    assert_eq!(found.len(), 10);
    assert!(found.iter().all(|it| it.findings.is_empty()), "{found:?}");
    let ItemBody::Document(document) = &found[0].body else {
        panic!()
    };
    let source = document.source.clone().unwrap();
    assert_eq!(
        (source.source.as_str(), source.id.as_str()),
        ("erp", "inv-10001")
    );
    assert_eq!(document.customer.key(), "no:986028307");
    assert_eq!(document.amount.unwrap().minor, 125_000);
    assert_eq!(document.details.lines.len(), 1);
    assert_eq!(document.details.notes, ["Thank you"]);
    assert_eq!(document.beside, ["10001.pdf"]);
    assert_eq!(document.events[0].target, Target::Source(source));
    assert_eq!(
        document.events[0].source.source, "erp",
        "taken from the document"
    );
    assert!(!document.is_whole_file);
}

#[test]
fn events_and_payments_are_read() {
    let found = items(SAMPLE);
    let ItemBody::Event(failed) = &found[PROBLEM].body else {
        panic!()
    };
    let Fact::Failed { problem, .. } = &failed.fact else {
        panic!()
    };
    assert_eq!(problem.reason, Reason::AddressWrong);
    assert_eq!(
        problem.action,
        Reason::AddressWrong.usual_action(),
        "where none is told"
    );
    let ItemBody::Event(scheduled) = &found[4].body else {
        panic!()
    };
    let account = Some("86011117947".to_owned());
    assert_eq!(
        scheduled.target,
        Target::Kid {
            kid: "2345676".to_owned(),
            account
        }
    );
    let ItemBody::Payment(payment) = &found[PAYMENT].body else {
        panic!()
    };
    assert_eq!(payment.account, "86011117947");
    assert_eq!(payment.amount.minor, 125_000);
}

/// Changes to a line, each with the finding that refuses it.
fn check(line: usize, cases: &[(&str, &str, &str)]) {
    for (from, to, expected) in cases {
        let line = with(line, from, to);
        let expected = expected.replace('@', "line 1, field ");
        assert_eq!(findings(&line)[0], expected, "{line}");
        assert!(
            matches!(items(&line)[0].body, ItemBody::Refused(_)),
            "{line}"
        );
    }
}

#[test]
fn every_fault_of_a_document_is_told_with_its_field() {
    let cases = [
        (
            "\"number\":\"10001\"",
            "\"number\":10001",
            "ndjson.invalid @number",
        ),
        ("\"source\":\"erp\",", "", "ndjson.invalid @source"),
        ("\"1250.00\"", "1250.00", "ndjson.invalid @amount.amount"),
        (
            "\"1250.00\"",
            "\"1250.005\"",
            "ndjson.invalid @amount.amount",
        ),
        ("\"NOK\"", "\"kr\"", "ndjson.invalid @amount.amount"),
        ("2026-11-16", "16.11.2026", "ndjson.invalid @due_on"),
        ("T08:15:00+01:00", "", "ndjson.invalid @received_at"),
        (
            "\"channel\":\"ehf\"",
            "\"channel\":\"fax\"",
            "ndjson.invalid @channel",
        ),
        ("[\"10001.pdf\"]", "[\"../x\"]", "ndjson.invalid @files[0]"),
        ("[\"10001.pdf\"]", "\"x\"", "ndjson.invalid @files"),
        (
            "\"notes\":[",
            "\"notes\":5,\"x\":[",
            "ndjson.invalid @details",
        ),
        (
            "\"2026-11-02T08:20:00+01:00\"",
            "\"then\"",
            "ndjson.invalid @events[0].occurred_at",
        ),
        (
            "{\"type\":\"sent\"",
            "{\"type\":\"credited\"",
            "ndjson.internal_fact @events[0].fact.type",
        ),
        ("\"november\"", "\"a\\u0000b\"", "ndjson.invalid @batch"),
    ];
    check(DOCUMENT, &cases);
    check(
        1,
        &[(
            "\"name\":\"Kari Nordmann\"",
            "",
            "ndjson.invalid @customer.number",
        )],
    );
}

#[test]
fn every_fault_of_an_event_or_payment_is_told_with_its_field() {
    let cases = [
        (
            "\"source\":\"erp\",\"source_id\":\"inv-10001\"",
            "",
            "ndjson.invalid @document.id",
        ),
        (
            "{\"source\":\"erp\"",
            "{\"number\":\"1\",\"source\":\"erp\"",
            "ndjson.invalid @document.id",
        ),
        ("transport_receipt", "rumour", "ndjson.invalid @fact"),
        ("\"delivered\"", "\"teleported\"", "ndjson.invalid @fact"),
        (
            "\"type\":\"event\"",
            "\"type\":\"happening\"",
            "ndjson.invalid @type",
        ),
        ("\"type\":\"event\",", "", "ndjson.invalid @type"),
        (
            "\"occurred_at\":\"2026",
            "\"occurred_at\":\" \",\"x\":\"2026",
            "ndjson.invalid @occurred_at",
        ),
    ];
    check(EVENT, &cases);
    check(5, &[("0193a5b0", "0193", "ndjson.invalid @document.id")]);
    let cases = [
        ("\"giro\"", "\"barter\"", "ndjson.invalid @paid_by"),
        (
            "\"value_on\":\"2026-11-16\",",
            "",
            "ndjson.invalid @value_on",
        ),
        ("\"giro\"", "\"\"", "ndjson.invalid @paid_by"),
        (
            "\"value_on\":\"2026-11-16\"",
            "\"value_on\":\" \"",
            "ndjson.invalid @value_on",
        ),
    ];
    check(PAYMENT, &cases);
}

#[test]
fn a_line_that_is_not_one_object_is_malformed() {
    for line in ["{\"a\":", "{} {}"] {
        assert_eq!(findings(line), ["ndjson.malformed line 1"], "{line}");
    }
}

#[test]
fn facts_that_are_found_out_here_cannot_be_told() {
    for fact in crate::ndjson::event::INTERNAL_FACTS {
        let line = with(EVENT, "\"delivered\"", &format!("\"{fact}\""));
        assert_eq!(
            findings(&line),
            ["ndjson.internal_fact line 1, field fact.type"]
        );
    }
}

#[test]
fn all_faults_of_a_line_are_told_at_once() {
    let found = findings("{\"type\":\"payment\",\"colour\":\"red\"}");
    let fields = [
        "source",
        "source_id",
        "account",
        "amount",
        "value_on",
        "paid_by",
    ];
    let mut expected: Vec<String> = fields
        .iter()
        .map(|it| format!("ndjson.invalid line 1, field {it}"))
        .collect();
    expected.push("ndjson.unknown_field line 1, field colour".to_owned());
    assert_eq!(found, expected);
}

#[test]
fn unknown_fields_are_warnings_wherever_they_are() {
    for (line, field) in [
        (with(DOCUMENT, "\"batch\"", "\"bach\""), "bach"),
        (with(DOCUMENT, "\"unit\"", "\"units\""), "lines[0].units"),
        (with(DOCUMENT, "\"notes\"", "\"note\""), "details.note"),
        (
            with(DOCUMENT, "\"endpoint\"", "\"adress\""),
            "customer.adress",
        ),
        (
            with(EVENT, "\"fact\":{", "\"fact\":{\"attmept\":\"1\","),
            "fact.attmept",
        ),
        (with(PROBLEM, "\"code\"", "\"kode\""), "fact.problem.kode"),
        (with(PAYMENT, "\"text\"", "\"txt\""), "txt"),
    ] {
        let expected = format!("ndjson.unknown_field line 1, field {field}");
        assert_eq!(findings(&line), [expected], "{line}");
        assert!(!matches!(items(&line)[0].body, ItemBody::Refused(_)));
    }
}

#[test]
fn kids_are_checked_and_never_refused() {
    let line = with(PAYMENT, "2345676", "2345674");
    assert_eq!(findings(&line), ["kid.check_digit line 1, field kid"]);
    assert!(matches!(items(&line)[0].body, ItemBody::Payment(_)));
}

#[test]
fn blank_lines_are_passed_over_and_bad_ones_stop_nothing() {
    let text = format!(
        "\u{feff}{}\n\n  \r\nnonsense\n{}",
        SAMPLE.lines().next().unwrap(),
        SAMPLE.lines().last().unwrap()
    );
    let found = items(&text);
    let places: Vec<_> = found.iter().map(|it| it.place.as_str()).collect();
    assert_eq!(places, ["line 1", "line 4", "line 5", "line 5"]);
    assert!(matches!(found[2].body, ItemBody::Event(_)));
}

#[test]
fn a_line_without_end_costs_no_more_than_the_limit() {
    let endless = b"{\"type\":\"".chain(std::io::repeat(b'x').take(1 << 28));
    let input = endless.chain(&b"\n"[..]).chain(SAMPLE.as_bytes());
    let found: Vec<Item> = read("x", Box::new(BufReader::new(input)))
        .unwrap()
        .collect();
    assert_eq!(found.len(), 11);
    assert_eq!(found[0].findings[0].code, "ndjson.line_too_long");
    assert_eq!(found[1].place, "line 2");
    let exact = format!(
        "{{\"type\":\"{}\"}}\n",
        "x".repeat(limits::LINE_BYTES_MAX - 12)
    );
    assert_eq!(exact.len(), limits::LINE_BYTES_MAX);
    assert_eq!(items(&exact)[0].findings[0].code, "ndjson.invalid");
}

#[test]
fn deep_json_is_malformed_and_not_a_crash() {
    let line = format!("{{\"a\":{}", "[".repeat(100_000));
    assert_eq!(findings(&line), ["ndjson.malformed line 1"]);
}

#[test]
fn an_approval_carries_the_day_of_the_payment_and_is_not_a_payment() {
    let line = SAMPLE.lines().nth(8).unwrap();
    let facts: Vec<domain::Fact> = items(line)
        .into_iter()
        .map(|item| match item.body {
            ItemBody::Event(event) => event.fact,
            other => panic!("{other:?}"),
        })
        .collect();
    let [
        domain::Fact::Approved { channel },
        domain::Fact::PaymentScheduled { on, amount },
    ] = &facts[..]
    else {
        panic!("{facts:?}")
    };
    assert_eq!(channel.code(), "vipps");
    assert_eq!(on.to_string(), "2026-11-16");
    assert_eq!(amount.unwrap().minor, 125_000);
}

#[test]
fn a_state_that_the_system_has_not_is_refused_with_those_it_has() {
    let line = SAMPLE.lines().nth(7).unwrap();
    let wrong = line.replace("notification_failed", "approved");
    assert_eq!(findings(&wrong), ["ndjson.invalid line 1, field state"]);
    let without = line.replace("\"channel\":\"digipost\",", "");
    assert_eq!(findings(&without), ["ndjson.invalid line 1, field channel"]);
}
