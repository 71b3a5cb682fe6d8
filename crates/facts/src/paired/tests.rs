use super::*;

#[test]
fn students_points_are_those_of_the_tables() {
    for (freedom, point) in [
        (9.0, 2.2622),
        (19.0, 2.0930),
        (29.0, 2.0452),
        (120.0, 1.9799),
    ] {
        assert!((student_95(freedom) - point).abs() < 1e-4, "{freedom}");
    }
}

#[test]
fn the_textbook_example_of_sleep_comes_out() {
    // Student 1908: ten patients, hours of sleep gained, second drug less first.
    let gained = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
    let mut differences = Differences::default();
    assert_eq!((differences.mean(), differences.interval()), (None, None));
    gained.into_iter().for_each(|hours| differences.add(hours));
    let interval = differences.interval().unwrap();
    assert!((differences.mean().unwrap() - 1.58).abs() < 1e-12);
    assert!((interval.low - 0.7001).abs() < 1e-3 && (interval.high - 2.4599).abs() < 1e-3);
}
