//! The fonts that are compiled in: Inter for text, and for what Inter has not
//! the fonts that typst brings (Libertinus Serif, New Computer Modern, DejaVu
//! Sans Mono).

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

const INTER: [&[u8]; 4] = [
    include_bytes!("../../fonts/Inter-Regular.otf"),
    include_bytes!("../../fonts/Inter-Medium.otf"),
    include_bytes!("../../fonts/Inter-SemiBold.otf"),
    include_bytes!("../../fonts/Inter-Italic.otf"),
];

/// What stands for a letter that no font has.
const MISSING: char = '\u{25a1}';

/// Longer words are given places to break at, so that no address runs out of
/// its column. Not shorter: the places come along when text is copied.
const WORD_CHARS_MAX: usize = 22;
/// Letters after which a long word breaks first.
const JOINTS: &str = "@/._-:;,?&=";
/// A word without a joint breaks after so many letters.
const PIECE_CHARS_MAX: usize = 12;
/// A place to break at that takes no space.
const BREAK: char = '\u{200b}';

/// Every font with the book that finds them.
pub(super) struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) all: Vec<Font>,
}

pub(super) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let inter = INTER.iter().flat_map(|data| Font::iter(Bytes::new(*data)));
    let others = typst_kit::fonts::embedded().map(|(font, _)| font);
    let all: Vec<Font> = inter.chain(others).collect();
    Fonts {
        book: LazyHash::new(FontBook::from_fonts(&all)),
        all,
    }
});

/// Whether some font has this letter, or it is one that is not drawn.
fn is_drawn(letter: char) -> bool {
    // Basic Latin and Latin-1 are in Inter whole; asking costs more.
    match letter {
        '\n' | ' '..='~' | '\u{a0}'..='\u{ff}' => true,
        '\u{200b}' | '\u{2060}' | '\u{200e}' | '\u{200f}' => true,
        // Letters of private use mean something else in every font, and an
        // archival PDF may not have them.
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => false,
        _ if letter.is_control() => false,
        _ => {
            let mut infos = (0..).map_while(|index| FONTS.book.info(index));
            infos.any(|info| info.coverage.contains(letter.into()))
        }
    }
}

/// Text with a box for every letter that no font has, and with places to
/// break inside of very long words.
pub(super) fn visible(text: &str) -> String {
    let is_plain = text.chars().all(is_drawn) && !has_long_word(text);
    if is_plain {
        return text.to_owned();
    }
    // A line may end with CR LF.
    let text = text.replace("\r\n", "\n");
    let mut shown = String::with_capacity(text.len() + text.len() / PIECE_CHARS_MAX * 3);
    for word in text.split_inclusive(char::is_whitespace) {
        let is_long = word.chars().count() > WORD_CHARS_MAX;
        let mut piece = 0;
        for letter in word.chars() {
            shown.push(drawn(letter));
            piece += 1;
            if is_long && (JOINTS.contains(letter) || piece == PIECE_CHARS_MAX) {
                shown.push(BREAK);
                piece = 0;
            }
        }
    }
    shown
}

fn drawn(letter: char) -> char {
    match letter {
        '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        '\t' => ' ',
        _ if is_drawn(letter) => letter,
        _ => MISSING,
    }
}

fn has_long_word(text: &str) -> bool {
    text.len() > WORD_CHARS_MAX
        && text
            .split_whitespace()
            .any(|word| word.len() > WORD_CHARS_MAX && word.chars().count() > WORD_CHARS_MAX)
}
