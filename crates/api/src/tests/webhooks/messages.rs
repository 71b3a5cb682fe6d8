use super::*;
use axum::http::HeaderMap;
use jiff::SignedDuration;

/// Lets the library of the standard look at a message as a receiver would.
fn verify(secret: &str, received: &Received) -> Result<(), String> {
    let mut headers = HeaderMap::new();
    for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        headers.insert(name, received.header(name).parse().unwrap());
    }
    let verifier = Verifier::new(secret).unwrap();
    let verified = verifier.verify(received.body.as_bytes(), &headers);
    verified.map_err(|error| error.to_string())
}

/// The signature that the library makes of a message.
fn signature(secret: &str, received: &Received) -> String {
    let at = received.header("webhook-timestamp").parse().unwrap();
    let body = received.body.as_bytes();
    let verifier = Verifier::new(secret).unwrap();
    verifier.sign(received.header("webhook-id"), at, body).unwrap()
}

/// Turns the clock to the moment it is: the library refuses messages that are
/// not of the last minutes, by the machine's own clock.
fn turn_to_now(installation: &Installation) {
    let machine = std::time::SystemTime::now();
    let machine = machine.duration_since(std::time::UNIX_EPOCH).unwrap();
    let seconds = i64::try_from(machine.as_secs()).unwrap();
    let ours = installation.app.now().as_second();
    let by = SignedDuration::from_secs(seconds - ours);
    installation.clock.advance(by);
}

#[tokio::test]
async fn what_happens_is_told_and_the_library_of_the_standard_verifies_it() {
    let installation = Installation::fresh().await;
    turn_to_now(&installation);
    let client = Client::of(&installation).await;
    let receiver = Receiver::start(Manner::Status(204)).await;
    client.post("/api/v1/documents", &document(2)).await;
    let hook = Hook::to(&client, &receiver).await;
    send(&installation).await;
    assert_eq!(receiver.received(), [], "what was before is not told");
    let created = client.post("/api/v1/documents", &document(2345676)).await;
    let id = &created.json["items"][0]["document"];
    send(&installation).await;
    installation.import(&[("bank.ndjson", paid(2345676).as_bytes())]).await;
    send(&installation).await;
    let received = receiver.received();
    assert_eq!(
        types(&received),
        [
            "document.received",
            "payment.received",
            "payment.matched",
            "document.paid"
        ]
    );
    for message in &received {
        verify(&hook.secret, message).unwrap();
        assert_eq!(message.header("content-type"), "application/json");
        let at = installation.app.now().as_second().to_string();
        assert_eq!(message.header("webhook-timestamp"), at);
        assert!(message.body.len() < 20_000, "a message is thin");
        assert!(message.header("user-agent").starts_with("Utsyn/"));
        let mut altered = message.clone();
        altered.body.push(' ');
        verify(&hook.secret, &altered).unwrap_err();
    }
    let body: Value = serde_json::from_str(&received[3].body).unwrap();
    assert_eq!(&body["data"]["document"], id);
    let at: jiff::Timestamp = body["timestamp"].as_str().unwrap().parse().unwrap();
    assert!(at <= installation.app.now());
    let names: std::collections::BTreeSet<&str> =
        received.iter().map(|one| one.header("webhook-id")).collect();
    assert_eq!(names.len(), 4, "each message has a name of its own");
    assert_eq!(hook.deliveries(&client, "delivered").await.len(), 4);
}

#[tokio::test]
async fn only_the_events_that_were_chosen_are_told() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let receiver = Receiver::start(Manner::Status(200)).await;
    let fields = json!({"event_types": ["payment.", "document.paid"]});
    Hook::with(&client, &receiver, fields).await;
    client.post("/api/v1/documents", &document(2345676)).await;
    installation.import(&[("bank.ndjson", paid(2345676).as_bytes())]).await;
    send(&installation).await;
    let mut told = types(&receiver.received());
    told.sort_unstable();
    assert_eq!(told, ["document.paid", "payment.matched", "payment.received"]);
}

#[tokio::test]
async fn only_the_documents_of_the_chosen_companies_are_told() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let receiver = Receiver::start(Manner::Status(200)).await;
    let companies = client.get("/api/v1/companies").await.json;
    let fields = json!({"companies": [companies[0]["id"]]});
    Hook::with(&client, &receiver, fields).await;
    client.post("/api/v1/documents", &document(2345676)).await;
    // A payment that belongs to no document belongs to no company either.
    installation.import(&[("bank.ndjson", paid(1).as_bytes())]).await;
    send(&installation).await;
    assert_eq!(types(&receiver.received()), ["document.received"]);
    let elsewhere = CompanyId::from_parts(1, [7; 10]);
    let fields = json!({"url": receiver.url(), "companies": [elsewhere]});
    let refused = client.post("/api/v1/webhooks", &fields.to_string()).await;
    assert_eq!(refused.json["code"], "webhook.companies");
}

#[tokio::test]
async fn of_one_document_nothing_overtakes_what_came_before() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let receiver = Receiver::start(Manner::Status(500)).await;
    Hook::to(&client, &receiver).await;
    client.post("/api/v1/documents", &document(2345676)).await;
    send(&installation).await;
    installation.import(&[("bank.ndjson", paid(2345676).as_bytes())]).await;
    send(&installation).await;
    // The payment itself is about no document and need not wait.
    let first = ["document.received", "payment.received"];
    assert_eq!(types(&receiver.received()), first);
    receiver.turn(Manner::Status(200));
    installation.clock.advance(SignedDuration::from_mins(1));
    send(&installation).await;
    let all = types(&receiver.received());
    let of_document: Vec<&str> = all[2..]
        .iter()
        .map(String::as_str)
        .filter(|told| *told != "payment.received")
        .collect();
    assert_eq!(
        of_document,
        ["document.received", "payment.matched", "document.paid"]
    );
}

#[tokio::test]
async fn while_a_secret_is_replaced_both_verify_and_then_only_the_new_one() {
    let installation = Installation::fresh().await;
    turn_to_now(&installation);
    let client = Client::of(&installation).await;
    let receiver = Receiver::start(Manner::Status(200)).await;
    let hook = Hook::to(&client, &receiver).await;
    let path = format!("{}/secret", hook.path);
    let rotated = client.post(&path, r#"{"overlap_hours":2}"#).await;
    let new = rotated.json["secret"].as_str().unwrap().to_owned();
    assert_ne!(new, hook.secret);
    let test = format!("{}/tests", hook.path);
    client.post(&test, "").await;
    send(&installation).await;
    installation.clock.advance(SignedDuration::from_mins(121));
    client.post(&test, "").await;
    send(&installation).await;
    let received = receiver.received();
    verify(&hook.secret, &received[0]).unwrap();
    verify(&new, &received[0]).unwrap();
    let later = received[1].header("webhook-signature");
    assert_eq!(later, signature(&new, &received[1]), "and no other");
    assert_eq!(types(&received), ["webhook.test", "webhook.test"]);
}
