//! Unpacking of streams, never beyond what is left of the allowance.

use crate::pdf::value::{Dictionary, Value};
use flate2::read::ZlibDecoder;
use std::borrow::Cow;
use std::io::Read;

/// Why a stream gives no bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Packed in a way that is not read, or damaged.
    Packed,
    /// Larger than what is left of the allowance.
    TooLarge,
}

/// How many bytes may still be unpacked of one PDF.
pub(super) struct Allowance(pub(super) usize);

impl Allowance {
    /// The bytes of a stream.
    pub(super) fn unpack<'a>(
        &mut self,
        dictionary: &Dictionary,
        raw: &'a [u8],
    ) -> Result<Cow<'a, [u8]>, Fault> {
        let filters = match dictionary.get("Filter") {
            None => Vec::new(),
            Some(Value::Array(filters)) => filters.iter().collect(),
            Some(filter) => vec![filter],
        };
        let bytes = match filters.as_slice() {
            [] => Cow::Borrowed(raw),
            [Value::Name(name)] if matches!(name.as_slice(), b"FlateDecode" | b"Fl") => {
                Cow::Owned(self.inflate(raw)?)
            }
            _ => return Err(Fault::Packed),
        };
        self.0 = self.0.checked_sub(bytes.len()).ok_or(Fault::TooLarge)?;
        Ok(bytes)
    }

    fn inflate(&self, raw: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        let most = self.0 as u64 + 1;
        let result = ZlibDecoder::new(raw).take(most).read_to_end(&mut bytes);
        match result {
            _ if bytes.len() > self.0 => Err(Fault::TooLarge),
            Ok(_) => Ok(bytes),
            Err(_) => Err(Fault::Packed),
        }
    }
}
