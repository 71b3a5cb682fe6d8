//! One pass over the documents of a view with an answer for every group.

use super::Grouped;
use crate::columns::{Block, Columns, Field};
use crate::group::GroupCodes;
use crate::hash::QuickState;
use crate::names::Codes;
use crate::plan::{On, Plan, RowTest};
use crate::scan::{Chunk, scan_chosen};
use crate::shape::Shape;
use crate::{Dimension, GroupKey, View};
use std::collections::HashMap;

/// What is gathered of a group.
pub(super) trait Answer: Default + Send {
    /// Takes in what another core gathered of the same group.
    fn join(&mut self, other: Self);
}

/// Some documents of a block, column by column.
#[derive(Default)]
pub(super) struct Page {
    rows: Vec<u32>,
    shapes: Vec<u32>,
    columns: [Vec<i32>; Field::ALL.len()],
    amounts: Vec<i64>,
    codes: Vec<i32>,
    groups: Vec<u128>,
}

/// One document of a page.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    page: &'a Page,
    at: usize,
    /// Its combination.
    pub(super) shape: &'a Shape,
}

/// A document that can be looked at.
pub(super) trait Look {
    /// Its combination.
    fn shape(&self) -> &Shape;
    /// A value of a column; `None` where it has none.
    fn get(&self, field: Field) -> Option<i32>;
}

/// A document in its block.
pub(super) struct InBlock<'a> {
    pub(super) block: &'a Block,
    pub(super) at: usize,
    pub(super) shape: &'a Shape,
}

impl Look for InBlock<'_> {
    fn shape(&self) -> &Shape {
        self.shape
    }

    fn get(&self, field: Field) -> Option<i32> {
        let value = self.block.column(field).get_short(self.at);
        (value != i32::MAX).then_some(value)
    }
}

impl Look for Seen<'_> {
    fn shape(&self) -> &Shape {
        self.shape
    }

    fn get(&self, field: Field) -> Option<i32> {
        Seen::get(self, field)
    }
}

/// Which documents, in which groups.
pub(super) struct Grouping<'a> {
    columns: &'a Columns,
    plan: Plan,
    codes: GroupCodes<'a>,
}

/// Most groups whose places are looked up in an array, which has four bytes
/// a group on every core.
const PLACES_MAX: u128 = 1 << 22;

/// Where the answers of the groups lie.
enum Places {
    Array(Vec<u32>),
    Table(HashMap<u128, u32, QuickState>),
}

/// The answers of one core.
struct Answers<A> {
    page: Page,
    places: Places,
    found: Vec<(u128, A)>,
}

impl Places {
    /// Stands for a group that has no answer yet.
    const NOWHERE: u32 = u32::MAX;

    fn new(groups: u128) -> Self {
        match usize::try_from(groups) {
            Ok(size) if groups <= PLACES_MAX => Self::Array(vec![Self::NOWHERE; size]),
            _ => Self::Table(HashMap::default()),
        }
    }

    fn of(&mut self, group: u128) -> &mut u32 {
        match self {
            // Codes are smaller than their number, which fitted.
            Self::Array(places) => &mut places[group as usize],
            Self::Table(places) => places.entry(group).or_insert(Self::NOWHERE),
        }
    }
}

impl<A: Answer> Answers<A> {
    fn new(groups: u128) -> Self {
        Self {
            page: Page::default(),
            places: Places::new(groups),
            found: Vec::new(),
        }
    }

    /// The answer of a group, a new one where it has none.
    fn of(&mut self, group: u128) -> &mut A {
        let place = self.places.of(group);
        if *place == Places::NOWHERE {
            *place = u32::try_from(self.found.len()).unwrap_or(Places::NOWHERE);
            self.found.push((group, A::default()));
        }
        &mut self.found[*place as usize].1
    }
}

impl Seen<'_> {
    /// A value of a column that was asked for; `None` where it has none.
    pub(super) fn get(&self, field: Field) -> Option<i32> {
        let value = self.page.columns[field.place()][self.at];
        (value != i32::MAX).then_some(value)
    }

    /// The amount in minor units, 0 where there is none. Only where
    /// [`Field::Amount`] was asked for.
    pub(super) fn amount(&self) -> i64 {
        self.page.amounts[self.at]
    }

    /// Its row number.
    pub(super) fn row(&self) -> u32 {
        self.page.rows[self.at]
    }
}

