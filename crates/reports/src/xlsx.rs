//! Spreadsheets (Office Open XML). The book with its styles, names and headings
//! comes from the library; the rows of lists are written here, on any thread,
//! packed as they come, and put into their sheets at the end. So a million of
//! them take no more memory than some thousand.

mod archive;
mod sheet;

use crate::{Block, Cell, CellRef, Column, Error, Head, Report, Shape, Table};
use archive::Rows;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};
pub use sheet::{Ink, Pen, Piece};
use sheet::{Packer, Style};
use std::io::Write;

/// The most rows of a sheet, heading included; what goes on goes on in the
/// next one (ECMA-376, and what spreadsheet programs open).
pub const ROWS_MAX: u32 = 1_048_576;
/// The most characters of a cell.
const CHARACTERS_MAX: usize = 32_767;
/// The number of the size of paper (ECMA-376 part 1, 18.3.1.63).
const A4: u8 = 9;
/// The most characters that a column is made wide for.
const CHARACTERS_IN_SIGHT: usize = 60;
/// Characters beside each other on a printed page before they are too small to
/// read: at three fifths of their size.
const CHARACTERS_ACROSS: f64 = 240.0;
/// The most pages beside each other.
const PAGES_ACROSS_MAX: u16 = 4;
/// The most characters of the name of a sheet.
const NAME_MAX: usize = 31;
/// Rows of a piece: enough to be packed well, and not much memory.
const ROWS_AT_A_TIME: u32 = 1_000;

/// A spreadsheet on its way to a file.
pub struct Book {
    book: Workbook,
    formats: Formats,
    zone: TimeZone,
    names: Vec<String>,
    /// The rows of every sheet, by its place in the book.
    rows: Vec<Rows>,
    open: Option<Open>,
    packer: Packer,
    /// [`ROWS_MAX`]; fewer in tests.
    rows_max: u32,
}

/// The sheet that rows go to.
struct Open {
    name: String,
    columns: Vec<Column>,
    ink: Ink,
    sheet: usize,
    /// How many sheets of this name there are.
    of: u32,
    next_row: u32,
    /// Rows that are not packed yet.
    pending: sheet::Lines,
}

/// Where some rows of a list go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    sheet: usize,
    /// The row that the first of them is, counted from 0.
    pub first: u32,
    /// How many there are.
    pub rows: u32,
}

struct Formats {
    title: Format,
    heading: Format,
    heading_of_numbers: Format,
    text: Format,
    bold: Format,
    by_shape: [Format; 7],
    total: [Format; 7],
}

const SHAPES: [(Shape, &str); 7] = [
    (Shape::Text, "@"),
    (Shape::Count, "#,##0"),
    (Shape::Money, "#,##0.00"),
    (Shape::Number, "#,##0.0"),
    (Shape::Share, "0.0%"),
    (Shape::Day, "dd.mm.yyyy"),
    (Shape::Moment, "dd.mm.yyyy hh:mm"),
];

impl Formats {
    fn new() -> Self {
        let by_shape = SHAPES.map(|(_, pattern)| Format::new().set_num_format(pattern));
        let heading = Format::new()
            .set_bold()
            .set_background_color(0x00EC_EFF2)
            .set_text_wrap();
        Self {
            title: Format::new().set_bold().set_font_size(16),
            heading_of_numbers: heading.clone().set_align(FormatAlign::Right),
            heading,
            text: Format::new().set_text_wrap(),
            bold: Format::new().set_bold(),
            total: by_shape
                .clone()
                .map(|format| format.set_bold().set_background_color(0x00F4_F6F8)),
            by_shape,
        }
    }

    /// The formats of cells of lists, in the order of their numbers.
    fn numbered(&self) -> impl Iterator<Item = &Format> {
        self.by_shape.iter().chain(&self.total)
    }
}

impl Book {
    /// A book of lists alone, for programs that read the first sheet.
    pub fn bare(head: &Head) -> Result<Self, Error> {
        let mut book = Workbook::new();
        let properties = DocProperties::new()
            .set_title(&head.title)
            .set_company(&head.organisation)
            .set_creation_datetime(&instant(head.as_of)?);
        book.set_properties(&properties);
        Ok(Self {
            book,
            formats: Formats::new(),
            zone: head.zone.clone(),
            names: Vec::new(),
            rows: Vec::new(),
            open: None,
            packer: Packer::default(),
            rows_max: ROWS_MAX,
        })
    }

