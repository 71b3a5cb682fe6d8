//! In a real browser, as a person with keyboard and mouse.

use crate::samples::{KID, NUMBER, document_path, fill, payment};
use crate::statistics::{PAGES, many};
use fantoccini::Locator;
use testkit::{Browser, EMAIL, Installation, PASSWORD, Visitor};

async fn sign_in(browser: &Browser, address: &str) {
    browser
        .client
        .goto(&format!("{address}/sign-in"))
        .await
        .expect("the portal answers");
    browser.fill("input[name=email]", EMAIL).await;
    browser.fill("input[name=password]", PASSWORD).await;
    browser.click("main button[type=submit]").await;
    browser
        .client
        .wait()
        .for_element(Locator::Css("main h1"))
        .await
        .expect("the first page");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_signs_in_filters_opens_comments_and_exports() {
    let Some(browser) = Browser::start("a_person_signs_in…").await else {
        return;
    };
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let address = installation.serve().await;
    sign_in(&browser, &address).await;
    browser
        .client
        .goto(&format!("{address}/documents"))
        .await
        .expect("the list");
    browser
        .fill("[role=search] input[type=search]", "levering:feilet")
        .await;
    browser.click("[role=search] button").await;
    let found = Locator::LinkText(NUMBER);
    let link = browser
        .client
        .wait()
        .for_element(found)
        .await
        .expect("the failed invoice");
    let address_now = browser.client.current_url().await.expect("an address");
    assert!(
        address_now
            .query()
            .is_some_and(|query| query.contains("delivery=failed")),
        "{address_now}"
    );
    link.click().await.expect("a click");
    let heading = browser.text("main h1").await;
    assert!(heading.contains(NUMBER), "{heading}");
    browser
        .fill("textarea[name=text]", "Adressen er rettet")
        .await;
    browser
        .click("form[action*=comments] button[type=submit]")
        .await;
    let main = browser.text("main").await;
    assert!(main.contains("Adressen er rettet"), "{main}");
    let export = browser
        .client
        .execute_async(
            "const done = arguments[arguments.length - 1]; fetch('/documents/export.csv?flavour=machine&has=comment&columns=number').then(r => r.text()).then(done);",
            Vec::new(),
        )
        .await
        .expect("the export");
    assert_eq!(export, serde_json::json!("number\r\nF1001\r\n"));
    browser.close().await;
}

/// Pages that are looked at once there is something on them.
const FILLED: [&str; 15] = [
    "/",
    "/documents",
    "/documents?delivery=failed&channel=email",
    "/documents?q=finnes-ikke",
    "/documents?query=chanel%3Aehf",
    "/payments?show=all",
    "/imports",
    "/jobs",
    "/settings/webhooks",
    "/no-such-page",
    "/channels?channel=efaktura&compare=previous&of=payment",
    "/customers/3",
    "/errors?since=2026-09-01",
    "/receivables?by=customer",
    "/help/statistics",
];

#[tokio::test(flavor = "multi_thread")]
async fn no_page_breaks_a_rule_of_accessibility_in_either_language() {
    let Some(browser) = Browser::start("no_page_breaks…").await else {
        return;
    };
    let installation = Installation::fresh().await;
    let address = installation.serve().await;
    browser
        .client
        .goto(&format!("{address}/sign-in"))
        .await
        .expect("the portal answers");
    let mut broken = browser.violations().await;
    sign_in(&browser, &address).await;
    for path in ["/", "/documents", "/payments", "/imports"]
        .into_iter()
        .chain(PAGES)
    {
        broken.extend(violations(&browser, &address, path).await);
    }
    fill_everything(&installation).await;
    many(&installation).await;
    let mut visitor = installation.signed_in().await;
    let document = document_path(&mut visitor, NUMBER).await;
    let closer = format!("{document}?zoom=150");
    let mut pages = vec![document, closer, "/documents?pictures=yes".to_owned()];
    for kind in ["payments", "imports"] {
        let list = visitor.get(&format!("/{kind}")).await.text();
        let link = list
            .split(&format!("href=\"/{kind}/"))
            .nth(1)
            .and_then(|rest| rest.split(['"', '?']).next());
        pages.push(format!("/{kind}/{}", link.expect(kind)));
    }
    pages.extend(import_pages(&mut visitor).await);
    pages.extend(FILLED.into_iter().chain(PAGES).map(str::to_owned));
    for language in ["en", "nb"] {
        let token = visitor.form_token("/").await;
        visitor
            .post(
                "/language",
                &[("form_token", &token), ("language", language)],
            )
            .await;
        for path in &pages {
            broken.extend(violations(&browser, &address, path).await);
        }
    }
    assert_eq!(broken, Vec::<String>::new());
    browser.close().await;
}

async fn violations(browser: &Browser, address: &str, path: &str) -> Vec<String> {
    browser
        .client
        .goto(&format!("{address}{path}"))
        .await
        .expect(path);
    let broken = browser.violations().await;
    broken
        .into_iter()
        .map(|violation| format!("{path}: {violation}"))
        .collect()
}

/// Something of every kind that a page can show.
async fn fill_everything(installation: &Installation) {
    fill(installation).await;
    installation
        .import(&[
            (
                "bank.ndjson",
                payment("2", "99999999", "1250.00").as_bytes(),
            ),
            ("noise.bin", b"\x01"),
            (
                "table.csv",
                b"Hva;Hvem;Hvor mye\nA1;Nord AS;12,50\nA2;Sor AS;x\n",
            ),
        ])
        .await;
    // Two systems tell of what may be the same.
    let bank = payment("77", KID, "1250.00");
    let other = bank.replace("\"bank\"", "\"other\"");
    let other = other.replace("2026-11-12", "2026-11-13");
    for bytes in [bank, other] {
        installation
            .import(&[("twin.ndjson", bytes.as_bytes())])
            .await;
    }
}

/// Every page of every file that was received.
async fn import_pages(visitor: &mut Visitor) -> Vec<String> {
    let mut pages = Vec::new();
    let imports = visitor.get("/imports").await.text();
    for link in imports.split("href=\"/imports/").skip(1) {
        let id = link.split(['"', '?']).next().unwrap_or_default();
        pages.push(format!("/imports/{id}"));
        pages.push(format!("/imports/{id}/undo"));
        pages.push(format!("/imports/{id}/columns"));
        pages.push(format!("/imports/{id}/check?said=1&c0=number&c2=amount"));
    }
    pages
}
