//! Variances where some weigh more than others: a million kroner is not a
//! million invoices. Each invoice's influence on the curve is squared and
//! added up (the infinitesimal jackknife, Jaeckel 1972; for survival curves
//! Lin and Wei 1989). Where all weigh one, this is Greenwood's variance.

use super::{Ending, IncidencePoint, Mass, Row, Sample, Spell, SurvivalPoint};

/// What one spell adds to the curve so far, for each unit of its weight.
#[derive(Clone, Copy, Default)]
struct Influence {
    /// Added to the incidence, but for what `later` takes.
    direct: f64,
    /// Takes away from what the curve gains afterwards.
    later: f64,
}

/// Variances of the points of a Kaplan–Meier curve.
pub(super) fn of_survival(sample: &Sample, points: &[SurvivalPoint]) -> Vec<f64> {
    // What ended otherwise only left the watch, as `Survival` has it.
    let alone = |(mut spell, mass): (Spell, Mass)| {
        if spell.ending != Ending::Reached {
            spell.ending = Ending::Open;
        }
        (spell, mass)
    };
    let spells: Vec<(Spell, Mass)> = sample.spells().map(alone).collect();
    let before = |at: usize| at.checked_sub(1).map_or(1.0, |at| points[at].share);
    let curve = points.iter().enumerate().map(|(at, point)| Moment {
        row: point.row,
        share: 1.0 - point.share,
        left_before: before(at),
    });
    variances(&spells, Ending::Reached, curve)
}

/// Variances of the points of an Aalen–Johansen curve.
pub(super) fn of_incidence(sample: &Sample, cause: Ending, points: &[IncidencePoint]) -> Vec<f64> {
    let spells: Vec<(Spell, Mass)> = sample.spells().collect();
    let before = |at: usize| at.checked_sub(1).map_or(1.0, |at| points[at].left);
    let curve = points.iter().enumerate().map(|(at, point)| Moment {
        row: point.row,
        share: point.share,
        left_before: before(at),
    });
    variances(&spells, cause, curve)
}

struct Moment {
    row: Row,
    share: f64,
    left_before: f64,
}

fn variances(
    spells: &[(Spell, Mass)],
    cause: Ending,
    curve: impl Iterator<Item = Moment>,
) -> Vec<f64> {
    let mut influences = vec![Influence::default(); spells.len()];
    let mut variance_at = |moment: Moment| {
        for ((spell, _), influence) in spells.iter().zip(&mut influences) {
            influence.step(spell, cause, &moment);
        }
        let squares = spells.iter().zip(&influences).map(|((_, mass), i)| {
            let all = i.direct - moment.share * i.later;
            mass.square * all * all
        });
        squares.sum()
    };
    curve.map(&mut variance_at).collect()
}

impl Influence {
    fn step(&mut self, spell: &Spell, cause: Ending, moment: &Moment) {
        let row = &moment.row;
        if !spell.is_at_risk(row.time) || row.at_risk <= 0.0 {
            return;
        }
        let happened = spell.left == row.time && spell.ending != Ending::Open;
        let asked = happened && spell.ending == cause;
        let off = |happened: bool, share: f64| (f64::from(happened) - share) / row.at_risk;
        self.direct += moment.left_before * off(asked, row.events / row.at_risk);
        if !row.is_emptied() {
            let later = off(happened, row.hazard()) / (1.0 - row.hazard());
            self.direct += moment.share * later;
            self.later += later;
        }
    }
}
