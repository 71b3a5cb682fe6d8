//! The pass that answers a page with everything around it.

use super::tally::{Counts, Currencies, facets};
use super::{List, PAGE_MAX};
use crate::columns::Columns;
use crate::cursor::{Cursor, CursorError};
use crate::order::{Keyed, Order, Place};
use crate::plan::Plan;
use crate::scan::{Chunk, scan};
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
    let step = |(before, after, keys): &mut (Top, Top, Vec<i64>), chunk: &Chunk<'_>| {
        order.keys(chunk, keys);
        for (_, keyed) in passing(&plan, chunk, keys).filter(|(_, keyed)| keyed.1 != row) {
            match order.side(keyed, &place) {
                Ordering::Less => before.offer(keyed, &order),
                _ => after.offer(keyed, &order),
            }
        }
    };
    let (mut before, mut after, _) = new();
    for part in scan(columns, &plan, sort.descending, new, step) {
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
    let parts = scan(columns, &plan, false, new, |(rows, keys), chunk| {
        order.keys(chunk, keys);
        rows.extend(passing(&plan, chunk, keys).map(|(_, row)| row));
    });
    let mut rows: Vec<Keyed> = parts.into_iter().flat_map(|(rows, _)| rows).collect();
    rows.par_sort_unstable_by(|a, b| order.compare(*a, *b));
    let rows: Vec<u32> = rows.into_iter().map(|row| row.1).collect();
    ids_of(columns, &rows)
}

/// How many documents a view means.
pub(crate) fn count(columns: &Columns, view: &View) -> u64 {
    let plan = Plan::new(columns, view);
    let parts = scan(
        columns,
        &plan,
        false,
        || 0,
        |count, chunk| {
            let block = chunk.block;
            let cells = chunk.rows.iter().map(|at| {
                let at = usize::from(*at);
                plan.cell(block.shape[at], block.due[at])
            });
            *count += cells
                .map(|cell| u64::from(plan.fails[cell] == 0))
                .sum::<u64>();
        },
    );
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
        let block = chunk.block;
        for (at, row) in numbered(chunk, &self.keys) {
            let cell = plan.cell(block.shape[at], block.due[at]);
            if !self.counts.count(cell, block.amount[at]) {
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

/// The rows of a chunk whose combinations pass too.
fn passing<'a>(
    plan: &'a Plan,
    chunk: &'a Chunk<'_>,
    keys: &'a [i64],
) -> impl Iterator<Item = (usize, Keyed)> + use<'a> {
    let block = chunk.block;
    numbered(chunk, keys).filter(move |(at, _)| {
        let cell = plan.cell(block.shape[*at], block.due[*at]);
        plan.fails[cell] == 0
    })
}

fn numbered<'a>(
    chunk: &'a Chunk<'_>,
    keys: &'a [i64],
) -> impl Iterator<Item = (usize, Keyed)> + use<'a> {
    let first = chunk.first;
    let places = chunk.rows.iter().zip(keys);
    places.map(move |(at, key)| (usize::from(*at), (*key, first + u32::from(*at))))
}

fn ids_of(columns: &Columns, rows: &[u32]) -> Vec<DocumentId> {
    let id = |row: &u32| {
        let (block, at) = columns.place(*row);
        DocumentId::from_bytes(block.id[at])
    };
    rows.iter().map(id).collect()
}
