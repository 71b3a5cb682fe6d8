use super::*;
use app::jobs;
use domain::Role;
use serde_json::json;

const BULKS: &str = "/api/v1/bulks";

async fn hand_in(client: &Client, numbers: std::ops::RangeInclusive<u32>) -> Vec<String> {
    let body: Vec<String> = numbers.map(document).collect();
    let taken = client
        .post("/api/v1/documents", &format!("[{}]", body.join(",")))
        .await;
    let items = taken.json["items"].as_array();
    let items = items.unwrap_or_else(|| panic!("{taken:?}")).iter();
    items
        .map(|item| item["document"].as_str().expect("an id").to_owned())
        .collect()
}

#[tokio::test]
async fn all_that_a_filter_selects_are_commented_once_and_told_row_by_row() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    hand_in(&client, 1..=3).await;
    let body = json!({"action": "comment", "filter": "channel:email", "expected": 3,
        "text": "Purret"})
    .to_string();
    let asked = client.post_named("a", BULKS, &body).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{asked:?}");
    assert_eq!(
        (&asked.json["waiting"], &asked.json["done"]),
        (&json!(3), &json!(0))
    );
    assert_eq!(client.post_named("a", BULKS, &body).await.json, asked.json);
    jobs::run_due(&installation.app).await.unwrap();
    let path = asked.headers["location"].to_str().unwrap().to_owned();
    let ended = client.get(&path).await;
    assert!(ended.json["ended_at"].is_string(), "{ended:?}");
    assert_eq!(
        (&ended.json["documents"], &ended.json["done"]),
        (&json!(3), &json!(3))
    );
    assert_eq!(client.get(BULKS).await.json, json!([ended.json]));
    let mut page = client.get(&format!("{path}/rows?limit=2&state=done")).await;
    let mut rows = page.json["items"].as_array().unwrap().clone();
    assert_eq!(rows.len(), 2);
    page = client.get(&page.text("/next")).await;
    assert_eq!(page.json["next"], Value::Null);
    rows.extend(page.json["items"].as_array().unwrap().clone());
    let places: Vec<i64> = rows
        .iter()
        .map(|row| row["place"].as_i64().unwrap())
        .collect();
    assert_eq!(places, [1, 2, 3]);
    for row in &rows {
        assert_eq!((&row["state"], &row["why"]), (&json!("done"), &Value::Null));
        assert!(row["number"].is_string());
        let id = row["document"].as_str().unwrap();
        let comments = client
            .get(&format!("/api/v1/documents/{id}/comments"))
            .await;
        assert_eq!(comments.json.as_array().unwrap().len(), 1, "{comments:?}");
        assert_eq!(comments.json[0]["author"], "test");
    }
    let none = client.get(&format!("{path}/rows?state=failed")).await;
    assert_eq!(none.json["items"], json!([]));
    let noted = client.get("/api/v1/audit?act=bulk.asked").await;
    assert_eq!(
        noted.json["items"][0]["content"]["documents"], 3,
        "{noted:?}"
    );
}

#[tokio::test]
async fn named_documents_are_given_to_somebody_and_the_follow_ups_end() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let ids = hand_in(&client, 1..=2).await;
    installation
        .colleague("ola@nord.example", Role::Editor, None)
        .await;
    let body = json!({"action": "assign", "documents": [ids[0], ids[0]],
        "assignee": "ola@nord.example", "due_on": "2026-12-01", "note": "Ring"});
    let asked = client.post(BULKS, &body.to_string()).await;
    assert_eq!(asked.json["documents"], 1, "{asked:?}");
    jobs::run_due(&installation.app).await.unwrap();
    let open = client.get("/api/v1/follow-ups").await;
    assert_eq!(open.json["items"][0]["assignee_name"], "Ola editor");
    assert_eq!(open.json["items"][0]["opened_by"], "test");
    let body = json!({"action": "resolve", "documents": ids, "outcome": "settled"});
    let asked = client.post(BULKS, &body.to_string()).await;
    jobs::run_due(&installation.app).await.unwrap();
    let ended = client
        .get(asked.headers["location"].to_str().unwrap())
        .await;
    assert_eq!(
        (&ended.json["done"], &ended.json["skipped"]),
        (&json!(1), &json!(1))
    );
    let path = format!("{BULKS}/{}/rows?state=skipped", ended.text("/id"));
    let skipped = client.get(&path).await;
    assert_eq!(skipped.json["items"][0]["why"], "nothing_to_do");
}

