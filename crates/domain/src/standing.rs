//! Where a document stands on the four axes: the fold of its events.
//!
//! Channels report late, twice and out of order, so [`fold`] is a function of
//! the *set* of events: of each moment the earliest counts, of contradicting
//! facts the one that happened last, of payments each bank reference once.

use crate::axis::{Delivery, Evidence, PaymentState, Processing, Recipient};
use crate::calendar::bank_day_from;
use crate::{AttemptKey, Channel, Event, Fact, Head, HoldId, PaymentChannel, Problem, Reason, Seq};
use jiff::{Timestamp, civil::Date};
use std::collections::{BTreeMap, BTreeSet};

mod attempts;
mod money;
mod outcome;
mod part;
mod recipient;

pub use outcome::Outcome;
pub use part::Part;

/// Where a document stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What we did with it before sending.
    pub processing: Processing,
    /// The channel of the attempt that counts; the intended one before any.
    pub channel: Channel,
    /// Where the attempt that counts stands.
    pub delivery: Delivery,
    /// How well the delivery is known; `None` before anything was sent.
    pub evidence: Option<Evidence>,
    /// What the recipient did.
    pub recipient: Recipient,
    /// Where the money stands.
    pub payment: PaymentState,
    /// How it was paid, once something was paid.
    pub paid_by: Option<PaymentChannel>,
    /// Why the last thing that went wrong went wrong.
    pub reason: Option<Reason>,
    /// When it was first sent.
    pub sent_at: Option<Timestamp>,
    /// When it first arrived.
    pub delivered_at: Option<Timestamp>,
    /// When it was first opened or approved.
    pub opened_at: Option<Timestamp>,
    /// The value date on which it became fully paid.
    pub paid_on: Option<Date>,
    /// The day the payer set for the payment.
    pub scheduled_on: Option<Date>,
    /// Paid less what went back, in minor units of the document's currency.
    pub paid_minor: i64,
    /// Covered by credit notes, in minor units of the document's currency.
    pub credited_minor: i64,
    /// When it was cancelled or credited in full, if that is how it ended.
    pub closed_at: Option<Timestamp>,
    /// What settled the amount, where that was more than one thing or less
    /// than all of it; payments first, each in the order they came.
    pub parts: Vec<Part>,
    /// How many comments it has.
    pub comments: u32,
    /// Whether it is held back before sending, or held for good by a legal hold.
    pub held: bool,
    /// When the latest of its events happened.
    pub changed_at: Timestamp,
}

/// One try to deliver a document on one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Which attempt.
    pub key: AttemptKey,
    /// Where it stands.
    pub delivery: Delivery,
    /// How well that is known.
    pub evidence: Option<Evidence>,
    /// The first that is known of it.
    pub started_at: Timestamp,
    /// When it was handed to the channel.
    pub sent_at: Option<Timestamp>,
    /// When it arrived.
    pub delivered_at: Option<Timestamp>,
    /// When it failed or came back.
    pub failed_at: Option<Timestamp>,
    /// The last thing that went wrong.
    pub problem: Option<Problem>,
    /// The channel used instead.
    pub fell_back_to: Option<Channel>,
}

/// What a document's events add up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// Where the document stands.
    pub standing: Standing,
    /// Its attempts, in the order they began.
    pub attempts: Vec<Attempt>,
}

/// Folds a document's events into where it stands.
///
/// The result depends on the set of events only: neither their order nor
/// repetition changes it.
pub fn fold<'a>(head: &Head, events: impl IntoIterator<Item = &'a Event>) -> Folded {
    let events: Vec<&Event> = events.into_iter().collect();
    // Nothing that is told of it afterwards is about anything any more.
    if let Some(outcome) = events.iter().find_map(|event| Outcome::told(&event.fact)) {
        return outcome.folded();
    }
    let retracted: BTreeSet<Seq> = events
        .iter()
        .filter_map(|event| taken_back(event))
        .collect();
    let mut tally = Tally::default();
    for event in events {
        if !retracted.contains(&event.seq) {
            tally.take(event);
        }
    }
    tally.settle(head)
}

/// The earlier event that an event takes back.
const fn taken_back(event: &Event) -> Option<Seq> {
    match event.fact {
        Fact::Retracted { event } => Some(event),
        _ => None,
    }
}

#[derive(Default)]
struct Tally {
    validated: bool,
    refused: Option<(Timestamp, Problem)>,
    hold: Option<(Timestamp, bool)>,
    legal_holds: BTreeMap<HoldId, bool>,
    comments: BTreeSet<crate::CommentId>,
    changed_at: Option<Timestamp>,
    problem: Option<(Timestamp, Reason)>,
    attempts: attempts::Tally,
    recipient: recipient::Tally,
    money: money::Tally,
}

