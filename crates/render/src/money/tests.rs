use crate::formats::Formats;
use crate::language::Language::{Bokmaal, English};

/// `_` stands for the no-break space, `-` for the minus sign.
fn spelled(text: &str) -> String {
    text.replace('_', "\u{a0}").replace('-', "\u{2212}")
}

#[test]
fn amounts_show_every_minor_unit_of_their_currency() {
    for (minor, currency, exponent, in_nb, in_en) in [
        (123_450, "NOK", 2, "1_234,50_kr", "NOK_1,234.50"),
        (
            -123_456_750,
            "NOK",
            2,
            "-1_234_567,50_kr",
            "NOK_-1,234,567.50",
        ),
        (0, "NOK", 2, "0,00_kr", "NOK_0.00"),
        (5, "NOK", 2, "0,05_kr", "NOK_0.05"),
        (-5, "NOK", 2, "-0,05_kr", "NOK_-0.05"),
        (100_000, "NOK", 2, "1_000,00_kr", "NOK_1,000.00"),
        (123_450, "EUR", 2, "EUR_1_234,50", "EUR_1,234.50"),
        (1_234, "JPY", 0, "JPY_1_234", "JPY_1,234"),
        (1_234_567, "KWD", 3, "KWD_1_234,567", "KWD_1,234.567"),
        (7, "KWD", 3, "KWD_0,007", "KWD_0.007"),
        (12_345, "CLF", 4, "CLF_1,2345", "CLF_1.2345"),
        (
            i64::MAX,
            "NOK",
            2,
            "92_233_720_368_547_758,07_kr",
            "NOK_92,233,720,368,547,758.07",
        ),
        (
            i64::MIN,
            "NOK",
            2,
            "-92_233_720_368_547_758,08_kr",
            "NOK_-92,233,720,368,547,758.08",
        ),
        (
            1,
            "XXX",
            u32::MAX,
            "XXX_0,000000000000000001",
            "XXX_0.000000000000000001",
        ),
    ] {
        assert_eq!(
            Formats::of(Bokmaal).amount(minor, currency, exponent),
            spelled(in_nb)
        );
        assert_eq!(
            Formats::of(English).amount(minor, currency, exponent),
            spelled(in_en)
        );
    }
}

#[test]
fn an_amount_without_its_currency_is_the_digits_of_the_one_with_it() {
    let nb = Formats::of(Bokmaal);
    assert_eq!(nb.amount_digits(-123_450, 2), spelled("-1_234,50"));
    assert_eq!(
        format!("{}\u{a0}kr", nb.amount_digits(98_765, 2)),
        nb.amount(98_765, "NOK", 2)
    );
}

#[test]
fn rounded_amounts_name_millions_and_never_abbreviate_thousands() {
    for (minor, currency, exponent, in_nb, in_en) in [
        (0, "NOK", 2, "0_kr", "NOK_0"),
        (1_234_549, "NOK", 2, "12_345_kr", "NOK_12,345"),
        (1_234_550, "NOK", 2, "12_346_kr", "NOK_12,346"),
        (99_999_949, "NOK", 2, "999_999_kr", "NOK_999,999"),
        (99_999_950, "NOK", 2, "1,0_mill._kr", "NOK_1.0m"),
        (123_456_789, "NOK", 2, "1,2_mill._kr", "NOK_1.2m"),
        (200_000_000, "NOK", 2, "2_mill._kr", "NOK_2m"),
        (-340_000_000_000, "EUR", 2, "EUR_-3,4_mrd.", "EUR_-3.4bn"),
        (2_000_000, "JPY", 0, "JPY_2_mill.", "JPY_2m"),
        (1_500_000_000, "KWD", 3, "KWD_1,5_mill.", "KWD_1.5m"),
    ] {
        assert_eq!(
            Formats::of(Bokmaal).amount_compact(minor, currency, exponent),
            spelled(in_nb)
        );
        assert_eq!(
            Formats::of(English).amount_compact(minor, currency, exponent),
            spelled(in_en)
        );
    }
}

#[test]
fn no_rounded_amount_panics_whatever_its_exponent() {
    for exponent in [0, 1, 17, 18, 19, 255, u32::MAX] {
        for minor in [i64::MIN, -1, 0, 1, i64::MAX] {
            assert!(
                Formats::of(Bokmaal)
                    .amount_compact(minor, "NOK", exponent)
                    .ends_with("kr")
            );
        }
    }
}
