//! The steps of a document's way, and how long each takes.

use super::curve::Clock;
use super::grouped::Look;
use crate::columns::Field;
use crate::survival::{Ending, Spell};
use domain::{Channel, PaymentState};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

/// Documents received so many days after they were issued or sent, or fewer,
/// are watched from the start; those received later are history that was
/// imported, and are watched from the day they were received (late entry).
pub const FRESH_DAYS: u32 = 7;
/// A restricted mean counts longer times as this.
pub const HORIZON_DAYS: u32 = 60;
/// Days after the last day to pay until a payment is called missing: the bank
/// tells of a payment up to so many days after its value date.
pub const GRACE_DAYS: i32 = 3;
/// Nothing is watched for longer; what is open then counts as open at it.
pub(super) const DAYS_MAX: i64 = 1_096;
pub(super) const MINUTES_MAX: i64 = HORIZON_DAYS as i64 * DAY;
pub(super) const DAY: i64 = 24 * 60;

/// A step on a document's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// From our receiving it to its being sent.
    Sent,
    /// From being sent to having arrived.
    Delivered,
    /// From having arrived to being opened, where a receipt tells.
    Opened,
    /// The same for e-mail, where an open is only an indication.
    OpenedByEmail,
    /// From having arrived to being paid.
    PaidAfterArrival,
    /// From the day on it to being paid.
    Paid,
}

impl Step {
    /// Every step, in the order of the way.
    pub const ALL: [Self; 6] = [
        Self::Sent,
        Self::Delivered,
        Self::Opened,
        Self::OpenedByEmail,
        Self::PaidAfterArrival,
        Self::Paid,
    ];

    /// The name in JSON and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Opened => "opened",
            Self::OpenedByEmail => "opened_by_email",
            Self::PaidAfterArrival => "paid_after_arrival",
            Self::Paid => "paid",
        }
    }

    /// What its times count.
    pub const fn clock(self) -> Clock {
        match self {
            Self::PaidAfterArrival | Self::Paid => Clock::Days,
            _ => Clock::Minutes,
        }
    }

    /// The columns that it is worked out from.
    pub(super) const fn fields(self) -> &'static [Field] {
        match self {
            Self::Sent => &[Field::Received, Field::Sent],
            Self::Delivered => &[Field::Received, Field::Sent, Field::Delivered],
            Self::Opened | Self::OpenedByEmail => {
                &[Field::Received, Field::Delivered, Field::Opened]
            }
            Self::Paid => &[Field::ReceivedOn, Field::Issued, Field::Paid, Field::Closed],
            Self::PaidAfterArrival => &[
                Field::Received,
                Field::ReceivedOn,
                Field::Delivered,
                Field::Paid,
                Field::Closed,
            ],
        }
    }

    /// Whether something can happen that rules it out.
    pub(super) const fn competes(self) -> bool {
        matches!(self, Self::PaidAfterArrival | Self::Paid)
    }

    /// The time that a restricted mean counts longer times as.
    pub(super) const fn horizon(self) -> u32 {
        match self.clock() {
            Clock::Days => HORIZON_DAYS,
            Clock::Minutes => HORIZON_DAYS * DAY as u32,
        }
    }
}

/// How far documents are followed, and how moments become local days.
pub(super) struct Follow {
    pub(super) now: i64,
    /// The last day that is over.
    pub(super) until: i64,
    offsets: Vec<(i64, i64)>,
}

impl Follow {
    /// Follows documents to `now`, and their payments to the end of the day
    /// before `today`: banks tell of a payment the day after at the earliest.
    pub(super) fn to(now: Timestamp, today: i32, zone: &TimeZone) -> Self {
        Self {
            now: now.as_second().div_euclid(60),
            until: i64::from(today) - 1,
            offsets: offsets(now, zone),
        }
    }

    /// The spell of a document on a step, in the step's grid of times (see
    /// [`grid`]); `None` where the step is not one of its.
    pub(super) fn spell(&self, step: Step, seen: &impl Look) -> Option<Spell> {
        match step.clock() {
            Clock::Minutes => self.minutes(step, seen),
            Clock::Days => self.days(step, seen),
        }
    }

    fn minutes(&self, step: Step, seen: &impl Look) -> Option<Spell> {
        let at = |field| seen.get(field).map(i64::from);
        let email = seen.shape().channel == Channel::Email;
        // All in minutes after it was received.
        let (start, end) = match step {
            Step::Sent => (0, at(Field::Sent)),
            Step::Delivered => (at(Field::Sent)?, at(Field::Delivered)),
            _ if !seen.shape().tells_opened() || email != (step == Step::OpenedByEmail) => {
                return None;
            }
            _ => (at(Field::Delivered)?, at(Field::Opened)),
        };
        let now = self.now - at(Field::Received)?;
        let fresh = i64::from(FRESH_DAYS) * DAY;
        let entered = if start < -fresh { -start } else { 0 };
        let watched = Watched {
            end: end
                .filter(|end| *end <= now)
                .map(|end| (end - start, Ending::Reached)),
            now: now - start,
            entered,
            longest: MINUTES_MAX,
        };
        let spell = watched.spell()?;
        Some(Spell {
            entered: grid::code(spell.entered),
            left: grid::code(spell.left),
            ending: spell.ending,
        })
    }

