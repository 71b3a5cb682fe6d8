//! Settings and the ways in, in a real browser.

use app::mail::Post;
use fantoccini::Locator;
use testkit::{Browser, EMAIL, Installation, PASSWORD};

/// Pages that anybody sees, and those of an administrator.
const OUTSIDE: [&str; 4] = ["/sign-in", "/sign-in/passkey", "/reset", "/letter?code=x"];
const INSIDE: [&str; 9] = [
    "/settings",
    "/settings/profile",
    "/settings/second-factor",
    "/settings/second-factor/passkeys/new",
    "/settings/people",
    "/settings/roles",
    "/settings/companies",
    "/settings/organisation",
    "/prove",
];

async fn goto(browser: &Browser, address: &str) {
    browser.client.goto(address).await.expect(address);
}

async fn sign_in(browser: &Browser, address: &str) {
    goto(browser, &format!("{address}/sign-in")).await;
    browser.fill("input[name=email]", EMAIL).await;
    browser.fill("input[name=password]", PASSWORD).await;
    browser.click("main button.primary").await;
    shown(browser, "main h1").await;
}

async fn shown(browser: &Browser, selector: &str) {
    let wait = browser.client.wait().for_element(Locator::Css(selector));
    wait.await.expect(selector);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_settings_breaks_a_rule_of_accessibility() {
    let Some(browser) = Browser::start("no_page_of_settings…").await else {
        return;
    };
    let installation = Installation::fresh().await;
    let address = installation.serve().await;
    let mut broken = Vec::new();
    let look = async |path: &str, language: &str| {
        goto(&browser, &format!("{address}{path}")).await;
        let found = browser.violations().await.into_iter();
        let told = found.map(|violation| format!("{path} {language}: {violation}"));
        told.collect::<Vec<_>>()
    };
    for path in OUTSIDE {
        broken.extend(look(path, "nb").await);
    }
    sign_in(&browser, &address).await;
    let mut visitor = installation.signed_in().await;
    let people = visitor.get("/settings/people").await.text();
    let person = people
        .split("href=\"/settings/people/")
        .nth(1)
        .expect("a person");
    let person = person.split('"').next().unwrap_or_default();
    let person = format!("/settings/people/{person}");
    for language in ["nb", "en"] {
        let token = visitor.form_token("/settings").await;
        let fields = [("form_token", token.as_str()), ("language", language)];
        visitor.post("/language", &fields).await;
        for path in INSIDE.into_iter().chain([person.as_str()]) {
            broken.extend(look(path, language).await);
        }
    }
    assert_eq!(broken, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_of_a_real_browser_signs_in() {
    let Some(browser) = Browser::start("a_passkey_of_a_real_browser…").await else {
        return;
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let post = Post::new(None, &format!("http://localhost:{port}/"));
    let installation = Installation::fresh_with(post).await;
    let address = installation.serve_on(listener);
    browser.add_device().await;
    sign_in(&browser, &address).await;
    goto(
        &browser,
        &format!("{address}/settings/second-factor/passkeys/new"),
    )
    .await;
    browser.fill("input[name=name]", "Telefonen min").await;
    browser.click("main form button.primary").await;
    shown(&browser, "main .notice").await;
    let page = browser.text("main").await;
    assert!(page.contains("Telefonen min"), "{page}");
    browser
        .client
        .delete_all_cookies()
        .await
        .expect("no cookies");
    goto(&browser, &format!("{address}/sign-in/passkey")).await;
    browser.click("main form button.primary").await;
    shown(&browser, "nav.sections").await;
    browser.close().await;
}
