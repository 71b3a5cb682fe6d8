//! The share that failed: over time, and by channel.

use super::Answers;
use crate::statistics::{Board, Calendar, Written, hue, known_share};
use app::statistics::{DateField, FailureShare, Row};
use domain::Delivery;
use domain::filter::Test;
use domain::period::Period;
use maud::Markup;
use render::chart::{Band, Estimate, Frame, Grid, GridCell, GridRow, Hue, Wording};

/// Days after which a channel has told of most failures.
pub(super) const SETTLING: i64 = 5;

fn total(rows: &[Row<FailureShare>]) -> (u64, u64) {
    let add = |sum: (u64, u64), row: &Row<FailureShare>| {
        (
            sum.0 + row.value.failed.part,
            sum.1 + row.value.failed.whole,
        )
    };
    rows.iter().fold((0, 0), add)
}

/// Over time, with Wilson's interval.
pub(super) fn share(board: &Board<'_>, answers: &Answers) -> Markup {
    let text = &board.visit.text;
    let written = Written(board.visit);
    let (percent, axis) = (|v| written.percent(v), |v| written.percent(v));
    let rows = &answers.over_time.now;
    let keys = rows.iter().filter_map(|row| row.keys.first());
    let calendar = Calendar::of(DateField::Received, answers.unit, keys);
    let cell = |period: &Period| {
        let row = rows
            .iter()
            .find(|row| Calendar::is(row.keys.first(), *period));
        row.map(|row| known_share(row.value.failed))
            .unwrap_or_default()
    };
    let (part, whole) = total(rows);
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                ("share", board.visit.formats.share(part, whole).into()),
                ("part", board.count(part).into()),
                ("total", board.count(whole).into()),
                ("period", board.period_words().into()),
            ],
        )
    };
    let chart = Band {
        frame: calendar.noted(
            board,
            Frame {
                finding: fill("failures-share-finding"),
                caption: fill("failures-share-caption"),
                summary: fill("failures-share-summary"),
                ..board.frame("share", "failures")
            },
        ),
        heading: text.word("statistics-unit", calendar.unit.code()),
        cells: calendar.periods.iter().map(cell).collect::<Vec<Estimate>>(),
        periods: calendar.axis(board, SETTLING),
        middle: text.say("failures-failed"),
        edges: None,
        hue: Hue::nth(2),
        target: None,
        whole: None,
        wording: Wording {
            value: &percent,
            axis: &axis,
        },
    };
    board.draw(chart.render())
}

/// By channel, beside the period it is compared with.
pub(super) fn channels(board: &Board<'_>, answers: &Answers) -> Markup {
    let text = &board.visit.text;
    let mut rows: Vec<&Row<FailureShare>> = answers
        .channels
        .now
        .iter()
        .filter(|row| row.value.failed.whole > 0)
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(known_share(row.value.failed).value));
    let before = answers.channels.before.as_ref();
    let row = |row: &&Row<FailureShare>| {
        let code = row
            .keys
            .first()
            .and_then(|key| key.code.as_deref())
            .unwrap_or_default();
        let earlier =
            before.and_then(|before| before.value.iter().find(|other| other.keys == row.keys));
        GridRow {
            name: text.word("channel", code),
            hue: Some(hue("channel", code)),
            href: row.keys.first().map(|key| board.only(&key.term)),
            cells: cells(board, row, earlier),
        }
    };
    let fill = |key: &str| text.fill(key, &[("period", board.period_words().into())]);
    let mut remarks = Vec::new();
    if let Some(before) = before {
        remarks.push(text.fill(
            "statistics-before-is",
            &[("period", board.span_words(&before.period).into())],
        ));
    }
    let chart = Grid {
        frame: Frame {
            finding: fill("failures-channels-finding"),
            caption: fill("failures-channels-caption"),
            remarks,
            ..board.frame("channels", "failures")
        },
        heading: text.word("key", "channel"),
        columns: ["failures-share", "failures-failed", "failures-sent"]
            .map(|key| text.say(key))
            .to_vec(),
        rows: rows.iter().map(row).collect(),
    };
    board.draw(chart.render())
}

fn cells(
    board: &Board<'_>,
    row: &Row<FailureShare>,
    earlier: Option<&Row<FailureShare>>,
) -> Vec<GridCell> {
    let text = &board.visit.text;
    let written = Written(board.visit);
    let say = |estimate: &Estimate| {
        estimate.value.map_or_else(
            || text.say("statistics-too-few"),
            |share| written.percent(share),
        )
    };
    let failed = row.value.failed;
    let share = known_share(failed);
    let mut under = Vec::new();
    if let (Some(_), Some(low), Some(high)) = (share.value, share.low, share.high) {
        let ends = [
            ("low", written.percent(low).into()),
            ("high", written.percent(high).into()),
        ];
        under.push(text.fill("statistics-between", &ends));
    }
    if let Some(earlier) = earlier {
        let value = say(&known_share(earlier.value.failed));
        under.push(text.fill("statistics-before", &[("value", value.into())]));
    }
    let failures = Test::Delivery(vec![Delivery::Failed, Delivery::Returned]).yes();
    let terms = row
        .keys
        .first()
        .map(|key| key.term.clone())
        .into_iter()
        .chain([failures]);
    let terms: Vec<_> = terms.collect();
    vec![
        GridCell {
            text: say(&share),
            under,
            is_muted: share.count < app::statistics::FEW,
            href: None,
        },
        GridCell {
            text: board.count(failed.part),
            href: Some(board.list_and(&terms)),
            ..GridCell::default()
        },
        GridCell {
            text: board.count(failed.whole),
            ..GridCell::default()
        },
    ]
}
