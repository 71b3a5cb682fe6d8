//! Two nodes on one PostgreSQL and one store of originals, driven as people
//! drive them, while something happens to one of them.

mod browse;
mod node;
#[expect(clippy::unwrap_used, reason = "written for the store's own tests")]
#[path = "../../../store/src/blobs/tests/server.rs"]
mod objects;
#[expect(
    dead_code,
    clippy::unwrap_used,
    reason = "written for the store's own tests, which ask it for more"
)]
#[path = "../../../store/tests/accident/server.rs"]
mod postgres;

use crate::samples::invoice_line;
use browse::Browser;
use node::Cluster;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How soon a node has to answer again after its database does.
const RECOVERED_WITHIN: Duration = Duration::from_secs(5);
/// How long anything else may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);
/// How soon a node takes over what another had begun to read: the lease of two
/// minutes has to run out first.
const TAKEN_OVER_WITHIN: Duration = Duration::from_secs(300);

fn wait_until(what: &str, within: Duration, mut is_so: impl FnMut() -> bool) -> Duration {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < within, "{what}: not within {within:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
    began.elapsed()
}

/// Bytes that do not compress, so that they lie outside the database. They are
/// no file of any format; that they came is recorded all the same.
fn noise() -> Vec<u8> {
    let byte = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes()[1];
    (0..300_000).map(|n| byte(n * n + n)).collect()
}

fn lines(documents: std::ops::Range<usize>) -> Vec<u8> {
    let lines: Vec<String> = documents.map(invoice_line).collect();
    lines.join("\n").into_bytes()
}

#[test]
fn what_one_node_takes_in_the_other_shows_at_once() {
    let Some(cluster) = Cluster::start() else {
        return;
    };
    let (a, b) = (cluster.node("a"), cluster.node("b"));
    let (mut on_a, mut on_b) = (Browser::at(a.address), Browser::at(b.address));
    on_a.sign_in();
    on_b.take_cookie_of(&on_a);
    assert_eq!(on_b.numbers().len(), 0);
    for round in 0..10 {
        let documents = round * 20..(round + 1) * 20;
        assert_eq!(on_a.upload("all.ndjson", &lines(documents)), 303);
        assert_eq!(on_b.numbers().len(), (round + 1) * 20, "round {round}");
    }
    let statistics = cluster.json("b", &["statistics", "--by", "channel", "--json"]);
    assert_eq!(statistics["rows"][0]["count"], 200, "{statistics}");
    assert_eq!(on_a.upload("noise.bin", &noise()), 303);
    assert_eq!(cluster.objects(), 1, "it lies in the bucket");
    assert_eq!(on_b.newest_file(), noise());
}

#[test]
fn a_node_that_is_killed_loses_nothing_and_the_other_completes_its_import() {
    const DOCUMENTS: usize = 3_000;
    let Some(cluster) = Cluster::start() else {
        return;
    };
    let (mut a, b) = (cluster.node("a"), cluster.node("b"));
    let (mut on_a, mut on_b) = (Browser::at(a.address), Browser::at(b.address));
    on_a.sign_in();
    on_b.take_cookie_of(&on_a);
    let all = lines(0..DOCUMENTS);
    let upload = {
        let all = all.clone();
        std::thread::spawn(move || on_a.try_upload("all.ndjson", &all))
    };
    let mut seen = BTreeSet::new();
    wait_until("some of it is there", PATIENCE, || {
        seen = on_b.numbers();
        !seen.is_empty()
    });
    a.kill();
    let answer = upload.join().expect("the upload ends");
    let left = on_b.numbers();
    assert!(
        left.len() < DOCUMENTS,
        "the kill came while it was importing"
    );
    assert!(seen.is_subset(&left), "nothing that was seen is lost");
    // What was acknowledged is completed by whoever finds it; what was not is
    // for the sender to give again.
    if answer.is_none() {
        assert_eq!(on_b.upload("all.ndjson", &all), 303);
    }
    assert_all_are_read(&mut on_b, DOCUMENTS);
    assert_eq!(on_b.newest_file(), all);
    let doctor = cluster.json("b", &["doctor", "--json"]);
    assert_eq!(doctor["ok"], true, "{doctor}");
}

