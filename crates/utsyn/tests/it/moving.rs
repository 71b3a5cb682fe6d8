use crate::run::Place;
use crate::samples::{invoice_line, payment_line};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A database of PostgreSQL that goes away with the test.
pub(crate) struct Database {
    server: String,
    psql: PathBuf,
    name: String,
}

/// Tells the databases of this process apart.
fn next() -> usize {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    COUNT.fetch_add(1, Ordering::Relaxed)
}

impl Database {
    /// `None` where there is no server to test against, which is said.
    pub(crate) fn new() -> Option<Self> {
        let server = std::env::var("UTSYN_POSTGRES");
        let programs = std::env::var_os("UTSYN_POSTGRES_BIN");
        let (Ok(server), Some(programs)) = (server, programs) else {
            assert!(
                std::env::var_os("UTSYN_REQUIRE_TOOLS").is_none(),
                "UTSYN_POSTGRES names no server, and UTSYN_REQUIRE_TOOLS is set"
            );
            eprintln!("skipped: there is no PostgreSQL; `cargo xtask test` starts one");
            return None;
        };
        let database = Self {
            server,
            psql: Path::new(&programs).join("psql"),
            name: format!("utsyn_it_{}_{}", std::process::id(), next()),
        };
        database.call(&format!("CREATE DATABASE {}", database.name));
        Some(database)
    }

    pub(crate) fn url(&self) -> String {
        let (before, _) = self.server.rsplit_once('/').expect("a URL has a path");
        format!("{before}/{}", self.name)
    }

    fn call(&self, sql: &str) {
        let mut psql = Command::new(&self.psql);
        let output = psql.arg(&self.server).args(["-c", sql]).output();
        let output = output.expect("psql runs");
        assert!(output.status.success(), "{output:?}");
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.call(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

/// A place in which something has happened.
fn lived_in() -> Place {
    let place = Place::with_organisation();
    let lines: Vec<String> = (0..300)
        .map(invoice_line)
        .chain((0..100).map(payment_line))
        .collect();
    let file = place.path().join("all.ndjson");
    std::fs::write(&file, lines.join("\n")).expect("a file");
    let answer = place.run(&["import", file.to_str().expect("a path in UTF-8")]);
    assert_eq!(answer.code, 0, "{answer:?}");
    place
}

/// What a command says of the record, whichever engine holds it.
fn said(place: &Place, arguments: &[&str]) -> String {
    let answer = place.run(arguments);
    assert_eq!(answer.code, 0, "{answer:?}");
    answer.out
}

const QUESTIONS: [&[&str]; 4] = [
    &["documents", "--csv"],
    &["documents", "--json", "--limit", "1000"],
    &["payments", "--json", "--limit", "1000"],
    &["statistics", "--by", "channel,kind", "--json"],
];

#[test]
fn an_installation_moves_to_postgresql_and_back_and_exports_the_same() {
    let Some(database) = Database::new() else {
        return;
    };
    let (here, again) = (lived_in(), Place::empty());
    let path = |place: &Place, name: &str| {
        let path = place.path().join(name);
        path.to_str().expect("a path in UTF-8").to_owned()
    };
    let (data, originals) = (path(&here, "data"), path(&here, "moved-originals"));
    let (url, back) = (database.url(), path(&again, "data"));
    let there = ["--to", &url, "--to-blobs", &originals];
    let from = ["--from", &url, "--from-blobs", &originals];
    let sent = here.json(&[&["copy", "--json", "--from", &data], &there[..]].concat());
    let came = here.json(&[&["copy", "--json", "--to", &back], &from[..]].concat());
    assert_eq!(sent, came);
    assert!(
        sent["organisations"][0]["rows"].as_u64() > Some(1_000),
        "{sent}"
    );
    let opened = ["--database", &url, "--blobs", &originals];
    for question in QUESTIONS {
        let expected = said(&here, question);
        assert_eq!(said(&again, question), expected, "{question:?}");
        let in_database = said(&here, &[&opened[..], question].concat());
        assert_eq!(in_database, expected, "{question:?}");
    }
    let doctor = here.run(&[&opened[..], &["doctor", "--json"]].concat());
    let checks: serde_json::Value = serde_json::from_str(&doctor.out).expect("JSON");
    let wrong: Vec<_> = checks["checks"]
        .as_array()
        .expect("a list")
        .iter()
        // The tests' own server has its fsync off, to be quick.
        .filter(|check| check["ok"] == json!(false) && check["name"] != json!("postgres.fsync"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_backup_is_verified_and_restored_and_harm_to_it_is_found() {
    let (here, restored) = (lived_in(), Place::empty());
    let backup = here.path().join("backup");
    let backup = backup.to_str().expect("a path in UTF-8");
    said(&here, &["backup", backup]);
    let verified = here.json(&["verify", backup, "--json"]);
    assert_eq!(verified["ok"], json!(true), "{verified}");
    assert_eq!(here.json(&["verify", "--json"])["ok"], json!(true));
    let twice = here.run(&["backup", backup]);
    assert_eq!(twice.code, 1, "{twice:?}");
    assert!(twice.err.contains("holds a backup already"), "{twice:?}");
    said(&restored, &["restore", backup]);
    for question in QUESTIONS {
        assert_eq!(said(&restored, question), said(&here, question));
    }
    let other = Place::with_organisation().run(&["restore", backup]);
    assert_eq!(other.code, 1, "{other:?}");
    assert!(other.err.contains("'nord' is there already"), "{other:?}");
    let file = here.path().join("backup/manifest.json");
    let list = std::fs::read_to_string(&file).expect("the list of the backup");
    let harmed = list.replacen("\"rows\": 300", "\"rows\": 299", 1);
    assert_ne!(harmed, list);
    std::fs::write(&file, harmed).expect("a file");
    let found = here.run(&["verify", backup]);
    assert_eq!(found.code, 1, "{found:?}");
    assert!(found.err.contains("not as it was backed up"), "{found:?}");
}

#[test]
fn whatever_makes_a_backup_notes_it() {
    let here = Place::with_organisation();
    let last = || here.json(&["organisation", "list", "--json"])[0]["last_backup_at"].clone();
    assert!(last().is_null());
    let neither = here.run(&["backup"]);
    assert_eq!(neither.code, 2, "{neither:?}");
    said(&here, &["backup", "--made-by", "pg_basebackup"]);
    let told = last();
    assert!(told.is_string());
    let backup = here.path().join("backup");
    said(&here, &["backup", &backup.to_string_lossy()]);
    assert_ne!(last(), told);
}

#[test]
fn a_place_that_is_not_there_is_not_made_by_looking() {
    let place = Place::empty();
    for arguments in [&["verify"][..], &["backup", "x"], &["doctor"]] {
        let answer = place.run(arguments);
        assert_eq!(answer.code, 1, "{answer:?}");
        assert!(answer.err.contains("there is no record in"), "{answer:?}");
    }
    let answer = place.run(&["copy", "--from", "/no/such/record", "--to", "x"]);
    assert_eq!(answer.code, 1, "{answer:?}");
    assert!(answer.err.contains("/no/such/record"), "{answer:?}");
    let url = "postgres://utsyn:geheim@127.0.0.1:1/utsyn";
    let answer = place.run(&["--database", url, "documents"]);
    assert_eq!(answer.code, 1, "{answer:?}");
    assert!(answer.err.contains("database"), "{answer:?}");
    assert!(!answer.err.contains("geheim"), "{answer:?}");
}
