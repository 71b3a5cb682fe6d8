//! Tables as text with separators: for a Norwegian spreadsheet program, and
//! for programs (RFC 4180). Lines are put together here, as the library would
//! write them (a test compares): it would take every field of a million rows
//! twice, and look through those that cannot need quotes.

use crate::table::{harmless, tame};
use crate::{Block, Cell, CellRef, Column, Error, Head, KeyFigure, Report, Shape, written};
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

impl Flavour {
    const fn separator(self) -> char {
        match self {
            Self::Machine => ',',
            Self::Spreadsheet => ';',
        }
    }

    /// Whether a field with this byte in it is put into quotes.
    const fn needs_quotes(self, byte: u8) -> bool {
        match self {
            Self::Machine => MACHINE_QUOTES[byte as usize],
            Self::Spreadsheet => SPREADSHEET_QUOTES[byte as usize],
        }
    }
}

const MACHINE_QUOTES: [bool; 256] = quoted_bytes(Flavour::Machine);
const SPREADSHEET_QUOTES: [bool; 256] = quoted_bytes(Flavour::Spreadsheet);

const fn quoted_bytes(flavour: Flavour) -> [bool; 256] {
    let mut quoted = [false; 256];
    quoted[b'"' as usize] = true;
    quoted[b'\r' as usize] = true;
    quoted[b'\n' as usize] = true;
    quoted[flavour.separator() as usize] = true;
    quoted
}

/// Writes a file line by line.
pub struct Lines<W: Write> {
    out: W,
    flavour: Flavour,
    zone: TimeZone,
    /// The line that is being written.
    line: String,
}

impl<W: Write> Lines<W> {
    /// A file that begins with what the report says of itself: rows of two
    /// for a spreadsheet, lines that begin with `#` for programs.
    pub fn begin(mut out: W, flavour: Flavour, head: &Head) -> Result<Self, Error> {
        if flavour == Flavour::Machine {
            write!(out, "# {}\r\n", one_line(&head.title))?;
            for fact in &head.facts {
                write!(out, "# {}: {}\r\n", fact.code, one_line(&fact.exact))?;
            }
            return Ok(Self::plain(out, flavour, head.zone.clone()));
        }
        out.write_all(b"\xEF\xBB\xBF")?;
        let mut lines = Self::plain(out, flavour, head.zone.clone());
        lines.line(&head.title)?;
        lines.line(&head.organisation)?;
        for fact in &head.facts {
            lines.texts([&*harmless(&fact.name), &*harmless(&fact.value)])?;
        }
        lines.gap()?;
        Ok(lines)
    }

    /// A file of nothing but what is written into it.
    pub const fn plain(out: W, flavour: Flavour, zone: TimeZone) -> Self {
        Self {
            out,
            flavour,
            zone,
            line: String::new(),
        }
    }

    /// The headings.
    pub fn heading(&mut self, columns: &[Column]) -> Result<(), Error> {
        let name = |column: &Column| match self.flavour {
            Flavour::Machine => column.code.clone(),
            Flavour::Spreadsheet => harmless(&column.title),
        };
        let names: Vec<String> = columns.iter().map(name).collect();
        self.texts(names.iter().map(String::as_str))
    }

