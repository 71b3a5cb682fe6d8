//! Sections: what each is, how long, and whether it is as it was written.

use super::input::{Input, Stored};
use super::output::Output;
use super::{MAGIC, SnapshotError, VERSION};
use std::io::{self, Read, Write};

/// The most bytes of a section. The largest are the ids of all customers, 16
/// bytes each, and blocks of 16,384 documents.
const SECTION_MAX: u64 = 1 << 32;

/// What a section is about. Stored: never renumbered, only appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Section {
    Head = 1,
    Companies = 2,
    Customers = 3,
    CompanyNames = 4,
    CustomerNames = 5,
    Shapes = 6,
    Batches = 7,
    Money = 8,
    Block = 9,
    End = 10,
    Parts = 11,
}

/// The bytes of a section as they were read; not yet known to be undamaged.
pub(super) struct Packet {
    section: Section,
    payload: Vec<u8>,
    checksum: u32,
}

/// Writes sections.
pub(super) struct Writer<W> {
    out: W,
    room: Output,
    written: u32,
}

/// Reads sections.
pub(super) struct Reader<R> {
    from: R,
    next: Packet,
    read: u32,
    /// Room of sections that were done with.
    spare: Vec<Vec<u8>>,
}

impl Section {
    const ALL: [Self; 11] = [
        Self::Head,
        Self::Companies,
        Self::Customers,
        Self::CompanyNames,
        Self::CustomerNames,
        Self::Shapes,
        Self::Batches,
        Self::Money,
        Self::Block,
        Self::End,
        Self::Parts,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Companies => "companies",
            Self::Customers => "customers",
            Self::CompanyNames => "names of companies",
            Self::CustomerNames => "names of customers",
            Self::Shapes => "combinations",
            Self::Batches => "batches",
            Self::Money => "sums paid in part",
            Self::Parts => "part payments",
            Self::Block => "documents",
            Self::End => "end",
        }
    }

    pub(super) const fn damaged(self, what: &'static str) -> SnapshotError {
        SnapshotError::Damaged {
            section: self.name(),
            what,
        }
    }
}

fn checksum(section: Section, payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&(section as u32).to_le_bytes());
    hasher.update(&(payload.len() as u64).to_le_bytes());
    hasher.update(payload);
    hasher.finalize()
}

impl Packet {
    /// What is in the section, all of it, if it is as it was written.
    pub(super) fn unpack<T>(
        &self,
        read: impl FnOnce(&mut Input<'_>) -> Stored<T>,
    ) -> Result<T, SnapshotError> {
        let damaged = |what| self.section.damaged(what);
        if checksum(self.section, &self.payload) != self.checksum {
            return Err(damaged("the checksum does not match"));
        }
        let mut input = Input::new(&self.payload);
        let found = read(&mut input).map_err(damaged)?;
        match input.is_empty() {
            true => Ok(found),
            false => Err(damaged("it is longer than what is in it")),
        }
    }
}

impl<W: Write> Writer<W> {
    pub(super) fn begin(mut out: W) -> io::Result<Self> {
        out.write_all(MAGIC)?;
        out.write_all(&VERSION.to_le_bytes())?;
        Ok(Self {
            out,
            room: Output::default(),
            written: 0,
        })
    }

    pub(super) fn section(
        &mut self,
        section: Section,
        fill: impl FnOnce(&mut Output),
    ) -> io::Result<()> {
        self.room.clear();
        fill(&mut self.room);
        let payload = self.room.bytes();
        let mut head = [0; 12];
        head[..4].copy_from_slice(&(section as u32).to_le_bytes());
        head[4..].copy_from_slice(&(payload.len() as u64).to_le_bytes());
        self.out.write_all(&head)?;
        self.out.write_all(payload)?;
        self.written += 1;
        self.out
            .write_all(&checksum(section, payload).to_le_bytes())
    }

    /// Says how many sections there are, so that a missing one is noticed.
    pub(super) fn end(mut self) -> io::Result<()> {
        let written = self.written;
        self.section(Section::End, |out| out.number(written))?;
        self.out.flush()
    }
}

impl<R: Read> Reader<R> {
    pub(super) fn begin(mut from: R) -> Result<Self, SnapshotError> {
        let mut start = [0; 12];
        if let Err(error) = from.read_exact(&mut start) {
            return Err(match error.kind() {
                io::ErrorKind::UnexpectedEof => SnapshotError::Foreign,
                _ => SnapshotError::Unreadable(error),
            });
        }
        let (magic, version) = start.split_at(MAGIC.len());
        if magic != MAGIC {
            return Err(SnapshotError::Foreign);
        }
        let version = u32::from_le_bytes([version[0], version[1], version[2], version[3]]);
        match version {
            0 => Err(SnapshotError::Foreign),
            1..=VERSION => {
                let next = packet(&mut from, Vec::new())?;
                Ok(Self {
                    from,
                    next,
                    read: 0,
                    spare: Vec::new(),
                })
            }
            later => Err(SnapshotError::TooNew(later)),
        }
    }

    /// The next section, which must be this.
    pub(super) fn one(&mut self, section: Section) -> Result<Packet, SnapshotError> {
        let found = self.next_if(section)?;
        found.ok_or(section.damaged("it is not where it belongs"))
    }

    /// The next section if it is this.
    pub(super) fn next_if(&mut self, section: Section) -> Result<Option<Packet>, SnapshotError> {
        if self.next.section != section {
            return Ok(None);
        }
        self.read += 1;
        let room = self.spare.pop().unwrap_or_default();
        let next = packet(&mut self.from, room)?;
        Ok(Some(std::mem::replace(&mut self.next, next)))
    }

    /// Takes the room of sections back, for those to come.
    pub(super) fn give_back(&mut self, done: Vec<Packet>) {
        let rooms = done.into_iter().map(|packet| packet.payload);
        self.spare.extend(rooms);
    }

    /// Checks that everything was read.
    pub(super) fn end(self) -> Result<(), SnapshotError> {
        if self.next.section != Section::End {
            return Err(self.next.section.damaged("it is not where it belongs"));
        }
        let written = self.next.unpack(|end| end.number())?;
        match written == self.read {
            true => Ok(()),
            false => Err(Section::End.damaged("a section is missing")),
        }
    }
}

/// The next section. Room is taken as bytes come, not as they are claimed.
fn packet(from: &mut impl Read, mut payload: Vec<u8>) -> Result<Packet, SnapshotError> {
    let mut head = [0; 12];
    from.read_exact(&mut head)?;
    let (number, length) = head.split_at(4);
    let number = u32::from_le_bytes([number[0], number[1], number[2], number[3]]);
    let known = Section::ALL
        .into_iter()
        .find(|section| *section as u32 == number);
    let section = known.ok_or(Section::End.damaged("a section is unknown"))?;
    let length = length
        .iter()
        .rev()
        .fold(0, |length, byte| length << 8 | u64::from(*byte));
    if length > SECTION_MAX {
        return Err(section.damaged("it is longer than any can be"));
    }
    payload.clear();
    payload.reserve(usize::try_from(length.min(ROOM)).unwrap_or(0));
    let read = from.by_ref().take(length).read_to_end(&mut payload)?;
    if read as u64 != length {
        return Err(SnapshotError::CutOff);
    }
    let mut sum = [0; 4];
    from.read_exact(&mut sum)?;
    Ok(Packet {
        section,
        payload,
        checksum: u32::from_le_bytes(sum),
    })
}

/// Room that is taken on a section's word: a block of documents has less.
const ROOM: u64 = 2 << 20;
