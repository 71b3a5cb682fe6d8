use super::*;
use jiff::SignedDuration;
use jiff::civil::date;
use std::collections::BTreeMap;

fn oslo() -> TimeZone {
    TimeZone::get("Europe/Oslo").unwrap()
}

fn at(hour: i8, minute: i8) -> Timetable {
    Timetable {
        hour,
        minute,
        ..Timetable::default()
    }
}

fn due(day: Date, timetable: &Timetable) -> String {
    let moment = due_at(Period::Day(day), timetable, &oslo());
    moment
        .to_zoned(oslo())
        .strftime("%Y-%m-%d %H:%M %Z")
        .to_string()
}

#[test]
fn half_past_two_is_once_in_the_night_that_lacks_it_and_once_in_the_one_that_has_two() {
    let early = at(2, 30);
    assert_eq!(due(date(2027, 3, 26), &early), "2027-03-27 02:30 CET");
    assert_eq!(due(date(2027, 3, 27), &early), "2027-03-28 03:30 CEST");
    assert_eq!(due(date(2026, 10, 24), &early), "2026-10-25 02:30 CEST");
    assert_eq!(due(date(2026, 10, 25), &early), "2026-10-26 02:30 CET");
}

#[test]
fn on_bank_days_a_report_waits_over_the_holidays() {
    let banks = Timetable {
        bank_days: true,
        ..at(7, 0)
    };
    // Friday is reported on Monday, and what lies within Easter on the
    // Tuesday after it.
    assert_eq!(due(date(2026, 11, 27), &banks), "2026-11-30 07:00 CET");
    assert_eq!(due(date(2027, 3, 24), &banks), "2027-03-30 07:00 CEST");
    assert_eq!(due(date(2027, 3, 28), &banks), "2027-03-30 07:00 CEST");
}

/// A source of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % most
    }
}

/// Ten years of a planner that looks every minute to six hours, sleeps through
/// outages of up to twelve days, and dies between planning and noting it.
#[test]
fn over_ten_years_with_outages_each_report_is_due_exactly_once() {
    let start: Timestamp = "2026-11-26T10:00:00Z".parse().unwrap();
    let end: Timestamp = "2036-11-26T10:00:00Z".parse().unwrap();
    for (unit, timetable) in [
        (Unit::Day, at(2, 30)),
        (
            Unit::Day,
            Timetable {
                bank_days: true,
                ..at(7, 0)
            },
        ),
        (Unit::Week, at(2, 30)),
        (
            Unit::Month,
            Timetable {
                days_after: 3,
                bank_days: true,
                ..at(23, 59)
            },
        ),
        (Unit::Year, at(0, 0)),
    ] {
        let mut dice = Dice(7);
        let mut runs: BTreeMap<Period, u32> = BTreeMap::new();
        let (mut planned_until, mut now) = (start, start);
        while now < end {
            let minutes = match dice.below(100) {
                0 => 1 + dice.below(12 * 24 * 60),
                _ => 1 + dice.below(6 * 60),
            };
            now += SignedDuration::from_mins(minutes.try_into().unwrap());
            let limit = 1 + usize::try_from(dice.below(4)).unwrap();
            let found = due_between(unit, &timetable, &oslo(), (planned_until, now), limit);
            let is_cut = found.len() >= limit;
            for (period, _) in &found {
                // What the record's unique key does.
                runs.entry(*period).or_insert(1);
            }
            let died = dice.below(10) == 0;
            if !died {
                planned_until = match found.last() {
                    Some((_, due)) if is_cut => *due,
                    _ => now,
                };
            }
        }
        while let Some((_, due)) = due_between(unit, &timetable, &oslo(), (planned_until, now), 9)
            .into_iter()
            .inspect(|(period, _)| {
                runs.entry(*period).or_insert(1);
            })
            .last()
        {
            planned_until = due;
        }
        let all = due_between(unit, &timetable, &oslo(), (start, now), usize::MAX);
        let expected: Vec<Period> = all.iter().map(|(period, _)| *period).collect();
        let made: Vec<Period> = runs.keys().copied().collect();
        assert_eq!(made, expected, "{unit}");
        let moments: Vec<Timestamp> = all.iter().map(|(_, due)| *due).collect();
        assert!(moments.is_sorted(), "{unit}: in the order they are due");
    }
}
