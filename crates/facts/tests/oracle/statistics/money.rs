//! Costs, waiting money, ages and customers, one entry after the other.

use super::slowly::{NOTHING_ASKED, Slowly};
use domain::calendar::bank_day_from;
use domain::standing::Part;
use domain::{Channel, Currency, PaymentState, Recipient};
use facts::statistics::{
    AGES, Age, AgeSum, Ageing, Behaviour, Economy, EconomySum, Habit, HabitGroup, Pressing, Prices,
};
use facts::{Entry, LatePayer, PAID_MIN, WaitCounts, Waits};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;

fn outstanding(entry: &Entry) -> i64 {
    let amount = entry.head.amount.map_or(0, |amount| amount.minor);
    entry.standing.outstanding_minor(amount)
}

/// The habit by the rules in the order they are written in.
fn habit(b: &Behaviour) -> Habit {
    let n = (b.early + b.on_the_day + b.late + b.overdue + b.never) as f64;
    let share = |part: u64| part as f64 / n;
    if n < 5.0 {
        Habit::New
    } else if share(b.automatic) >= 0.8 {
        Habit::Automatic
    } else if share(b.never) >= 0.5 {
        Habit::Never
    } else if share(b.early) >= 0.8 {
        Habit::Early
    } else if share(b.early + b.on_the_day) >= 0.8 {
        Habit::OnTime
    } else if share(b.late + b.overdue + b.never) >= 0.5 {
        Habit::Late
    } else {
        Habit::Mixed
    }
}

fn add(into: &mut Behaviour, more: &Behaviour) {
    *into = Behaviour {
        n: into.n + more.n,
        early: into.early + more.early,
        on_the_day: into.on_the_day + more.on_the_day,
        late: into.late + more.late,
        overdue: into.overdue + more.overdue,
        never: into.never + more.never,
        undecided: into.undecided + more.undecided,
        withdrawn: into.withdrawn + more.withdrawn,
        automatic: into.automatic + more.automatic,
    };
}