    fn days(&self, step: Step, seen: &impl Look) -> Option<Spell> {
        if seen.shape().payment == PaymentState::None {
            return None;
        }
        let at = |field| seen.get(field).map(i64::from);
        let received = at(Field::ReceivedOn)?;
        let start = match step {
            Step::Paid => at(Field::Issued).unwrap_or(received),
            _ => self.local_day(at(Field::Received)? + at(Field::Delivered)?),
        };
        let instead = match seen.shape().payment {
            PaymentState::Cancelled => Ending::Otherwise(1),
            _ => Ending::Otherwise(0),
        };
        let paid = at(Field::Paid).map(|day| (day, Ending::Reached));
        let end = paid.or_else(|| at(Field::Closed).map(|day| (day, instead)));
        let late = received - start;
        let watched = Watched {
            end: end
                .filter(|(day, _)| *day <= self.until)
                .map(|(day, how)| (day - start, how)),
            now: self.until - start,
            entered: if late > i64::from(FRESH_DAYS) {
                late
            } else {
                0
            },
            longest: DAYS_MAX,
        };
        watched.spell()
    }

    /// The zone's offset in minutes, if it is the same from one minute since
    /// 1970 UTC to another.
    pub(super) fn offset(&self, first: i64, last: i64) -> Option<i64> {
        let at = |minute: i64| self.offsets.partition_point(|(from, _)| *from <= minute);
        let (first, last) = (at(first), at(last));
        let known = first.checked_sub(1).filter(|_| first == last);
        known.map(|at| self.offsets[at].1)
    }

    /// The local day of a minute since 1970 UTC.
    pub(super) fn local_day(&self, minute: i64) -> i64 {
        let after = self.offsets.partition_point(|(from, _)| *from <= minute);
        let offset = after.checked_sub(1).map_or(0, |at| self.offsets[at].1);
        (minute + offset).div_euclid(DAY)
    }
}

/// Offsets of the zone in minutes, each from a minute on, some years around
/// now; before these the first holds.
fn offsets(now: Timestamp, zone: &TimeZone) -> Vec<(i64, i64)> {
    const YEARS_BACK_S: i64 = 12 * 366 * 24 * 3600;
    const CHANGES_MAX: usize = 64;
    let minutes = |offset: Offset| i64::from(offset.seconds().div_euclid(60));
    let begin = Timestamp::from_second(now.as_second() - YEARS_BACK_S).unwrap_or(Timestamp::MIN);
    let first = (i64::MIN, minutes(zone.to_offset(begin)));
    let changes = zone.following(begin).take(CHANGES_MAX);
    let later = changes.map(|change| {
        let from = change.timestamp().as_second().div_euclid(60);
        (from, minutes(change.offset()))
    });
    std::iter::once(first).chain(later).collect()
}

/// Times after the start of the clock.
struct Watched {
    end: Option<(i64, Ending)>,
    now: i64,
    entered: i64,
    longest: i64,
}

impl Watched {
    /// `None` where the clock has not started yet.
    fn spell(self) -> Option<Spell> {
        if self.now < 0 && self.end.is_none() {
            return None;
        }
        // What happened before the clock started happened at once.
        let (left, ending) = match self.end {
            Some((at, how)) if at <= self.longest => (at.max(0), how),
            _ => (self.now.min(self.longest), Ending::Open),
        };
        Some(Spell {
            entered: u32::try_from(self.entered).unwrap_or(u32::MAX),
            left: u32::try_from(left).unwrap_or(u32::MAX),
            ending,
        })
    }
}

/// Minutes on a grid: every minute of the first day, quarters of an hour for
/// two weeks, then hours. Rounded up, so that by a time of the grid it has
/// happened. A code is the place of a time on the grid.
pub(super) mod grid {
    const FINE: u32 = 24 * 60;
    const QUARTERS: u32 = 13 * 24 * 4;
    const COARSE: u32 = FINE + QUARTERS * 15;

    /// The first place on the grid at or after so many minutes.
    pub(crate) const fn code(minutes: u32) -> u32 {
        if minutes <= FINE {
            minutes
        } else if minutes <= COARSE {
            FINE + (minutes - FINE).div_ceil(15)
        } else {
            FINE + QUARTERS + (minutes - COARSE).div_ceil(60)
        }
    }

    /// The minutes of a place on the grid.
    pub(crate) const fn minutes(code: u32) -> u32 {
        if code <= FINE {
            code
        } else if code <= FINE + QUARTERS {
            FINE + (code - FINE) * 15
        } else {
            COARSE + (code - FINE - QUARTERS) * 60
        }
    }
}

#[cfg(test)]
mod tests;
