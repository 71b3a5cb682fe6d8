use super::*;
use std::io::{self, BufReader};

/// The first item's first finding, and the format.
fn first(bytes: &[u8]) -> (Format, String) {
    let mut reading = read_bytes("a file", bytes);
    let item = reading.next().unwrap();
    assert!(matches!(item.body, ItemBody::Refused(_)));
    (reading.format, item.findings[0].code.clone())
}

#[test]
fn what_is_nothing_is_refused_with_a_reason() {
    for (bytes, format, code) in [
        (&b""[..], Format::Unknown, "file.empty"),
        (b"%PDF-1.7\n%%EOF", Format::Pdf, "pdf.no_data"),
        (b"hello", Format::Unknown, "format.not_understood"),
        (b"\0\x01\x02", Format::Unknown, "format.not_understood"),
        (b"PK\x03\x04", Format::Unknown, "format.not_understood"),
        (b"a;b\n1;2\n", Format::Unknown, "format.not_understood"),
        (b" \n", Format::Unknown, "format.not_understood"),
        (b"\xff\xfea\0b\0", Format::Unknown, "format.not_understood"),
    ] {
        assert_eq!(first(bytes), (format, code.to_owned()));
    }
}

#[test]
fn a_lone_pdf_is_kept_and_only_an_info() {
    let item = read_bytes("letter.pdf", b"%PDF-1.7").next().unwrap();
    assert_eq!(item.findings[0].severity, domain::Severity::Info);
    assert!(item.findings[0].message.contains("letter.pdf is kept"));
}

#[test]
fn a_whole_file_beyond_the_limit_is_refused() {
    let mut bytes = b"<a>".to_vec();
    bytes.resize(limits::WHOLE_FILE_BYTES_MAX + 1, b' ');
    assert_eq!(first(&bytes), (Format::Xml, "file.too_large".to_owned()));
    let stream = read("big.xml", Box::new(io::Cursor::new(bytes))).unwrap();
    assert_eq!(stream.last().unwrap().findings[0].code, "file.too_large");
}

/// Gives some bytes and then fails.
struct Failing<'a>(&'a [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("the line was cut")),
            count => Ok(count),
        }
    }
}

#[test]
fn an_input_that_fails_at_once_is_an_error_and_later_a_finding() {
    let failing = |bytes| Box::new(BufReader::new(Failing(bytes)));
    assert!(read("x", failing(b"<a/>")).is_err());
    let lines = b"{}\n".repeat(40_000);
    let items: Vec<Item> = read("x", failing(&lines)).unwrap().collect();
    assert_eq!(items.len(), 40_001);
    assert_eq!(items[40_000].findings[0].code, "file.read");
    let rows = [&b"number;amount\n"[..], &b"1;2\n".repeat(40_000)].concat();
    let items: Vec<Item> = read("x", failing(&rows)).unwrap().collect();
    assert_eq!(items.last().unwrap().findings[0].code, "file.read");
}

#[test]
fn codes_of_formats_are_unique() {
    let mut codes: Vec<&str> = Format::ALL.iter().map(|it| it.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Format::ALL.len());
}
