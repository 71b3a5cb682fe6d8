use super::Clock;
use crate::language::Language;

#[test]
fn days_are_labelled_by_weeks_until_months_fit_better() {
    assert_eq!(
        Clock::Days(0, 60).ticks(),
        [0, 7, 14, 21, 28, 35, 42, 49, 56]
    );
    assert_eq!(
        Clock::Days(0, 120).ticks(),
        [0, 14, 28, 42, 56, 70, 84, 98, 112]
    );
    assert_eq!(Clock::Days(-10, 30).ticks(), [-7, 0, 7, 14, 21, 28]);
    assert_eq!(Clock::Days(5, 5).ticks(), Vec::<i64>::new());
}

#[test]
fn minutes_give_a_minute_and_a_week_the_same_care() {
    let clock = Clock::Minutes(28 * 24 * 60);
    assert!((clock.share(0), clock.share(28 * 24 * 60)) == (0.0, 1.0));
    assert!(clock.share(60) > 0.35 && clock.share(60) < 0.45);
    assert_eq!(clock.ticks().len(), 8);
    assert_eq!(clock.words(60, Language::Bokmaal), "1 t");
    assert_eq!(clock.words(60, Language::English), "1 h");
}

#[test]
fn what_lies_outside_the_axis_lies_on_its_edge() {
    let clock = Clock::Days(0, 60);
    assert!((clock.share(-5), clock.share(600)) == (0.0, 1.0));
    assert!(clock.share(30) == 0.5);
}
