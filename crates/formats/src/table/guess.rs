//! What a table seems to be. Every guess can be corrected.

use super::{DateOrder, Encoding, Field, Meaning, Settings};
use crate::{decode, sniff};
use csv::{ByteRecord, ReaderBuilder};
use domain::{ContentHash, account};

/// Rows that are looked at.
const ROWS_MAX: usize = 50;
/// Rows that are shown as samples.
const SAMPLES: usize = 3;
/// Columns that a table may have; more is no table that a person explains.
const COLUMNS_MAX: usize = 200;
const DELIMITERS: [char; 4] = [';', ',', '\t', '|'];

/// What a table is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// How it would be read.
    pub settings: Settings,
    /// The names of its columns.
    pub header: Vec<String>,
    /// The first rows.
    pub samples: Vec<Vec<String>>,
    /// What tables of this shape are known by: the names of the columns.
    pub shape: ContentHash,
}

/// Guesses what a file that begins like this is; `None` where it is no table.
/// What is in `said` is taken as said: delimiter and encoding decide how the
/// rest is looked at.
pub fn guess(head: &[u8], said: Option<(char, Encoding)>) -> Option<Guess> {
    if !sniff::looks_like_text(head) {
        return None;
    }
    let head = head.strip_prefix(decode::UTF8_BOM).unwrap_or(head);
    // The last line may be cut off.
    let whole = match head.iter().rposition(|byte| *byte == b'\n') {
        Some(end) => &head[..end],
        None => head,
    };
    let encoding = said.map_or_else(|| encoding_of(whole), |(_, encoding)| encoding);
    let delimiter = match said {
        Some((delimiter, _)) => delimiter,
        None => delimiter_of(whole)?,
    };
    let mut settings = Settings {
        meaning: Meaning::Documents,
        delimiter,
        encoding,
        decimal_comma: true,
        dates: DateOrder::DayFirst,
        columns: Vec::new(),
        account: None,
    };
    let mut rows = split(whole, delimiter).into_iter();
    let read = |record: ByteRecord| -> Vec<String> {
        let cells = record
            .iter()
            .map(|cell| settings.decode(cell).trim().to_owned());
        cells.collect()
    };
    let header = read(rows.next()?);
    if header.len() < 2 || header.len() > COLUMNS_MAX {
        return None;
    }
    let rows: Vec<Vec<String>> = rows.map(read).collect();
    let cells = || rows.iter().flatten().map(String::as_str);
    settings.decimal_comma = is_comma(cells());
    settings.dates = order(cells());
    settings.meaning = meaning_of(&header);
    settings.columns = columns(&header, &rows, settings.meaning);
    Some(Guess {
        shape: shape(&header),
        samples: rows.into_iter().take(SAMPLES).collect(),
        header,
        settings,
    })
}

fn shape(header: &[String]) -> ContentHash {
    let names: Vec<String> = header.iter().map(|name| name.to_lowercase()).collect();
    ContentHash::of(names.join("\u{1f}").as_bytes())
}

fn split(bytes: &[u8], delimiter: char) -> Vec<ByteRecord> {
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(delimiter).unwrap_or(b';'))
        .from_reader(bytes);
    let records = reader.into_byte_records().take(ROWS_MAX + 1);
    records.map_while(Result::ok).collect()
}

fn encoding_of(bytes: &[u8]) -> Encoding {
    match std::str::from_utf8(bytes) {
        Ok(_) => Encoding::Utf8,
        Err(_) => Encoding::Windows1252,
    }
}

/// The delimiter by which most rows have as many cells as the header.
fn delimiter_of(bytes: &[u8]) -> Option<char> {
    let agreeing = |delimiter: char| {
        let rows = split(bytes, delimiter);
        let width = rows.first().map_or(0, ByteRecord::len);
        let agree = rows.iter().filter(|row| row.len() == width).count();
        (width > 1 && agree * 2 > rows.len()).then_some((agree * width, delimiter))
    };
    let best = DELIMITERS.into_iter().filter_map(agreeing);
    // Of equals the first in the list, which is the most usual here.
    let best = best.rev().max_by_key(|(score, _)| *score);
    best.map(|(_, delimiter)| delimiter)
}

