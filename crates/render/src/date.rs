//! Days, instants, weeks, ranges and relative time.
//!
//! A day (`jiff::civil::Date`) has no zone; an instant is always shown in the
//! zone the caller gives, since the same event happens on two dates for two
//! readers.

mod range;
mod relative;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::formats::{Formats, MINUS};
use crate::language::Language;

impl Formats {
    /// A day in a table: `03.01.2026`, `3 Jan 2026`.
    #[must_use]
    pub fn date(&self, day: Date) -> String {
        match self.language {
            Language::Bokmaal => {
                format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
            }
            Language::English => self.date_medium(day),
        }
    }

    /// A day in running text: `3. januar 2026`, `3 January 2026`.
    #[must_use]
    pub fn date_long(&self, day: Date) -> String {
        let month = self.months_long[month_index(day)];
        format!("{} {month} {}", self.day_of_month(day), day.year())
    }

    /// An instant in a table: `23.11.2026 15:05`, `23 Nov 2026 15:05`.
    #[must_use]
    pub fn date_time(&self, instant: Timestamp, zone: &TimeZone) -> String {
        let local = zone.to_datetime(instant);
        format!("{} {}", self.date(local.date()), clock(local))
    }

    /// Only the time of day: `15:05`. Same in both languages.
    #[must_use]
    pub fn time(&self, instant: Timestamp, zone: &TimeZone) -> String {
        clock(zone.to_datetime(instant))
    }

    /// An instant to the second with its zone, for titles and audit:
    /// `25.10.2026 02:30:00 CEST (UTC+02:00)`. The zone tells the two
    /// half-past-twos of an October night apart.
    #[must_use]
    pub fn date_time_exact(&self, instant: Timestamp, zone: &TimeZone) -> String {
        let info = zone.to_offset_info(instant);
        let local = info.offset().to_datetime(instant);
        let utc = utc_offset(info.offset().seconds());
        let day = self.date(local.date());
        let seconds = local.second();
        // Zones without a name of their own carry digits ("+03"): say it once.
        let abbreviation = info.abbreviation();
        if abbreviation.starts_with(char::is_alphabetic) && abbreviation != utc {
            format!("{day} {}:{seconds:02} {abbreviation} ({utc})", clock(local))
        } else {
            format!("{day} {}:{seconds:02} {utc}", clock(local))
        }
    }

    /// The value of `<time datetime>` for an instant: RFC 3339 in UTC, to the
    /// second.
    #[must_use]
    pub fn datetime_attribute(&self, instant: Timestamp) -> String {
        instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// The value of `<time datetime>` and of date fields for a day.
    #[must_use]
    pub fn date_attribute(&self, day: Date) -> String {
        day.to_string()
    }

    /// A month on an axis: `nov. 2026`, `Nov 2026`.
    #[must_use]
    pub fn month(&self, day: Date) -> String {
        format!("{} {}", self.months_short[month_index(day)], day.year())
    }

    /// A month in running text: `november 2026`, `November 2026`.
    #[must_use]
    pub fn month_long(&self, day: Date) -> String {
        format!("{} {}", self.months_long[month_index(day)], day.year())
    }

    /// A month without its year, for an axis that shows the year below:
    /// `nov.`, `Nov`.
    #[must_use]
    pub fn month_name(&self, day: Date) -> &str {
        self.months_short[month_index(day)]
    }

    /// The ISO week of a day: `uke 53 2026`. The year is the week's own, not
    /// the day's: 1 January 2027 lies in week 53 of 2026.
    #[must_use]
    pub fn week(&self, day: Date) -> String {
        let week = day.iso_week_date();
        let word = self.language.pick("uke", "week");
        format!("{word} {} {}", week.week(), week.year())
    }

    /// `3.` or `3`: the day of the month as it stands before a month name.
    fn day_of_month(&self, day: Date) -> String {
        format!("{}{}", day.day(), self.language.pick(".", ""))
    }

    /// `3. jan. 2026` or `3 Jan 2026`.
    fn date_medium(&self, day: Date) -> String {
        format!(
            "{} {} {}",
            self.day_of_month(day),
            self.month_name(day),
            day.year()
        )
    }
}

fn clock(local: DateTime) -> String {
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// `UTC+02:00`; plain `UTC` at the meridian.
fn utc_offset(seconds: i32) -> String {
    if seconds == 0 {
        return "UTC".to_owned();
    }
    let sign = if seconds < 0 { MINUS } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn month_index(day: Date) -> usize {
    usize::from(day.month().unsigned_abs()) - 1
}

#[cfg(test)]
mod tests;
