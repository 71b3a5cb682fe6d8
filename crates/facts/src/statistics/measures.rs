//! What became of documents: shares of each step, and how long each takes.

use super::curve::{Clock, Curve};
use super::figure::Figure;
use super::grouped::{Answer, Grouping, Seen};
use super::step::{Follow, GRACE_DAYS, Step};
use super::watch::Watch;
use super::{Grouped, Statistics, quick};
use crate::columns::Field;
use crate::days::{bank_day, number};
use crate::survival::{Ending, Mass, Sample, Spell};
use crate::{Dimension, Share};
use domain::{Channel, Currency, Delivery, PaymentChannel, PaymentState};
use std::collections::BTreeMap;

/// What to measure besides the shares, because it costs more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeasureOf {
    /// How long a step takes, every document counting one.
    Time(Step),
    /// How long until paid, every document counting by its amount.
    TimeByAmount,
}

/// What became of some documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    /// How many documents.
    pub n: u64,
    /// Of those handed to a channel, those that arrived or are presumed to have.
    pub delivered: Share,
    /// Of those handed to a channel, those that finally failed or came back.
    pub failed: Share,
    /// Of those that arrived and whose channel tells with a receipt, those
    /// that were opened.
    pub opened: Share,
    /// The same for e-mail, where an open is only an indication.
    pub opened_by_email: Share,
    /// Of those that ask for payment, those that are fully paid.
    pub paid: Share,
    /// Of those whose last day to pay is over by [`GRACE_DAYS`], those that
    /// were paid by it. The last day to pay is the due date moved to the next
    /// bank day; credited and cancelled ones are left out.
    pub on_time: Share,
    /// How many of these the payer's bank paid by itself (AvtaleGiro): on time
    /// by construction, so their share says nothing about the channel.
    pub automatic: u64,
    /// The usual term: the median number of days from the day on a document
    /// to its due date, of those with both.
    pub term: Figure<u32>,
    /// How long the steps asked for take.
    pub times: Vec<(Step, Curve)>,
    /// How long until paid by amount, one curve a currency.
    pub by_amount: Vec<(Currency, Curve)>,
}

/// What is gathered of a group.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) n: u64,
    pub(super) delivered: Share,
    pub(super) failed: Share,
    pub(super) opened: Share,
    pub(super) opened_by_email: Share,
    pub(super) paid: Share,
    pub(super) on_time: Share,
    pub(super) automatic: u64,
    pub(super) terms: Watch,
    /// One for each thing wanted; none yet of a group just begun.
    pub(super) watches: Vec<Watch>,
    by_amount: BTreeMap<Currency, (Sample, u64)>,
}

/// Counts some alike: whether they are among those meant, and whether they
/// have it.
pub(super) const fn count(share: &mut Share, meant: bool, has: bool, times: u64) {
    share.whole += meant as u64 * times;
    share.part += (meant && has) as u64 * times;
}

impl Answer for Tally {
    fn join(&mut self, other: Self) {
        self.n += other.n;
        self.delivered = self.delivered.and(other.delivered);
        self.failed = self.failed.and(other.failed);
        self.opened = self.opened.and(other.opened);
        self.opened_by_email = self.opened_by_email.and(other.opened_by_email);
        self.paid = self.paid.and(other.paid);
        self.on_time = self.on_time.and(other.on_time);
        self.automatic += other.automatic;
        self.terms.join(other.terms);
        if self.watches.is_empty() {
            self.watches = other.watches;
        } else {
            let pairs = self.watches.iter_mut().zip(other.watches);
            pairs.for_each(|(watch, more)| watch.join(more));
        }
        for (currency, (sample, left_out)) in other.by_amount {
            let kept = self.by_amount.entry(currency).or_default();
            kept.0.join(&sample);
            kept.1 += left_out;
        }
    }
}

/// Whether a document's last day to pay is so far back that it was paid on
/// time or was not, and if so, which. `None` while that is open, without a due
/// date, and where nothing was to be paid after all.
pub(super) fn on_time(seen: Seen<'_>, today: i32) -> Option<bool> {
    use PaymentState::{Cancelled, Credited, None as Nothing};
    if matches!(seen.shape.payment, Nothing | Credited | Cancelled) {
        return None;
    }
    let last_day = bank_day(seen.get(Field::Due)?);
    let paid = seen.get(Field::Paid);
    let decided = last_day.saturating_add(GRACE_DAYS) < today;
    decided.then(|| paid.is_some_and(|day| day <= last_day))
}

impl Tally {
    fn take(&mut self, seen: Seen<'_>, today: i32) {
        let shape = seen.shape;
        self.n += 1;
        let handed_over = !matches!(shape.delivery, Delivery::None | Delivery::Queued);
        let arrived = shape.delivery.has_arrived();
        count(&mut self.delivered, handed_over, arrived, 1);
        count(
            &mut self.failed,
            handed_over,
            shape.delivery.is_failure(),
            1,
        );
        let email = shape.channel == Channel::Email;
        let knowable = arrived && shape.tells_opened();
        let opened = seen.get(Field::Opened).is_some();
        count(&mut self.opened, knowable && !email, opened, 1);
        count(&mut self.opened_by_email, knowable && email, opened, 1);
        let asks = shape.payment != PaymentState::None;
        let paid = matches!(shape.payment, PaymentState::Paid | PaymentState::Overpaid);
        count(&mut self.paid, asks, paid, 1);
        if let Some(on_time) = on_time(seen, today) {
            count(&mut self.on_time, true, on_time, 1);
            let automatic = shape.paid_by == Some(PaymentChannel::Avtalegiro);
            self.automatic += u64::from(automatic);
        }
        if let (Some(issued), Some(due)) = (seen.get(Field::Issued), seen.get(Field::Due)) {
            let days = u32::try_from(due.saturating_sub(issued)).unwrap_or(0);
            self.terms.add(Spell::until(days, Ending::Reached));
        }
    }

