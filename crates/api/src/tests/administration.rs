//! People, the audit log, keeping and holds, prices and annotations, reports:
//! what administrators do, through the API.

use super::*;
use serde_json::json;

#[tokio::test]
async fn somebody_is_invited_changed_and_removed() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let body = r#"{"email":"ola@nord.example","name":"Ola","role":"reader"}"#;
    let invited = client.post("/api/v1/users", body).await;
    assert_eq!(invited.status, StatusCode::CREATED, "{invited:?}");
    assert_eq!(invited.json["joined_at"], Value::Null);
    let taken = client.post("/api/v1/users", body).await;
    assert_eq!(taken.json["code"], "person.exists");
    let path = format!("/api/v1/users/{}", invited.text("/id"));
    let shown = client.get(&path).await;
    let tag = shown.headers[header::ETAG].to_str().unwrap().to_owned();
    let change = r#"{"name":"Ola Nordmann","role":"editor"}"#;
    let put = async |tag: &str| {
        let headers = [("if-match", tag)];
        let kind = "application/json";
        client
            .send_with(Method::PUT, &path, kind, change, &headers)
            .await
    };
    let unsaid = client.send(Method::PUT, &path, "application/json", change);
    assert_eq!(unsaid.await.status, StatusCode::PRECONDITION_REQUIRED);
    let changed = put(&tag).await;
    assert_eq!(changed.json["role"], "editor", "{changed:?}");
    let stale = put(&tag).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    let letters = client.post(&format!("{path}/letters"), "").await;
    assert_eq!(letters.status, StatusCode::ACCEPTED, "{letters:?}");
    let removed = client.send(Method::DELETE, &path, "", "").await;
    assert_eq!(removed.status, StatusCode::NO_CONTENT);
    assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND);
    let listed = client.get("/api/v1/users").await;
    let names: Vec<&str> = listed
        .json
        .as_array()
        .unwrap()
        .iter()
        .map(|user| user["name"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), 1, "{names:?}");
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let id = client.get("/api/v1/users").await.text("/0/id");
    let path = format!("/api/v1/users/{id}");
    let removed = client.send(Method::DELETE, &path, "", "").await;
    assert_eq!(removed.status, StatusCode::CONFLICT);
    assert_eq!(removed.json["code"], "person.last_administrator");
}

#[tokio::test]
async fn whoever_is_limited_to_a_company_manages_no_people_and_no_keeping() {
    let installation = Installation::fresh().await;
    let company = installation.add_company("Sør AS", "974761076").await;
    let limited = Client::with(&installation, Scope::ALL, Some(vec![company])).await;
    for path in ["/users", "/audit", "/holds", "/retention/rules"] {
        let refused = limited.get(&format!("/api/v1{path}")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}: {refused:?}");
    }
}

#[tokio::test]
async fn the_audit_log_is_read_page_by_page_and_taken_out() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let note = r#"{"first_on":"2026-11-20","text":"Nede"}"#;
    for _ in 0..3 {
        let added = client.post("/api/v1/annotations", note).await;
        assert_eq!(added.status, StatusCode::CREATED, "{added:?}");
    }
    let list = "/api/v1/audit?act=annotation.added&limit=2";
    let first = client.get(list).await;
    assert_eq!(first.json["items"].as_array().unwrap().len(), 2);
    assert!(first.text("/items/0/actor").starts_with("key:"));
    assert_eq!(first.json["items"][0]["content"]["actor"], "test");
    let second = client.get(&first.text("/next")).await;
    assert_eq!(second.json["items"].as_array().unwrap().len(), 1);
    assert_eq!(second.json["next"], Value::Null);
    let none = client
        .get("/api/v1/audit?before=2026-01-01T00:00:00Z")
        .await;
    assert_eq!(none.json["items"], json!([]));
    for (wrong, code) in [
        ("from=yesterday", "moment.invalid"),
        ("cursor=x", "cursor.invalid"),
        ("who=me", "parameter.unknown"),
    ] {
        let refused = client.get(&format!("/api/v1/audit?{wrong}")).await;
        assert_eq!(refused.json["code"], code, "{refused:?}");
    }
    for format in ["csv", "ndjson"] {
        let path = format!("/api/v1/audit/export?format={format}");
        assert_eq!(client.get(&path).await.status, StatusCode::OK);
    }
    let odd = client.get("/api/v1/audit/export?format=xml").await;
    assert_eq!(odd.json["code"], "export.format");
}

