//! Shares of documents, with intervals.

use crate::survival::{Interval, NORMAL_95};

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many of them.
    pub part: u64,
    /// How many in all.
    pub whole: u64,
}

impl Share {
    /// So many of so many; no more than all of them.
    pub fn new(part: u64, whole: u64) -> Self {
        Self {
            part: part.min(whole),
            whole,
        }
    }

    /// Between 0 and 1; `None` of nothing.
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    pub fn value(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    /// Wilson's interval of 95 % (Wilson 1927), which stays between 0 and 1
    /// and is honest for few documents; `None` of nothing.
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    pub fn interval(self) -> Option<Interval> {
        let share = self.value()?;
        let n = self.whole as f64;
        let z2 = NORMAL_95 * NORMAL_95;
        let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let spread = share * (1.0 - share) / n + z2 / (4.0 * n * n);
        let half = NORMAL_95 * spread.sqrt() / (1.0 + z2 / n);
        // At none and all the formula gives 0 and 1 up to the last digits.
        Some(Interval {
            low: if self.part == 0 { 0.0 } else { middle - half },
            high: if self.part == self.whole {
                1.0
            } else {
                middle + half
            },
        })
    }

    /// How much greater this share is than one of other documents, with
    /// Newcombe's interval of 95 % (Newcombe 1998, method 10); `None` where
    /// either is of nothing.
    pub fn difference(self, other: Self) -> Option<(f64, Interval)> {
        let (a, b) = (self.value()?, other.value()?);
        let (i, j) = (self.interval()?, other.interval()?);
        let below = ((a - i.low).powi(2) + (j.high - b).powi(2)).sqrt();
        let above = ((i.high - a).powi(2) + (b - j.low).powi(2)).sqrt();
        let difference = a - b;
        let interval = Interval {
            low: difference - below,
            high: difference + above,
        };
        Some((difference, interval))
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            part: self.part + other.part,
            whole: self.whole + other.whole,
        }
    }
}

#[cfg(test)]
mod tests;
