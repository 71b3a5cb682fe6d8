use super::*;

#[test]
fn files_are_told_apart_by_their_first_bytes() {
    for (head, expected) in [
        (&b"<?xml version='1.0'?><a/>"[..], Format::Xml),
        (b"\xef\xbb\xbf \r\n<Invoice/>", Format::Xml),
        (b"\xff\xfe<\0?\0x\0", Format::Xml),
        (b"\xfe\xff\0<\0?", Format::Xml),
        (b"<\0I\0n\0", Format::Xml),
        (b"NY000010000080800170031", Format::OcrGiro),
        (b"\r\nNY000010", Format::OcrGiro),
        (b"NYHET: ny faktura", Format::Unknown),
        (b"{\"type\":\"event\"}", Format::Ndjson),
        (b"%PDF-1.7\n", Format::Pdf),
        (b"junk before %PDF-1.4", Format::Pdf),
        (b"number;amount\n1;2\n", Format::CsvIndex),
        (b"\xef\xbb\xbfFakturanummer,Fil\n", Format::CsvIndex),
        (b"fakturanr\tbel\xf8p\n1\t2\n", Format::CsvIndex),
        (b"number;customer\n1;2\n", Format::Unknown),
        (b"just some text\n", Format::Unknown),
        (b"PK\x03\x04", Format::Unknown),
        (b"", Format::Unknown),
        (b"\0\0\0\0", Format::Unknown),
    ] {
        let shown = String::from_utf8_lossy(head);
        assert_eq!(sniff(head), expected, "{shown}");
    }
}

#[test]
fn archives_are_known_also_when_empty() {
    assert!(is_zip(b"PK\x03\x04rest"));
    assert!(is_zip(b"PK\x05\x06rest"));
    assert!(!is_zip(b"PK"));
    assert!(!is_zip(b"%PDF-1.7"));
}
