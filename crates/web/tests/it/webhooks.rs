//! Telling other systems: a person makes a webhook, sees what it was told, and
//! sends it again.

use crate::samples::fill;
use app::webhooks;
use testkit::{Installation, Manner, PASSWORD, Receiver, Visitor};

const PAGE: &str = "/settings/webhooks";

/// Makes a webhook and answers its path.
async fn make(visitor: &mut Visitor, url: &str) -> String {
    let token = visitor.form_token(PAGE).await;
    let fields = [("form_token", token.as_str()), ("url", url)];
    let made = visitor.post(PAGE, &fields).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let page = made.text();
    assert!(page.contains("whsec_"), "{page}");
    let rest = page.split(&format!("href=\"{PAGE}/")).nth(1);
    let id = rest
        .and_then(|rest| rest.split('"').next())
        .expect("a link");
    format!("{PAGE}/{id}")
}

async fn press(visitor: &mut Visitor, path: &str, action: &str, fields: &[(&str, &str)]) -> u16 {
    let token = visitor.form_token(path).await;
    let mut all = vec![("form_token", token.as_str())];
    all.extend(fields);
    let answer = visitor.post(&format!("{path}/{action}"), &all).await;
    answer.status.as_u16()
}

#[tokio::test]
async fn a_person_makes_a_webhook_and_sees_what_it_was_told() {
    let installation = Installation::fresh().await;
    let receiver = Receiver::start(Manner::Status(500)).await;
    let mut visitor = installation.signed_in().await;
    let path = make(&mut visitor, receiver.url()).await;
    let shown = visitor.get(&path).await.text();
    assert!(!shown.contains("whsec_"), "the secret is shown once");
    fill(&installation).await;
    webhooks::send_due(&installation.app).await.expect("sent");
    let shown = visitor.get(&path).await.text();
    assert!(shown.contains("document.received"), "{shown}");
    assert!(shown.contains("Svikter"), "{shown}");
    let log = shown.split(&format!("href=\"{path}/deliveries/")).nth(1);
    let delivery = log.and_then(|rest| rest.split('"').next()).expect("a link");
    let told = visitor.get(&format!("{path}/deliveries/{delivery}")).await;
    assert_eq!(told.status, 200);
    assert!(told.text().contains("webhook-id"), "{}", told.text());
    receiver.turn(Manner::Status(200));
    let again = [("delivery", delivery)];
    assert_eq!(press(&mut visitor, &path, "replays", &again).await, 303);
    assert_eq!(press(&mut visitor, &path, "tests", &[]).await, 303);
    assert_eq!(press(&mut visitor, &path, "pause", &[]).await, 303);
    let shown = visitor.get(&path).await.text();
    assert!(shown.contains("Slått av"), "{shown}");
    assert_eq!(press(&mut visitor, &path, "resume", &[]).await, 303);
    webhooks::send_due(&installation.app).await.expect("sent");
    let shown = visitor
        .get(&format!("{path}?state=delivered&lang=en"))
        .await;
    assert!(shown.text().contains("webhook.test"), "{}", shown.text());
    let range = [("what", "range"), ("first", "1"), ("last", "3")];
    assert_eq!(press(&mut visitor, &path, "replays", &range).await, 303);
    let wrong = [("what", "range"), ("first", "x"), ("last", "3")];
    assert_eq!(press(&mut visitor, &path, "replays", &wrong).await, 400);
    assert_eq!(press(&mut visitor, &path, "delete", &[]).await, 303);
    assert_eq!(visitor.get(&path).await.status, 404);
}

#[tokio::test]
async fn what_is_wrong_with_the_address_is_said_at_the_field() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let token = visitor.form_token(PAGE).await;
    let fields = [
        ("form_token", token.as_str()),
        ("url", "https://10.0.0.1/hook"),
        ("description", "<b>ERP"),
        ("event", "payment."),
    ];
    let answer = visitor.post(PAGE, &fields).await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    assert!(page.contains("href=\"#url\""), "{page}");
    assert!(page.contains("value=\"https://10.0.0.1/hook\""), "{page}");
    assert!(page.contains("&lt;b&gt;ERP"), "{page}");
    assert!(page.contains("value=\"payment.\" checked"), "{page}");
}

#[tokio::test]
async fn a_foreign_webhook_looks_exactly_like_an_unknown_one() {
    let installation = Installation::fresh().await;
    let receiver = Receiver::start(Manner::Status(200)).await;
    let mut owner = installation.signed_in().await;
    let path = make(&mut owner, receiver.url()).await;
    installation.neighbour("syd", "per@syd.example").await;
    let mut stranger = installation.visitor();
    stranger.sign_in("per@syd.example", PASSWORD).await;
    assert_eq!(stranger.get(&path).await.status, 404);
    assert!(!stranger.get(PAGE).await.text().contains(receiver.url()));
    let token = stranger.form_token(PAGE).await;
    for action in ["tests", "pause", "resume", "secret", "delete"] {
        let fields = [("form_token", token.as_str())];
        let answer = stranger.post(&format!("{path}/{action}"), &fields).await;
        assert_eq!(answer.status, 404, "{action}");
    }
    assert_eq!(owner.get(&path).await.status, 200);
}
