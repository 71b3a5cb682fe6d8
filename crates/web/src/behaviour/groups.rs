//! What curves are told apart by, and the numbers above them.

use super::{Answers, BY};
use crate::statistics::{Board, Written, days_of, estimate, hue, known_share};
use app::statistics::{Curve, Dimension, Key, Measures, Row, Step};
use maud::{Markup, html};
use render::chart::{Estimate, Hue};

/// The dimension chosen.
pub(super) fn dimension(board: &Board<'_>) -> Dimension {
    let chosen = BY
        .iter()
        .find(|(code, _)| Some(*code) == board.view.choice("by"));
    chosen.unwrap_or(&BY[0]).1
}

/// Its vocabulary.
pub(super) fn vocabulary(board: &Board<'_>) -> &'static str {
    let chosen = BY
        .iter()
        .find(|(code, _)| Some(*code) == board.view.choice("by"));
    chosen.unwrap_or(&BY[0]).0
}

/// The choice.
pub(super) fn toggle(board: &Board<'_>) -> Markup {
    let text = &board.visit.text;
    let current = vocabulary(board);
    html! {
        nav.toggle aria-label=(text.say("behaviour-by")) {
            @for (place, (code, _)) in BY.iter().enumerate() {
                @let value = (place > 0).then_some(*code);
                a href=(board.here(&board.view.choosing("by", value))) aria-current=[(*code == current).then_some("true")] { (text.word("key", code)) }
            }
        }
    }
}

/// Whether every document counts by its amount rather than as one.
pub(super) fn by_amount(board: &Board<'_>) -> bool {
    board.view.choice("show") == Some("amount")
}

/// The choice of that.
pub(super) fn weight_toggle(board: &Board<'_>) -> Markup {
    let text = &board.visit.text;
    let weighted = by_amount(board);
    let choices = [
        ("behaviour-weight-documents", None, !weighted),
        ("behaviour-weight-amount", Some("amount"), weighted),
    ];
    html! {
        nav.toggle aria-label=(text.say("behaviour-weight")) {
            @for (name, value, is_current) in choices {
                a href=(board.here(&board.view.choosing("show", value))) aria-current=[is_current.then_some("true")] { (text.say(name)) }
            }
        }
    }
}

/// The time to payment of a row, every document counting by its amount, in
/// the currency of most of them.
fn paid_by_amount(measures: &Measures) -> Option<&Curve> {
    let curves = measures.by_amount.iter().map(|(_, curve)| curve);
    curves.max_by_key(|curve| curve.n)
}

/// The name of a group.
pub(super) fn name(board: &Board<'_>, key: &Key) -> String {
    let none = || board.visit.text.say("statistics-none");
    key.name.clone().unwrap_or_else(|| {
        let code = key.code.as_deref();
        code.map_or_else(none, |code| board.visit.text.word(vocabulary(board), code))
    })
}

/// The colour of a group that stands at this place.
pub(super) fn colour(board: &Board<'_>, key: &Key, place: usize) -> Hue {
    match vocabulary(board) {
        "company" | "kind" => Hue::nth(place),
        vocabulary => hue(vocabulary, key.code.as_deref().unwrap_or_default()),
    }
}

/// The time to payment of a row.
pub(super) fn paid(measures: &Measures) -> Option<&Curve> {
    let found = measures.times.iter().find(|(step, _)| *step == Step::Paid);
    found.map(|(_, curve)| curve)
}

/// The groups that have a curve, largest first; by amount where that is
/// asked for and was measured.
pub(super) fn largest(rows: &[Row<Measures>], weighted: bool) -> Vec<(&Key, &Measures, &Curve)> {
    let curve: fn(&Measures) -> Option<&Curve> = match weighted {
        true => paid_by_amount,
        false => paid,
    };
    let mut known: Vec<(&Key, &Measures, &Curve)> = rows
        .iter()
        .filter_map(|row| Some((row.keys.first()?, &row.value, curve(&row.value)?)))
        .filter(|(_, _, curve)| !curve.points.is_empty())
        .collect();
    known.sort_by_key(|(_, _, curve)| std::cmp::Reverse(curve.n));
    known
}

/// Which number is taken from what was measured.
type Take<'a> = &'a dyn Fn(&Measures) -> Estimate;
/// How it is written.
type Write<'a> = &'a dyn Fn(i64) -> String;

/// The numbers that people ask for first, each with n and what it was before.
pub(super) fn key_figures(board: &Board<'_>, answers: &Answers) -> Markup {
    let visit = board.visit;
    let written = Written(visit);
    let (percent, days) = (|v| written.percent(v), |v| days_of(visit, v));
    let whole = |rows: &[Row<Measures>], of: Take<'_>| {
        rows.first().map(|row| of(&row.value)).unwrap_or_default()
    };
    let within = |days: u32| {
        move |m: &Measures| {
            paid(m)
                .map(|curve| crate::statistics::interval_of(&curve.within(days), 10_000.0))
                .unwrap_or_default()
        }
    };
    let median = |m: &Measures| {
        paid(m)
            .map(|curve| estimate(&curve.median))
            .unwrap_or_default()
    };
    let on_time = |m: &Measures| known_share(m.on_time);
    let (in_14, in_30) = (within(14), within(30));
    let figures: [(&str, Take<'_>, Write<'_>); 4] = [
        ("behaviour-figure-on-time", &on_time, &percent),
        ("behaviour-figure-median", &median, &days),
        ("behaviour-figure-14", &in_14, &percent),
        ("behaviour-figure-30", &in_30, &percent),
    ];
    html! {
        section.figures aria-label=(board.own("figures")) {
            @for (name, of, write) in figures {
                @let before = answers.whole.before.as_ref().map(|before| whole(&before.value, of));
                (key_figure(board, name, &whole(&answers.whole.now, of), before.as_ref(), write))
            }
        }
        p.chart-note { (visit.text.say("statistics-rule-on-time")) " " (visit.text.say("statistics-open-counted-in")) }
    }
}

fn key_figure(
    board: &Board<'_>,
    name: &str,
    now: &Estimate,
    before: Option<&Estimate>,
    write: Write<'_>,
) -> Markup {
    let text = &board.visit.text;
    let say = |cell: &Estimate| {
        cell.value.map_or_else(
            || {
                text.say(if cell.count < app::statistics::TOO_FEW {
                    "statistics-too-few"
                } else {
                    "statistics-not-half"
                })
            },
            write,
        )
    };
    let ends = now.value.and(now.low).zip(now.high);
    html! {
        article.figure.is-quiet {
            h2 { (text.say(name)) }
            p.figure-number { (say(now)) }
            p.muted {
                @if let Some((low, high)) = ends {
                    (text.fill("statistics-between", &[("low", write(low).into()), ("high", write(high).into())])) " · "
                }
                "n\u{a0}=\u{a0}" (board.count(now.count))
            }
            @if let Some(before) = before {
                p.muted { (text.fill("statistics-before", &[("value", say(before).into())])) }
            }
        }
    }
}
