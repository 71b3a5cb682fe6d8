use super::*;
use app::webhooks::{Courier as _, Direct, Parcel, Patience};
use std::time::Instant;

/// What one receiver answered, as the log tells it.
async fn logged(client: &Client, installation: &Installation, manner: Manner) -> Value {
    let receiver = Receiver::start(manner).await;
    let hook = Hook::to(client, &receiver).await;
    let test = client.post(&format!("{}/tests", hook.path), "").await;
    send(installation).await;
    let delivery = test.json["delivery"].as_str().unwrap();
    let path = format!("{}/deliveries/{delivery}", hook.path);
    let told = client.get(&path).await.json;
    let deleted = client.send(Method::DELETE, &hook.path, "", "").await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    told
}

#[tokio::test]
async fn receivers_that_misbehave_are_failures_and_nothing_worse() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let redirect = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    let cases = [
        (Manner::Hangs, Value::Null),
        (Manner::Drips, Value::Null),
        (Manner::Closes, Value::Null),
        (Manner::Bytes(b"SSH-2.0-OpenSSH\r\n".to_vec()), Value::Null),
        (Manner::Bytes(vec![0xff; 100_000]), Value::Null),
        (
            Manner::Bytes([b"HTTP/1.1 200 OK\r\nX: ".as_slice(), &[b'a'; 2_000_000]].concat()),
            Value::Null,
        ),
        (Manner::Bytes(redirect.to_vec()), json!(302)),
        (Manner::Status(500), json!(500)),
        (Manner::Status(199), Value::Null),
    ];
    for (manner, status) in cases {
        let name = format!("{manner:.40?}");
        let told = logged(&client, &installation, manner).await;
        assert_eq!(told["state"], "waiting", "{name}: {told}");
        assert_eq!(told["log"][0]["status"], status, "{name}: {told}");
        let error = &told["log"][0]["error"];
        assert_eq!(error.is_null(), !status.is_null(), "{name}: {told}");
    }
}

#[tokio::test]
async fn of_an_answer_that_never_ends_only_the_beginning_is_read() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let told = logged(&client, &installation, Manner::NeverEnds).await;
    assert_eq!(told["state"], "delivered", "{told}");
    let body = told["log"][0]["response_body"].as_str().unwrap();
    assert_eq!(body.len(), 4096);
}

#[tokio::test]
async fn a_receiver_that_hangs_delays_only_itself() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let hanging = Receiver::start(Manner::Hangs).await;
    let well = Receiver::start(Manner::Status(200)).await;
    let hung = Hook::to(&client, &hanging).await;
    let told = Hook::to(&client, &well).await;
    for number in 1..=20 {
        client.post("/api/v1/documents", &document(number)).await;
    }
    let sending = installation.app.clone();
    let sending = tokio::spawn(async move { webhooks::send_due(&sending).await });
    let arrived = async {
        while well.received().len() < 8 {
            tokio::task::yield_now().await;
        }
    };
    // Eight at a time: the first handful arrives while the other hangs.
    let limit = std::time::Duration::from_millis(1_400);
    tokio::time::timeout(limit, arrived).await.unwrap();
    sending.await.unwrap().unwrap();
    assert_eq!(told.deliveries(&client, "delivered").await.len(), 20);
    assert_eq!(hung.deliveries(&client, "delivered").await.len(), 0);
}

/// A courier that knows no networks but the open one.
fn courier() -> Direct {
    Direct::new(Vec::new(), Patience::default())
}

#[tokio::test]
async fn no_message_goes_to_an_address_that_is_not_on_the_open_network() {
    let receiver = Receiver::start(Manner::Status(200)).await;
    let port = receiver.url().rsplit_once(':').unwrap().1.to_owned();
    for host in [
        "localhost",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "017700000001",
        "0.0.0.0",
        "10.0.0.1",
        "169.254.169.254",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fd00::1]",
        "[fe80::1]",
    ] {
        let began = Instant::now();
        let parcel = Parcel {
            url: format!("https://{host}:{port}"),
            headers: Vec::new(),
            body: String::new(),
        };
        let answer = courier().post(&parcel).await;
        let error = answer.response.expect_err(host);
        assert!(error.contains("not an address on the open network"), "{host}: {error}");
        assert!(began.elapsed().as_secs() < 3, "{host}");
    }
    assert_eq!(receiver.received(), []);
}

#[test]
fn addresses_that_will_not_do_are_refused_when_a_webhook_is_made() {
    for url in [
        "",
        "erp.example",
        "http://erp.example/",
        "ftp://erp.example/",
        "file:///etc/passwd",
        "https://kari:secret@erp.example/",
        "https://erp.example/#a",
        "https://127.0.0.1/",
        "https://0x7f000001/",
        "https://[::1]/",
        "https:///",
        "javascript:alert(1)",
        &format!("https://erp.example/{}", "a".repeat(2_000)),
    ] {
        assert!(courier().accepts(url).is_err(), "{url}");
    }
    for url in ["https://erp.example/hook?a=1", "https://erp.example:8443/"] {
        assert_eq!(courier().accepts(url), Ok(()), "{url}");
    }
}
