//! The days of the demo in Norwegian local time, as a table: a day is its
//! place in the table, so that "fourteen days later" is an addition and a
//! bank day a lookup. Instants are seconds since 1970.

use domain::calendar::is_bank_day;
use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

/// The place of a day in the table.
pub(super) type DayNo = usize;

/// Seconds in an hour.
pub(super) const HOUR: i64 = 3600;
/// Seconds in a day without a change of the clock.
pub(super) const DAY: i64 = 24 * HOUR;

/// Days told after today: the longest story (reminder, debt collection, the
/// last late payment) ends within them.
const DAYS_AFTER: usize = 300;
/// Days told at most before today; sixteen months are 488.
const DAYS_BEFORE_MAX: usize = 500;

/// The table of days, from the first day of the demo to well after today.
#[derive(Debug, Clone)]
pub(super) struct Days {
    table: Vec<Day>,
    today: DayNo,
    now: i64,
}

#[derive(Debug, Clone, Copy)]
struct Day {
    date: Date,
    starts_at: i64,
    next_bank_day: DayNo,
}

impl Days {
    /// The days from so many months before `now` on.
    pub(super) fn until(now: Timestamp, months: i32) -> Self {
        let zone = oslo();
        let today = zone.to_datetime(now).date();
        let first = today
            .saturating_sub(months.months())
            .tomorrow()
            .unwrap_or(today);
        let dates: Vec<Date> = first
            .series(1.day())
            .take(DAYS_BEFORE_MAX + DAYS_AFTER)
            .collect();
        let starts_at = |date: Date| {
            let noon = date.at(12, 0, 0, 0);
            let noon = zone.to_ambiguous_timestamp(noon).compatible();
            noon.map_or(0, |noon| noon.as_second() - DAY / 2)
        };
        let mut table: Vec<Day> = dates
            .iter()
            .map(|&date| Day {
                date,
                starts_at: starts_at(date),
                next_bank_day: 0,
            })
            .collect();
        let mut next = table.len().saturating_sub(1);
        for (no, day) in table.iter_mut().enumerate().rev() {
            next = if is_bank_day(day.date) { no } else { next };
            day.next_bank_day = next;
        }
        let today = dates.partition_point(|date| *date < today);
        let now = now.as_second();
        Self { table, today, now }
    }

    /// The day that is being lived.
    pub(super) const fn today(&self) -> DayNo {
        self.today
    }

    /// The moment up to which things are known.
    pub(super) const fn now(&self) -> i64 {
        self.now
    }

    /// The date of a day; the last of the table for anything after it.
    pub(super) fn date(&self, day: DayNo) -> Date {
        self.day(day).date
    }

    /// The moment so many seconds into a day, by the clock of its noon.
    pub(super) fn at(&self, day: DayNo, seconds: i64) -> i64 {
        self.day(day).starts_at + seconds
    }

    /// The day of a moment.
    pub(super) fn day_of(&self, at: i64) -> DayNo {
        self.table
            .partition_point(|day| day.starts_at <= at)
            .saturating_sub(1)
    }

    /// Seconds into its day of a moment.
    pub(super) fn clock(&self, at: i64) -> i64 {
        at - self.at(self.day_of(at), 0)
    }

    /// The day itself if banks settle on it, else the next on which they do.
    pub(super) fn bank_day_from(&self, day: DayNo) -> DayNo {
        self.day(day).next_bank_day
    }

    /// The first bank day after a day.
    pub(super) fn bank_day_after(&self, day: DayNo) -> DayNo {
        self.bank_day_from(day + 1)
    }

    /// The day of a date; the first or last of the table for dates outside.
    pub(super) fn find(&self, date: Date) -> DayNo {
        self.table.partition_point(|day| day.date < date)
    }

    fn day(&self, day: DayNo) -> Day {
        self.table[day.min(self.table.len() - 1)]
    }
}

/// An instant of whole seconds.
pub(super) fn instant(at: i64) -> Timestamp {
    Timestamp::from_second(at).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Norwegian time from the table that is compiled in, so that the demo is the
/// same on machines with an older list of zones.
fn oslo() -> TimeZone {
    jiff::tz::TimeZoneDatabase::bundled()
        .get("Europe/Oslo")
        .unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days() -> Days {
        Days::until("2026-11-23T10:00:00Z".parse().unwrap(), 16)
    }

    #[test]
    fn sixteen_months_end_today() {
        let days = days();
        assert_eq!(days.date(0), jiff::civil::date(2025, 7, 24));
        assert_eq!(days.date(days.today()), jiff::civil::date(2026, 11, 23));
    }

    #[test]
    fn a_moment_lies_in_its_local_day() {
        let days = days();
        for local in ["2026-03-29", "2026-10-25", "2026-06-01"] {
            let day = days.find(local.parse().unwrap());
            for clock in [3 * HOUR, 12 * HOUR, 23 * HOUR] {
                assert_eq!(days.day_of(days.at(day, clock)), day, "{local}");
                assert_eq!(days.clock(days.at(day, clock)), clock, "{local}");
            }
        }
        let summer = days.find(jiff::civil::date(2026, 7, 1));
        let noon = instant(days.at(summer, 12 * HOUR));
        assert_eq!(noon.to_string(), "2026-07-01T10:00:00Z");
    }

    #[test]
    fn bank_days_skip_easter() {
        let days = days();
        let maundy_thursday = days.find(jiff::civil::date(2026, 4, 2));
        let tuesday = jiff::civil::date(2026, 4, 7);
        assert_eq!(days.date(days.bank_day_from(maundy_thursday)), tuesday);
    }
}
