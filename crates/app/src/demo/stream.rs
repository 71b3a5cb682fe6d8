//! The demo's documents one after another, in the order they come: each day
//! what follows from earlier ones first, then whoever is billed next.

use super::companies::PROFILES;
use super::compose::Frame;
use super::days::DayNo;
use super::dice::{Dice, Purpose};
use super::story::{Claim, Later, Parties, Story, Task, Teller};
use super::{Plan, volume};
use domain::intake::NewDocument;
use domain::{DocumentKind, SourceKey};
use std::collections::{BTreeMap, VecDeque};

/// Letters of a thousand documents that nothing else calls for.
const LETTERS: u32 = 60;
/// The day of the month on which wages are paid.
const PAYDAY: i8 = 12;
/// What the companies' counters stood at before the demo begins.
const SEQUENCES: [usize; 3] = [412_000, 98_000, 23_000];

/// A document with its story told to the end.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) serial: usize,
    pub(super) parties: Parties,
    pub(super) document: NewDocument,
    pub(super) received: i64,
    pub(super) credits: Option<SourceKey>,
    pub(super) story: Story,
}

/// Walks the days.
#[derive(Debug)]
pub(super) struct Stream<'a> {
    plan: &'a Plan,
    day: DayNo,
    arrivals: std::vec::IntoIter<i64>,
    later: BTreeMap<DayNo, VecDeque<Task>>,
    sequences: [usize; 3],
    serial: usize,
    turn: usize,
}

impl<'a> Stream<'a> {
    /// From the first day on.
    pub(super) fn new(plan: &'a Plan) -> Self {
        let mut stream = Self {
            plan,
            day: 0,
            arrivals: Vec::new().into_iter(),
            later: BTreeMap::new(),
            sequences: SEQUENCES,
            serial: 0,
            turn: 0,
        };
        stream.begin_day();
        stream
    }

    fn begin_day(&mut self) {
        let (plan, day) = (self.plan, self.day);
        let quota = plan.quotas.get(day).copied().unwrap_or(0);
        self.arrivals = volume::arrivals(plan.seed, &plan.days, day, quota).into_iter();
        if plan.days.date(day).day() == PAYDAY {
            let on = plan.days.bank_day_from(day);
            let payslips = (0..plan.employees.len()).map(Task::Payslip);
            self.later.entry(on).or_default().extend(payslips);
        }
    }

    fn next_arrival(&mut self) -> Option<i64> {
        loop {
            if let Some(at) = self.arrivals.next() {
                return Some(at);
            }
            if self.day >= self.plan.days.today() {
                return None;
            }
            self.day += 1;
            self.begin_day();
        }
    }

    /// What follows from an earlier document and is due today.
    fn due_task(&mut self) -> Option<Task> {
        let mut first = self.later.first_entry()?;
        if *first.key() > self.day {
            return None;
        }
        let task = first.get_mut().pop_front();
        if first.get().is_empty() {
            first.remove();
        }
        task
    }

    fn make(&mut self, task: Task, received: i64) -> Told {
        match task {
            Task::Payslip(employee) => self.payslip(employee, received),
            Task::Credit { of, only_last_line } => {
                let document = self
                    .frame(of.parties, received)
                    .credit_note(&of.document, only_last_line);
                let story = self
                    .teller(of.parties, &document, received)
                    .tell(of.parties);
                let credits = of.document.source.clone();
                self.told(of.parties, document, received, credits, story)
            }
            Task::Remind { of, ending } => {
                let document = self.frame(of.parties, received).reminder(&of.document);
                self.claim(of, document, received, |teller, of| {
                    teller.tell_claim(ending, of)
                })
            }
            Task::Collect { of, ending } => {
                let document = self
                    .frame(of.parties, received)
                    .debt_collection(&of.document);
                self.claim(of, document, received, |teller, of| {
                    teller.tell_claim(ending, of)
                })
            }
            Task::Repeat(of) => {
                let document = self.frame(of.parties, received).repeated(&of.document);
                self.claim(of, document, received, |teller, _| teller.tell_repeated())
            }
        }
    }

    fn claim(
        &mut self,
        of: Box<Claim>,
        document: NewDocument,
        received: i64,
        tell: impl FnOnce(Teller<'_>, Box<Claim>) -> Story,
    ) -> Told {
        let parties = of.parties;
        let story = tell(self.teller(parties, &document, received), of);
        self.told(parties, document, received, None, story)
    }

    fn payslip(&mut self, employee: usize, received: i64) -> Told {
        let parties = Parties {
            company: employee % PROFILES.len(),
            customer: self.plan.employees[employee],
        };
        let mut dice = self.dice(Purpose::Contents);
        let document = self.frame(parties, received).payslip(&mut dice);
        let story = self.teller(parties, &document, received).tell(parties);
        self.told(parties, document, received, None, story)
    }

    /// Bills, or writes to, whoever is next on the wheel.
    fn regular(&mut self, received: i64) -> Told {
        let wheel = &self.plan.wheel;
        let (lap, place) = (self.turn / wheel.len(), self.turn % wheel.len());
        self.turn += 1;
        let customer = wheel[place];
        let parties = Parties {
            company: self.plan.customers[customer].companies[lap % 2],
            customer,
        };
        let mut dice = self.dice(Purpose::Contents);
        let is_letter = dice.per_mille(LETTERS);
        let frame = self.frame(parties, received);
        let document = match is_letter {
            true => frame.letter(&mut dice),
            false => frame.invoice(&mut dice),
        };
        let story = self.teller(parties, &document, received).tell(parties);
        self.told(parties, document, received, None, story)
    }

    fn dice(&self, purpose: Purpose) -> Dice {
        Dice::new(self.plan.seed, purpose, self.serial)
    }

    fn frame(&self, parties: Parties, received: i64) -> Frame<'a> {
        let plan = self.plan;
        Frame {
            days: &plan.days,
            company: &plan.companies[parties.company],
            profile: &PROFILES[parties.company],
            customer: &plan.customers[parties.customer],
            serial: self.serial,
            sequence: self.sequences[parties.company],
            received,
        }
    }

    fn teller<'d>(&self, parties: Parties, document: &'d NewDocument, received: i64) -> Teller<'d>
    where
        'a: 'd,
    {
        Teller {
            days: &self.plan.days,
            outage: self.plan.outage,
            dice: self.dice(Purpose::Story),
            customer: &self.plan.customers[parties.customer],
            document,
            serial: self.serial,
            received,
            story: Story::default(),
        }
    }

    fn told(
        &mut self,
        parties: Parties,
        document: NewDocument,
        received: i64,
        credits: Option<SourceKey>,
        mut story: Story,
    ) -> Told {
        for Later { on, task } in story.later.drain(..) {
            self.later
                .entry(on.max(self.day + 1))
                .or_default()
                .push_back(task);
        }
        let serial = self.serial;
        self.serial += 1;
        self.sequences[parties.company] += 1;
        Told {
            serial,
            parties,
            document,
            received,
            credits,
            story,
        }
    }
}

impl Iterator for Stream<'_> {
    type Item = Told;

    fn next(&mut self) -> Option<Told> {
        let received = self.next_arrival()?;
        Some(match self.due_task() {
            Some(task) => self.make(task, received),
            None => self.regular(received),
        })
    }
}

impl Told {
    /// Whether its original is an EHF.
    pub(super) fn is_ehf(&self) -> bool {
        let by_ehf = self.document.channel == Some(domain::Channel::Ehf);
        let in_ubl = matches!(
            self.document.kind,
            Some(DocumentKind::Invoice | DocumentKind::CreditNote)
        );
        by_ehf && in_ubl
    }
}
