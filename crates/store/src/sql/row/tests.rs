use super::*;

#[test]
fn days_and_moments_come_back_from_their_columns() {
    use jiff::civil::date;
    for day in [
        date(1970, 1, 1),
        date(1969, 12, 31),
        date(2026, 2, 28),
        date(2024, 2, 29),
        date(-9999, 1, 1),
        date(-9999, 1, 2),
        date(-9999, 1, 3),
        date(9999, 12, 30),
        date(9999, 12, 31),
    ] {
        assert_eq!(day_from(days(day)), Some(day), "{day}");
    }
    assert_eq!(days(date(1970, 1, 2)), 1);
    assert_eq!(days(date(1969, 12, 31)), -1);
    assert_eq!(day_from(i64::MAX), None);
    let odd: jiff::Timestamp = "1969-12-31T23:59:59.123456789Z".parse().unwrap();
    assert_eq!(as_stored(as_stored(odd)), as_stored(odd));
}
