//! The objects of a PDF, found by walking through the file rather than by its
//! cross-reference table: tables are often wrong, and of two objects with one
//! number the later is the newer in either way.

use crate::limits;
use crate::pdf::inflate::Allowance;
use crate::pdf::value::{Dictionary, Reader, Value};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// A PDF and where its objects lie.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    places: HashMap<u32, Place>,
    /// Object streams, unpacked.
    packed: Vec<Vec<u8>>,
    /// The number of the catalogue, as the last trailer says it.
    pub(super) root: Option<u32>,
    /// Whether the strings and streams in it are encrypted.
    pub(super) is_encrypted: bool,
    /// How much may still be unpacked.
    pub(super) allowance: RefCell<Allowance>,
    /// How many bytes of objects may still be read again.
    again: Cell<usize>,
}

/// How often the bytes of a PDF may be read again, on average. Objects that
/// refer to each other without end, or all to one that is large, use it up.
const AGAIN_TIMES: usize = 8;

#[derive(Clone, Copy)]
enum Place {
    /// At this offset of the file.
    File(usize),
    /// In an object stream, at this offset of its bytes.
    Packed(usize, usize),
}

/// An object with the bytes behind its dictionary, where there are any.
pub(super) struct Object<'a> {
    /// Its value.
    pub(super) value: Value,
    /// The stream's bytes, still packed.
    pub(super) stream: Option<&'a [u8]>,
}

impl<'a> File<'a> {
    /// Walks through a file once.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut file = Self {
            bytes,
            places: HashMap::new(),
            packed: Vec::new(),
            root: None,
            is_encrypted: false,
            allowance: RefCell::new(Allowance(limits::PDF_UNPACKED_BYTES_MAX)),
            again: Cell::new(bytes.len().saturating_mul(AGAIN_TIMES)),
        };
        file.walk();
        file
    }

    /// The object of this number; `None` also where enough was read.
    pub(super) fn object(&self, number: u32) -> Option<Object<'a>> {
        if self.again.get() == 0 {
            return None;
        }
        let (object, length) = match *self.places.get(&number)? {
            Place::File(at) => {
                let (object, end) = object_at(self.bytes, at)?;
                let of_stream = object.stream.map_or(0, <[u8]>::len);
                (object, end - at - of_stream)
            }
            Place::Packed(stream, at) => {
                let mut reader = Reader::new(self.packed.get(stream)?, at);
                let value = reader.value()?;
                let stream = None;
                (Object { value, stream }, reader.at.saturating_sub(at))
            }
        };
        self.again.set(self.again.get().saturating_sub(length));
        Some(object)
    }

    /// A value, or what it refers to.
    pub(super) fn resolved(&self, value: &Value) -> Option<Value> {
        match value {
            Value::Reference(number) => Some(self.object(*number)?.value),
            value => Some(value.clone()),
        }
    }

    /// The dictionary that a key's value is or refers to.
    pub(super) fn dictionary(&self, holder: &Dictionary, key: &str) -> Option<Dictionary> {
        match self.resolved(holder.get(key)?)? {
            Value::Dictionary(dictionary) => Some(dictionary),
            _ => None,
        }
    }

    /// The array that a key's value is or refers to.
    pub(super) fn array(&self, holder: &Dictionary, key: &str) -> Vec<Value> {
        match holder.get(key).and_then(|value| self.resolved(value)) {
            Some(Value::Array(values)) => values,
            _ => Vec::new(),
        }
    }

    /// The numbers of all objects, in order.
    pub(super) fn numbers(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.places.keys().copied().collect();
        numbers.sort_unstable();
        numbers
    }

    fn walk(&mut self) {
        let mut at = 0;
        while let Some(found) = next_word(self.bytes, at) {
            at = match found {
                Found::Object { word, number, body } => self.take(number, body).unwrap_or(word + 3),
                Found::Trailer(body) => {
                    let mut reader = Reader::new(self.bytes, body);
                    if let Some(Value::Dictionary(trailer)) = reader.value() {
                        self.trailer(&trailer);
                    }
                    body
                }
            };
            if self.places.len() >= limits::PDF_OBJECTS_MAX {
                return;
            }
        }
    }

    /// Notes an object and gives the offset behind it.
    fn take(&mut self, number: u32, body: usize) -> Option<usize> {
        let (object, end) = object_at(self.bytes, body)?;
        self.places.insert(number, Place::File(body));
        if let (Value::Dictionary(dictionary), Some(raw)) = (&object.value, object.stream) {
            if dictionary.says("Type", "ObjStm") {
                self.unpack(dictionary, raw);
            } else if dictionary.says("Type", "XRef") {
                self.trailer(dictionary);
            }
        }
        Some(end)
    }

    fn trailer(&mut self, trailer: &Dictionary) {
        if let Some(Value::Reference(root)) = trailer.get("Root") {
            self.root = Some(*root);
        }
        self.is_encrypted |= trailer.get("Encrypt").is_some();
    }

    /// Notes the objects of an object stream: pairs of number and offset, then
    /// the objects.
    fn unpack(&mut self, dictionary: &Dictionary, raw: &[u8]) {
        let unpacked = self.allowance.get_mut().unpack(dictionary, raw);
        let (Ok(bytes), Some(count), Some(first)) =
            (unpacked, dictionary.number("N"), dictionary.number("First"))
        else {
            return;
        };
        let mut pairs = Reader::new(&bytes, 0);
        for _ in 0..count {
            let (Some(number), Some(offset)) = (pairs.number(), pairs.number()) else {
                break;
            };
            let at = first.checked_add(offset).and_then(|at| at.try_into().ok());
            if let (Ok(number), Some(at)) = (u32::try_from(number), at) {
                self.places
                    .insert(number, Place::Packed(self.packed.len(), at));
            }
            if self.places.len() >= limits::PDF_OBJECTS_MAX {
                break;
            }
        }
        self.packed.push(bytes.into_owned());
    }
}

