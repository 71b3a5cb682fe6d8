//! When documents were paid, many at a time: the same as
//! [`super::behaviour::when`], told by comparisons of columns.

use super::Grouped;
use super::behaviour::{Behaviour, NEVER_DAYS, When};
use super::step::GRACE_DAYS;
use crate::columns::{Columns, Field};
use crate::days::{NO_DAY, last_due_before, number};
use crate::places::{Places, PlacesRead, SAID_BITS};
use crate::scan::{Chunk, scan};
use crate::shape::Shape;
use crate::{Dimension, View};
use domain::{PaymentChannel, PaymentState};

/// Counters of a group: one for each [`When`], and above them those of what
/// the payer's bank pays by itself.
pub(super) const COUNTERS: usize = 16;
const AUTOMATIC: u32 = 8;
/// What asks for nothing is counted here and looked at by nobody.
const NOTHING: u32 = COUNTERS as u32 - 1;
/// Most groups that have counters.
const GROUPS_MAX: usize = 1 << 15;

/// What combinations say.
const ASKS: u32 = 1;
const WITHDRAWN: u32 = 2;
const BY_BANK: u32 = 4;

/// The counters of a group.
pub(super) type Counters = [u32; COUNTERS];

/// What a combination says about when it was paid.
pub(super) fn says(shape: &Shape) -> u32 {
    let bank = match shape.paid_by == Some(PaymentChannel::Avtalegiro) {
        true => BY_BANK,
        false => 0,
    };
    match shape.payment {
        PaymentState::None => 0,
        PaymentState::Credited | PaymentState::Cancelled => WITHDRAWN,
        _ => ASKS | bank,
    }
}

/// The comparisons, with room to work in.
#[derive(Debug)]
pub(super) struct Whens {
    /// Documents due by then can be told apart.
    decided: i32,
    /// Those due by then that are not paid never will be.
    never: i32,
    due: Vec<i32>,
    paid: Vec<i32>,
    delay: Vec<i32>,
    codes: Vec<u32>,
}

impl Whens {
    pub(super) fn as_of(today: i32) -> Self {
        Self {
            decided: last_due_before(today.saturating_sub(GRACE_DAYS)),
            never: last_due_before(today.saturating_sub(NEVER_DAYS)),
            due: Vec::new(),
            paid: Vec::new(),
            delay: Vec::new(),
            codes: Vec::new(),
        }
    }

    /// When each document of a chunk was paid if it asks for payment, as the
    /// number of a [`When`].
    pub(super) fn read(&mut self, chunk: &Chunk<'_>) -> &[u32] {
        chunk.read(Field::Due, &mut self.due);
        chunk.read(Field::Paid, &mut self.paid);
        chunk.read(Field::Delay, &mut self.delay);
        let (decided, never) = (self.decided, self.never);
        let rows = self.due.iter().zip(&self.paid).zip(&self.delay);
        self.codes.clear();
        let code =
            |((due, paid), delay): ((&i32, &i32), &i32)| when(*due, *paid, *delay, decided, never);
        self.codes.extend(rows.map(code));
        &self.codes
    }
}

/// No branches: this runs over many at a time.
const fn when(due: i32, paid: i32, delay: i32, decided: i32, never: i32) -> u32 {
    let in_time = if paid < due {
        When::Early
    } else {
        When::OnTheDay
    };
    let settled = if delay > 0 {
        When::Late as u32
    } else {
        in_time as u32
    };
    let waiting = if due <= never {
        When::Never as u32
    } else {
        When::Overdue as u32
    };
    let known = if paid == NO_DAY { waiting } else { settled };
    if due <= decided {
        known
    } else {
        When::Undecided as u32
    }
}

/// The counter of a document, given what its combination says.
pub(super) const fn counter(said: u32, when: u32) -> u32 {
    let bank = if said & BY_BANK != 0 { AUTOMATIC } else { 0 };
    let asks = if said & ASKS != 0 {
        when + bank
    } else {
        NOTHING
    };
    if said & WITHDRAWN != 0 {
        When::Withdrawn as u32
    } else {
        asks
    }
}

impl Behaviour {
    /// What was counted of a group.
    pub(super) fn of(counters: &Counters) -> Self {
        let of = |when: When| {
            let at = when as usize;
            u64::from(counters[at]) + u64::from(counters[at + AUTOMATIC as usize])
        };
        let told_apart = When::Early as usize..=When::Never as usize;
        let automatic = told_apart.map(|at| u64::from(counters[at + AUTOMATIC as usize]));
        let mut behaviour = Self {
            n: 0,
            early: of(When::Early),
            on_the_day: of(When::OnTheDay),
            late: of(When::Late),
            overdue: of(When::Overdue),
            never: of(When::Never),
            undecided: of(When::Undecided),
            withdrawn: u64::from(counters[When::Withdrawn as usize]),
            automatic: automatic.sum(),
        };
        behaviour.n = behaviour.decided() + behaviour.undecided + behaviour.withdrawn;
        behaviour
    }
}

struct Counted {
    counters: Vec<u32>,
    read: PlacesRead,
    whens: Whens,
}

/// When the documents of a view were paid, by dimensions; `None` where there
/// are more groups than have counters.
pub(super) fn by_group(
    columns: &Columns,
    view: &View,
    by: &[Dimension],
) -> Option<Vec<Grouped<Behaviour>>> {
    let places = Places::new(columns, view, by, GROUPS_MAX, says)?;
    let today = number(view.today);
    let new = || Counted {
        counters: vec![0; places.size() * COUNTERS],
        read: PlacesRead::default(),
        whens: Whens::as_of(today),
    };
    let step = |counted: &mut Counted, chunk: &Chunk<'_>| {
        places.read(chunk, &mut counted.read);
        let whens = counted.whens.read(chunk);
        for (place, when) in counted.read.places.iter().zip(whens) {
            let group = (place >> SAID_BITS) as usize * COUNTERS;
            let at = group + counter(*place, *when) as usize;
            if let Some(count) = counted.counters.get_mut(at) {
                *count += 1;
            }
        }
    };
    let mut parts = scan(columns, &places.plan, new, step).into_iter();
    let mut all = parts.next()?.counters;
    for part in parts {
        let pairs = all.iter_mut().zip(part.counters);
        pairs.for_each(|(all, more)| *all += more);
    }
    let (groups, _) = all.as_chunks::<COUNTERS>();
    let numbered = (0..places.void).zip(groups);
    let counted = numbered.filter(|(_, counters)| counters.iter().any(|count| *count > 0));
    let grouped = counted.map(|(group, counters)| Grouped {
        keys: places.keys(group),
        value: Behaviour::of(counters),
    });
    let mut found: Vec<Grouped<Behaviour>> = grouped.collect();
    found.sort_unstable_by(|a, b| a.keys.cmp(&b.keys));
    Some(found)
}
