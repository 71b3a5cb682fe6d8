//! What became of the documents received in a month and after how long,
//! counted by kind and channel: a question about whole months reads some
//! thousand cells instead of a million documents.
//!
//! The cells of a month are counted when they are first asked for. What
//! changes afterwards is counted in them, and what has no cell kept beside
//! them, one more and one less, until that is more than counting anew would
//! cost.

use super::fate::{FATE_DAYS, Fate, FateDays, LOOK, NOTHING, WAITING};
use super::{BLOCK, Block, Columns, Field};
use crate::days::NO_DAY;
use crate::shape::{GONE, Shape};

/// Hours that are counted in cells.
const HOURS: i32 = 24 * 60;
/// The cell of no hours; those of fates are below it.
const HOURS_FIRST: i32 = 40_000;
/// Documents waiting for payment since this long before the month are counted
/// in cells too.
const WAITING_BEFORE: i32 = 512;
/// So many days of waiting documents have cells.
const WAITING_DAYS: i32 = 1024;
/// Counters of one kind and channel while a month is counted.
const WIDTH: i32 = WAITING + WAITING_DAYS + HOURS;
/// So many changes are always kept beside the cells.
const CHANGES_MIN: usize = 1024;

/// The kind and the channel of a document, and whether it can be known that it
/// was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Class(u16);

/// What is counted of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Time {
    /// What became of its payment, after how many days; or since which day it
    /// is waited for.
    Payment(Fate, i32),
    /// It asks for no payment, or bears no day.
    NoPayment,
    /// It was opened after so many whole hours.
    Opened(i32),
}

/// A time of a class.
pub(crate) type Timed = (Class, Time);

/// The times of a document.
pub(super) type Times2 = [Option<Timed>; 2];

/// The times of a month.
#[derive(Debug, Clone, Default)]
pub(crate) struct Times {
    /// Class and number, and how many.
    cells: Vec<(u32, u32)>,
    /// What has no cell, and what changed since: how many more or less.
    rest: Vec<(Timed, i32)>,
    /// How many of the rest were there from the start.
    uncelled: usize,
}

impl Class {
    pub(crate) fn of(shape: &Shape) -> Self {
        let (kind, channel) = (shape.kind.number(), shape.channel.number());
        let opened = u16::from(shape.tells_opened());
        Self(u16::from(kind) << 8 | u16::from(channel) << 1 | opened)
    }

    /// Its place in tables; less than 2¹⁶.
    pub(crate) const fn place(self) -> usize {
        self.0 as usize
    }
}

/// The times of a document of a combination in a block.
pub(super) fn times_in(shape: Option<&Shape>, block: &Block, at: usize) -> Times2 {
    let day = |field| block.column(field).get_short(at);
    times_of(shape, day(Field::Fate), day(Field::Hours), || FateDays {
        issued: day(Field::Issued),
        due: day(Field::Due),
        paid: day(Field::Paid),
        closed: day(Field::Closed),
    })
}

/// The times of a document of a combination, by the number of its fate and its
/// hours; `days` are asked for where the fate has no number.
pub(super) fn times_of(
    shape: Option<&Shape>,
    fate: i32,
    hours: i32,
    days: impl FnOnce() -> FateDays,
) -> Times2 {
    let Some(shape) = shape else {
        return [None; 2];
    };
    let class = Class::of(shape);
    let payment = match fate {
        NO_DAY => None,
        LOOK => Some(looked(shape, days())),
        number => Some(payment(number)),
    };
    let hours = Some(hours).filter(|hours| *hours != NO_DAY && shape.tells_opened());
    let timed = |time| (class, time);
    [payment.map(timed), hours.map(Time::Opened).map(timed)]
}

/// What the number of a fate tells.
fn payment(number: i32) -> Time {
    let of = |fate: Fate| {
        let days = number - fate.first();
        (0..FATE_DAYS).contains(&days).then_some((fate, days))
    };
    match number {
        WAITING.. => Time::Payment(Fate::Waiting, number - WAITING),
        _ => {
            let settled = [Fate::OnTime, Fate::Late, Fate::Closed];
            let found = settled.into_iter().find_map(of);
            found.map_or(Time::NoPayment, |(fate, days)| Time::Payment(fate, days))
        }
    }
}

/// The number of the cell of a time, if it can have one.
fn number(time: Time) -> Option<i32> {
    match time {
        Time::NoPayment => Some(NOTHING),
        Time::Payment(Fate::Waiting, day @ 0..) => WAITING.checked_add(day),
        Time::Payment(fate, days @ 0..FATE_DAYS) => Some(fate.first() + days),
        Time::Payment(..) => None,
        Time::Opened(hours @ 0..HOURS) => Some(HOURS_FIRST + hours),
        Time::Opened(_) => None,
    }
    .filter(|number| matches!(time, Time::Opened(_)) || *number < HOURS_FIRST)
}

/// The key of a cell.
fn key(class: Class, number: i32) -> u32 {
    u32::from(class.0) << 16 | number.cast_unsigned()
}

/// What became of a payment whose fate has no number.
fn looked(shape: &Shape, days: FateDays) -> Time {
    let fate = days.fate(shape.payment);
    fate.map_or(Time::NoPayment, |(fate, days)| Time::Payment(fate, days))
}

