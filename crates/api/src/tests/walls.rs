use super::*;
use app::organisations;

#[tokio::test]
async fn a_foreign_id_is_answered_like_an_unknown_one() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let created = client.post("/api/v1/documents", &document(1)).await;
    let foreign = created.json["items"][0]["document"].as_str().unwrap();
    let neighbour = installation.neighbour("sor", "ola@sor.example").await;
    let ctx = organisations::operator(&installation.app, &neighbour);
    let new = NewApiKey {
        name: "neighbour".to_owned(),
        scopes: Scope::ALL.to_vec(),
        companies: None,
        expires_at: None,
    };
    let made = api_keys::add(&installation.app, &ctx, new).await.unwrap();
    let neighbour = Client {
        router: client.router.clone(),
        secret: Some(made.secret),
    };
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
    let feed = neighbour.get("/api/v1/changes").await;
    assert_eq!(feed.json["items"], serde_json::json!([]));
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
