//! Lines with a bound: however long a line is, only so much of it is held.

use crate::limits;
use std::io::{BufRead, ErrorKind, Read};

/// One line.
pub(crate) enum Line {
    /// Its bytes, with the line break.
    Bytes(Vec<u8>),
    /// It is longer than is read; it was passed over.
    TooLong,
    /// The input failed; nothing comes after.
    Failed(String),
}

/// The lines of an input with their numbers, from 1.
pub(crate) struct Lines<R> {
    input: R,
    number: usize,
    is_done: bool,
}

impl<R: BufRead> Lines<R> {
    /// The lines of this input.
    pub(crate) fn new(input: R) -> Self {
        Self {
            input,
            number: 0,
            is_done: false,
        }
    }

    fn line(&mut self) -> std::io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let most = limits::LINE_BYTES_MAX as u64 + 1;
        self.input
            .by_ref()
            .take(most)
            .read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        if bytes.last() != Some(&b'\n') && bytes.len() > limits::LINE_BYTES_MAX {
            self.skip_line()?;
            return Ok(Some(Line::TooLong));
        }
        if self.number == 1 {
            let start = bytes.strip_prefix(crate::decode::UTF8_BOM);
            bytes = start.map(<[u8]>::to_vec).unwrap_or(bytes);
        }
        Ok(Some(Line::Bytes(bytes)))
    }

    fn skip_line(&mut self) -> std::io::Result<()> {
        loop {
            let buffer = match self.input.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if buffer.is_empty() {
                return Ok(());
            }
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(buffer.len(), |end| end + 1);
            self.input.consume(used);
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = (usize, Line);

    fn next(&mut self) -> Option<(usize, Line)> {
        if self.is_done {
            return None;
        }
        self.number += 1;
        let line = match self.line() {
            Ok(Some(line)) => line,
            Ok(None) => {
                self.is_done = true;
                return None;
            }
            Err(error) => {
                self.is_done = true;
                Line::Failed(error.to_string())
            }
        };
        Some((self.number, line))
    }
}
