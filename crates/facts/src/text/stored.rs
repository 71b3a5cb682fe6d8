//! Texts in a snapshot: the length of each, and all of them.

use super::Texts;
use crate::columns::Packed;
use crate::snapshot::{Input, Output, Stored};

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
        let mut texts = Self::default();
        let mut start = 0_usize;
        for length in lengths {
            let end = usize::try_from(length)
                .ok()
                .and_then(|n| start.checked_add(n));
            let text = end.and_then(|end| all.get(start..end));
            let text = text.ok_or("a text is not where it belongs")?;
            texts.push(text);
            start += text.len();
        }
        match start == all.len() {
            true => Ok(texts.settled()),
            false => Err("a text belongs to nothing"),
        }
    }

    fn settled(mut self) -> Self {
        self.settle();
        self
    }
}