    /// A row.
    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = CellRef<'c>>) -> Result<(), Error> {
        for (place, cell) in cells.into_iter().enumerate() {
            self.separate(place);
            self.cell(cell);
        }
        self.end_line()
    }

    /// A row of texts, each as it is.
    fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> Result<(), Error> {
        for (place, text) in texts.into_iter().enumerate() {
            self.separate(place);
            let begin = self.line.len();
            self.line.push_str(text);
            self.quote_from(begin);
        }
        self.end_line()
    }

    fn separate(&mut self, place: usize) {
        if place > 0 {
            self.line.push(self.flavour.separator());
        }
    }

    fn cell(&mut self, cell: CellRef<'_>) {
        let (line, flavour) = (&mut self.line, self.flavour);
        match (cell, flavour) {
            // `="0012"`, in quotes.
            (CellRef::Text(text), Flavour::Spreadsheet) if is_digits(text) => {
                line.extend(["\"=\"\"", text, "\"\"\""]);
            }
            (CellRef::Text(_) | CellRef::Word(..), _) => {
                let begin = line.len();
                write_cell(line, cell, flavour, &self.zone);
                self.quote_from(begin);
            }
            // Nothing in a number or a day can need quotes.
            _ => write_cell(line, cell, flavour, &self.zone),
        }
    }

    /// Puts a field that begins here into quotes, where it needs them.
    fn quote_from(&mut self, begin: usize) {
        let field = &self.line.as_bytes()[begin..];
        if !field.iter().any(|byte| self.flavour.needs_quotes(*byte)) {
            return;
        }
        let quoted = self.line[begin..].replace('"', "\"\"");
        self.line.truncate(begin);
        self.line.extend(["\"", &quoted, "\""]);
    }

    fn end_line(&mut self) -> Result<(), Error> {
        if self.line.is_empty() {
            // Or it would read as no line at all.
            self.line.push_str("\"\"");
        }
        self.line.push_str("\r\n");
        self.out.write_all(self.line.as_bytes())?;
        self.line.clear();
        Ok(())
    }

    /// A row of cells that keep their text.
    fn kept(&mut self, cells: &[Cell]) -> Result<(), Error> {
        self.row(cells.iter().map(Cell::lend))
    }

    /// Key figures, with those of the period before beside them.
    fn figures(&mut self, figures: &[KeyFigure], period: &str) -> Result<(), Error> {
        let before = figures.iter().find_map(|figure| figure.before.as_ref());
        let column = |title: &str, code| Column::new(title, code, Shape::Text);
        let mut columns = vec![column("", "figure"), column(period, "value")];
        columns.extend(before.map(|(words, _)| column(words, "before")));
        self.heading(&columns)?;
        for figure in figures {
            let name = match self.flavour {
                Flavour::Machine => &figure.code,
                Flavour::Spreadsheet => &figure.label,
            };
            let mut row = vec![Cell::text(name.clone()), figure.value.clone()];
            row.extend(figure.before.as_ref().map(|(_, before)| before.clone()));
            self.kept(&row)?;
        }
        Ok(())
    }

    /// A line of one text.
    fn line(&mut self, text: &str) -> Result<(), Error> {
        self.texts([&*harmless(text)])
    }

    /// An empty line.
    fn gap(&mut self) -> Result<(), Error> {
        self.texts(["", ""])
    }

    /// Gives what it was written to.
    pub fn end(self) -> W {
        self.out
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
                    lines.figures(figures, &report.head.period)?;
                }
                Block::Table(table) => {
                    title(&mut lines, &table.title, &table.code)?;
                    lines.heading(&table.columns)?;
                    table.rows.iter().try_for_each(|row| lines.kept(row))?;
                    if let (Some(total), Flavour::Spreadsheet) = (&table.total, flavour) {
                        lines.kept(total)?;
                    }
                }
                Block::Chart(_) | Block::Note(_) => {}
            }
        }
    }
    Ok(lines.end().flush()?)
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
    let mut out = String::new();
    write_cell(&mut out, cell.lend(), flavour, zone);
    out
}

fn write_cell(out: &mut String, cell: CellRef<'_>, flavour: Flavour, zone: &TimeZone) {
    let point = match flavour {
        Flavour::Machine => '.',
        Flavour::Spreadsheet => ',',
    };
    match (cell, flavour) {
        (CellRef::Nothing | CellRef::Share(_, 0), _) => {}
        (CellRef::Text(text), Flavour::Spreadsheet) if is_digits(text) => {
            out.extend(["=\"", text, "\""]);
        }
        (CellRef::Text(text), _) | (CellRef::Word(text, _), Flavour::Spreadsheet) => {
            out.push_str(&tame(text));
        }
        (CellRef::Word(_, code), Flavour::Machine) => out.push_str(code),
        (CellRef::Id(id), _) => written::put(out, id),
        (CellRef::Count(count), _) => written::number(out, count, 1),
        (CellRef::Money(money), _) => written::amount(out, money, point),
        (CellRef::Number(number, decimals), _) => {
            let decimals = usize::try_from(decimals).unwrap_or_default();
            decimal(out, &format!("{number:.decimals$}"), point);
        }
        (CellRef::Share(part, whole), _) => {
            decimal(out, &format!("{:.4}", part as f64 / whole as f64), point);
        }
        (CellRef::Day(day), Flavour::Machine) => written::iso_day(out, day),
        (CellRef::Day(day), Flavour::Spreadsheet) => written::norwegian_day(out, day),
        (CellRef::Moment(moment), Flavour::Machine) => written::iso_moment(out, moment, zone),
        (CellRef::Moment(moment), Flavour::Spreadsheet) => {
            written::norwegian_moment(out, moment, zone);
        }
    }
}

/// Whether a text is a number that is a name. Spreadsheets drop leading zeros
/// and round long ones unless they are told that it is text.
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn decimal(out: &mut String, text: &str, point: char) {
    out.extend(text.chars().map(|c| if c == '.' { point } else { c }));
}

fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

#[cfg(test)]
mod tests;
