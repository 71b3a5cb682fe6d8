//! How long documents wait: for their payment in days, for being opened in
//! hours, with those that still wait counted beside them. One pass, exact
//! counts; whoever asks makes medians and curves of them.

use crate::Dimension;
use crate::columns::Field;
use crate::days::{NO_DAY, number};
use crate::histogram::DayCounts;
use crate::places::{Places, PlacesRead, SAID_BITS};
use crate::scan::{Chunk, scan};
use crate::shape::Shape;
use crate::statistics::{Grouped, Statistics};
use domain::PaymentState;

/// Days and hours that have counters of their own; longer waits are counted
/// too, but more slowly.
const DAYS: i32 = 512;
const HOURS: i32 = 24 * 60;
/// Most groups at once: each has 12 KiB of counters on every core.
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

/// What becomes of a document's payment. The numbers are places in the rows
/// of counters; what is neither is counted apart.
const ON_TIME: u32 = 0;
const LATE: u32 = 1;
const UNPAID: u32 = 2;
const CLOSED: u32 = 3;
const FATES: u32 = 4;

/// The counters of a group.
const PAY_WIDTH: u32 = FATES * DAYS.cast_unsigned();
const OPEN_WIDTH: u32 = HOURS.cast_unsigned();

/// Where a document is counted: its group above, what its combination says
/// below. Says that it is not simply unpaid without a day of payment: closed,
/// or nothing is asked for.
const IS_CLOSED: u32 = 1;
const ASKS_NOTHING: u32 = 2;
const UNUSUAL: u32 = IS_CLOSED | ASKS_NOTHING;
/// Says that it can be known whether it was opened.
const TELLS_OPENED: u32 = 4;

/// Stands for a time that has no counter of its own.
const FAR: u32 = u32::MAX;
/// Stands for no time.
const NEVER: u32 = u32::MAX - 1;

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

/// What a pass over some of the documents counted, with room to work in.
struct Counted {
    to_pay: DayCounts,
    to_open: DayCounts,
    others: Vec<u64>,
    read: PlacesRead,
    codes: Vec<u32>,
    /// The counters of the documents that were opened.
    picked: Vec<u32>,
    /// Places in the chunk of what the quick loop leaves.
    unusual: Vec<usize>,
    columns: [Vec<i32>; 3],
}

impl Statistics<'_> {
    /// How documents waited, by dimensions, in the order of their keys.
    /// `None` where there are more than [`WAIT_GROUPS_MAX`] groups.
    pub fn waits(&self, dimensions: &[Dimension], wait: WaitFor) -> Option<Vec<Grouped<Waits>>> {
        let places = Places::new(self.columns, self.view, dimensions, WAIT_GROUPS_MAX, says)?;
        let today = number(self.view.today);
        let new = || Counted::new(places.size());
        let step = |counted: &mut Counted, chunk: &Chunk<'_>| {
            places.read(chunk, &mut counted.read);
            if wait != WaitFor::Opening {
                counted.count_payments(chunk, today, places.void);
            }
            if wait != WaitFor::Payment {
                counted.count_opens(chunk);
            }
        };
        let parts = scan(self.columns, &places.plan, new, step);
        let all = parts.into_iter().reduce(Counted::join)?;
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

/// What a combination says about waiting.
const fn says(shape: &Shape) -> u32 {
    let fate = match shape.payment {
        PaymentState::None => ASKS_NOTHING,
        PaymentState::Credited | PaymentState::Cancelled => IS_CLOSED,
        _ => 0,
    };
    match shape.tells_opened() {
        true => fate | TELLS_OPENED,
        false => fate,
    }
}

impl Counted {
    fn new(groups: usize) -> Self {
        Self {
            to_pay: DayCounts::new(groups * FATES as usize, 0..DAYS),
            to_open: DayCounts::new(groups, 0..HOURS),
            others: vec![0; groups],
            read: PlacesRead::default(),
            codes: Vec::new(),
            picked: Vec::new(),
            unusual: Vec::new(),
            columns: Default::default(),
        }
    }

    fn join(mut self, more: Self) -> Self {
        self.to_pay.join(more.to_pay);
        self.to_open.join(more.to_open);
        let others = self.others.iter_mut().zip(more.others);
        others.for_each(|(all, more)| *all += more);
        self
    }

    fn count_payments(&mut self, chunk: &Chunk<'_>, today: i32, void: u32) {
        let [issued, wait, delay] = &mut self.columns;
        chunk.read(Field::Issued, issued);
        chunk.read(Field::Wait, wait);
        chunk.read(Field::Delay, delay);
        self.codes.clear();
        let rows = issued.iter().zip(&*wait).zip(&*delay);
        self.codes
            .extend(rows.map(|((issued, wait), delay)| pay_code(*issued, *wait, *delay, today)));
        let counts = self.to_pay.near();
        self.unusual.clear();
        for (at, (place, code)) in self.read.places.iter().zip(&self.codes).enumerate() {
            let settled = (place & UNUSUAL == 0) | (*code < UNPAID * DAYS.cast_unsigned());
            let counter = (place >> SAID_BITS) * PAY_WIDTH;
            match counts.get_mut(counter.wrapping_add(*code) as usize) {
                Some(count) if settled & (*code != FAR) => *count += 1,
                _ => self.unusual.push(at),
            }
        }
        self.count_unusual(chunk, today, void);
    }

