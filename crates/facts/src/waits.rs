//! How long documents wait: for their payment in days, for being opened in
//! hours, with those that still wait counted beside them. One pass, exact
//! counts; whoever asks makes medians and curves of them.

use crate::Dimension;
use crate::columns::{Columns, FATE_DAYS, Fate, FateDays, Field, LOOK, WAITING};
use crate::days::{NO_DAY, number};
use crate::histogram::DayCounts;
use crate::places::{Places, PlacesRead, SAID_BITS};
use crate::plan::{On, RowTest};
use crate::scan::{Chunk, scan};
use crate::shape::Shape;
use crate::statistics::{Grouped, Statistics};

mod months;

/// Hours that have counters of their own; longer waits are counted too, but
/// more slowly.
const HOURS: u32 = 24 * 60;
/// Most groups at once: each has 14 KiB of counters on every core.
pub const WAIT_GROUPS_MAX: usize = 4_096;

/// Documents by how long something took, in ascending order.
pub type WaitCounts = Vec<(i32, u32)>;

/// How the documents of a group waited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waits {
    /// Paid by the last day to pay: the due date moved to the next bank day.
    /// By days from the day on the document to the payment.
    pub paid_on_time: WaitCounts,
    /// Paid after it, or without one.
    pub paid_late: WaitCounts,
    /// Payment still waited for. By days to the day asked about.
    pub unpaid: WaitCounts,
    /// Credited or cancelled. By days to that.
    pub closed: WaitCounts,
    /// How many ask for no payment, or bear no day.
    pub others: u64,
    /// Opened, where that can be known. By whole hours since they arrived.
    pub opened: WaitCounts,
}

/// The counters of a group: one a number of a fate, what is waited for by days
/// in place of the day it began.
const PAY_WIDTH: usize = (WAITING + FATE_DAYS).cast_unsigned() as usize;
/// One an hour, and one for all other documents.
const OPEN_WIDTH: usize = HOURS as usize + 1;

/// What a combination says: that it can be known whether a document of it was
/// opened.
const TELLS_OPENED: u32 = 1;

/// What is counted one by one: times that have no counter of their own. The
/// fates, and the hours after them.
const FAR_KINDS: u32 = 5;
const FAR_HOURS: u32 = 4;

/// What to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitFor {
    /// Days until they were paid.
    Payment,
    /// Hours until they were opened.
    Opening,
    /// Both.
    Both,
}

/// A question, ready to run.
struct Question<'a> {
    columns: &'a Columns,
    places: Places<'a>,
    today: i32,
}

/// What a pass over some of the documents counted, with room to work in.
struct Counted {
    fates: Vec<u32>,
    hours: Vec<u32>,
    far: DayCounts,
    read: PlacesRead,
    numbers: Vec<i32>,
}

impl Statistics<'_> {
    /// How documents waited, by dimensions, in the order of their keys.
    /// `None` where there are more than [`WAIT_GROUPS_MAX`] groups.
    pub fn waits(&self, dimensions: &[Dimension], wait: WaitFor) -> Option<Vec<Grouped<Waits>>> {
        let tells = |shape: &Shape| u32::from(shape.tells_opened()) * TELLS_OPENED;
        let mut question = Question {
            columns: self.columns,
            places: Places::new(self.columns, self.view, dimensions, WAIT_GROUPS_MAX, tells)?,
            today: number(self.view.today),
        };
        let all = match question.take_months(wait) {
            Some((months, left)) => left
                .into_iter()
                .fold(months, |all, days| all.join(question.of_days(days, wait))),
            None => question.of_all(wait),
        };
        let places = &question.places;
        let groups = (0..places.void).filter_map(|group| {
            let value = all.of(group)?;
            let keys = places.keys(group);
            Some(Grouped { keys, value })
        });
        let mut found: Vec<Grouped<Waits>> = groups.collect();
        found.sort_unstable_by(|a, b| a.keys.cmp(&b.keys));
        Some(found)
    }
}