    /// A book whose first sheet is what the report says of itself.
    pub fn begin(head: &Head) -> Result<Self, Error> {
        let mut book = Self::bare(head)?;
        let name = head.language.about();
        let name = book.free_name(name, 1);
        let sheet = book.worksheet(&name)?;
        let sheet = book.book.worksheet_from_index(sheet)?;
        sheet.set_column_width(0, 24)?;
        sheet.set_column_width(1, 80)?;
        sheet.write_string_with_format(0, 0, cut(&head.title), &book.formats.title)?;
        sheet.write_string(1, 0, cut(&head.organisation))?;
        for (row, fact) in (3..).zip(&head.facts) {
            sheet.write_string_with_format(row, 0, cut(&fact.name), &book.formats.bold)?;
            sheet.write_string_with_format(row, 1, cut(&fact.value), &book.formats.text)?;
        }
        Ok(book)
    }

    /// Begins a list: rows go to a sheet of this name until the next begins,
    /// and to further sheets where one is full.
    pub fn list(&mut self, name: &str, columns: &[Column]) -> Result<(), Error> {
        self.close()?;
        self.add_sheet(name, columns.to_vec(), 1)
    }

    /// Writes a row of the list.
    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = CellRef<'c>>) -> Result<(), Error> {
        self.make_room()?;
        self.write(cells, Style::Usual)
    }

    /// Writes what the rows come to.
    pub fn total(&mut self, cells: &[Cell]) -> Result<(), Error> {
        self.make_room()?;
        // The filter is about the rows alone, or it would hide their sum.
        self.filter()?;
        self.write(cells.iter().map(Cell::lend), Style::Total)?;
        self.pack()?;
        self.open = None;
        Ok(())
    }

    /// What writes rows of the list on any thread. [`Book::spots`] says where
    /// they go, and [`Book::add`] puts them there.
    pub fn ink(&self) -> Result<Ink, Error> {
        let open = self.open.as_ref().ok_or_else(no_list)?;
        Ok(open.ink.clone())
    }

    /// Where the next so many rows of the list go, a piece each.
    pub fn spots(&mut self, mut rows: usize) -> Result<Vec<Spot>, Error> {
        self.pack()?;
        let mut spots = Vec::new();
        while rows > 0 {
            self.make_room()?;
            let rows_max = self.rows_max;
            let open = self.open.as_mut().ok_or_else(no_list)?;
            let room = rows_max - open.next_row;
            let count = u32::try_from(rows).unwrap_or(u32::MAX);
            let count = count.min(room).min(ROWS_AT_A_TIME);
            spots.push(Spot {
                sheet: open.sheet,
                first: open.next_row,
                rows: count,
            });
            open.next_row += count;
            rows -= count as usize;
        }
        Ok(spots)
    }

    /// Puts rows where they go, those of a sheet one after the other.
    pub fn add(&mut self, spot: Spot, piece: &Piece) -> Result<(), Error> {
        let rows = self.rows.get_mut(spot.sheet).ok_or_else(no_list)?;
        rows.add(piece)
    }

    /// Goes on in a further sheet where this one is full.
    fn make_room(&mut self) -> Result<(), Error> {
        let rows_max = self.rows_max;
        match &self.open {
            Some(open) if open.next_row >= rows_max => self.go_on(),
            _ => Ok(()),
        }
    }

    /// Writes a table as a list of its own.
    pub fn table(&mut self, table: &Table) -> Result<(), Error> {
        self.list(&table.title, &table.columns)?;
        self.widen(table)?;
        let lent = |row: &Vec<Cell>| self.row(row.iter().map(Cell::lend));
        table.rows.iter().try_for_each(lent)?;
        match &table.total {
            Some(total) => self.total(total),
            None => self.close(),
        }
    }

    /// Makes columns as wide as the words in them, where that is more than usual.
    fn widen(&mut self, table: &Table) -> Result<(), Error> {
        let Some(open) = &self.open else {
            return Ok(());
        };
        let sheet = self.book.worksheet_from_index(open.sheet)?;
        let mut across = 0.0;
        for (place, column) in table.columns.iter().enumerate() {
            let texts = table.rows.iter().filter_map(|row| match row.get(place)? {
                Cell::Text(text) | Cell::Word(text, _) => Some(text.chars().count()),
                _ => None,
            });
            let longest = texts.max().unwrap_or_default().min(CHARACTERS_IN_SIGHT);
            let wanted = u32::try_from(longest + 2).map_or(0.0, f64::from);
            let wide = wanted.max(width(column));
            if let Ok(place) = u16::try_from(place) {
                sheet.set_column_width(place, wide)?;
            }
            across += wide;
        }
        print_across(sheet, across)
    }

    /// Writes the file out.
    pub fn end<W: Write>(mut self, out: W) -> Result<(), Error> {
        self.close()?;
        let bare = self.book.save_to_buffer()?;
        archive::fill(&bare, self.rows, out)
    }

    fn go_on(&mut self) -> Result<(), Error> {
        self.filter()?;
        self.pack()?;
        if let Some(open) = self.open.take() {
            self.add_sheet(&open.name, open.columns, open.of + 1)?;
        }
        Ok(())
    }

    /// A sheet without rows; answers its place in the book.
    fn worksheet(&mut self, name: &str) -> Result<usize, Error> {
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        sheet.set_paper_size(A4).set_landscape();
        sheet.set_print_fit_to_pages(1, 0);
        if self.rows.is_empty() {
            // Formats get their numbers in the order in which they are first
            // used, and the rows that are written here have to know them.
            for format in self.formats.numbered() {
                sheet.write_blank(0, 0, format)?;
            }
        }
        self.rows.push(Rows::default());
        Ok(self.rows.len() - 1)
    }

    fn add_sheet(&mut self, name: &str, columns: Vec<Column>, of: u32) -> Result<(), Error> {
        let free = self.free_name(name, of);
        let number = self.worksheet(&free)?;
        let sheet = self.book.worksheet_from_index(number)?;
        for (place, column) in (0..).zip(&columns) {
            sheet.set_column_width(place, width(column))?;
        }
        for (place, column) in (0..).zip(&columns) {
            let format = match column.is_numeric() {
                true => &self.formats.heading_of_numbers,
                false => &self.formats.heading,
            };
            sheet.write_string_with_format(0, place, cut(&column.title), format)?;
        }
        print_across(sheet, columns.iter().map(width).sum())?;
        sheet.set_freeze_panes(1, 0)?;
        // Printed, its columns stay together under their headings.
        sheet.set_repeat_rows(0, 0)?;
        self.open = Some(Open {
            name: name.to_owned(),
            ink: Ink::new(&columns, self.zone.clone()),
            columns,
            sheet: number,
            of,
            next_row: 1,
            pending: sheet::Lines::default(),
        });
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        self.filter()?;
        self.pack()?;
        self.open = None;
        Ok(())
    }

    fn filter(&mut self) -> Result<(), Error> {
        let Some(open) = &self.open else {
            return Ok(());
        };
        let last_column = u16::try_from(open.columns.len()).unwrap_or(1).max(1) - 1;
        let last_row = open.next_row.saturating_sub(1);
        let sheet = self.book.worksheet_from_index(open.sheet)?;
        sheet.autofilter(0, 0, last_row, last_column)?;
        Ok(())
    }

    fn write<'c>(
        &mut self,
        cells: impl IntoIterator<Item = CellRef<'c>>,
        style: Style,
    ) -> Result<(), Error> {
        let open = self.open.as_mut().ok_or_else(no_list)?;
        open.ink
            .line(&mut open.pending, open.next_row, cells, style);
        open.next_row += 1;
        match open.pending.rows >= ROWS_AT_A_TIME {
            true => self.pack(),
            false => Ok(()),
        }
    }

    /// Packs the rows that are pending.
    fn pack(&mut self) -> Result<(), Error> {
        let Some(open) = &mut self.open else {
            return Ok(());
        };
        match open.pending.rows {
            0 => Ok(()),
            _ => {
                let piece = self.packer.pack_lines(&mut open.pending)?;
                self.rows[open.sheet].add(&piece)
            }
        }
    }

    /// A name that a sheet may have and none has yet.
    fn free_name(&mut self, wanted: &str, of: u32) -> String {
        let clean: String = wanted
            .chars()
            .map(|c| match c {
                '[' | ']' | ':' | '*' | '?' | '/' | '\\' => ' ',
                c => c,
            })
            .collect();
        let clean = clean.trim().trim_matches('\'').to_owned();
        let mut number = of;
        loop {
            let ending = match number {
                0 | 1 => String::new(),
                n => format!(" ({n})"),
            };
            let room = NAME_MAX - ending.chars().count();
            let begin: String = clean.chars().take(room).collect();
            let begin = if begin.is_empty() {
                "–"
            } else {
                begin.trim_end()
            };
            let name = format!("{begin}{ending}");
            let is_taken = self
                .names
                .iter()
                .any(|taken| taken.to_lowercase() == name.to_lowercase());
            if !is_taken {
                self.names.push(name.clone());
                return name;
            }
            number = number.max(1) + 1;
        }
    }
}

