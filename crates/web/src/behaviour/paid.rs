//! The curve: how much is paid after so many days.

use super::Answers;
use super::groups::{by_amount, colour, largest, name};
use crate::statistics::{Board, curve, days_of};
use app::statistics::{Curve as Answer, Key, Measures};
use maud::Markup;
use render::chart::{Clock, Curve, Curves, Frame, Marker};

/// Days shown: what is not paid by then is in other hands.
pub(super) const DAYS: i64 = 60;
/// Curves that can be followed in one figure.
const CURVES_SHOWN: usize = 4;

/// The figure.
pub(super) fn curves(board: &Board<'_>, answers: &Answers) -> Markup {
    let text = &board.visit.text;
    let mut known = largest(&answers.groups.now, by_amount(board));
    known.truncate(CURVES_SHOWN);
    let one = |(place, (key, _, answer)): (usize, &(&Key, &Measures, &Answer))| -> Curve {
        let href = board.only(&key.term);
        curve(
            name(board, key),
            colour(board, key, place),
            Some(href),
            answer,
        )
    };
    let chart = Curves {
        frame: frame(board, answers, &known),
        clock: Clock::Days(0, DAYS),
        axis: text.say("behaviour-since-issued"),
        curves: known.iter().enumerate().map(one).collect(),
        marker: marker(board, answers),
        fates: ["behaviour-unpaid", "behaviour-paid", "statistics-gone"].map(|key| text.say(key)),
    };
    board.draw(chart.render())
}

/// The usual day to pay.
pub(super) fn marker(board: &Board<'_>, answers: &Answers) -> Option<Marker> {
    let term = answers.whole.now.first()?.value.term.value?;
    Some(Marker {
        at: term.into(),
        name: board.visit.text.say("behaviour-usual-due"),
    })
}

fn frame(board: &Board<'_>, answers: &Answers, known: &[(&Key, &Measures, &Answer)]) -> Frame {
    let text = &board.visit.text;
    let whole = answers
        .whole
        .now
        .first()
        .and_then(|row| super::groups::paid(&row.value));
    let median = whole.and_then(|curve| curve.median.value);
    let (fastest, is_alone) = fastest(known);
    let days = |time: u32| days_of(board.visit, time.into());
    let count = |of: fn(&Answer) -> u64| board.count(whole.map_or(0, of));
    let name = fastest.map(|(_, key)| name(board, key));
    let least = fastest.map(|(time, _)| days(time));
    let median = median.map(|at| days(at.time));
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                ("name", name.clone().unwrap_or_default().into()),
                ("days", least.clone().unwrap_or_default().into()),
                ("median", median.clone().unwrap_or_default().into()),
                ("period", board.period_words().into()),
                ("total", count(|curve| curve.n).into()),
                ("otherwise", count(|curve| curve.otherwise).into()),
                ("left_out", count(|curve| curve.left_out).into()),
            ],
        )
    };
    let finding = match (is_alone && known.len() > 1, &median) {
        (true, _) => "behaviour-paid-fastest",
        (false, Some(_)) => "behaviour-paid-half",
        _ => "behaviour-paid-none",
    };
    Frame {
        finding: fill(finding),
        caption: fill("behaviour-paid-caption"),
        summary: fill("behaviour-paid-summary"),
        remarks: vec![
            text.say(match by_amount(board) {
                true => "behaviour-weight-remark",
                false => "statistics-open-counted-in",
            }),
            fill("behaviour-paid-remark"),
            text.say("statistics-not-cause"),
        ],
        ..board.frame("paid", "kaplan-meier")
    }
}

/// The group of which half is paid first, and whether it is alone in that:
/// where two are equally fast, neither is the fastest.
fn fastest<'a>(known: &[(&'a Key, &Measures, &Answer)]) -> (Option<(u32, &'a Key)>, bool) {
    let timed: Vec<(u32, &Key)> = known
        .iter()
        .filter_map(|(key, _, curve)| Some((curve.median.value?.time, *key)))
        .collect();
    let fastest = timed.iter().copied().min_by_key(|(time, _)| *time);
    let as_fast = |least: u32| timed.iter().filter(|(time, _)| *time == least).count();
    let is_alone = fastest.is_some_and(|(least, _)| as_fast(least) == 1);
    (fastest, is_alone)
}
