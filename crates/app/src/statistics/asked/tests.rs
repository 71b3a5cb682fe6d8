use super::*;
use jiff::civil::date;

const TODAY: Date = date(2026, 11, 26);

fn before(filter: &str, compare: &str) -> String {
    let asked = Asked {
        filter: Filter::parse(filter).unwrap(),
        compare: Compare::from_code(compare),
    };
    let (span, filter) = asked.before(TODAY).expect("there is a period");
    assert!(
        filter
            .to_string()
            .contains(&format!("{}..{}", span.from, span.to))
            || span.from == span.to
    );
    format!("{}..{}", span.from, span.to)
}

#[test]
fn a_month_is_compared_with_the_month_before() {
    assert_eq!(
        before("issued:2026-10", "previous"),
        "2026-09-01..2026-09-30"
    );
    assert_eq!(
        before("issued:2026-03", "previous"),
        "2026-02-01..2026-02-28"
    );
    assert_eq!(
        before("issued:2026-02", "last_year"),
        "2025-02-01..2025-02-28"
    );
}

#[test]
fn a_month_that_runs_is_compared_with_as_many_days() {
    assert_eq!(
        before("issued:this_month", "previous"),
        "2026-10-01..2026-10-26"
    );
    assert_eq!(
        before("issued:2026-11", "last_year"),
        "2025-11-01..2025-11-26"
    );
}

#[test]
fn other_days_are_compared_with_as_many_days_before() {
    assert_eq!(
        before("received:2026-10-05..2026-10-14", "previous"),
        "2026-09-25..2026-10-04"
    );
    assert_eq!(
        before("received:last30d", "previous"),
        "2026-09-28..2026-10-27"
    );
}

#[test]
fn matching_weekdays_goes_back_by_whole_weeks() {
    let asked = "received:2026-10-05..2026-10-14";
    assert_eq!(before(asked, "previous_weekdays"), "2026-09-21..2026-09-30");
    assert_eq!(
        before(asked, "last_year_weekdays"),
        "2025-10-06..2025-10-15"
    );
    assert_eq!(date(2026, 10, 5).weekday(), date(2025, 10, 6).weekday());
    assert_eq!(
        before("issued:2026-10", "previous_weekdays"),
        "2026-08-27..2026-09-26"
    );
}

#[test]
fn only_a_period_with_two_ends_can_be_compared() {
    for filter in ["", "issued:2026-10..", "-issued:2026-10", "channel:ehf"] {
        let asked = Asked {
            filter: Filter::parse(filter).unwrap(),
            compare: Compare::from_code("previous"),
        };
        assert_eq!(asked.before(TODAY), None, "{filter}");
    }
}

#[test]
fn a_period_is_complete_when_its_last_day_is_over() {
    let complete = |filter: &str| {
        let asked = Asked::plain(Filter::parse(filter).unwrap());
        asked.period(TODAY).map(|span| span.is_complete)
    };
    assert_eq!(complete("issued:2026-10"), Some(true));
    assert_eq!(complete("issued:2026-11"), Some(false));
    assert_eq!(complete("received:..2026-11-25"), None);
    assert_eq!(complete("received:2026-11-25"), Some(true));
    assert_eq!(complete("received:today"), Some(false));
}

#[test]
fn every_way_to_compare_reads_back() {
    for (word, way) in Compare::ALL {
        assert_eq!((Compare::from_code(word), way.code()), (Some(way), word));
    }
}
