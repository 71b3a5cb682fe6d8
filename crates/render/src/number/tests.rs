use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};

use super::divide_rounded;
use crate::formats::Formats;
use crate::formats::tests::cldr;
use crate::language::Language::{self, Bokmaal, English};

/// Expectations are written with `_` for the no-break space and `-` for the
/// minus sign, so that they can be read; the dash for "no value" is itself.
fn spelled(text: &str) -> String {
    text.replace('_', "\u{a0}").replace('-', "\u{2212}")
}

fn both() -> (&'static Formats, &'static Formats) {
    (Formats::of(Bokmaal), Formats::of(English))
}

#[test]
fn whole_numbers_are_grouped_from_four_digits() {
    let (nb, en) = both();
    for (value, in_nb, in_en) in [
        (0, "0", "0"),
        (7, "7", "7"),
        (999, "999", "999"),
        (1_000, "1_000", "1,000"),
        (-1, "-1", "-1"),
        (12_345, "12_345", "12,345"),
        (-1_234_567, "-1_234_567", "-1,234,567"),
        (
            i64::MAX,
            "9_223_372_036_854_775_807",
            "9,223,372,036,854,775,807",
        ),
        (
            i64::MIN,
            "-9_223_372_036_854_775_808",
            "-9,223,372,036,854,775,808",
        ),
    ] {
        assert_eq!(nb.integer(value), spelled(in_nb));
        assert_eq!(en.integer(value), spelled(in_en));
    }
    assert_eq!(nb.count(u64::MAX), spelled("18_446_744_073_709_551_615"));
}

#[test]
fn whole_numbers_equal_those_of_icu() {
    let mut options = DecimalFormatterOptions::default();
    options.grouping_strategy = Some(GroupingStrategy::Always);
    for language in Language::ALL {
        let icu = DecimalFormatter::try_new(cldr(language).into(), options).unwrap();
        let mut value = 1_i64;
        while let Some(next) = value.checked_mul(-7) {
            // icu writes the English minus as a hyphen; we do not.
            let expected = icu
                .format(&Decimal::from(value))
                .to_string()
                .replace('-', "\u{2212}");
            assert_eq!(Formats::of(language).integer(value), expected);
            value = next;
        }
    }
}

#[test]
fn decimals_are_rounded_and_zero_has_no_sign() {
    let (nb, en) = both();
    for (value, decimals, in_nb, in_en) in [
        (0.0, 0, "0", "0"),
        (-0.0, 1, "0,0", "0.0"),
        (-0.04, 1, "0,0", "0.0"),
        (-0.05, 1, "-0,1", "-0.1"),
        (18.94, 1, "18,9", "18.9"),
        (0.5, 0, "1", "1"),
        (1234.5, 2, "1_234,50", "1,234.50"),
        (f64::NAN, 2, "–", "–"),
        (f64::INFINITY, 2, "–", "–"),
        (f64::NEG_INFINITY, 0, "–", "–"),
        (1.0, u32::MAX, "1,000000000", "1.000000000"),
    ] {
        assert_eq!(nb.decimal(value, decimals), spelled(in_nb), "{value}");
        assert_eq!(en.decimal(value, decimals), spelled(in_en), "{value}");
    }
}

#[test]
fn a_number_too_large_for_its_digits_shows_as_the_largest() {
    let largest = "340,282,366,920,938,463,463,374,607,431,768,211,455";
    assert_eq!(Formats::of(English).decimal(f64::MAX, 0), largest);
    assert_eq!(
        Formats::of(English).decimal(f64::MIN, 0),
        spelled(&format!("-{largest}"))
    );
}

#[test]
fn percentages_have_a_space_in_bokmaal_only() {
    let (nb, en) = both();
    for (ratio, decimals, in_nb, in_en) in [
        (0.873, 1, "87,3_%", "87.3%"),
        (0.0, 0, "0_%", "0%"),
        (1.0, 0, "100_%", "100%"),
        (-0.0001, 1, "0,0_%", "0.0%"),
        (-0.125, 1, "-12,5_%", "-12.5%"),
        (12.5, 0, "1_250_%", "1,250%"),
        (f64::NAN, 1, "–", "–"),
    ] {
        assert_eq!(nb.percent(ratio, decimals), spelled(in_nb), "{ratio}");
        assert_eq!(en.percent(ratio, decimals), spelled(in_en), "{ratio}");
    }
}

