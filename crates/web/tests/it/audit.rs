//! Who did what: in the log, on its page, and taken out of it.

use crate::samples::{NUMBER, document_path, fill};
use app::audit::{self, AuditFilter};
use testkit::{EMAIL, Installation};

async fn acts(installation: &Installation) -> Vec<String> {
    let filter = AuditFilter::default();
    let page = audit::list(&installation.app, &installation.ctx(), &filter, None, 100).await;
    let entries = page.expect("the log").entries;
    let acts = entries.iter().rev();
    acts.map(|entry| entry.link.act.to_string()).collect()
}

#[tokio::test]
async fn what_people_do_stands_in_the_log_and_on_its_page() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let document = document_path(&mut visitor, NUMBER).await;
    visitor.get(&document).await;
    let token = visitor.form_token(&document).await;
    visitor
        .post(
            &format!("{document}/comments"),
            &[("form_token", &token), ("text", "Ringt kunden")],
        )
        .await;
    visitor.get("/documents/export.csv?q=hemmelig").await;
    let told = acts(&installation).await;
    assert_eq!(
        told,
        [
            "import.received",
            "session.begun",
            "document.viewed",
            "document.viewed",
            "comment.added",
            "documents.exported",
        ]
    );
    let page = visitor.get("/settings/audit?lang=nb").await.text();
    assert!(page.contains("Dokument vist"), "{page}");
    assert!(page.contains("Kari Nordmann") && page.contains(NUMBER));
    assert!(!page.contains("hemmelig"), "what was typed is not kept");
    let only = visitor
        .get("/settings/audit?act=comment.added")
        .await
        .text();
    assert!(only.contains("1 oppføring"), "{only}");
    let english = visitor.get("/settings/audit?lang=en").await.text();
    assert!(english.contains("Document viewed"), "{english}");
}

#[tokio::test]
async fn what_a_browser_reads_ahead_is_not_seen() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let document = document_path(&mut visitor, NUMBER).await;
    let before = acts(&installation).await;
    for purpose in [
        "prefetch",
        "prefetch;prerender",
        "prefetch;anonymous-client-ip",
    ] {
        let answer = visitor
            .get_with(&document, &[("sec-purpose", purpose)])
            .await;
        assert_eq!(answer.status, 200);
    }
    assert_eq!(acts(&installation).await, before);
    visitor.get(&document).await;
    assert_eq!(acts(&installation).await.len(), before.len() + 1);
}

#[tokio::test]
async fn a_document_that_is_not_there_was_not_seen() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let path = "/documents/01930000-0000-7000-8000-000000000000";
    assert_eq!(visitor.get(path).await.status, 404);
    assert_eq!(acts(&installation).await, ["session.begun"]);
}

#[tokio::test]
async fn a_refused_sign_in_and_a_sign_out_are_noted() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.visitor();
    let wrong = [("email", EMAIL), ("password", "not the password")];
    visitor.post("/sign-in", &wrong).await;
    // Nobody waits for the note of a refusal but this test.
    while acts(&installation).await.is_empty() {
        tokio::task::yield_now().await;
    }
    let mut visitor = installation.signed_in().await;
    let token = visitor.form_token("/imports").await;
    visitor.post("/sign-out", &[("form_token", &token)]).await;
    let told = acts(&installation).await;
    assert_eq!(told, ["session.refused", "session.begun", "session.ended"]);
}

#[tokio::test]
async fn the_log_is_taken_out_signed_and_checked() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    assert_eq!(visitor.get("/settings/audit/head.json").await.status, 404);
    let token = visitor.form_token("/settings/audit").await;
    let signed = visitor
        .post("/settings/audit/head.json", &[("form_token", &token)])
        .await;
    assert_eq!(signed.status, 303, "{}", signed.text());
    let head = visitor.get("/settings/audit/head.json").await;
    let head = audit::head_from_json(&head.text()).expect("a signed head");
    assert!(audit::is_signed(&head));
    let csv = visitor.get("/settings/audit/export?format=csv").await;
    assert!(
        csv.text()
            .starts_with("number,at,actor,name,act,subject,details\r\n")
    );
    let ndjson = visitor.get("/settings/audit/export?format=ndjson").await;
    let first: serde_json::Value = ndjson
        .text()
        .lines()
        .next()
        .and_then(|line| serde_json::from_str(line).ok())
        .expect("a line of JSON");
    assert_eq!(first["act"], "session.begun");
    assert_eq!(visitor.get("/settings/audit/export").await.status, 400);
    let check = visitor.get("/settings/audit/check?lang=nb").await.text();
    assert!(check.contains("Kjeden er hel"), "{check}");
}
