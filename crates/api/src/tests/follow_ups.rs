use super::*;
use domain::Role;
use serde_json::json;

const FOLLOW_UPS: &str = "/api/v1/follow-ups";

async fn hand_in(client: &Client, number: u32) -> String {
    let created = client.post("/api/v1/documents", &document(number)).await;
    created.text("/items/0/document")
}

fn given(document: &str, assignee: &str, due_on: &str) -> String {
    json!({"document": document, "assignee": assignee, "note": "Ring kunden", "due_on": due_on})
        .to_string()
}

#[tokio::test]
async fn a_document_is_given_to_somebody_who_gets_a_letter_and_it_ends() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    installation
        .colleague("ola@nord.example", Role::Editor, None)
        .await;
    let document = hand_in(&client, 1).await;
    let body = given(&document, "Ola@nord.example", "2026-12-01");
    let opened = client.post(FOLLOW_UPS, &body).await;
    assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
    assert_eq!(opened.json["assignee_name"], "Ola editor");
    let path = opened.headers["location"].to_str().unwrap().to_owned();
    assert_eq!(client.get(&path).await.json, opened.json);
    let letters = app::mail::list(&installation.app, &installation.ctx()).await;
    let letters = letters.unwrap();
    let to_ola = |letter: &&app::mail::LetterRow| letter.key.contains("/follow-up/");
    let letter = letters.iter().find(to_ola).unwrap();
    assert_eq!(letter.recipient, "ola@nord.example");
    let listed = client.get(FOLLOW_UPS).await;
    assert_eq!(listed.json["items"], json!([opened.json]));
    let closing = format!("{path}/closing");
    let body = r#"{"outcome":"settled","reason":"Ny adresse"}"#;
    let closed = client.post(&closing, body).await;
    assert_eq!(closed.status, StatusCode::OK, "{closed:?}");
    assert_eq!(closed.json["end"]["outcome"], "settled");
    let again = client.post(&closing, body).await;
    assert_eq!(again.json["code"], "follow_up.closed");
    assert_eq!(client.get(FOLLOW_UPS).await.json["items"], json!([]));
    let ended = client.get(&format!("{FOLLOW_UPS}?state=closed")).await;
    assert_eq!(ended.json["items"], json!([closed.json]));
    let events = client
        .get(&format!("/api/v1/documents/{document}/events"))
        .await;
    let facts: Vec<&str> = events
        .json
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["fact"]["type"].as_str().unwrap())
        .collect();
    assert!(facts.contains(&"follow_up_opened") && facts.contains(&"follow_up_closed"));
}

#[tokio::test]
async fn what_is_wrong_with_a_follow_up_is_said() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    // While there is one company, it need not be named.
    let document = hand_in(&client, 1).await;
    installation
        .colleague("leser@nord.example", Role::Reader, None)
        .await;
    let elsewhere = installation.add_company("Sør AS", "974761076").await;
    installation
        .colleague("sor@nord.example", Role::Editor, Some(vec![elsewhere]))
        .await;
    let nothing = "0193a5b0-7c00-7000-8000-000000000001";
    for (body, code) in [
        (
            given(nothing, testkit::EMAIL, "2026-12-01"),
            "document.invalid",
        ),
        (
            given(&document, "x@nord.example", "2026-12-01"),
            "follow_up.assignee",
        ),
        // Who can only look, or sees another company, cannot follow it up.
        (
            given(&document, "leser@nord.example", "2026-12-01"),
            "follow_up.assignee",
        ),
        (
            given(&document, "sor@nord.example", "2026-12-01"),
            "follow_up.assignee",
        ),
        (
            given(&document, testkit::EMAIL, "2026-11-22"),
            "follow_up.due",
        ),
        (
            given(&document, testkit::EMAIL, "tomorrow"),
            "follow_up.day",
        ),
    ] {
        let refused = client.post(FOLLOW_UPS, &body).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{body}");
        assert_eq!(refused.json["code"], code, "{body}");
        let page = client.get(refused.json["type"].as_str().unwrap()).await;
        assert_eq!(page.status, StatusCode::OK, "{code} has a page");
    }
}

#[tokio::test]
async fn anothers_follow_up_is_unknown() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let document = hand_in(&client, 1).await;
    let body = given(&document, testkit::EMAIL, "2026-12-01");
    let opened = client.post(FOLLOW_UPS, &body).await;
    let path = opened.headers["location"].to_str().unwrap();
    let elsewhere = CompanyId::from_parts(1, [7; 10]);
    for other in [
        Client::of_neighbour(&installation).await,
        Client::with(&installation, Scope::ALL, Some(vec![elsewhere])).await,
    ] {
        assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND);
        let closing = format!("{path}/closing");
        let closed = other.post(&closing, r#"{"outcome":"resolved"}"#).await;
        assert_eq!(closed.status, StatusCode::NOT_FOUND);
        assert_eq!(other.get(FOLLOW_UPS).await.json["items"], json!([]));
        let refused = other.post(FOLLOW_UPS, &body).await;
        assert_eq!(refused.json["code"], "document.invalid");
    }
    let still = client.get(path).await;
    assert_eq!(still.json, opened.json);
}

#[tokio::test]
async fn a_resend_that_is_asked_for_is_in_the_feed() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let document = hand_in(&client, 1).await;
    let path = format!("/api/v1/documents/{document}/resends");
    let asked = client.post(&path, r#"{"channel":"print"}"#).await;
    assert_eq!(asked.status, StatusCode::NO_CONTENT, "{asked:?}");
    let refused = client.post(&path, r#"{"channel":"pigeon"}"#).await;
    assert_eq!(refused.json["code"], "channel.unknown");
    let feed = client.get("/api/v1/changes").await;
    let items = feed.json["items"].as_array().unwrap();
    let last = &items.last().unwrap()["fact"];
    assert_eq!(last["type"], "resend_asked");
    assert_eq!(last["channel"], "print");
}
