//! No input makes a reader panic or go on for ever: random bytes, and seeded
//! changes of our own samples.

use formats::archive::Archive;
use proptest::prelude::*;
use std::io::Cursor;

const INVOICE: &[u8] = include_bytes!("../samples/invoice.xml");
const PAYMENTS: &[u8] = include_bytes!("../samples/payments.ocr");
const LINES: &[u8] = include_bytes!("../samples/lines.ndjson");
const INDEX: &[u8] = include_bytes!("../samples/index.csv");
const RETURNS: &[u8] = include_bytes!("../samples/returns.csv");
const PAYMENTS_LIST: &[u8] = include_bytes!("../samples/payments.csv");
const CII: &[u8] = include_bytes!("../samples/invoice-cii.xml");
const CAMT: &[u8] = include_bytes!("../samples/statement.camt.xml");
const RESPONSE: &[u8] = include_bytes!("../samples/response.xml");
const FINVOICE: &[u8] = include_bytes!("../samples/finvoice.xml");
const SVEFAKTURA: &[u8] = include_bytes!("../samples/svefaktura.xml");
const BOUNCE: &[u8] = include_bytes!("../samples/bounce.eml");
const WEBHOOKS: &[u8] = include_bytes!("../samples/webhooks.json");

/// One of each kind of file that is read.
fn samples() -> Vec<Vec<u8>> {
    let plain = [
        INVOICE,
        PAYMENTS,
        LINES,
        INDEX,
        RETURNS,
        PAYMENTS_LIST,
        CII,
        CAMT,
        RESPONSE,
        FINVOICE,
        SVEFAKTURA,
        BOUNCE,
        WEBHOOKS,
    ];
    plain.iter().map(|it| it.to_vec()).chain([pdf()]).collect()
}

/// A PDF with an invoice inside.
fn pdf() -> Vec<u8> {
    let start = format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /AF [2 0 R] /Names << /EmbeddedFiles << /Names [(a) 2 0 R] >> >> >>\nendobj\n2 0 obj\n<< /UF (factur-x.xml) /EF << /F 3 0 R >> >>\nendobj\n3 0 obj\n<< /Subtype /text#2Fxml /Length {} >>\nstream\n",
        CII.len()
    );
    let end = b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF";
    [start.as_bytes(), CII, end].concat()
}

/// Far more items than any of these inputs can hold.
const ITEMS_MAX: usize = 100_000;

/// Reads to the end, both ways, and checks what must hold of every item.
fn exhaust(bytes: &[u8]) {
    let known: Vec<&str> = formats::code::ALL.iter().map(|it| it.code).collect();
    let whole: Vec<_> = formats::read_bytes("file", bytes).take(ITEMS_MAX).collect();
    assert!(whole.len() < ITEMS_MAX);
    for item in &whole {
        let is_refused = matches!(item.body, domain::intake::ItemBody::Refused(_));
        assert!(!is_refused || !item.findings.is_empty(), "{item:?}");
        assert!(
            item.findings
                .iter()
                .all(|it| known.contains(&it.code.as_str())),
            "{item:?}"
        );
    }
    let stream = formats::read("file", Box::new(Cursor::new(bytes)));
    let stream = stream.expect("bytes in memory can be read");
    assert!(stream.eq(whole));
    let _ = formats::embedded(bytes, 0);
    if let Ok(mut archive) = Archive::open(Cursor::new(bytes)) {
        assert!(archive.entries().count() <= formats::limits::ARCHIVE_ENTRIES_MAX);
    }
}

/// One change of a sample.
#[derive(Debug, Clone)]
enum Change {
    Set(usize, u8),
    Insert(usize, Vec<u8>),
    Remove(usize, usize),
    Repeat(usize, usize),
    Cut(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let odd = prop::sample::select(vec![
        &b"<"[..],
        b">",
        b"&",
        b"<a>",
        b"</a>",
        b"<!--",
        b"]]>",
        b"<![CDATA[",
        b"\"",
        b"'",
        b";",
        b"\n",
        b"\r",
        b"\0",
        b"\xff\xfe",
        b"\xf8",
        b"{",
        b"}",
        b"[",
        b"null",
        b"NY000089",
        b"-",
        b"99999999999999999999",
        b" xmlns:q='urn:q'",
        "æ€𝄞".as_bytes(),
        b"%PDF-",
        b"PK\x03\x04",
        b" 0 obj",
        b"<<",
        b"stream\n",
        b"endstream",
        b"/Length 99999",
        b"1 0 R",
        b"(",
        b"[",
        b"--del",
        b"\n\n",
        b"\nFrom x\nTo: y\n",
        b"Content-Type: message/rfc822\n\n",
    ]);
    let at = any::<usize>();
    prop_oneof![
        (at, any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (at, odd).prop_map(|(at, bytes)| Change::Insert(at, bytes.to_vec())),
        (at, 1..200_usize).prop_map(|(at, count)| Change::Remove(at, count)),
        (at, 1..200_usize).prop_map(|(at, count)| Change::Repeat(at, count)),
        at.prop_map(Change::Cut),
    ]
}

fn changed(sample: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for change in changes {
        let end = bytes.len().max(1);
        match change {
            Change::Set(at, byte) => {
                if let Some(found) = bytes.get_mut(at % end) {
                    *found = *byte;
                }
            }
            Change::Insert(at, inserted) => {
                let at = at % (bytes.len() + 1);
                bytes.splice(at..at, inserted.iter().copied());
            }
            Change::Remove(at, count) => {
                let at = at % (bytes.len() + 1);
                let to = (at + count).min(bytes.len());
                bytes.drain(at..to);
            }
            Change::Repeat(at, count) => {
                let at = at % (bytes.len() + 1);
                let to = (at + count).min(bytes.len());
                let again = bytes[at..to].to_vec();
                bytes.splice(at..at, again);
            }
            Change::Cut(at) => bytes.truncate(at % end),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn random_bytes_are_read_to_their_end(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        exhaust(&bytes);
    }

    #[test]
    fn changed_samples_are_read_to_their_end(
        sample in prop::sample::select(samples()),
        changes in prop::collection::vec(change(), 1..6),
    ) {
        exhaust(&changed(&sample, &changes));
    }

    #[test]
    fn beginnings_of_formats_with_random_rests_are_read_to_their_end(
        start in prop::sample::select(vec![
            &b"<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'>"[..],
            b"NY000010", b"{\"type\":\"document\",", b"number;amount\n", b"\xff\xfe<\0?\0", b"PK\x03\x04",
            b"%PDF-1.7\n1 0 obj\n<<", b"%PDF-1.7\n1 0 obj [", b"[{\"event\":\"bounce\",\"sg_event_id\":",
            b"From: a\nDate: b\nTo: c\nContent-Type: multipart/report; boundary=x\n\n--x\n",
            b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'><BkToCstmrStmt><Stmt>",
            b"<Finvoice>", b"From a\nTo: b\n\n",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..500),
    ) {
        exhaust(&[start, &rest].concat());
    }
}
