//! How wide Helvetica's letters are (Adobe's font metrics), in thousandths of
//! the text height: enough to align numbers to the right and to break lines.

use super::page::Face;

/// From space to tilde, plain.
const PLAIN: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// From space to tilde, bold.
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// How wide a text is, in text heights.
pub(super) fn of(text: &str, face: Face) -> f32 {
    let thousandths: u32 = text
        .chars()
        .map(|letter| u32::from(width(letter, face)))
        .sum();
    thousandths as f32 / 1000.0
}

fn width(letter: char, face: Face) -> u16 {
    let table = match face {
        Face::Plain => &PLAIN,
        Face::Bold => &BOLD,
    };
    match letter {
        ' '..='~' => table[letter as usize - ' ' as usize],
        '\u{a0}' | '·' => 278,
        'Å' => width('A', face),
        'Æ' | '—' => 1000,
        'Ø' => 778,
        'æ' => 889,
        'ø' => 611,
        '³' => 333,
        _ => 556,
    }
}
