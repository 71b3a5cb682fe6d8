//! Erased means erased: unusual words are put into every field that takes
//! any, and after erasing they are looked for in every byte that is left.

mod extracts;
mod work;

use crate::moving::Database;
use crate::run::Place;
use extracts::Home;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What every word that must go begins with.
const BIRD: &str = "Kanarifugl";
/// Digits that must go: a KID, an account, a number of a customer.
const KID: &str = "734519028461939";
const ACCOUNT: &str = "86011117947";
const CUSTOMER: &str = "775533991188";

fn word(name: &str) -> String {
    format!("{BIRD}{name}")
}

/// One document with everything that a file can say of it, a payment, an
/// event, an event and a payment that belong to nothing, and a line that
/// cannot be read.
fn lines() -> String {
    let problem = json!({
        "reason": "address_wrong", "action": "fix", "code": word("Code"),
        "namespace": word("Namespace"), "text": word("Text"), "place": word("Place"),
    });
    let document = |n: u32| {
        json!({
            "type": "document", "source": "erp", "source_id": word(&format!("Source{n}")),
            "kind": "invoice", "number": word(&format!("Number{n}")),
            "customer": {"number": CUSTOMER, "name": word("Name")},
            "channel": "email", "kid": KID, "account": ACCOUNT, "batch": word("Batch"),
            "amount": {"amount": "125.00", "currency": "NOK"},
            "issued_on": "2026-01-02", "due_on": "2026-01-16",
            "received_at": "2026-01-02T08:00:00Z",
        })
    };
    let event = |target: &str, id: &str, kind: &str| {
        json!({
            "type": "event", "source": "mail", "source_id": word(id),
            "document": {"number": word(target)}, "occurred_at": "2026-01-02T09:00:00Z",
            "fact": {"type": kind, "channel": "email", "problem": problem},
        })
    };
    let payment = |id: &str, kid: &str| {
        json!({
            "type": "payment", "source": "bank", "source_id": word(id), "account": ACCOUNT,
            "kid": kid, "amount": {"amount": "125.00", "currency": "NOK"},
            "value_on": "2026-01-12", "paid_by": "giro", "payer_name": word("Payer"),
            "payer_account": ACCOUNT, "text": word("Message"), "bank_reference": word("Bank"),
        })
    };
    let unreadable =
        json!({"type": "document", "number": word("Unreadable"), "kind": word("Kind")});
    [
        document(1),
        event("Number1", "Event", "deferred"),
        payment("Payment", KID),
        payment("Loose", "99999999990"),
        event("Nowhere", "Waiting", "failed"),
        unreadable,
    ]
    .iter()
    .map(Value::to_string)
    .collect::<Vec<_>>()
    .join("\n")
}

/// Bytes that do not compress, with a word in them: too large to lie in the
/// database.
fn large() -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut bytes: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()[0]
    })
    .take(200_000)
    .collect();
    bytes.splice(0..0, word("Large").into_bytes());
    bytes
}

/// What is looked for: the words and digits, and two ids as text.
fn needles() -> Vec<Vec<u8>> {
    [BIRD, KID, ACCOUNT, CUSTOMER]
        .into_iter()
        .flat_map(|text| [text.to_owned(), text.to_lowercase()])
        .map(String::into_bytes)
        .collect()
}

fn files(below: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(below).expect("a directory") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found
}

/// Every file below a directory in which something is found.
fn finds(below: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for path in files(below) {
        let bytes = std::fs::read(&path).expect("a file");
        for needle in needles() {
            let is_there = bytes.windows(needle.len()).any(|part| part == needle);
            if is_there {
                found.push(format!(
                    "{}: {}",
                    path.display(),
                    String::from_utf8_lossy(&needle)
                ));
            }
        }
        let name = path.display().to_string();
        if name.contains(BIRD) {
            found.push(name);
        }
    }
    found
}

/// The figures that must stay as they were.
fn figures(place: &Place, more: &[&str]) -> Value {
    let mut asked = vec![
        "statistics",
        "--by",
        "channel,received_month,payment",
        "--json",
    ];
    asked.extend(more);
    place.json(&asked)["rows"].clone()
}

