use super::*;
use app::errands::{self, Begun};
use domain::ContentHash;
use jiff::SignedDuration;

const COMMENT: &str = r#"{"text":"Ringt kunden"}"#;

async fn with_document(installation: &Installation) -> (Client, String) {
    let client = Client::of(installation).await;
    let created = client.post("/api/v1/documents", &document(1)).await;
    let id = created.text("/items/0/document");
    (client, format!("/api/v1/documents/{id}/comments"))
}

async fn comments(client: &Client, path: &str) -> usize {
    client.get(path).await.json.as_array().unwrap().len()
}

#[tokio::test]
async fn a_named_request_is_done_once_and_answered_twice() {
    let installation = Installation::fresh().await;
    let (client, path) = with_document(&installation).await;
    let first = client.post_named("a", &path, COMMENT).await;
    assert_eq!(first.status, StatusCode::CREATED, "{first:?}");
    assert!(!first.is_replayed());
    installation.clock.advance(SignedDuration::from_hours(30));
    let again = client.post_named("a", &path, COMMENT).await;
    assert_eq!((again.status, &again.json), (first.status, &first.json));
    assert!(again.is_replayed());
    assert_eq!(comments(&client, &path).await, 1);
    let other = client.post_named("b", &path, COMMENT).await;
    assert_ne!(other.json["id"], first.json["id"]);
    assert_eq!(comments(&client, &path).await, 2);
}

#[tokio::test]
async fn a_name_is_of_one_request_and_of_one_key() {
    let installation = Installation::fresh().await;
    let (client, path) = with_document(&installation).await;
    client.post_named("a", &path, COMMENT).await;
    let other = client
        .post_named("a", &path, r#"{"text":"Noe annet"}"#)
        .await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{other:?}");
    assert_eq!(other.json["code"], "idempotency.reused");
    let neighbour = Client::of(&installation).await;
    let theirs = neighbour.post_named("a", &path, COMMENT).await;
    assert_eq!(theirs.status, StatusCode::CREATED);
    assert!(!theirs.is_replayed());
    let long = "x".repeat(256);
    let refused = client.post_named(&long, &path, COMMENT).await;
    assert_eq!(refused.json["code"], "idempotency.key");
}

#[tokio::test]
async fn what_had_no_effect_is_tried_anew() {
    let installation = Installation::fresh().await;
    let (client, path) = with_document(&installation).await;
    let empty = r#"{"text":" "}"#;
    for _ in 0..2 {
        let refused = client.post_named("a", &path, empty).await;
        assert_eq!(refused.json["code"], "comment.empty");
        assert!(!refused.is_replayed());
    }
    let mended = client.post_named("a", &path, COMMENT).await;
    assert_eq!(mended.status, StatusCode::CREATED);
}

#[tokio::test]
async fn the_same_request_while_it_is_done_is_told_to_wait() {
    let installation = Installation::fresh().await;
    let (client, path) = with_document(&installation).await;
    let answers = tokio::join!(
        client.post_named("a", &path, COMMENT),
        client.post_named("a", &path, COMMENT),
        client.post_named("a", &path, COMMENT),
    );
    let answers = [answers.0, answers.1, answers.2];
    let mut created = 0;
    for answer in &answers {
        match answer.status {
            StatusCode::CREATED => created += 1,
            StatusCode::CONFLICT => {
                assert_eq!(answer.json["code"], "idempotency.in_flight");
                assert!(answer.headers.contains_key(header::RETRY_AFTER));
            }
            other => panic!("{other}: {answer:?}"),
        }
    }
    assert!(created >= 1);
    assert_eq!(comments(&client, &path).await, 1);
}

/// As after a crash between the effect and its answer: the step is in the
/// record with the comment, the answer is not.
#[tokio::test]
async fn what_was_cut_off_after_its_effect_is_answered_without_another() {
    let installation = Installation::fresh().await;
    let (client, path) = with_document(&installation).await;
    let cut_off = client.post_named("a", &path, COMMENT).await;
    // Answers are forgotten, and so is this one.
    installation.clock.advance(SignedDuration::from_hours(25));
    let ctx = installation.ctx();
    errands::forget_answers(&installation.app, &ctx)
        .await
        .unwrap();
    let again = client.post_named("a", &path, COMMENT).await;
    assert_eq!((again.status, &again.json), (cut_off.status, &cut_off.json));
    assert!(!again.is_replayed());
    assert_eq!(comments(&client, &path).await, 1);
}

#[tokio::test]
async fn a_file_that_is_sent_again_gets_the_answer_of_the_first() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let first = client
        .post_named("a", "/api/v1/documents", &document(1))
        .await;
    assert_eq!(first.status, StatusCode::CREATED, "{first:?}");
    let again = client
        .post_named("a", "/api/v1/documents", &document(1))
        .await;
    assert_eq!((again.status, &again.json), (first.status, &first.json));
    assert_eq!(
        again.headers[header::LOCATION],
        first.headers[header::LOCATION]
    );
    let unnamed = client.post("/api/v1/documents", &document(1)).await;
    assert_eq!(unnamed.json["items"][0]["outcome"], "duplicate");
    // Also where it was cut off before the answer was kept.
    installation.clock.advance(SignedDuration::from_hours(25));
    let ctx = installation.ctx();
    errands::forget_answers(&installation.app, &ctx)
        .await
        .unwrap();
    let anew = client
        .post_named("a", "/api/v1/documents", &document(1))
        .await;
    assert_eq!((anew.status, &anew.json), (first.status, &first.json));
    assert_eq!(client.get("/api/v1/documents").await.json["total"], 1);
}

