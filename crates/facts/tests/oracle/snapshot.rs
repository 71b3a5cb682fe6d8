//! Snapshots: what was written comes back, and nothing else does.

use crate::world::{Dice, TODAY, World};
use crate::{check, check_groups, facts_of, oslo, sorts};
use domain::Seq;
use domain::filter::Filter;
use facts::{Dimension, Entry, Facts, Group, GroupSum, SnapshotError, Sort, View};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Bytes before the first section: magic and version.
const START: usize = 12;

fn written(facts: &Facts) -> Vec<u8> {
    let mut bytes = Vec::new();
    facts.write_snapshot(&mut bytes).unwrap();
    bytes
}

fn made(seed: u64, count: u64) -> (World, Vec<Entry>, Facts) {
    let (world, mut dice) = (World::new(), Dice(seed));
    let entries = dice.entries(&world, count);
    let mut facts = facts_of(&world, &entries);
    facts.set_position(Seq(4711));
    (world, entries, facts)
}

/// Gives its bytes in dribs and drabs, as a network does.
struct Dribble<'a>(&'a [u8]);

impl Read for Dribble<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = out.len().min(7);
        self.0.read(&mut out[..count])
    }
}

/// Asks something of everything; what comes of it does not matter here.
fn ask(facts: &Facts) {
    let view = View::all(TODAY);
    for sort in sorts() {
        facts.list(&view, sort, None, 5).unwrap();
    }
    for dimension in Dimension::all() {
        facts.group(&view, &[dimension]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_was_written_answers_alike_and_goes_on(seed: u64, count in 0_u64..150) {
        let (world, mut entries, mut facts) = made(seed, count);
        let mut dice = Dice(seed ^ 1);
        let gone: Vec<Entry> = entries.extract_if(.., |_| dice.below(5) == 0).collect();
        facts.remove(&gone.iter().map(|entry| entry.head.id).collect::<Vec<_>>());
        let bytes = written(&facts);
        let mut back = Facts::read_snapshot(Dribble(&bytes)).unwrap();
        prop_assert_eq!(back.position(), Seq(4711));
        prop_assert_eq!(back.zone(), &oslo());
        prop_assert_eq!(back.len(), facts.len());
        prop_assert_eq!(&written(&back), &bytes, "the second copy is the first");
        let (view, sort) = (dice.view(&world), dice.pick(&sorts()));
        check(&back, &world, &entries, &view, sort);
        check_groups(&back, &world, &entries, &view, &[Dimension::Customer]);
        let (on, now) = (dice.day(), jiff::Timestamp::UNIX_EPOCH);
        let ageing = |facts: &Facts| facts.statistics(&view, now).ageing(on, &[]);
        prop_assert_eq!(ageing(&back), ageing(&facts));
        back.apply(&gone);
        entries.extend(gone);
        check(&back, &world, &entries, &view, sort);
    }

    #[test]
    fn any_changed_byte_is_noticed(seed: u64, at: prop::sample::Index, bit in 0_u8..8) {
        let (_, _, facts) = made(seed, 20);
        let mut bytes = written(&facts);
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(Facts::read_snapshot(bytes.as_slice()).is_err());
    }

    #[test]
    fn whatever_is_cut_off_is_noticed(seed: u64, at: prop::sample::Index) {
        let (_, _, facts) = made(seed, 20);
        let bytes = written(&facts);
        let cut = &bytes[..at.index(bytes.len())];
        prop_assert!(Facts::read_snapshot(cut).is_err());
    }

    #[test]
    fn lies_with_a_right_checksum_do_no_harm(
        seed: u64,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let (_, _, facts) = made(seed, 30);
        let mut bytes = written(&facts);
        for (at, value) in changes {
            let at = START + at.index(bytes.len() - START);
            bytes[at] = value;
        }
        sign_anew(&mut bytes);
        if let Ok(facts) = Facts::read_snapshot(bytes.as_slice()) {
            ask(&facts);
        }
    }

    #[test]
    fn noise_is_refused(noise in prop::collection::vec(any::<u8>(), 0..300), starts: bool) {
        let mut bytes = match starts {
            true => b"UTSYNFCT\x01\0\0\0".to_vec(),
            false => Vec::new(),
        };
        bytes.extend(noise);
        prop_assert!(Facts::read_snapshot(bytes.as_slice()).is_err());
    }
}

/// Writes the checksum of every section anew, as far as sections go.
fn sign_anew(bytes: &mut [u8]) {
    let mut at = START;
    while let Some(head) = bytes.get(at..at + 12) {
        let length = u64::from_le_bytes(head[4..].try_into().unwrap());
        let end = usize::try_from(length)
            .ok()
            .and_then(|n| n.checked_add(at + 12));
        let Some(end) = end.filter(|end| end + 4 <= bytes.len()) else {
            return;
        };
        let sum = crc32fast::hash(&bytes[at..end]);
        bytes[end..end + 4].copy_from_slice(&sum.to_le_bytes());
        at = end + 4;
    }
}

#[test]
fn a_section_that_claims_to_be_endless_takes_no_room() {
    let mut bytes = b"UTSYNFCT\x01\0\0\0\x01\0\0\0".to_vec();
    bytes.extend((1_u64 << 32).to_le_bytes());
    let error = Facts::read_snapshot(bytes.as_slice()).unwrap_err();
    assert!(matches!(error, SnapshotError::CutOff), "{error}");
    let at = bytes.len() - 8;
    bytes[at..].copy_from_slice(&u64::MAX.to_le_bytes());
    let error = Facts::read_snapshot(bytes.as_slice()).unwrap_err();
    assert!(matches!(error, SnapshotError::Damaged { .. }), "{error}");
}

#[test]
fn errors_say_what_is_wrong() {
    let foreign = Facts::read_snapshot(b"PK\x03\x04 something else".as_slice());
    assert!(matches!(foreign, Err(SnapshotError::Foreign)));
    let later = Facts::read_snapshot(b"UTSYNFCT\x63\0\0\0".as_slice()).unwrap_err();
    assert_eq!(
        later.to_string(),
        "the snapshot has version 99; this program knows those up to 2"
    );
}

#[test]
fn many_blocks_come_back() {
    let (world, entries, facts) = made(7, 70_000);
    let back = Facts::read_snapshot(written(&facts).as_slice()).unwrap();
    let view = View::all(TODAY);
    check(&back, &world, &entries, &view, Sort::default());
    check_groups(&back, &world, &entries, &view, &[Dimension::Channel]);
}

/// Every version that was ever written is still read, with the answers that
/// it gave then. With `UTSYN_WRITE_GOLDEN` set the newest is written anew.
#[test]
fn snapshots_of_every_version_are_read() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    if std::env::var_os("UTSYN_WRITE_GOLDEN").is_some() {
        let (_, _, facts) = made(2026, 40);
        std::fs::write(directory.join("2.snapshot"), written(&facts)).unwrap();
        std::fs::write(directory.join("2.answers.txt"), answers(&facts)).unwrap();
    }
    let files = std::fs::read_dir(&directory).unwrap();
    let paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    let snapshots = paths
        .iter()
        .filter(|path| path.extension() == Some("snapshot".as_ref()));
    let mut read = 0;
    for path in snapshots {
        let facts = Facts::read_snapshot(std::fs::File::open(path).unwrap()).unwrap();
        let expected = std::fs::read_to_string(path.with_extension("answers.txt")).unwrap();
        assert_eq!(answers(&facts), expected, "{}", path.display());
        read += 1;
    }
    assert_eq!(read, 2, "one file a version");
}

fn sums(group: &Group) -> String {
    let sum = |sum: &GroupSum| {
        let minor = [sum.amount_minor, sum.outstanding_minor, sum.paid_minor];
        format!("{} {minor:?}", sum.currency)
    };
    group.sums.iter().map(sum).collect::<Vec<_>>().join(", ")
}

fn answers(facts: &Facts) -> String {
    let view = View::all(TODAY);
    let mut text = format!(
        "position {}\nzone {}\n",
        facts.position(),
        facts.zone().iana_name().unwrap_or_default()
    );
    for sort in sorts() {
        writeln!(text, "{sort}").unwrap();
        for id in facts.ids(&view, sort) {
            writeln!(text, "  {id}").unwrap();
        }
    }
    for dimension in Dimension::PLAIN {
        writeln!(text, "{dimension}").unwrap();
        for group in facts.group(&view, &[dimension]) {
            let term = group.keys[0].term(dimension);
            let filter = Filter::default().and(term);
            writeln!(text, "  {filter}: {} {}", group.count, sums(&group)).unwrap();
        }
    }
    text
}
