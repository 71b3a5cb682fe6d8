//! Gathering spells while going through the documents.
//!
//! Most times are short and repeat: they are counted in an array as soon as a
//! group has more than a few documents. A curve of a million customers each
//! with three invoices must not cost a million arrays.

use super::grouped::Answer;
use crate::hash::QuickState;
use crate::survival::{Ending, Sample, Spell};
use std::collections::HashMap;

/// Spells kept one by one before they are counted in an array.
const FEW_MAX: usize = 64;
/// Times after it are one by one in the map: two years of days, or the first
/// days in minutes.
const TIMES: usize = 768;
/// Ways to end that are told apart: open, reached and two others.
const ENDINGS: usize = 4;

/// Spells of one group.
#[derive(Debug, Default)]
pub(super) struct Watch {
    few: Vec<Spell>,
    /// How many were watched from the start until each time, by ending.
    counts: Option<Box<[u32; TIMES * ENDINGS]>>,
    rest: HashMap<Spell, u64, QuickState>,
    /// How many had ended before they were met.
    left_out: u64,
}

impl Watch {
    pub(super) fn add(&mut self, spell: Spell) {
        if spell.left < spell.entered {
            self.left_out += 1;
        } else if self.counts.is_some() || self.few.len() >= FEW_MAX {
            self.count(spell);
        } else {
            self.few.push(spell);
        }
    }

    fn count(&mut self, spell: Spell) {
        let counts = self
            .counts
            .get_or_insert_with(|| Box::new([0; TIMES * ENDINGS]));
        match place(spell) {
            Some(place) => counts[place] += 1,
            None => *self.rest.entry(spell).or_default() += 1,
        }
    }

    /// What was gathered, and how many were left out.
    pub(super) fn sample(&self) -> (Sample, u64) {
        let mut sample = Sample::default();
        for spell in &self.few {
            sample.add(*spell, 1);
        }
        let counts = self.counts.iter().flat_map(|counts| counts.iter());
        for (place, count) in counts.enumerate().filter(|(_, count)| **count > 0) {
            sample.add(spell_at(place), u64::from(*count));
        }
        for (spell, count) in &self.rest {
            sample.add(*spell, *count);
        }
        (sample, self.left_out)
    }
}

impl Answer for Watch {
    fn join(&mut self, other: Self) {
        self.left_out += other.left_out;
        other.few.into_iter().for_each(|spell| self.add(spell));
        if let Some(more) = other.counts {
            match &mut self.counts {
                Some(counts) => {
                    for (count, more) in counts.iter_mut().zip(more.iter()) {
                        *count += more;
                    }
                }
                None => self.counts = Some(more),
            }
        }
        for (spell, count) in other.rest {
            *self.rest.entry(spell).or_default() += count;
        }
    }
}

fn place(spell: Spell) -> Option<usize> {
    let time = spell.left as usize;
    let ending = match spell.ending {
        Ending::Open => 0,
        Ending::Reached => 1,
        Ending::Otherwise(number) => 2 + usize::from(number),
    };
    (spell.entered == 0 && time < TIMES && ending < ENDINGS).then_some(time * ENDINGS + ending)
}

fn spell_at(place: usize) -> Spell {
    let ending = match place % ENDINGS {
        0 => Ending::Open,
        1 => Ending::Reached,
        other => Ending::Otherwise(u8::try_from(other - 2).unwrap_or(u8::MAX)),
    };
    Spell::until(u32::try_from(place / ENDINGS).unwrap_or(u32::MAX), ending)
}