impl<'a> Grouping<'a> {
    /// The documents of a view by dimensions.
    pub(super) fn new(columns: &'a Columns, view: &View, dimensions: &[Dimension]) -> Self {
        let plan = match dimensions.contains(&Dimension::Customer) {
            true => Plan::new(columns, &view.of_somebody()),
            false => Plan::new(columns, view),
        };
        Self {
            columns,
            plan,
            codes: GroupCodes::new(columns, dimensions),
        }
    }

    /// The documents of some customers alone.
    pub(super) fn of_customers(mut self, customers: Codes) -> Self {
        self.plan.tests.push(RowTest {
            negated: false,
            on: On::Customer(customers),
        });
        self
    }

    /// Goes through the documents, `step` adding each to the answer of its
    /// group, and gives the groups in the order of their keys. `fields` are
    /// the columns that `step` looks at.
    pub(super) fn run<A: Answer>(
        &self,
        fields: &[Field],
        step: impl Fn(&mut A, Seen<'_>) + Sync,
    ) -> Vec<Grouped<A>> {
        let keyed = |(group, value)| Grouped {
            keys: self.codes.keys(group),
            value,
        };
        let found = self.gather(fields, step).into_iter();
        let mut found: Vec<Grouped<A>> = found.map(keyed).collect();
        found.sort_unstable_by(|a, b| a.keys.cmp(&b.keys));
        found
    }

    /// The same with everything in one group, which is there even when empty.
    pub(super) fn whole<A: Answer>(
        &self,
        fields: &[Field],
        step: impl Fn(&mut A, Seen<'_>) + Sync,
    ) -> A {
        let found = self.gather(fields, step).into_iter();
        found.map(|(_, answer)| answer).next().unwrap_or_default()
    }

    /// The same without keys, in no order: for customers, who are many and of
    /// whom few are named.
    pub(super) fn gather<A: Answer>(
        &self,
        fields: &[Field],
        step: impl Fn(&mut A, Seen<'_>) + Sync,
    ) -> Vec<(u128, A)> {
        let groups = self.codes.size();
        let new = || Answers::new(groups);
        let take = |answers: &mut Answers<A>, chosen: &Chunk<'_>| {
            self.take(answers, chosen, fields, &step);
        };
        let parts = scan_chosen(self.columns, &self.plan, false, new, take);
        let mut parts = parts.into_iter();
        let Some(mut all) = parts.next() else {
            return Vec::new();
        };
        for (group, answer) in parts.flat_map(|part| part.found) {
            all.of(group).join(answer);
        }
        all.found
    }

    /// The keys of a group by its number.
    pub(super) fn keys(&self, group: u128) -> Vec<GroupKey> {
        self.codes.keys(group)
    }

    fn take<A: Answer>(
        &self,
        answers: &mut Answers<A>,
        chosen: &Chunk<'_>,
        fields: &[Field],
        step: &impl Fn(&mut A, Seen<'_>),
    ) {
        let mut page = std::mem::take(&mut answers.page);
        page.read(chosen, fields);
        self.codes.read(chosen, &mut page.codes, &mut page.groups);
        for at in 0..page.shapes.len() {
            if let Some(shape) = self.columns.shapes.get(page.shapes[at]) {
                let seen = Seen {
                    page: &page,
                    at,
                    shape,
                };
                step(answers.of(page.groups[at]), seen);
            }
        }
        answers.page = page;
    }
}

impl Page {
    fn read(&mut self, chosen: &Chunk<'_>, fields: &[Field]) {
        self.rows.clear();
        self.rows.extend(chosen.numbers());
        self.shapes.clear();
        self.shapes.extend_from_slice(chosen.shapes);
        for field in fields {
            match field {
                Field::Amount => chosen.read_whole(*field, &mut self.amounts),
                _ => chosen.read(*field, &mut self.columns[field.place()]),
            }
        }
    }
}
