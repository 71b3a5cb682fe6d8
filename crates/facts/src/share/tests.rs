use super::*;

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 5e-5
}

#[test]
fn wilsons_interval_is_that_of_the_literature() {
    // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    let cases = [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ];
    for (part, whole, low, high) in cases {
        let interval = Share::new(part, whole).interval().unwrap();
        let right = near(interval.low, low) && near(interval.high, high);
        assert!(right, "{part} of {whole}: {interval:?}");
    }
}

#[test]
fn nine_of_ten_is_between_60_and_98_of_a_hundred() {
    let interval = Share::new(9, 10).interval().unwrap();
    assert_eq!((interval.low * 100.0).round(), 60.0);
    assert_eq!((interval.high * 100.0).round(), 98.0);
    assert_eq!(Share::new(5, 5).interval().unwrap().high, 1.0);
    assert_eq!(Share::new(0, 0).interval(), None);
}

#[test]
fn newcombes_interval_of_a_difference_is_that_of_the_literature() {
    // Newcombe 1998 (interval estimation for the difference), table II, method 10.
    let cases = [
        ((56, 70), (48, 80), 0.2000, 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.6000, 0.1705, 0.8090),
        ((10, 10), (0, 10), 1.0000, 0.6075, 1.0000),
    ];
    for (a, b, difference, low, high) in cases {
        let (found, interval) = Share::new(a.0, a.1)
            .difference(Share::new(b.0, b.1))
            .unwrap();
        let right = near(found, difference) && near(interval.low, low) && near(interval.high, high);
        assert!(right, "{a:?} {b:?}: {found} {interval:?}");
    }
}
