//! Tables as text with separators: for a Norwegian spreadsheet program, and
//! for programs (RFC 4180).

use crate::table::harmless;
use crate::{Block, Cell, Column, Error, Head, Report};
use jiff::tz::TimeZone;
use std::io::Write;

/// For whom a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// Programs: `,`, decimal point, ISO dates, codes, no byte-order mark.
    Machine,
    /// A Norwegian spreadsheet: `;`, decimal comma, `dd.mm.yyyy`, words, and a
    /// byte-order mark, without which Excel garbles æ, ø and å.
    Spreadsheet,
}

/// Writes a file line by line.
pub struct Lines<W: Write> {
    out: ::csv::Writer<W>,
    flavour: Flavour,
    zone: TimeZone,
}

impl<W: Write> Lines<W> {
    /// A file that begins with what the report says of itself: rows of two
    /// for a spreadsheet, lines that begin with `#` for programs.
    pub fn begin(mut out: W, flavour: Flavour, head: &Head) -> Result<Self, Error> {
        if flavour == Flavour::Machine {
            write!(out, "# {}\r\n", one_line(&head.title))?;
            for (name, value) in &head.facts {
                write!(out, "# {}: {}\r\n", one_line(name), one_line(value))?;
            }
            return Self::plain(out, flavour, head.zone.clone());
        }
        out.write_all(b"\xEF\xBB\xBF")?;
        let mut lines = Self::plain(out, flavour, head.zone.clone())?;
        lines.out.write_record([harmless(&head.title)])?;
        lines.out.write_record([harmless(&head.organisation)])?;
        for (name, value) in &head.facts {
            lines.out.write_record([harmless(name), harmless(value)])?;
        }
        lines.gap()?;
        Ok(lines)
    }

    /// A file of nothing but what is written into it.
    pub fn plain(out: W, flavour: Flavour, zone: TimeZone) -> Result<Self, Error> {
        let delimiter = match flavour {
            Flavour::Machine => b',',
            Flavour::Spreadsheet => b';',
        };
        let out = ::csv::WriterBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .terminator(::csv::Terminator::CRLF)
            .from_writer(out);
        Ok(Self { out, flavour, zone })
    }

    /// The headings.
    pub fn heading(&mut self, columns: &[Column]) -> Result<(), Error> {
        let name = |column: &Column| match self.flavour {
            Flavour::Machine => column.code.clone(),
            Flavour::Spreadsheet => harmless(&column.title),
        };
        let names: Vec<String> = columns.iter().map(name).collect();
        Ok(self.out.write_record(names)?)
    }

    /// A row.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), Error> {
        for cell in cells {
            self.out
                .write_field(written(cell, self.flavour, &self.zone))?;
        }
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    /// A line of one text.
    fn line(&mut self, text: &str) -> Result<(), Error> {
        Ok(self.out.write_record([harmless(text)])?)
    }

    /// An empty line.
    fn gap(&mut self) -> Result<(), Error> {
        Ok(self.out.write_record([""])?)
    }

    /// Writes out what is pending, and gives what it was written to.
    pub fn end(self) -> Result<W, Error> {
        self.out
            .into_inner()
            .map_err(|error| Error::Format(error.to_string()))
    }
}

/// A whole report: its tables and key figures one after another.
pub fn write(report: &Report, flavour: Flavour, out: impl Write) -> Result<(), Error> {
    let mut lines = Lines::begin(out, flavour, &report.head)?;
    for part in &report.parts {
        for block in &part.blocks {
            match block {
                Block::Figures(figures) => {
                    title(&mut lines, &part.title, &part.code)?;
                    for figure in figures {
                        let name = match flavour {
                            Flavour::Machine => &figure.code,
                            Flavour::Spreadsheet => &figure.label,
                        };
                        let mut row = vec![Cell::text(name.clone()), figure.value.clone()];
                        row.extend(figure.before.as_ref().map(|(_, before)| before.clone()));
                        lines.row(&row)?;
                    }
                }
                Block::Table(table) => {
                    title(&mut lines, &table.title, &table.code)?;
                    lines.heading(&table.columns)?;
                    table.rows.iter().try_for_each(|row| lines.row(row))?;
                    if let (Some(total), Flavour::Spreadsheet) = (&table.total, flavour) {
                        lines.row(total)?;
                    }
                }
                Block::Chart(_) | Block::Note(_) => {}
            }
        }
    }
    lines.end()?.flush()?;
    Ok(())
}

fn title<W: Write>(lines: &mut Lines<W>, title: &str, code: &str) -> Result<(), Error> {
    match lines.flavour {
        Flavour::Spreadsheet => {
            lines.gap()?;
            lines.line(title)
        }
        Flavour::Machine => lines.line(&format!("# {code}")),
    }
}

/// A cell as it stands in such a file.
pub fn written(cell: &Cell, flavour: Flavour, zone: &TimeZone) -> String {
    match (cell, flavour) {
        (Cell::Nothing, _) => String::new(),
        (Cell::Text(text), Flavour::Spreadsheet) => digits(text),
        (Cell::Text(text), Flavour::Machine) => harmless(text),
        (Cell::Word(_, code), Flavour::Machine) => (*code).to_owned(),
        (Cell::Word(word, _), Flavour::Spreadsheet) => harmless(word),
        (Cell::Count(count), _) => count.to_string(),
        (Cell::Money(money), _) => decimal(money.decimal(), flavour),
        (Cell::Number(number, decimals), _) => {
            let decimals = usize::try_from(*decimals).unwrap_or_default();
            decimal(format!("{number:.decimals$}"), flavour)
        }
        (Cell::Share(_, 0), _) => String::new(),
        (Cell::Share(part, whole), _) => {
            decimal(format!("{:.4}", *part as f64 / *whole as f64), flavour)
        }
        (Cell::Day(day), Flavour::Machine) => day.to_string(),
        (Cell::Day(day), Flavour::Spreadsheet) => day.strftime("%d.%m.%Y").to_string(),
        (Cell::Moment(moment), Flavour::Machine) => {
            let local = moment.to_zoned(zone.clone());
            local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
        }
        (Cell::Moment(moment), Flavour::Spreadsheet) => {
            let local = moment.to_zoned(zone.clone());
            local.strftime("%d.%m.%Y %H:%M").to_string()
        }
    }
}

/// A number that is a name. Spreadsheets drop leading zeros and round long
/// ones unless they are told that it is text.
fn digits(text: &str) -> String {
    let all_digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match all_digits {
        true => format!("=\"{text}\""),
        false => harmless(text),
    }
}

fn decimal(text: String, flavour: Flavour) -> String {
    match flavour {
        Flavour::Machine => text,
        Flavour::Spreadsheet => text.replace('.', ","),
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

#[cfg(test)]
mod tests;
