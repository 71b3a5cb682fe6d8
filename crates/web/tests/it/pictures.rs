//! The document as its recipient sees it.

use crate::samples::{NUMBER, document_path, fill};
use serde_json::json;
use testkit::{Answer, Installation, Visitor};

/// An EHF of ours, whose number is 10001 and which has no PDF in it.
const EHF: &[u8] = include_bytes!("../../../formats/samples/invoice.xml");

/// Addresses in the page that begin like this, as the browser would read them.
fn addresses(page: &str, attribute: &str, begins: &str) -> Vec<String> {
    let marker = format!("{attribute}=\"{begins}");
    let found = page.split(&marker).skip(1).map(|rest| {
        let end = rest.split('"').next().unwrap_or_default();
        format!("{begins}{end}").replace("&amp;", "&")
    });
    found.collect()
}

/// Width and height of a PNG, from its header.
fn size(answer: &Answer) -> (u32, u32) {
    assert!(answer.bytes.starts_with(b"\x89PNG"), "{}", answer.text());
    let number = |at: usize| {
        let bytes = answer.bytes[at..at + 4].try_into().expect("four bytes");
        u32::from_be_bytes(bytes)
    };
    (number(16), number(20))
}

/// Opens the page until its picture is there: the first time it may still be
/// on its way.
async fn with_picture(visitor: &mut Visitor, path: &str) -> String {
    let page = visitor.get(path).await.text();
    for src in addresses(&page, "src", "/documents/") {
        visitor.get(&src).await;
    }
    visitor.get(path).await.text()
}

#[tokio::test]
async fn an_ehf_is_shown_laid_out_with_its_size_and_its_words() {
    let installation = Installation::fresh().await;
    installation.import(&[("invoice.xml", EHF)]).await;
    let mut visitor = installation.signed_in().await;
    let document = document_path(&mut visitor, "10001").await;
    let page = with_picture(&mut visitor, &document).await;
    assert!(page.contains("Slik mottakeren ser det"), "{page}");
    assert!(
        page.contains("alt=\"Faktura 10001 slik mottakeren ser det"),
        "{page}"
    );
    let sources = addresses(&page, "src", &document);
    assert_eq!(sources, [format!("{document}/pictures/laid/0?size=page")]);
    let picture = visitor.get(&sources[0]).await;
    let (width, height) = size(&picture);
    assert_eq!((width, height), (1240, 1754));
    let told = format!("width=\"{}\" height=\"{}\"", width / 2, height / 2);
    assert!(page.contains(&told), "{page}");
    assert_eq!(picture.headers["content-type"], "image/png");
    assert_eq!(picture.headers["cache-control"], "no-store");
    let large = visitor
        .get(&format!("{document}/pictures/laid/0?size=large"))
        .await;
    assert_eq!(size(&large).0, 2480);
}

#[tokio::test]
async fn size_and_page_are_links_that_keep_the_list() {
    let installation = Installation::fresh().await;
    installation.import(&[("invoice.xml", EHF)]).await;
    let mut visitor = installation.signed_in().await;
    let document = document_path(&mut visitor, "10001").await;
    let from_list = format!("{document}?channel=ehf&sort=-amount&zoom=150");
    let page = with_picture(&mut visitor, &from_list).await;
    let links = addresses(&page, "href", &format!("{document}?"));
    let of = |mark: &str| links.iter().filter(|link| link.contains(mark)).count();
    assert!(of("zoom=200") >= 1 && of("page=2") >= 1, "{links:#?}");
    assert!(
        links.iter().all(|link| link.contains("sort=-amount")),
        "{links:#?}"
    );
    assert!(page.contains("class=\"zoom-150\""));
    let second = with_picture(&mut visitor, &format!("{document}?page=2")).await;
    assert!(second.contains("side 2 av 2"), "{second}");
    let beyond = with_picture(&mut visitor, &format!("{document}?page=99")).await;
    assert!(
        beyond.contains("Dokumentet har ikke denne siden."),
        "{beyond}"
    );
}

#[tokio::test]
async fn the_laid_out_document_can_be_kept_as_a_pdf_with_its_source() {
    let installation = Installation::fresh().await;
    installation.import(&[("invoice.xml", EHF)]).await;
    let mut visitor = installation.signed_in().await;
    let document = document_path(&mut visitor, "10001").await;
    let pdf = visitor.get(&format!("{document}/pictures/laid")).await;
    assert_eq!(pdf.status, 200, "{}", pdf.text());
    assert_eq!(pdf.headers["content-type"], "application/pdf");
    let disposition = pdf.headers["content-disposition"].to_str().expect("text");
    assert!(
        disposition.starts_with("attachment; filename=\"faktura-10001.pdf\""),
        "{disposition}"
    );
    let text = String::from_utf8_lossy(&pdf.bytes);
    assert!(text.contains("<pdfaid:part>3") && text.contains("invoice.xml"));
    let svg = visitor
        .get(&format!("{document}/pictures/laid?svg=0"))
        .await;
    let disposition = svg.headers["content-disposition"].to_str().expect("text");
    assert!(disposition.starts_with("attachment;"), "{disposition}");
    // What was sent is handed out as it is, not laid out.
    let sent = visitor.get(&format!("{document}/pictures/sent")).await;
    assert_eq!(sent.status, 404);
}

