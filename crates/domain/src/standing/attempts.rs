//! Attempts: where each stands, and which one counts for the document.

use super::{Attempt, keep_earliest, keep_latest};
use crate::axis::{Delivery, Evidence};
use crate::{AttemptKey, Channel, Fact, Problem};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub(super) struct Tally {
    by_key: BTreeMap<AttemptKey, One>,
}

#[derive(Default)]
struct One {
    started_at: Option<Timestamp>,
    sent_at: Option<Timestamp>,
    /// When it arrived, and how well that is known, each time it was said.
    arrivals: BTreeSet<(Timestamp, Evidence)>,
    /// The last time the channel said something good about it.
    good_at: Option<Timestamp>,
    /// The last final refusal, and whether it came back rather than failed.
    bad: Option<(Timestamp, bool)>,
    problem: Option<(Timestamp, Problem)>,
    fell_back: Option<(Timestamp, Channel)>,
    /// The last time that the sender took it back.
    recalled_at: Option<Timestamp>,
    no_open_receipt: bool,
}

impl Tally {
    pub(super) fn take(&mut self, at: Timestamp, fact: &Fact) {
        let Some(key) = fact.attempt() else { return };
        let one = self.by_key.entry(key.clone()).or_default();
        keep_earliest(&mut one.started_at, at);
        if let Some(problem) = fact.problem() {
            keep_latest(&mut one.problem, (at, problem.clone()));
        }
        match fact {
            Fact::Sent { open_receipt, .. } => {
                keep_earliest(&mut one.sent_at, at);
                keep_latest(&mut one.good_at, at);
                one.no_open_receipt |= !open_receipt;
            }
            Fact::Delivered { evidence, .. } => one.delivered(at, *evidence),
            Fact::Failed { .. } => keep_latest(&mut one.bad, (at, false)),
            Fact::Returned { .. } => keep_latest(&mut one.bad, (at, true)),
            Fact::FellBack { to, .. } => keep_earliest(&mut one.fell_back, (at, *to)),
            Fact::Recalled { .. } => keep_latest(&mut one.recalled_at, at),
            _ => {}
        }
    }

    /// An act of the recipient on a channel proves that the latest attempt
    /// there arrived, even if the channel itself never said so. Its last act
    /// proves that no refusal before it stands.
    pub(super) fn arrived_by_act(&mut self, channel: Channel, first: Timestamp, last: Timestamp) {
        let latest = self
            .by_key
            .iter()
            .filter(|(key, _)| key.channel == channel)
            .max_by_key(|(key, one)| (one.started_at, *key))
            .map(|(key, _)| key.clone());
        let is_looked_at = channel == Channel::Portal && latest.is_none();
        if is_looked_at && self.by_key.values().any(One::is_good) {
            // Where it was never sent as a link of its own, the link's page is
            // where it was looked at, and not the way it came.
            return;
        }
        let key = latest.unwrap_or_else(|| AttemptKey::on(channel));
        let one = self.by_key.entry(key).or_default();
        keep_earliest(&mut one.started_at, first);
        one.delivered(first, Evidence::RecipientAct);
        one.delivered(last, Evidence::RecipientAct);
    }

    /// Whether a receipt of opening was ordered for everything sent there.
    pub(super) fn open_receipt(&self, channel: Channel) -> bool {
        !self
            .by_key
            .iter()
            .any(|(key, one)| key.channel == channel && one.no_open_receipt)
    }

    pub(super) fn settle(&self) -> Vec<Attempt> {
        let mut attempts: Vec<Attempt> = self
            .by_key
            .iter()
            .filter_map(|(key, one)| one.settle(key))
            .collect();
        attempts.sort_by(|a, b| (a.started_at, &a.key).cmp(&(b.started_at, &b.key)));
        attempts
    }
}

impl One {
    fn delivered(&mut self, at: Timestamp, evidence: Evidence) {
        self.arrivals.insert((at, evidence));
        if evidence != Evidence::Presumed {
            keep_latest(&mut self.good_at, at);
        }
    }

