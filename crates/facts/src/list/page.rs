//! The pass that answers a page with everything around it.

use super::tally::{Counts, Currencies, facets};
use super::{List, PAGE_MAX};
use crate::columns::{Columns, Field, Sum};
use crate::cursor::{Cursor, CursorError};
use crate::days::NO_DAY;
use crate::order::{Keyed, Order, Place};
use crate::plan::Plan;
use crate::scan::{Chunk, Marks, scan_chosen, scan_kept, scan_while};
use crate::shape::Shape;
use crate::top::Top;
use crate::{Sort, View};
use domain::DocumentId;
use std::cmp::Ordering;

/// What a pass over some of the documents counted, with room to work in.
struct Seen {
    counts: Counts,
    found: Found,
    amounts: Vec<i64>,
    /// The cells of all rows.
    cells: Vec<usize>,
    /// The rows of the list, with their combinations and cells.
    rows: Vec<u16>,
    shapes: Vec<u32>,
    listed: Vec<usize>,
}

/// What a pass over some documents of the list found.
struct Found {
    top: Top,
    /// Documents that lie before the place.
    before: u64,
    keys: Vec<i64>,
}

/// Which rows are wanted: so many after a place, or before it.
struct Wanted<'a> {
    place: Option<&'a Place<'a>>,
    backwards: bool,
    limit: usize,
}

pub(crate) fn list(
    columns: &Columns,
    view: &View,
    sort: Sort,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<List, CursorError> {
    let (plan, order) = (Plan::new(columns, view), Order::new(columns, sort));
    let currencies = Currencies::new(columns, &plan);
    let place = cursor.map(|cursor| order.place(cursor)).transpose()?;
    let wanted = Wanted {
        place: place.as_ref(),
        backwards: cursor.is_some_and(|cursor| cursor.backwards),
        limit: limit.min(PAGE_MAX),
    };
    let (counts, found) = look(columns, &plan, &order, &currencies, &wanted);
    let rows: Vec<u32> = found.top.settle(&order).iter().map(|row| row.1).collect();
    let shown = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let before = match wanted.backwards {
        true => found.before.saturating_sub(shown),
        false => found.before,
    };
    let total = counts.total();
    let mut list = List {
        ids: ids_of(columns, &rows),
        total,
        before,
        sums: counts.sums(&currencies),
        facets: facets(columns, &plan, &counts),
        next: None,
        previous: None,
    };
    // A page beyond the end or before the beginning has no document to name;
    // the place that was asked for is still a way back.
    let turned = |backwards| {
        cursor.map(|cursor| Cursor {
            backwards,
            ..cursor.clone()
        })
    };
    if before > 0 {
        let first = rows.first().map(|row| order.cursor(*row, false, true));
        list.previous = first.or_else(|| turned(true));
    }
    if before + shown < total {
        let last = rows.last().map(|row| order.cursor(*row, true, false));
        list.next = last.or_else(|| turned(false));
    }
    Ok(list)
}

/// The documents beside one in a list.
pub(crate) fn neighbours(
    columns: &Columns,
    view: &View,
    sort: Sort,
    document: DocumentId,
) -> (Option<DocumentId>, Option<DocumentId>) {
    let Some(row) = columns.row(document) else {
        return (None, None);
    };
    let (plan, order) = (Plan::new(columns, view), Order::new(columns, sort));
    let place = order.beside(row, false);
    let new = || (Top::new(1, true), Top::new(1, false), Vec::new());
    let step = |(before, after, keys): &mut (Top, Top, Vec<i64>), chosen: &Chunk<'_>| {
        order.keys(chosen, keys);
        for keyed in keyed(chosen, keys).filter(|keyed| keyed.1 != row) {
            match order.side(keyed, &place) {
                Ordering::Less => before.offer(keyed, &order),
                _ => after.offer(keyed, &order),
            }
        }
    };
    let (mut before, mut after, _) = new();
    for part in scan_chosen(columns, &plan, sort.descending, new, step) {
        before.join(part.0);
        after.join(part.1);
    }
    let one = |top: Top| {
        let rows: Vec<u32> = top.settle(&order).iter().map(|row| row.1).collect();
        ids_of(columns, &rows).pop()
    };
    (one(before), one(after))
}

/// How many documents a view means.
pub(crate) fn count(columns: &Columns, view: &View) -> u64 {
    let plan = Plan::new(columns, view);
    if let Some(count) = count_days(columns, &plan) {
        return count;
    }
    let step = |count: &mut u64, chosen: &Chunk<'_>| *count += chosen.rows.len() as u64;
    let parts = scan_chosen(columns, &plan, false, || 0, step);
    parts.into_iter().sum()
}

