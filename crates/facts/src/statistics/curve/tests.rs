use super::*;
use crate::survival::Spell;

fn sample(spells: &[(u32, Ending, u64)]) -> Sample {
    let mut sample = Sample::default();
    for (left, ending, count) in spells {
        sample.add(Spell::until(*left, *ending), *count);
    }
    sample
}

#[test]
fn nine_documents_are_too_few_and_ten_are_not() {
    let nine = sample(&[(3, Ending::Reached, 9)]);
    let curve = Curve::of_one(&nine, Clock::Days, 60, 0);
    assert!(curve.median.is_too_few() && curve.points.is_empty());
    assert_eq!((curve.n, curve.reached, curve.median.value), (9, 9, None));
    let ten = sample(&[(3, Ending::Reached, 10)]);
    let curve = Curve::of_one(&ten, Clock::Days, 60, 0);
    assert_eq!(curve.median.value.map(|median| median.time), Some(3));
    assert!(curve.median.is_few());
}

#[test]
fn what_is_open_is_counted_in_and_what_is_credited_is_told_apart() {
    let seen = sample(&[
        (5, Ending::Reached, 20),
        (7, Ending::Otherwise(0), 10),
        (9, Ending::Open, 10),
    ]);
    let curve = Curve::of_competing(&seen, Clock::Days, 60, 3);
    assert_eq!(
        (curve.n, curve.reached, curve.otherwise, curve.open),
        (40, 20, 10, 10)
    );
    assert_eq!(curve.left_out, 3);
    let last = curve.points.last().unwrap();
    assert_eq!((last.at_risk, last.reached, last.gone), (10, 20, 20));
    assert_eq!(curve.within(5).value.unwrap().value, 0.5);
    assert_eq!(curve.within(1).value.unwrap().value, 0.0);
    assert_eq!(
        curve.within(30).value,
        None,
        "nobody was watched for so long"
    );
    assert_eq!(curve.thin_from, Some(7));
}

#[test]
fn a_curve_that_has_ended_holds_for_ever() {
    let seen = sample(&[(5, Ending::Reached, 20), (7, Ending::Otherwise(0), 20)]);
    let curve = Curve::of_competing(&seen, Clock::Days, 60, 0);
    assert_eq!(curve.within(30).value.unwrap().value, 0.5);
}

#[test]
fn a_picture_gets_few_points_and_both_ends() {
    let mut seen = Sample::default();
    for minute in 0..5000 {
        seen.add(Spell::until(minute * minute / 100, Ending::Reached), 2);
    }
    let curve = Curve::of_one(&seen, Clock::Minutes, 86_400, 0);
    let drawn = curve.drawn();
    assert!(
        drawn.len() <= POINTS_MAX && drawn.len() > POINTS_MAX / 3,
        "{}",
        drawn.len()
    );
    assert_eq!(drawn.first(), curve.points.first());
    assert_eq!(drawn.last(), curve.points.last());
}
