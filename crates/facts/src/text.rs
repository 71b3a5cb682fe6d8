//! Text folded for searching and sorting, and blocks of it that lie together
//! so that a search runs over them at the speed of memory.

use memchr::memmem::Finder;
use std::ops::Range;

mod stored;

/// Ends the first part of a text that has two, such as number and KID.
pub(crate) const PART_END: char = '\u{1f}';

/// Lower case, with æ, ø and å (and ä and ö) as the three characters after
/// `z`, so that comparing bytes gives Norwegian alphabetical order, and with
/// the accents that the alphabet does not count taken off. Control characters
/// become spaces.
pub(crate) fn folded(text: &str) -> String {
    // Numbers and most names are.
    if text
        .bytes()
        .all(|byte| byte.is_ascii_graphic() || byte == b' ')
    {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for char in text.chars().flat_map(char::to_lowercase) {
        out.push(match char {
            'æ' | 'ä' => '{',
            'ø' | 'ö' => '|',
            'å' => '}',
            'à' | 'á' | 'â' | 'ã' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'õ' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            'ñ' => 'n',
            control if control.is_control() => ' ',
            other => other,
        });
    }
    out
}

/// The first eight bytes as a number that sorts as they do.
pub(crate) fn prefix(text: &[u8]) -> i64 {
    let mut bytes = [0; 8];
    let length = text.len().min(8);
    bytes[..length].copy_from_slice(&text[..length]);
    (u64::from_be_bytes(bytes) ^ (1 << 63)).cast_signed()
}

/// Which bytes occur in some text.
#[derive(Debug, Clone)]
struct Alphabet([bool; 256]);

impl Default for Alphabet {
    fn default() -> Self {
        Self([false; 256])
    }
}

impl Alphabet {
    fn add(&mut self, text: &str) {
        for byte in text.bytes() {
            self.0[usize::from(byte)] = true;
        }
    }

    fn holds(&self, text: &str) -> bool {
        text.bytes().all(|byte| self.0[usize::from(byte)])
    }
}

/// The texts of some rows, one after the other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    all: String,
    /// The bytes in them: a word with letters is not searched for in numbers.
    alphabet: Alphabet,
    /// Where each row's text begins; it ends where the next begins.
    starts: Vec<u32>,
}

impl Texts {
    pub(crate) const fn len(&self) -> usize {
        self.starts.len()
    }

    pub(crate) fn get(&self, row: usize) -> &str {
        &self.all[self.range(row, row + 1)]
    }

    /// The first eight bytes of a row's text, or all where it is shorter.
    pub(crate) fn head(&self, row: usize) -> &[u8] {
        let range = self.range(row, row + 1);
        &self.all.as_bytes()[range.start..range.end.min(range.start + 8)]
    }

    /// Appends a row. Beyond what offsets can tell it is kept empty.
    pub(crate) fn push(&mut self, text: &str) {
        self.starts
            .push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        if u32::try_from(self.all.len() + text.len()).is_ok() {
            self.all.push_str(text);
            self.alphabet.add(text);
        }
    }

    /// Changes the texts of some rows; `change` gives the new text of a row
    /// or `None` to keep it.
    pub(crate) fn rewrite(&mut self, change: impl Fn(usize) -> Option<String>) {
        let mut new = Self::default();
        for row in 0..self.len() {
            match change(row) {
                Some(text) => new.push(&text),
                None => new.push(self.get(row)),
            }
        }
        *self = new;
    }

    /// Gives spare room back.
    pub(crate) fn settle(&mut self) {
        self.all.shrink_to_fit();
        self.starts.shrink_to_fit();
    }

    pub(crate) const fn bytes(&self) -> usize {
        self.all.capacity() + self.starts.capacity() * 4
    }

    /// Hands the rows of `rows` whose text may hold one of the needles to
    /// `found`, those of one needle after those of another.
    pub(crate) fn candidates<'a>(
        &'a self,
        rows: Range<usize>,
        needles: &[&str],
        mut found: impl FnMut(usize, &'a str),
    ) {
        for needle in needles.iter().filter(|needle| self.alphabet.holds(needle)) {
            match needle.is_empty() {
                true => rows.clone().for_each(|row| found(row, self.get(row))),
                false => self.search(rows.clone(), needle, &mut found),
            }
        }
    }

    fn search<'a>(
        &'a self,
        rows: Range<usize>,
        needle: &str,
        found: &mut impl FnMut(usize, &'a str),
    ) {
        let finder = Finder::new(needle);
        let text = self.all.as_bytes();
        let Range { mut start, end } = self.range(rows.start, rows.end);
        // What is found may begin in one row and end in the next; whoever
        // asked looks at the row.
        while let Some(at) = finder.find(&text[start..end]) {
            let after = |begins: &u32| *begins as usize <= start + at;
            let row = self.starts.partition_point(after) - 1;
            found(row, self.get(row));
            start = self.range(row, row + 1).end;
        }
    }

    /// Hands over the rows whose text holds the needle, ascending. A needle
    /// that was folded holds no [`PART_END`], so it lies in one part.
    pub(crate) fn holding(&self, needle: &str, mut found: impl FnMut(usize)) {
        if needle.is_empty() {
            return (0..self.len()).for_each(found);
        }
        if !self.alphabet.holds(needle) {
            return;
        }
        let (finder, text) = (Finder::new(needle), self.all.as_bytes());
        let (mut row, mut start) = (0, 0);
        while let Some(at) = finder.find(&text[start..]).map(|at| start + at) {
            let begun = |begins: &u32| *begins as usize <= at;
            while self.starts.get(row + 1).is_some_and(begun) {
                row += 1;
            }
            let end = self.range(row, row + 1).end;
            start = match at + needle.len() <= end {
                true => {
                    found(row);
                    end
                }
                // It begins in one row and ends in the next.
                false => at + 1,
            };
        }
    }

    fn range(&self, from: usize, to: usize) -> Range<usize> {
        let start = |row: usize| {
            let start = self
                .starts
                .get(row)
                .map_or(self.all.len(), |at| *at as usize);
            start.min(self.all.len())
        };
        start(from)..start(to)
    }
}

#[cfg(test)]
mod tests;
