use crate::samples::fill;
use testkit::{EMAIL, Installation, PASSWORD};

#[tokio::test]
async fn whoever_is_not_signed_in_is_sent_to_sign_in_and_then_on() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.visitor();
    let answer = visitor.get("/documents?delivery=failed").await;
    assert_eq!(answer.status, 303);
    assert!(
        answer.location().starts_with("/sign-in?next="),
        "{}",
        answer.location()
    );
    let next = answer.location();
    let answer = visitor
        .post(
            &next,
            &[
                ("email", EMAIL),
                ("password", PASSWORD),
                ("next", "/documents?delivery=failed"),
            ],
        )
        .await;
    assert_eq!(answer.status, 303);
    assert_eq!(visitor.get("/documents").await.status, 200);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.visitor();
    let wrong = visitor
        .post(
            "/sign-in",
            &[("email", EMAIL), ("password", "not the password")],
        )
        .await;
    let unknown = visitor
        .post(
            "/sign-in",
            &[
                ("email", "ola@nord.example"),
                ("password", "not the password"),
            ],
        )
        .await;
    assert_eq!(wrong.status, unknown.status);
    assert_ne!(wrong.status, 303);
    let plain = |text: String| text.replace(EMAIL, "").replace("ola@nord.example", "");
    assert_eq!(plain(wrong.text()), plain(unknown.text()));
}

#[tokio::test]
async fn the_next_page_after_signing_in_is_never_on_another_site() {
    let installation = Installation::fresh().await;
    for elsewhere in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ] {
        let mut visitor = installation.visitor();
        let answer = visitor
            .post(
                "/sign-in",
                &[
                    ("email", EMAIL),
                    ("password", PASSWORD),
                    ("next", elsewhere),
                ],
            )
            .await;
        assert_eq!(answer.location(), "/", "{elsewhere}");
    }
}

#[tokio::test]
async fn a_session_ends_when_its_time_is_over_and_when_its_owner_says_so() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    assert_eq!(visitor.get("/").await.status, 200);
    installation.clock.advance(app::people::SESSION_LASTS);
    assert_eq!(visitor.get("/").await.status, 303);

    let mut visitor = installation.signed_in().await;
    let mut same_cookie = visitor.clone();
    let token = visitor.form_token("/").await;
    let answer = visitor.post("/sign-out", &[("form_token", &token)]).await;
    assert_eq!(answer.status, 303);
    assert!(answer.headers.contains_key("clear-site-data"));
    assert_eq!(same_cookie.get("/").await.status, 303);
}

#[tokio::test]
async fn a_form_without_its_token_changes_nothing() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let path = crate::samples::document_path(&mut visitor, "F1001").await;
    for token in ["", "0000"] {
        let answer = visitor
            .post(
                &format!("{path}/comments"),
                &[("form_token", token), ("text", "hei")],
            )
            .await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
    }
    assert!(!visitor.get(&path).await.text().contains(">hei<"));
}
