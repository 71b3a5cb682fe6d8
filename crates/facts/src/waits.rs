//! How long documents wait: for their payment in days, for being opened in
//! hours, with those that still wait counted beside them. One pass, exact
//! counts; whoever asks makes medians and curves of them.

use crate::columns::{Columns, Field};
use crate::days::{BankDays, NO_DAY, number};
use crate::group::GroupCodes;
use crate::histogram::DayCounts;
use crate::plan::Plan;
use crate::scan::{Chunk, scan};
use crate::shape::GONE;
use crate::{Dimension, Facts, GroupKey, View};
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
    /// One key a dimension, in the order asked.
    pub keys: Vec<GroupKey>,
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
/// of counters.
const ON_TIME: u32 = 0;
const LATE: u32 = 1;
const UNPAID: u32 = 2;
const CLOSED: u32 = 3;
const OTHER: u32 = 4;
const FATES: u32 = 5;

/// What a combination says about waiting, in as few bytes as it takes: there
/// are many combinations and each is looked at again and again.
#[derive(Clone, Copy, Default)]
struct Says {
    /// The fate of those without a day of payment.
    unpaid: u8,
    tells_opened: bool,
}

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
    /// The group of what does not pass.
    void: u32,
    room: Vec<i32>,
    shapes: Vec<u32>,
    groups: Vec<u32>,
    /// The columns that are looked at, in the order of [`FIELDS`].
    days: [Vec<i32>; FIELDS.len()],
}

const FIELDS: [Field; 5] = [
    Field::Issued,
    Field::Due,
    Field::Paid,
    Field::Delivered,
    Field::Opened,
];

impl Facts {
    /// How documents waited, by dimensions, in the order of their keys.
    /// `None` where there are more than [`WAIT_GROUPS_MAX`] groups.
    pub fn waits(
        &self,
        view: &View,
        dimensions: &[Dimension],
        wait: WaitFor,
    ) -> Option<Vec<Waits>> {
        let columns = &self.columns;
        let plan = Plan::new(columns, view);
        let codes = GroupCodes::new(columns, dimensions);
        let size = usize::try_from(codes.size()).ok();
        let size = size.filter(|size| *size <= WAIT_GROUPS_MAX)?;
        let says = says(columns);
        let today = number(view.today);
        let new = || Counted {
            // The last group is the void.
            to_pay: DayCounts::new((size + 1) * FATES as usize, 0..DAYS),
            to_open: DayCounts::new(size + 1, 0..HOURS),
            void: u32::try_from(size).unwrap_or(u32::MAX),
            room: Vec::new(),
            shapes: Vec::new(),
            groups: Vec::new(),
            days: Default::default(),
        };
        let step = |counted: &mut Counted, chunk: &Chunk<'_>| {
            counted.read(&plan, &codes, chunk);
            if wait != WaitFor::Opening {
                counted.count_payments(chunk, &says, today);
            }
            if wait != WaitFor::Payment {
                counted.count_opens(chunk, &says);
            }
        };
        let parts = scan(columns, &plan, false, new, step);
        let all = parts.into_iter().reduce(|mut all, more| {
            all.to_pay.join(more.to_pay);
            all.to_open.join(more.to_open);
            all
        });
        let groups = 0..u32::try_from(size).unwrap_or(0);
        let mut found: Vec<Waits> = groups
            .filter_map(|group| all.as_ref()?.of(group, codes.keys(u128::from(group))))
            .collect();
        found.sort_unstable_by(|a, b| a.keys.cmp(&b.keys));
        Some(found)
    }
}

fn says(columns: &Columns) -> Vec<Says> {
    columns.shapes.table(Says::default(), |shape| Says {
        unpaid: match shape.payment {
            PaymentState::None => OTHER as u8,
            PaymentState::Credited | PaymentState::Cancelled => CLOSED as u8,
            _ => UNPAID as u8,
        },
        tells_opened: shape.tells_opened(),
    })
}

