//! A report on pages.

use crate::{Block, Chart, ChartKind, Error, Report, Table};
use render::report::{self as paper, PRINTED_ROWS_MAX, Paper};
use render::worker::{Draw, Job, Want};
use render::{Formats, Sheet};

/// A report as PDF/A-3a and PDF/UA-1.
pub fn write(report: &Report, draw: Draw) -> Result<Vec<u8>, Error> {
    let head = &report.head;
    let paper = Paper {
        title: head.title.clone(),
        organisation: head.organisation.clone(),
        period: head.period.clone(),
        facts: head
            .facts
            .iter()
            .map(|fact| (fact.name.clone(), fact.value.clone()))
            .collect(),
        sections: report
            .parts
            .iter()
            .map(|part| section(report, part))
            .collect(),
        made_at: head.as_of,
    };
    drawn(draw, paper.sheet(head.language), Want::Pdf)
}

/// A sheet of ours as what is wanted.
pub(crate) fn drawn(draw: Draw, sheet: Sheet, want: Want) -> Result<Vec<u8>, Error> {
    let made = draw(&Job::Sheet(Box::new(sheet)), Vec::new(), want);
    let made = made.map_err(|refusal| Error::Format(refusal.to_string()))?;
    Ok(made.bytes)
}

/// Rows from which on a section begins on a page of its own.
const LONG_ROWS: usize = 25;

fn section(report: &Report, part: &crate::Part) -> paper::Section {
    let rows = part.blocks.iter().map(|block| match block {
        Block::Table(table) => table.rows.len(),
        _ => 0,
    });
    paper::Section {
        title: part.title.clone(),
        about: part.about.clone(),
        long: rows.sum::<usize>() >= LONG_ROWS,
        parts: part.blocks.iter().map(|block| set(report, block)).collect(),
    }
}

fn set(report: &Report, block: &Block) -> paper::Part {
    let head = &report.head;
    match block {
        Block::Figures(figures) => paper::Part::Figures {
            figures: figures
                .iter()
                .map(|figure| paper::KeyFigure {
                    label: figure.label.clone(),
                    value: figure.value.read(head.language, &head.zone),
                    before: figure.before.as_ref().map_or_else(String::new, |before| {
                        format!("{}: {}", before.0, before.1.read(head.language, &head.zone))
                    }),
                })
                .collect(),
        },
        Block::Chart(chart) => paper::Part::Chart(chart_of(chart, report)),
        Block::Table(table) => paper::Part::Table(table_of(report, table)),
        Block::Note(text) => paper::Part::Note { text: text.clone() },
    }
}

/// A chart as it is drawn.
pub(crate) fn chart_of(chart: &Chart, report: &Report) -> paper::Chart {
    let formats = Formats::of(report.head.language);
    let written = |value: &u64| formats.count(*value);
    let sum = |place: usize| -> u64 {
        let values = chart.series.iter().filter_map(|one| one.values.get(place));
        values.sum()
    };
    let most = (0..chart.labels.len()).map(sum).max().unwrap_or_default();
    let place = 0..chart.labels.len();
    paper::Chart {
        title: chart.title.clone(),
        columns: chart.kind == ChartKind::Columns,
        labels: chart.labels.clone(),
        series: chart
            .series
            .iter()
            .map(|one| paper::Series {
                name: one.name.clone(),
                values: place
                    .clone()
                    .map(|place| one.values.get(place).copied().unwrap_or_default() as f64)
                    .collect(),
            })
            .collect(),
        said: place.map(sum).map(|value| written(&value)).collect(),
        most: written(&most),
    }
}

fn table_of(report: &Report, table: &Table) -> paper::Table {
    let head = &report.head;
    let cells = |row: &Vec<crate::Cell>| -> Vec<paper::Cell> {
        let columns = table.columns.iter().zip(row);
        columns
            .map(|(column, cell)| paper::Cell {
                text: cell.read(head.language, &head.zone),
                end: column.is_numeric(),
            })
            .collect()
    };
    let all = table.of_rows.unwrap_or(table.rows.len() as u64);
    let shown = table.rows.len().min(PRINTED_ROWS_MAX);
    paper::Table {
        title: table.title.clone(),
        columns: table
            .columns
            .iter()
            .map(|column| paper::Column {
                title: column.title.clone(),
                end: column.is_numeric(),
            })
            .collect(),
        rows: table.rows.iter().take(shown).map(cells).collect(),
        total: table.total.as_ref().map_or_else(Vec::new, cells),
        note: match all {
            0 => crate::mail::nothing(head.language).to_owned(),
            _ => crate::mail::shown_of(head.language, shown as u64, all),
        },
    }
}

#[cfg(test)]
mod tests;