#[tokio::test]
async fn what_is_wrong_with_a_bulk_is_said_and_nothing_is_done() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let ids = hand_in(&client, 1..=2).await;
    let nothing = "0193a5b0-7c00-7000-8000-000000000001";
    for (body, code) in [
        (json!({"action": "delete", "filter": ""}), "bulk.action"),
        (json!({"action": "comment", "text": "x"}), "bulk.selection"),
        (
            json!({"action": "comment", "text": "x", "filter": "", "documents": ids}),
            "bulk.selection",
        ),
        (
            json!({"action": "comment", "text": " ", "filter": ""}),
            "comment.empty",
        ),
        (
            json!({"action": "comment", "text": "x", "reason": "y", "filter": ""}),
            "bulk.field",
        ),
        (
            json!({"action": "comment", "text": "x", "filter": "", "expected": 3}),
            "bulk.changed",
        ),
        (
            json!({"action": "comment", "text": "x", "documents": [ids[0], nothing]}),
            "bulk.changed",
        ),
        (
            json!({"action": "comment", "text": "x", "filter": "delivery:failed"}),
            "bulk.none",
        ),
        (
            json!({"action": "assign", "filter": "", "due_on": "2026-12-01"}),
            "bulk.field",
        ),
        (
            json!({"action": "assign", "filter": "", "due_on": "2026-12-01", "assignee": "x"}),
            "follow_up.assignee",
        ),
        (
            json!({"action": "resend", "filter": "", "channel": "raven"}),
            "channel.unknown",
        ),
        (
            json!({"action": "resolve", "filter": "", "outcome": "so"}),
            "follow_up.outcome",
        ),
    ] {
        let refused = client.post(BULKS, &body.to_string()).await;
        assert_eq!(refused.json["code"], code, "{body} {refused:?}");
        assert!(refused.status.is_client_error());
    }
    assert_eq!(client.get(BULKS).await.json, json!([]));
}

#[tokio::test]
async fn a_key_does_to_many_only_what_it_may_do_to_one() {
    let installation = Installation::fresh().await;
    let owner = Client::of(&installation).await;
    hand_in(&owner, 1..=1).await;
    let reader = Client::with(&installation, &[Scope::DocumentsRead], None).await;
    let body = json!({"action": "comment", "text": "x", "filter": ""}).to_string();
    let refused = reader.post(BULKS, &body).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
    // A key that is limited chooses among what it sees, and holds nothing.
    let elsewhere = installation.add_company("Sør AS", "974761076").await;
    let limited = Client::with(&installation, Scope::ALL, Some(vec![elsewhere])).await;
    assert_eq!(limited.post(BULKS, &body).await.json["code"], "bulk.none");
    let hold = json!({"action": "hold", "name": "Sak", "filter": ""}).to_string();
    let refused = limited.post(BULKS, &hold).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
    // Of what another key asked for nothing is known.
    let asked = owner.post(BULKS, &body).await;
    let path = asked.headers["location"].to_str().unwrap().to_owned();
    let other = Client::of(&installation).await;
    for path in [path.clone(), format!("{path}/rows")] {
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(other.get(BULKS).await.json, json!([]));
}

#[tokio::test]
async fn what_a_key_asked_for_is_not_done_once_it_is_revoked() {
    let installation = Installation::fresh().await;
    let owner = Client::of(&installation).await;
    let ids = hand_in(&owner, 1..=1).await;
    let keys = owner.get("/api/v1/api-keys").await;
    let body = json!({"action": "comment", "text": "x", "filter": ""}).to_string();
    let asked = owner.post(BULKS, &body).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{asked:?}");
    let key = format!("/api/v1/api-keys/{}", keys.text("/0/id"));
    let revoked = owner.send(Method::DELETE, &key, "", "").await;
    assert!(revoked.status.is_success(), "{revoked:?}");
    jobs::run_due(&installation.app).await.unwrap();
    let other = Client::of(&installation).await;
    let comments = format!("/api/v1/documents/{}/comments", ids[0]);
    assert_eq!(other.get(&comments).await.json, json!([]));
}
