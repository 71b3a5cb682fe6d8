//! What follows from an invoice that is not simply paid: credit notes,
//! reminders, notices of debt collection. Each carries its own KID, so the
//! sender withdraws the one claim when the other is paid.

use super::recipient::Answer;
use super::{Later, SENDER_FOLLOWS, Task, Teller};
use crate::demo::days::{DayNo, HOUR};
use domain::intake::NewDocument;
use domain::{DocumentKind, Fact, PaymentChannel};

/// Days between a due date and what follows from missing it.
const PATIENCE: usize = 15;
/// Invoices of a thousand that are credited without having been rejected.
const CREDITED: u32 = 15;
/// Of a thousand rejected invoices, how many are credited.
const REJECTED_AND_CREDITED: u32 = 750;
/// Of a thousand reminded who pay, how many pay with the reminder's KID.
const WITH_REMINDER: u32 = 180;

/// The place of sender and recipient in the plan's lists.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct Parties {
    pub(in crate::demo) company: usize,
    pub(in crate::demo) customer: usize,
}

impl Parties {
    /// A document between these two, kept for what follows from it.
    pub(in crate::demo) fn claim(self, document: &NewDocument) -> Box<Claim> {
        Box::new(Claim {
            parties: self,
            document: document.clone(),
        })
    }
}

/// An invoice that a later document is about.
#[derive(Debug)]
pub(in crate::demo) struct Claim {
    pub(in crate::demo) parties: Parties,
    pub(in crate::demo) document: NewDocument,
}

/// How a reminded invoice ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum Ending {
    /// Unpaid.
    Never,
    /// Paid on that day with the invoice's own KID.
    WithInvoice(DayNo),
    /// Paid on that day with the KID of the latest claim.
    WithClaim(DayNo),
}

impl Teller<'_> {
    pub(super) fn later(&mut self, on: DayNo, task: Task) {
        self.story.later.push(Later { on, task });
    }

    /// How much of the invoice a credit note will take off, in øre.
    pub(super) fn credit(
        &mut self,
        planned: Option<DayNo>,
        answer: Option<Answer>,
        parties: Parties,
    ) -> i64 {
        let (share, from) = match answer {
            Some(Answer::Rejected(at)) => (REJECTED_AND_CREDITED, at),
            _ => (CREDITED, self.received),
        };
        if !self.dice.per_mille(share) {
            return 0;
        }
        let after = self.days.day_of(from) + 3 + self.dice.below(9);
        let on = self.days.bank_day_from(after);
        if planned.is_some_and(|paid| paid <= on) {
            return 0;
        }
        let only_last_line = share == CREDITED && self.dice.per_mille(400);
        let of = parties.claim(self.document);
        self.later(on, Task::Credit { of, only_last_line });
        match only_last_line {
            true => self.last_line_with_tax(),
            false => self.amount(),
        }
    }

    /// What the credit note for the last line comes to: computed from that
    /// line alone, as the credit note does.
    fn last_line_with_tax(&self) -> i64 {
        let last = self.document.details.lines.last();
        let amount = last.and_then(|line| line.amount);
        let without_tax = amount.map_or(0, |amount| amount.minor);
        without_tax + (without_tax * 25 + 50) / 100
    }

    /// Reminds of what is not paid in time. Gives the day on which the
    /// invoice itself is paid, if it ever is.
    pub(super) fn follow_up(
        &mut self,
        planned: Option<DayNo>,
        owed: i64,
        parties: Parties,
    ) -> Option<DayNo> {
        if owed <= 0 {
            return None;
        }
        let reminded = self.days.bank_day_from(self.due() + PATIENCE);
        if planned.is_some_and(|paid| paid <= reminded) || owed < self.amount() {
            return planned;
        }
        let ending = match planned {
            None => Ending::Never,
            Some(paid) if self.dice.per_mille(WITH_REMINDER) => Ending::WithClaim(paid),
            Some(paid) => Ending::WithInvoice(paid),
        };
        let of = parties.claim(self.document);
        self.later(reminded, Task::Remind { of, ending });
        if let Ending::WithClaim(paid) = ending {
            self.withdraw_after(paid);
            return None;
        }
        planned
    }

    /// How a reminder or a notice ends.
    pub(super) fn end_claim(&mut self, ending: Ending, of: Box<Claim>) {
        let patient_until = self.days.bank_day_from(self.due() + PATIENCE);
        let goes_on = match ending {
            Ending::Never => true,
            Ending::WithInvoice(paid) | Ending::WithClaim(paid) => paid > patient_until,
        };
        if goes_on && self.document.kind == Some(DocumentKind::Reminder) {
            let at = self.days.at(patient_until, 4 * HOUR);
            self.event("erp", at, 60, Fact::Cancelled);
            self.later(patient_until, Task::Collect { of, ending });
            return;
        }
        match ending {
            Ending::Never => {}
            Ending::WithInvoice(paid) => self.withdraw_after(paid),
            Ending::WithClaim(paid) => {
                let amount = self.amount();
                self.payment(paid, amount, PaymentChannel::Giro);
            }
        }
    }

    /// The sender withdraws a claim when the bank has told of the other.
    fn withdraw_after(&mut self, paid: DayNo) {
        let booked = self.days.bank_day_from(paid);
        let told = self.days.bank_day_after(booked);
        let at = self.days.at(told, SENDER_FOLLOWS);
        self.event("erp", at.max(self.received + 60), 60, Fact::Cancelled);
    }
}
