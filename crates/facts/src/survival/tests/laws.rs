//! What holds whatever the sample.

use super::*;

fn spells(late: bool) -> impl Strategy<Value = Vec<(Spell, u64)>> {
    let ending = prop_oneof![
        Just(Ending::Open),
        Just(Ending::Reached),
        Just(Ending::Otherwise(0)),
        Just(Ending::Otherwise(1)),
    ];
    let latest = if late { 6_u32 } else { 1 };
    let one = (0..latest, 0_u32..12, ending, 1_u64..5);
    let spell = one.prop_map(|(entered, lasted, ending, count)| {
        let spell = Spell {
            entered,
            left: entered + lasted,
            ending,
        };
        (spell, count)
    });
    proptest::collection::vec(spell, 1..25)
}

fn sample(spells: &[(Spell, u64)]) -> Sample {
    let mut sample = Sample::default();
    for (spell, count) in spells {
        sample.add(*spell, *count);
    }
    sample
}

fn causes() -> [Ending; 3] {
    [Ending::Reached, Ending::Otherwise(0), Ending::Otherwise(1)]
}

proptest! {
    #[test]
    fn shares_of_all_endings_add_up_to_one(spells in spells(true)) {
        let sample = sample(&spells);
        let curves = causes().map(|cause| Incidence::of(&sample, cause));
        for at in 0..curves[0].points.len() {
            let sum: f64 = curves.iter().map(|curve| curve.points[at].share).sum();
            prop_assert!((sum + curves[0].points[at].left - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn with_one_ending_incidence_is_what_survival_leaves(spells in spells(true)) {
        let mut alone = Sample::default();
        for (mut spell, count) in spells {
            if spell.ending != Ending::Reached {
                spell.ending = Ending::Open;
            }
            alone.add(spell, count);
        }
        let (survival, incidence) = (Survival::of(&alone), Incidence::of(&alone, Ending::Reached));
        for (a, b) in survival.points.iter().zip(&incidence.points) {
            prop_assert!((1.0 - a.share - b.share).abs() < 1e-12);
            prop_assert!((a.variance - b.variance).abs() < 1e-12, "{a:?} {b:?}");
        }
        prop_assert_eq!(survival.quantile(0.5).map(|q| q.time), incidence.quantile(0.5).map(|q| q.time));
        let means = (survival.restricted_mean(9), incidence.restricted_mean(9));
        if let (Some(a), Some(b)) = means {
            prop_assert!((a.value - b.value).abs() < 1e-9 && (a.variance - b.variance).abs() < 1e-9);
        }
    }

    // Only without late entry: with it, who comes and who was there before are
    // told apart by influence and not by Greenwood, and both are right.
    #[test]
    fn weights_of_one_give_the_variance_of_counting(spells in spells(false)) {
        let counted = sample(&spells);
        let mut weighed = Sample::default();
        for (spell, mass) in counted.spells() {
            weighed.add_weighted(spell, &mass);
        }
        for cause in causes() {
            let (a, b) = (Incidence::of(&counted, cause), Incidence::of(&weighed, cause));
            for (a, b) in a.points.iter().zip(&b.points) {
                prop_assert!((a.variance - b.variance).abs() < 1e-12, "{a:?} {b:?}");
            }
        }
        let (a, b) = (Survival::of(&counted), Survival::of(&weighed));
        for (a, b) in a.points.iter().zip(&b.points) {
            prop_assert!((a.variance - b.variance).abs() < 1e-12, "{a:?} {b:?}");
        }
    }

    #[test]
    fn doubling_all_weights_changes_no_share_and_no_interval(spells in spells(false)) {
        let counted = sample(&spells);
        let mut doubled = Sample::default();
        for (spell, mass) in counted.spells() {
            let mass = Mass { weight: mass.weight * 2.0, square: mass.square * 4.0, ..mass };
            doubled.add_weighted(spell, &mass);
        }
        let (a, b) = (Incidence::of(&counted, Ending::Reached), Incidence::of(&doubled, Ending::Reached));
        for (a, b) in a.points.iter().zip(&b.points) {
            prop_assert!((a.share - b.share).abs() < 1e-12);
            prop_assert!((a.variance - b.variance).abs() < 1e-12);
        }
    }

    #[test]
    fn the_variance_of_a_mean_is_that_of_what_each_document_does_to_it(spells in spells(false)) {
        let sample = sample(&spells);
        let curve = Incidence::of(&sample, Ending::Reached);
        let Some(mean) = curve.restricted_mean(8) else { return Ok(()) };
        prop_assert!(mean.value >= -1e-12 && mean.value <= 8.0 + 1e-12);
        let by_hand: f64 = 8.0 - (0..8).map(|time| curve.at(time)).sum::<f64>();
        prop_assert!((mean.value - by_hand).abs() < 1e-9);
        prop_assert!((mean.variance - robust_mean(&sample, 8)).abs() < 1e-6);
    }

    #[test]
    fn without_censoring_the_share_is_simply_counted(spells in spells(false)) {
        let complete: Vec<(Spell, u64)> = spells
            .into_iter()
            .filter(|(spell, _)| spell.ending != Ending::Open)
            .collect();
        let sample = sample(&complete);
        let curve = Incidence::of(&sample, Ending::Reached);
        let n = sample.count() as f64;
        for point in &curve.points {
            let reached = complete.iter().filter(|(spell, _)| {
                spell.ending == Ending::Reached && spell.left <= point.row.time
            });
            let share = reached.map(|(_, count)| *count as f64).sum::<f64>() / n;
            prop_assert!((point.share - share).abs() < 1e-12);
            prop_assert!((point.variance - share * (1.0 - share) / n).abs() < 1e-12);
        }
    }
}

/// The variance of the restricted mean by leaving each spell's influence on
/// the whole area: the derivative by its weight, taken numerically.
fn robust_mean(sample: &Sample, until: u32) -> f64 {
    let mean = |moved: Option<Spell>, by: f64| {
        let mut weighed = Sample::default();
        for (spell, mass) in sample.spells() {
            let weight = mass.weight + if moved == Some(spell) { by } else { 0.0 };
            weighed.add_weighted(spell, &Mass { weight, ..mass });
        }
        let curve = Incidence::of(&weighed, Ending::Reached);
        f64::from(until) - (0..until).map(|time| curve.at(time)).sum::<f64>()
    };
    let step = 1e-4;
    let influence = |(spell, mass): (Spell, Mass)| {
        let slope = (mean(Some(spell), step) - mean(Some(spell), -step)) / (2.0 * step);
        mass.square * slope * slope
    };
    sample.spells().map(influence).sum()
}
