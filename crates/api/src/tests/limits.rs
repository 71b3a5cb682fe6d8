use super::*;
use jiff::SignedDuration;

fn told(answer: &Answer) -> (String, String) {
    let text = |name: &str| answer.headers[name].to_str().unwrap().to_owned();
    (text("ratelimit-policy"), text("ratelimit"))
}

#[tokio::test]
async fn a_key_that_asks_too_often_waits_and_others_do_not() {
    let installation = Installation::fresh().await;
    let mut busy = Client::of(&installation).await;
    let mut other = Client::of(&installation).await;
    let router = crate::router_within(installation.app.clone(), 3);
    busy.router = router.clone();
    other.router = router;
    for left in (0..3).rev() {
        let answer = busy.get("/api/v1/companies").await;
        assert_eq!(answer.status, StatusCode::OK);
        let expected = (
            "\"key\";q=3;w=60".to_owned(),
            format!("\"key\";r={left};t=60"),
        );
        assert_eq!(told(&answer), expected);
    }
    installation.clock.advance(SignedDuration::from_secs(20));
    let refused = busy.get("/api/v1/companies").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{refused:?}");
    assert_eq!(refused.json["code"], "too_many_requests");
    assert_eq!(refused.headers[header::RETRY_AFTER], "40");
    assert_eq!(other.get("/api/v1/companies").await.status, StatusCode::OK);
    installation.clock.advance(SignedDuration::from_secs(40));
    assert_eq!(busy.get("/api/v1/companies").await.status, StatusCode::OK);
}