#[test]
fn nodes_wait_for_their_database_and_go_on_when_it_is_back() {
    let Some(mut cluster) = Cluster::start() else {
        return;
    };
    let (a, b) = (cluster.node("a"), cluster.node("b"));
    let mut on_a = Browser::at(a.address);
    on_a.sign_in();
    let (stop, next) = (AtomicBool::new(false), AtomicUsize::new(0));
    let browsers = [a.address, b.address].map(|address| {
        let mut browser = Browser::at(address);
        browser.take_cookie_of(&on_a);
        browser
    });
    std::thread::scope(|scope| {
        for mut browser in browsers.into_iter().flat_map(|one| [one.clone(), one]) {
            let (stop, next) = (&stop, &next);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let line = invoice_line(n).into_bytes();
                    // Until it is acknowledged, as a sender does.
                    while browser.try_upload(&format!("{n}.ndjson"), &line) != Some(303) {
                        std::thread::sleep(Duration::from_millis(50));
                    }
                }
            });
        }
        for mode in ["fast", "immediate"] {
            let before = next.load(Ordering::Relaxed);
            wait_until("there is load", PATIENCE, || {
                next.load(Ordering::Relaxed) > before + 40
            });
            cluster.postgres.stop(mode);
            for node in [&a, &b] {
                let browser = Browser::at(node.address);
                let ready = browser.get("/ready").expect("an answer");
                assert_eq!(ready.status, 503, "{mode}");
                assert_eq!(browser.get("/health").expect("an answer").status, 200);
                let mut person = browser.clone();
                person.take_cookie_of(&on_a);
                let page = person.get("/documents").expect("an answer");
                assert_eq!(page.status, 503, "{mode}");
                assert!(
                    page.head.to_lowercase().contains("retry-after: "),
                    "{}",
                    page.head
                );
            }
            cluster.postgres.run();
            for node in [&a, &b] {
                let mut person = Browser::at(node.address);
                person.take_cookie_of(&on_a);
                let took = wait_until("a page again", RECOVERED_WITHIN, || {
                    person
                        .get("/documents")
                        .is_some_and(|page| page.status == 200)
                });
                eprintln!("{mode}: a node answered {took:?} after its database came back");
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
    let sent = next.load(Ordering::Relaxed);
    assert_all_are_read(&mut on_a, sent);
}

/// Waits until so many documents are in the list, and holds that they are no
/// more and none twice.
fn assert_all_are_read(browser: &mut Browser, documents: usize) {
    let mut numbers = Vec::new();
    wait_until("what was given is read", TAKEN_OVER_WITHIN, || {
        numbers = browser.list_of_numbers();
        numbers.len() >= documents
    });
    assert_eq!(numbers.len(), documents, "nothing is doubled or lost");
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), documents);
}

#[test]
fn originals_move_to_a_bucket_and_back() {
    let objects = objects::Server::start();
    let place = crate::run::Place::with_organisation();
    let file = place.path().join("noise.bin");
    std::fs::write(&file, noise()).expect("a file");
    let file = file.to_string_lossy().into_owned();
    assert_eq!(
        place.run(&["import", &file]).code,
        3,
        "it is kept and rejected"
    );
    let bucket = format!("s3://{}/of/us", objects::BUCKET);
    let run = |arguments: &[&str]| {
        let mut command = place.command(arguments);
        node::with_keys(&mut command, objects.address);
        let output = command.output().expect("the binary runs");
        assert!(output.status.success(), "{output:?}");
        serde_json::from_slice::<serde_json::Value>(&output.stdout).expect("JSON")
    };
    let moved = run(&["originals", "move", "--to", &bucket, "--json"]);
    assert_eq!(moved["carried"], 1, "{moved}");
    let again = run(&["originals", "move", "--to", &bucket, "--json"]);
    assert_eq!(
        (&again["carried"], &again["were_there"]),
        (&0.into(), &1.into())
    );
    std::fs::remove_dir_all(place.path().join("data/originals")).expect("the old place goes");
    let doctor = run(&["--blobs", &bucket, "doctor", "--json"]);
    assert_eq!(doctor["ok"], true, "{doctor}");
    let back = place.path().join("data/originals");
    let back = back.to_string_lossy().into_owned();
    let moved = run(&[
        "--blobs",
        &bucket,
        "originals",
        "move",
        "--to",
        &back,
        "--json",
    ]);
    assert_eq!(moved["carried"], 1, "{moved}");
    let doctor = run(&["doctor", "--json"]);
    assert_eq!(doctor["ok"], true, "{doctor}");
}