    /// Counts what was credited or cancelled, asks for nothing, bears no day,
    /// or waited for very long.
    fn count_unusual(&mut self, chunk: &Chunk<'_>, today: i32, void: u32) {
        for at in std::mem::take(&mut self.unusual) {
            let place = self.read.places[at];
            let group = place >> SAID_BITS;
            if group == void {
                continue;
            }
            let [issued, wait, delay] = self.columns.each_ref().map(|column| column[at]);
            let place_in_block = usize::from(chunk.rows[at]);
            let closed = chunk.block.column(Field::Closed).get_short(place_in_block);
            let fate = match (wait, place & UNUSUAL) {
                _ if issued == NO_DAY => None,
                (NO_DAY, 0) => Some((UNPAID, today.wrapping_sub(issued))),
                (NO_DAY, IS_CLOSED) if closed != NO_DAY => Some((CLOSED, closed - issued)),
                (NO_DAY, _) => None,
                (wait, _) => Some((if delay > 0 { LATE } else { ON_TIME }, wait)),
            };
            match fate {
                Some((fate, days)) => self.to_pay.add(group * FATES + fate, days),
                None => self.others[group as usize] += 1,
            }
        }
    }

    fn count_opens(&mut self, chunk: &Chunk<'_>) {
        let [delivered, opened, _] = &mut self.columns;
        chunk.read(Field::Delivered, delivered);
        chunk.read(Field::Opened, opened);
        self.codes.clear();
        let rows = delivered.iter().zip(&*opened);
        self.codes
            .extend(rows.map(|(delivered, opened)| open_code(*delivered, *opened)));
        // Whether it was opened is as good as thrown dice, so that those that
        // were are picked first, without a branch.
        let picked = &mut self.picked;
        picked.resize(self.codes.len(), 0);
        let (mut kept, mut far) = (0, false);
        for (place, code) in self.read.places.iter().zip(&self.codes) {
            let counts = (place & TELLS_OPENED != 0) & (*code < NEVER);
            far |= *code == FAR;
            picked[kept] = (place >> SAID_BITS) * OPEN_WIDTH + (code & 0xffff);
            kept += usize::from(counts);
        }
        let counts = self.to_open.near();
        for at in &picked[..kept] {
            if let Some(count) = counts.get_mut(*at as usize) {
                *count += 1;
            }
        }
        if far {
            self.count_far_opens();
        }
    }

    fn count_far_opens(&mut self) {
        let [delivered, opened, _] = &self.columns;
        let rows = self.read.places.iter().zip(&self.codes);
        for ((place, code), (delivered, opened)) in rows.zip(delivered.iter().zip(opened)) {
            if *code == FAR && place & TELLS_OPENED != 0 {
                let hours = opened.wrapping_sub(*delivered).div_euclid(60);
                self.to_open.add(place >> SAID_BITS, hours);
            }
        }
    }

    fn of(&self, group: u32) -> Option<Waits> {
        let fate = |fate: u32| self.to_pay.of(group * FATES + fate);
        let waits = Waits {
            paid_on_time: fate(ON_TIME),
            paid_late: fate(LATE),
            unpaid: fate(UNPAID),
            closed: fate(CLOSED),
            others: self.others[group as usize],
            opened: self.to_open.of(group),
        };
        let any = waits.count() > 0 || !waits.opened.is_empty();
        any.then_some(waits)
    }
}

/// The place of a document's counter in its group, if it is paid or simply
/// unpaid; [`FAR`] where there is none. No branches: this runs over many at a
/// time.
const fn pay_code(issued: i32, wait: i32, delay: i32, today: i32) -> u32 {
    let paid = wait != NO_DAY;
    let days = if paid {
        wait
    } else {
        today.wrapping_sub(issued)
    };
    // No last day to pay is a delay greater than every other.
    let fate = if delay > 0 { LATE } else { ON_TIME };
    let fate = if paid { fate } else { UNPAID };
    let days = days.cast_unsigned();
    let near = days < DAYS.cast_unsigned();
    if near {
        fate * DAYS.cast_unsigned() + days
    } else {
        FAR
    }
}

/// The hours until a document was opened; [`NEVER`] where it was not, [`FAR`]
/// where they have no counter.
const fn open_code(delivered: i32, opened: i32) -> u32 {
    let known = (opened != NO_DAY) & (delivered != NO_DAY);
    let minutes = opened.wrapping_sub(delivered).cast_unsigned();
    let near = minutes < HOURS.cast_unsigned() * 60;
    let hours = if near { minutes / 60 } else { FAR };
    if known { hours } else { NEVER }
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
