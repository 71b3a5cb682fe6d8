//! How long it takes to open and to pay, and who pays when.

use super::groups::key_cell;
use super::{Maker, column, count_column};
use crate::Result;
use crate::statistics::{
    self, Asked, Clock, Curve, Dimension, Figure, MeasureOf, Quantile, Step, measures,
};
use ::reports::{Block, Cell, Chart, ChartKind, Series, Shape, Table};
use render::Formats;

const MINUTES_OF_A_DAY: f64 = 24.0 * 60.0;

/// How long it takes to open and to pay, by channel. What has not happened
/// yet is counted in.
pub(super) async fn times(maker: &Maker<'_>) -> Result<Vec<Block>> {
    let steps = [Step::Opened, Step::OpenedByEmail, Step::Paid];
    let wanted = steps.map(MeasureOf::Time);
    let asked = Asked::plain(maker.received());
    let by = [Dimension::Channel];
    let answer = measures(maker.app, maker.ctx, &asked, &by, &wanted).await?;
    let rows = answer.now.iter().map(|row| {
        let measured = &row.value;
        let curve = |wanted: Step| {
            let found = measured.times.iter().find(|(step, _)| *step == wanted);
            found.map(|(_, curve)| curve)
        };
        let opened = curve(Step::Opened).filter(|curve| curve.n > 0);
        let opened = opened.or_else(|| curve(Step::OpenedByEmail));
        vec![
            row.keys.first().map_or(Cell::Nothing, |key| {
                key_cell(maker, Dimension::Channel, key)
            }),
            Cell::Count(measured.n),
            median(maker, opened, |curve| curve.median),
            median(maker, curve(Step::Paid), |curve| curve.median),
            median(maker, curve(Step::Paid), |curve| curve.p90),
            Cell::Share(measured.paid.part, measured.paid.whole),
            Cell::Share(measured.on_time.part, measured.on_time.whole),
        ]
    });
    let table = Table {
        title: maker.text("report-section-times"),
        code: "times".to_owned(),
        columns: vec![
            column(maker, "channel", Shape::Text),
            count_column(maker, "received"),
            column(maker, "days-to-open", Shape::Number),
            column(maker, "days-to-pay", Shape::Number),
            column(maker, "days-to-pay-p90", Shape::Number),
            column(maker, "share-paid", Shape::Share),
            column(maker, "on-time", Shape::Share),
        ],
        rows: rows.collect(),
        total: None,
        of_rows: None,
    };
    Ok(vec![
        Block::Table(table),
        Block::Note(maker.text("report-note-times")),
    ])
}

/// A time in days; why there is none, where there is none.
fn median(maker: &Maker<'_>, curve: Option<&Curve>, which: fn(&Curve) -> Figure<Quantile>) -> Cell {
    let Some(curve) = curve.filter(|curve| curve.n > 0) else {
        return Cell::Nothing;
    };
    let figure = which(curve);
    match figure.value {
        Some(known) => {
            let time = f64::from(known.time);
            let days = match curve.clock {
                Clock::Days => time,
                Clock::Minutes => time / MINUTES_OF_A_DAY,
            };
            Cell::Number(days, 1)
        }
        None if figure.is_too_few() => Cell::Word(maker.text("statistics-too-few"), "too_few"),
        None => Cell::Word(maker.text("statistics-not-half"), "not_yet"),
    }
}

/// When the documents due in the period were paid, by channel.
pub(super) async fn behaviour(maker: &Maker<'_>) -> Result<Vec<Block>> {
    let asked = Asked::plain(maker.narrowed(&format!("due:{}", maker.span())));
    let by = [Dimension::Channel];
    let whole = statistics::behaviour(maker.app, maker.ctx, &asked, &[]).await?;
    let answer = statistics::behaviour(maker.app, maker.ctx, &asked, &by).await?;
    let codes = [
        "early",
        "on-the-day",
        "late",
        "overdue",
        "never",
        "undecided",
        "withdrawn",
    ];
    let mut columns = vec![
        column(maker, "channel", Shape::Text),
        count_column(maker, "due"),
    ];
    columns.extend(codes.iter().map(|code| count_column(maker, code)));
    columns.push(column(maker, "on-time", Shape::Share));
    let cells = |name: Cell, one: &statistics::Behaviour| {
        let on_time = one.on_time();
        let mut cells = vec![name, Cell::Count(one.n)];
        cells.extend(numbers(one).map(Cell::Count));
        cells.push(Cell::Share(on_time.part, on_time.whole));
        cells
    };
    let rows = answer.now.iter().map(|row| {
        let key = row.keys.first();
        let name = key.map_or(Cell::Nothing, |key| {
            key_cell(maker, Dimension::Channel, key)
        });
        cells(name, &row.value)
    });
    let whole = whole.now.first().map(|row| row.value);
    let table = Table {
        title: maker.text("report-section-behaviour"),
        code: "behaviour".to_owned(),
        columns,
        rows: rows.collect(),
        total: whole.map(|whole| cells(Cell::text(maker.text("report-total")), &whole)),
        of_rows: None,
    };
    let chart = whole.map(|whole| chart(maker, &codes, &whole));
    Ok(chart.into_iter().chain([Block::Table(table)]).collect())
}

const fn numbers(one: &statistics::Behaviour) -> [u64; 7] {
    [
        one.early,
        one.on_the_day,
        one.late,
        one.overdue,
        one.never,
        one.undecided,
        one.withdrawn,
    ]
}

fn chart(maker: &Maker<'_>, codes: &[&str], whole: &statistics::Behaviour) -> Block {
    let formats = Formats::of(maker.say.language);
    let labels: Vec<String> = codes
        .iter()
        .map(|code| maker.text(&format!("report-column-{code}")))
        .collect();
    let values = numbers(whole);
    let said = labels.iter().zip(values);
    let said = said.map(|(name, count)| format!("{name}: {}", formats.count(count)));
    Block::Chart(Chart {
        title: maker.text("report-chart-behaviour"),
        summary: said.collect::<Vec<_>>().join("; "),
        kind: ChartKind::Bars,
        labels,
        series: vec![Series {
            name: maker.text("report-column-documents"),
            values: values.to_vec(),
        }],
    })
}
