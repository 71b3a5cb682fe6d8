//! Ranges of days, with what both ends share written once.

use jiff::civil::Date;

use crate::formats::{EN_DASH, Formats};
use crate::language::Language;

impl Formats {
    /// A range of days, both included: `1.–23. nov. 2026`,
    /// `3. okt.–23. nov. 2026`, `3. okt. 2025–23. nov. 2026`; a single day is
    /// that day. Ends given the wrong way round are turned.
    #[must_use]
    pub fn date_range(&self, from: Date, to: Date) -> String {
        let (from, to) = (from.min(to), from.max(to));
        let start = self.day_of_month(from);
        let end = self.date_medium(to);
        if from == to {
            end
        } else if from.year() != to.year() {
            self.joined(&self.date_medium(from), &end)
        } else if from.month() != to.month() {
            self.joined(&format!("{start} {}", self.month_name(from)), &end)
        } else {
            format!("{start}{EN_DASH}{end}")
        }
    }

    /// A range of months: `jan.–nov. 2026`, `aug. 2025–nov. 2026`.
    #[must_use]
    pub fn month_range(&self, from: Date, to: Date) -> String {
        let (from, to) = (from.min(to), from.max(to));
        let end = self.month(to);
        if from.year() != to.year() {
            self.joined(&self.month(from), &end)
        } else if from.month() != to.month() {
            format!("{}{EN_DASH}{end}", self.month_name(from))
        } else {
            end
        }
    }

    /// Joins ends of several words. Norwegian sets the dash close; English
    /// opens it up so that it does not seem to bind only its neighbours.
    fn joined(&self, start: &str, end: &str) -> String {
        match self.language {
            Language::Bokmaal => format!("{start}{EN_DASH}{end}"),
            Language::English => format!("{start} {EN_DASH} {end}"),
        }
    }
}
