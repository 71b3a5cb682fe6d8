//! Groups as numbers: what a combination says about its group is looked up,
//! and the dimensions that single documents decide are worked in.

use super::axis::{Axis, axis, decided_singly};
use super::digits::Digits;
use super::{DIMENSIONS_MAX, GroupKey};
use crate::Dimension;
use crate::columns::Columns;
use crate::dictionary::Dictionary;
use crate::scan::Chunk;
use std::ops::{Add, Mul};

/// Combinations of keys that are numbered by an array; more by a table.
const DENSE_MAX: u64 = 1 << 18;

/// The groups of some dimensions, numbered from 0.
pub(crate) struct GroupCodes<'a> {
    columns: &'a Columns,
    dimensions: Vec<Dimension>,
    digits: Digits,
    /// What the combinations say about a group, each once.
    parts: Vec<u64>,
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
        let digits = Digits::new(columns, dimensions);
        let codes = digits.of_all(&columns.shapes);
        let (parts, shapes) = numbered(&codes, digits.size());
        let axes = dimensions.iter().filter_map(|d| axis(columns, *d));
        let sized = axes.map(|axis| {
            let size = u32::try_from(axis.size(columns)).unwrap_or(u32::MAX);
            (axis, size)
        });
        Self {
            columns,
            dimensions: dimensions.to_vec(),
            digits,
            parts,
            shapes,
            axes: sized.collect(),
        }
    }

    /// What a combination says about its group, by its code: the whole number
    /// of the group where no document decides by itself.
    pub(crate) fn parts(&self) -> &[u32] {
        &self.shapes
    }

    /// Whether single documents decide about their group.
    pub(crate) fn has_axes(&self) -> bool {
        !self.axes.is_empty()
    }

    /// How many numbers there are, whether or not any document has them.
    pub(crate) fn size(&self) -> u128 {
        let parts = self.parts.len() as u128;
        let sizes = self.axes.iter().map(|(_, size)| u128::from(*size));
        sizes.fold(parts, u128::saturating_mul)
    }

    /// The numbers of the documents' groups; in as many bits as
    /// [`GroupCodes::size`] asks for. `room` is used again for the next.
    pub(crate) fn read<T>(&self, chunk: &Chunk<'_>, room: &mut Vec<i32>, out: &mut Vec<T>)
    where
        T: Copy + From<u32> + Mul<Output = T> + Add<Output = T>,
    {
        out.clear();
        let shapes = chunk.shapes.iter();
        out.extend(shapes.map(|shape| T::from(self.shapes[*shape as usize])));
        for (axis, size) in &self.axes {
            axis.read(chunk, room);
            let size = T::from(*size);
            for (group, code) in out.iter_mut().zip(&*room) {
                *group = *group * size + T::from(code.cast_unsigned());
            }
        }
    }

    /// The groups of the combinations of a day of receipt, where nothing else
    /// decides.
    pub(crate) fn on_day(&self, day: i32) -> Option<impl Fn(u32) -> u128> {
        let (mut times, mut plus) = (1_u128, 0_u128);
        for (axis, size) in &self.axes {
            times *= u128::from(*size);
            plus = plus * u128::from(*size) + u128::from(axis.on_day(day)?);
        }
        Some(move |shape: u32| u128::from(self.shapes[shape as usize]) * times + plus)
    }

    /// A number that orders groups as their keys do; `None` where only the
    /// keys tell.
    pub(crate) fn rank(&self, group: u128) -> Option<u128> {
        let (part, codes) = self.split(group);
        let (mut rank, mut axes) = (0_u128, codes.iter().zip(&self.axes));
        for (at, dimension) in self.dimensions.iter().enumerate() {
            let (digit, radix) = match decided_singly(*dimension) {
                true => {
                    let (code, (axis, size)) = axes.next()?;
                    (axis.rank(*code, *size)?, u128::from(*size))
                }
                false => {
                    let (digit, radix) = self.digits.digit(part, at);
                    (u128::from(digit), u128::from(radix))
                }
            };
            rank = rank * radix + digit;
        }
        Some(rank)
    }

    /// The part of a group, and its codes on the axes.
    fn split(&self, group: u128) -> (u64, Vec<u32>) {
        let mut rest = group;
        let mut codes = Vec::with_capacity(self.axes.len());
        for (_, size) in self.axes.iter().rev() {
            let (left, code) = divided(rest, *size);
            codes.push(code);
            rest = left;
        }
        codes.reverse();
        let part = usize::try_from(rest).ok();
        let part = part.and_then(|part| self.parts.get(part)).copied();
        (part.unwrap_or(0), codes)
    }

    /// The keys that a group's number stands for, in the order asked.
    pub(crate) fn keys(&self, group: u128) -> Vec<GroupKey> {
        let (part, codes) = self.split(group);
        let mut axes = codes.iter().zip(&self.axes);
        let key = |(at, dimension): (usize, &Dimension)| match decided_singly(*dimension) {
            true => {
                let (code, (axis, _)) = axes.next()?;
                Some(axis.key(self.columns, *code))
            }
            false => Some(self.digits.key(part, at)),
        };
        self.dimensions.iter().enumerate().filter_map(key).collect()
    }
}

/// Quotient and remainder; in 64 bits where that will do, because in 128 it
/// takes many times as long.
fn divided(number: u128, by: u32) -> (u128, u32) {
    let (left, rest) = match u64::try_from(number) {
        Ok(number) => {
            let by = u64::from(by);
            (u128::from(number / by), u128::from(number % by))
        }
        Err(_) => (number / u128::from(by), number % u128::from(by)),
    };
    (left, u32::try_from(rest).unwrap_or(u32::MAX))
}

/// Each code once, in their order, and for every place the number of its code.
fn numbered(codes: &[u64], size: u64) -> (Vec<u64>, Vec<u32>) {
    // The first place stands for what was removed, which is in no group.
    let meant = codes.get(1..).unwrap_or_default();
    let Some(size) = usize::try_from(size).ok().filter(|_| size <= DENSE_MAX) else {
        let mut all: Dictionary<u64> = Dictionary::default();
        let numbers = std::iter::once(0).chain(meant.iter().map(|code| all.code(code)));
        let numbers: Vec<u32> = numbers.collect();
        return (all.values().to_vec(), numbers);
    };
    // Codes are less than the size.
    let mut places = vec![0_u32; size];
    meant.iter().for_each(|code| places[*code as usize] = 1);
    let mut all = Vec::new();
    for (code, place) in (0..).zip(&mut places) {
        if *place == 1 {
            *place = u32::try_from(all.len()).unwrap_or(0);
            all.push(code);
        }
    }
    let numbers = meant.iter().map(|code| places[*code as usize]);
    (all, std::iter::once(0).chain(numbers).collect())
}