impl Times {
    /// The times of what was received from a day to another.
    pub(super) fn of(columns: &Columns, first: i32, last: i32) -> Self {
        let classes = columns.shapes.table(None, |shape| Some(Class::of(shape)));
        let mut all: Vec<Class> = classes.iter().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        let place = |class: &Option<Class>| {
            let found = class.and_then(|class| all.binary_search(&class).ok());
            found
                .and_then(|place| u32::try_from(place).ok())
                .unwrap_or(0)
        };
        let mut counting = Counting {
            first,
            last,
            columns,
            places: classes.iter().map(place).collect(),
            counts: vec![0; all.len() * WIDTH.cast_unsigned() as usize],
            rest: Vec::new(),
        };
        for block in &columns.blocks {
            let zone = block.zone(Field::ReceivedOn);
            if zone.first <= i64::from(last) && i64::from(first) <= zone.last {
                counting.take(block);
            }
        }
        counting.settle(&all)
    }

    /// Every time with how many more or less there are of it.
    pub(crate) fn each(&self, mut with: impl FnMut(Timed, u32)) {
        for (key, count) in &self.cells {
            let class = Class(u16::try_from(key >> 16).unwrap_or(u16::MAX));
            let number = (key & 0xffff).cast_signed();
            let time = match number {
                HOURS_FIRST.. => Time::Opened(number - HOURS_FIRST),
                _ => payment(number),
            };
            with((class, time), *count);
        }
        for (timed, count) in &self.rest {
            with(*timed, count.cast_unsigned());
        }
    }

    /// Notes what became of a document; tells whether counting anew would be
    /// better by now.
    pub(super) fn change(&mut self, before: &Times2, after: &Times2) -> bool {
        for (before, after) in before.iter().zip(after).filter(|(a, b)| a != b) {
            before.iter().for_each(|timed| self.add(*timed, -1));
            after.iter().for_each(|timed| self.add(*timed, 1));
        }
        self.rest.len() - self.uncelled > self.cells.len().max(CHANGES_MIN)
    }

    /// Counts one more or less in its cell, or beside the cells where there
    /// is none.
    fn add(&mut self, (class, time): Timed, change: i32) {
        let key = number(time).map(|number| key(class, number));
        let cell = key.and_then(|key| self.cells.binary_search_by_key(&key, |(key, _)| *key).ok());
        match cell {
            Some(cell) => {
                let count = &mut self.cells[cell].1;
                *count = count.wrapping_add_signed(change);
            }
            None => self.rest.push(((class, time), change)),
        }
    }

    pub(crate) const fn bytes(&self) -> usize {
        self.cells.capacity() * size_of::<(u32, u32)>()
            + self.rest.capacity() * size_of::<(Timed, i32)>()
    }
}

/// A month being counted.
struct Counting<'a> {
    first: i32,
    last: i32,
    columns: &'a Columns,
    /// For each combination the place of its class.
    places: Vec<u32>,
    counts: Vec<u32>,
    rest: Vec<(Timed, i32)>,
}

impl Counting<'_> {
    fn take(&mut self, block: &Block) {
        const AT_ONCE: usize = 1024;
        let mut room = [[0; AT_ONCE]; 4];
        let fields = [Field::Shape, Field::ReceivedOn, Field::Fate, Field::Hours];
        for start in (0..block.len().min(BLOCK)).step_by(AT_ONCE) {
            let range = start..(start + AT_ONCE).min(block.len());
            let count = range.len();
            for (field, room) in fields.iter().zip(&mut room) {
                block.column(*field).read(range.clone(), &mut room[..count]);
            }
            let [codes, days, fates, hours] = room.each_ref().map(|room| &room[..count]);
            let rows = codes.iter().zip(days).zip(fates.iter().zip(hours));
            for (at, ((code, day), (fate, hours))) in rows.enumerate() {
                let code = code.cast_unsigned();
                if self.first <= *day && *day <= self.last && code != GONE {
                    self.count(block, start + at, code, *fate, *hours);
                }
            }
        }
    }

    fn count(&mut self, block: &Block, at: usize, code: u32, fate: i32, hours: i32) {
        let place = self.places[code as usize] as usize * WIDTH.cast_unsigned() as usize;
        let shape = self.columns.shapes.get(code);
        let tells = || shape.is_some_and(Shape::tells_opened);
        let waits = fate.wrapping_sub(self.waiting_first());
        let number = match fate {
            NO_DAY | LOOK => None,
            0..WAITING => Some(fate),
            _ if (0..WAITING_DAYS).contains(&waits) => Some(WAITING + waits),
            _ => None,
        };
        let hour = (0..HOURS).contains(&hours);
        match (number, hour || hours == NO_DAY) {
            (Some(number), true) => {
                self.counts[place + number.cast_unsigned() as usize] += 1;
                if hour && tells() {
                    let number = WAITING + WAITING_DAYS + hours;
                    self.counts[place + number.cast_unsigned() as usize] += 1;
                }
            }
            _ => {
                let times = times_in(shape, block, at);
                self.rest
                    .extend(times.into_iter().flatten().map(|timed| (timed, 1)));
            }
        }
    }

    /// The number of what is waited for since the first day that has a cell.
    const fn waiting_first(&self) -> i32 {
        let first = self.first.saturating_sub(WAITING_BEFORE);
        WAITING + if first < 0 { 0 } else { first }
    }

    fn settle(mut self, classes: &[Class]) -> Times {
        let mut cells = Vec::new();
        let rows = self.counts.chunks(WIDTH.cast_unsigned() as usize);
        for (class, counts) in classes.iter().zip(rows) {
            for (place, count) in (0..).zip(counts).filter(|(_, count)| **count > 0) {
                let number = match place {
                    0..WAITING => place,
                    place if place < WAITING + WAITING_DAYS => {
                        place - WAITING + self.waiting_first()
                    }
                    place => place - WAITING - WAITING_DAYS + HOURS_FIRST,
                };
                cells.push((key(*class, number), *count));
            }
        }
        cells.shrink_to_fit();
        self.rest.shrink_to_fit();
        Times {
            cells,
            uncelled: self.rest.len(),
            rest: self.rest,
        }
    }
}
