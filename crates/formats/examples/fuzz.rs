//! Changes real and own files at random and reads them, for as long as it is
//! told to: `cargo run -p formats --example fuzz -- SECONDS OUT [FOLDER…]`.
//!
//! Seeds are the samples of this room and every file below the folders named.
//! An input on which a reader panics, or takes longer than [`SLOW_MS`], is
//! written to OUT and told; the run ends with a table by kind of seed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A reader that takes longer than this for a file of this size hangs.
const SLOW_MS: u128 = 3_000;
/// Larger seeds slow the run down without showing more.
const SEED_BYTES_MAX: usize = 256 << 10;
/// Far more items than any of these inputs can hold.
const ITEMS_MAX: usize = 1_000_000;

/// Pieces of the formats, which random bytes hardly ever hit.
const PIECES: &[&[u8]] = &[
    b"<",
    b"</",
    b">",
    b"/>",
    b"&",
    b"&#0;",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<!DOCTYPE a [",
    b"\"",
    b"'",
    b" xmlns='urn:x'",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"{",
    b"}",
    b"[",
    b"]",
    b"null",
    b"-",
    b".",
    b",",
    b"99999999999999999999",
    b"1e999",
    b"0000000000",
    b"NY000010",
    b"NY090088",
    b" obj",
    b"endobj",
    b"stream\n",
    b"endstream",
    b"<<",
    b">>",
    b"/Length 4294967295",
    b"/Type /ObjStm",
    b"/Filter /FlateDecode",
    b"9 0 R",
    b"(",
    b")",
    b"trailer",
    b"--",
    b"\n\n",
    b"Content-Type: ",
    b"message/delivery-status",
    b"message/rfc822",
    b"Action: failed",
    b"Status: 5.1.1",
    b"\nFrom x\n",
    b"Message-ID: <",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"%PDF-",
    "æ€𝄞".as_bytes(),
];

/// A small generator, so that a seed makes the same run again (xorshift64*).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

fn change(random: &mut Random, bytes: &mut Vec<u8>, other: &[u8]) {
    let at = random.below(bytes.len() + 1);
    let to = (at + random.below(64)).min(bytes.len());
    match random.below(7) {
        0 if !bytes.is_empty() => {
            let at = at.min(bytes.len() - 1);
            bytes[at] = random.next() as u8;
        }
        1 | 2 => {
            let piece = PIECES[random.below(PIECES.len())];
            bytes.splice(at..at, piece.iter().copied());
        }
        3 => drop(bytes.drain(at..to)),
        4 => {
            let again = bytes[at..to].repeat(1 + random.below(20));
            bytes.splice(at..at, again);
        }
        5 => {
            let from = random.below(other.len() + 1);
            let until = (from + random.below(512)).min(other.len());
            bytes.splice(at..to, other[from..until].iter().copied());
        }
        _ if random.below(8) == 0 => bytes.truncate(at),
        _ => {}
    }
}

fn read(bytes: &[u8]) {
    let count = formats::read_bytes("fuzz.pdf", bytes)
        .take(ITEMS_MAX)
        .count();
    assert!(count < ITEMS_MAX, "the items never end");
    let _ = formats::embedded(bytes, 0);
    if let Ok(mut archive) = formats::archive::Archive::open(std::io::Cursor::new(bytes)) {
        let _ = archive.entries().count();
    }
}

#[derive(Default)]
struct Tally {
    runs: u64,
    slowest_ms: u128,
}

fn seeds(folders: &[PathBuf]) -> Vec<(String, Vec<u8>)> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut left = vec![samples];
    left.extend(folders.iter().cloned());
    let mut seeds = Vec::new();
    while let Some(path) = left.pop() {
        if let Ok(entries) = std::fs::read_dir(&path) {
            left.extend(entries.flatten().map(|entry| entry.path()));
        } else if let Ok(bytes) = std::fs::read(&path)
            && bytes.len() <= SEED_BYTES_MAX
        {
            let kind = formats::read_bytes("seed", &bytes).format.code();
            seeds.push((kind.to_owned(), bytes));
        }
    }
    seeds.sort();
    seeds
}

/// Kinds take turns, so that a kind with few seeds is not left behind.
fn by_kind(seeds: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<Vec<u8>>)> {
    let mut kinds: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for (kind, bytes) in seeds {
        kinds.entry(kind).or_default().push(bytes);
    }
    kinds.into_iter().collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let seconds: u64 = arguments.next().ok_or("SECONDS is missing")?.parse()?;
    let out = PathBuf::from(arguments.next().ok_or("OUT is missing")?);
    let folders: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    std::fs::create_dir_all(&out)?;
    let kinds = by_kind(seeds(&folders));
    let start = Instant::now();
    let mut random = Random(start.elapsed().as_nanos() as u64 ^ u64::from(std::process::id()) | 1);
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut faults = 0;
    for turn in 0_usize.. {
        if start.elapsed() > Duration::from_secs(seconds) {
            break;
        }
        let (kind, seeds) = &kinds[turn % kinds.len()];
        let (_, others) = &kinds[random.below(kinds.len())];
        let mut bytes = seeds[random.below(seeds.len())].clone();
        let other = &others[random.below(others.len())];
        for _ in 0..=random.below(8) {
            change(&mut random, &mut bytes, other);
        }
        let began = Instant::now();
        let result = std::panic::catch_unwind(|| read(&bytes));
        let took_ms = began.elapsed().as_millis();
        let tally = tallies.entry(kind).or_default();
        tally.runs += 1;
        tally.slowest_ms = tally.slowest_ms.max(took_ms);
        if result.is_err() || took_ms > SLOW_MS {
            faults += 1;
            std::fs::write(out.join(format!("{kind}-{turn}.bin")), &bytes)?;
            eprintln!(
                "{kind}, turn {turn}: {took_ms} ms, panicked: {}",
                result.is_err()
            );
        }
    }
    for (kind, tally) in &tallies {
        eprintln!(
            "{kind:12} {:>9} runs, slowest {} ms",
            tally.runs, tally.slowest_ms
        );
    }
    eprintln!("{faults} faults in {} s", start.elapsed().as_secs());
    Ok(())
}
