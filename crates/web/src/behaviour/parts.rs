//! Early, on the day, late, not yet, never.

use super::Answers;
use crate::statistics::{Board, Written};
use app::statistics::Behaviour;
use maud::Markup;
use render::chart::{Frame, Hue, Part, PartBar, Wording};

/// The parts of a behaviour in the order they are shown, with their names.
pub(crate) const fn parts(behaviour: &Behaviour) -> [(&'static str, u64); 5] {
    [
        ("behaviour-early", behaviour.early),
        ("behaviour-on-the-day", behaviour.on_the_day),
        ("behaviour-late", behaviour.late),
        ("behaviour-overdue", behaviour.overdue),
        ("behaviour-never", behaviour.never),
    ]
}

/// The figure of all documents of the page.
pub(super) fn bar(board: &Board<'_>, answers: &Answers) -> Markup {
    let behaviour = answers
        .parts
        .now
        .first()
        .map(|row| row.value)
        .unwrap_or_default();
    figure(board, &behaviour)
}

/// The figure of some documents.
pub(crate) fn figure(board: &Board<'_>, behaviour: &Behaviour) -> Markup {
    let text = &board.visit.text;
    let written = Written(board.visit);
    let value = |v| written.count(v);
    let part = |(place, (name, count)): (usize, (&str, u64))| Part {
        name: text.say(name),
        hue: Hue::nth(place),
        value: i64::try_from(count).unwrap_or(i64::MAX),
        href: None,
    };
    let share = behaviour
        .on_time()
        .figure()
        .value
        .map(|known| (known.value * 10_000.0).round() as i64);
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                (
                    "share",
                    share
                        .map(|share| written.percent(share))
                        .unwrap_or_default()
                        .into(),
                ),
                ("total", board.count(behaviour.decided()).into()),
                ("undecided", board.count(behaviour.undecided).into()),
                ("withdrawn", board.count(behaviour.withdrawn).into()),
                ("automatic", board.count(behaviour.automatic).into()),
                ("period", board.period_words().into()),
            ],
        )
    };
    let finding = if share.is_some() {
        "behaviour-parts-finding"
    } else {
        "behaviour-parts-none"
    };
    let chart = PartBar {
        frame: Frame {
            finding: fill(finding),
            caption: fill("behaviour-parts-caption"),
            summary: fill("behaviour-parts-summary"),
            remarks: vec![
                fill("behaviour-parts-remark"),
                text.say("statistics-rule-on-time"),
            ],
            ..board.frame("parts", "behaviour")
        },
        heading: text.say("behaviour-parts-heading"),
        value_heading: text.say("behaviour-parts-value"),
        parts: parts(behaviour).into_iter().enumerate().map(part).collect(),
        wording: Wording {
            value: &value,
            axis: &value,
        },
    };
    board.draw(chart.render())
}
