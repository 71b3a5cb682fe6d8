//! The questions that people come for, each answered in one pass over the
//! documents that a view means.
//!
//! [`Statistics`] is the face: a view, and the moment it is asked at. Every
//! figure has the number of documents behind it, every share and time its
//! interval, and of fewer than [`TOO_FEW`] nothing is said. What has not
//! happened yet is counted in (`crate::survival`), sums never cross
//! currencies, and opens of e-mail are never pooled with receipts.
//!
//! The rules, each with its formula and source, stand in
//! `docs/statistics.md`; the anchors there are the names used here.

mod ageing;
mod behaviour;
mod change;
mod curve;
mod customers;
mod debtors;
mod economy;
mod failures;
mod figure;
mod grouped;
mod habits;
mod measures;
mod quick;
mod silence;
mod step;
mod strip;
mod transitions;
mod watch;
mod whens;

pub use ageing::{AGES, Age, AgeSum, Ageing};
pub use behaviour::{Behaviour, NEVER_DAYS};
pub use change::{Change, Paired, SETTLED_DAYS};
pub use curve::{AT_RISK_MIN, Clock, Curve, CurvePoint, POINTS_MAX};
pub use customers::{PRESSING_MAX, Pressing};
pub use debtors::{Debtor, DebtorsBy};
pub use economy::{Economy, EconomySum, Price, Prices};
pub use failures::{AROUND_DAYS_MAX, FailureShare, Improvement};
pub use figure::{Estimate, FEW, Figure, TOO_FEW};
pub use habits::{HABIT_INVOICES_MIN, Habit, HabitGroup};
pub use measures::{MeasureOf, Measures};
pub use silence::{SILENT_MAX, Silence};
pub use step::{FRESH_DAYS, GRACE_DAYS, HORIZON_DAYS, Step};
pub use strip::{STRIP_MAX, Strip, StripDocument};
pub use transitions::{Move, Transitions, Way};

use crate::columns::Columns;
use crate::{GroupKey, View};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// An answer for the documents that share a key in every dimension asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Grouped<T> {
    /// One key a dimension, in the order asked.
    pub keys: Vec<GroupKey>,
    /// The answer.
    pub value: T,
}

/// The questions, of the documents that a view means.
#[derive(Debug)]
pub struct Statistics<'a> {
    pub(crate) columns: &'a Columns,
    zone: &'a TimeZone,
    pub(crate) view: &'a View,
    now: Timestamp,
}

impl<'a> Statistics<'a> {
    pub(crate) const fn new(
        columns: &'a Columns,
        zone: &'a TimeZone,
        view: &'a View,
        now: Timestamp,
    ) -> Self {
        Self {
            columns,
            zone,
            view,
            now,
        }
    }
}
