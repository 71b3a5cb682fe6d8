//! Compressing what is kept, and getting it back unchanged.

use crate::{Error, Result};
use domain::ContentHash;
use sha2::{Digest as _, Sha256};
use std::cell::RefCell;
use std::fs::File;
use std::io::{Read, Write};

/// zstd's own default: higher levels cost more time than they save space on
/// documents of some kilobytes.
const LEVEL: i32 = zstd::DEFAULT_COMPRESSION_LEVEL;

/// The most bytes that anything kept may unpack to. Larger files are not
/// accepted anywhere.
const UNPACKED_BYTES_MAX: u64 = 1 << 31;

/// For what is written once and read hardly ever.
const QUICK_LEVEL: i32 = 1;

thread_local! {
    // Making a compressor costs more than compressing a small document.
    static COMPRESSOR: RefCell<Option<zstd::bulk::Compressor<'static>>> = const { RefCell::new(None) };
}

/// Compresses bytes.
pub(crate) fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    pack_at(LEVEL, bytes)
}

/// Compresses bytes of which there are many.
pub(crate) fn pack_quickly(bytes: &[u8]) -> Result<Vec<u8>> {
    pack_at(QUICK_LEVEL, bytes)
}

fn pack_at(level: i32, bytes: &[u8]) -> Result<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|kept| {
        let compressor = match kept {
            Some(compressor) => compressor,
            None => kept.insert(zstd::bulk::Compressor::new(level).map_err(Error::other)?),
        };
        compressor
            .set_compression_level(level)
            .map_err(Error::other)?;
        compressor.compress(bytes).map_err(Error::other)
    })
}

/// Bytes that are packed or unpacked at a time.
const CHUNK_BYTES: usize = 64 * 1024;

/// Packs what is read into a file, piece by piece. Answers the hash of what
/// was read and how many bytes there were.
pub(crate) fn pack_from(input: &mut dyn Read, to: &File) -> std::io::Result<(ContentHash, u64)> {
    let mut packing = zstd::stream::write::Encoder::new(to, LEVEL)?;
    let read = copy_hashed(input, &mut packing)?;
    packing.finish()?;
    Ok(read)
}

/// Unpacks what is read, piece by piece. Answers the hash of what came out
/// and how many bytes there were, of which never more than `size` and one.
pub(crate) fn unpack_to(
    packed: impl Read,
    size: u64,
    to: &mut dyn Write,
) -> std::io::Result<(ContentHash, u64)> {
    let unpacking = zstd::stream::read::Decoder::new(packed)?;
    copy_hashed(&mut unpacking.take(size + 1), to)
}

fn copy_hashed(input: &mut dyn Read, to: &mut dyn Write) -> std::io::Result<(ContentHash, u64)> {
    let mut hash = Sha256::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut size = 0;
    loop {
        let count = input.read(&mut chunk)?;
        if count == 0 {
            return Ok((ContentHash::from_bytes(hash.finalize().into()), size));
        }
        hash.update(&chunk[..count]);
        to.write_all(&chunk[..count])?;
        size += count as u64;
    }
}

/// The most bytes that something of `size` is packed into: what does not
/// compress grows by a frame's overhead.
pub(crate) const fn packed_size_max(size: u64) -> u64 {
    size.saturating_add(size / 128).saturating_add(1024)
}

/// Gets bytes of a known size back; `None` where they are not what was packed.
pub(crate) fn unpack(packed: &[u8], size: u64) -> Option<Vec<u8>> {
    if size > UNPACKED_BYTES_MAX {
        return None;
    }
    let bytes = zstd::bulk::decompress(packed, usize::try_from(size).ok()?).ok()?;
    (bytes.len() as u64 == size).then_some(bytes)
}

/// Gets bytes back and checks that they are what the hash says.
pub(crate) fn unpack_checked(packed: &[u8], size: u64, hash: ContentHash) -> Option<Vec<u8>> {
    unpack(packed, size).filter(|bytes| ContentHash::of(bytes) == hash)
}

/// Packs JSON text.
pub(crate) fn pack_json<T: serde::Serialize>(value: &T) -> Result<Vec<u8>> {
    pack(&serde_json::to_vec(value).map_err(Error::other)?)
}

/// The most bytes of packed JSON once unpacked: the details of one document.
const JSON_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// Gets a value back that was packed as JSON.
pub(crate) fn unpack_json<T: for<'a> serde::Deserialize<'a>>(packed: &[u8]) -> Option<T> {
    let mut text = Vec::new();
    let unpacking = zstd::stream::read::Decoder::new(packed).ok()?;
    unpacking.take(JSON_BYTES_MAX).read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}
