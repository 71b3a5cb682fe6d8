//! When a report is due. Pure: days of the calendar and the clock on the wall.

use domain::calendar::bank_day_from;
use domain::period::{Period, Unit};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use reports::Timetable;

/// The most days that waiting for a bank day moves a report; Easter takes five.
const BANK_DAYS_WAIT_MAX: i64 = 14;

/// When the report of a period is due. A time that the clock skips in spring
/// is the moment as long after midnight, one that it shows twice in autumn is
/// the first of the two.
pub fn due_at(period: Period, timetable: &Timetable, zone: &TimeZone) -> Timestamp {
    let after = i64::from(timetable.days_after);
    let day = period.last_day().saturating_add(after.days());
    let day = match timetable.bank_days {
        true => bank_day_from(day),
        false => day,
    };
    let (hour, minute) = (timetable.hour.clamp(0, 23), timetable.minute.clamp(0, 59));
    let local = day.at(hour, minute, 0, 0);
    let zoned = zone.to_ambiguous_zoned(local).compatible();
    // Only at the ends of what the calendar can say.
    zoned.map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

/// The periods that become due after a moment and no later than another, in
/// order; so many, and whatever is due at the moment of the last.
pub fn due_between(
    unit: Unit,
    timetable: &Timetable,
    zone: &TimeZone,
    (after, until): (Timestamp, Timestamp),
    limit: usize,
) -> Vec<(Period, Timestamp)> {
    let back = i64::from(timetable.days_after) + BANK_DAYS_WAIT_MAX + 1;
    let first = local(after, zone).saturating_sub(back.days());
    let mut period = Period::of(first, unit);
    let mut due = Vec::new();
    loop {
        let at = due_at(period, timetable, zone);
        // What is due at one moment is never told apart: whoever goes on from
        // the last moment would miss the rest.
        let is_full = due.len() >= limit && due.last().is_some_and(|(_, last)| *last != at);
        if at > until || is_full {
            return due;
        }
        if at > after {
            due.push((period, at));
        }
        let Ok(next) = period.last_day().checked_add(1.day()) else {
            return due;
        };
        period = Period::of(next, unit);
    }
}

/// The last period that was over on a day.
pub fn period_of(unit: Unit, today: Date) -> Period {
    Period::of(today, unit).previous()
}

fn local(moment: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(moment).date()
}

#[cfg(test)]
mod tests;