enum Found {
    /// `word` is where `obj` stands, `body` what lies behind it.
    Object {
        word: usize,
        number: u32,
        body: usize,
    },
    Trailer(usize),
}

/// The next `12 0 obj` or `trailer`.
fn next_word(bytes: &[u8], from: usize) -> Option<Found> {
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        at += rest.iter().position(|byte| matches!(byte, b'o' | b't'))?;
        let rest = &bytes[at..];
        if rest.starts_with(b"trailer") {
            return Some(Found::Trailer(at + 7));
        }
        if rest.starts_with(b"obj")
            && let Some(number) = number_before(&bytes[..at])
        {
            return Some(Found::Object {
                word: at,
                number,
                body: at + 3,
            });
        }
        at += 1;
    }
}

/// The object number in front of `obj`: two numbers with blanks behind each.
fn number_before(before: &[u8]) -> Option<u32> {
    let (before, _) = last_number(before)?;
    last_number(before)?.1
}

/// Takes a number off the end; its value where it fits.
fn last_number(bytes: &[u8]) -> Option<(&[u8], Option<u32>)> {
    let bytes = bytes.trim_ascii_end();
    let digits = bytes.iter().rev().take_while(|b| b.is_ascii_digit());
    let count = digits.take(10).count();
    let (before, digits) = bytes.split_at(bytes.len() - count);
    let number = std::str::from_utf8(digits).ok()?.parse().ok();
    (count > 0).then_some((before, number))
}

/// The object whose value begins here, and where it ends.
fn object_at(bytes: &[u8], at: usize) -> Option<(Object<'_>, usize)> {
    let mut reader = Reader::new(bytes, at);
    let value = reader.value()?;
    let Value::Dictionary(dictionary) = &value else {
        return Some((
            Object {
                value,
                stream: None,
            },
            reader.at,
        ));
    };
    if !reader.word(b"stream") {
        return Some((
            Object {
                value,
                stream: None,
            },
            reader.at,
        ));
    }
    let start = match bytes.get(reader.at..)? {
        [b'\r', b'\n', ..] => reader.at + 2,
        [b'\r' | b'\n', ..] => reader.at + 1,
        _ => reader.at,
    };
    let length = stream_length(&bytes[start..], dictionary);
    let stream = &bytes[start..start + length];
    Some((
        Object {
            value,
            stream: Some(stream),
        },
        start + length,
    ))
}

/// The length as stated, where the stream ends there; otherwise up to the
/// next word that ends one.
fn stream_length(bytes: &[u8], dictionary: &Dictionary) -> usize {
    const END: &[u8] = b"endstream";
    let stated = dictionary
        .number("Length")
        .and_then(|length| usize::try_from(length).ok())
        .filter(|length| {
            let after = bytes.get(*length..).unwrap_or_default();
            after.trim_ascii_start().starts_with(END)
        });
    stated.unwrap_or_else(|| {
        let end = bytes.windows(END.len()).position(|window| window == END);
        let length = end.unwrap_or(bytes.len());
        // The line break before the word is not of the stream.
        match &bytes[..length] {
            [.., b'\r', b'\n'] => length - 2,
            [.., b'\r' | b'\n'] => length - 1,
            _ => length,
        }
    })
}
