//! Counting and adding up by dimensions in one pass.
//!
//! A document's group is one number: the code of its combination's part in
//! it, and behind that a code for each dimension that single documents
//! decide (customer, batch, dates). Few groups are counted in an array,
//! many in a table.

use super::axis::{Axis, axis, decided_singly};
use super::{DIMENSIONS_MAX, Group, GroupKey, GroupSum};
use crate::columns::{Block, Columns};
use crate::dictionary::Dictionary;
use crate::hash::QuickState;
use crate::list::clamped;
use crate::plan::Plan;
use crate::scan::{Chunk, scan};
use crate::shape::{Shape, Share};
use crate::{Dimension, View};
use domain::Currency;
use std::collections::HashMap;
use std::hash::RandomState;

/// Groups that are always counted in an array, whatever the number of rows.
const ARRAY_MIN: usize = 1 << 12;
/// Most groups that are counted in an array: it has 64 bytes a group.
const ARRAY_MAX: usize = 1 << 22;

/// What was counted of a group.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    count: u64,
    amount: i128,
    outstanding: i128,
    paid: i128,
}

impl Cell {
    fn join(&mut self, more: &Self) {
        self.count += more.count;
        self.amount += more.amount;
        self.outstanding += more.outstanding;
        self.paid += more.paid;
    }
}

/// What the combinations say about a group: their keys, and the currency,
/// because sums never cross currencies.
type Part = (Vec<GroupKey>, Option<Currency>);

/// A question, ready to run.
struct Question<'a> {
    columns: &'a Columns,
    plan: Plan,
    dimensions: &'a [Dimension],
    parts: Dictionary<Part, RandomState>,
    /// For every combination its part and how its money is told.
    shapes: Vec<(u32, Share, Share)>,
    axes: Vec<(Axis, u128)>,
}

enum Cells {
    Array(Vec<Cell>),
    Table(HashMap<u128, Cell, QuickState>),
}

/// Groups of a view, ordered by key.
pub(crate) fn group(columns: &Columns, view: &View, dimensions: &[Dimension]) -> Vec<Group> {
    let dimensions = &dimensions[..dimensions.len().min(DIMENSIONS_MAX)];
    let question = Question::new(columns, view, dimensions);
    let new = || question.cells();
    let parts = scan(columns, &question.plan, false, new, |cells, chunk| {
        question.take(cells, chunk);
    });
    let cells = parts.into_iter().reduce(Cells::join);
    question.settle(cells.map(Cells::counted).unwrap_or_default())
}

impl<'a> Question<'a> {
    fn new(columns: &'a Columns, view: &View, dimensions: &'a [Dimension]) -> Self {
        let mut parts = Dictionary::default();
        let part = |shape: &Shape| -> Part {
            let keys = dimensions
                .iter()
                .filter_map(|d| shape_key(columns, *d, shape));
            (keys.collect(), shape.currency)
        };
        let gone = (0, Share::Nothing, Share::Nothing);
        let shapes = columns.shapes.table(gone, |shape| {
            (parts.code(&part(shape)), shape.paid, shape.outstanding)
        });
        let axes = dimensions.iter().filter_map(|d| axis(columns, *d));
        Self {
            columns,
            plan: Plan::new(columns, view),
            dimensions,
            parts,
            shapes,
            axes: axes.collect(),
        }
    }

    fn cells(&self) -> Cells {
        let parts = self.parts.len() as u128;
        let groups = self
            .axes
            .iter()
            .fold(parts, |n, axis| n.saturating_mul(axis.1));
        let few = (self.columns.rows() / 4).clamp(ARRAY_MIN, ARRAY_MAX);
        match usize::try_from(groups) {
            Ok(groups) if groups <= few => Cells::Array(vec![Cell::default(); groups]),
            _ => Cells::Table(HashMap::default()),
        }
    }

    fn take(&self, cells: &mut Cells, chunk: &Chunk<'_>) {
        let block = chunk.block;
        for at in chunk.rows.iter().map(|at| usize::from(*at)) {
            let shape = block.shape[at];
            if self.plan.fails[self.plan.cell(shape, block.due[at])] != 0 {
                continue;
            }
            let (part, paid, outstanding) = self.shapes[shape as usize];
            let amount = block.amount[at];
            let row = chunk.first + u32::try_from(at).unwrap_or(0);
            let (paid, outstanding) = self.columns.money(row, (paid, outstanding), amount);
            let cell = Cell {
                count: 1,
                amount: i128::from(amount),
                outstanding: i128::from(outstanding),
                paid: i128::from(paid),
            };
            cells.add(self.group_of(part, block, at), &cell);
        }
    }

