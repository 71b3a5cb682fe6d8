//! A number with its interval and with how many it stands on.

use crate::chart::Wording;
use crate::chart::table::Entry;
use crate::formats::EN_DASH;
use crate::language::Language;

/// Below this many a number is drawn muted: its interval is wide.
const THIN: u64 = 30;

/// A measured number. Where there were too few to say it, only how many they
/// were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Estimate {
    /// In the smallest unit; `None` where nothing, or too little, was measured.
    pub value: Option<i64>,
    /// Lower end of the interval.
    pub low: Option<i64>,
    /// Upper end of the interval.
    pub high: Option<i64>,
    /// How many it stands on.
    pub count: u64,
}

impl Estimate {
    /// Whether it stands on so few that it is uncertain.
    pub(crate) const fn is_thin(&self) -> bool {
        self.value.is_some() && self.count < THIN
    }

    /// Whether there were some, but too few to say a number.
    pub(crate) const fn is_too_few(&self) -> bool {
        self.value.is_none() && self.count > 0
    }

    /// Both ends, where there are two.
    pub(crate) const fn ends(&self) -> Option<(i64, i64)> {
        match (self.low, self.high) {
            (Some(low), Some(high)) => Some((low, high)),
            _ => None,
        }
    }

    /// The number alone: `65,0 %`, `for få`, `–`.
    pub(crate) fn short(&self, wording: Wording<'_>, language: Language) -> String {
        match self.value {
            Some(value) => (wording.value)(value),
            None if self.count > 0 => language.pick("for få", "too few").to_owned(),
            None => EN_DASH.to_string(),
        }
    }

    /// The number with its interval, for a table.
    pub(crate) fn entry(&self, wording: Wording<'_>, language: Language) -> Entry {
        let ends = self.ends().filter(|_| self.value.is_some());
        Entry::between(
            self.short(wording, language),
            ends.map(|(low, high)| [(wording.value)(low), (wording.value)(high)]),
        )
    }

    /// The number with its interval: `65,0 % (61,2 %–68,6 %)`.
    pub(crate) fn full(&self, wording: Wording<'_>, language: Language) -> String {
        self.entry(wording, language).full()
    }
}
