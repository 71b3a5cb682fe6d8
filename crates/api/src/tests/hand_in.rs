use super::*;

#[tokio::test]
async fn a_document_handed_in_twice_is_one_document() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let first = client.post("/api/v1/documents", &document(1)).await;
    assert_eq!(first.status, StatusCode::CREATED, "{first:?}");
    let id = first.json["items"][0]["document"].as_str().unwrap();
    assert_eq!(
        first.headers[header::LOCATION],
        format!("/api/v1/documents/{id}")
    );
    let again = client.post("/api/v1/documents", &document(1)).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(again.json["items"][0]["document"], id);
    assert_eq!(again.json["items"][0]["outcome"], "duplicate");
    let list = client.get("/api/v1/documents").await;
    assert_eq!(list.json["total"], 1);
}

#[tokio::test]
async fn several_documents_are_answered_one_by_one() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let body = format!("[{},{{\"source\":\"erp\"}}]", document(1));
    let answer = client.post("/api/v1/documents", &body).await;
    assert_eq!(answer.status, StatusCode::MULTI_STATUS, "{answer:?}");
    let outcomes = |n: usize| answer.json["items"][n]["outcome"].clone();
    assert_eq!(
        (outcomes(0), outcomes(1)),
        ("stored".into(), "rejected".into())
    );
    assert_eq!(answer.json["summary"]["stored"], 1);
    assert_eq!(answer.json["summary"]["rejected"], 1);
}

#[tokio::test]
async fn what_cannot_be_used_is_kept_and_says_why() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let path = "/api/v1/documents?name=hello.txt";
    let answer = client
        .send(Method::POST, path, "application/octet-stream", "hello")
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json["code"], "unusable");
    assert!(
        !answer.json["errors"][0]["message"]
            .as_str()
            .unwrap()
            .is_empty()
    );
    let imports = client.get("/api/v1/imports").await;
    let import = &imports.json["items"][0];
    assert_eq!(import["name"], "hello.txt");
    assert_eq!(import["items"]["rejected"], 1);
    let items = format!("/api/v1/imports/{}/items", import["id"].as_str().unwrap());
    let items = client.get(&items).await;
    assert_eq!(items.json["items"][0]["outcome"], "rejected");
}

#[tokio::test]
async fn a_comment_stands_under_the_name_of_its_key() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let first = client.post("/api/v1/documents", &document(1)).await;
    let id = first.json["items"][0]["document"].as_str().unwrap();
    let path = format!("/api/v1/documents/{id}/comments");
    let written = client.post(&path, r#"{"text":"Ringt kunden"}"#).await;
    assert_eq!(written.status, StatusCode::CREATED, "{written:?}");
    let listed = client.get(&path).await;
    assert_eq!(listed.json[0]["author"], "test");
    assert_eq!(listed.json[0]["text"], "Ringt kunden");
    let empty = client.post(&path, r#"{"text":" "}"#).await;
    assert_eq!(empty.json["code"], "comment.empty");
}
