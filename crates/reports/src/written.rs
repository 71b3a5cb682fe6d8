//! Days, moments and amounts as files have them. Written by hand because a
//! list of a million rows has five of them in each; what is out of the
//! ordinary goes the long way.

use domain::Money;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use std::fmt::Write as _;

/// `2026-11-30`.
pub(crate) fn iso_day(out: &mut String, day: Date) {
    match is_usual(day) {
        true => {
            let [c, y, m, d] = parts(day);
            ascii(
                out,
                &[c[0], c[1], y[0], y[1], b'-', m[0], m[1], b'-', d[0], d[1]],
            );
        }
        false => put(out, day),
    }
}

/// `30.11.2026`.
pub(crate) fn norwegian_day(out: &mut String, day: Date) {
    match is_usual(day) {
        true => {
            let [c, y, m, d] = parts(day);
            ascii(
                out,
                &[d[0], d[1], b'.', m[0], m[1], b'.', c[0], c[1], y[0], y[1]],
            );
        }
        false => put(out, day.strftime("%d.%m.%Y")),
    }
}

/// `2026-11-02T09:30:00+01:00`, by the clock of a time zone.
pub(crate) fn iso_moment(out: &mut String, moment: Timestamp, zone: &TimeZone) {
    let offset = zone.to_offset(moment);
    let local = offset.to_datetime(moment);
    if !is_usual(local.date()) || offset.seconds() % 60 != 0 {
        let zoned = moment.to_zoned(zone.clone());
        return put(out, zoned.strftime("%Y-%m-%dT%H:%M:%S%:z"));
    }
    iso_day(out, local.date());
    out.push('T');
    clock(out, local);
    out.push(':');
    ascii(out, &two(local.second().unsigned_abs()));
    out.push(if offset.is_negative() { '-' } else { '+' });
    let minutes = offset.seconds().unsigned_abs() / 60;
    number(out, (minutes / 60).into(), 2);
    out.push(':');
    number(out, (minutes % 60).into(), 2);
}

/// `02.11.2026 09:30`, by the clock of a time zone.
pub(crate) fn norwegian_moment(out: &mut String, moment: Timestamp, zone: &TimeZone) {
    let local = zone.to_datetime(moment);
    norwegian_day(out, local.date());
    out.push(' ');
    clock(out, local);
}

/// `-1234.50`, with this sign between the whole and its decimals.
pub(crate) fn amount(out: &mut String, money: Money, point: char) {
    if money.minor < 0 {
        out.push('-');
    }
    let exponent = money.currency.exponent();
    let unit = 10_u64.pow(exponent);
    let minor = money.minor.unsigned_abs();
    number(out, minor / unit, 1);
    if exponent > 0 {
        out.push(point);
        number(out, minor % unit, exponent as usize);
    }
}

/// A whole number with at least so many digits.
pub(crate) fn number(out: &mut String, mut number: u64, width: usize) {
    // Twenty digits are the most that there are.
    let mut digits = [b'0'; 20];
    let mut at = digits.len();
    while number > 0 {
        at -= 1;
        digits[at] = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
    }
    let from = at.min(digits.len() - width.min(digits.len()));
    ascii(out, &digits[from..]);
}

fn clock(out: &mut String, local: DateTime) {
    let (h, m) = (
        two(local.hour().unsigned_abs()),
        two(local.minute().unsigned_abs()),
    );
    ascii(out, &[h[0], h[1], b':', m[0], m[1]]);
}

/// Century, year, month and day of a usual day, two digits each.
fn parts(day: Date) -> [[u8; 2]; 4] {
    let year = day.year().unsigned_abs();
    let pair = |number: u16| two(u8::try_from(number % 100).unwrap_or_default());
    [
        pair(year / 100),
        pair(year),
        two(day.month().unsigned_abs()),
        two(day.day().unsigned_abs()),
    ]
}

/// The digits of a number below a hundred.
const fn two(number: u8) -> [u8; 2] {
    [b'0' + number / 10 % 10, b'0' + number % 10]
}

fn ascii(out: &mut String, text: &[u8]) {
    out.push_str(std::str::from_utf8(text).expect("digits and signs are ASCII"));
}

/// Whether the year has four digits.
fn is_usual(day: Date) -> bool {
    (1000..=9999).contains(&day.year())
}

pub(crate) fn put(out: &mut String, value: impl std::fmt::Display) {
    write!(out, "{value}").expect("writing to a String does not fail");
}

#[cfg(test)]
mod tests;
