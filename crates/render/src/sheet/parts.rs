//! The parts that sheets are made of: text that stands somewhere, under a
//! name, and perhaps marked by an error.

use crate::language::Language;
use serde::Serialize;

/// Text, and the key that errors can mark it by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Value {
    pub(crate) value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) key: Option<String>,
}

/// Text under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Fact {
    pub(crate) label: String,
    #[serde(flatten)]
    pub(crate) value: Value,
}

impl Value {
    pub(crate) fn of(key: &str, value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            key: Some(key.to_owned()),
        }
    }

    pub(crate) fn plain(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            key: None,
        }
    }
}

/// A list of facts that leaves out what is not known.
#[derive(Debug, Default)]
pub(crate) struct Facts(pub(crate) Vec<Fact>);

/// A fact that may be known: its name in bokmål and English, its key, and
/// what it says.
pub(crate) type Row<'a> = ([&'static str; 2], &'static str, Option<&'a str>);

impl Facts {
    /// The facts of these that are known.
    pub(crate) fn of_rows<const N: usize>(language: Language, rows: [Row<'_>; N]) -> Self {
        let mut facts = Self::default();
        for ([bokmaal, english], key, value) in rows {
            facts.known(language.pick(bokmaal, english), key, value);
        }
        facts
    }

    pub(crate) fn push(&mut self, label: &str, key: &str, value: impl Into<String>) {
        let value = Value::of(key, value);
        if !value.value.trim().is_empty() {
            self.0.push(Fact {
                label: label.to_owned(),
                value,
            });
        }
    }

    pub(crate) fn known(&mut self, label: &str, key: &str, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.push(label, key, value);
        }
    }
}

/// What every sheet begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Opening {
    pub(crate) lang: &'static str,
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) footer: String,
    pub(crate) words: Words,
}

/// The words that templates need themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Words {
    pub(crate) page: &'static str,
    pub(crate) of: &'static str,
    pub(crate) number: &'static str,
    pub(crate) about: &'static str,
    pub(crate) payment: &'static str,
    pub(crate) references: &'static str,
    pub(crate) notes: &'static str,
    pub(crate) errors: &'static str,
}

impl Words {
    pub(crate) fn of(language: Language) -> Self {
        Self {
            page: language.pick("Side", "Page"),
            of: language.pick("av", "of"),
            number: language.pick("Nr.", "No."),
            about: language.pick("Om dokumentet", "About the document"),
            payment: language.pick("Betaling", "Payment"),
            references: language.pick("Referanser", "References"),
            notes: language.pick("Merknader", "Notes"),
            errors: language.pick("Feil som kanalen meldte", "Errors told by the channel"),
        }
    }
}

impl Opening {
    pub(crate) fn of(language: Language, title: String, author: &str, footer: String) -> Self {
        Self {
            lang: language.tag(),
            title,
            author: author.to_owned(),
            footer,
            words: Words::of(language),
        }
    }
}
