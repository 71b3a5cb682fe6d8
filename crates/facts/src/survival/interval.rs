//! Intervals that stay between 0 and 1.

/// The point of the normal distribution that 2.5 % lie above.
pub const NORMAL_95: f64 = 1.959_963_984_540_054;

/// From where to where the truth lies with a confidence of 95 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Both ends subtracted from one.
    #[must_use]
    pub fn complement(self) -> Self {
        Self {
            low: 1.0 - self.high,
            high: 1.0 - self.low,
        }
    }
}

/// The log-log interval of a share (Kalbfleisch and Prentice 1980, 1.4): the
/// normal interval of log(-log share), brought back. At 0 and 1 there is
/// nothing to bring back, and the interval is the share itself.
pub(super) fn log_log(share: f64, variance: f64) -> Interval {
    if share <= 0.0 || share >= 1.0 {
        let share = share.clamp(0.0, 1.0);
        return Interval {
            low: share,
            high: share,
        };
    }
    let log = share.ln();
    let half = NORMAL_95 * variance.max(0.0).sqrt() / (share * log.abs());
    Interval {
        low: share.powf(half.exp()),
        high: share.powf((-half).exp()),
    }
}
