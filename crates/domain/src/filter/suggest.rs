//! "Did you mean": the known word that is closest to an unknown one.

/// How many letters may be wrong in a word for a suggestion.
const EDITS_MAX: usize = 2;
/// Longer words are not compared; no known word is near that long.
const LETTERS_MAX: usize = 40;

/// The closest of the known words, if one is close.
pub(super) fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(LETTERS_MAX).collect();
    let allowed = EDITS_MAX.min(word.len() / 2);
    known
        .into_iter()
        .map(|candidate| (edits(&word, candidate), candidate))
        .filter(|(edits, _)| *edits <= allowed)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// Letters to add, take away or change (Levenshtein's distance).
fn edits(word: &[char], candidate: &str) -> usize {
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (line, target) in candidate.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, letter) in word.iter().enumerate() {
            let change = diagonal + usize::from(*letter != target);
            diagonal = row[column + 1];
            row[column + 1] = change.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[word.len()]
}
