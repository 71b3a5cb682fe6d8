//! Exact counts of days, one row of counters a group.

use crate::hash::QuickState;
use std::collections::HashMap;
use std::ops::Range;

/// How many documents of each group have each number of days.
#[derive(Debug, Clone)]
pub(crate) struct DayCounts {
    /// The days that have counters of their own.
    days: Range<i32>,
    counts: Vec<u32>,
    /// Counts of the days beyond, by group and day.
    far: HashMap<(u32, i32), u32, QuickState>,
}

impl DayCounts {
    /// Nothing counted yet for so many groups. `days` should hold nearly all
    /// that come; others are counted too, but more slowly.
    pub(crate) fn new(groups: usize, days: Range<i32>) -> Self {
        Self {
            counts: vec![0; groups * days.len()],
            days,
            far: HashMap::default(),
        }
    }

    /// Counts a document.
    pub(crate) fn add(&mut self, group: u32, days: i32) {
        let at = days.wrapping_sub(self.days.start).cast_unsigned() as usize;
        let width = self.days.len();
        match at < width {
            true => self.counts[group as usize * width + at] += 1,
            false => *self.far.entry((group, days)).or_default() += 1,
        }
    }

    /// Counts many, or as many fewer where their number is taken off.
    pub(crate) fn add_many(&mut self, group: u32, days: i32, count: u32) {
        let at = days.wrapping_sub(self.days.start).cast_unsigned() as usize;
        let width = self.days.len();
        let counted = match at < width {
            true => &mut self.counts[group as usize * width + at],
            false => self.far.entry((group, days)).or_default(),
        };
        *counted = counted.wrapping_add(count);
    }

    /// Adds what another part of a pass counted. Both were made alike.
    pub(crate) fn join(&mut self, other: Self) {
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
        for (key, more) in other.far {
            *self.far.entry(key).or_default() += more;
        }
    }

    /// The counts of a group that are not nothing, by number of days.
    pub(crate) fn of(&self, group: u32) -> Vec<(i32, u32)> {
        let width = self.days.len();
        let start = group as usize * width;
        let near = self.days.clone().zip(&self.counts[start..start + width]);
        let near = near.map(|(days, count)| (days, *count));
        let far = self.far.iter().filter(|((of, _), _)| *of == group);
        let far = far.map(|((_, days), count)| (*days, *count));
        let mut all: Vec<(i32, u32)> = near.chain(far).filter(|(_, count)| *count > 0).collect();
        all.sort_unstable();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_is_counted_for_its_group_however_far_off() {
        let mut counts = DayCounts::new(2, -5..30);
        for days in [3, 3, -6, 400, i32::MIN, -5, 29] {
            counts.add(1, days);
        }
        counts.add(0, 400);
        let mut more = DayCounts::new(2, -5..30);
        more.add(1, 3);
        more.add(1, 400);
        counts.join(more);
        assert_eq!(counts.of(0), [(400, 1)]);
        let expected = [(i32::MIN, 1), (-6, 1), (-5, 1), (3, 3), (29, 1), (400, 2)];
        assert_eq!(counts.of(1), expected);
    }
}
