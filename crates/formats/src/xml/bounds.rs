//! Holds XML to its limits before a tree is built of it: one pass over the
//! text that knows no more of XML than where tags begin and end. What it
//! takes wrongly for well-formed, the parser refuses afterwards.

use crate::{code, limits};
use domain::Finding;

/// Refuses a DOCTYPE, deep nesting, and too many attributes, namespaces or
/// elements.
pub(crate) fn check(text: &str) -> Result<(), Finding> {
    let mut scan = Scan {
        text,
        at: 0,
        scopes: Vec::new(),
        in_scope: 0,
        elements: 0,
    };
    while let Some(found) = text.as_bytes()[scan.at..].iter().position(|b| *b == b'<') {
        scan.at += found + 1;
        scan.markup()?;
    }
    Ok(())
}

/// A DOCTYPE at this offset.
pub(crate) fn doctype(text: &str, at: usize) -> Finding {
    let message = "a DOCTYPE is never read, because it can make a small file huge or fetch others; \
                   no invoice needs one, send the file without it";
    code::XML_DOCTYPE.at(place(text, at), message)
}

/// In whatever case: HTML is not told by the parser's message.
fn is_doctype(name: &[u8]) -> bool {
    name.get(..7)
        .is_some_and(|name| name.eq_ignore_ascii_case(b"DOCTYPE"))
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// Namespace declarations of each open element.
    scopes: Vec<u16>,
    in_scope: usize,
    elements: usize,
}

impl Scan<'_> {
    fn markup(&mut self) -> Result<(), Finding> {
        let rest = &self.text[self.at..];
        match rest.as_bytes() {
            [b'!', b'-', b'-', ..] => self.skip_to("-->"),
            [b'!', b'[', ..] => self.skip_to("]]>"),
            [b'!', name @ ..] if is_doctype(name) => return Err(doctype(self.text, self.at)),
            // Nothing else may begin so; the parser says it better.
            [b'!', ..] => {}
            [b'?', ..] => self.skip_to("?>"),
            [b'/', ..] => {
                let closed = self.scopes.pop().unwrap_or(0);
                self.in_scope -= usize::from(closed);
            }
            _ => return self.start_tag(),
        }
        Ok(())
    }

    fn skip_to(&mut self, end: &str) {
        self.at = match self.text[self.at..].find(end) {
            Some(found) => self.at + found + end.len(),
            None => self.text.len(),
        };
    }

    fn start_tag(&mut self) -> Result<(), Finding> {
        let start = self.at;
        let tag = self.tag();
        self.elements += 1;
        if self.elements > limits::XML_ELEMENTS_MAX {
            return Err(self.beyond(
                code::XML_ELEMENTS,
                start,
                limits::XML_ELEMENTS_MAX,
                "elements",
            ));
        }
        if tag.attributes > limits::XML_ATTRIBUTES_MAX {
            let most = limits::XML_ATTRIBUTES_MAX;
            return Err(self.beyond(
                code::XML_ATTRIBUTES,
                start,
                most,
                "attributes of one element",
            ));
        }
        if self.in_scope + tag.namespaces > limits::XML_NAMESPACES_MAX {
            let most = limits::XML_NAMESPACES_MAX;
            return Err(self.beyond(code::XML_NAMESPACES, start, most, "namespaces in scope"));
        }
        if tag.is_empty {
            return Ok(());
        }
        if self.scopes.len() == limits::XML_DEPTH_MAX {
            let most = limits::XML_DEPTH_MAX;
            return Err(self.beyond(code::XML_DEPTH, start, most, "elements inside each other"));
        }
        self.in_scope += tag.namespaces;
        self.scopes.push(tag.namespaces as u16);
        Ok(())
    }

    /// Walks to the end of a start tag and counts what it holds.
    fn tag(&mut self) -> Tag {
        let bytes = self.text.as_bytes();
        let mut tag = Tag::default();
        let mut quote = None;
        let mut name_start = self.at;
        while let Some(byte) = bytes.get(self.at).copied() {
            match (quote, byte) {
                (Some(open), _) if byte == open => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'=') => {
                    tag.attributes += 1;
                    tag.namespaces += usize::from(bytes[name_start..].starts_with(b"xmlns"));
                }
                (None, b' ' | b'\t' | b'\r' | b'\n') => name_start = self.at + 1,
                (None, b'>') => {
                    tag.is_empty = bytes[self.at - 1] == b'/';
                    break;
                }
                _ => {}
            }
            self.at += 1;
        }
        tag
    }

    fn beyond(&self, code: code::Code, at: usize, most: usize, what: &str) -> Finding {
        code.at(place(self.text, at), format!("more than {most} {what}"))
    }
}

#[derive(Default)]
struct Tag {
    attributes: usize,
    namespaces: usize,
    is_empty: bool,
}

/// `line:column` of an offset, both from 1.
fn place(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    format!("{line}:{column}")
}