impl Question<'_> {
    /// What was counted of all documents.
    fn of_all(&self, wait: WaitFor) -> Counted {
        let new = || Counted::new(self.places.size());
        let step = |counted: &mut Counted, chunk: &Chunk<'_>| self.take(counted, chunk, wait);
        let parts = scan(self.columns, &self.places.plan, new, step);
        parts.into_iter().reduce(Counted::join).unwrap_or_else(new)
    }

    /// What was counted of those received from a day to another.
    fn of_days(&mut self, (first, last): (i32, i32), wait: WaitFor) -> Counted {
        let field = Field::ReceivedOn;
        self.places.plan.tests.push(RowTest {
            negated: false,
            on: On::Days { field, first, last },
        });
        let counted = self.of_all(wait);
        self.places.plan.tests.pop();
        counted
    }

    fn take(&self, counted: &mut Counted, chunk: &Chunk<'_>, wait: WaitFor) {
        self.places.read(chunk, &mut counted.read);
        if wait != WaitFor::Opening {
            self.count_payments(counted, chunk);
        }
        if wait != WaitFor::Payment {
            self.count_opens(counted, chunk);
        }
    }

    fn count_payments(&self, counted: &mut Counted, chunk: &Chunk<'_>) {
        chunk.read(Field::Fate, &mut counted.numbers);
        let mut look = false;
        for number in &mut counted.numbers {
            *number = counter(*number, self.today);
            look |= *number == LOOK;
        }
        for (place, number) in counted.read.places.iter().zip(&counted.numbers) {
            let at = (place >> SAID_BITS) as usize * PAY_WIDTH;
            if let Some(count) = counted.fates.get_mut(at + number.cast_unsigned() as usize) {
                *count += 1;
            }
        }
        if look {
            self.look_at_payments(counted, chunk);
        }
    }

    /// Counts what was waited for so long that it has no counter.
    fn look_at_payments(&self, counted: &mut Counted, chunk: &Chunk<'_>) {
        let numbers = counted.numbers.iter().enumerate();
        for (at, _) in numbers.filter(|(_, number)| **number == LOOK) {
            let group = counted.read.places[at] >> SAID_BITS;
            let Some(shape) = self.columns.shapes.get(chunk.shapes[at]) else {
                continue;
            };
            let day = |field| chunk.block.column(field).get_short(chunk.rows[at].into());
            let days = FateDays {
                issued: day(Field::Issued),
                due: day(Field::Due),
                paid: day(Field::Paid),
                closed: day(Field::Closed),
            };
            let Some((fate, days)) = days.fate(shape.payment) else {
                continue;
            };
            let days = match fate {
                Fate::Waiting => self.today.wrapping_sub(days),
                _ => days,
            };
            counted.far.add(group * FAR_KINDS + fate as u32, days);
        }
    }

    fn count_opens(&self, counted: &mut Counted, chunk: &Chunk<'_>) {
        chunk.read(Field::Hours, &mut counted.numbers);
        let void = self.places.void;
        for (place, hours) in counted.read.places.iter().zip(&counted.numbers) {
            let tells = place & TELLS_OPENED != 0;
            let group = if tells { place >> SAID_BITS } else { void };
            // Whether it was opened is as good as thrown dice: no branch.
            let hour = hours.cast_unsigned().min(HOURS) as usize;
            if let Some(count) = counted.hours.get_mut(group as usize * OPEN_WIDTH + hour) {
                *count += 1;
            }
        }
        let hours = chunk.block.zone(Field::Hours);
        if !hours.is_empty() && (hours.first < 0 || hours.last >= i64::from(HOURS)) {
            counted.look_at_opens();
        }
    }
}

