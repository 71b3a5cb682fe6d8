//! Customers and companies: who they are, and finding them as people type.

use crate::columns::BLOCK;
use crate::dictionary::Dictionary;
use crate::text::{PART_END, Texts, folded, prefix};
use rayon::prelude::*;
use std::hash::Hash;

mod stored;

/// Ids with the numbers and names that belong to them.
#[derive(Debug, Clone)]
pub(crate) struct Names<Id> {
    ids: Dictionary<Id>,
    /// Number and name, folded, in blocks.
    texts: Vec<Texts>,
    /// The beginning of each name, for sorting.
    prefixes: Vec<i64>,
}

impl<Id> Default for Names<Id> {
    fn default() -> Self {
        Self {
            ids: Dictionary::default(),
            texts: Vec::new(),
            prefixes: Vec::new(),
        }
    }
}

/// A set of codes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Codes {
    words: Vec<u64>,
}

impl Codes {
    pub(crate) fn insert(&mut self, code: u32) {
        let at = code as usize / 64;
        if self.words.len() <= at {
            self.words.resize(at + 1, 0);
        }
        self.words[at] |= 1 << (code % 64);
    }

    pub(crate) fn contains(&self, code: u32) -> bool {
        let word = self.words.get(code as usize / 64).copied().unwrap_or(0);
        word >> (code % 64) & 1 == 1
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    fn join(&mut self, other: &Self) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }
}

impl FromIterator<u32> for Codes {
    fn from_iter<I: IntoIterator<Item = u32>>(codes: I) -> Self {
        let mut set = Self::default();
        for code in codes {
            set.insert(code);
        }
        set
    }
}

impl<Id: Copy + Eq + Hash + Send + Sync + std::str::FromStr> Names<Id> {
    /// The code of an id; without a name where it was not told yet.
    pub(crate) fn code(&mut self, id: Id) -> u32 {
        let code = self.ids.code(&id);
        if code as usize == self.prefixes.len() {
            if self.prefixes.len().is_multiple_of(BLOCK) {
                self.texts.push(Texts::default());
            }
            if let Some(texts) = self.texts.last_mut() {
                texts.push("\u{1f}");
            }
            self.prefixes.push(i64::MAX);
        }
        code
    }

    /// Takes numbers and names in, block by block because a block's texts lie
    /// together.
    pub(crate) fn tell(&mut self, told: impl Iterator<Item = (Id, String)>) {
        let mut changes: Vec<(u32, String)> =
            told.map(|(id, text)| (self.code(id), text)).collect();
        // Stable, so that of two tellings the last comes last.
        changes.sort_by_key(|(code, _)| *code);
        for part in changes.chunk_by(|a, b| a.0 as usize / BLOCK == b.0 as usize / BLOCK) {
            let block = part[0].0 as usize / BLOCK;
            self.texts[block].rewrite(|row| {
                let code = block * BLOCK + row;
                let end = part.partition_point(|(c, _)| *c as usize <= code);
                let last = part[..end].last().filter(|(c, _)| *c as usize == code);
                last.map(|(_, text)| text.clone())
            });
            for (code, _) in part {
                self.prefixes[*code as usize] = match self.name(*code) {
                    "" => i64::MAX,
                    name => prefix(name.as_bytes()),
                };
            }
        }
    }

    pub(crate) const fn ids(&self) -> &Dictionary<Id> {
        &self.ids
    }

    /// The folded name; empty where none was told.
    pub(crate) fn name(&self, code: u32) -> &str {
        self.parts(code).1
    }

    /// The beginning of the name for sorting; the greatest where it has none.
    pub(crate) fn prefix(&self, code: u32) -> i64 {
        self.prefixes
            .get(code as usize)
            .copied()
            .unwrap_or(i64::MAX)
    }

    fn parts(&self, code: u32) -> (&str, &str) {
        let block = self.texts.get(code as usize / BLOCK);
        let text = block.map_or("", |texts| texts.get(code as usize % BLOCK));
        text.split_once(PART_END).unwrap_or(("", text))
    }

    /// Those whose number or name holds the folded text.
    pub(crate) fn holding(&self, needle: &str) -> Codes {
        let search = |(block, texts): (usize, &Texts)| {
            let mut codes = Vec::new();
            texts.holding(needle, |row| {
                codes.extend(u32::try_from(block * BLOCK + row))
            });
            codes
        };
        let texts = self.texts.par_iter().enumerate();
        let found: Vec<u32> = texts.flat_map_iter(search).collect();
        found.into_iter().collect()
    }

    /// Those that someone means who typed this: the one with this id; failing
    /// that those with this number; failing that those with exactly this name;
    /// failing that those whose name holds it.
    pub(crate) fn meant(&self, typed: &str, number: &str) -> Codes {
        if let Some(code) = typed.parse().ok().and_then(|id| self.ids.find(&id)) {
            return std::iter::once(code).collect();
        }
        let (number, name) = (folded(number.trim()), folded(typed.trim()));
        if name.is_empty() {
            return Codes::default();
        }
        let by_number = self.matching(&number, |n, _| n == number);
        if !by_number.is_empty() {
            return by_number;
        }
        let by_name = self.matching(&name, |_, n| n == name);
        if !by_name.is_empty() {
            return by_name;
        }
        self.matching(&name, |_, n| n.contains(&name))
    }

    /// Those that anyone means who typed any of these.
    pub(crate) fn any_meant(&self, typed: &[String], number: fn(&str) -> String) -> Codes {
        let mut all = Codes::default();
        for typed in typed {
            all.join(&self.meant(typed, &number(typed)));
        }
        all
    }

    fn matching(&self, needle: &str, holds: impl Fn(&str, &str) -> bool + Sync) -> Codes {
        let search = |(block, texts): (usize, &Texts)| {
            let mut codes = Vec::new();
            texts.candidates(0..texts.len(), &[needle], |row, text| {
                let (number, name) = text.split_once(PART_END).unwrap_or(("", text));
                if holds(number, name) {
                    codes.extend(u32::try_from(block * BLOCK + row));
                }
            });
            codes
        };
        let found: Vec<u32> = self
            .texts
            .par_iter()
            .enumerate()
            .flat_map_iter(search)
            .collect();
        found.into_iter().collect()
    }

    pub(crate) fn bytes(&self) -> usize {
        let texts: usize = self.texts.iter().map(Texts::bytes).sum();
        self.ids.bytes() + texts + self.prefixes.capacity() * 8
    }
}

/// Number and name as one text to keep.
pub(crate) fn joined(number: &str, name: &str) -> String {
    let (number, name) = (folded(number.trim()), folded(name.trim()));
    format!("{number}{PART_END}{name}")
}
