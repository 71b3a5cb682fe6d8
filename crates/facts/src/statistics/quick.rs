//! What became of documents, many at a time: the same as going through them
//! one by one (`measures.rs`), with every time worked out by comparisons of
//! whole columns and counted in arrays. What is out of the ordinary – history
//! that was imported, years of waiting – is looked at singly.

use super::grouped::InBlock;
use super::measures::{Tally, count};
use super::step::{DAY, DAYS_MAX, FRESH_DAYS, Follow, GRACE_DAYS, MINUTES_MAX, Step, grid};
use super::watch::{ENDINGS, Watch};
use crate::columns::{Columns, Field};
use crate::days::{NO_DAY, last_due_before};
use crate::histogram::DayCounts;
use crate::places::{Places, PlacesRead, SAID_BITS};
use crate::scan::{Chunk, scan};
use crate::shape::Shape;
use crate::survival::{Ending, Spell};
use crate::{Dimension, GroupKey, View};
use domain::{Channel, Delivery, PaymentChannel, PaymentState};

/// Most groups that have arrays: each has up to 64 KiB a step on every core.
const GROUPS_MAX: usize = 256;
/// Terms of payment with counters of their own.
const TERMS: std::ops::Range<i32> = 0..128;

/// Stands for a step that is none of a document's.
const SKIP: u32 = u32::MAX;
/// Stands for a document that has to be looked at.
const RARE: u32 = u32::MAX - 1;

/// What a combination says, as bits.
mod says {
    pub(super) const HANDED_OVER: u32 = 1;
    pub(super) const ARRIVED: u32 = 1 << 1;
    pub(super) const FAILED: u32 = 1 << 2;
    pub(super) const TELLS_OPENED: u32 = 1 << 3;
    pub(super) const EMAIL: u32 = 1 << 4;
    pub(super) const ASKS: u32 = 1 << 5;
    pub(super) const PAID: u32 = 1 << 6;
    pub(super) const WITHDRAWN: u32 = 1 << 7;
    pub(super) const CANCELLED: u32 = 1 << 8;
    pub(super) const AUTOMATIC: u32 = 1 << 9;
}
use says::{
    ARRIVED, ASKS, AUTOMATIC, CANCELLED, EMAIL, FAILED, HANDED_OVER, PAID, TELLS_OPENED, WITHDRAWN,
};

/// What a document's own columns add to that.
const OPENED: u32 = 1;
const DECIDED: u32 = 1 << 1;
const ON_TIME: u32 = 1 << 2;
const OWN_BITS: u32 = 3;

fn said(shape: &Shape) -> u32 {
    use PaymentState::{Cancelled, Credited, None as Nothing, Overpaid, Paid};
    let handed_over = !matches!(shape.delivery, Delivery::None | Delivery::Queued);
    let bits = [
        (handed_over, HANDED_OVER),
        (shape.delivery.has_arrived(), ARRIVED),
        (shape.delivery.is_failure(), FAILED),
        (shape.tells_opened(), TELLS_OPENED),
        (shape.channel == Channel::Email, EMAIL),
        (shape.payment != Nothing, ASKS),
        (matches!(shape.payment, Paid | Overpaid), PAID),
        (matches!(shape.payment, Credited | Cancelled), WITHDRAWN),
        (shape.payment == Cancelled, CANCELLED),
        (shape.paid_by == Some(PaymentChannel::Avtalegiro), AUTOMATIC),
    ];
    bits.iter()
        .map(|(holds, bit)| if *holds { *bit } else { 0 })
        .sum()
}

/// A question, ready to run.
struct Question<'a> {
    columns: &'a Columns,
    places: Places<'a>,
    follow: &'a Follow,
    steps: &'a [Step],
    decided: i32,
    /// What each combination says, and the number of that among [`Self::kinds`].
    said: Vec<u32>,
    numbers: Vec<u32>,
    kinds: Vec<u32>,
    fields: Vec<Field>,
}

