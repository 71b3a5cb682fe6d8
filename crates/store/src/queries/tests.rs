use super::*;
use crate::sqlite::memory;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn below(directory: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(below(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found
}

fn room() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_query_can_be_prepared_and_numbers_its_placeholders_without_a_hole() {
    let connection = memory();
    for (_, query, _) in ALL {
        let Query { path, sqlite, .. } = query;
        let statement = connection.prepare(sqlite);
        let statement = statement.unwrap_or_else(|error| panic!("{path}: {error}"));
        for number in 1..=statement.parameter_count() {
            assert!(
                sqlite.contains(&format!("?{number}")),
                "{path} has no ${number}"
            );
        }
    }
}

#[test]
fn every_file_of_queries_is_listed_here() {
    let directory = room().join("queries");
    let names = below(&directory, "sql").into_iter().map(|path| {
        let name = path.strip_prefix(&directory).unwrap().with_extension("");
        name.to_str().unwrap().to_owned()
    });
    let listed = ALL.iter().flat_map(|(_, _, files)| files.iter());
    let listed = listed.map(|file| (*file).to_owned());
    assert_eq!(names.collect::<BTreeSet<_>>(), listed.collect());
}

#[test]
fn every_query_is_run_somewhere() {
    let sources = below(&room().join("src/record"), "rs");
    let code: String = sources
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let words: BTreeSet<&str> = code
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .collect();
    for (name, query, _) in ALL {
        assert!(words.contains(name), "nobody runs {}", query.path);
    }
}

#[test]
fn queries_speak_of_one_organisation_unless_their_verb_says_otherwise() {
    let across = [
        "job/find_due",
        "organisation/find_by_slug",
        "organisation/list",
        "passkey/find_by_credential",
        "reception/find_waiting",
        "sign_in_step/delete",
        "sign_in_step/delete_old",
        "sign_in_step/lookup",
        "throttle/delete",
        "throttle/delete_old",
        "user/find_by_email",
        "webhook/find_to_attend",
    ];
    for (_, query, _) in ALL {
        for text in [query.sqlite, query.postgres] {
            let is_scoped = [
                "organisation_id = ?1",
                "organisation_id = $1",
                "INSERT INTO",
            ]
            .iter()
            .any(|scope| text.contains(scope));
            assert_eq!(is_scoped, !across.contains(&query.path), "{}", query.path);
        }
    }
}
