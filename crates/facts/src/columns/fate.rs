//! What became of a document's payment, as one small number: a column that is
//! counted without looking at any other.

use crate::days::{NO_DAY, bank_day};
use domain::PaymentState;

/// Days below this have numbers of their own.
pub(crate) const FATE_DAYS: i32 = 512;
/// Days since 1970 below this have numbers of their own: to 2059.
const ISSUED_MAX: i32 = 1 << 15;

/// The number of what asks for no payment, or bears no day.
pub(super) const NOTHING: i32 = 0;
/// The number of what has none of its own, so that somebody has to look.
pub(crate) const LOOK: i32 = 1;
/// The first numbers of what was paid on time, paid late, and closed.
const SETTLED: i32 = 2;
/// The number of what is waited for is the day on it above this.
pub(crate) const WAITING: i32 = SETTLED + 3 * FATE_DAYS;

/// What became of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Fate {
    /// Paid by the last day to pay. By days from the day on the document.
    OnTime = 0,
    /// Paid after it, or without one.
    Late = 1,
    /// Credited or cancelled.
    Closed = 2,
    /// Waited for. By the day on the document.
    Waiting = 3,
}

/// The days that decide, [`NO_DAY`] where there is none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FateDays {
    pub(crate) issued: i32,
    pub(crate) due: i32,
    pub(crate) paid: i32,
    pub(crate) closed: i32,
}

impl FateDays {
    /// No day at all.
    pub(super) const NONE: Self = Self {
        issued: NO_DAY,
        due: NO_DAY,
        paid: NO_DAY,
        closed: NO_DAY,
    };

    /// What became of the payment of a document in this state, and its days;
    /// `None` where none was asked for or the document bears no day.
    pub(crate) fn fate(self, payment: PaymentState) -> Option<(Fate, i32)> {
        let Self { issued, paid, .. } = self;
        let in_time = || self.due != NO_DAY && paid <= bank_day(self.due);
        match payment {
            _ if issued == NO_DAY => None,
            _ if paid != NO_DAY && in_time() => Some((Fate::OnTime, paid - issued)),
            _ if paid != NO_DAY => Some((Fate::Late, paid - issued)),
            PaymentState::None => None,
            PaymentState::Credited | PaymentState::Cancelled if self.closed == NO_DAY => None,
            PaymentState::Credited | PaymentState::Cancelled => {
                Some((Fate::Closed, self.closed - issued))
            }
            _ => Some((Fate::Waiting, issued)),
        }
    }

    /// The same as a number.
    pub(super) fn number(self, payment: PaymentState) -> i64 {
        let number = match self.fate(payment) {
            None => NOTHING,
            Some((Fate::Waiting, issued @ 0..ISSUED_MAX)) => WAITING + issued,
            Some((Fate::Waiting, _)) => LOOK,
            Some((fate, days @ 0..FATE_DAYS)) => fate.first() + days,
            Some(_) => LOOK,
        };
        i64::from(number)
    }
}

impl Fate {
    /// The number of a fate after no days.
    pub(crate) const fn first(self) -> i32 {
        SETTLED + self as i32 * FATE_DAYS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fate_has_a_number_of_its_own_or_has_to_be_looked_at() {
        let number = |issued, due, paid, closed, payment| {
            let days = FateDays {
                issued,
                due,
                paid,
                closed,
            };
            days.number(payment)
        };
        let settled = |fate: Fate, days: i32| i64::from(fate.first() + days);
        // 2026-11-23, a Monday, and the Saturday before it.
        let (monday, saturday) = (20_780, 20_778);
        let paid = |due, paid| number(saturday - 10, due, paid, NO_DAY, PaymentState::Paid);
        assert_eq!(paid(saturday, monday), settled(Fate::OnTime, 12));
        assert_eq!(paid(saturday, monday + 1), settled(Fate::Late, 13));
        assert_eq!(paid(NO_DAY, monday), settled(Fate::Late, 12));
        assert_eq!(paid(monday, saturday - 11), i64::from(LOOK));
        assert_eq!(paid(monday, saturday + 502), i64::from(LOOK));
        let unpaid = |issued, closed, payment| number(issued, monday, NO_DAY, closed, payment);
        let open = PaymentState::Open;
        assert_eq!(unpaid(7, NO_DAY, open), i64::from(WAITING) + 7);
        assert_eq!(unpaid(-7, NO_DAY, open), i64::from(LOOK));
        assert_eq!(unpaid(NO_DAY, NO_DAY, open), i64::from(NOTHING));
        let credited = PaymentState::Credited;
        assert_eq!(unpaid(7, 9, credited), settled(Fate::Closed, 2));
        assert_eq!(unpaid(7, NO_DAY, credited), i64::from(NOTHING));
        assert_eq!(unpaid(7, 9, PaymentState::None), i64::from(NOTHING));
    }
}
