//! The letters of one language, read once from CLDR.

use std::sync::LazyLock;

use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::YM;
use icu_datetime::input::Date;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::{Locale, locale};

use crate::language::Language;

/// No-break space: between digit groups, and between a number and its unit.
pub(crate) const NBSP: char = '\u{a0}';
/// The minus sign, in both languages: a hyphen is shorter than a plus and
/// lets a line break fall between the sign and the digits.
pub(crate) const MINUS: char = '\u{2212}';
/// Between the ends of a range, and where there is no value to show.
pub(crate) const EN_DASH: char = '\u{2013}';

/// How one language writes numbers, amounts, days and instants.
///
/// Plain strings and therefore `Send + Sync`; get the shared one by
/// [`Formats::of`].
#[derive(Debug)]
pub struct Formats {
    pub(crate) language: Language,
    pub(crate) group: String,
    pub(crate) decimal: String,
    pub(crate) months_short: [String; 12],
    pub(crate) months_long: [String; 12],
}

static BOKMAAL: LazyLock<Formats> = LazyLock::new(|| Formats::build(Language::Bokmaal));
static ENGLISH: LazyLock<Formats> = LazyLock::new(|| Formats::build(Language::English));

impl Formats {
    /// The formats of a language, built at the first call.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
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

    fn build(language: Language) -> Self {
        let numbers = DecimalFormatter::try_new(cldr(language).into(), Default::default())
            .expect("compiled data holds the number symbols of both languages");
        let sample = |value: Decimal| numbers.format(&value).to_string();
        let mut one_and_a_half = Decimal::from(15);
        one_and_a_half.multiply_pow10(-1);
        Self {
            language,
            group: between(&sample(Decimal::from(11_111)), "11", "111"),
            decimal: between(&sample(one_and_a_half), "1", "5"),
            months_short: months(language, YM::medium()),
            months_long: months(language, YM::long()),
        }
    }
}

/// The locale whose data we follow. British English, because American puts
/// the month before the day and would be misread here.
pub(crate) fn cldr(language: Language) -> Locale {
    match language {
        Language::Bokmaal => locale!("nb"),
        Language::English => locale!("en-GB"),
    }
}

/// What stands between a known beginning and a known end.
fn between(text: &str, before: &str, after: &str) -> String {
    text.strip_prefix(before)
        .and_then(|rest| rest.strip_suffix(after))
        .unwrap_or(text)
        .to_owned()
}

/// Month names in the form they have inside a date (nb "jan.", not "jan").
fn months(language: Language, width: YM) -> [String; 12] {
    let formatter = DateTimeFormatter::try_new(cldr(language).into(), width)
        .expect("compiled data holds the month names of both languages");
    std::array::from_fn(|index| {
        let month = u8::try_from(index + 1).expect("a year has twelve months");
        let first = Date::try_new_iso(2026, month, 1).expect("each month has a first day");
        between(&formatter.format(&first).to_string(), "", " 2026")
    })
}

#[cfg(test)]
mod tests;
