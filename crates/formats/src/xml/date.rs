//! Days and moments as XML writes them.

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, tz::TimeZone};

/// A date of XML Schema: the day as written, whatever its time zone, which
/// says where the day was meant and not another day.
pub(crate) fn day(written: &str) -> Option<Date> {
    let (day, zone) = written.split_at_checked(10)?;
    let is_zone = match zone.as_bytes() {
        [] | [b'Z' | b'T', ..] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => {
            [h1, h2, m1, m2].iter().all(|digit| digit.is_ascii_digit())
        }
        _ => false,
    };
    let shape_is_right = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !is_zone || !shape_is_right {
        return None;
    }
    let year = day[..4].parse().ok()?;
    let month = day[5..7].parse().ok()?;
    Date::new(year, month, day[8..].parse().ok()?).ok()
}

/// A day in eight digits, whatever stands behind it.
pub(crate) fn digits(written: &str) -> Option<Date> {
    let (day, _) = written.split_at_checked(8)?;
    if !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let month = day[4..6].parse().ok()?;
    Date::new(day[..4].parse().ok()?, month, day[6..].parse().ok()?).ok()
}

/// A moment of XML Schema, as written. One without a zone is taken as the
/// time in Norway, because that is where the files of this program come from.
pub(crate) fn moment(written: &str) -> Option<Timestamp> {
    if let Ok(moment) = written.parse::<Timestamp>() {
        return Some(moment);
    }
    match written.parse::<DateTime>() {
        Ok(local) if written.len() > 10 => in_norway(local),
        _ => in_norway(day(written)?.to_datetime(jiff::civil::Time::midnight())),
    }
}

/// The moment at which it is this time in Norway.
pub(crate) fn in_norway(local: DateTime) -> Option<Timestamp> {
    let zone = TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC);
    Some(local.to_zoned(zone).ok()?.timestamp())
}

/// The last second of a day in Norway: the time of an answer that is dated
/// only by its day, so that it comes after what it answers.
pub(crate) fn end_of(day: Date) -> Option<Timestamp> {
    in_norway(day.at(23, 59, 59, 0))
}
