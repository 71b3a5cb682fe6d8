use super::*;
use proptest::prelude::*;

mod laws;

/// The 6-mercaptopurine arm of Freireich et al. 1963, as every textbook has
/// it: weeks in remission, `+` for those still in remission.
fn remission() -> Sample {
    let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23];
    let open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    let mut sample = Sample::default();
    for week in ended {
        sample.add(Spell::until(week, Ending::Reached), 1);
    }
    for week in open {
        sample.add(Spell::until(week, Ending::Open), 1);
    }
    sample
}

fn near(a: f64, b: f64, places: i32) -> bool {
    (a - b).abs() < 0.5 * 10_f64.powi(-places)
}

#[test]
fn the_textbook_curve_comes_out_as_in_the_textbook() {
    let curve = Survival::of(&remission());
    let expected = [
        (6, 0.857, 0.0764),
        (7, 0.807, 0.0869),
        (10, 0.753, 0.0963),
        (13, 0.690, 0.1068),
        (16, 0.627, 0.1141),
        (22, 0.538, 0.1282),
        (23, 0.448, 0.1346),
    ];
    for (week, share, error) in expected {
        let point = curve.point(week).unwrap();
        assert!(
            near(point.share, share, 3),
            "share in week {week}: {point:?}"
        );
        assert!(
            near(point.variance.sqrt(), error, 4),
            "error in week {week}: {point:?}"
        );
    }
    let median = curve.quantile(0.5).unwrap();
    assert_eq!((median.time, median.low, median.high), (23, Some(13), None));
    assert_eq!(curve.quantile(0.9), None);
    assert_eq!(curve.points[0].row.at_risk_count, 21);
}

#[test]
fn a_restricted_mean_is_the_area_under_the_curve() {
    // Two of four at 2, one at 5, one open at 9: shares 1, 1/2, 1/4.
    let mut sample = Sample::default();
    sample.add(Spell::until(2, Ending::Reached), 2);
    sample.add(Spell::until(5, Ending::Reached), 1);
    sample.add(Spell::until(9, Ending::Open), 1);
    let curve = Survival::of(&sample);
    let mean = curve.restricted_mean(8).unwrap();
    assert!(near(mean.value, 2.0 + 3.0 * 0.5 + 3.0 * 0.25, 12));
    // Klein and Moeschberger 4.5.2: sum of area² d / n (n - d).
    let by_hand = 2.25_f64.powi(2) * 2.0 / (4.0 * 2.0) + 0.75_f64.powi(2) / (2.0 * 1.0);
    assert!(near(mean.variance, by_hand, 12), "{mean:?}");
    assert_eq!(
        curve.restricted_mean(10),
        None,
        "nothing was watched for ten"
    );
}

#[test]
fn credited_invoices_are_neither_paid_nor_waited_for() {
    // Of ten: four paid at 1, two credited at 2, three paid at 3, one open at 4.
    let mut sample = Sample::default();
    sample.add(Spell::until(1, Ending::Reached), 4);
    sample.add(Spell::until(2, Ending::Otherwise(0)), 2);
    sample.add(Spell::until(3, Ending::Reached), 3);
    sample.add(Spell::until(4, Ending::Open), 1);
    let paid = Incidence::of(&sample, Ending::Reached);
    let credited = Incidence::of(&sample, Ending::Otherwise(0));
    assert!(near(paid.at(1), 0.4, 12));
    assert!(near(paid.at(3), 0.4 + 0.4 * 3.0 / 4.0, 12));
    assert!(near(credited.at(4), 0.6 * 2.0 / 6.0, 12));
    assert!(near(paid.point(3).unwrap().left, 0.1, 12));
    // Without censoring before it, the share is binomial.
    assert!(near(paid.point(3).unwrap().variance, 0.7 * 0.3 / 10.0, 12));
    assert_eq!(paid.quantile(0.5).unwrap().time, 3);
    assert_eq!(paid.quantile(0.9), None, "credited ones will never be paid");
    let mean = paid.restricted_mean(4).unwrap();
    assert!(near(mean.value, 1.0 + 2.0 * 0.6 + 0.3, 12), "{mean:?}");
}

#[test]
fn what_was_met_late_is_not_at_risk_before() {
    let mut sample = Sample::default();
    sample.add(Spell::until(1, Ending::Reached), 1);
    sample.add(Spell::until(4, Ending::Reached), 1);
    let late = Spell {
        entered: 3,
        left: 4,
        ending: Ending::Open,
    };
    sample.add(late, 2);
    let curve = Survival::of(&sample);
    assert!(near(curve.at(1), 0.5, 12));
    assert!(near(curve.at(4), 0.5 * 2.0 / 3.0, 12));
    let at_risk: Vec<u64> = curve.points.iter().map(|p| p.row.at_risk_count).collect();
    assert_eq!(at_risk, [2, 2, 1, 3], "at 0, 1, 3 and 4");
}

#[test]
fn what_ended_before_it_was_met_was_never_watched() {
    let mut sample = Sample::default();
    for left in [2, 3] {
        let never = Spell {
            entered: 3,
            left,
            ending: Ending::Reached,
        };
        sample.add(never, 5);
    }
    assert_eq!(sample.count(), 0);
    assert_eq!(Survival::of(&sample).points, []);
    assert_eq!(Survival::of(&sample).restricted_mean(9), None);
}

#[test]
fn an_invoice_of_a_thousand_weighs_as_much_as_a_thousand_of_one() {
    let mut sample = Sample::default();
    let thousand = Mass {
        count: 1,
        weight: 1000.0,
        square: 1_000_000.0,
    };
    sample.add_weighted(Spell::until(10, Ending::Reached), &thousand);
    sample.add_weighted(Spell::until(2, Ending::Reached), &Mass::of(1000));
    let curve = Survival::of(&sample);
    assert!(near(curve.at(2), 0.5, 12));
    // The one invoice decides nearly everything, and the interval says so:
    // its influence is 1000 × (1/2) / 2000, the others' a thousandth of it each.
    let by_hand = 0.25_f64.powi(2) + 1000.0 * (0.5_f64 / 2000.0).powi(2);
    assert!(near(curve.point(2).unwrap().variance, by_hand, 12));
}
