//! What is wrong with a filter, said so that it can be put right.

use super::words::known_values;
use super::{CHARACTERS_MAX, Key, NotAnAmount, TERMS_MAX, VALUES_MAX};
use crate::period::NotDays;
use std::fmt;

/// A filter that cannot be read: the word, what is wrong with it, and the
/// word that was probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterError {
    /// The word that is not understood, as written.
    pub word: String,
    /// What is wrong with it.
    pub fault: Fault,
    /// The closest word that would be understood, where one is close.
    pub suggestion: Option<String>,
}

/// What can be wrong with a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No such key.
    UnknownKey,
    /// The key does not know this value.
    UnknownValue(Key),
    /// Not days.
    Days(NotDays),
    /// Not an amount.
    Amount(NotAnAmount),
    /// Not a currency code of three letters.
    Currency,
    /// A key without a value.
    Empty,
    /// A quotation mark that is never closed.
    UnclosedQuote,
    /// The words after `status` belong to different axes.
    MixedStatus,
    /// More than [`CHARACTERS_MAX`] characters.
    TooLong,
    /// More than [`TERMS_MAX`] terms.
    TooManyTerms,
    /// More than [`VALUES_MAX`] values of one key.
    TooManyValues,
}

impl FilterError {
    pub(super) fn new(word: impl Into<String>, fault: Fault) -> Self {
        Self {
            word: word.into(),
            fault,
            suggestion: None,
        }
    }

    pub(super) fn suggesting(mut self, word: Option<&str>) -> Self {
        self.suggestion = word.map(str::to_owned);
        self
    }

    /// The canonical words that would be understood in its place; empty where
    /// they cannot be listed.
    pub fn understood(&self) -> Vec<&'static str> {
        match self.fault {
            Fault::UnknownKey => Key::ALL.iter().map(|key| key.code()).collect(),
            Fault::UnknownValue(key) => known_values(key),
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = &self.word;
        match &self.fault {
            Fault::UnknownKey => write!(
                f,
                "'{word}' is not a filter key; text with a colon in it is searched for \
                 in quotation marks"
            ),
            Fault::UnknownValue(key) => write!(f, "'{word}' is not a value of {key}"),
            Fault::Days(fault) => fault.fmt(f),
            Fault::Amount(fault) => fault.fmt(f),
            Fault::Currency => write!(f, "'{word}' is not a currency code of three letters"),
            Fault::Empty => write!(f, "'{word}' has no value"),
            Fault::UnclosedQuote => write!(f, "the quotation mark in '{word}' is never closed"),
            Fault::MixedStatus => write!(
                f,
                "the words in '{word}' are not about one thing; use delivery, recipient, \
                 payment and processing apart"
            ),
            Fault::TooLong => write!(f, "a filter has at most {CHARACTERS_MAX} characters"),
            Fault::TooManyTerms => write!(f, "a filter has at most {TERMS_MAX} terms"),
            Fault::TooManyValues => write!(f, "'{word}' has more than {VALUES_MAX} values"),
        }?;
        if let Some(suggestion) = &self.suggestion {
            write!(f, "; did you mean '{suggestion}'?")?;
        }
        match self.understood().as_slice() {
            [] => Ok(()),
            known => write!(f, " (known: {})", known.join(", ")),
        }
    }
}

impl std::error::Error for FilterError {}
