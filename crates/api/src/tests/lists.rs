use super::*;
use std::collections::BTreeSet;

#[tokio::test]
async fn following_next_gives_each_document_once_while_others_come() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let body: Vec<String> = (1..=25).map(document).collect();
    client
        .post("/api/v1/documents", &format!("[{}]", body.join(",")))
        .await;
    let mut seen = Vec::new();
    let mut next = Some("/api/v1/documents?limit=10&sort=number".to_owned());
    while let Some(address) = next {
        let page = client.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{page:?}");
        let items = page.json["items"].as_array().unwrap();
        seen.extend(items.iter().map(|item| item["number"].to_string()));
        next = page.json["next"].as_str().map(str::to_owned);
        client
            .post("/api/v1/documents", &document(100 + seen.len() as u32))
            .await;
    }
    let distinct: BTreeSet<&String> = seen.iter().collect();
    assert_eq!(distinct.len(), seen.len());
    for number in 1..=25 {
        assert!(distinct.contains(&format!("\"{number}\"")), "{number}");
    }
}

/// The ids of a page, and the pages around it.
async fn turned(client: &Client, address: &str) -> (Vec<String>, Option<String>, Option<String>) {
    let page = client.get(address).await;
    assert_eq!(page.status, StatusCode::OK, "{page:?}");
    let items = page.json["items"].as_array().unwrap();
    let ids = items.iter().map(|item| item["id"].to_string()).collect();
    let beside = |name: &str| page.json[name].as_str().map(str::to_owned);
    (ids, beside("next"), beside("prev"))
}

#[tokio::test]
async fn prev_leads_back_by_the_pages_that_next_gave() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    for number in 1..=5 {
        let body = document(number).replace("\"7\"", &format!("\"{number}\""));
        client.post("/api/v1/documents", &body).await;
        let paid = format!(
            r#"{{"type":"payment","source":"bank","source_id":"{number}","account":"15038366383","kid":"{}","paid_by":"giro","amount":{{"amount":"1.00","currency":"NOK"}},"value_on":"2026-11-1{number}"}}"#,
            900 + number
        );
        client.post("/api/v1/documents", &paid).await;
    }
    for list in ["customers", "imports", "payments", "payments?matched=false"] {
        let begin = match list.contains('?') {
            true => format!("/api/v1/{list}&limit=2"),
            false => format!("/api/v1/{list}?limit=2"),
        };
        let (first, next, none) = turned(&client, &begin).await;
        assert_eq!(none, None, "{list}");
        let (second, next, back) = turned(&client, &next.unwrap()).await;
        let (third, _, back_to_second) = turned(&client, &next.unwrap()).await;
        assert_ne!(second, third, "{list}");
        let (again, _, back_to_first) = turned(&client, &back_to_second.unwrap()).await;
        assert_eq!(again, second, "{list}");
        for back in [back, back_to_first] {
            let (again, _, none) = turned(&client, &back.unwrap()).await;
            assert_eq!((again, none), (first.clone(), None), "{list}");
        }
    }
}

#[tokio::test]
async fn a_document_that_is_known_already_is_not_sent_again() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let first = client.post("/api/v1/documents", &document(1)).await;
    let id = first.json["items"][0]["document"].as_str().unwrap();
    let path = format!("/api/v1/documents/{id}");
    let shown = client.get(&path).await;
    assert_eq!(shown.json["number"], "1");
    assert_eq!(shown.json["outstanding"]["amount"], "100.00");
    let tag = shown.headers[header::ETAG].to_str().unwrap().to_owned();
    let request = Request::builder()
        .uri(&path)
        .header(header::IF_NONE_MATCH, &tag)
        .header(
            header::AUTHORIZATION,
            format!("Bearer {}", client.secret.as_deref().unwrap()),
        )
        .body(Body::empty())
        .unwrap();
    let answer = client.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_document_has_a_picture_for_its_attempt() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let first = client.post("/api/v1/documents", &document(1)).await;
    let id = first.json["items"][0]["document"].as_str().unwrap();
    let listed = client
        .get(&format!("/api/v1/documents/{id}/pictures"))
        .await;
    let form = listed.json[0]["form"].as_str().unwrap();
    let path = format!("/api/v1/documents/{id}/pictures/{form}/0");
    let seen = client.get(&path).await;
    assert_eq!(seen.status, StatusCode::OK, "{seen:?}");
    assert_eq!(seen.headers[header::CONTENT_TYPE], "image/png");
    let beyond = client
        .get(&format!("/api/v1/documents/{id}/pictures/{form}/99"))
        .await;
    assert_eq!(beyond.json["code"], "picture.none", "{beyond:?}");
}

#[tokio::test]
async fn a_laid_out_document_is_downloaded_as_pdf() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let body = document(1).replace("email", "print");
    let id = client.post("/api/v1/documents", &body).await;
    let id = id.text("/items/0/document");
    let pictures = format!("/api/v1/documents/{id}/pictures");
    let form = client.get(&pictures).await.text("/0/form");
    let paper = client.get(&format!("{pictures}/{form}?language=en")).await;
    assert_eq!(paper.status, StatusCode::OK, "{paper:?}");
    assert!(paper.body.starts_with("%PDF-"));
    let unknown = client.get(&format!("{pictures}/original-9")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_description_names_every_route_and_its_scope() {
    let description = serde_json::to_value(crate::description()).unwrap();
    assert_eq!(description["openapi"], "3.1.0");
    let paths = description["paths"].as_object().unwrap();
    assert!(paths.contains_key("/api/v1/documents/{id}"));
    for (path, item) in paths {
        for (method, operation) in item.as_object().unwrap() {
            let security = operation["security"].as_array();
            let named = security.is_some_and(|security| !security.is_empty());
            assert!(named, "{method} {path} says nothing of its key");
            assert!(operation["responses"]["default"].is_object(), "{path}");
        }
    }
}
