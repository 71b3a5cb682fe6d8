//! Reading filters: one text, a list of words, or pairs of key and value.

use super::lex::{Letter, keyed, letters, negation, text, trimmed, values, words};
use super::suggest::closest;
use super::words::{AXES, KEYS, STATUS, aliases, folded, key, known_values, value};
use super::{CHARACTERS_MAX, Fault, Filter, FilterError, Key, TERMS_MAX, Term, Test, VALUES_MAX};
use crate::Currency;
use crate::period::DateSpan;
use std::str::FromStr;

impl Filter {
    /// Reads one text, as typed into the query box: words between white space,
    /// each `key:value` (or `key=value`) or plain text to search for.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        limit(text)?;
        let letters = letters(text)?;
        Self::collect(words(&letters).map(|word| term_of_word(word).map(Some)))
    }

    /// Reads a list of words, as a shell hands them over: each `key=value`,
    /// `key:value` or text to search for. White space within a word is part
    /// of its value.
    pub fn from_words<W: AsRef<str>>(
        words: impl IntoIterator<Item = W>,
    ) -> Result<Self, FilterError> {
        Self::collect(words.into_iter().map(|word| {
            let word = word.as_ref();
            limit(word)?;
            match trimmed(&letters(word)?) {
                [] => Ok(None),
                letters => term_of_word(letters).map(Some),
            }
        }))
    }

    /// Reads pairs, as a URL holds them. Pairs without a value are left out,
    /// because forms send their empty fields too. Ask [`Filter::is_key`] which
    /// pairs of a URL belong to its filter.
    pub fn from_pairs<K: AsRef<str>, V: AsRef<str>>(
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> Result<Self, FilterError> {
        Self::collect(pairs.into_iter().map(|(key, value)| {
            let (key, value) = (key.as_ref(), value.as_ref());
            limit(value)?;
            match trimmed(&letters(value)?) {
                [] => Ok(None),
                letters => {
                    let bare = key.strip_prefix('-');
                    let negated = bare.is_some();
                    term(negated, bare.unwrap_or(key), letters, value).map(Some)
                }
            }
        }))
    }

    /// Whether the name of a pair, with or without a leading `-`, is a filter
    /// key, canonical or bokmål.
    pub fn is_key(name: &str) -> bool {
        let name = name.strip_prefix('-').unwrap_or(name);
        key(name).is_some() || STATUS.contains(&folded(name).as_str())
    }

    fn collect(
        terms: impl Iterator<Item = Result<Option<Term>, FilterError>>,
    ) -> Result<Self, FilterError> {
        let mut filter = Self::default();
        for (number, term) in terms.enumerate() {
            if number >= TERMS_MAX * 4 {
                return Err(FilterError::new("", Fault::TooManyTerms));
            }
            let Some(term) = term? else { continue };
            filter.widen(term)?;
            if filter.terms.len() > TERMS_MAX {
                return Err(FilterError::new("", Fault::TooManyTerms));
            }
        }
        Ok(filter)
    }

    /// Adds a term; joins it with one of the same key where that is a list.
    fn widen(&mut self, term: Term) -> Result<(), FilterError> {
        for known in &mut self.terms {
            if known.negated == term.negated && known.test.absorb(&term.test) {
                return match known.test.values() > VALUES_MAX {
                    true => {
                        let word = term.test.key().code();
                        Err(FilterError::new(word, Fault::TooManyValues))
                    }
                    false => Ok(()),
                };
            }
        }
        self.terms.push(term);
        Ok(())
    }
}

impl Test {
    /// Takes the words of another list of the same key in; false where the
    /// two stay apart.
    fn absorb(&mut self, other: &Self) -> bool {
        fn join<T: Clone + PartialEq>(list: &mut Vec<T>, more: &[T]) -> bool {
            for word in more {
                if !list.contains(word) {
                    list.push(word.clone());
                }
            }
            true
        }
        match (&mut *self, other) {
            (Self::Company(a), Self::Company(b))
            | (Self::Customer(a), Self::Customer(b))
            | (Self::Batch(a), Self::Batch(b)) => join(a, b),
            (Self::Kind(a), Self::Kind(b)) => join(a, b),
            (Self::Channel(a), Self::Channel(b)) => join(a, b),
            (Self::PaidBy(a), Self::PaidBy(b)) => join(a, b),
            (Self::Delivery(a), Self::Delivery(b)) => join(a, b),
            (Self::Recipient(a), Self::Recipient(b)) => join(a, b),
            (Self::Payment(a), Self::Payment(b)) => join(a, b),
            (Self::Reason(a), Self::Reason(b)) => join(a, b),
            (Self::Currency(a), Self::Currency(b)) => join(a, b),
            (Self::Processing(a), Self::Processing(b)) => join(a, b),
            (known, other) => known == other,
        }
    }

    const fn values(&self) -> usize {
        match self {
            Self::Company(list) | Self::Customer(list) | Self::Batch(list) => list.len(),
            Self::Currency(list) => list.len(),
            _ => 1,
        }
    }
}

fn limit(written: &str) -> Result<(), FilterError> {
    match written.chars().count() > CHARACTERS_MAX {
        true => Err(FilterError::new("", Fault::TooLong)),
        false => Ok(()),
    }
}

fn term_of_word(word: &[Letter]) -> Result<Term, FilterError> {
    let (negated, rest) = negation(word);
    match keyed(rest) {
        Some((name, written)) => term(negated, &name, trimmed(written), &text(word)),
        None => Ok(Term {
            negated,
            test: search(rest, word)?,
        }),
    }
}