impl Counted {
    fn read(&mut self, plan: &Plan, codes: &GroupCodes<'_>, chunk: &Chunk<'_>) {
        plan.combinations(chunk, &mut self.room, &mut self.shapes);
        codes.read_of(chunk, &self.shapes, &mut self.room, &mut self.groups);
        for (group, shape) in self.groups.iter_mut().zip(&self.shapes) {
            *group = if *shape == GONE { self.void } else { *group };
        }
    }

    /// Reads some of the columns.
    fn read_days(&mut self, chunk: &Chunk<'_>, which: std::ops::Range<usize>) {
        let days = self.days[which.clone()].iter_mut();
        for (days, field) in days.zip(&FIELDS[which]) {
            chunk.read(*field, days);
        }
    }

    fn count_payments(&mut self, chunk: &Chunk<'_>, says: &[Says], today: i32) {
        self.read_days(chunk, 0..3);
        let bank_days = BankDays::get();
        let [issued, due, paid, ..] = &self.days;
        let days = issued.iter().zip(due).zip(paid);
        let rows = self.shapes.iter().zip(&self.groups).zip(days);
        for (at, ((shape, group), ((issued, due), paid))) in rows.enumerate() {
            let unpaid = u32::from(says[*shape as usize].unpaid);
            // No due date is later than every day.
            let by_payment = LATE - u32::from(*paid <= bank_days.from(*due));
            let (mut fate, mut end) = match *paid == NO_DAY {
                true => (unpaid, today),
                false => (by_payment, *paid),
            };
            if fate >= CLOSED || *issued == NO_DAY {
                (fate, end) = rare(chunk, at, *issued, fate);
            }
            self.to_pay
                .add(group * FATES + fate, end.wrapping_sub(*issued));
        }
    }

    fn count_opens(&mut self, chunk: &Chunk<'_>, says: &[Says]) {
        self.read_days(chunk, 3..5);
        let [.., delivered, opened] = &self.days;
        let minutes = delivered.iter().zip(opened);
        let rows = self.shapes.iter().zip(&self.groups).zip(minutes);
        for ((shape, group), (delivered, opened)) in rows {
            let known = (*opened != NO_DAY) & (*delivered != NO_DAY);
            let counts = known & says[*shape as usize].tells_opened;
            // Whether it was opened is as good as thrown dice, so it is no
            // branch: what was not counts into the void.
            let minutes = opened.wrapping_sub(*delivered);
            let (group, minutes) = match counts {
                true => (*group, minutes),
                false => (self.void, delivered & 0xffff),
            };
            self.to_open.add(group, minutes.div_euclid(60));
        }
    }

    fn of(&self, group: u32, keys: Vec<GroupKey>) -> Option<Waits> {
        let fate = |fate: u32| self.to_pay.of(group * FATES + fate);
        let waits = Waits {
            keys,
            paid_on_time: fate(ON_TIME),
            paid_late: fate(LATE),
            unpaid: fate(UNPAID),
            closed: fate(CLOSED),
            others: number_of(&fate(OTHER)),
            opened: self.to_open.of(group),
        };
        let any = waits.count() > 0 || !waits.opened.is_empty();
        any.then_some(waits)
    }
}

/// The fate and its day of a document that is not simply paid or unpaid: one
/// that was credited or cancelled, asks for nothing, or bears no day.
fn rare(chunk: &Chunk<'_>, at: usize, issued: i32, fate: u32) -> (u32, i32) {
    let place = usize::from(chunk.rows[at]);
    let closed = chunk.block.column(Field::Closed).get_short(place);
    match (fate, issued, closed) {
        (_, NO_DAY, _) | (CLOSED, _, NO_DAY) => (OTHER, issued),
        (CLOSED, _, closed) => (CLOSED, closed),
        (fate, ..) => (fate, issued),
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
