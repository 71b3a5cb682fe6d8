//! Spans of days, kept as they were written and resolved against a day that
//! the caller calls today: a saved view that says `last30d` moves on with time.
//!
//! Days are local days of the organisation; weeks are ISO 8601 weeks, so
//! 1 January 2027 lies in week 53 of 2026.

use crate::code::vocabulary;
use jiff::ToSpan as _;
use jiff::civil::{Date, ISOWeekDate, Weekday, date};

mod read;
mod write;

vocabulary! {
    /// A unit of the calendar.
    Unit, "unit of time" {
        /// A day.
        Day = 1 "day",
        /// An ISO week, Monday to Sunday.
        Week = 2 "week",
        /// A month.
        Month = 3 "month",
        /// A year.
        Year = 4 "year",
    }
}

/// One day, week, month or year of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A day: `2026-10-01`.
    Day(Date),
    /// An ISO week by the year that it belongs to: `2026-W48`.
    Week {
        /// The ISO year, which is not always the year of its days.
        year: i16,
        /// 1 to 53.
        week: i8,
    },
    /// A month: `2026-10`.
    Month {
        /// The year.
        year: i16,
        /// 1 to 12.
        month: i8,
    },
    /// A year: `2026`.
    Year(i16),
}

/// A period, fixed or relative to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// The same days whenever it is asked.
    Fixed(Period),
    /// The day itself: `today`.
    Today,
    /// The day before: `yesterday`.
    Yesterday,
    /// So many days that end today, today included: `last7d`.
    LastDays(u16),
    /// So many days that begin today, today included: `next7d`.
    NextDays(u16),
    /// The calendar unit that today lies in: `this_month`.
    This(Unit),
    /// The calendar unit before that: `last_month`.
    Last(Unit),
}

/// Some days in a row, as someone wrote them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateSpan {
    /// One period: `2026-10`.
    In(When),
    /// From the first day of one to the last day of the other: `a..b`.
    Between(When, When),
    /// From its first day on: `a..` or `>=a`.
    From(When),
    /// To the end of its last day: `..b` or `<=b`.
    Until(When),
    /// Before its first day: `<a`.
    Before(When),
    /// After its last day: `>a`.
    After(When),
}

/// A span of days with today filled in; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Days {
    /// The first day; open where `None`.
    pub from: Option<Date>,
    /// The last day; open where `None`.
    pub to: Option<Date>,
}

/// Text that does not name days.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotDays {
    /// Not a period in any of the ways they can be written.
    #[error(
        "'{0}' does not name days; write 2026-10-01, 2026-10, 2026, 2026-W48, today, \
         last30d, this_month, two of these as a..b, or one with <, <=, > or >= before it"
    )]
    Unreadable(String),
    /// A day that the calendar does not have.
    #[error("'{0}' is not in the calendar")]
    NotInCalendar(String),
    /// The end lies before the beginning.
    #[error("'{0}' ends before it begins")]
    Backwards(String),
}

impl Period {
    /// The period of this unit that a day lies in.
    pub fn of(day: Date, unit: Unit) -> Self {
        match unit {
            Unit::Day => Self::Day(day),
            Unit::Week => {
                let week = day.iso_week_date();
                Self::Week {
                    year: week.year(),
                    week: week.week(),
                }
            }
            Unit::Month => Self::Month {
                year: day.year(),
                month: day.month(),
            },
            Unit::Year => Self::Year(day.year()),
        }
    }

    /// Which unit it is one of.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Day(_) => Unit::Day,
            Self::Week { .. } => Unit::Week,
            Self::Month { .. } => Unit::Month,
            Self::Year(_) => Unit::Year,
        }
    }

    /// Its first day. A period that is not in the calendar begins with the
    /// nearest day that is.
    pub fn first_day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Week { year, week } => {
                ISOWeekDate::new(year, week, Weekday::Monday).map_or(Date::MIN, ISOWeekDate::date)
            }
            Self::Month { year, month } => Date::new(year, month, 1).unwrap_or(Date::MIN),
            Self::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
        }
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        let first = self.first_day();
        match self {
            Self::Day(_) => first,
            Self::Week { .. } => first.saturating_add(6.days()),
            Self::Month { .. } => first.last_of_month(),
            Self::Year(_) => first.last_of_year(),
        }
    }

    /// The period of the same unit before it; itself at the beginning of time.
    pub fn previous(self) -> Self {
        let before = self.first_day().yesterday();
        before.map_or(self, |day| Self::of(day, self.unit()))
    }

    /// The period of the same unit after it; itself at the end of time.
    pub fn next(self) -> Self {
        let after = self.last_day().tomorrow();
        after.map_or(self, |day| Self::of(day, self.unit()))
    }

    /// Its days as a span.
    pub fn days(self) -> Days {
        Days {
            from: Some(self.first_day()),
            to: Some(self.last_day()),
        }
    }
}

impl When {
    /// The first and the last day of it, seen from `today`.
    pub fn ends(self, today: Date) -> (Date, Date) {
        let back = |days: u16| today.saturating_sub(i32::from(days.saturating_sub(1)).days());
        let ahead = |days: u16| today.saturating_add(i32::from(days.saturating_sub(1)).days());
        let whole = |period: Period| (period.first_day(), period.last_day());
        match self {
            Self::Fixed(period) => whole(period),
            Self::Today => (today, today),
            Self::Yesterday => whole(Period::Day(today).previous()),
            Self::LastDays(days) => (back(days), today),
            Self::NextDays(days) => (today, ahead(days)),
            Self::This(unit) => whole(Period::of(today, unit)),
            Self::Last(unit) => whole(Period::of(today, unit).previous()),
        }
    }
}

impl DateSpan {
    /// The days meant, seen from `today`.
    pub fn resolve(self, today: Date) -> Days {
        let first = |when: When| Some(when.ends(today).0);
        let last = |when: When| Some(when.ends(today).1);
        let days = |from, to| Days { from, to };
        match self {
            Self::In(when) => days(first(when), last(when)),
            Self::Between(a, b) => days(first(a), last(b)),
            Self::From(when) => days(first(when), None),
            Self::Until(when) => days(None, last(when)),
            Self::Before(when) => match when.ends(today).0.yesterday() {
                Ok(day) => days(None, Some(day)),
                Err(_) => Days::EMPTY,
            },
            Self::After(when) => match when.ends(today).1.tomorrow() {
                Ok(day) => days(Some(day), None),
                Err(_) => Days::EMPTY,
            },
        }
    }
}

impl From<Period> for DateSpan {
    fn from(period: Period) -> Self {
        Self::In(When::Fixed(period))
    }
}

impl Days {
    /// No day at all.
    pub const EMPTY: Self = Self {
        from: Some(date(9999, 12, 31)),
        to: Some(date(-9999, 1, 1)),
    };

    /// Whether a day belongs to the span.
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

#[cfg(test)]
pub(crate) mod tests;
