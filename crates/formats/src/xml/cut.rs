//! XML as it comes in, without the files that lie in it: of those only how
//! many bytes they have, and their hash, is kept. An invoice with a scan of
//! sixty megabytes then costs no more memory than one without.
//!
//! A long run of base64 between two tags is such a file. It leaves a mark
//! behind, with its number; what reads files inside documents knows it.

use super::attachment::LENIENT;
use base64::Engine as _;
use domain::ContentHash;
use sha2::{Digest as _, Sha256};
use std::io::Read;

/// Runs of base64 that are shorter stay where they are.
const RUN_BYTES_MIN: usize = 64 << 10;
/// Bytes read at a time.
const CHUNK_BYTES: usize = 64 << 10;
/// What stands for a run; the colon is no base64.
const MARK: &str = "cut:";

/// XML with its long runs cut out.
#[derive(Debug, Default)]
pub(crate) struct Cut {
    /// The XML.
    pub(crate) bytes: Vec<u8>,
    /// What was cut out, by number.
    pub(crate) runs: Runs,
}

/// Runs that were cut out of a file.
#[derive(Debug, Default)]
pub(crate) struct Runs(Vec<Option<(u64, ContentHash)>>);

impl Runs {
    /// The run that this text stands for: its decoded size and hash, or none
    /// where it is no base64. `None` for text that stands for itself.
    #[expect(clippy::option_option, reason = "no mark, and a mark of no base64")]
    pub(crate) fn marked(&self, text: &str) -> Option<Option<(u64, ContentHash)>> {
        let number: usize = text.trim().strip_prefix(MARK)?.parse().ok()?;
        self.0.get(number).copied()
    }
}

/// Reads XML in a character set where `<` and `>` are one byte. Answers
/// `None` where more than so many bytes come.
pub(crate) fn read(input: &mut dyn Read, bytes_max: u64) -> std::io::Result<Option<Cut>> {
    let mut cutter = Cutter::default();
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut size = 0;
    loop {
        let count = input.read(&mut chunk)?;
        if count == 0 {
            cutter.end_run();
            return Ok(Some(cutter.cut));
        }
        size += count as u64;
        if size > bytes_max {
            return Ok(None);
        }
        cutter.take(&chunk[..count]);
    }
}

#[derive(Default)]
struct Cutter {
    cut: Cut,
    place: Place,
}

/// Where in the XML it is.
#[derive(Default)]
enum Place {
    /// In a tag, or in text that is no base64.
    #[default]
    Elsewhere,
    /// In a run that began here, and is not long yet.
    Run(usize),
    /// In a long run.
    Long(Box<Run>),
}

impl Cutter {
    fn take(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match (&mut self.place, byte) {
                (Place::Long(run), byte) if *byte != b'<' => run.take(*byte),
                (_, b'>') => {
                    self.end_run();
                    self.cut.bytes.push(b'>');
                    self.place = Place::Run(self.cut.bytes.len());
                }
                (Place::Run(start), byte) if is_base64(*byte) => {
                    let start = *start;
                    self.cut.bytes.push(*byte);
                    if self.cut.bytes.len() - start >= RUN_BYTES_MIN {
                        self.begin_long(start);
                    }
                }
                (_, byte) => {
                    self.end_run();
                    self.cut.bytes.push(*byte);
                }
            }
        }
    }

    fn begin_long(&mut self, start: usize) {
        let mut run = Run::default();
        for byte in &self.cut.bytes[start..] {
            run.take(*byte);
        }
        self.cut.bytes.truncate(start);
        self.place = Place::Long(Box::new(run));
    }

    fn end_run(&mut self) {
        if let Place::Long(run) = std::mem::take(&mut self.place) {
            let mark = format!("{MARK}{}", self.cut.runs.0.len());
            self.cut.bytes.extend_from_slice(mark.as_bytes());
            self.cut.runs.0.push(run.end());
        }
    }
}

const fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || matches!(byte, b'+' | b'/' | b'=')
}

/// A long run, decoded as it passes.
#[derive(Default)]
struct Run {
    /// Characters that are not decoded yet, without white space.
    waiting: Vec<u8>,
    hash: Sha256,
    size: u64,
    is_padded: bool,
    is_wrong: bool,
}

impl Run {
    fn take(&mut self, byte: u8) {
        if !byte.is_ascii_whitespace() {
            self.waiting.push(byte);
        }
        if self.waiting.len() == CHUNK_BYTES {
            self.decode();
        }
    }

    /// Four characters are three bytes, and a chunk is a multiple of four.
    fn decode(&mut self) {
        match LENIENT.decode(&self.waiting) {
            Ok(bytes) => {
                self.hash.update(&bytes);
                self.size += bytes.len() as u64;
            }
            Err(_) => self.is_wrong = true,
        }
        // Padding ends a run, so nothing may follow it.
        self.is_wrong |= self.is_padded && !self.waiting.is_empty();
        self.is_padded |= self.waiting.last() == Some(&b'=');
        self.waiting.clear();
    }

    fn end(mut self) -> Option<(u64, ContentHash)> {
        self.decode();
        let hash = ContentHash::from_bytes(self.hash.finalize().into());
        (!self.is_wrong).then_some((self.size, hash))
    }
}

#[cfg(test)]
mod tests;
