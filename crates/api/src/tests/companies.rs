//! Companies and the organisation: added and changed by whoever has seen them
//! as they are.

use super::*;
use serde_json::json;

async fn put(client: &Client, path: &str, body: &Value, tag: Option<&str>) -> Answer {
    let headers: Vec<_> = tag.map(|tag| ("if-match", tag)).into_iter().collect();
    let (kind, body) = ("application/json", body.to_string());
    client
        .send_with(Method::PUT, path, kind, &body, &headers)
        .await
}

fn tag(answer: &Answer) -> String {
    let tag = &answer.headers[header::ETAG];
    tag.to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_company_is_added_and_changed() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let mut fields = json!({
        "name": "Sør Varme AS",
        "number": "923 609 016",
        "accounts": ["1503 83 66383"],
        "time_zone": "Europe/Oslo",
        "channels": ["ehf", "email"],
        "kid_agreements": [{"length": 13, "algorithm": "mod10"}],
    });
    let added = client.post("/api/v1/companies", &fields.to_string()).await;
    assert_eq!(added.status, StatusCode::CREATED, "{added:?}");
    assert_eq!(added.json["number"], "923609016");
    assert_eq!(added.json["accounts"], json!(["15038366383"]));
    let path = added.headers[header::LOCATION].to_str().unwrap().to_owned();
    let shown = client.get(&path).await;
    assert_eq!(shown.json, added.json);
    let listed = client.get("/api/v1/companies").await;
    assert_eq!(listed.json.as_array().unwrap().len(), 2);

    fields["language"] = "en".into();
    fields["channels"] = json!(["print"]);
    let unsaid = put(&client, &path, &fields, None).await;
    assert_eq!(unsaid.status, StatusCode::PRECONDITION_REQUIRED);
    let seen = tag(&shown);
    let changed = put(&client, &path, &fields, Some(&seen)).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    assert_eq!(changed.json["channels"], json!(["print"]));
    assert_eq!(changed.json["language"], "en");
    let late = put(&client, &path, &fields, Some(&seen)).await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
    let acts = client.get("/api/v1/audit?act=company.").await;
    assert_eq!(acts.json["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_company_that_cannot_be_is_refused_with_the_field() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let first = json!({"name": "Sør AS", "number": "974761076", "accounts": ["15038366383"]});
    let added = client.post("/api/v1/companies", &first.to_string()).await;
    assert_eq!(added.status, StatusCode::CREATED, "{added:?}");
    for (field, value, code) in [
        ("name", json!(" "), "company.name"),
        ("number", json!("974761077"), "company.number"),
        ("number", json!("974761076"), "company.number_taken"),
        ("accounts", json!(["15038366383"]), "company.account_taken"),
        ("accounts", json!(["15038366384"]), "company.account"),
        ("time_zone", json!("Europe/Nowhere"), "company.time_zone"),
        ("language", json!("sv"), "company.language"),
        ("channels", json!(["pigeon"]), "channel.unknown"),
        (
            "kid_agreements",
            json!([{"length": 3, "algorithm": "mod11"}]),
            "company.agreements",
        ),
    ] {
        let mut fields = json!({"name": "Vest AS"});
        fields[field] = value;
        let refused = client.post("/api/v1/companies", &fields.to_string()).await;
        assert_eq!(refused.json["code"], code, "{refused:?}");
        assert!(refused.status.is_client_error());
    }
    let listed = client.get("/api/v1/companies").await;
    assert_eq!(listed.json.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn whoever_is_limited_to_a_company_adds_none_and_changes_no_other() {
    let installation = Installation::fresh().await;
    let theirs = installation.add_company("Sør AS", "974761076").await;
    let owner = Client::of(&installation).await;
    let ours = owner.get("/api/v1/companies").await.text("/0/id");
    let limited = Client::with(&installation, Scope::ALL, Some(vec![theirs])).await;
    let fields = json!({"name": "Vest AS"});
    let added = limited.post("/api/v1/companies", &fields.to_string()).await;
    assert_eq!(added.status, StatusCode::FORBIDDEN, "{added:?}");
    let path = format!("/api/v1/companies/{ours}");
    let seen = tag(&owner.get(&path).await);
    let changed = put(&limited, &path, &fields, Some(&seen)).await;
    assert_eq!(changed.status, StatusCode::NOT_FOUND, "{changed:?}");
}

#[tokio::test]
async fn the_organisation_is_changed_as_it_was_seen() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let path = "/api/v1/organisation";
    let seen = tag(&client.get(path).await);
    let fields = json!({"name": "Nytt Navn", "time_zone": "Europe/Stockholm", "language": "en"});
    let unsaid = put(&client, path, &fields, None).await;
    assert_eq!(unsaid.status, StatusCode::PRECONDITION_REQUIRED);
    let changed = put(&client, path, &fields, Some(&seen)).await;
    assert_eq!(changed.json["name"], "Nytt Navn", "{changed:?}");
    let late = put(&client, path, &fields, Some(&seen)).await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
    let odd = json!({"name": "Nytt Navn", "time_zone": "Mars", "language": "en"});
    let seen = tag(&client.get(path).await);
    let refused = put(&client, path, &odd, Some(&seen)).await;
    assert_eq!(refused.json["code"], "organisation.time_zone");
    // A key that knows the organisation only by its documents reads it.
    let reader = Client::with(&installation, &[Scope::DocumentsRead], None).await;
    assert_eq!(reader.get(path).await.json["time_zone"], "Europe/Stockholm");
}

#[tokio::test]
async fn the_audit_log_is_signed_and_checked() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let fields = json!({"name": "Sør AS"}).to_string();
    client.post("/api/v1/companies", &fields).await;
    let none = client.get("/api/v1/audit/head").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND, "{none:?}");
    let signed = client.post("/api/v1/audit/head", "").await;
    assert_eq!(signed.status, StatusCode::OK, "{signed:?}");
    assert_eq!(client.get("/api/v1/audit/head").await.json, signed.json);
    let kept = app::audit::head_from_json(&signed.json.to_string()).unwrap();
    assert!(app::audit::is_signed(&kept));
    let checked = client.get("/api/v1/audit/check").await;
    assert_eq!(checked.json["is_whole"], true, "{checked:?}");
    assert_eq!(checked.json["heads"], 1);
    assert!(checked.json["entries"].as_u64().unwrap() >= kept.head.number);
}