/// What a pass over some of the documents counted, with room to work in.
struct Counted {
    shares: Vec<u32>,
    terms: DayCounts,
    /// For each step the times of each group, as a [`Watch`] counts them.
    times: Vec<Vec<u32>>,
    /// For each step and group what was looked at singly.
    rare: Vec<Vec<Watch>>,
    read: PlacesRead,
    said: Vec<u32>,
    codes: Vec<u32>,
    picked: Vec<u32>,
    page: Page,
}

/// The columns of a chunk, by their places.
type Page = [Vec<i32>; Field::ALL.len()];

/// How many counters a step has in each group.
const fn width(step: Step) -> u32 {
    let times = match step {
        Step::Paid | Step::PaidAfterArrival => DAYS_MAX as u32,
        _ => grid::code(MINUTES_MAX as u32),
    };
    (times + 1) * ENDINGS as u32
}

/// What became of the documents of a view, by dimensions, with the times of
/// some steps; `None` where there are more groups than have arrays.
pub(super) fn tallies(
    columns: &Columns,
    view: &View,
    by: &[Dimension],
    steps: &[Step],
    follow: &Follow,
    today: i32,
) -> Option<Vec<(Vec<GroupKey>, Tally)>> {
    let question = Question::new(columns, view, by, steps, follow, today)?;
    let new = || question.nothing();
    let step = |counted: &mut Counted, chunk: &Chunk<'_>| question.take(counted, chunk);
    let parts = scan(columns, &question.places.plan, new, step);
    let all = parts.into_iter().reduce(Counted::join)?;
    Some(question.settle(all))
}

impl<'a> Question<'a> {
    fn new(
        columns: &'a Columns,
        view: &View,
        by: &[Dimension],
        steps: &'a [Step],
        follow: &'a Follow,
        today: i32,
    ) -> Option<Self> {
        let places = Places::new(columns, view, by, GROUPS_MAX, |_| 0)?;
        let said = columns.shapes.table(0, said);
        let mut kinds: Vec<u32> = Vec::new();
        let mut number = |said: &u32| {
            let known = kinds.iter().position(|kind| kind == said);
            let at = known.unwrap_or_else(|| {
                kinds.push(*said);
                kinds.len() - 1
            });
            u32::try_from(at).unwrap_or(0)
        };
        let numbers = said.iter().map(&mut number).collect();
        let shares = [Field::Issued, Field::Due, Field::Delay, Field::Opened];
        let mut fields: Vec<Field> = shares.to_vec();
        fields.extend(steps.iter().flat_map(|step| step.fields()));
        fields.sort_unstable_by_key(|field| field.place());
        fields.dedup();
        Some(Self {
            columns,
            places,
            follow,
            steps,
            decided: last_due_before(today.saturating_sub(GRACE_DAYS)),
            said,
            numbers,
            kinds,
            fields,
        })
    }

    fn share_width(&self) -> usize {
        self.kinds.len() << OWN_BITS
    }

    fn nothing(&self) -> Counted {
        let groups = self.places.size();
        let times = self
            .steps
            .iter()
            .map(|step| vec![0; groups * width(*step) as usize]);
        let rare = || (0..groups).map(|_| Watch::default()).collect();
        Counted {
            shares: vec![0; groups * self.share_width()],
            terms: DayCounts::new(groups, TERMS),
            times: times.collect(),
            rare: self.steps.iter().map(|_| rare()).collect(),
            read: PlacesRead::default(),
            said: Vec::new(),
            codes: Vec::new(),
            picked: Vec::new(),
            page: Page::default(),
        }
    }

    fn take(&self, counted: &mut Counted, chunk: &Chunk<'_>) {
        self.places.read(chunk, &mut counted.read);
        for field in &self.fields {
            chunk.read(*field, &mut counted.page[field.place()]);
        }
        counted.said.clear();
        let said = chunk.shapes.iter().map(|shape| self.said[*shape as usize]);
        counted.said.extend(said);
        self.count_shares(counted, chunk);
        for at in 0..self.steps.len() {
            self.count_times(counted, chunk, at);
        }
    }

