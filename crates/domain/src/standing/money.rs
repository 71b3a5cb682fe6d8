//! Where the money stands.

use super::keep_latest;
use crate::axis::PaymentState;
use crate::{DocumentId, Fact, Head, Money, PaymentChannel, PaymentId};
use jiff::{Timestamp, civil::Date};
use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Tally {
    payments: BTreeMap<PaymentId, Rounds>,
    credits: BTreeMap<DocumentId, Money>,
    scheduled: Option<(Timestamp, Date)>,
    /// When the payer last stopped what was scheduled.
    stopped_at: Option<Timestamp>,
    cancelled: bool,
}

/// A payment can be matched, detached and matched again; the highest round of
/// matching holds unless that very round was undone.
#[derive(Default)]
struct Rounds {
    matched: Option<Matched>,
    detached: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Matched {
    round: u32,
    value_on: Date,
    amount: Money,
    paid_by: PaymentChannel,
}

pub(super) struct Settled {
    pub(super) state: PaymentState,
    pub(super) paid_by: Option<PaymentChannel>,
    pub(super) paid_on: Option<Date>,
    pub(super) scheduled_on: Option<Date>,
    pub(super) paid_minor: i64,
    pub(super) credited_minor: i64,
}

impl Tally {
    pub(super) fn take(&mut self, at: Timestamp, fact: &Fact) {
        match fact {
            Fact::PaymentMatched {
                payment,
                round,
                amount,
                value_on,
                paid_by,
            } => keep_latest(
                &mut self.payments.entry(*payment).or_default().matched,
                Matched {
                    round: *round,
                    value_on: *value_on,
                    amount: *amount,
                    paid_by: *paid_by,
                },
            ),
            Fact::PaymentDetached { payment, round } => {
                let rounds = self.payments.entry(*payment).or_default();
                rounds.detached = rounds.detached.max(*round);
            }
            Fact::PaymentScheduled { on, .. } => keep_latest(&mut self.scheduled, (at, *on)),
            Fact::ApprovalWithdrawn { .. } | Fact::Deleted { .. } => {
                keep_latest(&mut self.stopped_at, at);
            }
            Fact::Credited { by, amount } => {
                let kept = self.credits.entry(*by).or_insert(*amount);
                *kept = (*kept).max(*amount);
            }
            Fact::Cancelled => self.cancelled = true,
            _ => {}
        }
    }

    pub(super) fn settle(&self, head: &Head) -> Settled {
        let asked = head.amount.filter(|_| head.kind.asks_for_payment());
        let currency = head.amount.map(|amount| amount.currency);
        let credited_minor = self
            .credits
            .values()
            .filter(|credit| Some(credit.currency) == currency)
            .fold(0_i64, |sum, credit| sum.saturating_add(credit.minor));
        let owed = asked.map_or(0, |asked| asked.minor.saturating_sub(credited_minor));
        let run = self.run(currency, owed);
        let state = match asked.filter(|asked| asked.minor > 0) {
            None => PaymentState::None,
            Some(_) if self.cancelled => PaymentState::Cancelled,
            Some(_) => self.state(owed, &run),
        };
        Settled {
            state,
            paid_by: run.paid_by,
            paid_on: run.paid_on.filter(|_| state != PaymentState::None),
            scheduled_on: self.scheduled_on(),
            paid_minor: run.sum,
            credited_minor,
        }
    }

    /// The day set last, unless the payer stopped the payment after that.
    fn scheduled_on(&self) -> Option<Date> {
        let (at, on) = self.scheduled?;
        (self.stopped_at.is_none_or(|stopped| stopped < at)).then_some(on)
    }

    fn state(&self, owed: i64, run: &Run) -> PaymentState {
        match (run.sum, owed) {
            (sum, owed) if sum > 0 && sum > owed => PaymentState::Overpaid,
            (sum, owed) if sum > 0 && sum == owed => PaymentState::Paid,
            (sum, _) if sum > 0 => PaymentState::PartPaid,
            (_, owed) if owed <= 0 => PaymentState::Credited,
            _ if run.went_back => PaymentState::Reversed,
            _ if self.scheduled_on().is_some() => PaymentState::Scheduled,
            _ => PaymentState::Open,
        }
    }

    /// Walks the payments by value date and notes when all was paid.
    fn run(&self, currency: Option<crate::Currency>, owed: i64) -> Run {
        let mut standing: Vec<(Matched, PaymentId)> = self
            .payments
            .iter()
            .filter_map(|(id, rounds)| Some((rounds.standing()?, *id)))
            .filter(|(matched, _)| Some(matched.amount.currency) == currency)
            .collect();
        standing.sort_by_key(|(matched, id)| (matched.value_on, *id));
        let mut run = Run::default();
        for (matched, _) in standing {
            run.step(matched, owed);
        }
        run
    }
}

impl Rounds {
    fn standing(&self) -> Option<Matched> {
        self.matched.filter(|matched| matched.round > self.detached)
    }
}

#[derive(Default)]
struct Run {
    sum: i64,
    went_back: bool,
    paid_on: Option<Date>,
    paid_by: Option<PaymentChannel>,
}

impl Run {
    fn step(&mut self, matched: Matched, owed: i64) {
        self.sum = self.sum.saturating_add(matched.amount.minor);
        self.went_back |= matched.amount.minor < 0;
        let all_paid = self.sum > 0 && self.sum >= owed;
        if matched.amount.minor > 0 && (self.paid_on.is_none() || self.paid_by.is_none()) {
            self.paid_by = Some(matched.paid_by);
        }
        self.paid_on = match (self.paid_on, all_paid) {
            (Some(day), true) => Some(day),
            (None, true) => Some(matched.value_on),
            (_, false) => None,
        };
        if self.sum <= 0 {
            self.paid_by = None;
        }
    }
}