/// Whether amounts have a decimal comma, by what stands before the last digits.
fn is_comma<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let (mut commas, mut points) = (0, 0);
    for cell in cells {
        let is_number = cell.chars().any(|c| c.is_ascii_digit())
            && cell.chars().all(|c| {
                c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '\u{2212}') || c.is_whitespace()
            });
        let Some(at) = cell.rfind([',', '.']).filter(|_| is_number) else {
            continue;
        };
        let decimals = cell.len() - at - 1;
        let is_only = cell.matches(['.', ',']).count() == 1;
        if decimals == 2 || (decimals == 1 && is_only) {
            match cell.as_bytes()[at] {
                b',' => commas += 1,
                _ => points += 1,
            }
        }
    }
    commas >= points
}

/// The order of dates, by the first number that can only be a day or a year.
fn order<'c>(cells: impl Iterator<Item = &'c str>) -> DateOrder {
    let mut is_slashed = false;
    for cell in cells {
        let day = cell.split([' ', 'T']).next().unwrap_or_default();
        let parts: Vec<&str> = day.split(['.', '/', '-']).collect();
        let [first, second, third] = parts.as_slice() else {
            continue;
        };
        let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
        if numbers.len() != 3 {
            continue;
        }
        match (first.len(), numbers[0], numbers[1], third.len()) {
            (4, ..) => return DateOrder::YearFirst,
            (_, 13..=31, _, _) if second.len() <= 2 => return DateOrder::DayFirst,
            (_, 1..=12, 13..=31, 4) => return DateOrder::MonthFirst,
            _ => is_slashed |= day.contains('-') && first.len() == 4,
        }
    }
    match is_slashed {
        true => DateOrder::YearFirst,
        false => DateOrder::DayFirst,
    }
}

/// Whichever reading recognises more columns; documents where they are even.
fn meaning_of(header: &[String]) -> Meaning {
    let known = |meaning| {
        let named = header
            .iter()
            .filter(|name| Field::named(name, meaning).is_some());
        named.count()
    };
    let has_number = header
        .iter()
        .any(|name| Field::named(name, Meaning::Documents) == Some(Field::Number));
    match !has_number && known(Meaning::Payments) >= known(Meaning::Documents) {
        true => Meaning::Payments,
        false => Meaning::Documents,
    }
}

/// What each column is, by its name or else by what all of its cells are.
pub(super) fn columns(
    header: &[String],
    rows: &[Vec<String>],
    meaning: Meaning,
) -> Vec<Option<Field>> {
    let mut columns: Vec<Option<Field>> = Vec::with_capacity(header.len());
    for name in header {
        let field = Field::named(name, meaning);
        columns.push(field.filter(|field| !columns.contains(&Some(*field))));
    }
    for index in 0..columns.len() {
        if columns[index].is_none() {
            let by_content = by_content(rows, index);
            columns[index] = by_content.filter(|field| !columns.contains(&Some(*field)));
        }
    }
    columns
}

fn by_content(rows: &[Vec<String>], index: usize) -> Option<Field> {
    let cells: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.get(index).map(String::as_str))
        .filter(|cell| !cell.is_empty())
        .collect();
    let all = |is_it: fn(&str) -> bool| !cells.is_empty() && cells.iter().all(|cell| is_it(cell));
    if all(account::is_valid) {
        return Some(Field::Account);
    }
    None
}

impl Guess {
    /// The same table read as something else: what its columns would be then.
    #[must_use]
    pub fn meaning(mut self, meaning: Meaning) -> Self {
        self.settings.meaning = meaning;
        self.settings.columns = columns(&self.header, &self.samples, meaning);
        self
    }
}