    fn count_shares(&self, counted: &mut Counted, chunk: &Chunk<'_>) {
        let column = |field: Field| &counted.page[field.place()];
        let decided = self.decided;
        let own = column(Field::Opened).iter().zip(column(Field::Due));
        let own = own.zip(column(Field::Delay)).map(|((opened, due), delay)| {
            let opened = if *opened == NO_DAY { 0 } else { OPENED };
            let decided = if *due <= decided { DECIDED } else { 0 };
            let on_time = if *delay <= 0 { ON_TIME } else { 0 };
            opened | decided | on_time
        });
        counted.codes.clear();
        counted.codes.extend(own);
        let width = u32::try_from(self.share_width()).unwrap_or(0);
        let rows = counted.read.places.iter().zip(&counted.codes);
        for ((place, own), shape) in rows.zip(chunk.shapes) {
            let number = self.numbers[*shape as usize];
            let at = (place >> SAID_BITS) * width + (number << OWN_BITS | own);
            if let Some(count) = counted.shares.get_mut(at as usize) {
                *count += 1;
            }
        }
        let days = column(Field::Due).iter().zip(column(Field::Issued));
        for (place, (due, issued)) in counted.read.places.iter().zip(days) {
            if *due != NO_DAY && *issued != NO_DAY {
                let term = due.saturating_sub(*issued).max(0);
                counted.terms.add(place >> SAID_BITS, term);
            }
        }
    }

    /// Counts the times of a step: what has one is picked first, without a
    /// branch, because whether it has is as good as thrown dice.
    fn count_times(&self, counted: &mut Counted, chunk: &Chunk<'_>, at: usize) {
        let step = self.steps[at];
        self.codes(step, counted);
        let width = width(step);
        counted.picked.resize(counted.codes.len(), 0);
        let (mut kept, mut is_rare) = (0, false);
        for (place, code) in counted.read.places.iter().zip(&counted.codes) {
            counted.picked[kept] = (place >> SAID_BITS).wrapping_mul(width).wrapping_add(*code);
            kept += usize::from(*code < width);
            is_rare |= *code == RARE;
        }
        let times = &mut counted.times[at];
        for place in &counted.picked[..kept] {
            if let Some(count) = times.get_mut(*place as usize) {
                *count += 1;
            }
        }
        if is_rare {
            self.look(counted, chunk, at);
        }
    }

    /// Looks at the documents that are out of the ordinary.
    fn look(&self, counted: &mut Counted, chunk: &Chunk<'_>, at: usize) {
        let rows = chunk.rows.iter().zip(chunk.shapes);
        let coded = counted.read.places.iter().zip(&counted.codes);
        for ((row, shape), (place, _)) in rows.zip(coded).filter(|(_, (_, code))| **code == RARE) {
            let Some(shape) = self.columns.shapes.get(*shape) else {
                continue;
            };
            let seen = InBlock {
                block: chunk.block,
                at: usize::from(*row),
                shape,
            };
            if let Some(spell) = self.follow.spell(self.steps[at], &seen) {
                counted.rare[at][(place >> SAID_BITS) as usize].add(spell);
            }
        }
    }