/// Takes everything in, looks at it, and erases it; answers how much was
/// found before.
fn live_and_die(place: &Place, more: &[&str], home: &Home<'_>) {
    let source = place.path().join("source");
    std::fs::create_dir(&source).expect("a directory");
    let name = source.join(format!("{BIRD}.ndjson"));
    std::fs::write(&name, lines()).expect("a file");
    std::fs::write(source.join(format!("{BIRD}.bin")), large()).expect("a file");
    let with = |arguments: &[&str]| -> Vec<String> {
        arguments
            .iter()
            .chain(more)
            .map(|text| (*text).to_owned())
            .collect()
    };
    let run = |arguments: &[&str]| {
        let arguments = with(arguments);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        place.run(&arguments)
    };
    let imported = run(&["import", source.to_str().expect("a path")]);
    assert_eq!(imported.code, 3, "one line is rejected: {imported:?}");
    let number = word("Number1");
    assert_eq!(run(&["show", &number]).code, 0);
    let drawn = place.path().join("picture.png");
    let drawn = drawn.to_str().expect("a path");
    let picture = run(&["picture", &number, "--out", drawn]);
    assert_eq!(picture.code, 0, "{picture:?}");
    assert_eq!(run(&["documents", "--csv"]).code, 0);
    work::plant(home);
    let made = extracts::make(home);
    let before = figures(place, more);
    let dry = run(&["erase", "--dry-run", "--as-of", "2031-01-01", "--json"]);
    let dry: Value = serde_json::from_str(&dry.out).expect("JSON");
    assert_eq!((&dry["documents"], &dry["held"]), (&json!(1), &json!(0)));
    assert_eq!(run(&["show", &number]).code, 0, "a dry run erases nothing");
    let erased = run(&["erase", "--as-of", "2031-01-01", "--json"]);
    assert_eq!(erased.code, 0, "{erased:?}");
    let report: Value = serde_json::from_str(&erased.out).expect("JSON");
    assert_eq!(report["documents"], 1, "{report}");
    assert_eq!(report["payments"], 2, "{report}");
    assert_eq!(report["waiting"], 1, "{report}");
    assert_eq!(report["customers"], 1, "{report}");
    assert_eq!(report["originals"], 2, "{report}");
    assert_eq!(report["extracts"], 2, "{report}");
    assert_eq!(figures(place, more), before, "figures stay exact");
    assert_ne!(run(&["show", &number]).code, 0);
    let list = run(&["documents", "--json"]);
    let list: Value = serde_json::from_str(&list.out).expect("JSON");
    assert_eq!(list.as_array().map(Vec::len), Some(0));
    for verb in [&["verify"][..], &["doctor"][..], &["rebuild-facts"][..]] {
        let answer = run(verb);
        // The server of the tests does not wait for the disk, which is told.
        let told = format!("{}\n{}", answer.out, answer.err);
        let mut bad = told.lines().filter(|line| line.starts_with("BAD"));
        let is_told =
            bad.all(|line| line.contains("postgres.fsync")) && told.contains("postgres.fsync: off");
        assert!(answer.code == 0 || is_told, "{verb:?}: {answer:?}");
    }
    assert_eq!(figures(place, more), before, "and so when folded anew");
    extracts::see_what_is_left(home, &made);
    work::see_what_is_left(home);
}

#[test]
fn nothing_is_left_of_the_erased_in_any_file() {
    let place = Place::with_organisation();
    let data = place.path().join("data");
    let home = Home {
        url: None,
        data: &data,
        outside: &data,
    };
    live_and_die(&place, &[], &home);
    assert_eq!(finds(&data), Vec::<String>::new());
    let audit = place.json(&["audit", "list", "--json", "--limit", "500"]);
    let acts = audit.to_string();
    assert!(acts.contains("document.viewed") && acts.contains("document.erased"));
    assert!(!acts.contains(BIRD), "{acts}");
}

#[test]
fn nothing_is_left_of_the_erased_in_postgresql() {
    let Some(database) = Database::new() else {
        return;
    };
    let url = database.url();
    let place = Place::empty();
    let blobs = place.path().join("blobs");
    std::fs::create_dir(&blobs).expect("a directory");
    let more = [
        "--database",
        url.as_str(),
        "--blobs",
        blobs.to_str().expect("a path"),
    ];
    let mut init = vec![
        "init",
        "--org",
        "nord",
        "--name",
        "Nord AS",
        "--admin-email",
        "kari@nord.example",
    ];
    init.extend(more);
    let made = place.run(&init);
    assert_eq!(made.code, 0, "{made:?}");
    let home = Home {
        url: Some(&url),
        data: place.path(),
        outside: &blobs,
    };
    live_and_die(&place, &more, &home);
    assert_eq!(finds(&blobs), Vec::<String>::new());
    let dump = dump(&url);
    for needle in needles() {
        let found = dump.windows(needle.len()).any(|part| part == needle);
        assert!(!found, "{}", String::from_utf8_lossy(&needle));
    }
}

/// Everything in a database, which is taken from behind its walls first: a
/// dump sees either every row or none.
fn dump(url: &str) -> Vec<u8> {
    const OPEN: &str = "DO $$ DECLARE t regclass; BEGIN
        FOR t IN SELECT oid FROM pg_class WHERE relforcerowsecurity LOOP
            EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', t);
        END LOOP;
    END $$";
    let programs = std::env::var_os("UTSYN_POSTGRES_BIN").expect("there is a server");
    let run = |name: &str, arguments: &[&str]| {
        let program = Path::new(&programs).join(name);
        let output = Command::new(program).arg(url).args(arguments).output();
        let output = output.expect("a program of PostgreSQL runs");
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    run("psql", &["-c", OPEN]);
    let dump = run("pg_dump", &[]);
    let kept = b"kari@nord.example";
    assert!(dump.windows(kept.len()).any(|part| part == kept), "rows");
    dump
}

#[test]
fn a_document_goes_on_its_day_and_is_known_when_it_comes_again() {
    let place = Place::with_organisation();
    let file = place.path().join("all.ndjson");
    std::fs::write(&file, lines()).expect("a file");
    place.run(&["import", file.to_str().expect("a path")]);
    let kept = ["erase", "--as-of", "2026-03-01", "--json"];
    // Received on 2 January, it is kept until 2 March.
    assert_eq!(place.json(&kept)["documents"], 0);
    assert_eq!(place.run(&["show", &word("Number1")]).code, 0);
    let due = ["erase", "--as-of", "2026-03-02", "--json"];
    assert_eq!(place.json(&due)["documents"], 1);
    let again = place.run(&["import", file.to_str().expect("a path"), "--json"]);
    let summary = again.lines().pop().expect("a summary");
    assert_eq!(summary["summary"]["stored"], 0, "{summary}");
}
