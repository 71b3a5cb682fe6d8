//! Keys for other systems, from the page.

use app::api_keys;
use testkit::{Installation, PASSWORD};

/// The secret on a page.
fn secret(page: &str) -> String {
    let rest = page.split("utsyn_").nth(1).expect("a secret");
    let letters = rest.chars().take_while(char::is_ascii_alphanumeric);
    format!("utsyn_{}", letters.collect::<String>())
}

#[tokio::test]
async fn a_secret_is_shown_once_and_opens_what_was_chosen() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let token = visitor.form_token("/settings/api-keys").await;
    let fields = [
        ("form_token", token.as_str()),
        ("name", "Regnskap"),
        ("scope", "documents:read"),
        ("scope", "payments:read"),
        ("expires", "2026-12-31"),
    ];
    let made = visitor.post("/settings/api-keys", &fields).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let secret = secret(&made.text());
    let opened = api_keys::open(&installation.app, &secret).await;
    let opened = opened.expect("it can be asked").expect("it opens");
    let scopes: Vec<&str> = opened.scopes.iter().map(|scope| scope.code()).collect();
    assert_eq!(scopes, ["documents:read", "payments:read"]);
    let listed = visitor.get("/settings/api-keys").await.text();
    assert!(listed.contains("Regnskap"), "{listed}");
    assert!(listed.contains("01.01.2027"), "{listed}");
    assert!(!listed.contains("utsyn_"), "the secret is gone");
}

#[tokio::test]
async fn a_form_that_is_not_filled_in_comes_back_with_what_was() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let token = visitor.form_token("/settings/api-keys").await;
    for (name, scope, expires, field) in [
        ("", "documents:read", "", "name-error"),
        ("Regnskap", "", "", "scopes-error"),
        ("Regnskap", "documents:read", "2020-01-01", "expires-error"),
        ("Regnskap", "documents:read", "i morgen", "expires-error"),
    ] {
        let fields = [
            ("form_token", token.as_str()),
            ("name", name),
            ("scope", scope),
            ("expires", expires),
        ];
        let page = visitor.post("/settings/api-keys", &fields).await;
        assert_eq!(page.status, 422, "{}", page.text());
        let text = page.text();
        assert!(text.contains(&format!("id=\"{field}\"")), "{text}");
        assert!(name.is_empty() || text.contains("value=\"Regnskap\""));
    }
    let keys = api_keys::list(&installation.app, &installation.ctx()).await;
    assert_eq!(keys.expect("a list").len(), 0);
}

#[tokio::test]
async fn a_key_is_rotated_and_revoked_by_its_own_organisation_only() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let token = visitor.form_token("/settings/api-keys").await;
    let fields = [
        ("form_token", token.as_str()),
        ("name", "Regnskap"),
        ("scope", "documents:read"),
    ];
    let made = visitor.post("/settings/api-keys", &fields).await;
    let first = secret(&made.text());
    let keys = api_keys::list(&installation.app, &installation.ctx()).await;
    let path = format!("/settings/api-keys/{}", keys.expect("a list")[0].id);
    installation.neighbour("syd", "per@syd.example").await;
    let mut stranger = installation.visitor();
    stranger.sign_in("per@syd.example", PASSWORD).await;
    let theirs = stranger.form_token("/settings/api-keys").await;
    for verb in ["rotation", "revocation"] {
        let fields = [("form_token", theirs.as_str())];
        let answer = stranger.post(&format!("{path}/{verb}"), &fields).await;
        assert_eq!(answer.status, 404, "{verb}");
    }
    let fields = [("form_token", token.as_str()), ("overlap_hours", "24")];
    let rotated = visitor.post(&format!("{path}/rotation"), &fields).await;
    assert_eq!(rotated.status, 200, "{}", rotated.text());
    let second = secret(&rotated.text());
    assert_ne!(first, second);
    let opens = async |secret: &str| {
        let opened = api_keys::open(&installation.app, secret).await;
        opened.expect("it can be asked").is_some()
    };
    assert!(opens(&first).await && opens(&second).await);
    let fields = [("form_token", token.as_str())];
    let revoked = visitor.post(&format!("{path}/revocation"), &fields).await;
    assert_eq!(revoked.location(), "/settings/api-keys?said=revoked");
    assert!(!opens(&first).await && opens(&second).await);
}
