//! How many documents go out on which day: quiet weekends and holidays, a
//! peak around the turn of the month, a smaller one in its middle, a slow
//! July, and a group that grows a little.

use super::days::{DayNo, Days, HOUR};
use super::dice::{Dice, Purpose};
use domain::calendar::is_bank_day;
use jiff::civil::{Date, Weekday, date};

/// When the first file of a day comes.
const OPENS: i64 = 5 * HOUR + 30 * 60;
/// When the last file of a day has come.
const CLOSES: i64 = 17 * HOUR;
/// When the files that are made at night have come.
const NIGHT_FILES: i64 = OPENS + 45 * 60;
/// The latest day of September whose next day is in September too.
const LAST_TUESDAY: i8 = 29;
/// How many of a thousand documents come in the files made at night.
const AT_NIGHT: u32 = 650;

/// The two days in September on which Digipost was down, as moments.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outage {
    /// When it began.
    pub(super) from: i64,
    /// When it was over.
    pub(super) until: i64,
}

impl Outage {
    /// The outage of the latest September that is at least a month gone: from
    /// the morning of its last Tuesday but the 30th to the afternoon after,
    /// in the rush of the turn of the month.
    pub(super) fn of(days: &Days) -> Self {
        let latest = days.date(days.today().saturating_sub(30));
        let this_year = date(latest.year(), 9, LAST_TUESDAY);
        let last = match this_year <= latest {
            true => this_year,
            false => date(latest.year().saturating_sub(1), 9, LAST_TUESDAY),
        };
        let since_tuesday = last.weekday().since(Weekday::Tuesday);
        let tuesday = days
            .find(last)
            .saturating_sub(since_tuesday.unsigned_abs().into());
        Self {
            from: days.at(tuesday, OPENS),
            until: days.at(tuesday + 1, 15 * HOUR + 600),
        }
    }
}

/// How many documents come on each day up to today; the sum is `documents`.
pub(super) fn quotas(days: &Days, documents: usize) -> Vec<usize> {
    let weights: Vec<u64> = (0..=days.today()).map(|day| weight(days, day)).collect();
    let total: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    let mut before = 0;
    let mut sum: u128 = 0;
    weights
        .iter()
        .map(|weight| {
            sum += u128::from(*weight);
            let until = (sum * documents as u128 / total.max(1)) as usize;
            let quota = until - before;
            before = until;
            quota
        })
        .collect()
}

/// When the documents of a day come, earliest first.
pub(super) fn arrivals(seed: u64, days: &Days, day: DayNo, count: usize) -> Vec<i64> {
    let mut dice = Dice::new(seed, Purpose::Day, day);
    let closes = closes(days, day);
    let mut arrivals: Vec<i64> = (0..count)
        .map(|_| {
            let until = if dice.per_mille(AT_NIGHT) {
                closes.min(NIGHT_FILES)
            } else {
                closes
            };
            days.at(day, dice.between(OPENS, until.max(OPENS)))
        })
        .collect();
    arrivals.sort_unstable();
    arrivals
}

fn closes(days: &Days, day: DayNo) -> i64 {
    if day == days.today() {
        (days.now() - days.at(day, 0)).min(CLOSES)
    } else {
        CLOSES
    }
}

fn weight(days: &Days, day: DayNo) -> u64 {
    let date = days.date(day);
    let open = (closes(days, day) - OPENS).max(0) as u64;
    let grown = 1000 + 200 * day as u64 / (days.today() as u64).max(1);
    of_the_week(date) * of_the_month(date) * of_the_year(date) * grown * open
}

fn of_the_week(date: Date) -> u64 {
    match date.weekday() {
        _ if !is_bank_day(date) => 6,
        Weekday::Monday => 105,
        Weekday::Tuesday => 112,
        Weekday::Friday => 84,
        _ => 100,
    }
}

fn of_the_month(date: Date) -> u64 {
    match date.days_in_month() - date.day() {
        0..=2 => 30,
        _ if date.day() <= 2 => 24,
        _ if (14..=16).contains(&date.day()) => 15,
        _ => 10,
    }
}

fn of_the_year(date: Date) -> u64 {
    if date.month() == 7 { 8 } else { 10 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotas_add_up_and_month_ends_are_busiest() {
        let days = Days::until("2026-11-23T10:00:00Z".parse().unwrap(), 16);
        let quotas = quotas(&days, 50_000);
        assert_eq!(quotas.iter().sum::<usize>(), 50_000);
        let on = |text: &str| quotas[days.find(text.parse().unwrap())];
        assert!(on("2026-09-30") > 2 * on("2026-09-10"));
        assert!(on("2026-09-10") > 5 * on("2026-09-12"));
        assert!(on("2026-11-23") > 0);
    }

    #[test]
    fn before_the_first_file_of_the_day_nothing_came() {
        let days = Days::until("2026-11-23T03:00:00Z".parse().unwrap(), 16);
        let quotas = quotas(&days, 1000);
        assert_eq!(quotas[days.today()], 0);
        assert_eq!(quotas.iter().sum::<usize>(), 1000);
    }
}