/// A whole report: a sheet a table, and one for all the key figures.
pub fn write<W: Write>(report: &Report, out: W) -> Result<(), Error> {
    let mut book = Book::begin(&report.head)?;
    for part in &report.parts {
        for block in &part.blocks {
            match block {
                Block::Figures(figures) => book.figures(&part.title, figures, &report.head)?,
                Block::Table(table) => book.table(table)?,
                Block::Chart(_) | Block::Note(_) => {}
            }
        }
    }
    book.end(out)
}

impl Book {
    fn figures(
        &mut self,
        title: &str,
        figures: &[crate::KeyFigure],
        head: &Head,
    ) -> Result<(), Error> {
        let before = figures.iter().find_map(|figure| figure.before.as_ref());
        let mut columns = vec![
            Column::new(title, "figure", Shape::Text),
            Column::new(head.period.clone(), "value", Shape::Count),
        ];
        let before = before.map(|(words, _)| Column::new(words.clone(), "before", Shape::Count));
        columns.extend(before);
        self.list(title, &columns)?;
        for figure in figures {
            let mut cells = vec![Cell::text(figure.label.clone()), figure.value.clone()];
            cells.extend(figure.before.as_ref().map(|(_, cell)| cell.clone()));
            self.row(cells.iter().map(Cell::lend))?;
        }
        self.close()
    }
}

