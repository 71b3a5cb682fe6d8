//! Pages of figures: what they count is what the list shows, the file is the
//! figure, and no tenant sees another.

use crate::samples::{ACCOUNT, fill};
use serde_json::json;
use testkit::{Installation, PASSWORD, Visitor};

/// The pages of figures.
pub(crate) const PAGES: [&str; 5] = [
    "/channels",
    "/behaviour",
    "/customers",
    "/errors",
    "/receivables",
];

/// Forty invoices of two channels, half of them paid, a few overdue.
pub(crate) async fn many(installation: &Installation) {
    let mut lines = Vec::new();
    for n in 0..40_u32 {
        let channel = if n % 2 == 0 { "efaktura" } else { "email" };
        lines.push(
            json!({
                "type": "document", "source": "erp", "source_id": format!("M{n}"), "kind": "invoice",
                "number": format!("M{n:03}"), "customer": {"number": (n % 4).to_string(), "name": format!("Kunde <{}>", n % 4)},
                "channel": channel, "account": ACCOUNT,
                "amount": {"amount": "100.00", "currency": "NOK"},
                "issued_on": "2026-09-01", "due_on": "2026-09-15", "received_at": "2026-09-01T08:00:00Z"
            })
            .to_string(),
        );
        lines.push(event(n, "sent", channel, "2026-09-01T09:00:00Z"));
        lines.push(event(n, "delivered", channel, "2026-09-01T10:00:00Z"));
    }
    let (summary, items) = installation
        .import(&[("many.ndjson", lines.join("\n").as_bytes())])
        .await;
    assert_eq!(summary.items.stored, 120, "{items:?}");
}

fn event(n: u32, what: &str, channel: &str, at: &str) -> String {
    json!({
        "type": "event", "source": "channel", "source_id": format!("{what}{n}"),
        "document": {"number": format!("M{n:03}")}, "occurred_at": at,
        "fact": {"type": what, "channel": channel, "evidence": "confirmed"}
    })
    .to_string()
}

/// The addresses of lists that a page leads to from numbers in its tables,
/// with the number.
fn counted(page: &str) -> Vec<(String, String)> {
    let links = page.split("<td").skip(1).filter_map(|cell| {
        let cell = cell.split("</td>").next()?;
        let href = cell.split("href=\"/documents?").nth(1)?.split('"').next()?;
        let number = cell.split("\">").last()?.split("</a>").next()?;
        let digits: String = number
            .split(['(', '<'])
            .next()?
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        let is_count = number.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, '\u{a0}' | ' ' | '(' | ')' | ',' | '.' | '%')
        });
        is_count.then(|| (format!("/documents?{}", href.replace("&amp;", "&")), digits))
    });
    links.collect()
}

async fn length_of(visitor: &mut Visitor, list: &str) -> String {
    let page = visitor.get(list).await.text();
    let result = page.split("class=\"result\"").nth(1).expect(list);
    let words = result.split("<strong>").nth(1).expect(list);
    let words = words.split("</strong>").next().expect(list);
    words.chars().filter(char::is_ascii_digit).collect()
}

#[tokio::test]
async fn every_number_that_leads_to_a_list_is_the_length_of_that_list() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    many(&installation).await;
    let mut visitor = installation.signed_in().await;
    let mut checked = 0;
    for path in PAGES {
        let page = visitor.get(&format!("{path}?company=")).await.text();
        for (list, number) in counted(&page) {
            assert_eq!(
                length_of(&mut visitor, &list).await,
                number,
                "{path}: {list}"
            );
            checked += 1;
        }
    }
    assert!(checked >= 8, "only {checked} numbers were found");
}

#[tokio::test]
async fn the_file_of_a_figure_has_the_numbers_of_its_table() {
    let installation = Installation::fresh().await;
    many(&installation).await;
    let mut visitor = installation.signed_in().await;
    let file = visitor.get("/channels?channel=efaktura&csv=share").await;
    assert_eq!(file.status, 200);
    assert_eq!(
        file.text(),
        "\u{feff}Måned;eFaktura\r\nseptember 2026;20\r\n",
    );
    let disposition = file.headers["content-disposition"].to_str().expect("text");
    assert!(
        disposition.starts_with("attachment; filename=\"utsyn-channels-share-"),
        "{disposition}"
    );
    assert_eq!(visitor.get("/channels?csv=nothing").await.status, 404);
}

