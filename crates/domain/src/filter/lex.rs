//! Letters and words: where a filter's text is quoted and where it is split.

use super::{Fault, FilterError};

/// A character, and whether quotation marks took its special meaning away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) char: char,
    pub(super) quoted: bool,
}

impl Letter {
    pub(super) const fn is(self, char: char) -> bool {
        !self.quoted && self.char == char
    }
}

/// Takes quotation marks away and notes what stood between them. Within them
/// a backslash takes the meaning of the next character away.
pub(super) fn letters(text: &str) -> Result<Vec<Letter>, FilterError> {
    let mut letters = Vec::with_capacity(text.len());
    let mut quoted = false;
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match char {
            '"' => quoted = !quoted,
            '\\' if quoted => {
                let char = chars.next().unwrap_or(char);
                letters.push(Letter { char, quoted });
            }
            _ => letters.push(Letter { char, quoted }),
        }
    }
    match quoted {
        true => Err(FilterError::new(text, Fault::UnclosedQuote)),
        false => Ok(letters),
    }
}

/// The words between white space.
pub(super) fn words(letters: &[Letter]) -> impl Iterator<Item = &[Letter]> {
    letters
        .split(|letter| !letter.quoted && letter.char.is_whitespace())
        .filter(|word| !word.is_empty())
}

/// The values between commas.
pub(super) fn values(letters: &[Letter]) -> impl Iterator<Item = String> {
    letters
        .split(|letter| letter.is(','))
        .map(trimmed)
        .filter(|value| !value.is_empty())
        .map(text)
}

/// Without the white space around it, except where that is quoted.
pub(super) fn trimmed(letters: &[Letter]) -> &[Letter] {
    let blank = |letter: &Letter| !letter.quoted && letter.char.is_whitespace();
    let from = letters.iter().position(|l| !blank(l));
    let to = letters.iter().rposition(|l| !blank(l));
    match (from, to) {
        (Some(from), Some(to)) => &letters[from..=to],
        _ => &[],
    }
}

/// The characters alone.
pub(super) fn text(letters: &[Letter]) -> String {
    letters.iter().map(|letter| letter.char).collect()
}

/// Splits `key:value` or `key=value`. `None` where the word does not begin
/// like a key.
pub(super) fn keyed(word: &[Letter]) -> Option<(String, &[Letter])> {
    let at = word.iter().position(|l| l.is(':') || l.is('='))?;
    let (key, rest) = word.split_at(at);
    let like_a_key = |l: &Letter| !l.quoted && (l.char.is_alphabetic() || "_-".contains(l.char));
    let key_like = !key.is_empty() && key.iter().all(like_a_key);
    key_like.then(|| (text(key), &rest[1..]))
}

/// Takes a leading `-` off, if there is one with something behind it.
pub(super) fn negation(word: &[Letter]) -> (bool, &[Letter]) {
    match word {
        [first, rest @ ..] if first.is('-') && !rest.is_empty() => (true, rest),
        _ => (false, word),
    }
}
