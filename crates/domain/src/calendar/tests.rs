use super::*;

#[test]
fn easter_falls_where_the_church_says() {
    assert_eq!(easter_sunday(2026), date(2026, 4, 5));
    assert_eq!(easter_sunday(2027), date(2027, 3, 28));
    assert_eq!(easter_sunday(2028), date(2028, 4, 16));
    assert_eq!(easter_sunday(2000), date(2000, 4, 23));
}

#[test]
fn movable_and_fixed_holidays_are_not_bank_days() {
    for (month, day) in [
        (1, 1),
        (4, 2),
        (4, 3),
        (4, 6),
        (5, 1),
        (5, 14),
        (5, 17),
        (5, 25),
        (12, 25),
        (12, 26),
    ] {
        assert!(!is_bank_day(date(2026, month, day)), "{month}-{day}");
    }
}

#[test]
fn the_eves_are_bank_days() {
    assert!(is_bank_day(date(2026, 12, 24)));
    assert!(is_bank_day(date(2026, 12, 31)));
    assert!(is_bank_day(date(2026, 4, 1)));
}

#[test]
fn a_day_off_moves_to_the_next_bank_day() {
    assert_eq!(bank_day_from(date(2026, 4, 2)), date(2026, 4, 7));
    assert_eq!(bank_day_from(date(2026, 12, 25)), date(2026, 12, 28));
    assert_eq!(bank_day_from(date(2026, 11, 23)), date(2026, 11, 23));
}

#[test]
fn the_end_of_time_is_not_a_loop() {
    assert_eq!(bank_day_from(Date::MAX), Date::MAX);
}