fn no_list() -> Error {
    Error::Format("a row has no list to go to".to_owned())
}

/// Files carry the time of their data, so that the same data give the same
/// file.
fn instant(moment: Timestamp) -> Result<ExcelDateTime, Error> {
    let utc = TimeZone::UTC.to_datetime(moment);
    let part = |value: i8| value.unsigned_abs();
    let day = ExcelDateTime::from_ymd(
        utc.year().unsigned_abs(),
        part(utc.month()),
        part(utc.day()),
    )?;
    Ok(day.and_hms(
        part(utc.hour()).into(),
        part(utc.minute()),
        part(utc.second()),
    )?)
}

const fn width(column: &Column) -> f64 {
    match column.shape {
        Shape::Text => 22.0,
        Shape::Count | Shape::Share | Shape::Day => 12.0,
        Shape::Money | Shape::Number | Shape::Moment => 16.0,
    }
}

/// Has a sheet printed on as many pages beside each other as it takes to read
/// it, with the first column on each of them.
fn print_across(sheet: &mut Worksheet, characters: f64) -> Result<(), Error> {
    let mut pages = 1;
    while f64::from(pages) * CHARACTERS_ACROSS < characters && pages < PAGES_ACROSS_MAX {
        pages += 1;
    }
    sheet.set_print_fit_to_pages(pages, 0);
    if pages > 1 {
        sheet.set_repeat_columns(0, 0)?;
        // Those beside each other follow each other.
        sheet.set_page_order(false);
    }
    Ok(())
}

/// Text that fits into a cell.
fn cut(text: &str) -> &str {
    match text.char_indices().nth(CHARACTERS_MAX) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

trait About {
    /// The name of the sheet that says what the book is.
    fn about(self) -> &'static str;
}

impl About for render::Language {
    fn about(self) -> &'static str {
        match self {
            Self::Bokmaal => "Om rapporten",
            Self::English => "About",
        }
    }
}

#[cfg(test)]
mod tests;
