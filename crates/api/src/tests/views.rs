use super::*;
use serde_json::json;

const VIEWS: &str = "/api/v1/views";

async fn save(client: &Client, name: &str, shared: bool) -> Answer {
    let fields = json!({
        "name": name, "shared": shared, "filter": "levering:feilet", "sort": "due",
        "columns": ["number", "due"]
    });
    client.post(VIEWS, &fields.to_string()).await
}

fn tag(answer: &Answer) -> String {
    answer.headers["etag"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_view_is_saved_changed_and_deleted() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let saved = save(&client, "Feilet", true).await;
    assert_eq!(saved.status, StatusCode::CREATED, "{saved:?}");
    assert_eq!(saved.json["filter"], "delivery:failed");
    assert_eq!(saved.json["columns"], json!(["number", "due"]));
    let path = saved.headers["location"].to_str().unwrap().to_owned();
    let shown = client.get(&path).await;
    assert_eq!(shown.json, saved.json);
    let change = async |headers: &[(&str, &str)]| {
        let fields = json!({"name": "Kommer ikke frem", "filter": "delivery:failed,returned"});
        let (kind, body) = ("application/json", fields.to_string());
        client
            .send_with(Method::PUT, &path, kind, &body, headers)
            .await
    };
    let blind = change(&[]).await;
    assert_eq!(blind.status, StatusCode::PRECONDITION_REQUIRED);
    let tag = tag(&shown);
    let changed = change(&[("if-match", &tag)]).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    assert_eq!(changed.json["name"], "Kommer ikke frem");
    assert_eq!(changed.json["shared"], false);
    assert_eq!(changed.json["sort"], "-received");
    let stale = change(&[("if-match", &tag)]).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    let known = self::tag(&changed);
    let spared = client
        .send_with(Method::GET, &path, "", "", &[("if-none-match", &known)])
        .await;
    assert_eq!(spared.status, StatusCode::NOT_MODIFIED);
    let deleted = client.send(Method::DELETE, &path, "", "").await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(client.get(VIEWS).await.json, json!([]));
}

#[tokio::test]
async fn what_is_wrong_with_a_view_is_said() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    save(&client, "Feilet", false).await;
    for (fields, code) in [
        (json!({"name": " "}), "view.name"),
        (json!({"name": "x".repeat(81)}), "view.name"),
        (json!({"name": "FEILET"}), "view.name_taken"),
        (json!({"name": "A", "filter": "kanl:ehf"}), "filter.invalid"),
        (json!({"name": "A", "sort": "size"}), "sort.invalid"),
        (json!({"name": "A", "columns": ["size"]}), "view.columns"),
        (json!({"name": "A", "owner": "me"}), "malformed"),
    ] {
        let refused = client.post(VIEWS, &fields.to_string()).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{fields}");
        assert_eq!(refused.json["code"], code, "{fields}");
        let page = client.get(refused.json["type"].as_str().unwrap()).await;
        assert_eq!(page.status, StatusCode::OK, "{code} has a page");
    }
}

#[tokio::test]
async fn a_view_is_seen_by_its_owner_and_a_shared_one_by_the_organisation() {
    let installation = Installation::fresh().await;
    let owner = Client::of(&installation).await;
    let own = save(&owner, "Egen", false).await.text("/id");
    let shared = save(&owner, "Delt", true).await.text("/id");
    let named = json!({"name": "Navn", "shared": true, "filter": "customer:\"Kari Nordmann\""});
    let named = owner.post(VIEWS, &named.to_string()).await.text("/id");
    let colleague = Client::of(&installation).await;
    let elsewhere = CompanyId::from_parts(1, [7; 10]);
    let limited = Client::with(&installation, Scope::ALL, Some(vec![elsewhere])).await;
    let stranger = Client::of_neighbour(&installation).await;
    for (client, seen) in [
        (&owner, vec![&own, &shared, &named]),
        (&colleague, vec![&shared, &named]),
        (&limited, vec![&shared]),
        (&stranger, vec![]),
    ] {
        assert_eq!(
            client.get(VIEWS).await.json.as_array().unwrap().len(),
            seen.len()
        );
        for id in [&own, &shared, &named] {
            let path = format!("{VIEWS}/{id}");
            let expected = match seen.contains(&id) {
                true => StatusCode::OK,
                false => StatusCode::NOT_FOUND,
            };
            assert_eq!(client.get(&path).await.status, expected, "{path}");
            if expected == StatusCode::NOT_FOUND {
                let deleted = client.send(Method::DELETE, &path, "", "").await;
                assert_eq!(deleted.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
    }
}

#[tokio::test]
async fn what_somebody_else_shares_is_deleted_and_not_taken() {
    let installation = Installation::fresh().await;
    let owner = Client::of(&installation).await;
    let shared = save(&owner, "Delt", true).await.text("/id");
    let path = format!("{VIEWS}/{shared}");
    let colleague = Client::of(&installation).await;
    let tag = tag(&colleague.get(&path).await);
    let (kind, body) = ("application/json", r#"{"name":"Min"}"#);
    let headers = [("if-match", tag.as_str())];
    let taken = colleague
        .send_with(Method::PUT, &path, kind, body, &headers)
        .await;
    assert_eq!(taken.status, StatusCode::CONFLICT, "{taken:?}");
    assert_eq!(taken.json["code"], "view.others");
    let deleted = colleague.send(Method::DELETE, &path, "", "").await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    assert_eq!(owner.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_view_that_is_asked_for_twice_under_one_name_is_saved_once() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let body = r#"{"name":"Feilet","filter":"delivery:failed"}"#;
    let first = client.post_named("a-view", VIEWS, body).await;
    let second = client.post_named("a-view", VIEWS, body).await;
    assert!(second.is_replayed());
    assert_eq!(second.json, first.json);
    assert_eq!(client.get(VIEWS).await.json.as_array().unwrap().len(), 1);
}
