//! The estimators agree with lifelines to nine digits, on the same data.
//!
//! lifelines (Davidson-Pilon, a Python library) is found through the variable
//! `UTSYN_LIFELINES`, a Python that has it; `cargo xtask test` provides one.
#![expect(
    clippy::unwrap_used,
    reason = "all of this is a test: what cannot go on should stop"
)]

use facts::survival::{Ending, Incidence, Interval, Mass, Sample, Spell, Survival};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

/// How near is equal.
const NEAR: f64 = 1e-9;
/// Samples of each kind.
const SAMPLES: u64 = 40;

/// A Python with lifelines that is asked line by line.
struct Lifelines(Child, BufReader<std::process::ChildStdout>);

impl Lifelines {
    /// `None`, told, where there is none and none is required.
    fn start(test: &str) -> Option<Self> {
        let Some(python) = std::env::var_os("UTSYN_LIFELINES") else {
            assert!(
                std::env::var_os("UTSYN_REQUIRE_TOOLS").is_none(),
                "UTSYN_LIFELINES is not set: it must name a Python that has lifelines"
            );
            eprintln!("SKIPPED {test}: UTSYN_LIFELINES names no Python with lifelines");
            return None;
        };
        let mut child = Command::new(python)
            .arg(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/lifelines/ask.py"
            ))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("UTSYN_LIFELINES names a program that runs");
        let answers = BufReader::new(child.stdout.take().expect("it was asked to be a pipe"));
        Some(Self(child, answers))
    }

    fn ask(&mut self, question: &str, lives: &[Life], until: Option<u32>) -> Value {
        let column = |of: &dyn Fn(&Life) -> Value| lives.iter().map(of).collect::<Vec<_>>();
        let asked = json!({
            "question": question,
            "entered": column(&|life| json!(life.spell.entered)),
            "left": column(&|life| json!(life.spell.left)),
            "ending": column(&|life| json!(number(life.spell.ending))),
            "weight": column(&|life| json!(life.weight)),
            "until": until,
        });
        let stdin = self.0.stdin.as_mut().expect("it was asked to be a pipe");
        writeln!(stdin, "{asked}").expect("lifelines listens");
        let mut line = String::new();
        self.1.read_line(&mut line).expect("lifelines answers");
        serde_json::from_str(&line).expect("lifelines answered with JSON; its error is above")
    }
}

impl Drop for Lifelines {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ended = self.0.wait();
    }
}

const fn number(ending: Ending) -> u8 {
    match ending {
        Ending::Open => 0,
        Ending::Reached => 1,
        Ending::Otherwise(_) => 2,
    }
}

#[derive(Debug, Clone, Copy)]
struct Life {
    spell: Spell,
    weight: f64,
}

/// A small generator of random numbers (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((z ^ (z >> 31)) % u64::from(limit)).unwrap()
    }

    fn ending(&mut self, others: bool) -> Ending {
        match self.below(if others { 4 } else { 3 }) {
            0 => Ending::Open,
            3 => Ending::Otherwise(0),
            _ => Ending::Reached,
        }
    }
}

/// Lives with many ties, as days have them. With late entry the first are
/// watched long enough that the risk set never runs empty at the beginning:
/// lifelines refuses such samples.
fn lives(dice: &mut Dice, late: bool, weighted: bool) -> Vec<Life> {
    let n = 30 + dice.below(200);
    let life = |at: u32| {
        let from_start = !late || at < 15;
        let entered = if from_start { 0 } else { dice.below(20) };
        let least = if from_start && late { 25 } else { entered + 1 };
        let spell = Spell {
            entered,
            left: least + dice.below(40),
            ending: dice.ending(false),
        };
        let weight = if weighted {
            f64::from(1 + dice.below(9))
        } else {
            1.0
        };
        Life { spell, weight }
    };
    (0..n).map(life).collect()
}

/// Lives of which no two end at the same time with something happening, as
/// lifelines wants them where several things can happen: it moves ties apart
/// at random.
fn apart(dice: &mut Dice, late: bool) -> Vec<Life> {
    let n = 30 + dice.below(100);
    let mut lives: Vec<Life> = Vec::new();
    for at in 0..n {
        let from_start = !late || at < 20;
        let entered = if from_start { 0 } else { dice.below(30) };
        let left = entered + 1 + at * 3 + dice.below(3) + if late { 35 } else { 0 };
        let taken = lives.iter().any(|life| life.spell.left == left);
        let ending = if taken {
            Ending::Open
        } else {
            dice.ending(true)
        };
        let spell = Spell {
            entered,
            left,
            ending,
        };
        lives.push(Life { spell, weight: 1.0 });
    }
    lives
}

fn sample(lives: &[Life]) -> Sample {
    let mut sample = Sample::default();
    for life in lives {
        sample.add(life.spell, 1);
    }
    sample
}

/// Whole weights as so many of the same, which is what lifelines takes them for.
fn repeated(lives: &[Life]) -> Sample {
    let mut sample = Sample::default();
    for life in lives {
        sample.add(life.spell, life.weight as u64);
    }
    sample
}

