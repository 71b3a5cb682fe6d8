//! Lines of JSON for programs: first what the report says of itself, then a
//! line a figure and a row.

use crate::{Block, Cell, CellRef, Column, Error, Head, Report, written};
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use std::io::Write;

/// Writes a file line by line.
pub struct Lines<W: Write> {
    out: W,
    zone: TimeZone,
    /// The text of the value that is being written.
    text: String,
}

/// The names of a table's columns, as a row has them: in their own order, each
/// once.
pub struct Names {
    table: String,
    /// The place of each column, with its name as it stands before its value.
    columns: Vec<(usize, String)>,
}

impl Names {
    /// The names of these columns of a table.
    pub fn of(table: &str, columns: &[Column]) -> Self {
        let mut places: Vec<(usize, &Column)> = columns.iter().enumerate().collect();
        places.sort_by_key(|(_, column)| &column.code);
        // Of two with one name the later one holds.
        places.reverse();
        places.dedup_by_key(|(_, column)| &column.code);
        places.reverse();
        let begin = |code: &str| format!("{}:", Value::from(code));
        Self {
            table: Value::from(table).to_string(),
            columns: places
                .into_iter()
                .map(|(place, column)| (place, begin(&column.code)))
                .collect(),
        }
    }
}

impl<W: Write> Lines<W> {
    /// A file that begins with what the report says of itself.
    pub fn begin(mut out: W, head: &Head) -> Result<Self, Error> {
        let mut about = Map::new();
        about.insert("title".to_owned(), Value::from(head.title.clone()));
        let organisation = Value::from(head.organisation.clone());
        about.insert("organisation".to_owned(), organisation);
        about.insert("language".to_owned(), Value::from(head.language.tag()));
        let facts = head.facts.iter();
        about.extend(facts.map(|fact| (fact.code.to_owned(), Value::from(fact.exact.clone()))));
        let line = json!({ "report": about });
        writeln!(out, "{line}")?;
        Ok(Self::plain(out, head.zone.clone()))
    }

    /// A file of nothing but what is written into it.
    pub const fn plain(out: W, zone: TimeZone) -> Self {
        Self {
            out,
            zone,
            text: String::new(),
        }
    }

    /// A row of a table, by the codes of its columns.
    pub fn row(&mut self, names: &Names, cells: &[CellRef<'_>]) -> Result<(), Error> {
        self.out.write_all(b"{\"row\":{")?;
        let mut comma: &[u8] = b"";
        for (place, name) in &names.columns {
            let Some(cell) = cells.get(*place) else {
                continue;
            };
            self.out.write_all(comma)?;
            self.out.write_all(name.as_bytes())?;
            self.value(*cell)?;
            comma = b",";
        }
        Ok(writeln!(self.out, "}},\"table\":{}}}", names.table)?)
    }

    /// A value as [`value`] has it, without a copy of its text.
    fn value(&mut self, cell: CellRef<'_>) -> Result<(), Error> {
        let text = &mut self.text;
        text.clear();
        match cell {
            CellRef::Nothing | CellRef::Share(_, 0) => text.push_str("null"),
            CellRef::Text(free) => return self.quoted(free),
            CellRef::Word(_, code) => return self.quoted(code),
            CellRef::Number(number, _) => written::put(text, Value::from(number)),
            CellRef::Count(count) => written::number(text, count, 1),
            CellRef::Share(part, whole) => {
                text.push_str("{\"part\":");
                written::number(text, part, 1);
                text.push_str(",\"whole\":");
                written::number(text, whole, 1);
                text.push('}');
            }
            CellRef::Money(money) => {
                text.push_str("{\"amount\":\"");
                written::amount(text, money, '.');
                text.extend(["\",\"currency\":\"", money.currency.as_str(), "\"}"]);
            }
            CellRef::Id(_) | CellRef::Day(_) | CellRef::Moment(_) => {
                text.push('"');
                match cell {
                    CellRef::Id(id) => written::put(text, id),
                    CellRef::Day(day) => written::iso_day(text, day),
                    CellRef::Moment(at) => written::iso_moment(text, at, &self.zone),
                    _ => {}
                }
                text.push('"');
            }
        }
        Ok(self.out.write_all(text.as_bytes())?)
    }

    fn quoted(&mut self, text: &str) -> Result<(), Error> {
        Ok(serde_json::to_writer(&mut self.out, text).map_err(std::io::Error::from)?)
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
                    let names = Names::of(&table.code, &table.columns);
                    for row in &table.rows {
                        let cells: Vec<CellRef<'_>> = row.iter().map(Cell::lend).collect();
                        lines.row(&names, &cells)?;
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
