//! Writing a section: little-endian numbers one after the other.

use bytemuck::Pod;

// Columns are written as they lie in memory.
const _: () = assert!(
    cfg!(target_endian = "little"),
    "snapshots are little-endian, and so must the machine be"
);

/// The bytes of a section.
#[derive(Debug, Default)]
pub(crate) struct Output {
    bytes: Vec<u8>,
}

impl Output {
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn byte(&mut self, value: u8) {
        self.bytes.push(value);
    }

    pub(crate) fn number(&mut self, value: u32) {
        self.bytes.extend(value.to_le_bytes());
    }

    pub(crate) fn signed(&mut self, value: i64) {
        self.bytes.extend(value.to_le_bytes());
    }

    /// A length, of something that is numbered in 32 bits.
    pub(crate) fn length(&mut self, length: usize) {
        self.number(u32::try_from(length).unwrap_or(u32::MAX));
    }

    /// Values of fixed width, without their number.
    pub(crate) fn all<T: Pod>(&mut self, values: &[T]) {
        self.bytes.extend_from_slice(bytemuck::cast_slice(values));
    }

    /// A text with its length.
    pub(crate) fn text(&mut self, text: &str) {
        self.length(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }
}