#[tokio::test]
async fn each_attempt_has_its_picture() {
    let installation = Installation::fresh().await;
    let document = json!({
        "type": "document", "source": "erp", "source_id": "1", "number": "7001", "kind": "invoice",
        "customer": {"number": "1", "name": "Kunde"}, "channel": "vipps", "kid": "2345676",
        "account": "86011117947", "amount": {"amount": "1250.00", "currency": "NOK"},
        "details": {"message": "Hei! Du har en faktura."},
        "events": [
            {"source_id": "a", "occurred_at": "2026-11-02T09:00:00Z", "fact": {"type": "sent", "channel": "vipps"}},
            {"source_id": "b", "occurred_at": "2026-11-03T09:00:00Z", "fact": {"type": "sent", "channel": "sms"}},
            {"source_id": "c", "occurred_at": "2026-11-04T09:00:00Z", "fact": {"type": "sent", "channel": "print"}}
        ]
    });
    installation
        .import(&[("all.ndjson", document.to_string().as_bytes())])
        .await;
    let mut visitor = installation.signed_in().await;
    let path = document_path(&mut visitor, "7001").await;
    let page = with_picture(&mut visitor, &path).await;
    assert!(page.contains("Satt opp av Utsyn"), "{page}");
    for (view, form, width) in [
        ("print.laid", "laid", 1240),
        ("sms.message", "message", 660),
        ("vipps.card-vipps", "card-vipps", 660),
    ] {
        let shown = with_picture(&mut visitor, &format!("{path}?view={view}")).await;
        let sources = addresses(&shown, "src", &path);
        assert_eq!(
            sources,
            [format!("{path}/pictures/{form}/0?size=page")],
            "{view}"
        );
        assert_eq!(size(&visitor.get(&sources[0]).await).0, width, "{view}");
    }
}

#[tokio::test]
async fn what_cannot_be_shown_says_why_and_offers_the_original() {
    let installation = Installation::fresh().await;
    let index = "number;amount;file\n9001;100,00;9001.pdf\n";
    let (_, items) = installation
        .import(&[
            ("index.csv", index.as_bytes()),
            ("9001.pdf", b"%PDF-1.7 broken"),
        ])
        .await;
    let mut visitor = installation.signed_in().await;
    let document = document_path(&mut visitor, "9001").await;
    let page = with_picture(&mut visitor, &document).await;
    assert!(page.contains("Filen er ødelagt"), "{items:?} {page}");
    assert!(
        page.contains(&format!("href=\"{document}/original\"")),
        "{page}"
    );
    let instead = visitor.get(&format!("{document}/pictures/sent/0")).await;
    assert_eq!(instead.status, 422);
    assert_eq!(instead.headers["content-type"], "image/png");
    assert_eq!(size(&instead).0, 620);
}

#[tokio::test]
async fn an_error_that_names_a_field_is_marked_on_the_picture() {
    let installation = Installation::fresh().await;
    installation.import(&[("invoice.xml", EHF)]).await;
    let mut visitor = installation.signed_in().await;
    let document = document_path(&mut visitor, "10001").await;
    let picture = format!("{document}/pictures/laid/0");
    let before = visitor.get(&picture).await;
    assert_eq!(size(&before).0, 1240);
    let failed = json!({
        "type": "event", "source": "peppol", "source_id": "1", "document": {"number": "10001"},
        "occurred_at": "2026-11-03T09:00:00Z",
        "fact": {"type": "failed", "channel": "ehf", "problem": {
            "reason": "invalid_content", "action": "fix", "code": "BR-CO-16",
            "text": "Amount due (BT-115) is wrong",
            "place": "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount"}}
    });
    installation
        .import(&[("events.ndjson", failed.to_string().as_bytes())])
        .await;
    let after = visitor.get(&picture).await;
    assert_eq!(size(&after), size(&before));
    assert_ne!(after.bytes, before.bytes);
}

#[tokio::test]
async fn the_list_shows_pictures_to_whoever_wants_them() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let plain = visitor.get("/documents").await.text();
    assert!(!plain.contains("/thumbnail"));
    let shown = visitor
        .get("/documents?pictures=yes&sort=-amount")
        .await
        .text();
    let sources = addresses(&shown, "src", "/documents/");
    assert_eq!(sources.len(), 3, "{shown}");
    assert!(shown.contains("loading=\"lazy\"") && shown.contains("width=\"60\" height=\"84\""));
    assert_eq!(size(&visitor.get(&sources[0]).await).0, 240);
    // Sorting and filtering keep the choice.
    assert!(shown.contains("pictures=yes"), "{NUMBER}");
}
