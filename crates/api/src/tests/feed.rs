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