    /// A refusal holds until the channel says something good that happened
    /// after it, which is how a second try under the same name looks. A clock
    /// that ran out is not something the channel said.
    fn refused(&self) -> Option<(Timestamp, Delivery)> {
        let (at, came_back) = self.bad?;
        let kind = if came_back {
            Delivery::Returned
        } else {
            Delivery::Failed
        };
        (self.good_at.is_none_or(|good| good <= at)).then_some((at, kind))
    }

    /// The arrivals that still hold: what arrived before a refusal was undone
    /// by it, and a second try has to arrive anew.
    fn arrivals(&self) -> impl Iterator<Item = (Timestamp, Evidence)> {
        let undone = match self.refused() {
            Some(_) => None,
            None => self.bad.map(|(at, _)| at),
        };
        let all = self.arrivals.iter().copied();
        all.filter(move |(at, _)| undone.is_none_or(|undone| undone < *at))
    }

    fn delivered_at(&self) -> Option<Timestamp> {
        let mut said = self
            .arrivals()
            .filter(|(_, how)| *how != Evidence::Presumed);
        said.next().map(|(at, _)| at)
    }

    fn presumed_at(&self) -> Option<Timestamp> {
        let mut presumed = self
            .arrivals()
            .filter(|(_, how)| *how == Evidence::Presumed);
        presumed.next().map(|(at, _)| at)
    }

    /// Taken back, and nothing good was said of it after that.
    fn is_recalled(&self) -> bool {
        let at = self.recalled_at;
        at.is_some_and(|at| self.good_at.is_none_or(|good| good <= at))
    }

    fn delivery(&self) -> Delivery {
        if self.is_recalled() {
            return Delivery::FellBack;
        }
        match (self.refused(), &self.fell_back) {
            (Some(_), Some(_)) => Delivery::FellBack,
            (Some((_, kind)), None) => kind,
            (None, _) if self.delivered_at().is_some() => Delivery::Delivered,
            (None, Some(_)) => Delivery::FellBack,
            (None, None) if self.presumed_at().is_some() => Delivery::PresumedDelivered,
            (None, None) if self.sent_at.is_some() => Delivery::Sent,
            (None, None) => Delivery::Queued,
        }
    }

    /// Whether it arrived, or may yet.
    fn is_good(&self) -> bool {
        !self.delivery().is_failure() && self.delivery() != Delivery::FellBack
    }

    fn evidence(&self) -> Option<Evidence> {
        let claimed = self.sent_at.map(|_| Evidence::Claimed);
        self.arrivals().map(|(_, how)| how).max().max(claimed)
    }

    fn settle(&self, key: &AttemptKey) -> Option<Attempt> {
        let delivery = self.delivery();
        Some(Attempt {
            key: key.clone(),
            delivery,
            evidence: self.evidence(),
            started_at: self.started_at?,
            sent_at: self.sent_at,
            delivered_at: match delivery {
                Delivery::Delivered => self.delivered_at(),
                Delivery::PresumedDelivered => self.presumed_at(),
                _ => None,
            },
            failed_at: self.refused().map(|(at, _)| at),
            problem: self.problem.as_ref().map(|(_, problem)| problem.clone()),
            fell_back_to: self.fell_back.map(|(_, to)| to),
        })
    }
}

/// The attempt that counts for the document: the last that arrived; failing
/// that the last presumed to; failing that the last not given up.
pub(super) fn that_counts(attempts: &[Attempt]) -> Option<&Attempt> {
    let last = |wanted: fn(Delivery) -> bool| attempts.iter().rfind(|a| wanted(a.delivery));
    last(|d| d == Delivery::Delivered)
        .or_else(|| last(|d| d == Delivery::PresumedDelivered))
        .or_else(|| last(|d| d != Delivery::FellBack))
        .or_else(|| attempts.last())
}