/// The same from what days add up to, where whole days are meant.
fn count_days(columns: &Columns, plan: &Plan) -> Option<u64> {
    let (on, passes) = (plan.days()?, plan.may_pass());
    let mut count = 0;
    add_days_up(
        columns,
        on,
        |shape| passes[shape as usize],
        |sum| {
            count += u64::from(sum.count);
        },
    )?;
    Some(count)
}

/// Hands over what days add up to, of the combinations that are wanted; `None`
/// where documents have to be looked at, and what was handed over is no answer.
fn add_days_up(
    columns: &Columns,
    on: impl Fn(i32) -> bool,
    is_wanted: impl Fn(u32) -> bool,
    mut add: impl FnMut(&Sum),
) -> Option<()> {
    let alike = |first: i32, last: i32| (first..=last).all(&on);
    for (_, sums) in columns.days.spans(&on, alike) {
        if !sums.holds() {
            return None;
        }
        sums.each(&is_wanted, &mut add);
    }
    Some(())
}

/// What the list adds up to, and the rows that are wanted.
fn look(
    columns: &Columns,
    plan: &Plan,
    order: &Order<'_>,
    currencies: &Currencies,
    wanted: &Wanted<'_>,
) -> (Counts, Found) {
    match counts_of_days(columns, plan, currencies) {
        Some(counts) => (counts, rows(columns, plan, order, wanted)),
        None => look_at_all(columns, plan, order, currencies, wanted),
    }
}

/// What the list adds up to, where whole days are meant: what cannot be
/// overdue is read off what days add up to, and only the rest is looked at.
fn counts_of_days(columns: &Columns, plan: &Plan, currencies: &Currencies) -> Option<Counts> {
    let outstanding = |shape: &Shape| shape.payment.is_outstanding();
    let may_be_overdue = columns.shapes.table(false, outstanding);
    let settled = |shape: u32| !may_be_overdue[shape as usize];
    let mut counts = currencies.counts();
    add_days_up(columns, plan.days_at_most()?, settled, |sum| {
        counts.count_many(plan.cell(sum.shape, NO_DAY), sum);
    })?;
    let may_count = plan.may_count().into_iter().zip(may_be_overdue);
    let keep: Vec<bool> = may_count
        .map(|(counts, overdue)| counts && overdue)
        .collect();
    let new = || Seen::new(currencies, &Wanted::NOTHING);
    let count = |seen: &mut Seen, chunk: &Chunk<'_>| seen.count(chunk, plan);
    for part in scan_kept(columns, plan, &keep, false, new, count) {
        counts.join(&part.counts);
    }
    Some(counts)
}

/// The rows that are wanted. The first ones of an order in time are looked for
/// only where they can be.
fn rows(columns: &Columns, plan: &Plan, order: &Order<'_>, wanted: &Wanted<'_>) -> Found {
    let blocks = &columns.blocks;
    let new = || Found::new(wanted);
    let take = |found: &mut Found, chunk: &Chunk<'_>| found.take(chunk, order, wanted);
    if wanted.place.is_some() || !order.is_in_time() {
        let parts = scan_chosen(columns, plan, wanted.newest_first(order), new, take);
        return parts.into_iter().reduce(Found::join).unwrap_or_else(new);
    }
    let ends = |number: usize| order.ends(&blocks[number]);
    let mut numbers: Vec<usize> = (0..blocks.len()).collect();
    numbers.sort_by_key(|number| ends(*number).0);
    let mut found = new();
    let first_ones = |found: &mut Found, number: usize| found.top.wants_more(ends(number), order);
    let in_order = (numbers.as_slice(), wanted.newest_first(order));
    scan_while(columns, plan, in_order, &mut found, first_ones, take);
    found
}

fn look_at_all(
    columns: &Columns,
    plan: &Plan,
    order: &Order<'_>,
    currencies: &Currencies,
    wanted: &Wanted<'_>,
) -> (Counts, Found) {
    let new = || Seen::new(currencies, wanted);
    let step = |seen: &mut Seen, chunk: &Chunk<'_>| {
        seen.count(chunk, plan);
        let list = chunk.with(&seen.rows, &seen.shapes);
        seen.found.take(&list, order, wanted);
    };
    let keep = plan.may_count();
    let parts = scan_kept(columns, plan, &keep, wanted.newest_first(order), new, step);
    let seen = parts.into_iter().reduce(Seen::join).unwrap_or_else(new);
    (seen.counts, seen.found)
}