impl Tally {
    fn take(&mut self, event: &Event) {
        let at = event.occurred_at;
        keep_latest(&mut self.changed_at, at);
        if let Some(problem) = event.fact.problem() {
            keep_latest(&mut self.problem, (at, problem.reason));
        }
        match &event.fact {
            Fact::Validated => self.validated = true,
            Fact::Refused { problem } => keep_earliest(&mut self.refused, (at, problem.clone())),
            Fact::Held => keep_latest(&mut self.hold, (at, true)),
            Fact::Released => keep_latest(&mut self.hold, (at, false)),
            // A hold is set once and released once: its release is its end, in
            // whatever order the two are told.
            Fact::LegalHoldSet { hold } => {
                self.legal_holds.entry(*hold).or_insert(true);
            }
            Fact::LegalHoldReleased { hold } => {
                self.legal_holds.insert(*hold, false);
            }
            Fact::Commented { comment } => {
                self.comments.insert(*comment);
            }
            _ => {}
        }
        self.attempts.take(at, &event.fact);
        self.recipient.take(at, &event.fact);
        self.money.take(at, &event.fact);
    }

    fn settle(mut self, head: &Head) -> Folded {
        for (channel, first, last) in self.recipient.proofs_of_arrival() {
            self.attempts.arrived_by_act(channel, first, last);
        }
        let attempts = self.attempts.settle();
        let counting = attempts::that_counts(&attempts);
        let channel = counting.map_or(head.channel, |attempt| attempt.key.channel);
        let held = self.hold.is_some_and(|(_, held)| held);
        let knowable = channel.can_tell_opened() && self.attempts.open_receipt(channel);
        let money = self.money.settle(head);
        let standing = Standing {
            processing: match (&self.refused, held, self.validated) {
                (Some(_), _, _) => Processing::Rejected,
                (None, true, _) => Processing::Held,
                (None, false, true) => Processing::Validated,
                (None, false, false) => Processing::Received,
            },
            channel,
            delivery: counting.map_or(Delivery::None, |attempt| attempt.delivery),
            evidence: counting.and_then(|attempt| attempt.evidence),
            recipient: self.recipient.settle(knowable),
            payment: money.state,
            paid_by: money.paid_by,
            reason: self.problem.map(|(_, reason)| reason),
            sent_at: attempts.iter().filter_map(|a| a.sent_at).min(),
            delivered_at: attempts.iter().filter_map(|a| a.delivered_at).min(),
            opened_at: self.recipient.opened_at(),
            paid_on: money.paid_on,
            scheduled_on: money.scheduled_on,
            paid_minor: money.paid_minor,
            credited_minor: money.credited_minor,
            closed_at: money.closed_at,
            parts: money.parts,
            comments: u32::try_from(self.comments.len()).unwrap_or(u32::MAX),
            held: held || self.legal_holds.values().any(|is_set| *is_set),
            changed_at: self.changed_at.unwrap_or(head.received_at),
        };
        Folded { standing, attempts }
    }
}

impl Standing {
    /// What is still to be paid of `amount_minor`, never below zero.
    pub fn outstanding_minor(&self, amount_minor: i64) -> i64 {
        match self.payment.is_outstanding() {
            true => amount_minor
                .saturating_sub(self.credited_minor)
                .saturating_sub(self.paid_minor)
                .max(0),
            false => 0,
        }
    }

    /// Whether money is still expected although the due date, moved to the
    /// next bank day, has passed on `as_of`.
    pub fn is_overdue(&self, due_on: Option<Date>, as_of: Date) -> bool {
        self.payment.is_outstanding() && due_on.is_some_and(|due| bank_day_from(due) < as_of)
    }

    /// Whether it was paid on time: value date no later than the due date
    /// moved to the next bank day. `None` while unpaid or without a due date.
    pub fn was_paid_on_time(&self, due_on: Option<Date>) -> Option<bool> {
        Some(self.paid_on? <= bank_day_from(due_on?))
    }
}

fn keep_latest<T: Ord>(slot: &mut Option<T>, candidate: T) {
    if slot.as_ref().is_none_or(|kept| *kept < candidate) {
        *slot = Some(candidate);
    }
}

fn keep_earliest<T: Ord>(slot: &mut Option<T>, candidate: T) {
    if slot.as_ref().is_none_or(|kept| candidate < *kept) {
        *slot = Some(candidate);
    }
}

#[cfg(test)]
mod tests;