impl Slowly<'_> {
    /// Costs on the documents' own channel, or on another.
    pub(super) fn economy(&self, prices: &Prices, on: Option<Channel>) -> Economy {
        let mut sums: BTreeMap<Currency, EconomySum> = BTreeMap::new();
        let mut economy = Economy {
            n: self.entries.len() as u64,
            paid: 0,
            priced: 0,
            sums: Vec::new(),
        };
        let undone = [
            NOTHING_ASKED,
            PaymentState::Credited,
            PaymentState::Cancelled,
        ];
        for entry in &self.entries {
            let (head, standing) = (&entry.head, &entry.standing);
            let payment = standing.payment;
            economy.paid += u64::from(matches!(
                payment,
                PaymentState::Paid | PaymentState::Overpaid
            ));
            let channel = on.unwrap_or(standing.channel);
            if let Some(price) = prices.of(Some(head.company), channel, self.received_on(entry)) {
                economy.priced += 1;
                sum(&mut sums, price.currency).cost_minor += price.minor;
            }
            let Some(amount) = head.amount.filter(|_| !undone.contains(&payment)) else {
                continue;
            };
            let from = head.issued_on.unwrap_or_else(|| self.received_on(entry));
            let until = standing.paid_on.unwrap_or(self.today);
            let minor = standing
                .paid_on
                .map_or_else(|| outstanding(entry), |_| amount.minor);
            let late = head
                .due_on
                .map_or(0, |due| (until - bank_day_from(due)).get_days().max(0));
            let sum = sum(&mut sums, amount.currency);
            sum.amount_minor += minor;
            sum.waiting_minor_days +=
                i128::from(minor) * i128::from((until - from).get_days().max(0));
            sum.late_minor_days += i128::from(minor) * i128::from(late);
        }
        economy.sums = sums.into_values().collect();
        economy
    }

    pub(super) fn ageing(&self, as_of: Date) -> Ageing {
        let mut sums: BTreeMap<Currency, [(u64, i64); 6]> = BTreeMap::new();
        for entry in &self.entries {
            let (head, standing) = (&entry.head, &entry.standing);
            let Some(amount) = head.amount else { continue };
            let closed = standing.closed_at.map(|at| self.day(at));
            let is_over = |day: Option<Date>| day.is_some_and(|day| day <= as_of);
            let settled: i64 = standing
                .parts
                .iter()
                .filter(|part| match part {
                    Part::Paid { on, .. } => *on <= as_of,
                    Part::Credited { at, .. } => self.day(*at) <= as_of,
                })
                .map(|part| part.minor())
                .sum();
            let minor = (amount.minor - settled).max(0);
            let issued = head.issued_on.unwrap_or_else(|| self.received_on(entry));
            let is_settled = is_over(standing.paid_on) || is_over(closed) || minor == 0;
            if standing.payment == NOTHING_ASKED || issued > as_of || is_settled {
                continue;
            }
            let days = head.due_on.filter(|due| bank_day_from(*due) < as_of);
            let days = days.map_or(0, |due| (as_of - due).get_days());
            let limits = [
                (0, Age::NotDue),
                (14, Age::To14),
                (30, Age::To30),
                (60, Age::To60),
                (90, Age::To90),
            ];
            let age = limits.into_iter().find(|(limit, _)| days <= *limit);
            let age = age.map_or(Age::Over90, |(_, age)| age);
            let place = AGES.iter().position(|one| *one == age).unwrap();
            let cell = &mut sums.entry(amount.currency).or_default()[place];
            *cell = (cell.0 + 1, cell.1 + minor);
        }
        let sums: Vec<AgeSum> = sums
            .into_iter()
            .map(|(currency, ages)| AgeSum { currency, ages })
            .collect();
        Ageing {
            n: sums
                .iter()
                .flat_map(|sum| sum.ages)
                .map(|(count, _)| count)
                .sum(),
            sums,
        }
    }

    pub(super) fn habits(&self) -> Vec<HabitGroup> {
        let mut groups: Vec<HabitGroup> = Vec::new();
        for customer in self.by_customer() {
            let behaviour = customer.behaviour();
            if behaviour.n == 0 {
                continue;
            }
            let habit = habit(&behaviour);
            let place = groups
                .iter()
                .position(|group| group.habit == habit)
                .unwrap_or_else(|| {
                    groups.push(HabitGroup {
                        habit,
                        customers: 0,
                        behaviour: Behaviour::default(),
                        outstanding: Vec::new(),
                    });
                    groups.len() - 1
                });
            let group = &mut groups[place];
            group.customers += 1;
            add(&mut group.behaviour, &behaviour);
            for entry in customer
                .entries
                .iter()
                .filter(|entry| outstanding(entry) != 0)
            {
                let Some(amount) = entry.head.amount else {
                    continue;
                };
                match group
                    .outstanding
                    .iter_mut()
                    .find(|(same, _)| *same == amount.currency)
                {
                    Some((_, sum)) => *sum += outstanding(entry),
                    None => group
                        .outstanding
                        .push((amount.currency, outstanding(entry))),
                }
            }
            group.outstanding.sort();
        }
        let place = |group: &HabitGroup| Habit::ALL.iter().position(|habit| *habit == group.habit);
        groups.sort_by_key(place);
        groups
    }

    pub(super) fn pressing(&self) -> Vec<Pressing> {
        let mut all: BTreeMap<Currency, Vec<Pressing>> = BTreeMap::new();
        for customer in self.by_customer() {
            let mut mine: BTreeMap<Currency, Pressing> = BTreeMap::new();
            for entry in &customer.entries {
                let (Some(due), Some(amount)) = (entry.head.due_on, entry.head.amount) else {
                    continue;
                };
                if !entry.standing.is_overdue(Some(due), self.today) {
                    continue;
                }
                let days = i128::from((self.today - bank_day_from(due)).get_days());
                let one = mine.entry(amount.currency).or_insert_with(|| Pressing {
                    customer: entry.head.customer,
                    currency: amount.currency,
                    documents: 0,
                    overdue_minor: 0,
                    minor_days: 0,
                    oldest_due_on: due,
                    behaviour: customer.behaviour(),
                    habit: habit(&customer.behaviour()),
                });
                one.documents += 1;
                one.overdue_minor += outstanding(entry);
                one.minor_days += i128::from(outstanding(entry)) * days;
                one.oldest_due_on = one.oldest_due_on.min(due);
            }
            for (currency, one) in mine {
                all.entry(currency).or_default().push(one);
            }
        }
        let mut lists: Vec<Vec<Pressing>> = all.into_values().collect();
        lists.sort_by_key(|list| std::cmp::Reverse(list.len()));
        for list in &mut lists {
            list.sort_by_key(|one| (std::cmp::Reverse(one.minor_days), one.customer));
        }
        lists.into_iter().flatten().collect()
    }
}

