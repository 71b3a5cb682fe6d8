use super::Formats;
use crate::language::Language::{self, Bokmaal, English};
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::YM;
use icu_datetime::input::Date;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::{Locale, locale};

/// The locale whose data we follow.
pub(crate) fn cldr(language: Language) -> Locale {
    match language {
        Bokmaal => locale!("nb"),
        English => locale!("en-GB"),
    }
}

#[test]
fn formats_are_shared_between_threads() {
    fn shareable<T: Send + Sync + 'static>(_: &'static T) {}
    shareable(Formats::of(Bokmaal));
    for language in Language::ALL {
        assert_eq!(Formats::of(language).language(), language);
    }
}

#[test]
fn the_symbols_are_those_of_cldr() {
    for language in Language::ALL {
        let (formats, locale) = (Formats::of(language), cldr(language));
        let numbers = DecimalFormatter::try_new(locale.into(), Default::default()).unwrap();
        let grouped = numbers.format(&Decimal::from(11_111)).to_string();
        assert_eq!(grouped, format!("11{}111", formats.group));
        let mut one_and_a_half = Decimal::from(15);
        one_and_a_half.multiply_pow10(-1);
        let broken = numbers.format(&one_and_a_half).to_string();
        assert_eq!(broken, format!("1{}5", formats.decimal));
    }
}

#[test]
fn month_names_are_those_of_cldr_inside_a_date() {
    for language in Language::ALL {
        let formats = Formats::of(language);
        let widths = [
            (YM::medium(), formats.months_short),
            (YM::long(), formats.months_long),
        ];
        for (width, names) in widths {
            let locale = cldr(language);
            let formatter = DateTimeFormatter::try_new(locale.into(), width).unwrap();
            for (month, name) in (1..).zip(names) {
                let first = Date::try_new_iso(2026, month, 1).unwrap();
                let told = formatter.format(&first).to_string();
                assert_eq!(told, format!("{name} 2026"));
            }
        }
    }
}