    /// The counter of each document's time in its group.
    fn codes(&self, step: Step, counted: &mut Counted) {
        let column = |field: Field| &counted.page[field.place()];
        let said = &counted.said;
        let codes = &mut counted.codes;
        codes.clear();
        match step {
            Step::Paid => {
                let days = column(Field::Issued).iter().zip(column(Field::ReceivedOn));
                let ends = column(Field::Paid).iter().zip(column(Field::Closed));
                codes.extend(said.iter().zip(days).zip(ends).map(
                    |((said, (issued, received)), (paid, closed))| {
                        let start = if *issued == NO_DAY {
                            *received
                        } else {
                            *issued
                        };
                        self.days(*said, start, *received, *paid, *closed)
                    },
                ));
            }
            Step::PaidAfterArrival => {
                let minutes = column(Field::Received).iter().zip(column(Field::Delivered));
                let days = minutes.zip(column(Field::ReceivedOn));
                let ends = column(Field::Paid).iter().zip(column(Field::Closed));
                let offset = self.offset(column(Field::Received), column(Field::Delivered));
                codes.extend(said.iter().zip(days).zip(ends).map(
                    |((said, ((at, delivered), received)), (paid, closed))| {
                        let Some(offset) = offset else { return RARE };
                        let minute = at.wrapping_add(*delivered).wrapping_add(offset);
                        let start = minute.div_euclid(DAY as i32);
                        let code = self.days(*said, start, *received, *paid, *closed);
                        if *delivered == NO_DAY { SKIP } else { code }
                    },
                ));
            }
            Step::Sent => {
                let ends = column(Field::Received).iter().zip(column(Field::Sent));
                codes.extend(ends.map(|(at, end)| self.minutes(0, *end, *at)));
            }
            Step::Delivered => {
                let ends = column(Field::Sent).iter().zip(column(Field::Delivered));
                let rows = column(Field::Received).iter().zip(ends);
                codes.extend(rows.map(|(at, (start, end))| self.minutes(*start, *end, *at)));
            }
            Step::Opened | Step::OpenedByEmail => {
                let wanted = match step {
                    Step::OpenedByEmail => TELLS_OPENED | EMAIL,
                    _ => TELLS_OPENED,
                };
                let ends = column(Field::Delivered).iter().zip(column(Field::Opened));
                let rows = said.iter().zip(column(Field::Received)).zip(ends);
                codes.extend(rows.map(|((said, at), (start, end))| {
                    let code = self.minutes(*start, *end, *at);
                    let meant = said & (TELLS_OPENED | EMAIL) == wanted;
                    if meant { code } else { SKIP }
                }));
            }
        }
    }

    /// The zone's offset over a chunk, if it is one.
    fn offset(&self, received: &[i32], delivered: &[i32]) -> Option<i32> {
        let known = received
            .iter()
            .zip(delivered)
            .filter(|(_, after)| **after != NO_DAY);
        let minutes = known.map(|(at, after)| i64::from(*at) + i64::from(*after));
        let ends = minutes.fold(None, |ends: Option<(i64, i64)>, minute| {
            let (first, last) = ends.unwrap_or((minute, minute));
            Some((first.min(minute), last.max(minute)))
        });
        match ends {
            None => Some(0),
            // Beyond these the sums would not fit either.
            Some((first, last)) if first < -(1 << 30) || last > 1 << 30 => None,
            Some((first, last)) => i32::try_from(self.follow.offset(first, last)?).ok(),
        }
    }

    /// The counter of a time in days. No branches: this runs over many.
    fn days(&self, said: u32, start: i32, received: i32, paid: i32, closed: i32) -> u32 {
        let until = i32::try_from(self.follow.until).unwrap_or(i32::MAX);
        let instead = if said & CANCELLED != 0 { 3 } else { 2 };
        let (end, how) = if paid == NO_DAY {
            (closed, instead)
        } else {
            (paid, 1)
        };
        let ended = end <= until;
        let left = if ended {
            end.wrapping_sub(start).max(0)
        } else {
            until.wrapping_sub(start)
        };
        let how = if ended { how } else { 0 };
        let late = received.wrapping_sub(start);
        let usual = (left >= 0) & (left <= DAYS_MAX as i32) & (late <= FRESH_DAYS.cast_signed());
        let known = (start != NO_DAY) & (received != NO_DAY);
        let code = left
            .cast_unsigned()
            .wrapping_mul(ENDINGS as u32)
            .wrapping_add(how);
        let code = if usual & known { code } else { RARE };
        if said & ASKS != 0 { code } else { SKIP }
    }

