//! From values to vertical positions, with round numbers at the ticks.

/// About so many steps between the lowest and the highest tick.
const STEPS: i128 = 5;

/// A linear scale that always includes zero.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Scale {
    low: i128,
    high: i128,
    step: i128,
}

impl Scale {
    /// The smallest scale with round ends (1, 2 or 5 times a power of ten per
    /// step) that holds both values and zero.
    pub(crate) fn around(low: i128, high: i128) -> Self {
        let (low, high) = (low.min(0), high.max(0));
        let wanted = ((high - low) / STEPS).max(1);
        let step = round_step(wanted, high - low);
        let low = low.div_euclid(step) * step;
        let high = high.div_euclid(step) * step + if high.rem_euclid(step) > 0 { step } else { 0 };
        Self {
            low,
            high: high.max(low + step),
            step,
        }
    }

    /// Position above the lowest tick, as a share of the height.
    pub(crate) fn share(&self, value: i128) -> f64 {
        let span = (self.high - self.low) as f64;
        (((value - self.low) as f64) / span).clamp(0.0, 1.0)
    }

    /// The ticks from below, without those beyond what a value can be.
    pub(crate) fn ticks(&self) -> impl Iterator<Item = i64> {
        let count = (self.high - self.low) / self.step;
        (0..=count).filter_map(|n| i64::try_from(self.low + n * self.step).ok())
    }
}

/// The smallest round step that is wide enough for the span.
fn round_step(wanted: i128, span: i128) -> i128 {
    let mut power = 1_i128;
    while power <= wanted {
        for factor in [1, 2, 5] {
            let step = power * factor;
            if step * STEPS >= span {
                return step;
            }
        }
        power *= 10;
    }
    power
}

#[cfg(test)]
mod tests;
