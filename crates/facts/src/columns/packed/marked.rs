//! Which rows of a range have one of some values, told by the codes as they
//! lie: nothing is unpacked for it.

use super::{Code, Codes, NONE, Packed, near_whole, short};
use crate::names::Codes as Set;
use crate::scan::Marks;
use std::ops::Range;

impl Packed {
    /// Marks the rows of a range, at most a chunk, whose code is in a set. For
    /// columns of codes, of which every row has one.
    pub(crate) fn marks_in(&self, range: Range<usize>, set: &Set) -> Marks {
        let base = self.base as i32;
        let has = |value: i32| set.contains(value.cast_unsigned());
        let mut marks = match &self.codes {
            Codes::Nothing(_) => Marks::NONE,
            Codes::Bytes(codes) => look_up(&codes[range.clone()], base, has),
            Codes::Words(codes) => look_up(&codes[range.clone()], base, has),
            Codes::Quads(codes) => look_up(&codes[range.clone()], base, has),
            Codes::Whole(values) => Marks::looked_up(&values[range.clone()], |v| has(short(v))),
        };
        let start = range.start;
        for (at, value) in self.far_in(range) {
            marks.set(at - start, has(short(value)));
        }
        marks
    }

    /// Marks the rows of a range, at most a chunk, with a value from the first
    /// to the last. No value is the greatest of all.
    pub(crate) fn marks_between(&self, range: Range<usize>, span: (i64, i64)) -> Marks {
        let holds = |value: i64| (span.0 <= value) & (value <= span.1);
        let base = self.base;
        let mut marks = match &self.codes {
            Codes::Nothing(_) => Marks::of(range.len(), |_| holds(NONE)),
            Codes::Bytes(codes) => compare(&codes[range.clone()], base, span),
            Codes::Words(codes) => compare(&codes[range.clone()], base, span),
            Codes::Quads(codes) => compare(&codes[range.clone()], base, span),
            Codes::Whole(values) => {
                let values = &values[range.clone()];
                Marks::of(values.len(), |n| holds(values[n]))
            }
        };
        let start = range.start;
        for (at, value) in self.far_in(range) {
            marks.set(at - start, holds(value));
        }
        marks
    }
}

fn look_up<C: Code>(codes: &[C], base: i32, has: impl Fn(i32) -> bool) -> Marks {
    Marks::looked_up(codes, |code| {
        let offset: u32 = code.into();
        has(base.wrapping_add(offset.cast_signed()))
    })
}

/// Marks the codes with a value from the first to the last.
fn compare<C: Code>(codes: &[C], base: i64, (first, last): (i64, i64)) -> Marks {
    if last == NONE {
        return Marks::of(codes.len(), |n| first <= near_whole(codes[n], base));
    }
    // The codes of no value and of what lies far off are greater than every
    // offset, so comparing codes leaves them out.
    let offset = |value: i64| value.saturating_sub(base);
    let first = C::of(offset(first).max(0));
    let last = C::of(offset(last).min(C::ROOM - 1));
    match (first, last) {
        (Some(first), Some(last)) => {
            Marks::of(codes.len(), |n| (first <= codes[n]) & (codes[n] <= last))
        }
        _ => Marks::NONE,
    }
}
