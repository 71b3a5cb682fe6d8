use super::*;
use domain::filter::{Has, Key, PaymentWord};
use domain::period::Unit;
use domain::{
    Action, Channel, Delivery, DocumentKind, Evidence, PaymentChannel, Processing, Reason,
    Recipient, Right, Role, Scope, Severity,
};
use std::collections::{BTreeMap, BTreeSet};

/// Every key of a language with the variables in it.
fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = None;
    for line in sources(language)
        .iter()
        .flat_map(|(_, source)| source.lines())
    {
        let is_key = line.starts_with(|c: char| c.is_ascii_alphabetic());
        if let (true, Some((key, _))) = (is_key, line.split_once(" =")) {
            current = Some(key.to_owned());
            keys.entry(key.to_owned()).or_default();
        }
        if let Some(key) = &current {
            let variables = line.split('$').skip(1).map(|rest| {
                let end = rest
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(rest.len());
                rest[..end].to_owned()
            });
            keys.entry(key.clone()).or_default().extend(variables);
        }
    }
    keys
}

#[test]
fn both_languages_have_the_same_keys_and_variables() {
    assert_eq!(keys(Language::Bokmaal), keys(Language::English));
}

#[test]
fn no_text_is_empty_and_none_was_left_untranslated_by_accident() {
    let (nb, en) = (Text::of(Language::Bokmaal), Text::of(Language::English));
    let mut same = 0;
    for (key, variables) in keys(Language::Bokmaal) {
        if variables.is_empty() {
            assert!(!nb.say(&key).trim().is_empty(), "{key}");
            same += usize::from(nb.say(&key).len() > 24 && nb.say(&key) == en.say(&key));
        }
    }
    assert_eq!(same, 0, "a sentence is the same in both languages");
}

fn words_exist<T: Copy>(vocabulary: &str, all: &[T], code: fn(T) -> &'static str) {
    for language in Language::ALL {
        let text = Text::of(language);
        for word in all {
            let key = format!("{vocabulary}-{}", code(*word));
            assert!(
                text.known(&key).is_some(),
                "{key} has no text in {}",
                language.tag()
            );
        }
    }
}

#[test]
fn every_word_of_every_vocabulary_has_a_text() {
    words_exist("kind", DocumentKind::ALL, DocumentKind::code);
    words_exist("channel", Channel::ALL, Channel::code);
    words_exist("paid_by", PaymentChannel::ALL, PaymentChannel::code);
    words_exist("processing", Processing::ALL, Processing::code);
    words_exist("delivery", Delivery::ALL, Delivery::code);
    words_exist("recipient", Recipient::ALL, Recipient::code);
    words_exist("reason", Reason::ALL, Reason::code);
    words_exist("action", Action::ALL, Action::code);
    words_exist("severity", Severity::ALL, Severity::code);
    words_exist("evidence", Evidence::ALL, Evidence::code);
    words_exist("has", Has::ALL, Has::code);
    words_exist("key", Key::ALL, Key::code);
    words_exist("right", Right::ALL, Right::code);
    words_exist("role", Role::ALL, Role::code);
    for scope in Scope::ALL {
        let key = format!("scope-{}", scope.code().replace(':', "-"));
        for language in Language::ALL {
            assert!(Text::of(language).known(&key).is_some(), "{key}");
        }
    }
    let payment: Vec<PaymentWord> = PaymentWord::all().collect();
    words_exist("payment", &payment, PaymentWord::code);
    words_exist(
        "outcome",
        &app::imports::Outcome::ALL,
        app::imports::Outcome::code,
    );
    words_exist(
        "column",
        app::documents::Column::ALL,
        app::documents::Column::code,
    );
    words_exist(
        "column",
        &app::documents::SortBy::ALL,
        app::documents::SortBy::code,
    );
}

#[test]
fn every_reason_and_action_is_explained() {
    for language in Language::ALL {
        let text = Text::of(language);
        let reasons = Reason::ALL
            .iter()
            .map(|reason| format!("reason-{reason}-explained"));
        let actions = Action::ALL
            .iter()
            .map(|action| format!("action-{action}-explained"));
        let spans = Unit::ALL
            .iter()
            .flat_map(|unit| [format!("span-this-{unit}"), format!("span-last-{unit}")]);
        for key in reasons.chain(actions).chain(spans) {
            assert!(text.known(&key).is_some(), "{key}");
        }
    }
}

#[test]
fn variables_are_filled_in_without_marks_around_them() {
    let text = Text::of(Language::Bokmaal);
    let filled = text.fill(
        "documents-count",
        &[("count", 1.into()), ("shown", "1".into())],
    );
    assert_eq!(filled, "1 dokument");
    let filled = text.fill(
        "documents-count",
        &[("count", 2.into()), ("shown", "2".into())],
    );
    assert_eq!(filled, "2 dokumenter");
}

#[test]
fn a_missing_text_is_seen() {
    assert_eq!(
        Text::of(Language::English).say("no-such-key"),
        "⟦no-such-key⟧"
    );
}

/// The keys that are written out in the program.
fn keys_in(source: &str) -> Vec<String> {
    let calls = [
        "say(\"",
        "fill(\"",
        "heading(\"",
        "counted(\"",
        "about(\"",
        "limit(\"",
        "key(\"",
        "change(\"",
    ];
    let mut found = Vec::new();
    for call in calls {
        for rest in source.split(call).skip(1) {
            let key = rest.split('"').next().unwrap_or_default();
            let is_key = key.contains('-')
                && key
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
            found.extend(is_key.then(|| key.to_owned()));
        }
    }
    found
}

#[test]
fn every_text_that_the_program_asks_for_exists() {
    let known = keys(Language::Bokmaal);
    let mut directories = vec![std::path::PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src"
    ))];
    let mut asked = 0;
    while let Some(directory) = directories.pop() {
        for entry in std::fs::read_dir(directory).expect("the sources can be listed") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                directories.push(path);
            } else if path.file_name().is_some_and(|name| name != "tests.rs") {
                let source = std::fs::read_to_string(&path).expect("a source file");
                for key in keys_in(&source) {
                    asked += 1;
                    assert!(
                        known.contains_key(&key),
                        "{key}, asked for in {}",
                        path.display()
                    );
                }
            }
        }
    }
    assert!(
        asked > 150,
        "the test found only {asked} texts: it no longer reads the sources"
    );
}
