//! When and how the money comes.

use super::claims::Parties;
use super::delivery::Arrival;
use super::recipient::Answer;
use super::{Task, Teller, days};
use crate::demo::customers::Pays;
use crate::demo::days::DayNo;
use domain::{Channel, Fact, PaymentChannel};

/// Invoices of a thousand that the sender withdraws after it sent them.
const WITHDRAWN: u32 = 3;
/// Invoices of a thousand that the sender's system hands over twice.
const REPEATED: u32 = 1;
/// Invoices of a thousand that somebody writes a remark about.
const REMARKED: u32 = 9;
/// AvtaleGiro claims of a thousand that the payer's account cannot cover.
const NOT_COVERED: u32 = 12;
/// Of a thousand invoices to people who do not pay, how many are paid in the
/// end, months after the notice of debt collection.
const GIVE_IN: u32 = 600;

const REMARKS: &[&str] = &[
    "Kunden ringte og spurte om forfallsdato.",
    "Bedt om utsettelse til den 20., innvilget.",
    "Kunden ønsker delbetaling, sendt til kundesenteret.",
    "Stemt av mot hovedboken.",
    "Sendte kopi på e-post etter ønske fra kunden.",
];

impl Teller<'_> {
    /// Everything about the money of an invoice.
    pub(super) fn settle(
        &mut self,
        arrival: Option<Arrival>,
        answer: Option<Answer>,
        parties: Parties,
    ) {
        self.remark();
        if self.dice.per_mille(REPEATED) {
            let next = self.days.bank_day_after(self.days.day_of(self.received));
            let of = parties.claim(self.document);
            self.later(next, Task::Repeat(of));
        }
        let planned = self.plan_payment(arrival, answer);
        if self.withdraw(planned) {
            return;
        }
        let credited = self.credit(planned, answer, parties);
        let owed = self.amount() - credited;
        let Some(planned) = self.follow_up(planned, owed, parties) else {
            return;
        };
        let paid_by = self.paid_by(arrival, answer, planned);
        self.book(planned, owed, paid_by);
    }

    fn remark(&mut self) {
        if self.dice.per_mille(REMARKED) {
            let later = self.received + days(self.dice.between(2, 12));
            let at = self.in_office_hours(later);
            let text = *self.dice.pick(REMARKS);
            self.comment(at, text);
        }
    }

    fn withdraw(&mut self, planned: Option<DayNo>) -> bool {
        if !self.dice.per_mille(WITHDRAWN) {
            return false;
        }
        let later = self.received + days(self.dice.between(1, 4));
        let at = self.in_office_hours(later);
        if planned.is_some_and(|paid| paid <= self.days.day_of(at)) {
            return false;
        }
        self.event("erp", at, 20, Fact::Cancelled);
        self.comment(
            at + 900,
            "Trukket tilbake: sendt til tidligere eier av abonnementet.",
        );
        true
    }

    /// The day on which the recipient means to pay.
    fn plan_payment(&mut self, arrival: Option<Arrival>, answer: Option<Answer>) -> Option<DayNo> {
        let due = self.due();
        let Some(arrival) = arrival else {
            let hears_of_it = self.dice.per_mille(350);
            return hears_of_it.then(|| due + self.dice.below(12));
        };
        if arrival.channel == Channel::Avtalegiro {
            let covered = !self.dice.per_mille(NOT_COVERED);
            return Some(if covered {
                due
            } else {
                due + 5 + self.dice.below(9)
            });
        }
        match answer {
            Some(Answer::Approved(on)) => Some(on),
            Some(Answer::Rejected(_)) => None,
            Some(Answer::Dropped(at)) => {
                let late = self.dice.per_mille(500).then(|| due + self.dice.below(13));
                late.map(|day| day.max(self.days.day_of(at) + 1))
            }
            Some(Answer::Seen(at)) => self.plan_by_habit(self.days.day_of(at)),
            None => self.plan_by_habit(self.days.day_of(arrival.at)),
        }
    }

    fn plan_by_habit(&mut self, seen: DayNo) -> Option<DayNo> {
        let due = self.due();
        let habit = self.customer.pays_on(self.days.day_of(self.received));
        let paid = match self.mood(habit) {
            Pays::Early => (seen + 1 + self.dice.below(4)).min(due),
            Pays::OnDue => due.saturating_sub(*self.dice.pick(&[0, 0, 0, 1, 1, 2, 4])),
            Pays::Late => due + 1 + self.dice.below(13),
            Pays::Reminded => due + 18 + self.dice.below(36),
            Pays::Never if self.dice.per_mille(GIVE_IN) => due + 60 + self.dice.below(70),
            Pays::Never => return None,
        };
        Some(paid.max(seen))
    }

    /// Habits are kept mostly, not always.
    fn mood(&mut self, habit: Pays) -> Pays {
        match (habit, self.dice.below(100)) {
            (Pays::Early, 0..12) | (Pays::Late, 0..22) => Pays::OnDue,
            (Pays::OnDue, 0..7) | (Pays::Reminded, 0..45) => Pays::Late,
            (Pays::OnDue, 7..9) | (Pays::Late, 22..27) => Pays::Reminded,
            (habit, _) => habit,
        }
    }

    fn paid_by(
        &mut self,
        arrival: Option<Arrival>,
        answer: Option<Answer>,
        planned: DayNo,
    ) -> PaymentChannel {
        let channel = arrival.map_or(Channel::Print, |arrival| arrival.channel);
        match (channel, answer) {
            (Channel::Avtalegiro, _) if planned == self.due() => PaymentChannel::Avtalegiro,
            (Channel::Efaktura, Some(Answer::Approved(_))) => PaymentChannel::Efaktura,
            (Channel::Vipps, Some(Answer::Approved(_))) => PaymentChannel::Vipps,
            _ => self.dice.weighted(by_hand(channel)),
        }
    }
}

/// How people pay what no bank pays for them.
fn by_hand(channel: Channel) -> &'static [(u32, PaymentChannel)] {
    match channel {
        Channel::Sms | Channel::Portal | Channel::Vipps => &[
            (58, PaymentChannel::Vipps),
            (24, PaymentChannel::Card),
            (18, PaymentChannel::Giro),
        ],
        Channel::Email | Channel::Digipost => &[
            (80, PaymentChannel::Giro),
            (14, PaymentChannel::Vipps),
            (6, PaymentChannel::Card),
        ],
        Channel::Ehf => &[
            (93, PaymentChannel::Giro),
            (5, PaymentChannel::StandingOrder),
            (2, PaymentChannel::Other),
        ],
        _ => &[
            (88, PaymentChannel::Giro),
            (5, PaymentChannel::Counter),
            (5, PaymentChannel::StandingOrder),
            (2, PaymentChannel::Cash),
        ],
    }
}
