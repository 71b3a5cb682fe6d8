//! Marks inside a line: code, strong, emphasis and links.

use crate::paths;
use maud::{Markup, html};

/// What a piece of a line is.
enum Piece<'a> {
    Plain(&'a str),
    Code(&'a str),
    Strong(&'a str),
    Emphasis(&'a str),
    Link(&'a str, &'a str),
}

/// A line as markup.
pub(super) fn render(line: &str) -> Markup {
    html! {
        @for piece in pieces(line) {
            @match piece {
                Piece::Plain(text) => (text),
                Piece::Code(text) => code { (text) },
                Piece::Strong(text) => strong { (render(text)) },
                Piece::Emphasis(text) => em { (text) },
                Piece::Link(text, to) => (link(text, to)),
            }
        }
    }
}

/// Links within the page lead there; the portal has no other documentation,
/// so the words of other links stay words.
fn link(text: &str, to: &str) -> Markup {
    html! {
        @if to.starts_with('#') || paths::is_local(to) { a href=(to) { (render(text)) } }
        @else { (render(text)) }
    }
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while at < line.len() {
        match marked(&line[at..]) {
            Some((piece, length)) => {
                pieces.push(Piece::Plain(&line[plain..at]));
                pieces.push(piece);
                at += length;
                plain = at;
            }
            None => at += line[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    pieces.push(Piece::Plain(&line[plain..]));
    pieces
}

/// The piece that a text begins with, if it begins with a mark, and how many
/// bytes it takes.
fn marked(text: &str) -> Option<(Piece<'_>, usize)> {
    let between = |mark: &str| {
        let rest = text.strip_prefix(mark)?;
        let end = rest.find(mark).filter(|end| *end > 0)?;
        Some((&rest[..end], end + 2 * mark.len()))
    };
    if let Some((code, length)) = between("`") {
        return Some((Piece::Code(code), length));
    }
    if let Some((strong, length)) = between("**") {
        return Some((Piece::Strong(strong), length));
    }
    if let Some((emphasis, length)) = between("*").filter(|(inner, _)| !inner.starts_with(' ')) {
        return Some((Piece::Emphasis(emphasis), length));
    }
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (to, _) = rest.split_once(')')?;
    let is_one = !words.contains(['[', ']']);
    is_one.then_some((Piece::Link(words, to), words.len() + to.len() + 4))
}
