use super::*;

fn text(bytes: &[u8]) -> String {
    match xml(bytes) {
        Decoded::Text(text) => text.into_owned(),
        Decoded::Repaired(text) => format!("repaired: {text}"),
        Decoded::Undecodable(why) => format!("undecodable: {why}"),
    }
}

#[test]
fn declared_encodings_are_followed() {
    let of = |encoding: &str, letter: &[u8]| {
        let mut bytes = format!("<?xml version=\"1.0\" encoding='{encoding}'?><a>").into_bytes();
        bytes.extend_from_slice(letter);
        bytes
    };
    for (encoding, letter, expected) in [
        ("UTF-8", "ø€".as_bytes(), "ø€"),
        ("ISO-8859-1", b"\xf8", "ø"),
        ("iso-8859-15", b"\xf8\xa4", "ø€"),
        ("Windows-1252", b"\xf8\x80", "ø€"),
        ("us-ascii", b"a", "a"),
    ] {
        assert!(
            text(&of(encoding, letter)).ends_with(expected),
            "{encoding}"
        );
    }
    assert!(text(&of("klingon", b"")).starts_with("undecodable: the encoding 'klingon'"));
}

#[test]
fn utf_16_is_known_with_and_without_its_mark() {
    for big in [false, true] {
        let units = "\u{feff}<a>ø</a>".encode_utf16();
        let bytes: Vec<u8> = units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect();
        assert_eq!(text(&bytes), "<a>ø</a>");
        assert_eq!(text(&bytes[2..]), "<a>ø</a>");
    }
}

#[test]
fn what_says_utf_8_and_is_not_is_read_as_windows_1252() {
    assert_eq!(
        text(b"<?xml version='1.0'?><a>K\xf8</a>"),
        "repaired: <?xml version='1.0'?><a>Kø</a>"
    );
    assert_eq!(text(b"\xef\xbb\xbf<a/>"), "<a/>");
}

#[test]
fn a_file_of_single_bytes_is_not_utf_16_whatever_it_says() {
    assert!(text(b"<?xml version='1.0' encoding='UTF-16'?><a/>").ends_with("<a/>"));
}

#[test]
fn a_declaration_that_is_broken_declares_nothing() {
    for start in [
        "<?xml encoding?>",
        "<?xml encoding=?>",
        "<?xml encoding=x?>",
        "<?xml encoding='x",
        "<?xml",
    ] {
        assert_eq!(text(start.as_bytes()), start);
    }
}
