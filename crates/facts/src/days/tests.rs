use super::*;
use domain::calendar::bank_day_from;

#[test]
fn numbers_are_those_of_the_calendar() {
    let epoch = date(1970, 1, 1);
    for year in [
        -9999, -401, -1, 0, 1, 1600, 1899, 1900, 1970, 2000, 2024, 2026, 2100, 9999,
    ] {
        for month in 1..=12 {
            for day_of_month in [1, 15, 28] {
                let there = date(year, month, day_of_month);
                assert_eq!(number(there), (there - epoch).get_days(), "{there}");
                assert_eq!(day(number(there)), there);
            }
            let last = date(year, month, 1).last_of_month();
            assert_eq!(number(last), (last - epoch).get_days(), "{last}");
        }
    }
}

#[test]
fn a_number_beyond_the_calendar_is_its_end() {
    assert_eq!(day(i32::MAX - 1), Date::MAX);
    assert_eq!(day(i32::MIN), Date::MIN);
}

#[test]
fn overdue_is_what_the_bank_days_say() {
    let mut today = date(2026, 1, 1);
    while today < date(2027, 2, 1) {
        let until = overdue_until(today);
        let mut due = date(2025, 12, 1);
        while due < date(2027, 3, 1) {
            let overdue = bank_day_from(due) < today;
            assert_eq!(number(due) <= until, overdue, "due {due}, today {today}");
            due = due.tomorrow().unwrap();
        }
        today = today.tomorrow().unwrap();
    }
}

#[test]
fn nothing_is_overdue_at_the_beginning_of_time() {
    assert_eq!(overdue_until(Date::MIN), i32::MIN);
}

#[test]
fn minutes_round_down_and_stay_in_range() {
    assert_eq!(minute(Timestamp::from_second(-1).unwrap()), -1);
    assert_eq!(minute(Timestamp::from_second(119).unwrap()), 1);
    assert_eq!(minute(Timestamp::MAX), i32::MAX);
    assert_eq!(minute(Timestamp::MIN), i32::MIN);
}

#[test]
fn the_table_of_bank_days_is_the_calendar() {
    for first in [-400, 20_000, TABLED - 300] {
        for due in first..first + 600 {
            assert_eq!(bank_day(due), number(bank_day_from(day(due))), "{due}");
        }
    }
    assert_eq!(bank_day(NO_DAY), NO_DAY);
}