fn weighed(lives: &[Life]) -> Sample {
    let mut sample = Sample::default();
    for life in lives {
        let mass = Mass {
            count: 1,
            weight: life.weight,
            square: life.weight * life.weight,
        };
        sample.add_weighted(life.spell, &mass);
    }
    sample
}

/// lifelines' column; `None` where it has no number.
fn column(answer: &Value, name: &str) -> Vec<Option<f64>> {
    let values = answer[name].as_array().unwrap();
    values.iter().map(Value::as_f64).collect()
}

fn assert_near(ours: &[f64], theirs: &[Option<f64>], what: &str) {
    assert_eq!(ours.len(), theirs.len(), "{what}: as many points");
    let mut compared = 0;
    for (at, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
        let Some(theirs) = theirs else { continue };
        assert!(
            (ours - theirs).abs() < NEAR,
            "{what}, point {at}: {ours}, lifelines {theirs}"
        );
        compared += 1;
    }
    assert!(
        compared * 2 > ours.len(),
        "{what}: most points are compared"
    );
}

fn check_survival(curve: &Survival, answer: &Value, intervals: bool) {
    let ours = |of: &dyn Fn(&facts::survival::SurvivalPoint) -> f64| {
        curve.points.iter().map(of).collect::<Vec<f64>>()
    };
    assert_near(
        &ours(&|p| f64::from(p.row.time)),
        &column(answer, "time"),
        "times",
    );
    assert_near(
        &ours(&|p| p.row.at_risk),
        &column(answer, "at_risk"),
        "at risk",
    );
    assert_near(&ours(&|p| p.share), &column(answer, "share"), "shares");
    if intervals {
        let end = |of: fn(Interval) -> f64| ours(&|p| of(p.interval()));
        assert_near(&end(|i| i.low), &column(answer, "low"), "lower ends");
        assert_near(&end(|i| i.high), &column(answer, "high"), "upper ends");
    }
    let median = curve.quantile(0.5).map(|median| f64::from(median.time));
    // JSON has no infinity, so lifelines' "never" cannot be read as a number.
    assert_eq!(median, answer["median"].as_f64());
}

fn check_kaplan_meier(test: &str, late: bool, weighted: bool) {
    let Some(mut lifelines) = Lifelines::start(test) else {
        return;
    };
    let mut dice = Dice(2026);
    for _ in 0..SAMPLES {
        let lives = lives(&mut dice, late, weighted);
        let answer = lifelines.ask("survival", &lives, Some(24));
        let curve = Survival::of(&repeated(&lives));
        check_survival(&curve, &answer, true);
        let mean = curve.restricted_mean(24).unwrap().value;
        assert_near(&[mean], &[answer["mean"].as_f64()], "restricted means");
        // By weight the curve is the same; its intervals are another matter.
        check_survival(&Survival::of(&weighed(&lives)), &answer, false);
    }
}

#[test]
fn kaplan_meier_and_greenwood_agree() {
    check_kaplan_meier("kaplan_meier_and_greenwood_agree", false, false);
}

#[test]
fn kaplan_meier_agrees_with_weights() {
    check_kaplan_meier("kaplan_meier_agrees_with_weights", false, true);
}

#[test]
fn kaplan_meier_agrees_with_late_entry() {
    check_kaplan_meier("kaplan_meier_agrees_with_late_entry", true, false);
}

#[test]
fn kaplan_meier_agrees_with_late_entry_and_weights() {
    check_kaplan_meier(
        "kaplan_meier_agrees_with_late_entry_and_weights",
        true,
        true,
    );
}

fn check_incidence(test: &str, late: bool) {
    let Some(mut lifelines) = Lifelines::start(test) else {
        return;
    };
    let mut dice = Dice(7);
    for _ in 0..SAMPLES {
        let lives = apart(&mut dice, late);
        let answer = lifelines.ask("incidence", &lives, None);
        let curve = Incidence::of(&sample(&lives), Ending::Reached);
        let ours = |of: &dyn Fn(&facts::survival::IncidencePoint) -> f64| {
            curve.points.iter().map(of).collect::<Vec<f64>>()
        };
        assert_near(
            &ours(&|p| f64::from(p.row.time)),
            &column(&answer, "time"),
            "times",
        );
        assert_near(&ours(&|p| p.share), &column(&answer, "share"), "incidence");
        assert_near(
            &ours(&|p| p.variance),
            &column(&answer, "variance"),
            "variances",
        );
        let end = |of: fn(Interval) -> f64| ours(&|p| of(p.interval()));
        assert_near(&end(|i| i.low), &column(&answer, "low"), "lower ends");
        assert_near(&end(|i| i.high), &column(&answer, "high"), "upper ends");
    }
}

#[test]
fn aalen_johansen_agrees() {
    check_incidence("aalen_johansen_agrees", false);
}

#[test]
fn aalen_johansen_agrees_with_late_entry() {
    check_incidence("aalen_johansen_agrees_with_late_entry", true);
}
