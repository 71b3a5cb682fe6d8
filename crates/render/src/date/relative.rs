//! Time told by its distance from the present, for timelines.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::date::clock;
use crate::formats::Formats;
use crate::language::Language;

/// Beyond this distance a date says more than a number of days.
const RELATIVE_SECONDS_MAX: u64 = 7 * DAY;
/// Up to this distance hours are counted, even across midnight; beyond it the
/// calendar day matters more.
const HOURS_SECONDS_MAX: u64 = 12 * HOUR;
/// Closer than this is the present: clocks of senders differ.
const PRESENT_SECONDS_MAX: u64 = 45;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

impl Formats {
    /// How long before or after `now` an instant is: `for 3 timer siden`,
    /// `i går 15:05`, `om 2 dager`. Days are calendar days in `zone`, so
    /// "yesterday" is what the reader means by it. From seven days on it is
    /// the absolute [`Formats::date_time`].
    #[must_use]
    pub fn relative(&self, instant: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
        let ahead = instant > now;
        let seconds = instant.as_second().abs_diff(now.as_second());
        if seconds < PRESENT_SECONDS_MAX {
            return self.language.pick("akkurat nå", "just now").to_owned();
        }
        if seconds >= RELATIVE_SECONDS_MAX {
            return self.date_time(instant, zone);
        }
        if seconds < HOUR - MINUTE / 2 {
            let minutes = (seconds + MINUTE / 2) / MINUTE;
            return self.distance(
                minutes.max(1),
                ahead,
                ["minutt", "minutter", "minute", "minutes"],
            );
        }
        let local = zone.to_datetime(instant);
        let days = (local.date() - zone.to_datetime(now).date()).get_days();
        if seconds < HOURS_SECONDS_MAX || days == 0 {
            let hours = (seconds + HOUR / 2) / HOUR;
            return self.distance(hours, ahead, ["time", "timer", "hour", "hours"]);
        }
        match days {
            -1 => format!(
                "{} {}",
                self.language.pick("i går", "yesterday"),
                clock(local)
            ),
            1 => format!(
                "{} {}",
                self.language.pick("i morgen", "tomorrow"),
                clock(local)
            ),
            days => {
                let days = days.unsigned_abs().into();
                self.distance(days, ahead, ["dag", "dager", "day", "days"])
            }
        }
    }

    /// "3 units ago" or "in 3 units"; words are nb one, nb many, en one, en
    /// many.
    fn distance(&self, number: u64, ahead: bool, words: [&str; 4]) -> String {
        let [nb_one, nb_many, en_one, en_many] = words;
        let one = number == 1;
        match (self.language, ahead) {
            (Language::Bokmaal, false) => {
                format!("for {number} {} siden", if one { nb_one } else { nb_many })
            }
            (Language::Bokmaal, true) => {
                format!("om {number} {}", if one { nb_one } else { nb_many })
            }
            (Language::English, false) => {
                format!("{number} {} ago", if one { en_one } else { en_many })
            }
            (Language::English, true) => {
                format!("in {number} {}", if one { en_one } else { en_many })
            }
        }
    }
}
