//! Groups as dense numbers.
//!
//! A document's group is one number: the code of its combination's part in
//! it, and behind that a code for each dimension that single documents
//! decide (customer, batch, dates). Few groups are counted in an array,
//! many in a table.

use super::axis::{Axis, axis, decided_singly};
use super::{DIMENSIONS_MAX, GroupKey};
use crate::Dimension;
use crate::columns::{Block, Columns};
use crate::dictionary::Dictionary;
use crate::scan::{Chosen, Chunk};
use crate::shape::Shape;
use std::ops::{Add, Mul};

/// The groups of some dimensions, numbered from 0.
pub(crate) struct GroupCodes<'a> {
    columns: &'a Columns,
    dimensions: Vec<Dimension>,
    /// What the combinations say about a group: one number for each of these
    /// dimensions.
    parts: Dictionary<[u32; DIMENSIONS_MAX + 1]>,
    /// The keys of each part.
    keys: Vec<Vec<GroupKey>>,
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
        let (mut parts, mut keys) = (Dictionary::default(), Vec::new());
        let shapes = columns.shapes.table(0, |shape| {
            let mut numbers = [0; DIMENSIONS_MAX + 1];
            for (number, dimension) in numbers.iter_mut().zip(dimensions) {
                *number = shape_number(*dimension, shape);
            }
            let part = parts.code(&numbers);
            if keys.len() < parts.len() {
                let of = |d: &Dimension| shape_key(columns, *d, shape);
                keys.push(dimensions.iter().filter_map(of).collect());
            }
            part
        });
        let axes = dimensions.iter().filter_map(|d| axis(columns, *d));
        let sized = axes.map(|axis| {
            let size = u32::try_from(axis.size(columns)).unwrap_or(u32::MAX);
            (axis, size)
        });
        Self {
            columns,
            dimensions: dimensions.to_vec(),
            parts,
            keys,
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
        self.read_of(&chosen.chunk, chosen.shapes, room, out);
    }

    /// The same for all rows of a chunk, with their combinations.
    pub(crate) fn read_of<T>(
        &self,
        chunk: &Chunk<'_>,
        shapes: &[u32],
        room: &mut Vec<i32>,
        out: &mut Vec<T>,
    ) where
        T: Copy + From<u32> + Mul<Output = T> + Add<Output = T>,
    {
        out.clear();
        let parts = shapes.iter().map(|shape| self.shapes[*shape as usize]);
        out.extend(parts.map(T::from));
        for (axis, size) in &self.axes {
            axis.read(chunk, room);
            let size = T::from(*size);
            for (group, code) in out.iter_mut().zip(&*room) {
                *group = *group * size + T::from(code.cast_unsigned());
            }
        }
    }

    /// The groups of a block's combinations, where nothing else decides in it.
    pub(crate) fn of_whole(&self, block: &Block) -> Option<impl Fn(u32) -> u128> {
        let (mut times, mut plus) = (1_u128, 0_u128);
        for (axis, size) in &self.axes {
            times *= u128::from(*size);
            plus = plus * u128::from(*size) + u128::from(axis.constant(block)?);
        }
        Some(move |shape: u32| u128::from(self.shapes[shape as usize]) * times + plus)
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
        let part = usize::try_from(rest)
            .ok()
            .and_then(|part| self.keys.get(part));
        let mut shared = part.into_iter().flatten().cloned();
        let keys = self.dimensions.iter();
        keys.filter_map(|dimension| match decided_singly(*dimension) {
            true => single.pop(),
            false => shared.next(),
        })
        .collect()
    }
}

/// A number that differs where the key of a combination does, so that keys
/// are made once a group and not once a combination.
fn shape_number(dimension: Dimension, shape: &Shape) -> u32 {
    let word = |number: Option<u8>| number.map_or(u32::MAX, u32::from);
    match dimension {
        Dimension::Company => shape.company,
        Dimension::Kind => u32::from(shape.kind.number()),
        Dimension::Channel => u32::from(shape.channel.number()),
        Dimension::PaidBy => word(shape.paid_by.map(|w| w.number())),
        Dimension::Delivery => u32::from(shape.delivery.number()),
        Dimension::Recipient => u32::from(shape.recipient.number()),
        Dimension::Payment => u32::from(shape.payment.number()),
        Dimension::Reason => word(shape.reason.map(|w| w.number())),
        Dimension::Currency => shape.currency.map_or(u32::MAX, |currency| {
            let letters = currency.as_str().bytes();
            letters.fold(0, |number, letter| number << 8 | u32::from(letter))
        }),
        Dimension::Processing => u32::from(shape.processing.number()),
        Dimension::Customer | Dimension::Batch | Dimension::Date(..) => 0,
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
