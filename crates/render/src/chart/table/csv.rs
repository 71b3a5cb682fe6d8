//! The numbers behind a chart as a file that a spreadsheet opens.

use super::{Entry, Row, Table};
use crate::formats::{EN_DASH, MINUS, NBSP};
use crate::language::Language;

impl Table {
    /// Semicolons, and a mark in front by which spreadsheets know that it is
    /// UTF-8; numbers without spaces, with the language's own decimal sign. A
    /// number with an interval has three columns.
    pub(crate) fn csv(&self, language: Language) -> String {
        let widths: Vec<bool> = (0..self.head.len())
            .map(|column| self.has_ends(column))
            .collect();
        let mut text = String::from("\u{feff}");
        let head = self.head.iter().zip(&widths).flat_map(|(heading, wide)| {
            let ends = [language.pick(" fra", " from"), language.pick(" til", " to")];
            let ends = ends.map(|end| format!("{}{end}", heading.text));
            std::iter::once(heading.text.clone()).chain(ends.into_iter().filter(|_| *wide))
        });
        line(&mut text, head);
        for row in self.rows.iter().chain(&self.foot) {
            line(&mut text, row.fields(&widths));
        }
        text
    }

    fn has_ends(&self, column: usize) -> bool {
        let entry = |row: &Row| row.values.get(column.checked_sub(1)?)?.ends.clone();
        self.rows.iter().any(|row| entry(row).is_some())
    }
}

impl Row {
    fn fields(&self, widths: &[bool]) -> impl Iterator<Item = String> {
        std::iter::once(&self.name)
            .chain(&self.values)
            .zip(widths)
            .flat_map(|(entry, wide)| entry.fields(*wide))
    }
}

impl Entry {
    fn fields(&self, wide: bool) -> impl Iterator<Item = String> {
        let ends = self.ends.clone().unwrap_or_default();
        std::iter::once(plain(&self.text)).chain(
            ends.map(|end| plain(&end))
                .into_iter()
                .filter(move |_| wide),
        )
    }
}

/// A number as a spreadsheet reads it, without the share in brackets that can
/// be worked out from it; other text as it stands.
fn plain(text: &str) -> String {
    let is_number = text.starts_with(|c: char| c.is_ascii_digit() || c == MINUS || c == '+');
    match is_number {
        true => {
            let number = text.split(" (").next().unwrap_or_default();
            number.replace(MINUS, "-").replace(NBSP, "")
        }
        false if text == EN_DASH.to_string() => String::new(),
        false => text.to_owned(),
    }
}

fn line(text: &mut String, fields: impl Iterator<Item = String>) {
    let fields: Vec<String> = fields.map(|field| quoted(&field)).collect();
    text.push_str(&fields.join(";"));
    text.push_str("\r\n");
}

/// A field that cannot be taken for a formula, nor for the end of itself.
fn quoted(field: &str) -> String {
    let digits = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let is_formula = match field.chars().next() {
        Some('=' | '@' | '\t' | '\r') => true,
        Some('+' | '-') => !digits(&field[1..]),
        _ => false,
    };
    let field = if is_formula {
        format!("'{field}")
    } else {
        field.to_owned()
    };
    match field.contains([';', '"', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field,
    }
}

#[cfg(test)]
mod tests {
    use super::{plain, quoted};

    #[test]
    fn numbers_lose_their_spaces_and_words_keep_theirs() {
        for (written, expected) in [
            ("1\u{a0}204", "1204"),
            ("\u{2212}12,5", "-12,5"),
            ("65,0\u{a0}%", "65,0%"),
            ("30 (12,0\u{a0}%)", "30"),
            ("for f\u{e5}", "for f\u{e5}"),
            ("\u{2013}", ""),
            ("Nord\u{a0}AS", "Nord\u{a0}AS"),
        ] {
            assert_eq!(plain(written), expected);
        }
    }

    #[test]
    fn no_name_becomes_a_formula_or_a_field_of_its_own() {
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("+47"), "+47");
        assert_eq!(quoted("-x"), "'-x");
        assert_eq!(quoted("a;b\"c"), "\"a;b\"\"c\"");
    }
}
