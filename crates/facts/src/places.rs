//! Where each document is counted: the number of its group, and below that
//! what its combination says about what is counted. Looked up once a document
//! and without a branch, for loops that are over millions of them.

use crate::columns::{Columns, Field};
use crate::group::GroupCodes;
use crate::plan::Plan;
use crate::scan::Chunk;
use crate::shape::Shape;
use crate::{Dimension, GroupKey, View};

/// Bits for what combinations say; groups stand above.
pub(crate) const SAID_BITS: u32 = 3;
const SAID: u32 = (1 << SAID_BITS) - 1;

/// A view by dimensions, ready to be counted.
pub(crate) struct Places<'a> {
    pub(crate) plan: Plan,
    groups: GroupCodes<'a>,
    /// The place of each combination, as far as it says.
    table: Vec<u32>,
    /// The group of what is not meant: one more than there are.
    pub(crate) void: u32,
}

/// The places of a chunk, with room to work in.
#[derive(Debug, Default)]
pub(crate) struct PlacesRead {
    pub(crate) places: Vec<u32>,
    groups: Vec<u32>,
    room: Vec<i32>,
}

impl<'a> Places<'a> {
    /// `None` where there would be more than so many groups.
    pub(crate) fn new(
        columns: &'a Columns,
        view: &View,
        dimensions: &[Dimension],
        groups_max: usize,
        says: impl Fn(&Shape) -> u32,
    ) -> Option<Self> {
        let plan = match dimensions.contains(&Dimension::Customer) {
            true => Plan::new(columns, &view.of_somebody()),
            false => Plan::new(columns, view),
        };
        let groups = GroupCodes::new(columns, dimensions);
        let size = u32::try_from(groups.size()).ok();
        let void = size.filter(|size| *size as usize <= groups_max)?;
        let said = columns.shapes.table(0, |shape| says(shape) & SAID);
        let shapes = said.iter().zip(groups.parts()).zip(plan.may_pass());
        let places = shapes.map(|((said, part), passes)| match passes {
            true => part << SAID_BITS | said,
            false => void << SAID_BITS,
        });
        Some(Self {
            table: places.collect(),
            void,
            plan,
            groups,
        })
    }

    /// The place of each combination, where nothing else decides it.
    pub(crate) fn by_shape(&self) -> Option<&[u32]> {
        let alone = !self.groups.has_axes() && !self.plan.asks_overdue;
        alone.then_some(&self.table)
    }

    /// How many groups there are, the one of what is not meant among them.
    pub(crate) const fn size(&self) -> usize {
        self.void as usize + 1
    }

    /// The keys of a group.
    pub(crate) fn keys(&self, group: u32) -> Vec<GroupKey> {
        self.groups.keys(u128::from(group))
    }

    /// Finds the places of a chunk.
    pub(crate) fn read(&self, chunk: &Chunk<'_>, read: &mut PlacesRead) {
        let places = &mut read.places;
        places.clear();
        places.extend(chunk.shapes.iter().map(|shape| self.table[*shape as usize]));
        let void = self.void << SAID_BITS;
        if self.groups.has_axes() {
            self.groups.read(chunk, &mut read.room, &mut read.groups);
            for (place, group) in places.iter_mut().zip(&read.groups) {
                let meant = *place != void;
                *place = if meant {
                    group << SAID_BITS | (*place & SAID)
                } else {
                    void
                };
            }
        }
        if self.plan.asks_overdue {
            chunk.read(Field::Due, &mut read.room);
            let rows = chunk.shapes.iter().zip(&read.room);
            for (place, (shape, due)) in places.iter_mut().zip(rows) {
                *place = if self.plan.passes(*shape, *due) {
                    *place
                } else {
                    void
                };
            }
        }
    }
}
