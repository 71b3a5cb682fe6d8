//! Counting and adding up by dimensions in one pass.

use super::codes::GroupCodes;
use super::{DIMENSIONS_MAX, Group, GroupKey, GroupSum};
use crate::columns::{Columns, Field, Summary};
use crate::hash::QuickState;
use crate::list::clamped;
use crate::plan::Plan;
use crate::scan::{Chunk, scan_chosen};
use crate::shape::Share;
use crate::{Dimension, View};
use domain::Currency;
use rayon::prelude::*;
use std::collections::HashMap;

/// Groups that are always counted in an array, whatever the number of rows.
const ARRAY_MIN: usize = 1 << 12;
/// Most groups that are counted in an array: it has 64 bytes a group.
const ARRAY_MAX: usize = 1 << 22;

/// Fewer sums than this are not worth waking another core for.
const SUMS_MIN: usize = 1 << 15;

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
    let cells = question.of_days(&plan).unwrap_or_else(|| {
        let new = || question.nothing();
        let step = |seen: &mut Seen, chosen: &Chunk<'_>| question.take(seen, chosen);
        let parts = scan_chosen(columns, &plan, false, new, step);
        parts.into_iter().map(|seen| seen.cells).collect()
    });
    let cells = cells.into_iter().reduce(Cells::join);
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

    /// The answer from what days add up to, in parts; `None` where documents
    /// have to be looked at.
    fn of_days(&self, plan: &Plan) -> Option<Vec<Cells>> {
        let (on, passes) = (plan.days()?, plan.may_pass());
        let alike = |first: i32, last: i32| {
            let codes = |day: i32| self.groups.on_day(day).map(|group_of| group_of(0));
            (first..=last).all(&on) && codes(first) == codes(last)
        };
        let days: Vec<(i32, &Summary)> = self.columns.days.spans(&on, alike);
        let whole =
            |(day, sums): &(i32, &Summary)| sums.holds() && self.groups.on_day(*day).is_some();
        if !days.iter().all(whole) {
            return None;
        }
        let add = |part: &[(i32, &Summary)]| {
            let mut cells = self.nothing().cells;
            for (day, sums) in part {
                self.add_day(&mut cells, &passes, *day, sums);
            }
            cells
        };
        let sums: usize = days.iter().map(|(_, sums)| sums.len()).sum();
        let parts = (sums / SUMS_MIN).clamp(1, rayon::current_num_threads());
        let part = days.len().div_ceil(parts).max(1);
        Some(days.par_chunks(part).map(add).collect())
    }

    fn add_day(&self, cells: &mut Cells, passes: &[bool], day: i32, sums: &Summary) {
        let Some(group_of) = self.groups.on_day(day) else {
            return;
        };
        let passes = |shape: u32| passes[shape as usize];
        sums.each(passes, |sum| {
            let cell = Cell {
                count: u64::from(sum.count),
                amount: i128::from(sum.amount),
                outstanding: i128::from(sum.outstanding),
                paid: i128::from(sum.paid),
            };
            cells.add(group_of(sum.shape), &cell);
        });
    }

    fn take(&self, seen: &mut Seen, chosen: &Chunk<'_>) {
        chosen.read_whole(Field::Amount, &mut seen.amounts);
        let rows = chosen.numbers().zip(chosen.shapes);
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
        let ranked = cells.iter().map(|(group, _)| self.groups.rank(*group));
        let ranks: Option<Vec<u128>> = ranked.collect();
        let keyed = |(group, cell): (u128, Cell)| {
            let mut keys = self.groups.keys(group);
            let currency = match keys.pop() {
                Some(GroupKey::Currency(currency)) => Some(currency),
                _ => None,
            };
            (keys, currency, cell)
        };
        let found: Vec<_> = match ranks {
            Some(ranks) => {
                let mut all: Vec<_> = ranks.into_iter().zip(cells).collect();
                all.sort_unstable_by_key(|(rank, _)| *rank);
                all.into_iter().map(|(_, group)| keyed(group)).collect()
            }
            None => {
                let mut all: Vec<_> = cells.into_iter().map(keyed).collect();
                all.sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
                all
            }
        };
        joined(found)
    }
}

/// Groups with the sums of their currencies, which come one after the other.
fn joined(found: Vec<(Vec<GroupKey>, Option<Currency>, Cell)>) -> Vec<Group> {
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
