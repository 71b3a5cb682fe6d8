//! The letters of one language, as CLDR has them.

use crate::language::Language;

/// No-break space: between digit groups, and between a number and its unit.
pub(crate) const NBSP: char = '\u{a0}';
/// The minus sign, in both languages: a hyphen is shorter than a plus and
/// lets a line break fall between the sign and the digits.
pub(crate) const MINUS: char = '\u{2212}';
/// Between the ends of a range, and where there is no value to show.
pub(crate) const EN_DASH: char = '\u{2013}';

/// How one language writes numbers, amounts, days and instants. Get it by
/// [`Formats::of`].
#[derive(Debug)]
pub struct Formats {
    pub(crate) language: Language,
    /// Between groups of three digits.
    pub(crate) group: &'static str,
    /// Before the decimals.
    pub(crate) decimal: &'static str,
    /// Month names in the form they have inside a date (nb "jan.", not "jan").
    pub(crate) months_short: [&'static str; 12],
    /// The same in full.
    pub(crate) months_long: [&'static str; 12],
}

static BOKMAAL: Formats = Formats {
    language: Language::Bokmaal,
    group: "\u{a0}",
    decimal: ",",
    months_short: [
        "jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.",
        "des.",
    ],
    months_long: [
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ],
};

/// British, because American puts the month before the day and would be
/// misread here.
static ENGLISH: Formats = Formats {
    language: Language::English,
    group: ",",
    decimal: ".",
    months_short: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
    ],
    months_long: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};

impl Formats {
    /// The formats of a language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Bokmaal => &BOKMAAL,
            Language::English => &ENGLISH,
        }
    }

    /// The language these formats write.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }
}

#[cfg(test)]
pub(crate) mod tests;
