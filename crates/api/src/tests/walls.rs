use super::*;

#[tokio::test]
async fn a_foreign_id_is_answered_like_an_unknown_one() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let created = client.post("/api/v1/documents", &document(1)).await;
    let foreign = created.json["items"][0]["document"].as_str().unwrap();
    let neighbour = Client::of_neighbour(&installation).await;
    let unknown = "0193a5b0-7c00-7000-8000-000000000001";
    for rest in [
        "",
        "/events",
        "/attempts",
        "/payments",
        "/comments",
        "/original",
    ] {
        let ask = async |id: &str| {
            let mut answer = neighbour
                .get(&format!("/api/v1/documents/{id}{rest}"))
                .await;
            answer.json["request_id"] = Value::Null;
            (answer.status, answer.json)
        };
        let (seen, never) = (ask(foreign).await, ask(unknown).await);
        assert_eq!(seen, never, "{rest}");
        assert_eq!(seen.0, StatusCode::NOT_FOUND);
    }
    assert_eq!(neighbour.get("/api/v1/documents").await.json["total"], 0);
    for log in ["/api/v1/changes", "/api/v1/events"] {
        let told = neighbour.get(log).await;
        assert_eq!(told.json["items"], serde_json::json!([]), "{log}");
    }
    let first = neighbour.get("/api/v1/events/1").await;
    assert_eq!(first.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_key_for_one_company_sees_nothing_of_another() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let created = client.post("/api/v1/documents", &document(1)).await;
    let id = created.json["items"][0]["document"].as_str().unwrap();
    let elsewhere = CompanyId::from_parts(1, [7; 10]);
    let limited = Client::with(&installation, Scope::ALL, Some(vec![elsewhere])).await;
    let shown = limited.get(&format!("/api/v1/documents/{id}")).await;
    assert_eq!(shown.status, StatusCode::NOT_FOUND);
    let listed = limited.get("/api/v1/documents").await;
    assert_eq!(listed.json["total"], 0);
    let feed = limited.get("/api/v1/changes").await;
    assert_eq!(feed.json["items"], serde_json::json!([]));
    let companies = limited.get("/api/v1/companies").await;
    assert_eq!(companies.json, serde_json::json!([]));
    let payments = limited.get("/api/v1/payments").await;
    assert_eq!(payments.json["items"], serde_json::json!([]));
    let imports = limited.get("/api/v1/imports").await;
    assert_eq!(imports.json["items"], serde_json::json!([]));
    let path = format!("/api/v1/documents/{id}/comments");
    let refused = limited.post(&path, r#"{"text":"x"}"#).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_key_for_one_company_sees_and_matches_the_payments_of_it_alone() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let theirs = installation.add_company("Sør AS", "974761076").await;
    let companies = client.get("/api/v1/companies").await;
    let ours = companies.json[0]["id"].as_str().unwrap();
    let ours: CompanyId = ours.parse().unwrap();
    let limited = Client::with(&installation, Scope::ALL, Some(vec![ours])).await;
    let others = Client::with(&installation, Scope::ALL, Some(vec![theirs])).await;
    let hand_in = async |number: u32, company: &str| {
        let path = format!("/api/v1/documents?company={}", company.replace(' ', "%20"));
        let created = client.post(&path, &document(number)).await;
        created.text("/items/0/document")
    };
    let (own, foreign) = (
        hand_in(1, &companies.text("/0/name")).await,
        hand_in(2, "974761076").await,
    );
    // One to nobody's account and of no document, which only those see who see
    // every company, and one that is matched to our document.
    for number in [1, 2] {
        let paid = format!(
            r#"{{"type":"payment","source":"bank","source_id":"{number}","account":"15038366383","amount":{{"amount":"100.00","currency":"NOK"}},"value_on":"2026-11-20","paid_by":"giro"}}"#
        );
        client.post("/api/v1/documents", &paid).await;
    }
    let all = client.get("/api/v1/payments").await;
    let id = |at: usize| all.text(&format!("/items/{at}/id"));
    let matched = async |client: &Client, payment: &str, document: &str| {
        let path = format!("/api/v1/payments/{payment}/match");
        let body = format!(r#"{{"document":"{document}"}}"#);
        client
            .send(Method::PUT, &path, "application/json", &body)
            .await
    };
    assert_eq!(
        limited.get("/api/v1/payments").await.json["items"],
        serde_json::json!([])
    );
    let refused = matched(&limited, &id(0), &own).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "{refused:?}");
    assert_eq!(matched(&client, &id(0), &own).await.status, StatusCode::OK);
    let seen = limited.get("/api/v1/payments").await;
    assert_eq!(seen.json["count"]["payments"], 1, "{seen:?}");
    assert_eq!(seen.text("/items/0/id"), id(0));
    assert_eq!(
        others.get("/api/v1/payments").await.json["count"]["payments"],
        0
    );
    // What is another's is answered like what never was.
    let unknown = "0193a5b0-7c00-7000-8000-000000000001";
    for (stranger, payment) in [(&others, id(0)), (&limited, id(1))] {
        for rest in ["", "/tellings", "/twins"] {
            let ask = async |id: &str| {
                let mut answer = stranger.get(&format!("/api/v1/payments/{id}{rest}")).await;
                answer.json["request_id"] = Value::Null;
                (answer.status, answer.json)
            };
            assert_eq!(ask(&payment).await, ask(unknown).await, "{rest}");
        }
        let refused = matched(stranger, &payment, &foreign).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let path = format!("/api/v1/payments/{payment}/match");
        let refused = stranger.send(Method::DELETE, &path, "", "").await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }
    // It undoes the match of its own document. Then the payment is nobody's.
    let path = format!("/api/v1/payments/{}/match", id(0));
    let undone = limited.send(Method::DELETE, &path, "", "").await;
    assert_eq!(undone.json["document"], Value::Null, "{undone:?}");
    let path = format!("/api/v1/payments/{}", id(0));
    assert_eq!(client.get(&path).await.json, undone.json);
    assert_eq!(limited.get(&path).await.status, StatusCode::NOT_FOUND);
}

/// The codes of what is wrong.
fn codes(refused: &Answer) -> Vec<String> {
    let errors = refused.json["errors"].as_array().unwrap();
    let code = |error: &Value| error["code"].as_str().unwrap().to_owned();
    errors.iter().map(code).collect()
}

/// Adds a company and answers a key that is limited to it.
async fn limited_to_another(installation: &Installation) -> Client {
    let company = installation.add_company("Sør AS", "974761076").await;
    Client::with(installation, Scope::ALL, Some(vec![company])).await
}

#[tokio::test]
async fn a_key_for_one_company_hands_in_for_it_alone() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let limited = limited_to_another(&installation).await;
    let companies = client.get("/api/v1/companies").await;
    let ours = companies.text("/0/name");
    let foreign = limited
        .post(
            &format!("/api/v1/documents?company={}", ours.replace(' ', "%20")),
            &document(1),
        )
        .await;
    let unknown = limited
        .post("/api/v1/documents?company=Ingen", &document(1))
        .await;
    assert_eq!(foreign.json["code"], "company.unknown", "{foreign:?}");
    assert_eq!(unknown.json["code"], "company.unknown");
    assert!(!unknown.text("/detail").contains(&ours), "{unknown:?}");
    // Without a word it is the one company that the key sees.
    let taken = limited.post("/api/v1/documents", &document(2)).await;
    assert_eq!(taken.status, StatusCode::CREATED, "{taken:?}");
    let listed = client.get("/api/v1/documents?company=974761076").await;
    assert_eq!(listed.json["total"], 1);
    assert_eq!(limited.get("/api/v1/documents").await.json["total"], 1);
}

