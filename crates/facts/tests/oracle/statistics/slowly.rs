//! Shares, behaviour and failures, one entry after the other.

use domain::calendar::bank_day_from;
use domain::period::Days;
use domain::{Channel, Delivery, PaymentChannel, PaymentState, Reason, Recipient};
use facts::statistics::{
    Behaviour, FEW, Measures, SILENT_MAX, Strip, StripDocument, TOO_FEW, Transitions, Way,
};
use facts::{Entry, GroupKey, Share};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use std::collections::{BTreeMap, BTreeSet};

/// The entries of a question, and when it is asked.
pub(super) struct Slowly<'a> {
    pub(super) entries: Vec<&'a Entry>,
    pub(super) today: Date,
    pub(super) now: Timestamp,
    pub(super) zone: TimeZone,
}

pub(super) const NOTHING_ASKED: PaymentState = PaymentState::None;

/// Whether it was paid by the day it had to be, once that is over by three days.
pub(super) fn on_time(entry: &Entry, today: Date) -> Option<bool> {
    let standing = &entry.standing;
    let undone = [
        NOTHING_ASKED,
        PaymentState::Credited,
        PaymentState::Cancelled,
    ];
    if undone.contains(&standing.payment) {
        return None;
    }
    let last_day = bank_day_from(entry.head.due_on?);
    let over = last_day.saturating_add(3.days()) < today;
    over.then(|| standing.paid_on.is_some_and(|day| day <= last_day))
}

impl<'a> Slowly<'a> {
    pub(super) fn received_on(&self, entry: &Entry) -> Date {
        entry.head.received_at.to_zoned(self.zone.clone()).date()
    }

