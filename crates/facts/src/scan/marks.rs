//! Picking the few of many for which something holds: all are marked first,
//! without a branch, and those marked are gone through then.

use super::CHUNK;

/// Those of a chunk for which something holds, a bit each.
pub(crate) struct Marks([u64; CHUNK / 64]);

impl Marks {
    /// Marks those of the first so many for which something holds.
    pub(crate) fn of(count: usize, mut holds: impl FnMut(usize) -> bool) -> Self {
        let mut marks = [0_u8; CHUNK];
        for (n, mark) in marks[..count.min(CHUNK)].iter_mut().enumerate() {
            *mark = u8::from(holds(n));
        }
        let (groups, _) = marks.as_chunks::<64>();
        let mut all = [0; CHUNK / 64];
        for (all, group) in all.iter_mut().zip(groups) {
            *all = bits(group);
        }
        Self(all)
    }

    /// Hands over those that are marked, ascending.
    pub(crate) fn each(&self, mut with: impl FnMut(usize)) {
        for (number, group) in self.0.iter().enumerate() {
            let mut left = *group;
            while left != 0 {
                with(number * 64 + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }
}

/// Marks of 0 and 1 as bits, the first the lowest.
fn bits(marks: &[u8; 64]) -> u64 {
    // Moves the lowest bit of the n-th byte to the n-th bit of the highest.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = marks.as_chunks::<8>();
    eights.iter().rev().fold(0, |bits, eight| {
        bits << 8 | u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_for_which_it_holds_are_handed_over_in_their_order() {
        for count in [0, 1, 63, 64, 65, 1000, CHUNK] {
            for step in [1, 2, 3, 7, 64, 500] {
                let mut found = Vec::new();
                Marks::of(count, |n| n % step == 0).each(|n| found.push(n));
                let expected: Vec<usize> = (0..count).step_by(step).collect();
                assert_eq!(found, expected, "{count} {step}");
            }
        }
    }
}