#[tokio::test]
async fn a_key_for_one_company_learns_nothing_by_handing_in() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let limited = limited_to_another(&installation).await;
    let ours = client
        .get("/api/v1/companies")
        .await
        .text("/0/name")
        .replace(' ', "%20");
    let path = format!("/api/v1/documents?company={ours}");
    let created = client.post(&path, &document(1)).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    let id = created.text("/items/0/document");
    // The same document, and another under the same key, are refused alike.
    let other = document(1).replace("100.00", "200.00");
    for body in [document(1), other] {
        let refused = limited.post("/api/v1/documents", &body).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{refused:?}"
        );
        assert!(
            codes(&refused).contains(&"source.not_yours".to_owned()),
            "{refused:?}"
        );
        assert!(!refused.json.to_string().contains(&id));
    }
    let event = format!(
        r#"{{"type":"event","source":"x","source_id":"1","document":{{"id":"{id}"}},"occurred_at":"2026-11-20T10:00:00Z","fact":{{"type":"delivered","channel":"email","evidence":"transport_receipt"}}}}"#
    );
    let refused = limited.post("/api/v1/documents", &event).await;
    assert!(
        codes(&refused).contains(&"company.not_yours".to_owned()),
        "{refused:?}"
    );
    let shown = client.get(&format!("/api/v1/documents/{id}/events")).await;
    assert_eq!(shown.json.as_array().unwrap().len(), 1, "{shown:?}");
    let large = limited
        .send(
            Method::POST,
            "/api/v1/imports",
            "application/octet-stream",
            "x",
        )
        .await;
    assert_eq!(large.json["code"], "scope_missing");
}