impl Wanted<'_> {
    /// No row at all.
    const NOTHING: Self = Wanted {
        place: None,
        backwards: false,
        limit: 0,
    };

    /// Documents lie about in the order they came, so the end that the page is
    /// at is best looked at first: what follows is then mostly too late.
    const fn newest_first(&self, order: &Order<'_>) -> bool {
        order.sort.descending != self.backwards
    }
}

impl Seen {
    fn new(currencies: &Currencies, wanted: &Wanted<'_>) -> Self {
        Self {
            counts: currencies.counts(),
            found: Found::new(wanted),
            amounts: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            shapes: Vec::new(),
            listed: Vec::new(),
        }
    }

    fn join(mut self, more: Self) -> Self {
        self.counts.join(&more.counts);
        self.found = self.found.join(more.found);
        self
    }

    /// Counts the documents of a chunk, and picks those in the list.
    fn count(&mut self, chunk: &Chunk<'_>, plan: &Plan) {
        self.cells.clear();
        let cells = chunk.shapes.iter().map(|shape| plan.cell(*shape, NO_DAY));
        self.cells.extend(cells);
        // Only what is still to be paid can be overdue.
        let (cells, due) = (&mut self.cells, chunk.block.column(Field::Due));
        Marks::of(cells.len(), |n| {
            chunk.block.open.contains(chunk.rows[n].into())
        })
        .each(|n| {
            let due = due.get_short(chunk.rows[n].into());
            cells[n] = plan.cell(chunk.shapes[n], due);
        });
        let (counts, cells) = (&mut self.counts, &self.cells);
        self.rows.clear();
        self.shapes.clear();
        self.listed.clear();
        Marks::of(cells.len(), |n| counts.count(cells[n])).each(|n| {
            self.rows.push(chunk.rows[n]);
            self.shapes.push(chunk.shapes[n]);
            self.listed.push(cells[n]);
        });
        let list = chunk.with(&self.rows, &self.shapes);
        list.read_whole(Field::Amount, &mut self.amounts);
        for (cell, amount) in self.listed.iter().zip(&self.amounts) {
            self.counts.add(*cell, *amount);
        }
    }
}

impl Found {
    fn new(wanted: &Wanted<'_>) -> Self {
        Self {
            top: Top::new(wanted.limit, wanted.backwards),
            before: 0,
            keys: Vec::new(),
        }
    }

    fn join(mut self, more: Self) -> Self {
        self.top.join(more.top);
        self.before += more.before;
        self
    }

    /// Offers the rows of the list in a chunk that lie on the wanted side of
    /// the place, and counts those before it.
    fn take(&mut self, chunk: &Chunk<'_>, order: &Order<'_>, wanted: &Wanted<'_>) {
        let place = wanted.place;
        let side = place.map_or(Some(Ordering::Greater), |place| {
            order.side_of_all(chunk.block, place)
        });
        let is_before = side == Some(Ordering::Less);
        if is_before {
            self.before += chunk.rows.len() as u64;
        }
        // What is too late anyway need not be told by how much.
        let wants = self.top.wants(order.ends(chunk.block));
        if side.is_some() && !(is_before == wanted.backwards && wants) {
            return;
        }
        order.keys(chunk, &mut self.keys);
        let rows = keyed(chunk, &self.keys);
        match place.filter(|_| side.is_none()) {
            None => rows.for_each(|row| self.top.offer(row, order)),
            Some(place) => {
                for row in rows {
                    let is_before = order.side(row, place).is_lt();
                    self.before += u64::from(is_before);
                    if is_before == wanted.backwards {
                        self.top.offer(row, order);
                    }
                }
            }
        }
    }
}

/// The rows of a chunk with their keys.
pub(super) fn keyed<'a>(
    chunk: &'a Chunk<'_>,
    keys: &'a [i64],
) -> impl Iterator<Item = Keyed> + use<'a> {
    let first = chunk.first;
    let places = chunk.rows.iter().zip(keys);
    places.map(move |(at, key)| (*key, first + u32::from(*at)))
}

fn ids_of(columns: &Columns, rows: &[u32]) -> Vec<DocumentId> {
    let id = |row: &u32| {
        let (block, at) = columns.place(*row);
        DocumentId::from_bytes(block.id(at))
    };
    rows.iter().map(id).collect()
}
