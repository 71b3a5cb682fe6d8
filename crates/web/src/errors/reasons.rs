//! Why things go wrong: most frequent first, and in which channels.

use super::Answers;
use crate::statistics::{Board, Written, hue, rank};
use app::statistics::{Group, Key};
use domain::filter::{Has, Test};
use maud::Markup;
use render::chart::{Bar, Bars, Frame, Grid, GridCell, GridRow, Hue, Wording};

/// A reason with the documents it struck.
struct Reason<'a> {
    key: &'a Key,
    code: &'a str,
    count: u64,
}

/// The reasons, most frequent first.
fn reasons(groups: &[Group]) -> Vec<Reason<'_>> {
    let mut reasons: Vec<Reason<'_>> = Vec::new();
    for group in groups {
        let Some(key) = group.keys.first() else {
            continue;
        };
        let Some(code) = key.code.as_deref() else {
            continue;
        };
        match reasons.iter_mut().find(|reason| reason.key == key) {
            Some(reason) => reason.count += group.count,
            None => reasons.push(Reason {
                key,
                code,
                count: group.count,
            }),
        }
    }
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.count));
    reasons
}

/// Bars, with a mark for the period it is compared with.
pub(super) fn bars(board: &Board<'_>, answers: &Answers) -> Markup {
    let text = &board.visit.text;
    let written = Written(board.visit);
    let value = |v| written.count(v);
    let reasons = reasons(&answers.reasons);
    let total: u64 = reasons.iter().map(|reason| reason.count).sum();
    let earlier = |reason: &Reason<'_>| {
        let before = answers.before.as_ref()?;
        let found = before
            .iter()
            .find(|group| group.keys.first() == Some(reason.key));
        i64::try_from(found.map_or(0, |group| group.count)).ok()
    };
    let bar = |reason: &Reason<'_>| Bar {
        label: text.word("reason", reason.code),
        value: i64::try_from(reason.count).unwrap_or(i64::MAX),
        before: earlier(reason),
        href: Some(board.list_and(&[reason.key.term.clone(), Test::Has(vec![Has::Error]).yes()])),
    };
    let chart = Bars {
        frame: frame(board, &reasons, total),
        heading: text.word("key", "reason"),
        value_heading: text.say("failures-documents"),
        before_heading: answers.before.as_ref().map(|_| text.say("failures-before")),
        bars: reasons.iter().map(bar).collect(),
        hue: Hue::nth(2),
        wording: Wording {
            value: &value,
            axis: &value,
        },
    };
    board.draw(chart.render())
}

fn frame(board: &Board<'_>, reasons: &[Reason<'_>], total: u64) -> Frame {
    let text = &board.visit.text;
    let first = reasons.first();
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                (
                    "name",
                    first
                        .map(|reason| text.word("reason", reason.code))
                        .unwrap_or_default()
                        .into(),
                ),
                (
                    "share",
                    board
                        .visit
                        .formats
                        .share(first.map_or(0, |reason| reason.count), total)
                        .into(),
                ),
                ("total", board.count(total).into()),
                ("period", board.period_words().into()),
            ],
        )
    };
    let finding = if first.is_some() {
        "failures-reasons-finding"
    } else {
        "failures-reasons-none"
    };
    Frame {
        finding: fill(finding),
        caption: fill("failures-reasons-caption"),
        summary: fill("failures-reasons-summary"),
        remarks: vec![text.say("failures-reasons-remark")],
        ..board.frame("reasons", "failures")
    }
}

/// Reasons by channel.
pub(super) fn by_channel(board: &Board<'_>, answers: &Answers) -> Markup {
    let text = &board.visit.text;
    let reasons = reasons(&answers.reasons);
    let mut channels: Vec<(&Key, &str)> = Vec::new();
    for group in &answers.reasons {
        if let Some(key) = group.keys.get(1)
            && let Some(code) = key.code.as_deref()
            && !channels.contains(&(key, code))
        {
            channels.push((key, code));
        }
    }
    channels.sort_by_key(|(_, code)| (rank("channel", code), *code));
    let column = |reason: &Reason<'_>| text.word("reason", reason.code);
    let row = |(key, code): &(&Key, &str)| GridRow {
        name: text.word("channel", code),
        hue: Some(hue("channel", code)),
        href: Some(board.only(&key.term)),
        cells: reasons
            .iter()
            .map(|reason| cell(board, &answers.reasons, reason, key))
            .collect(),
    };
    let fill = |key: &str| text.fill(key, &[("period", board.period_words().into())]);
    let chart = Grid {
        frame: Frame {
            finding: fill("failures-where-finding"),
            caption: fill("failures-where-caption"),
            ..board.frame("where", "failures")
        },
        heading: text.word("key", "channel"),
        columns: reasons.iter().map(column).collect(),
        rows: channels.iter().map(row).collect(),
    };
    board.draw(chart.render())
}

fn cell(board: &Board<'_>, groups: &[Group], reason: &Reason<'_>, channel: &Key) -> GridCell {
    let found = groups
        .iter()
        .find(|group| group.keys.first() == Some(reason.key) && group.keys.get(1) == Some(channel));
    let terms = [
        reason.key.term.clone(),
        channel.term.clone(),
        Test::Has(vec![Has::Error]).yes(),
    ];
    found.map_or_else(GridCell::default, |group| GridCell {
        text: board.count(group.count),
        href: Some(board.list_and(&terms)),
        ..GridCell::default()
    })
}
