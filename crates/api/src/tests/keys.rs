use super::*;
use jiff::SignedDuration;

fn with_secret(client: &Client, secret: &str) -> Client {
    Client {
        secret: Some(secret.to_owned()),
        ..client.clone()
    }
}

#[tokio::test]
async fn a_key_makes_rotates_and_revokes_another() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let body = r#"{"name":"ERP","scopes":["documents:read"]}"#;
    let made = client.post("/api/v1/api-keys", body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let first = with_secret(&client, &made.text("/secret"));
    let path = format!("/api/v1/api-keys/{}", made.text("/id"));
    assert_eq!(made.headers[header::LOCATION], path);
    assert_eq!(client.get(&path).await.json["name"], "ERP");
    let rotation = format!("{path}/rotation");
    let next = client.post(&rotation, r#"{"overlap_hours":2}"#).await;
    assert_eq!(next.status, StatusCode::CREATED, "{next:?}");
    let second = with_secret(&client, &next.text("/secret"));
    for key in [&first, &second] {
        assert_eq!(key.get("/api/v1/documents").await.status, StatusCode::OK);
    }
    installation.clock.advance(SignedDuration::from_hours(2));
    let over = first.get("/api/v1/documents").await;
    assert_eq!(over.status, StatusCode::UNAUTHORIZED);
    let path = format!("/api/v1/api-keys/{}", next.text("/id"));
    let revoked = client.send(Method::DELETE, &path, "", "").await;
    assert_eq!(revoked.status, StatusCode::NO_CONTENT);
    let gone = second.get("/api/v1/documents").await;
    assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
    let long = client.post(&rotation, r#"{"overlap_hours":9999}"#).await;
    assert_eq!(long.json["code"], "api_key.overlap");
}

#[tokio::test]
async fn a_key_makes_none_that_may_do_more_than_itself() {
    let installation = Installation::fresh().await;
    let scopes = [Scope::KeysManage, Scope::DocumentsRead];
    let client = Client::with(&installation, &scopes, None).await;
    let ask = |scopes: &str| format!(r#"{{"name":"x","scopes":[{scopes}]}}"#);
    let within = client
        .post("/api/v1/api-keys", &ask(r#""documents:read""#))
        .await;
    assert_eq!(within.status, StatusCode::CREATED, "{within:?}");
    for beyond in [
        r#""payments:read""#,
        r#""payments:write""#,
        r#""documents:read","operate""#,
    ] {
        let refused = client.post("/api/v1/api-keys", &ask(beyond)).await;
        assert_eq!(refused.json["code"], "api_key.scopes", "{refused:?}");
    }
    let unknown = client
        .post("/api/v1/api-keys", &ask(r#""everything""#))
        .await;
    assert_eq!(unknown.json["code"], "api_key.scopes");
    let reader = Client::with(&installation, &[Scope::DocumentsRead], None).await;
    let refused = reader.get("/api/v1/api-keys").await;
    assert_eq!(refused.json["code"], "scope_missing");
}

async fn token(client: &Client, body: &str) -> Answer {
    let kind = "application/x-www-form-urlencoded";
    client
        .send(Method::POST, "/api/v1/oauth/token", kind, body)
        .await
}

#[tokio::test]
async fn a_token_stands_for_its_key_for_an_hour() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let body = r#"{"name":"ERP","scopes":["documents:read","payments:read"]}"#;
    let made = client.post("/api/v1/api-keys", body).await;
    let (id, secret) = (made.text("/id"), made.text("/secret"));
    let asked = format!(
        "grant_type=client_credentials&client_id={id}&client_secret={secret}&scope=documents:read"
    );
    let granted = token(&client, &asked).await;
    assert_eq!(granted.status, StatusCode::OK, "{granted:?}");
    assert_eq!(granted.json["expires_in"], 3600);
    assert_eq!(granted.json["scope"], "documents:read");
    assert_eq!(granted.headers[header::CACHE_CONTROL], "no-store");
    let bearer = with_secret(&client, &granted.text("/access_token"));
    assert_eq!(bearer.get("/api/v1/documents").await.status, StatusCode::OK);
    let beyond = bearer.get("/api/v1/payments").await;
    assert_eq!(beyond.json["code"], "scope_missing");
    // A token gets no other token, and ends with its hour.
    let again = format!(
        "grant_type=client_credentials&client_id={id}&client_secret={}",
        granted.text("/access_token")
    );
    assert_eq!(token(&client, &again).await.json["error"], "invalid_client");
    installation.clock.advance(SignedDuration::from_mins(60));
    let over = bearer.get("/api/v1/documents").await;
    assert_eq!(over.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_revoked_key_ends_its_tokens() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let body = r#"{"name":"ERP","scopes":["documents:read"]}"#;
    let made = client.post("/api/v1/api-keys", body).await;
    let (id, secret) = (made.text("/id"), made.text("/secret"));
    let asked = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}");
    let granted = token(&client, &asked).await;
    let bearer = with_secret(&client, &granted.text("/access_token"));
    let path = format!("/api/v1/api-keys/{id}");
    client.send(Method::DELETE, &path, "", "").await;
    let gone = bearer.get("/api/v1/documents").await;
    assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
    assert_eq!(token(&client, &asked).await.json["error"], "invalid_client");
}

#[tokio::test]
async fn what_is_asked_wrongly_is_told_as_oauth_tells_it() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    for (body, status, error) in [
        ("", 400, "unsupported_grant_type"),
        ("grant_type=password", 400, "unsupported_grant_type"),
        ("grant_type=client_credentials", 401, "invalid_client"),
        (
            "grant_type=client_credentials&scope=all",
            400,
            "invalid_scope",
        ),
        (
            "grant_type=client_credentials&client_id=x&client_secret=utsyn_x",
            401,
            "invalid_client",
        ),
    ] {
        let refused = token(&client, body).await;
        assert_eq!(refused.status.as_u16(), status, "{body}");
        assert_eq!(refused.json["error"], error, "{body}");
    }
}
