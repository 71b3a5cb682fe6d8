//! Texts in a snapshot: the length of each, and all of them.

use super::Texts;
use crate::columns::Packed;
use crate::snapshot::{Input, Output, Stored};

const MISPLACED: &str = "a text is not where it belongs";

impl Texts {
    pub(crate) fn store(&self, out: &mut Output) {
        let length = |row: usize| i64::try_from(self.get(row).len()).unwrap_or(i64::MAX);
        let lengths: Vec<i64> = (0..self.len()).map(length).collect();
        Packed::of(&lengths).store(out);
        out.text(&self.all);
    }

    /// The texts of so many rows.
    pub(crate) fn restore(input: &mut Input<'_>, rows: usize) -> Stored<Self> {
        let lengths = Packed::restore(input, rows)?.values();
        let all = input.text()?;
        let (mut starts, mut start) = (Vec::with_capacity(rows), 0_usize);
        for length in lengths {
            starts.push(u32::try_from(start).map_err(|_| MISPLACED)?);
            let length = usize::try_from(length).ok();
            let end = length.and_then(|length| start.checked_add(length));
            // Rows are cut out of the whole later on, so each must begin where
            // a character does.
            let end = end.filter(|end| all.is_char_boundary(*end));
            start = end.ok_or(MISPLACED)?;
        }
        let mut texts = Self {
            starts,
            ..Self::default()
        };
        texts.all.push_str(all);
        texts.alphabet.add(all);
        match start == all.len() {
            true => Ok(texts),
            false => Err(MISPLACED),
        }
    }
}
