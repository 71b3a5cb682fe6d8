//! Lines of JSON for programs: first what the report says of itself, then a
//! line a figure and a row.

use crate::{Block, Cell, Column, Error, Head, Report};
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use std::io::Write;

/// Writes a file line by line.
pub struct Lines<W: Write> {
    out: W,
    zone: TimeZone,
}

impl<W: Write> Lines<W> {
    /// A file that begins with what the report says of itself.
    pub fn begin(mut out: W, head: &Head) -> Result<Self, Error> {
        let about: Map<String, Value> = head
            .facts
            .iter()
            .map(|(name, value)| (name.clone(), Value::from(value.clone())))
            .collect();
        let line = json!({
            "report": {
                "title": head.title,
                "organisation": head.organisation,
                "period": head.period,
                "as_of": head.as_of.to_string(),
                "language": head.language.tag(),
                "about": about,
            }
        });
        writeln!(out, "{line}")?;
        Ok(Self {
            out,
            zone: head.zone.clone(),
        })
    }

    /// A row of a table, by the codes of its columns.
    pub fn row(&mut self, table: &str, columns: &[Column], cells: &[Cell]) -> Result<(), Error> {
        let mut row = Map::new();
        for (column, cell) in columns.iter().zip(cells) {
            row.insert(column.code.clone(), value(cell, &self.zone));
        }
        let line = json!({ "table": table, "row": row });
        Ok(writeln!(self.out, "{line}")?)
    }

    /// Gives what it was written to.
    pub fn end(self) -> W {
        self.out
    }
}

/// A whole report.
pub fn write(report: &Report, out: impl Write) -> Result<(), Error> {
    let mut lines = Lines::begin(out, &report.head)?;
    for part in &report.parts {
        for block in &part.blocks {
            match block {
                Block::Figures(figures) => {
                    for figure in figures {
                        let before = figure.before.as_ref();
                        let line = json!({
                            "section": part.code,
                            "figure": figure.code,
                            "value": value(&figure.value, &lines.zone),
                            "before": before.map(|(_, cell)| value(cell, &lines.zone)),
                        });
                        writeln!(lines.out, "{line}")?;
                    }
                }
                Block::Table(table) => {
                    for row in &table.rows {
                        lines.row(&table.code, &table.columns, row)?;
                    }
                }
                Block::Chart(_) | Block::Note(_) => {}
            }
        }
    }
    Ok(lines.end().flush()?)
}

fn value(cell: &Cell, zone: &TimeZone) -> Value {
    match cell {
        Cell::Nothing | Cell::Share(_, 0) => Value::Null,
        Cell::Text(text) => Value::from(text.clone()),
        Cell::Word(_, code) => Value::from(*code),
        Cell::Count(count) => Value::from(*count),
        Cell::Money(money) => json!({
            "amount": money.decimal(),
            "currency": money.currency.to_string(),
        }),
        Cell::Number(number, _) => Value::from(*number),
        Cell::Share(part, whole) => json!({ "part": part, "whole": whole }),
        Cell::Day(day) => Value::from(day.to_string()),
        Cell::Moment(moment) => {
            let local = moment.to_zoned(zone.clone());
            Value::from(local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
        }
    }
}
