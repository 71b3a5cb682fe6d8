//! Picking the few of many for which something holds: all are marked first,
//! without a branch, and those marked are gone through then.

use super::CHUNK;

/// Those of a chunk for which something holds, a bit each.
pub(crate) struct Marks([u64; CHUNK / 64]);

impl Marks {
    /// None at all.
    pub(crate) const NONE: Self = Self([0; CHUNK / 64]);

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

    /// Marks those of some values, at most a chunk, for which something holds
    /// that is looked up: no room in between, because looking up is not done
    /// many at a time.
    pub(crate) fn looked_up<T: Copy>(values: &[T], holds: impl Fn(T) -> bool) -> Self {
        let mut all = [0; CHUNK / 64];
        for (all, group) in all.iter_mut().zip(values.chunks(64)) {
            let (eights, rest) = group.as_chunks::<8>();
            for (n, eight) in eights.iter().enumerate() {
                *all |= looked_up_eight(eight, &holds) << (n * 8);
            }
            for (n, value) in rest.iter().enumerate() {
                *all |= u64::from(holds(*value)) << (eights.len() * 8 + n);
            }
        }
        Self(all)
    }

    /// Marks or unmarks one.
    pub(crate) fn set(&mut self, n: usize, is_marked: bool) {
        let (word, bit) = (&mut self.0[n / 64], 1 << (n % 64));
        *word = if is_marked { *word | bit } else { *word & !bit };
    }

    /// Those that are marked here or there.
    pub(crate) fn or(mut self, other: &Self) -> Self {
        let words = self.0.iter_mut().zip(&other.0);
        words.for_each(|(word, more)| *word |= more);
        self
    }

    /// Those of the first so many that are not marked.
    pub(crate) fn not(mut self, count: usize) -> Self {
        for (number, word) in self.0.iter_mut().enumerate() {
            let left = count.saturating_sub(number * 64).min(64);
            // A shift by all the bits of a word is none.
            let all = u64::MAX.checked_shr(64 - left as u32).unwrap_or(0);
            *word = !*word & all;
        }
        self
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

/// For which of eight values something holds, the first as the lowest bit.
/// Written out, so that none of them waits for the one before.
fn looked_up_eight<T: Copy>(values: &[T; 8], holds: impl Fn(T) -> bool) -> u64 {
    let bit = |n: usize| u64::from(holds(values[n])) << n;
    bit(0) | bit(1) | bit(2) | bit(3) | bit(4) | bit(5) | bit(6) | bit(7)
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

    #[test]
    fn marks_are_joined_and_turned_around() {
        for count in [0, 1, 63, 64, 65, 1000, CHUNK] {
            let values: Vec<usize> = (0..count).collect();
            let fifths = Marks::of(count, |n| n % 5 == 0);
            let mut marks = Marks::looked_up(&values, |n| n % 3 == 0).or(&fifths);
            if count > 7 {
                marks.set(6, false);
                marks.set(7, true);
            }
            let is_marked = |n: &usize| match n {
                6 if count > 7 => false,
                7 if count > 7 => true,
                n => n % 3 == 0 || n % 5 == 0,
            };
            let mut unmarked = Vec::new();
            marks.not(count).each(|n| unmarked.push(n));
            let expected: Vec<usize> = (0..count).filter(|n| !is_marked(n)).collect();
            assert_eq!(unmarked, expected, "{count}");
        }
    }
}
