use super::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

async fn with_documents(installation: &Installation, count: u32) -> Client {
    let client = Client::of(installation).await;
    let body: Vec<String> = (1..=count).map(document).collect();
    let body = format!("[{}]", body.join(","));
    let taken = client.post("/api/v1/documents", &body).await;
    assert_eq!(taken.status, StatusCode::MULTI_STATUS, "{taken:?}");
    client
}

#[tokio::test]
async fn an_array_is_answered_one_by_one_whatever_its_length() {
    let installation = Installation::fresh().await;
    let client = with_documents(&installation, 1).await;
    let empty = client.post("/api/v1/documents", "[]").await;
    assert_eq!(empty.status, StatusCode::MULTI_STATUS, "{empty:?}");
}

#[tokio::test]
async fn a_list_leaves_out_and_adds_what_it_is_asked_to() {
    let installation = Installation::fresh().await;
    let client = with_documents(&installation, 3).await;
    let few = client.get("/api/v1/documents?fields=id,number").await;
    let item = few.json["items"][0].as_object().unwrap();
    let names: Vec<&String> = item.keys().collect();
    assert_eq!(names, ["id", "number"]);
    let path = "/api/v1/documents?expand=customer,events,company,payments,attempts,comments";
    let more = client.get(path).await;
    let item = &more.json["items"][0];
    assert_eq!(item["events"][0]["fact"]["type"], "received", "{item:#}");
    assert_eq!(item["customer"]["number"], "7");
    assert!(item["company"]["id"].is_string());
    assert!(item["attempts"].is_array() && item["comments"].is_array());
    for (asked, code) in [
        ("fields=id,nummer", "fields.unknown"),
        ("expand=kunde", "expand.unknown"),
    ] {
        let refused = client.get(&format!("/api/v1/documents?{asked}")).await;
        assert_eq!(refused.json["code"], code, "{refused:?}");
    }
}

#[tokio::test]
async fn prev_leads_back_the_way_that_next_came() {
    let installation = Installation::fresh().await;
    let client = with_documents(&installation, 7).await;
    let first = client.get("/api/v1/documents?limit=3&sort=number").await;
    assert_eq!(first.json["prev"], Value::Null);
    let second = client.get(&first.text("/next")).await;
    client.post("/api/v1/documents", &document(9)).await;
    let back = client.get(&second.text("/prev")).await;
    let numbers = |page: &Answer| -> Vec<String> {
        let items = page.json["items"].as_array().unwrap();
        items
            .iter()
            .map(|item| item["number"].to_string())
            .collect()
    };
    assert_eq!(numbers(&back), numbers(&first));
}

#[tokio::test]
async fn customers_are_listed_and_shown_with_their_documents() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    for number in 1..=5 {
        let body = document(number).replace(r#""number":"7""#, &format!(r#""number":"{number}""#));
        client.post("/api/v1/documents", &body).await;
    }
    let mut seen = BTreeSet::new();
    let mut next = Some("/api/v1/customers?limit=2".to_owned());
    while let Some(address) = next {
        let page = client.get(&address).await;
        for item in page.json["items"].as_array().unwrap() {
            assert!(seen.insert(item["id"].as_str().unwrap().to_owned()));
        }
        next = page.json["next"].as_str().map(str::to_owned);
    }
    assert_eq!(seen.len(), 5);
    let id = seen.first().unwrap();
    let shown = client.get(&format!("/api/v1/customers/{id}")).await;
    assert_eq!(shown.json["name"], "Bakeriet AS");
    let theirs = client
        .get(&format!("/api/v1/customers/{id}/documents"))
        .await;
    assert_eq!(theirs.json["total"], 1);
    assert_eq!(theirs.json["items"][0]["customer"]["id"], id.as_str());
    let behaviour = client
        .get(&format!("/api/v1/customers/{id}/behaviour"))
        .await;
    assert_eq!(behaviour.json["rows"][0]["count"], 1, "{behaviour:?}");
}