#[tokio::test]
async fn a_file_that_cannot_be_used_is_kept_once() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let body = r#"{"source":"erp"}"#;
    for _ in 0..2 {
        let refused = client.post_named("a", "/api/v1/documents", body).await;
        assert_eq!(refused.json["code"], "unusable", "{refused:?}");
    }
    let imports = client.get("/api/v1/imports").await;
    assert_eq!(imports.json["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_secret_is_answered_once() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let body = r#"{"name":"ERP","scopes":["documents:read"]}"#;
    let first = client.post_named("a", "/api/v1/api-keys", body).await;
    assert_eq!(first.status, StatusCode::CREATED, "{first:?}");
    let again = client.post_named("a", "/api/v1/api-keys", body).await;
    assert_eq!(again.json["code"], "idempotency.shown_once", "{again:?}");
    let keys = client.get("/api/v1/api-keys").await;
    assert_eq!(keys.json.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_condition_that_was_met_before_the_crash_stays_met() {
    let installation = Installation::fresh().await;
    let (client, path) = with_document(&installation).await;
    let written = client.post(&path, COMMENT).await;
    let path = format!("{path}/{}", written.text("/id"));
    let tag = client.get(&path).await.headers[header::ETAG].clone();
    let headers = [
        ("idempotency-key", "a"),
        ("if-match", tag.to_str().unwrap()),
    ];
    let edit = || {
        let body = r#"{"text":"Fikk svar"}"#;
        client.send_with(Method::PATCH, &path, "application/json", body, &headers)
    };
    let edited = edit().await;
    assert_eq!(edited.status, StatusCode::OK, "{edited:?}");
    installation.clock.advance(SignedDuration::from_hours(25));
    let ctx = installation.ctx();
    errands::forget_answers(&installation.app, &ctx)
        .await
        .unwrap();
    let again = edit().await;
    assert_eq!((again.status, &again.json), (edited.status, &edited.json));
}

#[tokio::test]
async fn an_errand_of_another_node_that_went_silent_is_taken_over() {
    let installation = Installation::fresh().await;
    let ctx = installation.ctx();
    let asked = ContentHash::of(b"asked");
    let begin = || errands::begin(&installation.app, &ctx, "a", asked);
    let Begun::Do(first) = begin().await.unwrap() else {
        panic!("it is new");
    };
    assert_eq!(begin().await.unwrap(), Begun::Running);
    installation.clock.advance(SignedDuration::from_secs(71));
    assert_eq!(begin().await.unwrap(), Begun::Do(first));
}