    /// The counter of a time in minutes, all after the document was received.
    fn minutes(&self, start: i32, end: i32, received: i32) -> u32 {
        let now = i32::try_from(self.follow.now)
            .unwrap_or(i32::MAX)
            .wrapping_sub(received);
        let ended = end <= now;
        let open = now.wrapping_sub(start).min(MINUTES_MAX as i32);
        let left = if ended {
            end.wrapping_sub(start).max(0)
        } else {
            open
        };
        let fresh = FRESH_DAYS.cast_signed() * DAY as i32;
        let usual = (left >= 0) & (left <= MINUTES_MAX as i32) & (start >= -fresh);
        // Documents of other centuries are looked at.
        let usual = usual & (received > -(1 << 30)) & (now > -(1 << 30)) & (received < 1 << 30);
        let code = grid::code(if usual { left.cast_unsigned() } else { 0 });
        let how = if ended { 1 } else { 0 };
        let code = if usual {
            code * ENDINGS as u32 + how
        } else {
            RARE
        };
        if start == NO_DAY { SKIP } else { code }
    }

    fn settle(&self, mut all: Counted) -> Vec<(Vec<GroupKey>, Tally)> {
        let share_width = self.share_width();
        let mut found = Vec::new();
        for group in 0..self.places.void {
            let start = group as usize * share_width;
            let shares = &all.shares[start..start + share_width];
            if shares.iter().all(|count| *count == 0) {
                continue;
            }
            let mut tally = self.shares(shares);
            for (days, count) in all.terms.of(group) {
                let days = u32::try_from(days).unwrap_or(0);
                tally
                    .terms
                    .add_many(Spell::until(days, Ending::Reached), count);
            }
            for (at, step) in self.steps.iter().enumerate() {
                let width = width(*step) as usize;
                let start = group as usize * width;
                let mut watch = std::mem::take(&mut all.rare[at][group as usize]);
                watch.add_counts(&all.times[at][start..start + width]);
                tally.watches.push(watch);
            }
            found.push((self.places.keys(group), tally));
        }
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        found
    }

    /// The shares of a group, read off its counters.
    fn shares(&self, counters: &[u32]) -> Tally {
        let mut tally = Tally::default();
        for (at, counted) in counters
            .iter()
            .enumerate()
            .filter(|(_, counted)| **counted > 0)
        {
            let said = self.kinds[at >> OWN_BITS];
            let own = u32::try_from(at).unwrap_or(0) & ((1 << OWN_BITS) - 1);
            let has = |bit: u32| said & bit != 0;
            let (arrived, email) = (has(ARRIVED), has(EMAIL));
            let knowable = arrived && has(TELLS_OPENED);
            let opened = own & OPENED != 0;
            let times = u64::from(*counted);
            tally.n += times;
            count(&mut tally.delivered, has(HANDED_OVER), arrived, times);
            count(&mut tally.failed, has(HANDED_OVER), has(FAILED), times);
            count(&mut tally.opened, knowable && !email, opened, times);
            count(&mut tally.opened_by_email, knowable && email, opened, times);
            count(&mut tally.paid, has(ASKS), has(PAID), times);
            if has(ASKS) && !has(WITHDRAWN) && own & DECIDED != 0 {
                count(&mut tally.on_time, true, own & ON_TIME != 0, times);
                tally.automatic += if has(AUTOMATIC) { times } else { 0 };
            }
        }
        tally
    }
}

impl Counted {
    fn join(mut self, more: Self) -> Self {
        let add = |all: &mut [u32], more: &[u32]| {
            all.iter_mut()
                .zip(more)
                .for_each(|(all, more)| *all += more);
        };
        add(&mut self.shares, &more.shares);
        self.terms.join(more.terms);
        for (all, more) in self.times.iter_mut().zip(&more.times) {
            add(all, more);
        }
        for (all, more) in self.rare.iter_mut().zip(more.rare) {
            for (all, more) in all.iter_mut().zip(more) {
                super::grouped::Answer::join(all, more);
            }
        }
        self
    }
}
