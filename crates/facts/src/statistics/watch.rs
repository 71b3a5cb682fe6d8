//! Gathering spells while going through the documents.
//!
//! Most times are short and repeat: they are counted in an array as soon as a
//! group has more than a few documents. A curve of a million customers each
//! with three invoices must not cost a million arrays.

use super::curve::{Clock, Curve};
use super::grouped::Answer;
use super::step::{Step, grid};
use crate::hash::QuickState;
use crate::survival::{Ending, Sample, Spell};
use std::collections::HashMap;

/// Spells kept one by one before they are counted in an array.
const FEW_MAX: usize = 64;
/// Most times with counters of their own: all of the grid of minutes up to
/// its horizon, and eleven years of days.
const TIMES_MAX: usize = 4_096;
/// Ways to end that are told apart: open, reached and two others.
pub(super) const ENDINGS: usize = 4;

/// Spells of one group.
#[derive(Debug, Default)]
pub(super) struct Watch {
    few: Vec<Spell>,
    /// How many were watched from the start until each time, by ending; as
    /// long as the latest of them asks for.
    counts: Vec<u32>,
    rest: HashMap<Spell, u64, QuickState>,
    /// How many had ended before they were met.
    left_out: u64,
}

impl Watch {
    pub(super) fn add(&mut self, spell: Spell) {
        if !spell.is_watched() {
            self.left_out += 1;
        } else if self.few.len() >= FEW_MAX {
            self.count(spell);
        } else {
            self.few.push(spell);
        }
    }

    /// Adds a spell that was met so many times, watched from the start.
    pub(super) fn add_many(&mut self, spell: Spell, times: u32) {
        let place = place(spell);
        match place {
            Some(place) => {
                if self.counts.len() <= place {
                    self.counts.resize(place + 1, 0);
                }
                self.counts[place] += times;
            }
            None => *self.rest.entry(spell).or_default() += u64::from(times),
        }
    }

    /// Adds what was counted by time and ending, all watched from the start.
    pub(super) fn add_counts(&mut self, counts: &[u32]) {
        let last = counts.iter().rposition(|count| *count > 0);
        let counts = &counts[..last.map_or(0, |last| last + 1)];
        if self.counts.len() < counts.len() {
            self.counts.resize(counts.len(), 0);
        }
        for (count, more) in self.counts.iter_mut().zip(counts) {
            *count += more;
        }
    }

    fn count(&mut self, spell: Spell) {
        match place(spell) {
            Some(place) => {
                if self.counts.len() <= place {
                    self.counts.resize(place + 1, 0);
                }
                self.counts[place] += 1;
            }
            None => *self.rest.entry(spell).or_default() += 1,
        }
    }

    /// The curve of what was gathered on a step.
    pub(super) fn curve(&self, step: Step) -> Curve {
        let sample = self.sample(step.clock());
        let curve = match step.competes() {
            true => Curve::of_competing,
            false => Curve::of_one,
        };
        curve(&sample, step.clock(), step.horizon(), self.left_out)
    }

    /// What was gathered, with times that count what the clock counts.
    pub(super) fn sample(&self, clock: Clock) -> Sample {
        let mut sample = Sample::default();
        let mut add = |spell: Spell, count| sample.add(on_clock(spell, clock), count);
        self.few.iter().for_each(|spell| add(*spell, 1));
        let counts = self.counts.iter().enumerate();
        for (place, count) in counts.filter(|(_, count)| **count > 0) {
            add(spell_at(place), u64::from(*count));
        }
        self.rest
            .iter()
            .for_each(|(spell, count)| add(*spell, *count));
        sample
    }
}

impl Answer for Watch {
    fn join(&mut self, other: Self) {
        self.left_out += other.left_out;
        other.few.into_iter().for_each(|spell| self.add(spell));
        if self.counts.len() < other.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
        for (spell, count) in other.rest {
            *self.rest.entry(spell).or_default() += count;
        }
    }
}

/// A spell on the grid of times as one in minutes; days are their own grid.
const fn on_clock(spell: Spell, clock: Clock) -> Spell {
    match clock {
        Clock::Days => spell,
        Clock::Minutes => Spell {
            entered: grid::minutes(spell.entered),
            left: grid::minutes(spell.left),
            ending: spell.ending,
        },
    }
}

fn place(spell: Spell) -> Option<usize> {
    let time = spell.left as usize;
    let ending = match spell.ending {
        Ending::Open => 0,
        Ending::Reached => 1,
        Ending::Otherwise(number) => 2 + usize::from(number),
    };
    (spell.entered == 0 && time < TIMES_MAX && ending < ENDINGS).then_some(time * ENDINGS + ending)
}

fn spell_at(place: usize) -> Spell {
    let ending = match place % ENDINGS {
        0 => Ending::Open,
        1 => Ending::Reached,
        other => Ending::Otherwise(u8::try_from(other - 2).unwrap_or(u8::MAX)),
    };
    Spell::until(u32::try_from(place / ENDINGS).unwrap_or(u32::MAX), ending)
}
