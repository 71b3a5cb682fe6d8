use super::*;
use std::collections::BTreeSet;

#[tokio::test]
async fn a_mirror_of_the_feed_ends_equal_to_the_list() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let mut mirrored = BTreeSet::new();
    let (mut after, mut last) = (0, 0);
    for number in 1..=12 {
        client.post("/api/v1/documents", &document(number)).await;
        let page = client
            .get(&format!("/api/v1/changes?after={after}&limit=5"))
            .await;
        for event in page.json["items"].as_array().unwrap() {
            let seq = event["seq"].as_i64().unwrap();
            assert_eq!(seq, last + 1, "the feed has no gaps");
            last = seq;
            mirrored.extend(event["document"].as_str().map(str::to_owned));
        }
        after = page.json["last_seq"].as_i64().unwrap();
    }
    let list = client.get("/api/v1/documents?limit=200").await;
    let listed: BTreeSet<String> = list.json["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(mirrored, listed);
}

#[tokio::test]
async fn whoever_waits_hears_of_what_happens() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let told = async {
        tokio::task::yield_now().await;
        client.post("/api/v1/documents", &document(1)).await
    };
    let (page, _) = tokio::join!(client.get("/api/v1/changes?wait=20"), told);
    assert_eq!(page.status, StatusCode::OK, "{page:?}");
    assert!(!page.json["items"].as_array().unwrap().is_empty());
    let too_long = client.get("/api/v1/changes?wait=600").await;
    assert_eq!(too_long.json["code"], "wait.too_long");
}

#[tokio::test]
async fn the_log_is_read_backwards_and_forwards_again() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let empty = client.get("/api/v1/events").await;
    assert_eq!(empty.json["items"], serde_json::json!([]));
    for number in 1..=7 {
        client.post("/api/v1/documents", &document(number)).await;
    }
    let feed = client.get("/api/v1/changes?limit=200").await;
    let mut told = feed.json["items"].as_array().unwrap().clone();
    told.reverse();
    let mut read = Vec::new();
    let mut pages = vec!["/api/v1/events?limit=3".to_owned()];
    while let Some(address) = pages.last() {
        let page = client.get(address).await;
        read.extend(page.json["items"].as_array().unwrap().clone());
        match page.json["next"].as_str() {
            Some(next) => pages.push(next.to_owned()),
            None => break,
        }
    }
    assert_eq!(read, told, "each once, the latest first");
    let mut back = client.get(pages.last().unwrap()).await;
    let mut seen = 1;
    while let Some(prev) = back.json["prev"].as_str() {
        back = client.get(prev).await;
        seen += 1;
    }
    assert_eq!(seen, pages.len());
    assert_eq!(back.json["items"], serde_json::json!(told[..3]));
    let past = client.get("/api/v1/events?cursor=1").await;
    assert_eq!(past.json["items"], serde_json::json!([]));
    let broken = client.get("/api/v1/events?cursor=0").await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_event_is_shown_by_its_place() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    client.post("/api/v1/documents", &document(1)).await;
    let told = client.get("/api/v1/events").await;
    for event in told.json["items"].as_array().unwrap() {
        let shown = client
            .get(&format!("/api/v1/events/{}", event["seq"]))
            .await;
        assert_eq!(&shown.json, event);
    }
    let end = told.json["items"][0]["seq"].as_i64().unwrap();
    for place in [0, -1, end + 1, i64::MIN, i64::MAX] {
        let nothing = client.get(&format!("/api/v1/events/{place}")).await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND, "{place}");
    }
    let elsewhere = CompanyId::from_parts(1, [7; 10]);
    let limited = Client::with(&installation, Scope::ALL, Some(vec![elsewhere])).await;
    let hidden = limited.get(&format!("/api/v1/events/{end}")).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let nothing = limited.get("/api/v1/events").await;
    assert_eq!(nothing.json["items"], serde_json::json!([]));
}
