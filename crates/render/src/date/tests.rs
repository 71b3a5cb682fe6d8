use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_datetime::input::Date as IcuDate;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::formats::Formats;
use crate::formats::tests::cldr;
use crate::language::Language::{self, Bokmaal, English};

fn oslo() -> TimeZone {
    TimeZone::get("Europe/Oslo").expect("the zone data is bundled")
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn days_are_padded_in_tables_and_spelled_in_text() {
    for (day, nb, nb_long, en, en_long) in [
        (
            date(2026, 1, 3),
            "03.01.2026",
            "3. januar 2026",
            "3 Jan 2026",
            "3 January 2026",
        ),
        (
            date(2026, 11, 23),
            "23.11.2026",
            "23. november 2026",
            "23 Nov 2026",
            "23 November 2026",
        ),
        (
            date(2024, 2, 29),
            "29.02.2024",
            "29. februar 2024",
            "29 Feb 2024",
            "29 February 2024",
        ),
        (
            date(987, 12, 31),
            "31.12.0987",
            "31. desember 987",
            "31 Dec 987",
            "31 December 987",
        ),
    ] {
        let (norwegian, english) = (Formats::of(Bokmaal), Formats::of(English));
        assert_eq!(
            (norwegian.date(day), norwegian.date_long(day)),
            (nb.to_owned(), nb_long.to_owned())
        );
        assert_eq!(
            (english.date(day), english.date_long(day)),
            (en.to_owned(), en_long.to_owned())
        );
    }
}

#[test]
fn every_day_of_two_years_equals_that_of_icu() {
    for language in Language::ALL {
        let icu = |fields| DateTimeFormatter::try_new(cldr(language).into(), fields).unwrap();
        let table = icu(match language {
            Bokmaal => YMD::short(),
            English => YMD::medium(),
        });
        let text = icu(YMD::long());
        let formats = Formats::of(language);
        let mut day = date(2027, 1, 1);
        while day.year() < 2029 {
            let month = day.month().unsigned_abs();
            let theirs =
                IcuDate::try_new_iso(day.year().into(), month, day.day().unsigned_abs()).unwrap();
            assert_eq!(formats.date(day), table.format(&theirs).to_string());
            assert_eq!(formats.date_long(day), text.format(&theirs).to_string());
            day = day.tomorrow().unwrap();
        }
    }
}

#[test]
fn an_instant_is_shown_in_the_zone_of_its_reader() {
    let (nb, en) = (Formats::of(Bokmaal), Formats::of(English));
    let evening = at("2026-11-23T14:05:09Z");
    assert_eq!(nb.date_time(evening, &oslo()), "23.11.2026 15:05");
    assert_eq!(en.date_time(evening, &oslo()), "23 Nov 2026 15:05");
    assert_eq!(nb.time(evening, &oslo()), "15:05");
    assert_eq!(nb.date_time(evening, &TimeZone::UTC), "23.11.2026 14:05");
    // A New Year's message sent late in the evening, UTC.
    assert_eq!(
        nb.date_time(at("2026-12-31T23:30:00Z"), &oslo()),
        "01.01.2027 00:30"
    );
    assert_eq!(
        nb.date_time(Timestamp::MAX, &oslo()).len(),
        "31.12.9999 00:00".len()
    );
    assert!(!nb.date_time_exact(Timestamp::MIN, &oslo()).is_empty());
}

#[test]
fn exact_instants_tell_the_two_half_past_twos_of_october_apart() {
    let formats = Formats::of(Bokmaal);
    for (instant, expected) in [
        (
            "2026-10-25T00:30:00Z",
            "25.10.2026 02:30:00 CEST (UTC+02:00)",
        ),
        (
            "2026-10-25T01:30:00Z",
            "25.10.2026 02:30:00 CET (UTC+01:00)",
        ),
        // The hour that does not exist in March is skipped.
        (
            "2026-03-29T00:59:59Z",
            "29.03.2026 01:59:59 CET (UTC+01:00)",
        ),
        (
            "2026-03-29T01:00:00Z",
            "29.03.2026 03:00:00 CEST (UTC+02:00)",
        ),
    ] {
        assert_eq!(formats.date_time_exact(at(instant), &oslo()), expected);
    }
    let instant = at("2026-11-23T14:05:09Z");
    assert_eq!(
        formats.date_time_exact(instant, &TimeZone::UTC),
        "23.11.2026 14:05:09 UTC"
    );
    let sao_paulo = TimeZone::get("America/Sao_Paulo").unwrap();
    assert_eq!(
        formats.date_time_exact(instant, &sao_paulo),
        "23.11.2026 11:05:09 UTC\u{2212}03:00"
    );
}

#[test]
fn machine_readable_times_are_utc_to_the_second() {
    let formats = Formats::of(English);
    assert_eq!(
        formats.datetime_attribute(at("2026-11-23T15:05:09.987+01:00")),
        "2026-11-23T14:05:09Z"
    );
    assert_eq!(formats.date_attribute(date(2026, 1, 3)), "2026-01-03");
}

#[test]
fn weeks_follow_the_iso_year() {
    for (day, nb, en) in [
        (date(2027, 1, 1), "uke 53 2026", "week 53 2026"),
        (date(2027, 1, 3), "uke 53 2026", "week 53 2026"),
        (date(2027, 1, 4), "uke 1 2027", "week 1 2027"),
        (date(2024, 12, 30), "uke 1 2025", "week 1 2025"),
        (date(2026, 11, 23), "uke 48 2026", "week 48 2026"),
    ] {
        assert_eq!(Formats::of(Bokmaal).week(day), nb);
        assert_eq!(Formats::of(English).week(day), en);
    }
}

#[test]
fn months_are_short_on_axes_and_long_in_text() {
    let day = date(2026, 11, 23);
    let (nb, en) = (Formats::of(Bokmaal), Formats::of(English));
    assert_eq!(
        (nb.month(day), nb.month_long(day)),
        ("nov. 2026".to_owned(), "november 2026".to_owned())
    );
    assert_eq!(
        (en.month(day), en.month_long(day)),
        ("Nov 2026".to_owned(), "November 2026".to_owned())
    );
    assert_eq!((nb.month_name(day), en.month_name(day)), ("nov.", "Nov"));
}

#[test]
fn ranges_write_once_what_both_ends_share() {
    for (from, to, nb, en) in [
        (
            date(2026, 11, 1),
            date(2026, 11, 23),
            "1.–23. nov. 2026",
            "1–23 Nov 2026",
        ),
        (
            date(2026, 11, 23),
            date(2026, 11, 1),
            "1.–23. nov. 2026",
            "1–23 Nov 2026",
        ),
        (
            date(2026, 10, 3),
            date(2026, 11, 23),
            "3. okt.–23. nov. 2026",
            "3 Oct – 23 Nov 2026",
        ),
        (
            date(2025, 11, 1),
            date(2026, 11, 1),
            "1. nov. 2025–1. nov. 2026",
            "1 Nov 2025 – 1 Nov 2026",
        ),
        (
            date(2026, 5, 17),
            date(2026, 5, 17),
            "17. mai 2026",
            "17 May 2026",
        ),
    ] {
        assert_eq!(Formats::of(Bokmaal).date_range(from, to), nb);
        assert_eq!(Formats::of(English).date_range(from, to), en);
    }
}

#[test]
fn month_ranges_write_once_what_both_ends_share() {
    for (from, to, nb, en) in [
        (
            date(2026, 1, 1),
            date(2026, 11, 1),
            "jan.–nov. 2026",
            "Jan–Nov 2026",
        ),
        (
            date(2025, 8, 9),
            date(2026, 11, 1),
            "aug. 2025–nov. 2026",
            "Aug 2025 – Nov 2026",
        ),
        (
            date(2026, 11, 30),
            date(2026, 11, 1),
            "nov. 2026",
            "Nov 2026",
        ),
    ] {
        assert_eq!(Formats::of(Bokmaal).month_range(from, to), nb);
        assert_eq!(Formats::of(English).month_range(from, to), en);
    }
}

#[test]
fn relative_time_counts_until_a_date_says_more() {
    // Monday 23 November 2026, 15:05 in Oslo.
    let now = at("2026-11-23T14:05:00Z");
    for (instant, nb, en) in [
        ("2026-11-23T14:05:00Z", "akkurat nå", "just now"),
        ("2026-11-23T14:05:44Z", "akkurat nå", "just now"),
        ("2026-11-23T14:04:15Z", "for 1 minutt siden", "1 minute ago"),
        (
            "2026-11-23T14:02:00Z",
            "for 3 minutter siden",
            "3 minutes ago",
        ),
        (
            "2026-11-23T13:05:31Z",
            "for 59 minutter siden",
            "59 minutes ago",
        ),
        ("2026-11-23T13:05:30Z", "for 1 time siden", "1 hour ago"),
        ("2026-11-23T11:05:00Z", "for 3 timer siden", "3 hours ago"),
        ("2026-11-22T23:00:00Z", "for 15 timer siden", "15 hours ago"),
        ("2026-11-22T22:59:59Z", "i går 23:59", "yesterday 23:59"),
        ("2026-11-22T00:00:00Z", "i går 01:00", "yesterday 01:00"),
        ("2026-11-21T22:59:00Z", "for 2 dager siden", "2 days ago"),
        ("2026-11-16T14:05:01Z", "for 7 dager siden", "7 days ago"),
        (
            "2026-11-16T14:05:00Z",
            "16.11.2026 15:05",
            "16 Nov 2026 15:05",
        ),
        ("2026-11-23T17:05:00Z", "om 3 timer", "in 3 hours"),
        ("2026-11-23T14:06:00Z", "om 1 minutt", "in 1 minute"),
        ("2026-11-24T14:05:00Z", "i morgen 15:05", "tomorrow 15:05"),
        ("2026-11-26T14:05:00Z", "om 3 dager", "in 3 days"),
        (
            "2027-11-26T14:05:00Z",
            "26.11.2027 15:05",
            "26 Nov 2027 15:05",
        ),
    ] {
        assert_eq!(
            Formats::of(Bokmaal).relative(at(instant), now, &oslo()),
            nb,
            "{instant}"
        );
        assert_eq!(
            Formats::of(English).relative(at(instant), now, &oslo()),
            en,
            "{instant}"
        );
    }
}

#[test]
fn just_after_midnight_the_evening_before_is_hours_away() {
    let now = at("2026-11-23T00:30:00Z");
    let evening = at("2026-11-22T21:30:00Z");
    assert_eq!(
        Formats::of(Bokmaal).relative(evening, now, &oslo()),
        "for 3 timer siden"
    );
}

#[test]
fn relative_time_has_an_answer_for_any_two_instants() {
    for (instant, now) in [
        (Timestamp::MIN, Timestamp::MAX),
        (Timestamp::MAX, Timestamp::MIN),
    ] {
        assert!(
            !Formats::of(Bokmaal)
                .relative(instant, now, &oslo())
                .is_empty()
        );
    }
    let days: Vec<Date> = (0..3).map(|n| date(2026, 10, 24) + n.days()).collect();
    // 26 hours around the night when the clocks go back are one calendar day.
    let now = at("2026-10-25T22:00:00Z");
    let before = at("2026-10-24T20:00:00Z");
    assert_eq!(oslo().to_datetime(now).date(), days[1]);
    assert_eq!(
        Formats::of(English).relative(before, now, &oslo()),
        "yesterday 22:00"
    );
}
