//! What the recipient did.

use super::{keep_earliest, keep_latest};
use crate::axis::Recipient;
use crate::{Channel, Fact};
use jiff::Timestamp;
use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Tally {
    opened_at: Option<Timestamp>,
    /// The last decision on channels where time decides.
    by_time: Option<(Timestamp, Decision)>,
    /// The highest answer on Peppol, whose answers have an order of their own
    /// (BIS 63: UQ < CA < RE < AP) that outranks the time on the message.
    by_rank: Option<(Decision, Timestamp)>,
    /// The first and the last act on each channel.
    acts: BTreeMap<Channel, (Timestamp, Timestamp)>,
}

/// Decisions in Peppol's order; elsewhere the order only breaks ties.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Decision {
    Withdrawn,
    Deleted,
    Disputed,
    Rejected,
    Approved,
}

impl Tally {
    pub(super) fn take(&mut self, at: Timestamp, fact: &Fact) {
        let (channel, decision) = match fact {
            Fact::Opened { channel } => (*channel, None),
            Fact::Approved { channel } => (*channel, Some(Decision::Approved)),
            Fact::ApprovalWithdrawn { channel } => (*channel, Some(Decision::Withdrawn)),
            Fact::Deleted { channel } => (*channel, Some(Decision::Deleted)),
            Fact::Disputed { channel, .. } => (*channel, Some(Decision::Disputed)),
            Fact::RejectedByRecipient { channel, .. } => (*channel, Some(Decision::Rejected)),
            _ => return,
        };
        self.acts
            .entry(channel)
            .and_modify(|(first, last)| (*first, *last) = (at.min(*first), at.max(*last)))
            .or_insert((at, at));
        if matches!(decision, None | Some(Decision::Approved)) {
            keep_earliest(&mut self.opened_at, at);
        }
        match (decision, channel) {
            (None, _) => {}
            (Some(decision), Channel::Ehf) => keep_latest(&mut self.by_rank, (decision, at)),
            (Some(decision), _) => keep_latest(&mut self.by_time, (at, decision)),
        }
    }

    /// On which channels the recipient acted, when first and when last.
    pub(super) fn proofs_of_arrival(&self) -> Vec<(Channel, Timestamp, Timestamp)> {
        self.acts
            .iter()
            .map(|(channel, (first, last))| (*channel, *first, *last))
            .collect()
    }

    pub(super) const fn opened_at(&self) -> Option<Timestamp> {
        self.opened_at
    }

    pub(super) fn settle(&self, knowable: bool) -> Recipient {
        let by_rank = self.by_rank.map(|(decision, at)| (at, decision));
        match by_rank.max(self.by_time).map(|(_, decision)| decision) {
            Some(Decision::Approved) => Recipient::Approved,
            Some(Decision::Deleted) => Recipient::Deleted,
            Some(Decision::Disputed) => Recipient::Disputed,
            Some(Decision::Rejected) => Recipient::Rejected,
            Some(Decision::Withdrawn) => Recipient::Opened,
            None if self.opened_at.is_some() => Recipient::Opened,
            None if knowable => Recipient::NotYet,
            None => Recipient::Unknowable,
        }
    }
}
