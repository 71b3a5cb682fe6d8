//! One page with text, lines and tinted boxes. Points, from the lower left.

use super::widths;
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};

/// A4 in points.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
/// Grey of labels: 4.5 to 1 and better against white and the tint.
const GREY: f32 = 0.36;
/// Most lines of one paragraph.
const PARAGRAPH_LINES_MAX: usize = 20;

/// Helvetica, plain or bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Plain,
    Bold,
}

impl Face {
    const fn name(self) -> Name<'static> {
        match self {
            Self::Plain => Name(b"F1"),
            Self::Bold => Name(b"F2"),
        }
    }
}

/// A page that is being drawn.
pub(super) struct Page {
    content: Content,
    colour: [f32; 3],
}

impl Page {
    /// An empty page of this colour.
    pub(super) fn new(colour: [f32; 3]) -> Self {
        let content = Content::new();
        Self { content, colour }
    }

    /// Black text that begins at `x`.
    pub(super) fn text(&mut self, x: f32, y: f32, face: Face, size: f32, text: &str) {
        self.coloured(x, y, face, size, text, [0.08; 3]);
    }

    /// Black text that ends at `x`.
    pub(super) fn text_to(&mut self, x: f32, y: f32, face: Face, size: f32, text: &str) {
        let begins = x - widths::of(text, face) * size;
        self.text(begins, y, face, size, text);
    }

    /// Grey text that begins at `x`.
    pub(super) fn grey_text(&mut self, x: f32, y: f32, size: f32, text: &str) {
        self.coloured(x, y, Face::Plain, size, text, [GREY; 3]);
    }

    /// White text that begins at `x`.
    pub(super) fn white_text(&mut self, x: f32, y: f32, face: Face, size: f32, text: &str) {
        self.coloured(x, y, face, size, text, [1.0; 3]);
    }

    /// White text that ends at `x`.
    pub(super) fn white_text_to(&mut self, x: f32, y: f32, face: Face, size: f32, text: &str) {
        let begins = x - widths::of(text, face) * size;
        self.white_text(begins, y, face, size, text);
    }

    /// Text broken at spaces to a width; gives where the next line would be.
    pub(super) fn paragraph(&mut self, x: f32, y: f32, width: f32, size: f32, text: &str) -> f32 {
        let mut y = y;
        for line in broken(text, width / size) {
            self.text(x, y, Face::Plain, size, &line);
            y -= size * 1.45;
        }
        y
    }

    /// A box of the page's colour.
    pub(super) fn block(&mut self, x: f32, y: f32, width: f32, height: f32) {
        let [red, green, blue] = self.colour;
        self.content.set_fill_rgb(red, green, blue);
        self.content.rect(x, y, width, height).fill_nonzero();
    }

    /// A box of a faint tint of the page's colour.
    pub(super) fn tint(&mut self, x: f32, y: f32, width: f32, height: f32) {
        let [red, green, blue] = self.colour.map(|part| 1.0 - (1.0 - part) * 0.1);
        self.content.set_fill_rgb(red, green, blue);
        self.content.rect(x, y, width, height).fill_nonzero();
    }

    /// A thin line across.
    pub(super) fn rule(&mut self, from: f32, y: f32, to: f32) {
        self.content.set_stroke_gray(0.82).set_line_width(0.6);
        self.content.move_to(from, y).line_to(to, y).stroke();
    }

    /// The page as a file.
    pub(super) fn finish(self, title: &str, author: &str) -> Vec<u8> {
        let [catalog, pages, page_id, plain, bold, content, info] =
            [1, 2, 3, 4, 5, 6, 7].map(Ref::new);
        let mut pdf = Pdf::new();
        pdf.catalog(catalog).pages(pages).lang(TextStr("nb-NO"));
        pdf.pages(pages).kids([page_id]).count(1);
        let mut page = pdf.page(page_id);
        page.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT));
        page.parent(pages).contents(content);
        let mut resources = page.resources();
        let mut fonts = resources.fonts();
        fonts.pair(Face::Plain.name(), plain);
        fonts.pair(Face::Bold.name(), bold);
        fonts.finish();
        resources.finish();
        page.finish();
        for (id, name) in [(plain, "Helvetica"), (bold, "Helvetica-Bold")] {
            let mut font = pdf.type1_font(id);
            font.base_font(Name(name.as_bytes()));
            font.encoding_predefined(Name(b"WinAnsiEncoding"));
        }
        pdf.stream(content, &self.content.finish());
        let mut about = pdf.document_info(info);
        about.title(TextStr(title)).author(TextStr(author));
        about.producer(TextStr("Utsyn demo"));
        about.finish();
        pdf.finish()
    }

    fn coloured(&mut self, x: f32, y: f32, face: Face, size: f32, text: &str, colour: [f32; 3]) {
        let [red, green, blue] = colour;
        self.content.set_fill_rgb(red, green, blue);
        self.content.begin_text().set_font(face.name(), size);
        self.content.next_line(x, y).show(Str(&win_ansi(text)));
        self.content.end_text();
    }
}

/// Breaks text at spaces so that no line is wider, measured in text heights,
/// unless one word alone is.
fn broken(text: &str, width: f32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = &lines[lines.len() - 1];
        let longer = match line.is_empty() {
            true => word.to_owned(),
            false => format!("{line} {word}"),
        };
        if line.is_empty() || widths::of(&longer, Face::Plain) <= width {
            lines.pop();
            lines.push(longer);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.truncate(PARAGRAPH_LINES_MAX);
    lines
}

/// Text in the encoding of the fonts (Windows-1252, as far as it is needed);
/// a question mark stands for what it has not.
fn win_ansi(text: &str) -> Vec<u8> {
    let byte = |letter: char| match letter {
        ' '..='~' | '\u{a0}'..='\u{ff}' => letter as u8,
        '–' => 0x96,
        '—' => 0x97,
        '’' => 0x92,
        '€' => 0x80,
        _ => b'?',
    };
    text.chars().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norwegian_letters_have_a_byte_of_their_own() {
        assert_eq!(win_ansi("Bø – Å\u{a0}1"), b"B\xf8 \x96 \xc5\xa01");
        assert_eq!(win_ansi("漢"), b"?");
    }

    #[test]
    fn long_text_breaks_at_spaces() {
        let lines = broken("aaa bbb ccc", 3.9);
        assert_eq!(lines, ["aaa bbb", "ccc"]);
        assert_eq!(broken("unbreakable", 1.0), ["unbreakable"]);
    }
}
