//! Where the money stands.

use super::{Part, keep_earliest, keep_latest};
use crate::axis::PaymentState;
use crate::{Currency, DocumentId, Fact, Head, Money, PaymentChannel, PaymentId};
use jiff::{Timestamp, civil::Date};
use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Tally {
    payments: BTreeMap<PaymentId, Rounds>,
    credits: BTreeMap<DocumentId, Credit>,
    scheduled: Option<(Timestamp, Date)>,
    /// When the payer last stopped what was scheduled.
    stopped_at: Option<Timestamp>,
    cancelled_at: Option<Timestamp>,
}

/// A credit note, however often it was told of.
#[derive(Clone, Copy)]
struct Credit {
    at: Timestamp,
    amount: Money,
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
    pub(super) closed_at: Option<Timestamp>,
    pub(super) parts: Vec<Part>,
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
                let told = Credit {
                    at,
                    amount: *amount,
                };
                let kept = self.credits.entry(*by).or_insert(told);
                kept.at = kept.at.min(at);
                kept.amount = kept.amount.max(*amount);
            }
            Fact::Cancelled => keep_earliest(&mut self.cancelled_at, at),
            _ => {}
        }
    }

    pub(super) fn settle(&self, head: &Head) -> Settled {
        let asked = head.amount.filter(|_| head.kind.asks_for_payment());
        let currency = head.amount.map(|amount| amount.currency);
        let credits = self.credits(currency);
        let credited_minor = credits
            .iter()
            .fold(0_i64, |sum, credit| sum.saturating_add(credit.amount.minor));
        let owed = asked.map_or(0, |asked| asked.minor.saturating_sub(credited_minor));
        let payments = self.payments(currency);
        let run = Run::over(&payments, owed);
        let asked = asked.filter(|asked| asked.minor > 0);
        let state = match asked {
            None => PaymentState::None,
            Some(_) if self.cancelled_at.is_some() => PaymentState::Cancelled,
            Some(_) => self.state(owed, &run),
        };
        let asked = asked.map_or(0, |asked| asked.minor);
        Settled {
            closed_at: match state {
                PaymentState::Cancelled => self.cancelled_at,
                PaymentState::Credited => covered_at(&credits, asked),
                _ => None,
            },
            parts: match state {
                PaymentState::None => Vec::new(),
                _ => parts(&payments, &credits, asked),
            },
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

    /// The credit notes in a currency, in the order they came.
    fn credits(&self, currency: Option<Currency>) -> Vec<Credit> {
        let mut credits: Vec<Credit> = self
            .credits
            .values()
            .filter(|credit| Some(credit.amount.currency) == currency)
            .copied()
            .collect();
        credits.sort_by_key(|credit| credit.at);
        credits
    }

    /// The payments in a currency that stand, by value date.
    fn payments(&self, currency: Option<Currency>) -> Vec<Matched> {
        let mut standing: Vec<(Matched, PaymentId)> = self
            .payments
            .iter()
            .filter_map(|(id, rounds)| Some((rounds.standing()?, *id)))
            .filter(|(matched, _)| Some(matched.amount.currency) == currency)
            .collect();
        standing.sort_by_key(|(matched, id)| (matched.value_on, *id));
        standing.into_iter().map(|(matched, _)| matched).collect()
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

/// When credit notes had covered what was asked for.
fn covered_at(credits: &[Credit], asked: i64) -> Option<Timestamp> {
    let mut sum = 0_i64;
    let covering = credits.iter().find(|credit| {
        sum = sum.saturating_add(credit.amount.minor);
        sum >= asked
    });
    covering.map(|credit| credit.at)
}

/// What settled the amount, unless one thing settled all of it: then its day
/// says the same.
fn parts(payments: &[Matched], credits: &[Credit], asked: i64) -> Vec<Part> {
    let paid = payments.iter().map(|payment| Part::Paid {
        on: payment.value_on,
        minor: payment.amount.minor,
    });
    let credited = credits.iter().map(|credit| Part::Credited {
        at: credit.at,
        minor: credit.amount.minor,
    });
    let parts: Vec<Part> = paid.chain(credited).collect();
    match parts.as_slice() {
        [whole] if whole.minor() >= asked => Vec::new(),
        _ => parts,
    }
}

impl Run {
    /// Walks payments and notes when all was paid.
    fn over(payments: &[Matched], owed: i64) -> Self {
        let mut run = Self::default();
        for payment in payments {
            run.step(*payment, owed);
        }
        run
    }

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
