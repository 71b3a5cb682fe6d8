//! Curves, one entry after the other: at every time who is watched and what
//! happens, by definition and without any sorting or summing up.

use super::slowly::{NOTHING_ASKED, Slowly};
use domain::{Channel, Currency, Recipient};
use facts::Entry;
use facts::statistics::{Curve, Step};
use jiff::Timestamp;

const DAY: i64 = 24 * 60;

/// One watched document: from when to when, and whether it was reached or
/// ruled out; weighing so much.
struct Watched {
    entered: i64,
    left: i64,
    reached: bool,
    ruled_out: bool,
    weight: f64,
    currency: Option<Currency>,
}

/// From the start everybody is at risk; who was met later is after that.
fn at_risk(one: &Watched, time: i64) -> bool {
    time <= one.left && (one.entered == 0 || one.entered < time)
}

/// A time in minutes as it is counted: exact for a day, quarters of an hour
/// for two weeks, then hours.
fn counted(minutes: i64) -> i64 {
    let up = |minutes: i64, step: i64| (minutes + step - 1) / step * step;
    match minutes {
        ..=DAY => minutes,
        m if m <= 14 * DAY => up(m, 15),
        m => up(m, 60),
    }
}

impl Slowly<'_> {
    fn minutes(&self, entry: &Entry, step: Step) -> Option<Watched> {
        let standing = &entry.standing;
        let minute = |at: Timestamp| at.as_second().div_euclid(60);
        let email = standing.channel == Channel::Email;
        let knowable =
            standing.channel.can_tell_opened() && standing.recipient != Recipient::Unknowable;
        let received = entry.head.received_at;
        let (start, end) = match step {
            Step::Sent => (received, standing.sent_at),
            Step::Delivered => (standing.sent_at?, standing.delivered_at),
            Step::Opened if knowable && !email => (standing.delivered_at?, standing.opened_at),
            Step::OpenedByEmail if knowable && email => {
                (standing.delivered_at?, standing.opened_at)
            }
            _ => return None,
        };
        let late = minute(received) - minute(start);
        let now = minute(self.now) - minute(start);
        let end = end.filter(|end| minute(*end) <= minute(self.now));
        let end = end.map(|end| (minute(end) - minute(start)).max(0));
        let end = end.filter(|end| *end <= 60 * DAY);
        if now < 0 && end.is_none() {
            return None;
        }
        Some(Watched {
            entered: counted(if late > 7 * DAY { late } else { 0 }),
            left: counted(end.unwrap_or(now.min(60 * DAY))),
            reached: end.is_some(),
            ruled_out: false,
            weight: 1.0,
            currency: None,
        })
    }

    fn days(&self, entry: &Entry, step: Step) -> Option<Watched> {
        let (head, standing) = (&entry.head, &entry.standing);
        if standing.payment == NOTHING_ASKED {
            return None;
        }
        let received = self.received_on(entry);
        let start = match step {
            Step::Paid => head.issued_on.unwrap_or(received),
            _ => self.day(standing.delivered_at?),
        };
        let until = self.today.yesterday().ok()?;
        let closed = standing.closed_at.map(|at| self.day(at));
        let end = standing.paid_on.or(closed).filter(|day| *day <= until);
        let late = i64::from((received - start).get_days());
        let now = i64::from((until - start).get_days());
        if now < 0 && end.is_none() {
            return None;
        }
        let left = end.map(|day| i64::from((day - start).get_days()).max(0));
        Some(Watched {
            entered: if late > 7 { late } else { 0 },
            left: left.unwrap_or(now),
            reached: end.is_some() && standing.paid_on.is_some(),
            ruled_out: end.is_some() && standing.paid_on.is_none(),
            weight: head.amount.map_or(0.0, |amount| amount.minor as f64),
            currency: head.amount.map(|amount| amount.currency),
        })
    }

    fn watched(&self, step: Step) -> (Vec<Watched>, u64) {
        let all: Vec<Watched> = self
            .entries
            .iter()
            .filter_map(|entry| match step {
                Step::Paid | Step::PaidAfterArrival => self.days(entry, step),
                _ => self.minutes(entry, step),
            })
            .collect();
        let never = |one: &Watched| one.entered > 0 && one.left <= one.entered;
        let left_out = all.iter().filter(|one| never(one)).count() as u64;
        let watched = all.into_iter().filter(|one| !never(one));
        (watched.collect(), left_out)
    }

    pub(super) fn check_curve(&self, step: Step, fast: &Curve) {
        let (watched, left_out) = self.watched(step);
        let n = watched.len() as u64;
        let many =
            |so: &dyn Fn(&Watched) -> bool| watched.iter().filter(|one| so(one)).count() as u64;
        assert_eq!((fast.n, fast.left_out), (n, left_out), "{step:?}");
        assert_eq!(fast.reached, many(&|one| one.reached), "{step:?}");
        assert_eq!(fast.otherwise, many(&|one| one.ruled_out), "{step:?}");
        assert_eq!(fast.points.is_empty(), n < 10, "{step:?}");
        let slow = shares(&watched, |_| 1.0);
        for (point, (time, share)) in fast.points.iter().zip(&slow) {
            let at = *time;
            assert_eq!(i64::from(point.time), at, "{step:?}");
            assert!(
                (point.share - share).abs() < 1e-9,
                "{step:?} at {at}: {point:?} {share}"
            );
            assert_eq!(point.at_risk, many(&|one| at_risk(one, at)));
            assert_eq!(point.reached, many(&|one| one.reached && one.left <= at));
        }
        if n >= 10 {
            assert_eq!(fast.points.len(), slow.len(), "{step:?}");
            let half = slow
                .iter()
                .find(|(_, share)| *share > 0.5 - 1e-9)
                .map(|(time, _)| *time);
            let median = fast.median.value.map(|median| i64::from(median.time));
            assert_eq!(median, half, "{step:?}");
        }
    }

    pub(super) fn check_by_amount(&self, fast: &[(Currency, Curve)]) {
        let (watched, _) = self.watched(Step::Paid);
        for (currency, curve) in fast {
            let of: Vec<&Watched> = watched
                .iter()
                .filter(|one| one.currency == Some(*currency) && one.weight > 0.0)
                .collect();
            assert_eq!(curve.n, of.len() as u64);
            let slow = shares(&of, |one| one.weight);
            for (point, (time, share)) in curve.points.iter().zip(&slow) {
                assert_eq!(i64::from(point.time), *time);
                assert!((point.share - share).abs() < 1e-9);
            }
        }
    }
}

/// The share reached after every time at which anything changes.
fn shares<W: std::borrow::Borrow<Watched>>(
    watched: &[W],
    weight: impl Fn(&Watched) -> f64,
) -> Vec<(i64, f64)> {
    let all = || watched.iter().map(std::borrow::Borrow::borrow);
    let mut times: Vec<i64> = all()
        .flat_map(|one: &Watched| [one.entered, one.left])
        .collect();
    times.sort_unstable();
    times.dedup();
    let (mut reached, mut left) = (0.0, 1.0);
    let step = |time: i64| {
        let sum = |so: &dyn Fn(&Watched) -> bool| -> f64 {
            all().filter(|one: &&Watched| so(one)).map(&weight).sum()
        };
        let at_risk = sum(&|one| at_risk(one, time));
        let events = sum(&|one| one.left == time && one.reached);
        let others = sum(&|one| one.left == time && one.ruled_out);
        if events + others > 0.0 {
            reached += left * events / at_risk;
            left *= 1.0 - (events + others) / at_risk;
        }
        (time, reached)
    };
    times.into_iter().map(step).collect()
}
