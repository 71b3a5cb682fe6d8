//! A quick hash for keys that nobody outside can choose: ids that we made,
//! combinations of vocabularies, numbers of groups. Text from outside is
//! hashed with the standard library's keyed hash instead.

use std::hash::{BuildHasherDefault, Hasher};

/// Builds [`Quick`], for whatever is kept by ids that we made.
pub type QuickState = BuildHasherDefault<Quick>;

/// Multiplies and turns; good enough to spread, not to withstand an attack.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quick(u64);

impl Quick {
    const fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.mix(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.mix(u64::from(value));
    }

    fn write_u16(&mut self, value: u16) {
        self.mix(u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.mix(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.mix(value);
    }

    fn write_usize(&mut self, value: usize) {
        self.mix(value as u64);
    }

    fn write_isize(&mut self, value: isize) {
        self.mix(value as u64);
    }

    fn finish(&self) -> u64 {
        // The table takes its place from the low bits and its tag from the
        // high ones; multiplying leaves the low bits poor.
        self.0 ^ self.0.rotate_left(29)
    }
}
