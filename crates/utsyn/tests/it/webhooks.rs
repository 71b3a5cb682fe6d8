//! Webhooks of the built binary: power goes, and everything is told all the
//! same.

use crate::run::Place;
use crate::samples::invoice_line;
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};
use testkit::{Manner, Receiver};

/// How long anything may take on a busy machine; a lease of a node that was
/// killed has to run out in it.
const PATIENCE: Duration = Duration::from_secs(240);
/// Documents that are handed in.
const DOCUMENTS: usize = 400;

/// A running portal, killed when it is dropped.
struct Portal(Child);

impl Portal {
    fn serve(place: &Place) -> Self {
        let arguments = ["serve", "--listen", "127.0.0.1:0"];
        let child = place
            .command(&arguments)
            .env("UTSYN_WEBHOOK_NETWORKS", "127.0.0.0/8")
            .stderr(Stdio::null())
            .spawn();
        Self(child.expect("the binary runs"))
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        // It may have been killed before.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The documents that the receiver was told of, and the names of messages.
fn told(receiver: &Receiver) -> (BTreeSet<String>, BTreeSet<String>) {
    let received = receiver.received();
    let documents = received.iter().map(|message| {
        let body: Value = serde_json::from_str(&message.body).expect("JSON");
        body["data"]["document"].as_str().expect("an id").to_owned()
    });
    let names = received
        .iter()
        .map(|message| message.header("webhook-id").to_owned());
    (documents.collect(), names.collect())
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_node_that_is_killed_while_it_sends_leaves_nothing_untold() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime");
    let receiver = runtime.block_on(Receiver::start(Manner::Status(200)));
    let place = Place::with_organisation();
    let add = ["webhook", "add", "--event", "document.received", "--url"];
    let mut command = place.command(&add);
    let added = command
        .arg(receiver.url())
        .env("UTSYN_WEBHOOK_NETWORKS", "127.0.0.0/8")
        .output()
        .expect("the binary runs");
    assert!(added.status.success(), "{added:?}");
    assert!(added.stdout.starts_with(b"whsec_"));
    let lines: Vec<String> = (0..DOCUMENTS).map(invoice_line).collect();
    let file = place.path().join("all.ndjson");
    std::fs::write(&file, lines.join("\n")).expect("a file");
    let answer = place.run(&["import", &file.to_string_lossy()]);
    assert_eq!(answer.code, 0, "{answer:?}");
    let portal = Portal::serve(&place);
    wait_until("it sends", || receiver.received().len() > 20);
    drop(portal);
    let (before, _) = told(&receiver);
    assert!(
        before.len() < DOCUMENTS,
        "the kill came while it was sending"
    );
    let _portal = Portal::serve(&place);
    wait_until("all of it is told", || told(&receiver).0.len() == DOCUMENTS);
    let (_, names) = told(&receiver);
    assert_eq!(names.len(), DOCUMENTS, "what came twice has the same name");
    let webhooks = place.json(&["webhook", "list", "--json"]);
    assert_eq!(webhooks[0]["disabled_at"], Value::Null);
    let id = webhooks[0]["id"].as_str().expect("an id");
    wait_until("all of it is delivered", || {
        let waiting = ["webhook", "deliveries", id, "--state", "waiting", "--json"];
        place.json(&waiting) == serde_json::json!([])
    });
}

#[test]
fn an_address_of_this_machine_is_refused_unless_it_is_allowed() {
    let place = Place::with_organisation();
    for url in [
        "http://127.0.0.1:9/",
        "https://127.0.0.1:9/",
        "https://[::1]/",
    ] {
        let answer = place.run(&["webhook", "add", "--url", url]);
        assert_eq!(answer.code, 2, "{answer:?}");
        assert!(answer.err.contains(url), "{answer:?}");
    }
    let listed = place.json(&["webhook", "list", "--json"]);
    assert_eq!(listed, serde_json::json!([]));
}
