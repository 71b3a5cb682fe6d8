//! When documents are paid, against the day they had to be.

use super::grouped::{Answer, Grouping, Seen};
use super::step::GRACE_DAYS;
use super::{Grouped, Statistics, whens};
use crate::columns::Field;
use crate::days::{bank_day, number};
use crate::{Dimension, Share};
use domain::{PaymentChannel, PaymentState};

/// Days after the last day to pay from which on a document is called never
/// paid.
pub const NEVER_DAYS: i32 = 90;

/// When some documents were paid. Those whose last day to pay (the due date
/// moved to the next bank day) is over by [`GRACE_DAYS`] are told apart; the
/// others are undecided, even if paid: only the quick ones could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Behaviour {
    /// How many ask for payment.
    pub n: u64,
    /// Paid before the due date.
    pub early: u64,
    /// Paid from the due date to the last day to pay.
    pub on_the_day: u64,
    /// Paid later.
    pub late: u64,
    /// Not paid, for no more than [`NEVER_DAYS`].
    pub overdue: u64,
    /// Not paid, for longer than that.
    pub never: u64,
    /// The last day to pay is not over, or there is none.
    pub undecided: u64,
    /// Credited or cancelled.
    pub withdrawn: u64,
    /// How many of those told apart the payer's bank paid by itself.
    pub automatic: u64,
}

/// When one document was paid. The numbers are places in rows of counters.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum When {
    Early = 0,
    OnTheDay = 1,
    Late = 2,
    Overdue = 3,
    Never = 4,
    Undecided = 5,
    Withdrawn = 6,
}

/// When a document was paid; `None` where it asks for nothing.
pub(super) fn when(seen: Seen<'_>, today: i32) -> Option<When> {
    match seen.shape.payment {
        PaymentState::None => return None,
        PaymentState::Credited | PaymentState::Cancelled => return Some(When::Withdrawn),
        _ => {}
    }
    let Some(due) = seen.get(Field::Due) else {
        return Some(When::Undecided);
    };
    let last_day = bank_day(due);
    if last_day.saturating_add(GRACE_DAYS) >= today {
        return Some(When::Undecided);
    }
    Some(match seen.get(Field::Paid) {
        Some(paid) if paid < due => When::Early,
        Some(paid) if paid <= last_day => When::OnTheDay,
        Some(_) => When::Late,
        None if last_day.saturating_add(NEVER_DAYS) < today => When::Never,
        None => When::Overdue,
    })
}

/// The columns that [`when`] looks at.
pub(super) const FIELDS: [Field; 2] = [Field::Due, Field::Paid];

impl Behaviour {
    /// How many are told apart.
    pub const fn decided(&self) -> u64 {
        self.early + self.on_the_day + self.late + self.overdue + self.never
    }

    /// The share of those told apart that some of them make up.
    pub fn share(&self, part: u64) -> Share {
        Share::new(part, self.decided())
    }

    /// The share that was paid on time.
    pub fn on_time(&self) -> Share {
        self.share(self.early + self.on_the_day)
    }

    pub(super) fn take(&mut self, seen: Seen<'_>, today: i32) {
        let Some(when) = when(seen, today) else {
            return;
        };
        self.n += 1;
        *match when {
            When::Early => &mut self.early,
            When::OnTheDay => &mut self.on_the_day,
            When::Late => &mut self.late,
            When::Overdue => &mut self.overdue,
            When::Never => &mut self.never,
            When::Undecided => &mut self.undecided,
            When::Withdrawn => &mut self.withdrawn,
        } += 1;
        let decided = !matches!(when, When::Undecided | When::Withdrawn);
        let automatic = seen.shape.paid_by == Some(PaymentChannel::Avtalegiro);
        self.automatic += u64::from(decided && automatic);
    }

    pub(super) const fn add(&mut self, other: &Self) {
        self.n += other.n;
        self.early += other.early;
        self.on_the_day += other.on_the_day;
        self.late += other.late;
        self.overdue += other.overdue;
        self.never += other.never;
        self.undecided += other.undecided;
        self.withdrawn += other.withdrawn;
        self.automatic += other.automatic;
    }
}

impl Answer for Behaviour {
    fn join(&mut self, other: Self) {
        self.add(&other);
    }
}

impl Statistics<'_> {
    /// When the documents were paid, by dimensions.
    pub fn behaviour(&self, by: &[Dimension]) -> Vec<Grouped<Behaviour>> {
        if let Some(found) = whens::by_group(self.columns, self.view, by) {
            return found;
        }
        let today = number(self.view.today);
        let grouping = Grouping::new(self.columns, self.view, by);
        grouping.run(&FIELDS, |behaviour: &mut Behaviour, seen| {
            behaviour.take(seen, today);
        })
    }
}
