//! Days and minutes as small numbers, the way columns hold them.

use crate::columns::NONE;
use domain::calendar::bank_day_from;
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan as _};
use std::sync::LazyLock;

/// What "no day" reads as. Greater than every day, so that a span of days
/// never holds it.
pub(crate) const NO_DAY: i32 = i32::MAX;

/// Days from 1970 on whose next bank day is looked up in a table: to 2149.
const TABLED: i32 = 65_536;

/// Longest row of days on which banks are closed, with room to spare.
const CLOSED_MAX: usize = 30;

/// Days since 1970-01-01 in the Gregorian calendar. Computed here because
/// going through a span of time costs several times as much and every
/// document has four days.
pub(crate) fn number(day: Date) -> i32 {
    let (month, day_of_month) = (i32::from(day.month()), i32::from(day.day()));
    // Years begin in March here, so that the leap day comes last.
    let year = i32::from(day.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day_of_month - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The number of a day that may be missing, as columns are told.
pub(crate) fn number_or_none(day: Option<Date>) -> i64 {
    day.map_or(NONE, |day| i64::from(number(day)))
}

/// The day with a number; the nearest in the calendar where it has none.
pub(crate) fn day(number: i32) -> Date {
    let number = number.clamp(self::number(Date::MIN), self::number(Date::MAX));
    date(1970, 1, 1).saturating_add(number.days())
}

/// Minutes since 1970-01-01, UTC. Moments after the year 6000 all count as
/// the last minute that fits.
pub(crate) fn minute(at: Timestamp) -> i32 {
    let minute = at.as_second().div_euclid(60);
    i32::try_from(minute).unwrap_or(if minute < 0 { i32::MIN } else { i32::MAX })
}

/// A due date on or before this day is overdue on `today`. A due date moves
/// to the next bank day, so it is over once a bank day from it on has passed:
/// the last bank day before today decides.
pub(crate) fn overdue_until(today: Date) -> i32 {
    last_due_before(number(today))
}

/// The latest due date whose last day to pay lies before a day. Last days to
/// pay ascend with due dates, so one comparison tells all of them apart.
pub(crate) fn last_due_before(day: i32) -> i32 {
    let mut due = day.saturating_sub(1);
    for _ in 0..CLOSED_MAX {
        if bank_day(due) < day {
            break;
        }
        due = due.saturating_sub(1);
    }
    // Nothing is due before the calendar begins.
    if due < number(Date::MIN) {
        i32::MIN
    } else {
        due
    }
}

/// The bank days, to be asked many times.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BankDays {
    /// Days until the next bank day, from 1970 on.
    later: &'static [u8],
}

impl BankDays {
    pub(crate) fn get() -> Self {
        static LATER: LazyLock<Vec<u8>> = LazyLock::new(|| {
            let later = |day: i32| u8::try_from(next_bank_day(day) - day).unwrap_or(0);
            (0..TABLED).map(later).collect()
        });
        Self { later: &LATER }
    }

    /// The next bank day from a day on, that day included: the last day to
    /// pay what is due on it.
    pub(crate) fn from(self, number: i32) -> i32 {
        match self.later.get(number.cast_unsigned() as usize) {
            Some(later) => number + i32::from(*later),
            None => next_bank_day(number),
        }
    }
}

/// The next bank day from a day on, that day included.
pub(crate) fn bank_day(number: i32) -> i32 {
    BankDays::get().from(number)
}

#[cold]
fn next_bank_day(number: i32) -> i32 {
    match number {
        NO_DAY => NO_DAY,
        number => self::number(bank_day_from(day(number))),
    }
}

#[cfg(test)]
mod tests;
