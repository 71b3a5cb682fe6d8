//! A whole list in its order, however long it is.

use super::page::keyed;
use crate::View;
use crate::columns::{Columns, Field};
use crate::order::{Keyed, Order};
use crate::plan::Plan;
use crate::scan::{Chunk, scan_chosen};
use crate::sort::Sort;
use domain::{DocumentId, Seq};
use rayon::prelude::*;

/// A row with its id beside its key: thousands come within the same minute,
/// and their ids would be looked up anew for every comparison.
type Named = (Keyed, [u8; 16]);

/// The documents of a view, in order.
pub(crate) fn ids(columns: &Columns, view: &View, sort: Sort) -> Vec<DocumentId> {
    let rows = rows(columns, view, sort);
    let id = |(_, id): Named| DocumentId::from_bytes(id);
    rows.into_iter().map(id).collect()
}

/// The documents of a view, in order, and where in the log each was told of
/// last.
pub(crate) fn places(columns: &Columns, view: &View, sort: Sort) -> Vec<(DocumentId, Seq)> {
    let place = |((_, row), id): Named| {
        let (block, at) = columns.place(row);
        (DocumentId::from_bytes(id), Seq(block.get(Field::Seq, at)))
    };
    rows(columns, view, sort).into_iter().map(place).collect()
}

fn rows(columns: &Columns, view: &View, sort: Sort) -> Vec<Named> {
    let (plan, order) = (Plan::new(columns, view), Order::new(columns, sort));
    let new = || (Vec::new(), Vec::new());
    let step = |(rows, keys): &mut (Vec<Keyed>, Vec<i64>), chosen: &Chunk<'_>| {
        order.keys(chosen, keys);
        rows.extend(keyed(chosen, keys));
    };
    let parts = scan_chosen(columns, &plan, false, new, step);
    let rows = parts.into_iter().flat_map(|(rows, _)| rows);
    let mut rows: Vec<Named> = rows.map(|row| (row, order.id(row.1))).collect();
    rows.par_sort_unstable_by(|a, b| order.compare_named(*a, *b));
    rows
}
