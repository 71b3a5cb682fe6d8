//! One pass over the documents of a view with an answer for every group.

use super::Grouped;
use crate::columns::{Columns, Field};
use crate::group::GroupCodes;
use crate::hash::QuickState;
use crate::plan::Plan;
use crate::scan::{Chosen, scan_chosen};
use crate::shape::Shape;
use crate::{Dimension, View};
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

/// Which documents, in which groups.
pub(super) struct Grouping<'a> {
    columns: &'a Columns,
    plan: Plan,
    codes: GroupCodes<'a>,
}

/// The answers of one core.
struct Answers<A> {
    page: Page,
    slots: HashMap<u128, usize, QuickState>,
    found: Vec<(u128, A)>,
}

impl<A> Default for Answers<A> {
    fn default() -> Self {
        Self {
            page: Page::default(),
            slots: HashMap::default(),
            found: Vec::new(),
        }
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
        Self {
            columns,
            plan: Plan::new(columns, view),
            codes: GroupCodes::new(columns, dimensions),
        }
    }

    /// Goes through the documents, `step` adding each to the answer of its
    /// group, and gives the groups in the order of their keys. `fields` are
    /// the columns that `step` looks at.
    pub(super) fn run<A: Answer>(
        &self,
        fields: &[Field],
        step: impl Fn(&mut A, Seen<'_>) + Sync,
    ) -> Vec<Grouped<A>> {
        let parts = scan_chosen(
            self.columns,
            &self.plan,
            false,
            Answers::default,
            |answers, chosen| {
                self.take(answers, chosen, fields, &step);
            },
        );
        let mut all: HashMap<u128, A, QuickState> = HashMap::default();
        for (group, answer) in parts.into_iter().flat_map(|part| part.found) {
            all.entry(group).or_default().join(answer);
        }
        let keyed = |(group, value)| Grouped {
            keys: self.codes.keys(group),
            value,
        };
        let mut found: Vec<Grouped<A>> = all.into_iter().map(keyed).collect();
        found.sort_unstable_by(|a, b| a.keys.cmp(&b.keys));
        found
    }

    /// The same with everything in one group, which is there even when empty.
    pub(super) fn whole<A: Answer>(
        &self,
        fields: &[Field],
        step: impl Fn(&mut A, Seen<'_>) + Sync,
    ) -> A {
        let found = self.run(fields, step).into_iter();
        found.map(|group| group.value).next().unwrap_or_default()
    }

    fn take<A: Answer>(
        &self,
        answers: &mut Answers<A>,
        chosen: &Chosen<'_>,
        fields: &[Field],
        step: &impl Fn(&mut A, Seen<'_>),
    ) {
        let Answers { page, slots, found } = answers;
        page.read(chosen, fields);
        self.codes.read(chosen, &mut page.codes, &mut page.groups);
        // Documents of one group come in rows, so the last slot is often right.
        let mut last = None;
        for at in 0..page.shapes.len() {
            let group = page.groups[at];
            let slot = match last {
                Some((same, slot)) if same == group => slot,
                _ => *slots.entry(group).or_insert_with(|| {
                    found.push((group, A::default()));
                    found.len() - 1
                }),
            };
            last = Some((group, slot));
            if let Some(shape) = self.columns.shapes.get(page.shapes[at]) {
                step(&mut found[slot].1, Seen { page, at, shape });
            }
        }
    }
}

impl Page {
    fn read(&mut self, chosen: &Chosen<'_>, fields: &[Field]) {
        self.rows.clear();
        self.rows.extend(chosen.chunk.numbers());
        self.shapes.clear();
        self.shapes.extend_from_slice(chosen.shapes);
        for field in fields {
            match field {
                Field::Amount => chosen.chunk.read_whole(*field, &mut self.amounts),
                _ => chosen.chunk.read(*field, &mut self.columns[field.place()]),
            }
        }
    }
}