#[tokio::test]
async fn a_comment_is_edited_by_its_key_and_by_nobody_who_saw_it_otherwise() {
    let installation = Installation::fresh().await;
    let client = with_documents(&installation, 1).await;
    let listed = client.get("/api/v1/documents").await;
    let path = format!("/api/v1/documents/{}/comments", listed.text("/items/0/id"));
    let written = client.post(&path, r#"{"text":"Ringt"}"#).await;
    let path = format!("{path}/{}", written.text("/id"));
    let shown = client.get(&path).await;
    let tag = shown.headers[header::ETAG].to_str().unwrap().to_owned();
    let body = r#"{"text":"Fikk svar"}"#;
    let edit = async |client: &Client, headers: &[(&str, &str)]| {
        client
            .send_with(Method::PATCH, &path, "application/json", body, headers)
            .await
    };
    let missing = edit(&client, &[]).await;
    assert_eq!(missing.status, StatusCode::PRECONDITION_REQUIRED);
    assert_eq!(missing.json["code"], "condition_missing");
    let stale = edit(&client, &[("if-match", "\"stale\"")]).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    let stranger = Client::of(&installation).await;
    let refused = edit(&stranger, &[("if-match", &tag)]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let edited = edit(&client, &[("if-match", &tag)]).await;
    assert_eq!(edited.json["text"], "Fikk svar", "{edited:?}");
    assert!(edited.json["edited_at"].is_string());
    let late = edit(&client, &[("if-match", &tag)]).await;
    assert_eq!(late.json["code"], "changed");
}

#[tokio::test]
async fn a_comment_tells_whom_it_mentions_and_what_it_said_before() {
    let installation = Installation::fresh().await;
    let client = with_documents(&installation, 1).await;
    installation
        .colleague("ola@nord.example", domain::Role::Reader, None)
        .await;
    let users = client.get("/api/v1/users").await;
    let is_ola = |user: &&Value| user["email"] == "ola@nord.example";
    let users = users.json.as_array().unwrap();
    let ola = users.iter().find(is_ola).unwrap()["id"].clone();
    let listed = client.get("/api/v1/documents").await;
    let path = format!("/api/v1/documents/{}/comments", listed.text("/items/0/id"));
    let body = r#"{"text":"Se her, @ola@nord.example"}"#;
    let written = client.post(&path, body).await;
    let mentioned = serde_json::json!([{"person": ola, "name": "Ola reader"}]);
    assert_eq!(written.json["mentions"], mentioned, "{written:?}");
    let path = format!("{path}/{}", written.text("/id"));
    let versions = format!("{path}/versions");
    assert_eq!(client.get(&versions).await.json, serde_json::json!([]));
    let mut texts = Vec::new();
    for text in ["Ringt", "Fikk svar"] {
        let shown = client.get(&path).await;
        texts.push(shown.text("/text"));
        let tag = shown.headers[header::ETAG].to_str().unwrap().to_owned();
        let body = format!(r#"{{"text":"{text}"}}"#);
        let headers = [("if-match", tag.as_str())];
        let kind = "application/json";
        let edited = client
            .send_with(Method::PATCH, &path, kind, &body, &headers)
            .await;
        // Who was told of it stays on it.
        assert_eq!(edited.json["mentions"], mentioned, "{edited:?}");
    }
    let told = client.get(&versions).await;
    let told: Vec<&str> = told
        .json
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["text"].as_str().unwrap())
        .collect();
    assert_eq!(told, texts);
    let expanded = client.get("/api/v1/documents?expand=comments").await;
    let of_list = &expanded.json["items"][0]["comments"][0]["mentions"];
    assert_eq!(*of_list, mentioned);
    let nothing = path.rsplit_once('/').unwrap().0;
    let nothing = format!("{nothing}/0193a5b0-7c00-7000-8000-000000000001/versions");
    assert_eq!(client.get(&nothing).await.status, StatusCode::NOT_FOUND);
}

/// All of them read the same state and send their change at the same moment.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_changes_to_the_same_state_one_comes_about_and_none_is_lost() {
    let installation = Installation::fresh().await;
    let client = with_documents(&installation, 1).await;
    let listed = client.get("/api/v1/documents").await;
    let path = format!("/api/v1/documents/{}/comments", listed.text("/items/0/id"));
    let written = client.post(&path, r#"{"text":"0"}"#).await;
    let path = format!("{path}/{}", written.text("/id"));
    let mut before = "0".to_owned();
    for round in 1..=5 {
        let shown = client.get(&path).await;
        assert_eq!(shown.json["text"], before.as_str());
        let tag = shown.headers[header::ETAG].to_str().unwrap().to_owned();
        let gate = Arc::new(tokio::sync::Barrier::new(8));
        let writers: Vec<_> = (0..8)
            .map(|n| {
                let (client, path, tag) = (client.clone(), path.clone(), tag.clone());
                let gate = Arc::clone(&gate);
                tokio::spawn(async move {
                    let body = format!(r#"{{"text":"{round}.{n}"}}"#);
                    let headers = [("if-match", tag.as_str())];
                    gate.wait().await;
                    client
                        .send_with(Method::PATCH, &path, "application/json", &body, &headers)
                        .await
                })
            })
            .collect();
        let mut won = Vec::new();
        for writer in writers {
            let answer = writer.await.unwrap();
            match answer.status {
                StatusCode::OK => won.push(answer.text("/text")),
                _ => assert_eq!(answer.json["code"], "changed", "{answer:?}"),
            }
        }
        assert_eq!(won.len(), 1, "{won:?}");
        before = won.remove(0);
    }
}

#[tokio::test]
async fn a_payment_is_matched_as_it_was_seen() {
    let installation = Installation::fresh().await;
    let client = with_documents(&installation, 1).await;
    let paid = r#"{"type":"payment","source":"bank","source_id":"1","account":"15038366383","amount":{"amount":"100.00","currency":"NOK"},"value_on":"2026-11-20","paid_by":"giro"}"#;
    let told = client.post("/api/v1/documents", paid).await;
    assert_eq!(told.json["items"][0]["outcome"], "unmatched", "{told:?}");
    let payments = client.get("/api/v1/payments").await;
    let path = format!("/api/v1/payments/{}", payments.text("/items/0/id"));
    let shown = client.get(&path).await;
    let tag = shown.headers[header::ETAG].to_str().unwrap().to_owned();
    let listed = client.get("/api/v1/documents").await;
    let body = format!(r#"{{"document":"{}"}}"#, listed.text("/items/0/id"));
    let path_of_match = format!("{path}/match");
    let put = async |tag: &str| {
        let headers = [("if-match", tag)];
        let kind = "application/json";
        client
            .send_with(Method::PUT, &path_of_match, kind, &body, &headers)
            .await
    };
    assert_eq!(
        put("\"stale\"").await.status,
        StatusCode::PRECONDITION_FAILED
    );
    let matched = put(&tag).await;
    assert_eq!(matched.json["document"], listed.json["items"][0]["id"]);
    assert_eq!(put(&tag).await.status, StatusCode::PRECONDITION_FAILED);
    let detached = client.send(Method::DELETE, &path_of_match, "", "").await;
    assert_eq!(detached.json["document"], Value::Null);
    let tellings = client.get(&format!("{path}/tellings")).await;
    assert_eq!(tellings.json, serde_json::json!([]));
    let twins = client.get(&format!("{path}/twins")).await;
    assert_eq!(twins.json, serde_json::json!([]));
    let itself = format!(r#"{{"payment":"{}"}}"#, payments.text("/items/0/id"));
    let merged = client.post(&format!("{path}/merge"), &itself).await;
    assert!(merged.status.is_client_error(), "{merged:?}");
}

#[tokio::test]
async fn a_large_file_is_followed_and_undone() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let mut lines = String::new();
    for number in 1..=20 {
        let line = document(number).replacen('{', r#"{"type":"document","#, 1);
        writeln!(lines, "{line}").unwrap();
    }
    let kind = "application/octet-stream";
    let path = "/api/v1/imports?name=batch.ndjson";
    let taken = client.send(Method::POST, path, kind, &lines).await;
    assert_eq!(taken.status, StatusCode::ACCEPTED, "{taken:?}");
    let address = taken.headers[header::LOCATION].to_str().unwrap().to_owned();
    let import = loop {
        let import = client.get(&address).await;
        if import.json["is_complete"] == true {
            break import;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(import.json["items"]["stored"], 20);
    let undo = format!("{address}/undo");
    let preview = client.get(&undo).await;
    assert_eq!(preview.json["state"], "standing");
    assert_eq!(preview.json["documents"], 20, "{preview:?}");
    assert_eq!(client.get("/api/v1/documents").await.json["total"], 20);
    let undone = client.post_named("undo", &undo, "").await;
    assert_eq!(undone.json["state"], "undone");
    let again = client.post_named("undo", &undo, "").await;
    assert_eq!(again.json, undone.json);
    assert_eq!(client.get("/api/v1/documents").await.json["total"], 0);
}

#[tokio::test]
async fn a_table_is_looked_at_checked_and_imported_by_a_mapping() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let table = "Ordre;Kunde nr;Hvem;Å betale;Frist\nA-1;7;Åse Øy;1.234,50;31.12.2026\nA-2;8;Nord AS;99,00;01.01.2027\nA-3;9;Sør AS;mye;01.01.2027\n";
    let kind = "application/octet-stream";
    let taken = client
        .send(Method::POST, "/api/v1/imports?name=liste.csv", kind, table)
        .await;
    let address = taken.headers[header::LOCATION].to_str().unwrap().to_owned();
    while client.get(&address).await.json["is_complete"] != true {
        tokio::task::yield_now().await;
    }
    let rows = address.clone();
    let looked = client.get(&format!("{address}/mapping")).await;
    assert_eq!(looked.json["header"][0], "Ordre", "{looked:?}");
    let mut mapping = looked.json["mapping"].clone();
    let columns = ["number", "customer_number", "customer", "amount", "due"];
    mapping["columns"] = serde_json::json!(columns);
    let mapping = mapping.to_string();
    let checked = client.post(&format!("{address}/check"), &mapping).await;
    assert_eq!(checked.json["new"], 2, "{checked:?}");
    assert_eq!(client.get("/api/v1/documents").await.json["total"], 0);
    let path = format!("{address}/mapping");
    let put = client
        .send(Method::PUT, &path, "application/json", &mapping)
        .await;
    assert_eq!(put.status, StatusCode::ACCEPTED, "{put:?}");
    let address = put.headers[header::LOCATION].to_str().unwrap().to_owned();
    while client.get(&address).await.json["is_complete"] != true {
        tokio::task::yield_now().await;
    }
    assert_eq!(client.get("/api/v1/documents").await.json["total"], 2);
    let rejected = client.post(&format!("{rows}/rejected"), &mapping).await;
    assert_eq!(
        rejected.headers[header::CONTENT_TYPE],
        "text/csv; charset=utf-8"
    );
    let reasons: Vec<&str> = rejected.body.lines().skip(1).collect();
    assert!(
        matches!(reasons.as_slice(), [one] if one.starts_with("A-3;9;")),
        "{reasons:?}"
    );
    let wrong = mapping.replace("documents", "recipes");
    let refused = client.post(&format!("{address}/check"), &wrong).await;
    assert_eq!(refused.json["code"], "mapping.invalid");
}

#[tokio::test]
async fn companies_and_jobs_are_shown_to_whoever_may_see_them() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let companies = client.get("/api/v1/companies").await;
    let path = format!("/api/v1/companies/{}", companies.text("/0/id"));
    let shown = client.get(&path).await.json;
    for (field, value) in companies.json[0].as_object().unwrap() {
        assert_eq!(shown[field], *value);
    }
    let jobs = client.get("/api/v1/jobs").await;
    assert_eq!(jobs.status, StatusCode::OK, "{jobs:?}");
    let unknown = "/api/v1/jobs/0193a5b0-7c00-7000-8000-000000000001/retry";
    assert_eq!(client.post(unknown, "").await.status, StatusCode::NOT_FOUND);
}
