//! Saved views of the list: what of them can be about somebody.
//!
//! A filter may hold what a person typed: a customer's name or number, a KID.
//! When what it names is erased, the view must not go on naming it.

use crate::filter::{Filter, Test};
use std::collections::BTreeSet;

/// What is erased, by what it was known by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gone {
    /// Names of customers.
    pub names: Vec<String>,
    /// Numbers of customers and documents, KIDs, and ids.
    pub numbers: Vec<String>,
}

/// Whether a view is about something that is erased: its filter asks for a
/// name or a part of one, or for exactly a number; or its title has the whole
/// name.
pub fn is_about(title: &str, filter: &Filter, gone: &Gone) -> bool {
    let sets = |texts: &[String]| -> Vec<BTreeSet<String>> {
        let sets = texts.iter().map(|text| words(text));
        sets.filter(|set| !set.is_empty()).collect()
    };
    let (names, numbers) = (sets(&gone.names), sets(&gone.numbers));
    let title = words(title);
    let is_asked = |asked: &BTreeSet<String>| {
        let is_name = |name: &BTreeSet<String>| asked.is_subset(name) || name.is_subset(asked);
        !asked.is_empty() && (names.iter().any(is_name) || numbers.contains(asked))
    };
    names.iter().any(|name| name.is_subset(&title))
        || asked_for(filter)
            .into_iter()
            .any(|asked| is_asked(&words(asked)))
}

/// What of a filter was typed and can be a name.
fn asked_for(filter: &Filter) -> Vec<&str> {
    let mut asked = Vec::new();
    for term in &filter.terms {
        match &term.test {
            Test::Text(text) => asked.push(text.as_str()),
            Test::Customer(customers) => asked.extend(customers.iter().map(String::as_str)),
            _ => {}
        }
    }
    asked
}

/// The words of a text, whatever their case and what stands between them.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(title: &str, filter: &str) -> bool {
        let filter = Filter::parse(filter).expect("a filter");
        let gone = Gone {
            names: vec!["Kari Nordmann".to_owned(), String::new()],
            numbers: vec!["10042".to_owned(), "F-2026-001".to_owned()],
        };
        is_about(title, &filter, &gone)
    }

    #[test]
    fn a_filter_is_about_what_it_asks_for() {
        for filter in [
            "customer:\"Kari Nordmann\"",
            "-customer:\"kari nordmann\"",
            "customer:7,\"Kari Nordmann\"",
            "delivery:failed nordmann",
            "\"Nordmann, Kari\"",
            "customer:10042",
            "f-2026-001",
        ] {
            assert!(about("Feilet", filter), "{filter}");
        }
    }

    #[test]
    fn a_title_is_about_whom_it_names_in_full() {
        assert!(about("Saken om Kari Nordmann", ""));
        assert!(!about("Kari sin liste for 2026", ""));
    }

    #[test]
    fn others_are_nobody_it_is_about() {
        for filter in [
            "",
            "delivery:failed",
            "customer:7",
            "2026",
            "strøm",
            "batch:nordmann",
        ] {
            assert!(!about("Feilet", filter), "{filter}");
        }
    }
}
