//! Groups as dense numbers.
//!
//! A document's group is one number: the code of its combination's part in
//! it, and behind that a code for each dimension that single documents
//! decide (customer, batch, dates). Few groups are counted in an array,
//! many in a table.

use super::axis::{Axis, axis, decided_singly};
use super::{DIMENSIONS_MAX, GroupKey};
use crate::Dimension;
use crate::columns::Columns;
use crate::dictionary::Dictionary;
use crate::scan::Chosen;
use crate::shape::Shape;
use std::hash::RandomState;
use std::ops::{Add, Mul};

/// The groups of some dimensions, numbered from 0.
pub(crate) struct GroupCodes<'a> {
    columns: &'a Columns,
    dimensions: Vec<Dimension>,
    /// What the combinations say about a group.
    parts: Dictionary<Vec<GroupKey>, RandomState>,
    /// For every combination its part.
    shapes: Vec<u32>,
    /// The dimensions that single documents decide, with their sizes.
    axes: Vec<(Axis, u32)>,
}

impl<'a> GroupCodes<'a> {
    /// The groups of these dimensions, no more than [`DIMENSIONS_MAX`] of them
    /// and one that the caller adds.
    pub(crate) fn new(columns: &'a Columns, dimensions: &[Dimension]) -> Self {
        let dimensions = &dimensions[..dimensions.len().min(DIMENSIONS_MAX + 1)];
        let mut parts = Dictionary::default();
        let keys = |shape: &Shape| -> Vec<GroupKey> {
            let keys = dimensions.iter();
            keys.filter_map(|d| shape_key(columns, *d, shape)).collect()
        };
        let shapes = columns.shapes.table(0, |shape| parts.code(&keys(shape)));
        let axes = dimensions.iter().filter_map(|d| axis(columns, *d));
        let sized = axes.map(|axis| {
            let size = u32::try_from(axis.size(columns)).unwrap_or(u32::MAX);
            (axis, size)
        });
        Self {
            columns,
            dimensions: dimensions.to_vec(),
            parts,
            shapes,
            axes: sized.collect(),
        }
    }

    /// How many numbers there are, whether or not any document has them.
    pub(crate) fn size(&self) -> u128 {
        let parts = self.parts.len() as u128;
        let sizes = self.axes.iter().map(|(_, size)| u128::from(*size));
        sizes.fold(parts, u128::saturating_mul)
    }

    /// The numbers of the documents' groups; in as many bits as
    /// [`GroupCodes::size`] asks for. `room` is used again for the next.
    pub(crate) fn read<T>(&self, chosen: &Chosen<'_>, room: &mut Vec<i32>, out: &mut Vec<T>)
    where
        T: Copy + From<u32> + Mul<Output = T> + Add<Output = T>,
    {
        out.clear();
        let parts = chosen
            .shapes
            .iter()
            .map(|shape| self.shapes[*shape as usize]);
        out.extend(parts.map(T::from));
        for (axis, size) in &self.axes {
            axis.read(&chosen.chunk, room);
            let size = T::from(*size);
            for (group, code) in out.iter_mut().zip(&*room) {
                *group = *group * size + T::from(code.cast_unsigned());
            }
        }
    }

    /// The keys that a group's number stands for, in the order asked.
    pub(crate) fn keys(&self, group: u128) -> Vec<GroupKey> {
        let mut rest = group;
        let mut single = Vec::with_capacity(self.axes.len());
        for (axis, size) in self.axes.iter().rev() {
            let code = u32::try_from(rest % u128::from(*size)).unwrap_or(u32::MAX);
            single.push(axis.key(self.columns, code));
            rest /= u128::from(*size);
        }
        let part = u32::try_from(rest)
            .ok()
            .and_then(|part| self.parts.get(part));
        let mut shared = part.into_iter().flatten().cloned();
        let keys = self.dimensions.iter();
        keys.filter_map(|dimension| match decided_singly(*dimension) {
            true => single.pop(),
            false => shared.next(),
        })
        .collect()
    }
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
