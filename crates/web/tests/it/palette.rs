//! Going anywhere from one field, with the script and without.

use crate::samples::{KID, NUMBER, document_path, fill};
use domain::Role;
use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::Value;
use testkit::{Browser, EMAIL, Installation, PASSWORD, Visitor};

async fn found(visitor: &mut Visitor, written: &str) -> Value {
    let answer = visitor.get(&format!("/go-to/results?q={written}")).await;
    assert_eq!(answer.status, 200, "{written}");
    serde_json::from_str(&answer.text()).expect("JSON")
}

/// The addresses that were found, in their order.
fn paths(found: &Value) -> Vec<String> {
    let groups = found["groups"].as_array().expect("groups").iter();
    let places = groups.flat_map(|group| group["places"].as_array().expect("places"));
    places
        .map(|place| place["path"].as_str().expect("a path").to_owned())
        .collect()
}

#[tokio::test]
async fn documents_customers_views_and_pages_are_found_from_one_field() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut kari = installation.signed_in().await;
    let document = document_path(&mut kari, NUMBER).await;
    let id = document.trim_start_matches("/documents/").to_owned();
    for written in [NUMBER, KID, &id] {
        let found = found(&mut kari, written).await;
        assert!(paths(&found).contains(&document), "{written} {found}");
    }
    let customers = paths(&found(&mut kari, "kunde").await);
    assert!(
        customers.contains(&"/customers/1".to_owned()),
        "{customers:?}"
    );
    let pages = paths(&found(&mut kari, "betalinger").await);
    assert_eq!(pages.first().map(String::as_str), Some("/payments"));
    let settings = paths(&found(&mut kari, "revisjon").await);
    assert!(settings.iter().all(|path| path.starts_with('/')));
    // Without anything written: pages, and no documents.
    let all = paths(&found(&mut kari, "").await);
    assert!(all.contains(&"/".to_owned()) && !all.contains(&document));
    // The page says the same without the script.
    let page = kari.get(&format!("/go-to?q={NUMBER}")).await.text();
    assert!(page.contains(&format!("href=\"{document}\"")), "{page}");
    let none = kari.get("/go-to?q=finnes-ikke").await.text();
    assert!(none.contains("Ingen treff"), "{none}");
}

#[tokio::test]
async fn a_view_is_found_by_its_name() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    let token = kari.form_token("/documents?saved=all").await;
    let saved = kari
        .post(
            "/views",
            &[
                ("form_token", &token),
                ("name", "Kom ikke frem"),
                ("delivery", "failed"),
            ],
        )
        .await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let found = paths(&found(&mut kari, "ikke+FREM").await);
    assert_eq!(found.len(), 1, "{found:?}");
    let opened = "/documents?delivery=failed&saved=";
    assert!(found[0].starts_with(opened), "{found:?}");
}

#[tokio::test]
async fn nobody_finds_what_they_may_not_see() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let elsewhere = installation.add_company("Sør AS", "974761076").await;
    let mut limited = installation
        .colleague(
            "sor@nord.example",
            Role::Administrator,
            Some(vec![elsewhere]),
        )
        .await;
    for written in [NUMBER, KID, "kunde"] {
        let found = paths(&found(&mut limited, written).await);
        let is_a_thing =
            |path: &&String| path.starts_with("/documents") || path.starts_with("/customers/");
        assert_eq!(found.iter().find(is_a_thing), None, "{written} {found:?}");
    }
    let mut reader = installation
        .colleague("leser@nord.example", Role::Reader, None)
        .await;
    let all = paths(&found(&mut reader, "").await);
    assert!(!all.contains(&"/settings/people".to_owned()), "{all:?}");
    let mut nobody = installation.visitor();
    let answer = nobody.get("/go-to/results?q=x").await;
    assert_eq!(answer.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn control_k_opens_it_and_the_arrows_and_enter_go_there() {
    let Some(browser) = Browser::start("control_k…").await else {
        return;
    };
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let address = installation.serve().await;
    let client = &browser.client;
    client
        .goto(&format!("{address}/sign-in"))
        .await
        .expect("the portal answers");
    browser.fill("input[name=email]", EMAIL).await;
    browser.fill("input[name=password]", PASSWORD).await;
    browser.click("main button[type=submit]").await;
    let heading = client.wait().for_element(Locator::Css("main h1")).await;
    heading.expect("the first page");
    let body = client.find(Locator::Css("body")).await.expect("a page");
    let control_k = format!("{}k", char::from(Key::Control));
    body.send_keys(&control_k).await.expect("keys");
    let field = Locator::Css("dialog[open] input");
    let field = client.wait().for_element(field).await.expect("it opens");
    field.send_keys(NUMBER).await.expect("keys");
    let link = Locator::Css("dialog[open] a[href^='/documents/']");
    client.wait().for_element(link).await.expect("it is found");
    assert_eq!(browser.violations().await, Vec::<String>::new());
    let down = char::from(Key::Down).to_string();
    field.send_keys(&down).await.expect("keys");
    let focused = client.active_element().await.expect("a focus");
    let text = focused.text().await.expect("a text");
    assert!(text.starts_with(NUMBER), "{text}");
    let enter = char::from(Key::Enter).to_string();
    focused.send_keys(&enter).await.expect("keys");
    let heading = Locator::XPath("//main//h1[contains(., 'F1001')]");
    client
        .wait()
        .for_element(heading)
        .await
        .expect("the document");
    browser.close().await;
}