    pub(super) fn day(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    pub(super) fn on(&self, channel: Channel) -> Self {
        let entries = self.entries.iter().copied();
        Self {
            entries: entries
                .filter(|entry| entry.standing.channel == channel)
                .collect(),
            zone: self.zone.clone(),
            ..*self
        }
    }

    fn share(&self, meant: impl Fn(&Entry) -> bool, has: impl Fn(&Entry) -> bool) -> Share {
        let whole = self.entries.iter().filter(|entry| meant(entry));
        let part = whole.clone().filter(|entry| has(entry));
        Share::new(part.count() as u64, whole.count() as u64)
    }

    pub(super) fn failed(&self) -> Share {
        let handed = |e: &Entry| !matches!(e.standing.delivery, Delivery::None | Delivery::Queued);
        self.share(handed, |e| {
            matches!(e.standing.delivery, Delivery::Failed | Delivery::Returned)
        })
    }

    pub(super) fn check_measures(&self, fast: &Measures) {
        let handed = |e: &Entry| !matches!(e.standing.delivery, Delivery::None | Delivery::Queued);
        let arrived = |e: &Entry| e.standing.delivery.has_arrived();
        let knowable = |e: &Entry| {
            let standing = &e.standing;
            arrived(e)
                && standing.channel.can_tell_opened()
                && standing.recipient != Recipient::Unknowable
        };
        let email = |e: &Entry| e.standing.channel == Channel::Email;
        let opened = |e: &Entry| e.standing.opened_at.is_some();
        assert_eq!(fast.n, self.entries.len() as u64);
        assert_eq!(fast.delivered, self.share(handed, arrived));
        assert_eq!(fast.failed, self.failed());
        assert_eq!(
            fast.opened,
            self.share(|e| knowable(e) && !email(e), opened)
        );
        assert_eq!(
            fast.opened_by_email,
            self.share(|e| knowable(e) && email(e), opened)
        );
        let asks = |e: &Entry| e.standing.payment != NOTHING_ASKED;
        let paid = |e: &Entry| {
            matches!(
                e.standing.payment,
                PaymentState::Paid | PaymentState::Overpaid
            )
        };
        assert_eq!(fast.paid, self.share(asks, paid));
        let decided = |e: &Entry| on_time(e, self.today).is_some();
        let in_time = |e: &Entry| on_time(e, self.today) == Some(true);
        assert_eq!(fast.on_time, self.share(decided, in_time));
        let automatic = |e: &Entry| e.standing.paid_by == Some(PaymentChannel::Avtalegiro);
        assert_eq!(fast.automatic, self.share(decided, automatic).part);
        let mut terms: Vec<i32> = self
            .entries
            .iter()
            .filter_map(|e| Some((e.head.due_on? - e.head.issued_on?).get_days().max(0)))
            .collect();
        terms.sort_unstable();
        let middle = terms.len().div_ceil(2).checked_sub(1);
        let median = middle
            .filter(|_| terms.len() >= 10)
            .map(|at| terms[at].unsigned_abs());
        assert_eq!((fast.term.n, fast.term.value), (terms.len() as u64, median));
        for (step, curve) in &fast.times {
            self.check_curve(*step, curve);
        }
        self.check_by_amount(&fast.by_amount);
    }

    pub(super) fn behaviour(&self) -> Behaviour {
        let mut all = Behaviour::default();
        for entry in &self.entries {
            let standing = &entry.standing;
            if standing.payment == NOTHING_ASKED {
                continue;
            }
            all.n += 1;
            let withdrawn = matches!(
                standing.payment,
                PaymentState::Credited | PaymentState::Cancelled
            );
            let due = entry.head.due_on;
            let is_over =
                due.is_some_and(|due| bank_day_from(due).saturating_add(3.days()) < self.today);
            let (true, false, Some(due)) = (is_over, withdrawn, due) else {
                *(if withdrawn {
                    &mut all.withdrawn
                } else {
                    &mut all.undecided
                }) += 1;
                continue;
            };
            all.automatic += u64::from(standing.paid_by == Some(PaymentChannel::Avtalegiro));
            let last_day = bank_day_from(due);
            *(match standing.paid_on {
                Some(paid) if paid < due => &mut all.early,
                Some(paid) if paid <= last_day => &mut all.on_the_day,
                Some(_) => &mut all.late,
                None if (self.today - last_day).get_days() > 90 => &mut all.never,
                None => &mut all.overdue,
            }) += 1;
        }
        all
    }

    pub(super) fn by_customer(&self) -> Vec<Self> {
        let customers: BTreeSet<_> = self
            .entries
            .iter()
            .map(|entry| entry.head.customer)
            .collect();
        let of = |customer| Self {
            entries: self
                .entries
                .iter()
                .copied()
                .filter(|e| e.head.customer == customer)
                .collect(),
            zone: self.zone.clone(),
            ..*self
        };
        customers.into_iter().map(of).collect()
    }

    pub(super) fn strip(&self) -> Strip {
        let asks = self
            .entries
            .iter()
            .filter(|e| e.standing.payment != NOTHING_ASKED);
        let mut documents: Vec<StripDocument> = asks
            .map(|entry| {
                let (due_on, paid_on) = (entry.head.due_on, entry.standing.paid_on);
                let until = paid_on.unwrap_or(self.today);
                StripDocument {
                    document: entry.head.id,
                    issued_on: entry
                        .head
                        .issued_on
                        .unwrap_or_else(|| self.received_on(entry)),
                    due_on,
                    paid_on,
                    days: due_on.map(|due| (until - due).get_days()),
                    payment: entry.standing.payment,
                    amount_minor: entry.head.amount.map_or(0, |amount| amount.minor),
                    currency: entry.head.amount.map(|amount| amount.currency),
                }
            })
            .collect();
        documents.sort_by_key(|document| (document.issued_on, document.document));
        assert!(documents.len() < SILENT_MAX * 5);
        Strip {
            n: documents.len() as u64,
            documents,
        }
    }

    pub(super) fn transitions(&self, way: Way, periods: [Days; 2]) -> Transitions {
        let used = |of: &Self, days: &Days| -> Option<GroupKey> {
            let mut counts: BTreeMap<u8, (u64, GroupKey)> = BTreeMap::new();
            for entry in &of.entries {
                let (day, key) = match way {
                    Way::Distribution => {
                        let channel = entry.standing.channel;
                        let key = (channel.number(), GroupKey::Channel(channel));
                        (Some(self.received_on(entry)), Some(key))
                    }
                    Way::Payment => {
                        let key = entry
                            .standing
                            .paid_by
                            .map(|by| (by.number(), GroupKey::PaidBy(by)));
                        (entry.standing.paid_on, key)
                    }
                };
                if let (Some(day), Some((number, key))) = (day, key)
                    && days.contains(day)
                {
                    counts.entry(number).or_insert((0, key)).0 += 1;
                }
            }
            let most = counts.values().map(|(count, _)| *count).max()?;
            counts
                .into_values()
                .find(|(count, _)| *count == most)
                .map(|(_, key)| key)
        };
        let mut moves: Vec<facts::statistics::Move> = Vec::new();
        for customer in self.by_customer() {
            let [from, to] = [0, 1].map(|at| used(&customer, &periods[at]));
            if from.is_none() && to.is_none() {
                continue;
            }
            match moves
                .iter_mut()
                .find(|one| (&one.from, &one.to) == (&from, &to))
            {
                Some(one) => one.customers += 1,
                None => moves.push(facts::statistics::Move {
                    from,
                    to,
                    customers: 1,
                }),
            }
        }
        moves.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
        let both = moves
            .iter()
            .filter(|one| one.from.is_some() && one.to.is_some());
        Transitions {
            both: both.clone().map(|one| one.customers).sum(),
            moved: both
                .filter(|one| one.from != one.to)
                .map(|one| one.customers)
                .sum(),
            moves,
        }
    }

    /// Customers who changed, and how many of their documents are compared.
    pub(super) fn change(&self, from: Channel, to: Channel) -> (u64, (u64, u64)) {
        let (mut customers, mut compared) = (0, (0, 0));
        for customer in self.by_customer() {
            let counts = |e: &&&Entry| {
                let payment = e.standing.payment;
                let undone = [
                    NOTHING_ASKED,
                    PaymentState::Credited,
                    PaymentState::Cancelled,
                ];
                e.head.issued_on.is_some() && !undone.contains(&payment)
            };
            let on = |channel| -> Vec<&Entry> {
                let on = customer
                    .entries
                    .iter()
                    .filter(|e| e.standing.channel == channel);
                on.filter(counts).copied().collect()
            };
            let (before, after) = (on(from), on(to));
            let Some(first) = before.iter().map(|e| e.head.issued_on).min() else {
                continue;
            };
            let later = after
                .iter()
                .map(|e| e.head.issued_on)
                .filter(|day| *day > first);
            let Some(change) = later.min() else { continue };
            customers += 1;
            let told = |e: &&&Entry| {
                let age = e
                    .head
                    .issued_on
                    .map_or(0, |day| (self.today - day).get_days());
                age >= 63 || on_time(e, self.today).is_some()
            };
            let is_before = |e: &&&Entry| e.head.issued_on < change;
            compared.0 += before.iter().filter(is_before).filter(told).count() as u64;
            compared.1 += after.iter().filter(|e| !is_before(e)).filter(told).count() as u64;
        }
        (customers, compared)
    }

    pub(super) fn improvement(&self, on: Date) -> Vec<(Channel, Reason, Share, Share)> {
        let days = (self.today - on).get_days().clamp(0, 90);
        let near = |from: Date, entry: &Entry| {
            let at = (self.received_on(entry) - from).get_days();
            (0..days).contains(&at)
        };
        let sides = [on.saturating_sub(days.days()), on];
        let mut found = Vec::new();
        for channel in Channel::ALL {
            for reason in Reason::ALL {
                let [before, after] = sides.map(|from| {
                    self.share(
                        |e| e.standing.channel == *channel && near(from, e),
                        |e| e.standing.reason == Some(*reason),
                    )
                });
                if before.part + after.part > 0 {
                    found.push((*channel, *reason, before, after));
                }
            }
        }
        found
    }
}

#[test]
fn too_few_is_fewer_than_few() {
    assert_eq!((TOO_FEW, FEW), (10, 30));
}
