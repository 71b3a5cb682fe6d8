//! The pass that answers a page with everything around it.

use super::tally::{Counts, Currencies, facets};
use super::{List, PAGE_MAX};
use crate::columns::{Columns, Field};
use crate::cursor::{Cursor, CursorError};
use crate::order::{Keyed, Order, Place};
use crate::plan::Plan;
use crate::scan::{Chosen, Chunk, scan, scan_chosen};
use crate::top::Top;
use crate::{Sort, View};
use domain::DocumentId;
use rayon::prelude::*;
use std::cmp::Ordering;

/// What a pass over some of the documents found.
struct Seen {
    counts: Counts,
    top: Top,
    /// Documents of the list that lie before the place.
    before: u64,
    keys: Vec<i64>,
    shapes: Vec<i32>,
    due: Vec<i32>,
    amounts: Vec<i64>,
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
    let seen = look(columns, &plan, &order, &currencies, &wanted);
    let rows: Vec<u32> = seen.top.settle(&order).iter().map(|row| row.1).collect();
    let shown = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let before = match wanted.backwards {
        true => seen.before.saturating_sub(shown),
        false => seen.before,
    };
    let total = seen.counts.total();
    let mut list = List {
        ids: ids_of(columns, &rows),
        total,
        before,
        sums: seen.counts.sums(&currencies),
        facets: facets(columns, &plan, &seen.counts),
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
    let step = |(before, after, keys): &mut (Top, Top, Vec<i64>), chosen: &Chosen<'_>| {
        order.keys(&chosen.chunk, keys);
        for keyed in keyed(&chosen.chunk, keys).filter(|keyed| keyed.1 != row) {
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

/// The whole list, in order.
pub(crate) fn ids(columns: &Columns, view: &View, sort: Sort) -> Vec<DocumentId> {
    let (plan, order) = (Plan::new(columns, view), Order::new(columns, sort));
    let new = || (Vec::new(), Vec::new());
    let step = |(rows, keys): &mut (Vec<Keyed>, Vec<i64>), chosen: &Chosen<'_>| {
        order.keys(&chosen.chunk, keys);
        rows.extend(keyed(&chosen.chunk, keys));
    };
    let parts = scan_chosen(columns, &plan, false, new, step);
    let mut rows: Vec<Keyed> = parts.into_iter().flat_map(|(rows, _)| rows).collect();
    rows.par_sort_unstable_by(|a, b| order.compare(*a, *b));
    let rows: Vec<u32> = rows.into_iter().map(|row| row.1).collect();
    ids_of(columns, &rows)
}

/// How many documents a view means.
pub(crate) fn count(columns: &Columns, view: &View) -> u64 {
    let plan = Plan::new(columns, view);
    let step = |count: &mut u64, chosen: &Chosen<'_>| *count += chosen.shapes.len() as u64;
    let parts = scan_chosen(columns, &plan, false, || 0, step);
    parts.into_iter().sum()
}

fn look(
    columns: &Columns,
    plan: &Plan,
    order: &Order<'_>,
    currencies: &Currencies,
    wanted: &Wanted<'_>,
) -> Seen {
    let new = || Seen {
        counts: currencies.counts(),
        top: Top::new(wanted.limit, wanted.backwards),
        before: 0,
        keys: Vec::new(),
        shapes: Vec::new(),
        due: Vec::new(),
        amounts: Vec::new(),
    };
    // Documents lie about in the order they came, so the end that the page is
    // at is best looked at first: what follows is then mostly too late.
    let newest_first = order.sort.descending != wanted.backwards;
    let step = |seen: &mut Seen, chunk: &Chunk<'_>| seen.take(chunk, plan, order, wanted);
    let mut parts = scan(columns, plan, newest_first, new, step).into_iter();
    let mut seen = parts.next().unwrap_or_else(new);
    for part in parts {
        seen.counts.join(&part.counts);
        seen.top.join(part.top);
        seen.before += part.before;
    }
    seen
}

impl Seen {
    fn take(&mut self, chunk: &Chunk<'_>, plan: &Plan, order: &Order<'_>, wanted: &Wanted<'_>) {
        order.keys(chunk, &mut self.keys);
        chunk.read(Field::Shape, &mut self.shapes);
        chunk.read(Field::Due, &mut self.due);
        chunk.read_whole(Field::Amount, &mut self.amounts);
        let combinations = self.shapes.iter().zip(&self.due).zip(&self.amounts);
        for (row, ((shape, due), amount)) in keyed(chunk, &self.keys).zip(combinations) {
            let cell = plan.cell(shape.cast_unsigned(), *due);
            if !self.counts.count(cell, *amount) {
                continue;
            }
            let side = wanted.place.map(|place| order.side(row, place));
            let before = side == Some(Ordering::Less);
            self.before += u64::from(before);
            if before == wanted.backwards {
                self.top.offer(row, order);
            }
        }
    }
}

/// The rows of a chunk with their keys.
fn keyed<'a>(chunk: &'a Chunk<'_>, keys: &'a [i64]) -> impl Iterator<Item = Keyed> + use<'a> {
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