    fn weigh(&mut self, spell: Option<Spell>, seen: Seen<'_>) {
        let (Some(spell), Some(currency)) = (spell, seen.shape.currency) else {
            return;
        };
        let (sample, left_out) = self.by_amount.entry(currency).or_default();
        *left_out += u64::from(!spell.is_watched());
        let weight = seen.amount() as f64;
        let mass = Mass {
            count: 1,
            weight,
            square: weight * weight,
        };
        sample.add_weighted(spell, &mass);
    }

    fn settle(self, wanted: &[MeasureOf]) -> Measures {
        let time = |(wanted, watch): (&MeasureOf, &Watch)| match wanted {
            MeasureOf::Time(step) => Some((*step, watch.curve(*step))),
            MeasureOf::TimeByAmount => None,
        };
        let by_amount = self.by_amount.iter().map(|(currency, (sample, left_out))| {
            let paid = Step::Paid;
            let curve = Curve::of_competing(sample, paid.clock(), paid.horizon(), *left_out);
            (*currency, curve)
        });
        Measures {
            n: self.n,
            delivered: self.delivered,
            failed: self.failed,
            opened: self.opened,
            opened_by_email: self.opened_by_email,
            paid: self.paid,
            on_time: self.on_time,
            automatic: self.automatic,
            term: median(&self.terms.sample(Clock::Days)),
            times: wanted.iter().zip(&self.watches).filter_map(time).collect(),
            by_amount: by_amount.collect(),
        }
    }
}

/// The columns that these measures look at.
fn fields(wanted: &[MeasureOf]) -> Vec<Field> {
    let mut fields = vec![Field::Issued, Field::Due, Field::Paid, Field::Opened];
    for wanted in wanted {
        let more = match wanted {
            MeasureOf::Time(step) => step.fields(),
            MeasureOf::TimeByAmount => Step::Paid.fields(),
        };
        fields.extend(more);
        fields.extend((*wanted == MeasureOf::TimeByAmount).then_some(Field::Amount));
    }
    fields.sort_unstable_by_key(|field| field.place());
    fields.dedup();
    fields
}

/// The median of times that are all known.
fn median(sample: &Sample) -> Figure<u32> {
    let n = sample.count();
    Figure::of(n, || {
        let mut counted = 0;
        let half = |(spell, mass): (Spell, Mass)| {
            counted += mass.count;
            (counted * 2 >= n).then_some(spell.left)
        };
        sample.spells().find_map(half)
    })
}

impl Statistics<'_> {
    /// What became of the documents, by dimensions; the times of what is
    /// wanted besides.
    pub fn measures(&self, by: &[Dimension], wanted: &[MeasureOf]) -> Vec<Grouped<Measures>> {
        let today = number(self.view.today);
        let follow = Follow::to(self.now, today, self.zone);
        if let Some(found) = self.measured_quickly(by, wanted, &follow, today) {
            return found;
        }
        let grouping = Grouping::new(self.columns, self.view, by);
        let found = grouping.run(&fields(wanted), |tally: &mut Tally, seen| {
            tally.take(seen, today);
            if tally.watches.len() < wanted.len() {
                tally.watches.resize_with(wanted.len(), Watch::default);
            }
            for (watch, wanted) in wanted.iter().enumerate() {
                match wanted {
                    MeasureOf::Time(step) => {
                        let spell = follow.spell(*step, &seen);
                        spell.into_iter().for_each(|s| tally.watches[watch].add(s));
                    }
                    MeasureOf::TimeByAmount => tally.weigh(follow.spell(Step::Paid, &seen), seen),
                }
            }
        });
        found
            .into_iter()
            .map(|group| Grouped {
                keys: group.keys,
                value: group.value.settle(wanted),
            })
            .collect()
    }

    /// The same from arrays, where every document counts one and the groups
    /// are few.
    fn measured_quickly(
        &self,
        by: &[Dimension],
        wanted: &[MeasureOf],
        follow: &Follow,
        today: i32,
    ) -> Option<Vec<Grouped<Measures>>> {
        let step = |wanted: &MeasureOf| match wanted {
            MeasureOf::Time(step) => Some(*step),
            MeasureOf::TimeByAmount => None,
        };
        let steps: Vec<Step> = wanted.iter().map(step).collect::<Option<_>>()?;
        let found = quick::tallies(self.columns, self.view, by, &steps, follow, today)?;
        let settled = found.into_iter().map(|(keys, tally)| Grouped {
            keys,
            value: tally.settle(wanted),
        });
        Some(settled.collect())
    }
}