#[tokio::test]
async fn a_row_filters_the_page_and_the_url_is_the_whole_state() {
    let installation = Installation::fresh().await;
    many(&installation).await;
    let mut visitor = installation.signed_in().await;
    let page = visitor.get("/channels?show=counts").await.text();
    let filtered = "/channels?channel=efaktura&amp;show=counts";
    assert!(page.contains(&format!("href=\"{filtered}\"")), "{page}");
    let page = visitor
        .get("/channels?channel=efaktura&show=counts")
        .await
        .text();
    assert!(
        page.contains("20 dokumenter") && page.contains("data-escape"),
        "{page}"
    );
    assert!(page.contains("href=\"/channels?show=counts\""), "{page}");
}

#[tokio::test]
async fn too_few_are_not_told_and_what_is_told_has_its_interval() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let page = visitor.get("/behaviour").await.text();
    assert!(
        page.contains("for få") && !page.contains("mellom"),
        "{page}"
    );
    many(&installation).await;
    let page = visitor.get("/behaviour").await.text();
    assert!(page.contains("mellom 0,4\u{a0}% og"), "{page}");
}

#[tokio::test]
async fn a_customer_has_a_page_by_number_and_a_foreign_one_has_none() {
    let installation = Installation::fresh().await;
    many(&installation).await;
    let mut owner = installation.signed_in().await;
    let page = owner.get("/customers/3").await.text();
    assert!(
        page.contains("Kunde &lt;3&gt;") && !page.contains("<3>"),
        "{page}"
    );
    assert_eq!(page.matches("chart-arrow").count(), 10, "{page}");
    // Forty days after the due date and not paid: drawn as open, not as paid.
    assert!(!page.contains("chart-mark-paid"), "{page}");
    installation.neighbour("syd", "per@syd.example").await;
    let mut stranger = installation.visitor();
    stranger.sign_in("per@syd.example", PASSWORD).await;
    assert_eq!(stranger.get("/customers/3").await.status, 404);
    assert_eq!(stranger.get("/customers/no-such").await.status, 404);
    for path in PAGES {
        let page = stranger.get(path).await.text();
        assert!(
            !page.contains("Kunde &lt;") && page.contains("0 dokumenter"),
            "{page}"
        );
    }
}

#[tokio::test]
async fn what_is_not_understood_is_told_instead_of_counting_something_else() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    for path in PAGES {
        let answer = visitor.get(&format!("{path}?channel=chanel")).await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.text().contains("chanel"));
    }
}

#[tokio::test]
async fn every_figure_leads_to_its_definition_on_the_help_page() {
    let installation = Installation::fresh().await;
    many(&installation).await;
    let mut visitor = installation.signed_in().await;
    let help = visitor.get("/help/statistics").await.text();
    for path in PAGES {
        let page = visitor.get(path).await.text();
        let anchors: Vec<&str> = page
            .split("/help/statistics#")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(!anchors.is_empty(), "{path}");
        for anchor in anchors {
            assert!(
                help.contains(&format!("id=\"{anchor}\"")),
                "{path}: {anchor}"
            );
        }
    }
}

#[tokio::test]
async fn the_companies_of_a_group_stand_side_by_side() {
    const FIGURES: [(&str, &str, &str); 4] = [
        ("/behaviour", "Andel i tide, selskap for selskap", "0,0%"),
        ("/channels", "Andel åpnet, selskap for selskap", "50,0%"),
        ("/errors", "Andel feilet, selskap for selskap", "0,0%"),
        (
            "/receivables",
            "Andel betalt av det som forfalt, selskap for selskap",
            "0,0%",
        ),
    ];
    let installation = Installation::fresh().await;
    many(&installation).await;
    let opened = (0..40).step_by(4).map(|n| {
        json!({
            "type": "event", "source": "channel", "source_id": format!("opened{n}"),
            "document": {"number": format!("M{n:03}")}, "occurred_at": "2026-09-01T12:00:00Z",
            "fact": {"type": "opened", "channel": "efaktura"}
        })
        .to_string()
    });
    let opened: Vec<String> = opened.collect();
    let opened = opened.join("\n");
    let opened = [("opened.ndjson", opened.as_bytes())];
    assert_eq!(installation.import(&opened).await.0.items.stored, 10);
    let mut kari = installation.signed_in().await;
    for (path, title, _) in FIGURES {
        let page = kari.get(path).await.text();
        assert!(!page.contains(title), "{path}");
    }
    installation.add_company("Sør Varme AS", "923609016").await;
    for (path, title, share) in FIGURES {
        let page = kari.get(path).await.text();
        assert!(page.contains(title), "{path}");
        let file = kari.get(&format!("{path}?csv=companies")).await.text();
        assert_eq!(
            file,
            format!("\u{feff}Måned;nord AS;Hele gruppen\r\nseptember 2026;{share};{share}\r\n"),
            "{path}"
        );
    }
}
