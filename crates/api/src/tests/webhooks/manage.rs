use super::*;

#[tokio::test]
async fn a_webhook_is_made_shown_changed_and_deleted() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let receiver = Receiver::start(Manner::Status(200)).await;
    let hook = Hook::to(&client, &receiver).await;
    assert!(hook.secret.starts_with("whsec_"));
    let shown = client.get(&hook.path).await;
    assert_eq!(shown.json["url"], receiver.url());
    assert!(!shown.json.to_string().contains("whsec_"), "{}", shown.json);
    let fields = json!({
        "url": "http://127.0.0.1:9/other", "description": "ERP",
        "event_types": ["payment.", "document.failed", "payment."]
    });
    let changed = client
        .send(
            Method::PUT,
            &hook.path,
            "application/json",
            &fields.to_string(),
        )
        .await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    assert_eq!(changed.json["description"], "ERP");
    assert_eq!(
        changed.json["event_types"],
        json!(["document.failed", "payment."])
    );
    assert_eq!(
        client.get("/api/v1/webhooks").await.json,
        json!([changed.json])
    );
    let deleted = client.send(Method::DELETE, &hook.path, "", "").await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    assert_eq!(client.get(&hook.path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(client.get("/api/v1/webhooks").await.json, json!([]));
}

#[tokio::test]
async fn what_is_wrong_with_a_webhook_is_said() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    for (fields, code) in [
        (json!({"url": "ftp://127.0.0.1/"}), "webhook.url"),
        (json!({"url": "https://10.0.0.1/"}), "webhook.url"),
        (
            json!({"url": "http://127.0.0.1/", "event_types": ["document.payed"]}),
            "webhook.event_types",
        ),
        (
            json!({"url": "http://127.0.0.1/", "event_types": []}),
            "webhook.event_types",
        ),
        (
            json!({"url": "http://127.0.0.1/", "companies": ["x"]}),
            "webhook.companies",
        ),
        (
            json!({"url": "http://127.0.0.1/", "description": "x".repeat(201)}),
            "webhook.description",
        ),
        (
            json!({"url": "http://127.0.0.1/", "secret": "mine"}),
            "malformed",
        ),
    ] {
        let refused = client.post("/api/v1/webhooks", &fields.to_string()).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{fields}");
        assert_eq!(refused.json["code"], code, "{fields}");
        let page = client.get(refused.json["type"].as_str().unwrap()).await;
        assert_eq!(page.status, StatusCode::OK, "{code} has a page");
    }
}

#[tokio::test]
async fn a_key_without_the_scope_and_a_neighbour_see_nothing() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let receiver = Receiver::start(Manner::Status(200)).await;
    let hook = Hook::to(&client, &receiver).await;
    let test = client.post(&format!("{}/tests", hook.path), "").await;
    let delivery = test.json["delivery"].as_str().unwrap();
    let reader = Client::with(&installation, &[Scope::DocumentsRead], None).await;
    assert_eq!(reader.get(&hook.path).await.status, StatusCode::FORBIDDEN);
    let stranger = Client::of_neighbour(&installation).await;
    let elsewhere = CompanyId::from_parts(1, [7; 10]);
    let limited = Client::with(&installation, Scope::ALL, Some(vec![elsewhere])).await;
    let unknown = "/api/v1/webhooks/0193a5b0-7c00-7000-8000-000000000001";
    for other in [stranger, limited] {
        assert_eq!(other.get("/api/v1/webhooks").await.json, json!([]));
        for below in ["", "/deliveries", &format!("/deliveries/{delivery}")] {
            let ask = async |path: &str| {
                let mut answer = other.get(&format!("{path}{below}")).await;
                answer.json["request_id"] = Value::Null;
                (answer.status, answer.json)
            };
            assert_eq!(ask(&hook.path).await, ask(unknown).await, "{below}");
            assert_eq!(ask(unknown).await.0, StatusCode::NOT_FOUND);
        }
        for (method, below, body) in [
            (Method::POST, "/tests", ""),
            (Method::POST, "/replays", r#"{"dead":true}"#),
            (Method::POST, "/secret", "{}"),
            (Method::PUT, "/pause", ""),
            (Method::DELETE, "/pause", ""),
            (Method::DELETE, "", ""),
        ] {
            let path = format!("{}{below}", hook.path);
            let answer = other.send(method, &path, "application/json", body).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{below}");
        }
    }
    assert_eq!(client.get(&hook.path).await.status, StatusCode::OK);
}

#[tokio::test]
async fn deliveries_are_paged_newest_first() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let receiver = Receiver::start(Manner::Status(200)).await;
    let hook = Hook::to(&client, &receiver).await;
    for number in 1..=5 {
        client.post("/api/v1/documents", &document(number)).await;
        send(&installation).await;
        installation
            .clock
            .advance(jiff::SignedDuration::from_secs(1));
    }
    let mut path = format!("{}/deliveries?limit=2", hook.path);
    let mut seqs = Vec::new();
    loop {
        let page = client.get(&path).await.json;
        let items = page["items"].as_array().unwrap();
        seqs.extend(items.iter().map(|item| item["seq"].as_i64().unwrap()));
        match page["next"].as_str() {
            Some(next) => path = next.to_owned(),
            None => break,
        }
    }
    let mut sorted = seqs.clone();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!((seqs.len(), &seqs), (5, &sorted));
    let wrong = client
        .get(&format!("{}/deliveries?state=lost", hook.path))
        .await;
    assert_eq!(wrong.json["code"], "webhook.state");
}
