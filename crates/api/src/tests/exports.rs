use super::*;
use app::jobs;
use jiff::SignedDuration;
use serde_json::json;

async fn fetch(client: &Client, path: &str) -> (StatusCode, axum::http::HeaderMap, Vec<u8>) {
    let request = Request::builder()
        .uri(path)
        .header(header::HOST, "localhost")
        .header(
            header::AUTHORIZATION,
            format!("Bearer {}", client.secret.as_deref().unwrap()),
        );
    let request = request.body(Body::empty()).unwrap();
    let response = client.router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, ANSWER_BYTES_MAX).await.unwrap();
    (parts.status, parts.headers, bytes.to_vec())
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).unwrap();
    let line = |line: &str| serde_json::from_str(line).unwrap();
    text.lines().map(line).collect()
}

#[tokio::test]
async fn an_export_streams_what_the_filter_selects_in_its_order() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    for number in 1..=3 {
        client.post("/api/v1/documents", &document(number)).await;
    }
    let path = "/api/v1/documents/export?sort=number&q=2";
    let (status, headers, bytes) = fetch(&client, path).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers[header::CONTENT_TYPE], "application/x-ndjson");
    let rows = lines(&bytes);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["number"], "2");
    assert_eq!(rows[0]["amount"], "100.00");
    assert_eq!(rows[0]["outstanding"], "100.00");
    assert_eq!(rows[0]["due_on"], "2026-12-01");
    assert_eq!(rows[0]["payment"], "open");
    assert_eq!(rows[0]["sent_at"], Value::Null);
    let path = "/api/v1/documents/export?sort=number&format=csv";
    let (_, headers, bytes) = fetch(&client, path).await;
    assert_eq!(headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    let text = String::from_utf8(bytes).unwrap();
    let numbers: Vec<&str> = text
        .lines()
        .map(|line| line.split(',').nth(1).unwrap())
        .collect();
    assert_eq!(numbers, ["number", "1", "2", "3"]);
    let path = "/api/v1/documents/export?format=parquet";
    let (_, _, bytes) = fetch(&client, path).await;
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    for wrong in ["format=xls", "table=payments", "sort=colour", "colour=red"] {
        let refused = client
            .get(&format!("/api/v1/documents/export?{wrong}"))
            .await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test]
async fn events_come_as_the_log_has_them_or_document_by_document() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    for number in 1..=2 {
        client.post("/api/v1/documents", &document(number)).await;
    }
    let (_, _, bytes) = fetch(&client, "/api/v1/documents/export?table=events").await;
    let rows = lines(&bytes);
    let seqs: Vec<i64> = rows.iter().map(|row| row["seq"].as_i64().unwrap()).collect();
    let last = i64::try_from(seqs.len()).unwrap();
    assert_eq!(seqs, (1..=last).collect::<Vec<_>>(), "without a gap");
    let feed = client.get("/api/v1/changes?after=0").await;
    assert_eq!(feed.json["last_seq"], last);
    let (_, _, bytes) = fetch(&client, "/api/v1/documents/export?table=events&q=2").await;
    let of_one = lines(&bytes);
    assert!(!of_one.is_empty() && of_one.len() < rows.len());
    let documents: std::collections::BTreeSet<&str> = of_one
        .iter()
        .map(|row| row["document_id"].as_str().unwrap())
        .collect();
    assert_eq!(documents.len(), 1);
}

#[tokio::test]
async fn an_export_is_made_in_the_background_fetched_and_gone_after_a_day() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    for number in 1..=3 {
        client.post("/api/v1/documents", &document(number)).await;
    }
    let new = json!({"format": "ndjson", "sort": "number"}).to_string();
    let asked = client.post("/api/v1/exports", &new).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{asked:?}");
    assert_eq!(asked.json["state"], "making");
    assert_eq!(asked.json["asked_by"], "test");
    let path = asked.headers[header::LOCATION].to_str().unwrap().to_owned();
    assert_eq!(client.get(&format!("{path}/file")).await.status, 404);
    jobs::run_due(&installation.app).await.unwrap();
    let ready = client.get(&path).await.json;
    assert_eq!((&ready["state"], &ready["done"]), (&json!("ready"), &json!(3)));
    let (status, _, bytes) = fetch(&client, ready["file"].as_str().unwrap()).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(ready["size"], bytes.len());
    let numbers: Vec<Value> = lines(&bytes).iter().map(|row| row["number"].clone()).collect();
    assert_eq!(numbers, ["1", "2", "3"]);
    assert_eq!(client.get("/api/v1/exports").await.json[0]["id"], ready["id"]);
    let elsewhere = CompanyId::from_parts(1, [7; 10]);
    let limited = Client::with(&installation, Scope::ALL, Some(vec![elsewhere])).await;
    assert_eq!(limited.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(limited.get("/api/v1/exports").await.json, json!([]));
    installation.clock.advance(SignedDuration::from_hours(25));
    assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND);
    jobs::run_due(&installation.app).await.unwrap();
    let directory = installation.directory().join("exports");
    let organisation = std::fs::read_dir(directory).unwrap().next().unwrap().unwrap();
    assert_eq!(std::fs::read_dir(organisation.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn what_is_wrong_with_an_export_is_said() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    for (new, code) in [
        (json!({"format": "xls"}), "export.format"),
        (json!({"format": "csv", "table": "people"}), "export.table"),
        (json!({"format": "csv", "filter": "due:never"}), "filter.invalid"),
        (json!({"format": "csv", "sort": "colour"}), "sort.invalid"),
        (json!({}), "malformed"),
    ] {
        let refused = client.post("/api/v1/exports", &new.to_string()).await;
        assert_eq!(refused.json["code"], code, "{refused:?}");
    }
}
