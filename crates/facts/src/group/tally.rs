//! Counting and adding up by dimensions in one pass.

use super::codes::GroupCodes;
use super::{DIMENSIONS_MAX, Group, GroupKey, GroupSum};
use crate::columns::{Block, Columns, Field, Sum};
use crate::hash::QuickState;
use crate::list::clamped;
use crate::plan::Plan;
use crate::scan::{Chosen, scan_summed};
use crate::shape::Share;
use crate::{Dimension, View};
use domain::Currency;
use std::collections::HashMap;

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

/// A question, ready to run.
struct Question<'a> {
    columns: &'a Columns,
    /// By the dimensions asked for and, because sums never cross them, by
    /// currency.
    groups: GroupCodes<'a>,
    /// How each combination's money is told.
    shares: Vec<(Share, Share)>,
}

/// What a pass over some of the documents counted, with room to work in.
struct Seen {
    cells: Cells,
    room: Vec<i32>,
    few: Vec<u32>,
    many: Vec<u128>,
    amounts: Vec<i64>,
}

enum Cells {
    Array(Vec<Cell>),
    Table(HashMap<u128, Cell, QuickState>),
}

/// Groups of a view, ordered by key.
pub(crate) fn group(columns: &Columns, view: &View, dimensions: &[Dimension]) -> Vec<Group> {
    let asked = &dimensions[..dimensions.len().min(DIMENSIONS_MAX)];
    let question = Question::new(columns, asked);
    let plan = match asked.contains(&Dimension::Customer) {
        true => Plan::new(columns, &view.of_somebody()),
        false => Plan::new(columns, view),
    };
    let new = || question.nothing();
    let parts = scan_summed(
        columns,
        &plan,
        false,
        new,
        |seen, block, sums| question.take_whole(seen, &plan, block, sums),
        |seen, chosen| question.take(seen, chosen),
    );
    let cells = parts.into_iter().map(|seen| seen.cells).reduce(Cells::join);
    question.settle(cells.map(Cells::counted).unwrap_or_default())
}

impl<'a> Question<'a> {
    fn new(columns: &'a Columns, asked: &[Dimension]) -> Self {
        let dimensions = [asked, &[Dimension::Currency]].concat();
        let nothing = (Share::Nothing, Share::Nothing);
        Self {
            columns,
            groups: GroupCodes::new(columns, &dimensions),
            shares: columns
                .shapes
                .table(nothing, |shape| (shape.paid, shape.outstanding)),
        }
    }

    fn nothing(&self) -> Seen {
        let few = (self.columns.rows() / 4).clamp(ARRAY_MIN, ARRAY_MAX);
        let cells = match usize::try_from(self.groups.size()) {
            Ok(groups) if groups <= few => Cells::Array(vec![Cell::default(); groups]),
            _ => Cells::Table(HashMap::default()),
        };
        Seen {
            cells,
            room: Vec::new(),
            few: Vec::new(),
            many: Vec::new(),
            amounts: Vec::new(),
        }
    }

    /// Takes in what a block adds up to; false where its documents have to be
    /// looked at.
    fn take_whole(&self, seen: &mut Seen, plan: &Plan, block: &Block, sums: &[Sum]) -> bool {
        let Some(group_of) = self.groups.of_whole(block) else {
            return false;
        };
        for sum in sums.iter().filter(|sum| plan.lets_pass(sum.shape)) {
            let cell = Cell {
                count: u64::from(sum.count),
                amount: i128::from(sum.amount),
                outstanding: i128::from(sum.outstanding),
                paid: i128::from(sum.paid),
            };
            seen.cells.add(group_of(sum.shape), &cell);
        }
        true
    }

    fn take(&self, seen: &mut Seen, chosen: &Chosen<'_>) {
        chosen.chunk.read_whole(Field::Amount, &mut seen.amounts);
        let rows = chosen.chunk.numbers().zip(chosen.shapes);
        let cells = rows.zip(&seen.amounts).map(|((row, shape), amount)| {
            let shares = self.shares[*shape as usize];
            let (paid, outstanding) = self.columns.money(row, shares, *amount);
            Cell {
                count: 1,
                amount: i128::from(*amount),
                outstanding: i128::from(outstanding),
                paid: i128::from(paid),
            }
        });
        match &mut seen.cells {
            Cells::Array(known) => {
                self.groups.read(chosen, &mut seen.room, &mut seen.few);
                for (group, cell) in seen.few.iter().zip(cells) {
                    known[*group as usize].join(&cell);
                }
            }
            Cells::Table(known) => {
                self.groups.read(chosen, &mut seen.room, &mut seen.many);
                for (group, cell) in seen.many.iter().zip(cells) {
                    known.entry(*group).or_default().join(&cell);
                }
            }
        }
    }

    fn settle(&self, cells: Vec<(u128, Cell)>) -> Vec<Group> {
        let keyed = |(code, cell): (u128, Cell)| {
            let mut keys = self.groups.keys(code);
            let currency = match keys.pop() {
                Some(GroupKey::Currency(currency)) => Some(currency),
                _ => None,
            };
            (keys, currency, cell)
        };
        let mut found: Vec<_> = cells.into_iter().map(keyed).collect();
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
}

impl Cells {
    fn add(&mut self, group: u128, cell: &Cell) {
        match self {
            Self::Array(known) => {
                let at = usize::try_from(group).ok();
                if let Some(known) = at.and_then(|at| known.get_mut(at)) {
                    known.join(cell);
                }
            }
            Self::Table(known) => known.entry(group).or_default().join(cell),
        }
    }

    fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Array(mut cells), Self::Array(more)) => {
                for (cell, more) in cells.iter_mut().zip(&more) {
                    cell.join(more);
                }
                Self::Array(cells)
            }
            (mine, other) => {
                let mut cells = match mine {
                    Self::Table(cells) => cells,
                    array => array.counted().into_iter().collect(),
                };
                for (group, cell) in other.counted() {
                    cells.entry(group).or_default().join(&cell);
                }
                Self::Table(cells)
            }
        }
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