fn term(negated: bool, name: &str, written: &[Letter], word: &str) -> Result<Term, FilterError> {
    let any_of = key(name);
    // The minus of an amount is its sign.
    let (twice, written) = match any_of {
        Some(Key::Amount) => (false, written),
        _ => negation(written),
    };
    if written.is_empty() {
        return Err(FilterError::new(word, Fault::Empty));
    }
    let test = match any_of {
        Some(key) => test(key, written, word)?,
        None if STATUS.contains(&folded(name).as_str()) => status(written, word)?,
        None => return Err(unknown_key(name)),
    };
    Ok(Term {
        negated: negated != twice,
        test,
    })
}

fn unknown_key(name: &str) -> FilterError {
    let bokmål = KEYS.iter().map(|(alias, _)| *alias);
    let known = Key::ALL.iter().map(|key| key.code()).chain(bokmål);
    let close = closest(&folded(name), known);
    FilterError::new(name, Fault::UnknownKey).suggesting(close)
}

fn search(written: &[Letter], word: &[Letter]) -> Result<Test, FilterError> {
    match text(written) {
        needle if needle.trim().is_empty() => Err(FilterError::new(text(word), Fault::Empty)),
        needle => Ok(Test::Text(needle)),
    }
}

fn test(key: Key, written: &[Letter], word: &str) -> Result<Test, FilterError> {
    match key {
        Key::Q => search(written, written),
        Key::Company => names(written, word).map(Test::Company),
        Key::Customer => names(written, word).map(Test::Customer),
        Key::Batch => names(written, word).map(Test::Batch),
        Key::Kind => list(key, written, word).map(Test::Kind),
        Key::Channel => list(key, written, word).map(Test::Channel),
        Key::PaidBy => list(key, written, word).map(Test::PaidBy),
        Key::Delivery => list(key, written, word).map(Test::Delivery),
        Key::Recipient => list(key, written, word).map(Test::Recipient),
        Key::Payment => list(key, written, word).map(Test::Payment),
        Key::Reason => list(key, written, word).map(Test::Reason),
        Key::Has => list(key, written, word).map(Test::Has),
        Key::Processing => list(key, written, word).map(Test::Processing),
        Key::Received => days(written).map(Test::Received),
        Key::Issued => days(written).map(Test::Issued),
        Key::Due => days(written).map(Test::Due),
        Key::Paid => days(written).map(Test::Paid),
        Key::Amount => {
            let written = text(written);
            let span = written.parse();
            span.map(Test::Amount)
                .map_err(|fault| FilterError::new(written, Fault::Amount(fault)))
        }
        Key::Currency => currencies(written, word).map(Test::Currency),
    }
}

fn days(written: &[Letter]) -> Result<DateSpan, FilterError> {
    let written = text(written);
    let span = written.parse();
    span.map_err(|fault| FilterError::new(written, Fault::Days(fault)))
}

fn names(written: &[Letter], word: &str) -> Result<Vec<String>, FilterError> {
    let mut names = Vec::new();
    for name in values(written) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    counted(names, word)
}

fn currencies(written: &[Letter], word: &str) -> Result<Vec<Currency>, FilterError> {
    let mut found = Vec::new();
    for code in values(written) {
        let currency: Currency = code
            .parse()
            .map_err(|_| FilterError::new(code, Fault::Currency))?;
        if !found.contains(&currency) {
            found.push(currency);
        }
    }
    counted(found, word)
}

fn list<T: FromStr + PartialEq>(
    key: Key,
    written: &[Letter],
    word: &str,
) -> Result<Vec<T>, FilterError> {
    let mut found = Vec::new();
    for written in values(written) {
        let known = value(key, &written).and_then(|code| code.parse::<T>().ok());
        match known {
            Some(known) if found.contains(&known) => {}
            Some(known) => found.push(known),
            None => return Err(unknown_value(key, &written)),
        }
    }
    counted(found, word)
}

fn counted<T>(found: Vec<T>, word: &str) -> Result<Vec<T>, FilterError> {
    match found.len() {
        0 => Err(FilterError::new(word, Fault::Empty)),
        1..=VALUES_MAX => Ok(found),
        _ => Err(FilterError::new(word, Fault::TooManyValues)),
    }
}

fn unknown_value(key: Key, written: &str) -> FilterError {
    let bokmål = aliases(key).iter().map(|(alias, _)| *alias);
    let known = known_values(key).into_iter().chain(bokmål);
    let close = closest(&folded(written), known);
    FilterError::new(written, Fault::UnknownValue(key)).suggesting(close)
}

/// `status:failed` means whichever axis knows the word.
fn status(written: &[Letter], word: &str) -> Result<Test, FilterError> {
    let asked: Vec<String> = values(written).collect();
    let knows = |key: Key| asked.iter().all(|word| value(key, word).is_some());
    if let Some(key) = AXES.into_iter().find(|key| knows(*key)) {
        return test(key, written, word);
    }
    let stranger = asked
        .iter()
        .find(|word| AXES.iter().all(|key| value(*key, word).is_none()));
    match stranger {
        None => Err(FilterError::new(word, Fault::MixedStatus)),
        Some(stranger) => {
            let known = AXES.iter().flat_map(|key| {
                let bokmål = aliases(*key).iter().map(|(alias, _)| *alias);
                known_values(*key).into_iter().chain(bokmål)
            });
            let close = closest(&folded(stranger), known);
            Err(FilterError::new(stranger, Fault::UnknownValue(Key::Delivery)).suggesting(close))
        }
    }
}
