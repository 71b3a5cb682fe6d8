//! One pass over the documents of a view with an answer for every group.

use super::Grouped;
use crate::columns::{Columns, Field, FIELDS};
use crate::dictionary::Dictionary;
use crate::group::{Axis, axis, decided_singly, shape_key};
use crate::hash::QuickState;
use crate::plan::Plan;
use crate::scan::{Chosen, scan_chosen};
use crate::shape::Shape;
use crate::{DIMENSIONS_MAX, Dimension, GroupKey, View};
use std::collections::HashMap;
use std::hash::RandomState;

/// What is gathered of a group.
pub(super) trait Answer: Default + Send {
    /// Takes in what another core gathered of the same group.
    fn join(&mut self, other: Self);
}

/// Some documents of a block, column by column.
#[derive(Default)]
pub(super) struct Page {
    /// The row number of the block's first document.
    first: u32,
    places: Vec<u16>,
    shapes: Vec<u32>,
    columns: [Vec<i32>; FIELDS],
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
    dimensions: Vec<Dimension>,
    parts: Dictionary<Vec<GroupKey>, RandomState>,
    /// For every combination the code of its part of the keys.
    shapes: Vec<u32>,
    axes: Vec<(Axis, u128)>,
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
        self.page.first + u32::from(self.page.places[self.at])
    }
}

impl<'a> Grouping<'a> {
    /// The documents of a view by dimensions; of these the first
    /// [`DIMENSIONS_MAX`].
    pub(super) fn new(columns: &'a Columns, view: &View, dimensions: &[Dimension]) -> Self {
        let dimensions = dimensions[..dimensions.len().min(DIMENSIONS_MAX)].to_vec();
        let mut parts = Dictionary::default();
        let shapes = columns.shapes.table(0, |shape| {
            let keys = dimensions.iter().filter_map(|d| shape_key(columns, *d, shape));
            parts.code(&keys.collect::<Vec<_>>())
        });
        let axes = dimensions.iter().filter_map(|d| axis(columns, *d));
        let axes = axes.map(|axis| {
            let size = axis.size(columns) as u128;
            (axis, size)
        });
        Self {
            columns,
            plan: Plan::new(columns, view),
            axes: axes.collect(),
            dimensions,
            parts,
            shapes,
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
        let parts = scan_chosen(self.columns, &self.plan, false, Answers::default, |answers, chosen| {
            self.take(answers, chosen, fields, &step);
        });
        let mut all: HashMap<u128, A, QuickState> = HashMap::default();
        for (group, answer) in parts.into_iter().flat_map(|part| part.found) {
            all.entry(group).or_default().join(answer);
        }
        let keyed = |(group, value)| Some(Grouped { keys: self.keys(group)?, value });
        let mut found: Vec<Grouped<A>> = all.into_iter().filter_map(keyed).collect();
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
        self.group(page, chosen);
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

    fn group(&self, page: &mut Page, chosen: &Chosen<'_>) {
        let Page { shapes, groups, codes, .. } = page;
        groups.clear();
        groups.extend(shapes.iter().map(|shape| u128::from(self.shapes[*shape as usize])));
        for (axis, size) in &self.axes {
            axis.read(&chosen.chunk, codes);
            for (group, code) in groups.iter_mut().zip(codes.iter()) {
                *group = *group * size + u128::from(code.cast_unsigned());
            }
        }
    }

    fn keys(&self, group: u128) -> Option<Vec<GroupKey>> {
        let mut rest = group;
        let mut single = Vec::with_capacity(self.axes.len());
        for (axis, size) in self.axes.iter().rev() {
            single.push(axis.key(self.columns, u32::try_from(rest % size).ok()?));
            rest /= size;
        }
        let mut shared = self.parts.get(u32::try_from(rest).ok()?)?.iter().cloned();
        let keys = self.dimensions.iter().filter_map(|d| match decided_singly(*d) {
            true => single.pop(),
            false => shared.next(),
        });
        Some(keys.collect())
    }
}

impl Page {
    fn read(&mut self, chosen: &Chosen<'_>, fields: &[Field]) {
        self.first = chosen.chunk.first;
        self.places.clear();
        self.places.extend_from_slice(chosen.chunk.rows);
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
