use super::*;

/// A document of a company that allows links, and the address of its links.
async fn shared(client: &Client) -> String {
    let created = client.post("/api/v1/documents", &document(1)).await;
    let company = client.get("/api/v1/companies").await.text("/0/id");
    let setting = format!("/api/v1/companies/{company}/links");
    let put = client.send(
        Method::PUT,
        &setting,
        "application/json",
        r#"{"are_allowed":true}"#,
    );
    assert_eq!(put.await.json["are_allowed"], true);
    assert_eq!(client.get(&setting).await.json["are_allowed"], true);
    let id = created.text("/items/0/document");
    format!("/api/v1/documents/{id}/links")
}

#[tokio::test]
async fn a_link_is_made_listed_and_revoked() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let links = shared(&client).await;
    let made = client.post(&links, r#"{"channel":"sms"}"#).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let url = made.text("/url");
    let (_, token) = url.split_once("/d/").unwrap();
    assert_eq!(token.len(), 53, "{url}");
    // 90 days after the first of December, to the end of the day in Oslo.
    assert_eq!(made.json["expires_at"], "2027-03-01T23:00:00Z");
    let listed = client.get(&links).await;
    assert!(!listed.json.to_string().contains(token), "{listed:?}");
    assert_eq!(listed.json[0]["channel"], "sms");
    let path = format!("{links}/{}", made.text("/id"));
    assert_eq!(made.headers[header::LOCATION], path);
    assert_eq!(client.get(&path).await.json["opens"], true);
    let revoked = client.send(Method::DELETE, &path, "", "").await;
    assert_eq!(revoked.status, StatusCode::NO_CONTENT);
    assert_eq!(client.get(&path).await.json["opens"], false);
    let again = client.send(Method::DELETE, &path, "", "").await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_link_that_is_asked_for_twice_is_made_once_and_shown_once() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let links = shared(&client).await;
    let first = client.post_named("one", &links, "{}").await;
    assert_eq!(first.status, StatusCode::CREATED, "{first:?}");
    let second = client.post_named("one", &links, "{}").await;
    assert_eq!(second.json["code"], "idempotency.shown_once");
    assert_eq!(client.get(&links).await.json.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_made_says_why() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let created = client.post("/api/v1/documents", &document(2)).await;
    let id = created.text("/items/0/document");
    let closed = client
        .post(&format!("/api/v1/documents/{id}/links"), "{}")
        .await;
    assert_eq!(closed.status, StatusCode::CONFLICT);
    assert_eq!(closed.json["code"], "link.closed");
    let links = shared(&client).await;
    for (body, code) in [
        (r#"{"expires_on":"2026-11-22"}"#, "link.expires"),
        (r#"{"expires_on":"2031-01-01"}"#, "link.expires"),
        (r#"{"channel":"pigeon"}"#, "channel.unknown"),
    ] {
        let refused = client.post(&links, body).await;
        assert_eq!(refused.json["code"], code, "{refused:?}");
    }
    // The one that stands is not in another document's list.
    let made = client.post(&links, "{}").await;
    let elsewhere = format!("/api/v1/documents/{id}/links/{}", made.text("/id"));
    let revoked = client.send(Method::DELETE, &elsewhere, "", "").await;
    assert_eq!(revoked.status, StatusCode::NOT_FOUND);
}
