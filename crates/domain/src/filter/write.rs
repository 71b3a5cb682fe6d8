//! Writing filters in their canonical words, so that they read back the same.

use super::{Filter, PaymentWord, Term, Test};
use std::fmt;

impl Filter {
    /// The filter as pairs of key and value, for a URL.
    pub fn to_pairs(&self) -> Vec<(String, String)> {
        self.terms.iter().map(Term::to_pair).collect()
    }
}

impl Term {
    /// The term as key and value, for a URL; a leading `-` on the key negates.
    pub fn to_pair(&self) -> (String, String) {
        let sign = if self.negated { "-" } else { "" };
        let key = self.test.key();
        (format!("{sign}{key}"), self.test.value(Place::Pair))
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, term) in self.terms.iter().enumerate() {
            if number > 0 {
                f.write_str(" ")?;
            }
            term.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("-")?;
        }
        self.test.fmt(f)
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !matches!(self, Self::Text(_)) {
            write!(f, "{}:", self.key())?;
        }
        f.write_str(&self.value(Place::Line))
    }
}

impl fmt::Display for PaymentWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Where a value is written, which decides what has to be quoted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Among the words of one text.
    Line,
    /// Alone, as the value of a pair.
    Pair,
}

impl Test {
    fn value(&self, place: Place) -> String {
        let names = |list: &[String]| {
            let quoted: Vec<String> = list.iter().map(|name| quoted(name, ",", place)).collect();
            quoted.join(",")
        };
        match self {
            Self::Text(text) if place == Place::Line => quoted(text, ":=", place),
            Self::Text(text) => quoted(text, "", place),
            Self::Company(list) | Self::Customer(list) | Self::Batch(list) => names(list),
            Self::Kind(list) => words(list),
            Self::Channel(list) => words(list),
            Self::PaidBy(list) => words(list),
            Self::Delivery(list) => words(list),
            Self::Recipient(list) => words(list),
            Self::Payment(list) => words(list),
            Self::Reason(list) => words(list),
            Self::Currency(list) => words(list),
            Self::Has(list) => words(list),
            Self::Processing(list) => words(list),
            Self::Received(span) | Self::Issued(span) | Self::Due(span) | Self::Paid(span) => {
                span.to_string()
            }
            Self::Amount(span) => span.to_string(),
        }
    }
}

fn words<T: fmt::Display>(list: &[T]) -> String {
    let words: Vec<String> = list.iter().map(T::to_string).collect();
    words.join(",")
}

/// Puts quotation marks around what would otherwise be read differently.
fn quoted(text: &str, special: &str, place: Place) -> String {
    let blank = match place {
        Place::Line => text.contains(char::is_whitespace),
        Place::Pair => text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace),
    };
    let plain = !text.is_empty()
        && !blank
        && !text.starts_with('-')
        && !text.contains(|c| c == '"' || special.contains(c));
    if plain {
        return text.to_owned();
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}
