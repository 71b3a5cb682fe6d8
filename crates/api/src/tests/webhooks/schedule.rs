use super::*;
use jiff::SignedDuration;

/// Turns the clock in small steps and sends, for so many hours.
async fn pass(installation: &Installation, hours: i64) {
    for _ in 0..hours * 4 {
        installation.clock.advance(SignedDuration::from_mins(15));
        send(installation).await;
    }
}

#[tokio::test]
async fn what_never_arrives_is_tried_twelve_times_over_72_hours_and_then_given_up() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let receiver = Receiver::start(Manner::Status(503)).await;
    let hook = Hook::to(&client, &receiver).await;
    client.post("/api/v1/documents", &document(1)).await;
    send(&installation).await;
    for pause in webhooks::pauses() {
        let tried = receiver.received().len();
        installation
            .clock
            .advance(pause - SignedDuration::from_secs(1));
        send(&installation).await;
        assert_eq!(receiver.received().len(), tried, "not before its time");
        installation
            .clock
            .advance(pause / 10 + SignedDuration::from_secs(1));
        send(&installation).await;
        assert_eq!(receiver.received().len(), tried + 1, "in its time");
    }
    assert_eq!(receiver.received().len(), 12);
    let dead = hook.deliveries(&client, "dead").await;
    assert_eq!(dead.len(), 1);
    let path = format!(
        "{}/deliveries/{}",
        hook.path,
        dead[0]["id"].as_str().unwrap()
    );
    let log = client.get(&path).await.json["log"]
        .as_array()
        .unwrap()
        .clone();
    assert_eq!(log.len(), 12);
    let moment = |at: &Value| at["began_at"].as_str().unwrap().parse::<jiff::Timestamp>();
    let over = moment(&log[11])
        .unwrap()
        .duration_since(moment(&log[0]).unwrap());
    assert!(over >= SignedDuration::from_hours(72), "{over:?}");
    let names: std::collections::BTreeSet<String> = receiver
        .received()
        .iter()
        .map(|one| one.header("webhook-id").to_owned())
        .collect();
    assert_eq!(names.len(), 1, "it is the same message every time");
    let shown = hook.show(&client).await;
    assert_eq!(shown["disabled_why"], "failing");
    client.post("/api/v1/documents", &document(2)).await;
    pass(&installation, 1).await;
    assert_eq!(receiver.received().len(), 12, "it is left alone");
    receiver.turn(Manner::Status(200));
    let enabled = client
        .send(Method::DELETE, &format!("{}/pause", hook.path), "", "")
        .await;
    assert_eq!(enabled.json["disabled_why"], Value::Null);
    let replayed = client
        .post(&format!("{}/replays", hook.path), r#"{"dead":true}"#)
        .await;
    assert_eq!(
        (replayed.status.as_u16(), &replayed.json["deliveries"]),
        (202, &json!(1))
    );
    send(&installation).await;
    assert_eq!(receiver.received().len(), 14, "both arrive");
    assert_eq!(hook.deliveries(&client, "delivered").await.len(), 2);
}

#[tokio::test]
async fn a_receiver_that_is_gone_for_good_is_told_nothing_more() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let receiver = Receiver::start(Manner::Status(410)).await;
    let hook = Hook::to(&client, &receiver).await;
    client.post("/api/v1/documents", &document(1)).await;
    client.post("/api/v1/documents", &document(2)).await;
    pass(&installation, 2).await;
    assert!(receiver.received().len() <= 2, "one round and no more");
    assert_eq!(hook.show(&client).await["disabled_why"], "gone");
    assert_eq!(hook.deliveries(&client, "waiting").await.len(), 2);
    let letters = app::mail::list(&installation.app, &installation.ctx()).await;
    let letters = letters.unwrap();
    let to: Vec<&str> = letters.iter().map(|it| it.recipient.as_str()).collect();
    assert_eq!(to, [testkit::EMAIL], "the administrator, once");
    assert!(letters[0].subject.starts_with("En webhook er slått av: "));
    receiver.turn(Manner::Status(200));
    client
        .send(Method::DELETE, &format!("{}/pause", hook.path), "", "")
        .await;
    send(&installation).await;
    assert_eq!(hook.deliveries(&client, "delivered").await.len(), 2);
}

#[tokio::test]
async fn what_happens_while_a_webhook_is_paused_is_told_when_it_goes_on() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let receiver = Receiver::start(Manner::Status(200)).await;
    let hook = Hook::to(&client, &receiver).await;
    let pause = format!("{}/pause", hook.path);
    client.send(Method::PUT, &pause, "", "").await;
    client.post("/api/v1/documents", &document(1)).await;
    send(&installation).await;
    assert_eq!(receiver.received(), []);
    client.send(Method::DELETE, &pause, "", "").await;
    send(&installation).await;
    assert_eq!(types(&receiver.received()), ["document.received"]);
}

#[tokio::test]
async fn a_range_of_the_log_is_sent_again_under_the_same_names() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let receiver = Receiver::start(Manner::Status(200)).await;
    client.post("/api/v1/documents", &document(1)).await;
    let hook = Hook::to(&client, &receiver).await;
    for number in 2..5 {
        client.post("/api/v1/documents", &document(number)).await;
    }
    send(&installation).await;
    let before = receiver.received();
    let last = hook.show(&client).await["last_seq"].as_i64().unwrap();
    let range = json!({"first_seq": 1, "last_seq": last + 100}).to_string();
    let replayed = client.post(&format!("{}/replays", hook.path), &range).await;
    assert_eq!(replayed.json["deliveries"], 4, "also what was before it");
    send(&installation).await;
    let after = receiver.received().split_off(before.len());
    let names = |messages: &[Received]| {
        let names = messages
            .iter()
            .map(|one| one.header("webhook-id").to_owned());
        names.collect::<std::collections::BTreeSet<String>>()
    };
    assert_eq!(after.len(), 4);
    assert!(names(&after).is_superset(&names(&before)));
    for wrong in [
        json!({}),
        json!({"dead": true, "first_seq": 1, "last_seq": 2}),
        json!({"first_seq": 1}),
        json!({"first_seq": 0, "last_seq": 2}),
        json!({"first_seq": -5, "last_seq": i64::MAX}),
    ] {
        let refused = client
            .post(&format!("{}/replays", hook.path), &wrong.to_string())
            .await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}