    fn group_of(&self, part: u32, block: &Block, at: usize) -> u128 {
        let axes = self.axes.iter();
        axes.fold(u128::from(part), |group, (axis, size)| {
            group * size + u128::from(axis.code(block, at))
        })
    }

    fn settle(&self, cells: Vec<(u128, Cell)>) -> Vec<Group> {
        let keyed = |(code, cell): (u128, Cell)| {
            let (keys, currency) = self.keys(code)?;
            Some((keys, currency, cell))
        };
        let mut found: Vec<_> = cells.into_iter().filter_map(keyed).collect();
        found.sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        let mut groups: Vec<Group> = Vec::new();
        for (keys, currency, cell) in found {
            match groups.last_mut().filter(|last| last.keys == keys) {
                Some(group) => add(group, currency, &cell),
                None => {
                    let mut group = Group {
                        keys,
                        count: 0,
                        sums: Vec::new(),
                    };
                    add(&mut group, currency, &cell);
                    groups.push(group);
                }
            }
        }
        groups
    }

    /// The keys that a group's number stands for, in the order asked.
    fn keys(&self, code: u128) -> Option<Part> {
        let mut rest = code;
        let mut single = Vec::with_capacity(self.axes.len());
        for (axis, size) in self.axes.iter().rev() {
            single.push(axis.key(self.columns, u32::try_from(rest % size).ok()?));
            rest /= size;
        }
        let (shared, currency) = self.parts.get(u32::try_from(rest).ok()?)?;
        let mut shared = shared.iter().cloned();
        let keys =
            self.dimensions
                .iter()
                .filter_map(|dimension| match decided_singly(*dimension) {
                    true => single.pop(),
                    false => shared.next(),
                });
        Some((keys.collect(), *currency))
    }
}

impl Cells {
    fn add(&mut self, group: u128, cell: &Cell) {
        match self {
            Self::Array(cells) => {
                let at = usize::try_from(group).ok();
                if let Some(known) = at.and_then(|at| cells.get_mut(at)) {
                    known.join(cell);
                }
            }
            Self::Table(cells) => cells.entry(group).or_default().join(cell),
        }
    }

    fn join(mut self, other: Self) -> Self {
        match (&mut self, other) {
            (Self::Array(cells), Self::Array(more)) => {
                for (cell, more) in cells.iter_mut().zip(&more) {
                    cell.join(more);
                }
            }
            (_, other) => {
                for (group, cell) in other.counted() {
                    self.add(group, &cell);
                }
            }
        }
        self
    }

    fn counted(self) -> Vec<(u128, Cell)> {
        match self {
            Self::Array(cells) => {
                let numbered = (0..).zip(cells);
                numbered.filter(|(_, cell)| cell.count > 0).collect()
            }
            Self::Table(cells) => cells.into_iter().collect(),
        }
    }
}

fn add(group: &mut Group, currency: Option<Currency>, cell: &Cell) {
    group.count += cell.count;
    group.sums.extend(currency.map(|currency| GroupSum {
        currency,
        count: cell.count,
        amount_minor: clamped(cell.amount),
        outstanding_minor: clamped(cell.outstanding),
        paid_minor: clamped(cell.paid),
    }));
}

/// The key of a combination in a dimension that combinations decide.
fn shape_key(columns: &Columns, dimension: Dimension, shape: &Shape) -> Option<GroupKey> {
    let some = |key: Option<GroupKey>| key.unwrap_or(GroupKey::Missing);
    Some(match dimension {
        Dimension::Company => {
            let id = columns.companies.ids().get(shape.company);
            some(id.map(|id| GroupKey::Company(*id)))
        }
        Dimension::Kind => GroupKey::Kind(shape.kind),
        Dimension::Channel => GroupKey::Channel(shape.channel),
        Dimension::PaidBy => some(shape.paid_by.map(GroupKey::PaidBy)),
        Dimension::Delivery => GroupKey::Delivery(shape.delivery),
        Dimension::Recipient => GroupKey::Recipient(shape.recipient),
        Dimension::Payment => GroupKey::Payment(shape.payment),
        Dimension::Reason => some(shape.reason.map(GroupKey::Reason)),
        Dimension::Currency => some(shape.currency.map(GroupKey::Currency)),
        Dimension::Processing => GroupKey::Processing(shape.processing),
        Dimension::Customer | Dimension::Batch | Dimension::Date(..) => return None,
    })
}
