use super::*;
use jiff::civil::date;

#[test]
fn the_grid_is_fine_at_first_and_coarse_later_and_rounds_up() {
    for minutes in (0..90_000).step_by(7) {
        let on_grid = grid::minutes(grid::code(minutes));
        let step = if minutes <= 1440 {
            1
        } else if minutes <= 14 * 1440 {
            15
        } else {
            60
        };
        assert!(
            (minutes..minutes + step).contains(&on_grid),
            "{minutes} became {on_grid}"
        );
    }
    let codes: Vec<u32> = (0..90_000).map(grid::code).collect();
    assert!(codes.is_sorted());
}

#[test]
fn local_days_change_at_local_midnight_in_summer_and_in_winter() {
    let zone = TimeZone::get("Europe/Oslo").expect("the zone is bundled");
    let now: Timestamp = "2026-11-23T12:00Z".parse().unwrap();
    let follow = Follow::to(now, 0, &zone);
    for (moment, day) in [
        ("2026-07-01T21:59Z", date(2026, 7, 1)),
        ("2026-07-01T22:00Z", date(2026, 7, 2)),
        ("2026-12-01T22:59Z", date(2026, 12, 1)),
        ("2026-12-01T23:00Z", date(2026, 12, 2)),
        ("2025-10-26T00:30Z", date(2025, 10, 26)),
    ] {
        let minute = moment.parse::<Timestamp>().unwrap().as_second() / 60;
        let expected = i64::from(crate::days::number(day));
        assert_eq!(follow.local_day(minute), expected, "{moment}");
    }
}

#[test]
fn what_was_received_long_after_it_was_issued_is_watched_from_then_on() {
    let watched = |end, entered| Watched {
        end,
        now: 100,
        entered,
        longest: 1000,
    };
    let spell = watched(None, 30).spell().unwrap();
    assert_eq!(
        (spell.entered, spell.left, spell.ending),
        (30, 100, Ending::Open)
    );
    let spell = watched(Some((-4, Ending::Reached)), 0).spell().unwrap();
    assert_eq!(
        (spell.left, spell.ending),
        (0, Ending::Reached),
        "paid before it was issued"
    );
    let spell = watched(Some((2000, Ending::Reached)), 0).spell().unwrap();
    assert_eq!((spell.left, spell.ending), (100, Ending::Open));
}
