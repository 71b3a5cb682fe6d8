//! The contract of the API, from outside: schemathesis asks everything the
//! description allows and much that it does not, on both engines; the quick
//! start is run as it is written; and a program that knows only the
//! documentation keeps a copy that ends equal to the list.

mod served;

use crate::moving::Database;
use crate::samples::invoice_line;
use serde_json::Value;
use served::{Served, python};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Requests for each operation in each way of asking.
const EXAMPLES: &str = "12";
/// Everything but what could end the key that is asked with.
const SCOPES: &str = "documents:read,documents:write,payments:read,payments:write,\
    statistics:read,operate,links:manage,companies:manage,people:manage,audit:read,\
    retention:manage,reports:write";

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Has schemathesis ask, and shows what it found.
fn schemathesis(served: &Served, key: &str, more: &[&str]) {
    let Some(python) = python("UTSYN_SCHEMATHESIS") else {
        return;
    };
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/schemathesis.toml");
    let output = Command::new(python)
        .args(["-m", "schemathesis.cli", "--config-file"])
        .arg(config)
        .args(["run", &format!("{}/api/v1/openapi.json", served.address)])
        .args(["--checks", "all", "--max-examples", EXAMPLES])
        .args(["--workers", "2", "--seed", "1", "--no-color"])
        .args(["--continue-on-failure", "--request-timeout", "60"])
        .args(["--header", &format!("Authorization: Bearer {key}")])
        .args(more)
        .current_dir(served.directory())
        .output()
        .expect("schemathesis runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    eprintln!("{said}");
}

fn asked_everything(served: &Served) {
    let key = served.key(SCOPES);
    schemathesis(served, &key, &[]);
    // With the right to end keys, but not by following its own list of them.
    let key = served.key("keys:manage,documents:read");
    let phases = [
        "--include-tag",
        "api-keys",
        "--phases",
        "examples,coverage,fuzzing",
    ];
    schemathesis(served, &key, &phases);
}

#[test]
fn schemathesis_finds_nothing_on_sqlite() {
    asked_everything(&Served::demo(None));
}

#[test]
fn schemathesis_finds_nothing_on_postgresql() {
    let Some(database) = Database::new() else {
        return;
    };
    asked_everything(&Served::demo(Some(&database.url())));
}

#[test]
fn the_description_is_a_valid_one() {
    let Some(python) = python("UTSYN_SCHEMATHESIS") else {
        return;
    };
    let output = Command::new(python)
        .args(["-m", "openapi_spec_validator"])
        .arg(repository().join("docs/api/openapi.json"))
        .output()
        .expect("the validator runs");
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn from_elsewhere_the_same_verbs_say_the_same() {
    let served = Served::demo(None);
    let key = served.key(SCOPES);
    let questions: [&[&str]; 4] = [
        &["documents", "--json", "--limit", "250", "payment:paid"],
        &["payments", "--json", "--limit", "250"],
        &[
            "statistics",
            "--json",
            "--by",
            "channel",
            "--measure",
            "count,paid_on_time",
        ],
        &["statistics", "--json", "--question", "failures"],
    ];
    let said = |output: &Output| -> Value {
        serde_json::from_slice(&output.stdout).expect("one JSON value on standard output")
    };
    for question in questions {
        let here = served.run(question, &[]);
        let there = served.run(
            question,
            &[("UTSYN_SERVER", &served.address), ("UTSYN_API_KEY", &key)],
        );
        assert!(
            here.status.success() && there.status.success(),
            "{here:?} {there:?}"
        );
        assert_eq!(said(&here), said(&there), "{question:?}");
    }
    let table = served.run(
        &["documents", "--limit", "3"],
        &[("UTSYN_SERVER", &served.address), ("UTSYN_API_KEY", &key)],
    );
    let table = String::from_utf8(table.stdout).expect("text");
    assert_eq!(table.lines().count(), 4, "{table}");
}

#[test]
fn from_elsewhere_files_are_handed_in_and_shown() {
    let served = Served::demo(None);
    let key = served.key(SCOPES);
    let elsewhere = [
        ("UTSYN_SERVER", served.address.as_str()),
        ("UTSYN_API_KEY", &key),
    ];
    let company = served.get(&key, "/companies")[0]["name"]
        .as_str()
        .expect("a name")
        .to_owned();
    let file = served.directory().join("more.ndjson");
    std::fs::write(&file, invoice_line(1)).expect("a file");
    let import = [
        "import",
        file.to_str().expect("a path"),
        "--company",
        &company,
        "--json",
    ];
    for outcome in ["stored", "duplicate"] {
        let told = served.run(&import, &elsewhere);
        assert!(told.status.success(), "{told:?}");
        let lines = String::from_utf8(told.stdout).expect("text");
        let lines: Vec<Value> = lines
            .lines()
            .map(|it| serde_json::from_str(it).expect("JSON"))
            .collect();
        assert_eq!(lines[0]["outcome"], outcome, "{lines:?}");
        assert_eq!(lines[1]["summary"][outcome], 1);
    }
    let shown = served.run(&["show", "F1", "--json"], &elsewhere);
    let shown: Value = serde_json::from_slice(&shown.stdout).expect("JSON");
    assert_eq!(shown["number"], "F1");
    let picture = served.directory().join("seen.png");
    let drawn = served.run(
        &["picture", "F1", "--out", picture.to_str().expect("a path")],
        &elsewhere,
    );
    assert!(drawn.status.success(), "{drawn:?}");
    assert!(
        std::fs::read(&picture)
            .expect("a picture")
            .starts_with(b"\x89PNG")
    );
    let elsewhere = [
        ("UTSYN_SERVER", served.address.as_str()),
        ("UTSYN_API_KEY", "utsyn_wrong"),
    ];
    let refused = served.run(&["documents"], &elsewhere);
    assert_eq!(refused.status.code(), Some(4), "{refused:?}");
    let beyond = served.run(&["doctor"], &elsewhere);
    assert_eq!(beyond.status.code(), Some(1), "{beyond:?}");
}

/// The commands of a page, in order.
fn commands(page: &str) -> String {
    let mut script = "set -euo pipefail\n".to_owned();
    let mut is_command = false;
    for line in page.lines() {
        match (is_command, line) {
            (false, "```sh") => is_command = true,
            (true, "```") => is_command = false,
            (true, line) => script.extend([line, "\n"]),
            _ => {}
        }
    }
    script
}

#[test]
fn the_quick_start_works_as_it_is_written() {
    let served = Served::demo(None);
    let page = std::fs::read_to_string(repository().join("docs/api/quickstart.md"));
    let script = commands(&page.expect("the page"));
    assert!(script.contains("curl"));
    let companies = served.get(&served.key("documents:read"), "/companies");
    let company = companies[0]["number"].as_str().expect("a number");
    let own = Path::new(env!("CARGO_BIN_EXE_utsyn"));
    let path = std::env::var("PATH").expect("a path");
    let directory = own.parent().expect("a directory").display();
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(served.directory())
        .env("PATH", format!("{directory}:{path}"))
        .env("UTSYN", &served.address)
        .env("UTSYN_DATA", served.data())
        .env("COMPANY", company)
        .output()
        .expect("bash runs");
    assert!(output.status.success(), "{output:?}");
    let written = |name: &str| -> Value {
        let text = std::fs::read_to_string(served.directory().join(name)).expect(name);
        serde_json::from_str(&text).expect(name)
    };
    assert_eq!(written("taken.json")["items"][0]["outcome"], "stored");
    assert_eq!(written("found.json")["total"], 1);
    assert_eq!(written("failed.json")["total"], 1);
    let statistics = written("statistics.json");
    assert!(!statistics["rows"].as_array().expect("rows").is_empty());
}

#[test]
fn a_copy_made_from_the_feed_during_an_import_ends_equal_to_the_list() {
    let Some(python) = python("UTSYN_SCHEMATHESIS") else {
        return;
    };
    let served = Served::demo(None);
    let key = served.key("documents:read,documents:write");
    let copy = served.directory().join("copy.json");
    let mirror = || {
        let mut command = Command::new(&python);
        command
            .arg(repository().join("docs/api/examples/mirror.py"))
            .args([&served.address, copy.to_str().expect("a path in UTF-8")])
            .env("UTSYN_KEY", &key);
        command
    };
    let mut following = mirror().arg("--follow").spawn().expect("Python runs");
    let lines: Vec<String> = (0..2_000).map(invoice_line).collect();
    let file = served.directory().join("batch.ndjson");
    std::fs::write(&file, lines.join("\n")).expect("a file");
    let companies = served.get(&key, "/companies");
    let company = companies[0]["name"].as_str().expect("a name");
    served.import(&file, company);
    // From here on two customers are called otherwise, in older documents too.
    let later: Vec<String> = (2_000..2_002)
        .map(|n| invoice_line(n).replace("Kunde", "Kunden"))
        .collect();
    std::fs::write(&file, later.join("\n")).expect("a file");
    served.import(&file, company);
    // Stopped at any moment, it goes on where it was.
    following.kill().expect("SIGKILL");
    following.wait().expect("it ends");
    let output = mirror().output().expect("Python runs");
    assert!(output.status.success(), "{output:?}");
    let copied = std::fs::read_to_string(&copy).expect("the copy");
    let copied: Value = serde_json::from_str(&copied).expect("JSON");
    let copied = copied["documents"].as_object().expect("documents");
    let mut listed = BTreeMap::new();
    let mut next = Some("/documents?limit=200".to_owned());
    while let Some(address) = next {
        let page = served.get(&key, &address);
        for item in page["items"].as_array().expect("items") {
            listed.insert(item["id"].as_str().expect("an id").to_owned(), item.clone());
        }
        next = page["next"].as_str().map(str::to_owned);
    }
    assert!(listed.len() > 2_000);
    assert_eq!(copied.len(), listed.len());
    for (id, item) in listed {
        let copy = &copied[&id];
        for (field, value) in item.as_object().expect("an object") {
            let mirrored = match field.as_str() {
                // The list counts them, the document has them.
                "comments" => copy["comments"].as_array().map(Vec::len).into(),
                field => copy[field].clone(),
            };
            assert_eq!(&mirrored, value, "{field} of {id}");
        }
    }
}
