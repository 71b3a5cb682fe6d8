//! One document's life, from the moment it is received until nothing more
//! happens to it. A story is told to its end; what lies after today is taken
//! off by whoever asks, so that the newest documents are honestly in progress.

use super::compose::nok;
use super::customers::Customer;
use super::days::{DAY, DayNo, Days, HOUR, instant};
use super::dice::Dice;
use super::volume::Outage;
use super::{DemoEvent, DemoPayment};
use domain::intake::{NewDocument, NewPayment};
use domain::{Channel, Fact, PaymentChannel, SourceKey};

mod batches;
mod claims;
mod delivery;
mod oddities;
mod payments;
mod processing;
mod recipient;

pub(super) use claims::{Claim, Ending, Parties};

/// All that happens to a document.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// What happens, in the order it was thought of.
    pub(super) events: Vec<DemoEvent>,
    /// What is paid.
    pub(super) payments: Vec<DemoPayment>,
    /// What people write about it, and when.
    pub(super) comments: Vec<(i64, &'static str)>,
    /// Documents that follow from it.
    pub(super) later: Vec<Later>,
}

/// A document that follows from another, or from the calendar.
#[derive(Debug)]
pub(super) struct Later {
    /// The day on which it is made.
    pub(super) on: DayNo,
    /// What it is.
    pub(super) task: Task,
}

/// What is to be made.
#[derive(Debug)]
pub(super) enum Task {
    /// A payslip for whoever is the so-manyth to work in the group.
    Payslip(usize),
    /// A credit note for an invoice.
    Credit {
        of: Box<Claim>,
        only_last_line: bool,
    },
    /// A reminder.
    Remind { of: Box<Claim>, ending: Ending },
    /// A notice of debt collection.
    Collect { of: Box<Claim>, ending: Ending },
    /// The same document again, by mistake.
    Repeat(Box<Claim>),
}

/// Tells the story of one document.
#[derive(Debug)]
pub(super) struct Teller<'a> {
    pub(super) days: &'a Days,
    pub(super) outage: Outage,
    pub(super) dice: Dice,
    pub(super) customer: &'a Customer,
    pub(super) document: &'a NewDocument,
    /// Place among all documents of the demo; keys are made of it.
    pub(super) serial: usize,
    pub(super) received: i64,
    pub(super) story: Story,
}

impl Teller<'_> {
    /// The story of an ordinary document: invoices, credit notes, letters.
    pub(super) fn tell(mut self, parties: Parties) -> Story {
        let Some(ready) = self.process() else {
            return self.story;
        };
        let arrival = self.deliver(ready);
        let answer = arrival.map(|arrival| self.answer(arrival));
        if self.document.due_on.is_some() {
            self.settle(arrival, answer, parties);
        }
        self.story
    }

    /// The story of a reminder or a notice, whose ending is known.
    pub(super) fn tell_claim(mut self, ending: Ending, of: Box<Claim>) -> Story {
        let checked = self.received + self.dice.between(1, 15);
        self.event("intake", checked, 0, Fact::Validated);
        let arrival = self.deliver(checked + 20);
        if let Some(arrival) = arrival {
            self.answer(arrival);
        }
        self.end_claim(ending, of);
        self.story
    }

    /// The story of a document that was there already.
    pub(super) fn tell_repeated(mut self) -> Story {
        let problem = super::problems::repeated(&self.document.number);
        self.event("intake", self.received + 2, 0, Fact::Refused { problem });
        self.event("erp", self.received + HOUR, 60, Fact::Cancelled);
        self.comment(
            self.received + 2 * HOUR,
            "Sendt to ganger fra fagsystemet. Den første gjelder.",
        );
        self.story
    }

    fn event(&mut self, source: &str, occurred: i64, lag: i64, fact: Fact) {
        let no = self.story.events.len() + 1;
        self.story.events.push(DemoEvent {
            source: SourceKey::new(source, format!("{:07}-{no}", self.serial)),
            occurred_at: instant(occurred),
            learned_at: instant(occurred + lag),
            fact,
        });
    }

    fn comment(&mut self, at: i64, text: &'static str) {
        self.story.comments.push((at, text));
    }

    /// Money that the bank books on a bank day and tells of the next one.
    fn payment(&mut self, value: DayNo, minor: i64, paid_by: PaymentChannel) -> &mut NewPayment {
        let value = self.days.bank_day_from(value);
        let told = self.days.bank_day_after(value);
        let account = self.document.account.clone().unwrap_or_default();
        let no = self.story.payments.len() + 1;
        let date = self.days.date(value);
        let written = date.strftime("%Y%m%d");
        let payer = match paid_by {
            PaymentChannel::Cash | PaymentChannel::Card => None,
            _ => Some(self.customer.account.clone()),
        };
        let payment = NewPayment {
            source: SourceKey::new(
                "ocr",
                format!("{account}-{written}-{:07}-{no}", self.serial),
            ),
            account,
            kid: self.document.kid.clone(),
            amount: nok(minor),
            value_on: date,
            paid_by,
            payer_account: payer,
            payer_name: None,
            text: None,
            bank_reference: Some(format!("{:09}", (self.serial * 10 + no) % 1_000_000_000)),
        };
        self.story.payments.push(DemoPayment {
            learned_at: instant(self.days.at(told, BANK_TELLS)),
            payment,
        });
        let last = self.story.payments.len() - 1;
        &mut self.story.payments[last].payment
    }

    /// The moment itself in office hours, else the next office morning.
    fn in_office_hours(&mut self, at: i64) -> i64 {
        let day = self.days.day_of(at);
        let clock = self.days.clock(at);
        let minutes = self.dice.between(0, 90) * 60;
        if self.days.bank_day_from(day) != day || clock > 16 * HOUR {
            self.days
                .at(self.days.bank_day_after(day), 8 * HOUR + minutes)
        } else if clock < 8 * HOUR {
            self.days.at(day, 8 * HOUR + minutes)
        } else {
            at
        }
    }

    /// The moment itself while people are awake, else the morning after.
    fn awake(&mut self, at: i64) -> i64 {
        let clock = self.days.clock(at);
        match clock < 6 * HOUR + 30 * 60 {
            true => at - clock + 7 * HOUR + self.dice.between(0, 3 * HOUR),
            false => at,
        }
    }

    fn amount(&self) -> i64 {
        self.document.amount.map_or(0, |amount| amount.minor)
    }

    fn due(&self) -> DayNo {
        let received = self.days.day_of(self.received);
        self.document
            .due_on
            .map_or(received, |due| self.days.find(due))
    }

    fn channel(&self) -> Channel {
        self.document.channel.unwrap_or(Channel::Other)
    }
}

/// When the systems that follow the bank's file have read it.
const SENDER_FOLLOWS: i64 = 7 * HOUR;
/// When the bank's file of a day lies there.
const BANK_TELLS: i64 = 6 * HOUR + 10 * 60;
/// Seconds in so many days.
const fn days(count: i64) -> i64 {
    count * DAY
}
