use super::*;
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 23);

fn days(text: &str) -> (Option<Date>, Option<Date>) {
    let days = text.parse::<DateSpan>().unwrap().resolve(TODAY);
    (days.from, days.to)
}

#[test]
fn each_way_of_writing_days_means_what_it_says() {
    let day = |m, d| Some(date(2026, m, d));
    let cases = [
        ("2026-10-01", day(10, 1), day(10, 1)),
        ("1.10.2026", day(10, 1), day(10, 1)),
        ("2026-10", day(10, 1), day(10, 31)),
        ("2026", day(1, 1), day(12, 31)),
        ("2026-W48", day(11, 23), day(11, 29)),
        ("2026-w1", Some(date(2025, 12, 29)), day(1, 4)),
        ("2026-10-01..2026-10-31", day(10, 1), day(10, 31)),
        ("01.10.2026..31.10.2026", day(10, 1), day(10, 31)),
        ("2026-09..2026-10", day(9, 1), day(10, 31)),
        ("..2026-10", None, day(10, 31)),
        ("2026-10..", day(10, 1), None),
        ("<2026-10", None, day(9, 30)),
        ("<=2026-10", None, day(10, 31)),
        (">2026-10", day(11, 1), None),
        (">=2026-10", day(10, 1), None),
        ("today", day(11, 23), day(11, 23)),
        ("i dag", day(11, 23), day(11, 23)),
        ("yesterday", day(11, 22), day(11, 22)),
        ("last7d", day(11, 17), day(11, 23)),
        ("siste30d", day(10, 25), day(11, 23)),
        ("next7d", day(11, 23), day(11, 29)),
        ("this_week", day(11, 23), day(11, 29)),
        ("last_week", day(11, 16), day(11, 22)),
        ("this_month", day(11, 1), day(11, 30)),
        ("Forrige måned", day(10, 1), day(10, 31)),
        ("this_year", day(1, 1), day(12, 31)),
        ("i fjor", Some(date(2025, 1, 1)), Some(date(2025, 12, 31))),
        ("..today", None, day(11, 23)),
        (">today", day(11, 24), None),
    ];
    for (text, from, to) in cases {
        assert_eq!(days(text), (from, to), "{text}");
    }
}

#[test]
fn what_does_not_name_days_is_refused() {
    let unreadable = [
        "",
        "..",
        "2026-1-1-1",
        "26",
        "tomorrowish",
        "last0d",
        "last9999d",
        "lastd",
        "1000000",
        "2026-",
        "-2026",
        "2026..2027..2028",
        "> ",
        "2026.10",
        "١٢٣٤",
        "2026-10-01T10:00",
    ];
    for text in unreadable {
        let read = text.parse::<DateSpan>();
        assert!(
            matches!(read, Err(NotDays::Unreadable(_))),
            "{text}: {read:?}"
        );
    }
    for text in [
        "2026-13",
        "2026-02-29",
        "2025-W53",
        "2026-00-10",
        "31.02.2026",
    ] {
        let read = text.parse::<DateSpan>();
        assert!(
            matches!(read, Err(NotDays::NotInCalendar(_))),
            "{text}: {read:?}"
        );
    }
    let backwards = "2026-11-02..2026-11-01".parse::<DateSpan>();
    assert!(matches!(backwards, Err(NotDays::Backwards(_))));
}

#[test]
fn new_year_lies_in_the_last_week_of_the_year_before() {
    let week = Period::of(date(2027, 1, 1), Unit::Week);
    assert_eq!(
        week,
        Period::Week {
            year: 2026,
            week: 53
        }
    );
    assert_eq!(week.first_day(), date(2026, 12, 28));
    assert_eq!(week.last_day(), date(2027, 1, 3));
    assert_eq!(
        week.next(),
        Period::Week {
            year: 2027,
            week: 1
        }
    );
    assert_eq!(week.next().previous(), week);
}

#[test]
fn the_ends_of_the_calendar_are_no_trap() {
    for text in [
        "<0000",
        ">9999-12-31",
        ">9999",
        "9999-W52",
        "last3660d",
        "next3660d",
    ] {
        let span: DateSpan = text.parse().unwrap();
        for today in [Date::MIN, Date::MAX, TODAY] {
            span.resolve(today);
        }
    }
    for unit in Unit::ALL {
        for day in [Date::MIN, Date::MAX] {
            let period = Period::of(day, *unit);
            assert!(
                period.first_day() <= day && day <= period.last_day(),
                "{period}"
            );
            let _ = (period.previous(), period.next());
        }
    }
    let after = ">9999-12-31".parse::<DateSpan>().unwrap().resolve(TODAY);
    assert!(!after.contains(Date::MAX));
    assert!(!Days::EMPTY.contains(TODAY));
}

pub(crate) fn any_day() -> impl Strategy<Value = Date> {
    (1900_i16..2200, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| date(y, m, d))
}

pub(crate) fn any_span() -> impl Strategy<Value = DateSpan> {
    let unit = || prop::sample::select(Unit::ALL);
    let period = || (any_day(), unit()).prop_map(|(day, unit)| Period::of(day, unit));
    // `this_day` and `last_day` are written `today` and `yesterday`.
    let moving = || prop::sample::select(vec![Unit::Week, Unit::Month, Unit::Year]);
    let when = || {
        prop_oneof![
            period().prop_map(When::Fixed),
            Just(When::Today),
            Just(When::Yesterday),
            (1_u16..=3660).prop_map(When::LastDays),
            (1_u16..=3660).prop_map(When::NextDays),
            moving().prop_map(When::This),
            moving().prop_map(When::Last),
        ]
    };
    prop_oneof![
        when().prop_map(DateSpan::In),
        when().prop_map(DateSpan::From),
        when().prop_map(DateSpan::Until),
        when().prop_map(DateSpan::Before),
        when().prop_map(DateSpan::After),
        (when(), when()).prop_filter_map("backwards", |(a, b)| match (a, b) {
            (When::Fixed(x), When::Fixed(y)) if x.first_day() > y.last_day() => None,
            _ => Some(DateSpan::Between(a, b)),
        }),
    ]
}

proptest! {
    #[test]
    fn spans_read_back_as_they_were_written(span in any_span()) {
        prop_assert_eq!(span.to_string().parse(), Ok(span));
    }

    #[test]
    fn a_day_lies_in_its_own_periods(day in any_day()) {
        for unit in Unit::ALL {
            let period = Period::of(day, *unit);
            prop_assert!(period.days().contains(day));
            prop_assert_eq!(period.unit(), *unit);
            prop_assert_eq!(period.next().first_day(), period.last_day().tomorrow().unwrap());
        }
    }

    #[test]
    fn no_text_makes_reading_days_panic(text in ".{0,30}") {
        let _ = text.parse::<DateSpan>();
    }
}
