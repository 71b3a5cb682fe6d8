use super::{fonts, set};
use render::worker::{Made, Reason, Refusal, Want};
use render::{Attached, Sheet, Template};
use serde_json::json;

const PNG: Want = Want::Png {
    page: 0,
    width_px: 100,
};

fn placeholder(why: &str) -> Sheet {
    let data = json!({"lang": "nb", "title": "Tittel", "author": "Utsyn", "why": why});
    Sheet::new(Template::Placeholder, &data)
}

fn made(sheet: &Sheet, want: Want) -> Result<Made, Refusal> {
    set(sheet, Vec::new(), want)
}

#[test]
fn a_letter_that_no_font_has_is_a_box_and_not_gone() {
    for (written, shown) in [
        ("Sør-Varanger æøå ÆØÅ šđ", "Sør-Varanger æøå ÆØÅ šđ"),
        ("Ω α я €", "Ω α я €"),
        ("漢字", "□□"),
        ("a\u{e000}b", "a□b"),
        ("a\u{0}b", "a□b"),
        ("one\r\ntwo\tthree", "one\ntwo three"),
    ] {
        let sheet = placeholder(written);
        assert_eq!(fonts::visible(written), shown, "{written:?}");
        let pdf = made(&sheet, Want::Pdf).unwrap();
        assert!(pdf.bytes.starts_with(b"%PDF-1.7"), "{written:?}");
    }
}

#[test]
fn long_words_may_break_and_short_ones_are_left_alone() {
    let shown = fonts::visible;
    assert_eq!(shown("antonio@example.com"), "antonio@example.com");
    assert_eq!(
        shown("kundeservice@eventyrkraft.example"),
        "kundeservice\u{200b}@\u{200b}eventyrkraft\u{200b}.\u{200b}example"
    );
}

#[test]
fn text_that_looks_like_markup_stays_text() {
    let plain = made(&placeholder("abc"), Want::Svg { page: 0 }).unwrap();
    let tricky = "#panic(\"x\") *b* $x$ #read(\"data.json\") `c` <l> @l // c";
    let shown = made(&placeholder(tricky), Want::Svg { page: 0 }).unwrap();
    assert!(shown.bytes.len() > plain.bytes.len());
    assert_eq!(shown.pages, 1);
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let sheet = placeholder("Æ");
    for want in [PNG, Want::Pdf, Want::Svg { page: 0 }] {
        assert_eq!(made(&sheet, want).unwrap(), made(&sheet, want).unwrap());
    }
}

#[test]
fn a_page_beyond_the_last_is_told_so() {
    let want = Want::Png {
        page: 1,
        width_px: 100,
    };
    let refusal = made(&placeholder("x"), want).unwrap_err();
    assert_eq!(refusal.reason, Reason::NoSuchPage);
}

#[test]
fn a_pdf_says_what_it_keeps_to_and_carries_its_source() {
    let file = Attached {
        name: "faktura.xml".to_owned(),
        media_type: "application/xml".to_owned(),
        description: "Filen som ble sendt".to_owned(),
    };
    let at = "2026-11-23T11:00:00Z".parse().unwrap();
    let sheet = placeholder("x").carrying(&file).made_at(at);
    let pdf = set(&sheet, b"<Invoice/>".to_vec(), Want::Pdf).unwrap();
    let text = String::from_utf8_lossy(&pdf.bytes);
    for said in ["<pdfaid:part>3", "<pdfaid:conformance>A", "<pdfuaid:part>1"] {
        assert!(text.contains(said), "{said}");
    }
    assert!(text.contains("faktura.xml") && text.contains("/AFRelationship"));
    assert!(text.contains("2026-11-23"));
}

#[test]
fn a_sheet_without_its_values_is_refused_and_breaks_nothing() {
    let sheet = Sheet::new(Template::Invoice, &json!({}));
    assert_eq!(made(&sheet, PNG).unwrap_err().reason, Reason::Broken);
    assert!(made(&placeholder("x"), PNG).is_ok());
}
