use super::Scale;

fn ticks(low: i128, high: i128) -> Vec<i64> {
    Scale::around(low, high).ticks().collect()
}

#[test]
fn ticks_are_round_and_hold_all_values() {
    for (low, high, expected) in [
        (0, 0, vec![0, 1]),
        (0, 1, vec![0, 1]),
        (0, 3, vec![0, 1, 2, 3]),
        (0, 5, vec![0, 1, 2, 3, 4, 5]),
        (0, 6, vec![0, 2, 4, 6]),
        (0, 100, vec![0, 20, 40, 60, 80, 100]),
        (0, 80, vec![0, 20, 40, 60, 80]),
        (0, 81, vec![0, 20, 40, 60, 80, 100]),
        (7, 9, vec![0, 2, 4, 6, 8, 10]),
        (0, 4_321, vec![0, 1_000, 2_000, 3_000, 4_000, 5_000]),
        (-10, 30, vec![-10, 0, 10, 20, 30]),
        (-3, 0, vec![-3, -2, -1, 0]),
    ] {
        assert_eq!(ticks(low, high), expected, "{low}..{high}");
    }
}

#[test]
fn any_two_values_get_few_ticks_around_them() {
    let interesting = [0, 1, 2, 9, 10, 11, 99, 101, 12_345, i64::MAX / 3, i64::MAX];
    for high in interesting {
        for low in interesting.map(|value| -value) {
            let scale = Scale::around(low.into(), high.into());
            assert!(scale.low <= low.into() && scale.high >= high.into());
            assert!(
                (1..=7).contains(&((scale.high - scale.low) / scale.step)),
                "{low}..{high}"
            );
            assert!(scale.ticks().any(|tick| tick == 0));
        }
    }
}

#[test]
fn positions_run_from_the_lowest_to_the_highest_tick() {
    let scale = Scale::around(-10, 30);
    assert_eq!(
        [-10, 0, 30].map(|value| scale.share(value)),
        [0.0, 0.25, 1.0]
    );
    assert_eq!(scale.share(i128::from(i64::MAX)), 1.0);
}