/// The counter of a number that tells a fate. No branches: this runs over many
/// at a time.
const fn counter(number: i32, today: i32) -> i32 {
    let days = today.wrapping_sub(number.wrapping_sub(WAITING));
    let near = days.cast_unsigned() < FATE_DAYS.cast_unsigned();
    let waiting = if near { WAITING + days } else { LOOK };
    if number < WAITING { number } else { waiting }
}

impl Counted {
    fn new(groups: usize) -> Self {
        Self {
            fates: vec![0; groups * PAY_WIDTH],
            hours: vec![0; groups * OPEN_WIDTH],
            far: DayCounts::new(0, 0..0),
            read: PlacesRead::default(),
            numbers: Vec::new(),
        }
    }

    fn join(mut self, more: Self) -> Self {
        fn add(counts: &mut [u32], more: &[u32]) {
            let counts = counts.iter_mut().zip(more);
            counts.for_each(|(count, more)| *count += more);
        }
        add(&mut self.fates, &more.fates);
        add(&mut self.hours, &more.hours);
        self.far.join(more.far);
        self
    }

    /// Counts what was opened after so long that it has no counter.
    fn look_at_opens(&mut self) {
        for (place, hours) in self.read.places.iter().zip(&self.numbers) {
            let far = hours.cast_unsigned() >= HOURS && *hours != NO_DAY;
            if far && place & TELLS_OPENED != 0 {
                let group = place >> SAID_BITS;
                self.far.add(group * FAR_KINDS + FAR_HOURS, *hours);
            }
        }
    }

    fn of(&self, group: u32) -> Option<Waits> {
        let row = &self.fates[group as usize * PAY_WIDTH..][..PAY_WIDTH];
        let fate = |fate: Fate| {
            let first = fate.first().cast_unsigned() as usize;
            let near = &row[first..first + FATE_DAYS.cast_unsigned() as usize];
            self.waits(near, group * FAR_KINDS + fate as u32)
        };
        let hours = &self.hours[group as usize * OPEN_WIDTH..][..HOURS as usize];
        let waits = Waits {
            paid_on_time: fate(Fate::OnTime),
            paid_late: fate(Fate::Late),
            unpaid: fate(Fate::Waiting),
            closed: fate(Fate::Closed),
            others: u64::from(row[0]),
            opened: self.waits(hours, group * FAR_KINDS + FAR_HOURS),
        };
        let any = waits.count() > 0 || !waits.opened.is_empty();
        any.then_some(waits)
    }

    /// What was counted of a time, and what of it is far off.
    fn waits(&self, near: &[u32], far: u32) -> WaitCounts {
        let near = (0..).zip(near).filter(|(_, count)| **count > 0);
        let mut all: WaitCounts = near.map(|(time, count)| (time, *count)).collect();
        all.extend(self.far.of(far));
        all.sort_unstable();
        all
    }
}

impl Waits {
    /// How many documents.
    pub fn count(&self) -> u64 {
        let paid = number_of(&self.paid_on_time) + number_of(&self.paid_late);
        paid + number_of(&self.unpaid) + number_of(&self.closed) + self.others
    }

    /// Those that were paid, on time or not.
    pub fn paid(&self) -> WaitCounts {
        let mut all = [&self.paid_on_time[..], &self.paid_late[..]].concat();
        all.sort_unstable();
        all.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            kept.1 += if same { later.1 } else { 0 };
            same
        });
        all
    }
}

/// How many were counted.
pub fn number_of(counts: &[(i32, u32)]) -> u64 {
    counts.iter().map(|(_, count)| u64::from(*count)).sum()
}

/// The least wait that so many per cent of those counted do not exceed.
pub fn percentile(counts: &[(i32, u32)], percent: u64) -> Option<i32> {
    let wanted = (number_of(counts) * percent).div_ceil(100);
    let mut seen = 0;
    let reached = |(_, count): &&(i32, u32)| {
        seen += u64::from(*count);
        seen >= wanted
    };
    counts.iter().find(reached).map(|(wait, _)| *wait)
}
