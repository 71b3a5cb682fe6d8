//! People from the command line.

use crate::run::Place;
use serde_json::json;

const OLA: &str = "ola@nord.example";

#[test]
fn somebody_is_invited_given_a_role_and_removed() {
    let place = Place::with_organisation();
    let invite = [
        "user", "invite", OLA, "--name", "Ola", "--role", "reader", "--json",
    ];
    let invited = place.json(&invite);
    let letter = invited["letter"].as_str().expect("a letter");
    assert!(letter.starts_with("/letter?code="), "{letter}");
    let list = || place.json(&["user", "list", "--json"]);
    let ola = || {
        let list = list();
        let people = list.as_array().expect("people").clone();
        people.into_iter().find(|one| one["email"] == OLA)
    };
    assert_eq!(ola().expect("Ola")["role"], json!("reader"));
    assert_eq!(ola().expect("Ola")["joined_at"], json!(null));
    let answer = place.run(&[
        "user",
        "role",
        OLA,
        "--role",
        "editor",
        "--company",
        "Nord AS",
    ]);
    assert_eq!(answer.code, 0, "{answer:?}");
    assert_eq!(ola().expect("Ola")["role"], json!("editor"));
    assert_eq!(
        ola().expect("Ola")["companies"].as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(place.run(&["user", "remove", OLA]).code, 0);
    assert_eq!(ola(), None);
    let last = place.run(&["user", "remove", "kari@nord.example"]);
    assert_eq!(last.code, 1, "{last:?}");
    assert!(last.err.contains("no administrator left"), "{last:?}");
}

#[test]
fn a_role_that_is_none_and_a_stranger_are_told() {
    let place = Place::with_organisation();
    let unknown = place.run(&["user", "invite", OLA, "--name", "Ola", "--role", "boss"]);
    assert_eq!(unknown.code, 2, "{unknown:?}");
    assert!(unknown.err.contains("administrator, editor"), "{unknown:?}");
    let stranger = place.run(&["user", "reset", "nobody@nord.example"]);
    assert_eq!(stranger.code, 1, "{stranger:?}");
    let platform = place.run(&["user", "platform", "nobody@nord.example"]);
    assert_eq!(platform.code, 1, "{platform:?}");
}

#[test]
fn organisations_are_listed_with_how_they_are_doing() {
    let place = Place::with_organisation();
    let list = place.json(&["organisation", "list", "--json"]);
    assert_eq!(list[0]["slug"], json!("nord"));
    assert_eq!(list[0]["people"], json!(1));
    assert_eq!(list[0]["documents"], json!(0));
}
