//! The shape: on which day after issue invoices were paid, one row a group.

use super::Answers;
use super::groups::{colour, largest, name};
use super::paid::{DAYS, marker};
use crate::statistics::Board;
use app::statistics::{Curve, Key, Measures};
use maud::Markup;
use render::chart::{Frame, RIDGES_MAX, Ridge, Ridges};

/// The figure.
pub(super) fn ridges(board: &Board<'_>, answers: &Answers) -> Markup {
    let text = &board.visit.text;
    let mut known = largest(&answers.groups.now, false);
    known.truncate(RIDGES_MAX);
    // Colours go by size, as in the curves; rows by how fast they are.
    let mut rows: Vec<Ridge> = known
        .iter()
        .enumerate()
        .map(|(place, group)| ridge(board, place, group))
        .collect();
    rows.sort_by_key(|row| row.median.unwrap_or(i64::MAX));
    let total: u64 = known.iter().map(|(_, _, curve)| curve.reached).sum();
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                ("period", board.period_words().into()),
                ("total", board.count(total).into()),
            ],
        )
    };
    let chart = Ridges {
        frame: Frame {
            finding: fill("behaviour-shape-finding"),
            caption: fill("behaviour-shape-caption"),
            summary: fill("behaviour-shape-summary"),
            remarks: vec![text.say("behaviour-shape-remark")],
            ..board.frame("shape", "median")
        },
        days: (0, DAYS),
        axis: text.say("behaviour-since-issued"),
        rows,
        marker: marker(board, answers).map(|marker| (marker.at, marker.name)),
    };
    board.draw(chart.render())
}

/// A row. The curve tells how many were paid by each day; what was paid on it
/// is what came to that since the day before.
fn ridge(board: &Board<'_>, place: usize, (key, _, curve): &(&Key, &Measures, &Curve)) -> Ridge {
    let mut bins = vec![0; usize::try_from(DAYS + 1).unwrap_or_default()];
    let mut before = 0;
    for point in &curve.points {
        let on_the_day = point.reached.saturating_sub(before);
        before = point.reached;
        if let Some(bin) = usize::try_from(point.time)
            .ok()
            .and_then(|day| bins.get_mut(day))
        {
            *bin += on_the_day;
        }
    }
    Ridge {
        name: name(board, key),
        hue: colour(board, key, place),
        href: Some(board.only(&key.term)),
        beyond: curve.reached.saturating_sub(bins.iter().sum()),
        median: curve.median.value.map(|at| at.time.into()),
        bins,
    }
}
