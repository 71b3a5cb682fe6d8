//! The same customers twice: the mean of their differences, with an interval.

use crate::survival::{Interval, NORMAL_95};

/// Differences added up.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Differences {
    /// How many.
    pub n: u64,
    mean: f64,
    /// Squares of the distances from the mean, added up.
    squares: f64,
}

impl Differences {
    /// Takes one in (Welford 1962: sums of squares lose digits, this does not).
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    pub fn add(&mut self, difference: f64) {
        self.n += 1;
        let off = difference - self.mean;
        self.mean += off / self.n as f64;
        self.squares += off * (difference - self.mean);
    }

    /// Their mean; `None` of nothing.
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then_some(self.mean)
    }

    /// Student's interval of 95 % of the mean; `None` of fewer than two.
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    pub fn interval(&self) -> Option<Interval> {
        let n = self.n as f64;
        let freedom = (self.n > 1).then_some(n - 1.0)?;
        let error = (self.squares / freedom / n).sqrt();
        let half = student_95(freedom) * error;
        Some(Interval {
            low: self.mean - half,
            high: self.mean + half,
        })
    }
}

/// The point of Student's distribution that 2.5 % lie above (Abramowitz and
/// Stegun 26.7.5); right to four digits from five degrees of freedom on.
fn student_95(freedom: f64) -> f64 {
    let z = NORMAL_95;
    let terms = [
        (z.powi(3) + z) / 4.0,
        (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0,
        (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0,
        (79.0 * z.powi(9) + 776.0 * z.powi(7) + 1482.0 * z.powi(5)
            - 1920.0 * z.powi(3)
            - 945.0 * z)
            / 92_160.0,
    ];
    let (mut sum, mut power) = (z, 1.0);
    for term in terms {
        power *= freedom;
        sum += term / power;
    }
    sum
}

#[cfg(test)]
mod tests;