/// Counts by how long, in order.
fn counted(mut waits: Vec<i32>) -> WaitCounts {
    waits.sort_unstable();
    let parts = waits.chunk_by(|a, b| a == b);
    parts
        .map(|part| (part[0], u32::try_from(part.len()).unwrap()))
        .collect()
}

impl Slowly<'_> {
    pub(super) fn waits(&self) -> Waits {
        let (mut on_time, mut late, mut unpaid) = (Vec::new(), Vec::new(), Vec::new());
        let (mut closed, mut opened, mut others) = (Vec::new(), Vec::new(), 0);
        for entry in &self.entries {
            let (head, standing) = (&entry.head, &entry.standing);
            let days = |to: Date| head.issued_on.map(|from| (to - from).get_days());
            let closing = standing.closed_at.map(|at| self.day(at));
            let (list, wait) = match (standing.paid_on, standing.payment) {
                (Some(paid), _) => match standing.was_paid_on_time(head.due_on) {
                    Some(true) => (&mut on_time, days(paid)),
                    _ => (&mut late, days(paid)),
                },
                (None, PaymentState::None) => (&mut unpaid, None),
                (None, PaymentState::Credited | PaymentState::Cancelled) => {
                    (&mut closed, closing.and_then(days))
                }
                (None, _) => (&mut unpaid, days(self.today)),
            };
            match wait {
                Some(wait) => list.push(wait),
                None => others += 1,
            }
            let tells =
                standing.channel.can_tell_opened() && standing.recipient != Recipient::Unknowable;
            if let (true, Some(at), Some(from)) = (tells, standing.opened_at, standing.delivered_at)
            {
                let minute = |at: Timestamp| at.as_second().div_euclid(60);
                opened.push(i32::try_from((minute(at) - minute(from)).div_euclid(60)).unwrap());
            }
        }
        Waits {
            paid_on_time: counted(on_time),
            paid_late: counted(late),
            unpaid: counted(unpaid),
            closed: counted(closed),
            others,
            opened: counted(opened),
        }
    }

    pub(super) fn latest_payers(&self) -> Vec<LatePayer> {
        let mut all = Vec::new();
        for customer in self.by_customer() {
            let delay = |entry: &&Entry| {
                let last_day = bank_day_from(entry.head.due_on?);
                Some((entry.standing.paid_on? - last_day).get_days())
            };
            let mut delays: Vec<i32> = customer.entries.iter().filter_map(delay).collect();
            delays.sort_unstable();
            if delays.len() >= PAID_MIN {
                all.push(LatePayer {
                    customer: customer.entries[0].head.customer,
                    paid: delays.len(),
                    on_time: delays.iter().filter(|delay| **delay <= 0).count(),
                    median_delay_days: delays[(delays.len() - 1) / 2],
                });
            }
        }
        all.sort_by_key(|one| (-one.median_delay_days, one.customer));
        all
    }
}

fn sum(sums: &mut BTreeMap<Currency, EconomySum>, currency: Currency) -> &mut EconomySum {
    sums.entry(currency).or_insert(EconomySum {
        currency,
        cost_minor: 0,
        amount_minor: 0,
        waiting_minor_days: 0,
        late_minor_days: 0,
    })
}
