//! Norwegian bank days. Payments move on bank days only; a due date on any
//! other day is settled on the next one.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};

/// Easter Sunday of a year in the Gregorian calendar (Meeus, Jones and
/// Butcher's algorithm).
pub fn easter_sunday(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, (n / 31) as i8, (n % 31 + 1) as i8)
}

/// Whether banks settle on this day. Besides weekends: New Year's Day, Maundy
/// Thursday, Good Friday, Easter Monday, 1 May, 17 May, Ascension Day, Whit
/// Monday, 25 and 26 December. 24 and 31 December are bank days.
pub fn is_bank_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day)
}

fn is_holiday(day: Date) -> bool {
    let fixed = matches!(
        (day.month(), day.day()),
        (1 | 5, 1) | (5, 17) | (12, 25 | 26)
    );
    fixed || {
        let from_easter = (day - easter_sunday(day.year())).get_days();
        matches!(from_easter, -3 | -2 | 1 | 39 | 50)
    }
}

/// The day itself if banks settle on it, else the next day on which they do.
pub fn bank_day_from(day: Date) -> Date {
    let mut day = day;
    while !is_bank_day(day) {
        match day.checked_add(1.day()) {
            Ok(next) => day = next,
            Err(_) => return day,
        }
    }
    day
}

#[cfg(test)]
mod tests;
