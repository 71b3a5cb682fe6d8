//! Time until something happens, with what has not happened yet counted in.
//!
//! An invoice that is still unpaid says something: it took longer than until
//! today. Averages over paid invoices forget that and call the newest ones
//! the fastest. The estimators here do not: [`Survival`] (Kaplan and Meier)
//! where one thing can happen, [`Incidence`] (Aalen and Johansen) where
//! something else can rule it out, as a credit note rules out a payment.
//!
//! Time is whole units: days or minutes, whatever the caller counts in. All
//! functions are pure and exact for such time; `docs/statistics.md` has the
//! formulas with their sources.

mod incidence;
mod interval;
mod kaplan_meier;
mod mean;
mod robust;
mod table;

pub use incidence::{Incidence, IncidencePoint};
pub use interval::{Interval, NORMAL_95};
pub use kaplan_meier::{Survival, SurvivalPoint};
pub use mean::Mean;
pub use table::{Row, rows};

use std::collections::BTreeMap;

/// How watching something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ending {
    /// Nothing had happened when we looked last: censored.
    Open,
    /// What is asked about happened.
    Reached,
    /// Something happened that rules it out; the number tells such things apart.
    Otherwise(u8),
}

/// When something began to be watched, when that ended, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spell {
    /// 0 for what is watched from the start; for what was met when it was
    /// under way already (late entry) the time after which it is watched.
    pub entered: u32,
    /// The time at which watching ended.
    pub left: u32,
    /// How.
    pub ending: Ending,
}

/// How much has the same spell.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Mass {
    /// How many.
    pub count: u64,
    /// Their weights added up; the same as `count` where nothing is weighted.
    pub weight: f64,
    /// The squares of their weights added up.
    pub square: f64,
}

/// What was watched, put together by spell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sample {
    spells: BTreeMap<Spell, Mass>,
    weighted: bool,
}

/// A time by which a share is reached, with its interval of 95 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantile {
    /// The first time at which the share is reached.
    pub time: u32,
    /// The earliest time that the data allow; `None` where that is before
    /// anything happened.
    pub low: Option<u32>,
    /// The latest time that the data allow; `None` where it was not reached yet.
    pub high: Option<u32>,
}

impl Spell {
    /// Watched from the start.
    pub const fn until(left: u32, ending: Ending) -> Self {
        Self {
            entered: 0,
            left,
            ending,
        }
    }

    /// Whether it was watched at all: what ended by the time it was met was not.
    pub const fn is_watched(self) -> bool {
        self.entered == 0 || self.entered < self.left
    }

    /// Whether it is at risk at a time.
    pub(crate) const fn is_at_risk(self, time: u32) -> bool {
        (self.entered == 0 || self.entered < time) && time <= self.left
    }
}

impl Mass {
    /// So many that weigh one each.
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    pub const fn of(count: u64) -> Self {
        Self {
            count,
            weight: count as f64,
            square: count as f64,
        }
    }

    fn join(&mut self, more: &Self) {
        self.count += more.count;
        self.weight += more.weight;
        self.square += more.square;
    }
}

impl Sample {
    /// Takes in so many with the same spell. What was never watched is left out.
    pub fn add(&mut self, spell: Spell, count: u64) {
        self.put(spell, &Mass::of(count));
    }

    /// Takes in some that weigh differently, for curves by amount. Nothing
    /// weighs nothing or less, so such masses are left out.
    pub fn add_weighted(&mut self, spell: Spell, mass: &Mass) {
        if mass.weight > 0.0 {
            self.weighted = true;
            self.put(spell, mass);
        }
    }

    fn put(&mut self, spell: Spell, mass: &Mass) {
        if mass.count > 0 && spell.is_watched() {
            self.spells.entry(spell).or_default().join(mass);
        }
    }

    /// Takes in another sample.
    pub fn join(&mut self, other: &Self) {
        self.weighted |= other.weighted;
        for (spell, mass) in &other.spells {
            self.put(*spell, mass);
        }
    }

    /// How many were watched.
    pub fn count(&self) -> u64 {
        self.spells.values().map(|mass| mass.count).sum()
    }

    /// How many ended this way.
    pub fn ended(&self, ending: Ending) -> u64 {
        let ended = self
            .spells
            .iter()
            .filter(|(spell, _)| spell.ending == ending);
        ended.map(|(_, mass)| mass.count).sum()
    }

    /// What was watched, by spell.
    pub fn spells(&self) -> impl Iterator<Item = (Spell, Mass)> + '_ {
        self.spells.iter().map(|(spell, mass)| (*spell, *mass))
    }

    /// Whether weights differ from one, so that intervals need the robust way.
    pub(crate) const fn is_weighted(&self) -> bool {
        self.weighted
    }
}

#[cfg(test)]
mod tests;
