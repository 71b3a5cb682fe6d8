//! What the recipient does with what arrived.

use super::delivery::Arrival;
use super::{Teller, days};
use crate::demo::compose::nok;
use crate::demo::customers::{Opens, Pays};
use crate::demo::days::{DayNo, HOUR};
use crate::demo::problems;
use domain::{Channel, Fact};

/// Businesses of a thousand that answer an invoice over Peppol.
const ANSWER: u32 = 460;
/// Of a thousand answers, how many begin with a question.
const ASK: u32 = 55;
/// Of a thousand answers, how many reject.
const REJECT: u32 = 42;

/// What the sender can tell from the recipient's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nothing, or that it was opened at this moment.
    Seen(i64),
    /// Approved, to be paid on this day.
    Approved(DayNo),
    /// Deleted, or its approval was taken back.
    Dropped(i64),
    /// Rejected at this moment.
    Rejected(i64),
}

impl Teller<'_> {
    /// What the recipient does on the channel where the document arrived.
    pub(super) fn answer(&mut self, arrival: Arrival) -> Answer {
        let channel = arrival.channel;
        match channel {
            Channel::Ehf => self.respond(arrival.at),
            _ if !channel.can_tell_opened() || !arrival.open_receipt => Answer::Seen(arrival.at),
            Channel::Efaktura | Channel::Vipps => self.open_and_approve(arrival),
            _ => self.open(arrival),
        }
    }

    fn open(&mut self, arrival: Arrival) -> Answer {
        let (channel, habit) = (arrival.channel, self.customer.opens);
        let opened_of_thousand = match (channel, habit) {
            (_, Opens::Seldom) => 320,
            (Channel::Email, _) => 610,
            (Channel::Vipps | Channel::Efaktura, _) => 955,
            _ => 830,
        };
        if !self.dice.per_mille(opened_of_thousand) {
            return Answer::Seen(arrival.at);
        }
        let waits = match habit {
            Opens::Soon => self.dice.between(120, 9 * HOUR),
            Opens::Slowly => self.dice.between(4 * HOUR, days(4)),
            Opens::Seldom => self.dice.between(days(2), days(13)),
        };
        let at = self.awake(arrival.at + waits);
        self.event(channel.code(), at, 30, Fact::Opened { channel });
        Answer::Seen(at)
    }

    fn open_and_approve(&mut self, arrival: Arrival) -> Answer {
        let channel = arrival.channel;
        let events = self.story.events.len();
        let seen = self.open(arrival);
        let opened = self.story.events.len() > events;
        let (Answer::Seen(at), Some(due_on)) = (seen, self.document.due_on) else {
            return seen;
        };
        if !opened || !self.customer_approves() {
            return seen;
        }
        let decided = if self.dice.per_mille(700) {
            at + self.dice.between(20, 240)
        } else {
            let later = at + self.dice.between(HOUR, days(5));
            self.awake(later)
        };
        if self.dice.per_mille(14) {
            self.event(channel.code(), decided, 60, Fact::Deleted { channel });
            self.comment(
                decided + days(1),
                "Kunden slettet fakturaen i nettbanken og vil betale med KID.",
            );
            return Answer::Dropped(decided);
        }
        self.event(channel.code(), decided, 60, Fact::Approved { channel });
        let earliest = self.days.bank_day_after(self.days.day_of(decided));
        let on_due = self.dice.per_mille(740);
        let due = self.days.bank_day_from(self.days.find(due_on));
        let on = if on_due { due.max(earliest) } else { earliest };
        let scheduled = Fact::PaymentScheduled {
            on: self.days.date(on),
            amount: Some(nok(self.amount())),
        };
        self.event(channel.code(), decided, 61, scheduled);
        if on > earliest + 1 && self.dice.per_mille(16) {
            let stopped = decided + self.dice.between(HOUR, days(1));
            self.event(
                channel.code(),
                stopped,
                60,
                Fact::ApprovalWithdrawn { channel },
            );
            return Answer::Dropped(stopped);
        }
        Answer::Approved(on)
    }

    /// People who pay late do not approve early either.
    fn customer_approves(&mut self) -> bool {
        let day = self.days.day_of(self.received);
        let share = match self.customer.pays_on(day) {
            Pays::Early | Pays::OnDue => 930,
            Pays::Late => 420,
            Pays::Reminded => 120,
            Pays::Never => 0,
        };
        self.dice.per_mille(share)
    }

    /// An answer over Peppol, within three working days.
    fn respond(&mut self, arrived: i64) -> Answer {
        let channel = Channel::Ehf;
        if !self.dice.per_mille(ANSWER) {
            return Answer::Seen(arrived);
        }
        let at = arrived + self.dice.between(HOUR, days(2));
        let mut at = self.in_office_hours(at);
        if self.dice.per_mille(ASK) {
            let problem = problems::queried(&mut self.dice);
            self.event("peppol", at, 40, Fact::Disputed { channel, problem });
            self.comment(at + 2 * HOUR, "Sendte målerdata til kunden på e-post.");
            if self.dice.per_mille(250) {
                return Answer::Dropped(at);
            }
            let later = at + days(self.dice.between(1, 6));
            at = self.in_office_hours(later);
        }
        if self.dice.per_mille(REJECT) {
            let problem = problems::rejected(&mut self.dice);
            self.event(
                "peppol",
                at,
                40,
                Fact::RejectedByRecipient { channel, problem },
            );
            return Answer::Rejected(at);
        }
        self.event("peppol", at, 40, Fact::Approved { channel });
        Answer::Seen(at)
    }
}