#[test]
fn a_share_is_none_or_all_only_when_it_is() {
    let (nb, en) = both();
    for (part, whole, in_nb, in_en) in [
        (0, 0, "–", "–"),
        (5, 0, "–", "–"),
        (0, 10, "0,0_%", "0.0%"),
        (10, 10, "100,0_%", "100.0%"),
        (873, 1000, "87,3_%", "87.3%"),
        (1, 3, "33,3_%", "33.3%"),
        (2, 3, "66,7_%", "66.7%"),
        (1, 1_000_000, "<_0,1_%", "<_0.1%"),
        (999_999, 1_000_000, ">_99,9_%", ">_99.9%"),
        (1, 2000, "0,1_%", "0.1%"),
        (u64::MAX, u64::MAX, "100,0_%", "100.0%"),
        (u64::MAX - 1, u64::MAX, ">_99,9_%", ">_99.9%"),
        (20, 10, "200,0_%", "200.0%"),
    ] {
        assert_eq!(nb.share(part, whole), spelled(in_nb), "{part} of {whole}");
        assert_eq!(en.share(part, whole), spelled(in_en), "{part} of {whole}");
    }
}

#[test]
fn rounded_figures_change_their_word_where_rounding_says_so() {
    let (nb, en) = both();
    for (value, in_nb, in_en) in [
        (0, "0", "0"),
        (999, "999", "999"),
        (12_000, "12_000", "12,000"),
        (999_999, "999_999", "999,999"),
        (1_000_000, "1_mill.", "1m"),
        (1_000_001, "1,0_mill.", "1.0m"),
        (1_249_999, "1,2_mill.", "1.2m"),
        (-1_250_000, "-1,3_mill.", "-1.3m"),
        (20_000_000, "20_mill.", "20m"),
        (999_949_999, "999,9_mill.", "999.9m"),
        (999_950_000, "1,0_mrd.", "1.0bn"),
        (3_000_000_000, "3_mrd.", "3bn"),
        (1_500_000_000_000, "1,5_bill.", "1.5tn"),
        (i64::MIN, "-9_223_372,0_bill.", "-9,223,372.0tn"),
    ] {
        assert_eq!(nb.compact(value), spelled(in_nb), "{value}");
        assert_eq!(en.compact(value), spelled(in_en), "{value}");
    }
}

#[test]
fn sizes_use_decimal_units() {
    let (nb, en) = both();
    for (size, in_nb, in_en) in [
        (0, "0_B", "0_B"),
        (999, "999_B", "999_B"),
        (1_000, "1,0_kB", "1.0_kB"),
        (1_449, "1,4_kB", "1.4_kB"),
        (9_950, "10_kB", "10_kB"),
        (12_000, "12_kB", "12_kB"),
        (999_499, "999_kB", "999_kB"),
        (999_500, "1,0_MB", "1.0_MB"),
        (3_400_000, "3,4_MB", "3.4_MB"),
        (u64::MAX, "18_EB", "18_EB"),
    ] {
        assert_eq!(nb.bytes(size), spelled(in_nb), "{size}");
        assert_eq!(en.bytes(size), spelled(in_en), "{size}");
    }
}

#[test]
fn division_rounds_halves_up() {
    for (value, divisor, expected) in [
        (0, 3, 0),
        (1, 3, 0),
        (2, 3, 1),
        (1, 2, 1),
        (5, 1, 5),
        (14, 10, 1),
        (15, 10, 2),
    ] {
        assert_eq!(
            divide_rounded(value, divisor),
            expected,
            "{value}/{divisor}"
        );
    }
}

#[test]
fn what_a_sender_wrote_gets_the_languages_signs_and_is_not_rounded() {
    let (nb, en) = both();
    for (written, decimals, in_nb, in_en) in [
        ("1000", 0, "1\u{a0}000", "1,000"),
        ("0.5", 2, "0,50", "0.50"),
        ("500.0000", 2, "500,0000", "500.0000"),
        ("-3", 0, "\u{2212}3", "\u{2212}3"),
        ("12345.678", 2, "12\u{a0}345,678", "12,345.678"),
        ("1e3", 0, "1e3", "1e3"),
        ("", 2, "", ""),
        ("twelve", 2, "twelve", "twelve"),
        (
            "99999999999999999999999999999999999999999999",
            0,
            "99999999999999999999999999999999999999999999",
            "99999999999999999999999999999999999999999999",
        ),
    ] {
        assert_eq!(nb.written(written, decimals), in_nb);
        assert_eq!(en.written(written, decimals), in_en);
    }
    assert_eq!(nb.written_percent("25.00"), "25\u{a0}%");
    assert_eq!(nb.written_percent("6.875"), "6,875\u{a0}%");
    assert_eq!(en.written_percent("20"), "20%");
}