#[tokio::test]
async fn a_hold_is_set_on_a_filter_or_a_document_and_released() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let created = client.post("/api/v1/documents", &document(1)).await;
    let id = created.text("/items/0/document");
    let on_one = json!({"name": "Sak 1", "document": id}).to_string();
    let on_many = json!({"name": "Sak 2", "filter": "kind:invoice"}).to_string();
    let first = client.post("/api/v1/holds", &on_one).await;
    let second = client.post("/api/v1/holds", &on_many).await;
    for set in [&first, &second] {
        assert_eq!(set.status, StatusCode::CREATED, "{set:?}");
        assert_eq!(set.json["documents"], 1);
    }
    for (body, code) in [
        (r#"{"name":"x"}"#.to_owned(), "hold.on"),
        (r#"{"name":"x","document":"x"}"#.to_owned(), "hold.document"),
        (
            r#"{"name":"x","filter":"colour:red"}"#.to_owned(),
            "hold.filter",
        ),
    ] {
        let refused = client.post("/api/v1/holds", &body).await;
        assert_eq!(refused.json["code"], code, "{refused:?}");
    }
    let path = format!("/api/v1/holds/{}", first.text("/id"));
    let released = client.send(Method::DELETE, &path, "", "").await;
    assert_eq!(released.status, StatusCode::NO_CONTENT);
    let again = client.send(Method::DELETE, &path, "", "").await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let listed = client.get("/api/v1/holds").await;
    let held: Vec<&Value> = listed
        .json
        .as_array()
        .unwrap()
        .iter()
        .map(|hold| &hold["documents"])
        .collect();
    assert!(held.contains(&&json!(0)) && held.contains(&&json!(1)));
}

#[tokio::test]
async fn rules_are_changed_only_by_whoever_knows_what_they_erase() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let old = document(1).replace(
        r#""number":"1""#,
        r#""number":"1","received_at":"2026-10-01T08:00:00Z""#,
    );
    client.post("/api/v1/documents", &old).await;
    let change = r#"{"channel":"email","months":1,"applies":"all"}"#;
    let preview = client.post("/api/v1/retention/previews", change).await;
    assert_eq!(preview.json["documents"], 1, "{preview:?}");
    assert_eq!(preview.json["received_from"], "2026-10-01");
    let refused = client.post("/api/v1/retention/rules", change).await;
    assert_eq!(refused.json["code"], "retention.unconfirmed");
    assert_eq!(client.get("/api/v1/retention/rules").await.json, json!([]));
    let known = change.replace("\"all\"", "\"all\",\"documents\":1");
    let changed = client.post("/api/v1/retention/rules", &known).await;
    assert_eq!(changed.json[0]["months"], 1, "{changed:?}");
    assert_eq!(changed.json[0]["channel"], "email");
    let run = client.post("/api/v1/retention/erasures", "").await;
    assert_eq!(run.status, StatusCode::ACCEPTED);
    assert_eq!(
        client.get("/api/v1/retention/erasures").await.json,
        json!([])
    );
    for (wrong, code) in [
        (r#"{"applies":"backward"}"#, "retention.applies"),
        (r#"{"applies":"all","channel":"pigeon"}"#, "channel.unknown"),
        (r#"{"applies":"all","kind":"poem"}"#, "kind.unknown"),
        (r#"{"applies":"all","months":0}"#, "retention.months"),
    ] {
        let refused = client.post("/api/v1/retention/previews", wrong).await;
        assert_eq!(refused.json["code"], code, "{refused:?}");
    }
}

#[tokio::test]
async fn prices_and_rates_are_kept_from_a_day_on() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let price = r#"{"channel":"print","valid_from":"2026-01-01","each":{"amount":"12.50","currency":"NOK"}}"#;
    let added = client.post("/api/v1/prices", price).await;
    assert_eq!(added.status, StatusCode::CREATED, "{added:?}");
    assert_eq!(added.json["each"]["amount"], "12.50");
    let path = format!("/api/v1/prices/{}", added.text("/id"));
    assert_eq!(client.get("/api/v1/prices").await.json, json!([added.json]));
    let removed = client.send(Method::DELETE, &path, "", "").await;
    assert_eq!(removed.status, StatusCode::NO_CONTENT);
    let put = async |day: &str, percent: &str| {
        let body = json!({ "percent": percent }).to_string();
        let path = format!("/api/v1/interest-rates/{day}");
        client
            .send(Method::PUT, &path, "application/json", &body)
            .await
    };
    assert_eq!(
        put("2026-07-01", "12.5").await.status,
        StatusCode::NO_CONTENT
    );
    let rates = client.get("/api/v1/interest-rates").await;
    assert_eq!(
        rates.json,
        json!([{"valid_from": "2026-07-01", "percent": "12.50"}])
    );
    assert_eq!(put("2026-07-01", "much").await.json["code"], "price.rate");
    assert_eq!(put("today", "1").await.status, StatusCode::NOT_FOUND);
    let rate = "/api/v1/interest-rates/2026-07-01";
    for status in [StatusCode::NO_CONTENT, StatusCode::NOT_FOUND] {
        let removed = client.send(Method::DELETE, rate, "", "").await;
        assert_eq!(removed.status, status);
    }
}

#[tokio::test]
async fn a_report_is_set_up_paused_and_taken_away() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let path = "/api/v1/reports/feil-i-uka";
    let fields = json!({
        "title": "Feil i uka", "filter": "delivery:failed", "sections": ["key-figures", "failed"],
        "unit": "week", "language": "nb", "formats": ["xlsx"],
        "timetable": {"hour": 8, "days_after": 1},
    });
    let put = async |path: &str, fields: &Value| {
        let body = fields.to_string();
        client
            .send(Method::PUT, path, "application/json", &body)
            .await
    };
    let made = put(path, &fields).await;
    assert_eq!(made.status, StatusCode::OK, "{made:?}");
    assert_eq!(made.json["title"], "Feil i uka");
    assert_eq!(made.json["is_built_in"], false);
    for (method, rests) in [(Method::PUT, true), (Method::DELETE, false)] {
        let paused = client.send(method, &format!("{path}/pause"), "", "").await;
        assert_eq!(paused.json["is_paused"], rests, "{paused:?}");
    }
    let due = client.get("/api/v1/due-reports").await.json;
    assert_eq!(due[0]["name"], "feil-i-uka", "{due}");
    assert_eq!(
        (&due[0]["recipients"], &due[0]["is_paused"]),
        (&json!(0), &json!(false))
    );
    assert!(due[0]["period"].as_str().unwrap().contains("-W"), "{due}");
    let order = json!({ "goes_out": true }).to_string();
    let runs = format!("{path}/runs");
    let sent = client.post(&runs, &order).await;
    let again = client.post(&runs, &order).await;
    assert_eq!(sent.status, StatusCode::ACCEPTED, "{sent:?}");
    assert_ne!(sent.json["id"], again.json["id"], "each time a new one");
    let mut odd = fields.clone();
    odd["sections"] = json!(["weather"]);
    assert_eq!(put(path, &odd).await.json["code"], "report.definition");
    let reserved = put("/api/v1/reports/Feil", &fields).await;
    assert_eq!(reserved.json["code"], "report.name");
    for status in [StatusCode::NO_CONTENT, StatusCode::NOT_FOUND] {
        let deleted = client.send(Method::DELETE, path, "", "").await;
        assert_eq!(deleted.status, status);
    }
}

#[tokio::test]
async fn a_named_hold_is_set_once() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    client.post("/api/v1/documents", &document(1)).await;
    let body = json!({"name": "Sak", "filter": "kind:invoice"}).to_string();
    let first = client.post_named("one", "/api/v1/holds", &body).await;
    let second = client.post_named("one", "/api/v1/holds", &body).await;
    assert_eq!(second.json["id"], first.json["id"], "{second:?}");
    assert!(second.is_replayed());
    let listed = client.get("/api/v1/holds").await;
    assert_eq!(listed.json.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_watches_is_told_what_to_look_at() {
    let installation = Installation::fresh().await;
    app::jobs::run_due(&installation.app).await.unwrap();
    let client = Client::of(&installation).await;
    let seen = client.get("/api/v1/health/details").await;
    assert_eq!(seen.status, StatusCode::OK, "{seen:?}");
    let no_backup = json!([{
        "code": "no_backup", "queue": null, "count": null, "since": null,
    }]);
    assert_eq!(seen.json["concerns"], no_backup);
    let queues = seen.json["queues"].as_array().unwrap();
    let names: Vec<_> = queues.iter().map(|queue| &queue["name"]).collect();
    assert_eq!(names, ["uploads", "jobs", "letters", "webhooks"]);
    assert_eq!(seen.json["installation"]["database"], "SQLite");
    let backup = app::health::Backup {
        made_at: installation.app.now(),
        place: "/backup".to_owned(),
        rows: Some(12),
    };
    let ctx = installation.ctx();
    let noted = app::health::note_backup(&installation.app, &ctx, backup);
    assert!(noted.await.unwrap());
    installation.neighbour("syd", "per@syd.example").await;
    let seen = client.get("/api/v1/health/details").await;
    assert_eq!(seen.json["concerns"], json!([]));
    assert_eq!(seen.json["last_backup"]["rows"], 12);
    assert_eq!(seen.json["installation"], Value::Null, "others have it too");
}
