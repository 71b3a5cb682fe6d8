//! A recipient who asks what is kept of them, and to be erased.

use super::*;
use serde_json::json;

#[tokio::test]
async fn a_recipient_is_taken_out_and_erased_but_for_what_is_held() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let mut documents = Vec::new();
    for number in 1..=2 {
        let created = client.post("/api/v1/documents", &document(number)).await;
        documents.push(created.text("/items/0/document"));
    }
    let shown = client
        .get(&format!("/api/v1/documents/{}", documents[0]))
        .await;
    let name = shown.text("/customer/name").replace(' ', "%20");
    let kept = format!("/api/v1/recipients?customer={name}");
    let recipient = client.get(&kept).await;
    assert_eq!(recipient.status, StatusCode::OK, "{recipient:?}");
    let all = recipient.json["documents"].as_u64().unwrap();
    assert!(all >= 1, "{recipient:?}");
    assert_eq!(recipient.json["erasable"], all);
    let export = format!("/api/v1/recipients/export?customer={name}");
    let taken = client.get(&export).await;
    assert_eq!(taken.headers[header::CONTENT_TYPE], "application/x-ndjson");
    let lines = taken.body.lines().map(serde_json::from_str::<Value>);
    let lines: Vec<Value> = lines.map(Result::unwrap).collect();
    assert_eq!(lines.len() as u64, 1 + all);
    assert_eq!(lines[0]["customers"][0]["name"], "Bakeriet AS");

    let hold = json!({"name": "Sak 1", "document": documents[0]}).to_string();
    let held = client.post("/api/v1/holds", &hold).await;
    assert_eq!(held.status, StatusCode::CREATED, "{held:?}");
    let recipient = client.get(&kept).await;
    assert_eq!(recipient.json["held"], 1);
    let erase = async |count: u64| {
        let customer = name.replace("%20", " ");
        let body = json!({"customer": customer, "documents": count});
        let path = "/api/v1/recipients/erasures";
        client.post(path, &body.to_string()).await
    };
    let unconfirmed = erase(all).await;
    assert_eq!(unconfirmed.json["code"], "recipient.unconfirmed");
    let erased = erase(all - 1).await;
    assert_eq!(erased.status, StatusCode::OK, "{erased:?}");
    assert_eq!(erased.json["documents"], all - 1);
    assert_eq!(erased.json["held"], 1);
    let left = client.get(&kept).await;
    assert_eq!(
        (&left.json["documents"], &left.json["erasable"]),
        (&json!(1), &json!(0))
    );
}

#[tokio::test]
async fn a_recipient_nobody_named_is_asked_for() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let refused = client.get("/api/v1/recipients?customer=").await;
    assert_eq!(refused.json["code"], "recipient.empty");
    let unknown = client.get("/api/v1/recipients?customer=Ingen").await;
    assert_eq!(unknown.json["documents"], 0);
    assert_eq!(unknown.json["customers"], json!([]));
}
