//! Figures with the number of documents behind them.

use crate::Share;
use crate::survival::Interval;

/// Below so many nothing is said: it would tell of single documents, and the
/// next one would change it.
pub const TOO_FEW: u64 = 10;
/// Below so many a figure is shown with its interval in front of it.
pub const FEW: u64 = 30;

/// A figure and how many it is of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure<T> {
    /// How many documents (or customers, where that is said) it is of.
    pub n: u64,
    /// The figure; `None` where there are too few, or where it cannot be
    /// known yet, as a median that half have not reached.
    pub value: Option<T>,
}

impl<T> Figure<T> {
    /// A figure of so many; too few of them give none.
    pub fn of(n: u64, value: impl FnOnce() -> Option<T>) -> Self {
        Self {
            n,
            value: if n < TOO_FEW { None } else { value() },
        }
    }

    /// Whether it is missing because there are fewer than [`TOO_FEW`].
    pub const fn is_too_few(&self) -> bool {
        self.n < TOO_FEW
    }

    /// Whether it has to be shown with its interval in front: fewer than [`FEW`].
    pub const fn is_few(&self) -> bool {
        self.n < FEW
    }
}

/// A value with its interval of 95 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Where the truth lies.
    pub interval: Interval,
}

impl Share {
    /// The share with its interval, or that there are too few.
    pub fn figure(self) -> Figure<Estimate> {
        Figure::of(self.whole, || {
            Some(Estimate {
                value: self.value()?,
                interval: self.interval()?,
            })
        })
    }
}
