//! Several words in one column, separated by spaces.

use std::str::FromStr;

/// The words, if all of them are known.
pub(super) fn words<T: FromStr>(written: &str) -> Option<Vec<T>> {
    written
        .split_whitespace()
        .map(|word| word.parse().ok())
        .collect()
}

/// The words as they lie in a column.
pub(super) fn written<T: ToString>(words: &[T]) -> String {
    let words: Vec<String> = words.iter().map(ToString::to_string).collect();
    words.join(" ")
}
