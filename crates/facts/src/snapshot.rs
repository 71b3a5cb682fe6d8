//! The read model as a file, so that starting need not read the record.
//!
//! The grammar stands in the README. A snapshot is written and read as a
//! stream of sections, each with its own checksum; what it claims about its
//! own sizes is believed only as far as bytes really follow.

use crate::Facts;
use crate::columns::{Block, Columns, Derived};
use crate::dictionary::Dictionary;
use crate::names::Names;
use domain::Seq;
use jiff::fmt::temporal::{DateTimeParser, DateTimePrinter};
use rayon::prelude::*;
use sections::{Packet, Reader, Section, Writer};
use std::io;

mod input;
mod output;
mod sections;

pub(crate) use input::{Input, Stored};
pub(crate) use output::Output;

/// The first bytes of every snapshot.
const MAGIC: &[u8; 8] = b"UTSYNFCT";
/// The grammar that is written. Every one up to this is read.
const VERSION: u32 = 2;
/// Blocks that are read before they are unpacked on all cores: about 20 MiB.
const BLOCKS_AT_A_TIME: usize = 16;

/// Why a snapshot cannot be read. The read model is then built anew from the
/// record.
#[derive(Debug)]
pub enum SnapshotError {
    /// The bytes could not be had.
    Unreadable(io::Error),
    /// The bytes do not begin as a snapshot does.
    Foreign,
    /// It is of a later version than this program knows.
    TooNew(u32),
    /// It ends too early.
    CutOff,
    /// Something in it cannot be.
    Damaged {
        /// Which part of it.
        section: &'static str,
        /// What is wrong.
        what: &'static str,
    },
}

impl Facts {
    /// Writes everything that is known, with position and time zone. Many
    /// small writes are not made: `out` need not be buffered.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write_snapshot(&self, out: impl io::Write) -> io::Result<()> {
        let mut writer = Writer::begin(out)?;
        let zone = DateTimePrinter::new().time_zone_to_string(&self.zone);
        let zone = zone.map_err(io::Error::other)?;
        writer.section(Section::Head, |out| {
            out.signed(self.position.0);
            out.text(&zone);
        })?;
        let columns = &self.columns;
        writer.section(Section::Companies, |out| columns.companies.store_ids(out))?;
        writer.section(Section::Customers, |out| columns.customers.store_ids(out))?;
        for texts in columns.companies.texts() {
            writer.section(Section::CompanyNames, |out| texts.store(out))?;
        }
        for texts in columns.customers.texts() {
            writer.section(Section::CustomerNames, |out| texts.store(out))?;
        }
        writer.section(Section::Shapes, |out| columns.shapes.store(out))?;
        writer.section(Section::Batches, |out| columns.batches.store(out))?;
        writer.section(Section::Money, |out| columns.store_odd(out))?;
        writer.section(Section::Parts, |out| columns.store_parts(out))?;
        for block in &columns.blocks {
            writer.section(Section::Block, |out| block.store(out))?;
        }
        writer.end()
    }

    /// Reads what [`Facts::write_snapshot`] wrote, or any version before did.
    ///
    /// # Errors
    ///
    /// Bytes that are not a whole and undamaged snapshot.
    pub fn read_snapshot(from: impl io::Read + Send) -> Result<Self, SnapshotError> {
        let mut reader = Reader::begin(from)?;
        let head = reader.one(Section::Head)?;
        let (position, zone) = head.unpack(|head| {
            let position = Seq(head.signed()?);
            let zone = DateTimeParser::new().parse_time_zone(head.text()?);
            Ok((position, zone.map_err(|_| "the time zone is unknown")?))
        })?;
        let mut columns = Columns::default();
        let companies = reader.one(Section::Companies)?.unpack(Names::stored_ids)?;
        let customers = reader.one(Section::Customers)?.unpack(Names::stored_ids)?;
        while let Some(names) = reader.next_if(Section::CompanyNames)? {
            names.unpack(|section| columns.companies.restore_texts(companies.len(), section))?;
        }
        while let Some(names) = reader.next_if(Section::CustomerNames)? {
            names.unpack(|section| columns.customers.restore_texts(customers.len(), section))?;
        }
        let numbered = Dictionary::of(companies);
        damaged(Section::Companies, columns.companies.restore_ids(numbered))?;
        restore_tables(&mut reader, &mut columns)?;
        // Customers are numbered while documents are read, because that takes
        // one core a while.
        let count = customers.len();
        let (numbered, blocks) = rayon::join(
            || Dictionary::of(customers),
            || restore_blocks(&mut reader, &columns, count),
        );
        columns.blocks = blocks?;
        damaged(Section::Customers, columns.customers.restore_ids(numbered))?;
        reader.end()?;
        damaged(Section::Block, columns.restore_index())?;
        Ok(Self {
            position,
            zone,
            columns,
        })
    }
}

/// What few documents or combinations have.
fn restore_tables<R: io::Read>(
    reader: &mut Reader<R>,
    columns: &mut Columns,
) -> Result<(), SnapshotError> {
    let shapes = reader.one(Section::Shapes)?;
    shapes.unpack(|section| columns.restore_shapes(section))?;
    let batches = reader.one(Section::Batches)?;
    batches.unpack(|section| columns.batches.restore(section))?;
    let money = reader.one(Section::Money)?;
    money.unpack(|section| columns.restore_odd(section))?;
    // Version 1 has none.
    match reader.next_if(Section::Parts)? {
        Some(parts) => parts.unpack(|section| columns.restore_parts(section)),
        None => Ok(()),
    }
}

/// Reads blocks of documents for so many customers and unpacks them on all
/// cores, the next ones being read while some are unpacked.
fn restore_blocks<R: io::Read + Send>(
    reader: &mut Reader<R>,
    columns: &Columns,
    customers: usize,
) -> Result<Vec<Block>, SnapshotError> {
    let mut restored = Vec::new();
    let mut packed = some_blocks(reader)?;
    while !packed.is_empty() {
        let unpack = || -> Result<Vec<Block>, SnapshotError> {
            let blocks = packed.par_iter();
            let restore = |derived: &mut Derived, section: &Packet| {
                section.unpack(|from| columns.restore_block(customers, derived, from))
            };
            blocks.map_init(Derived::default, restore).collect()
        };
        let (blocks, next) = rayon::join(unpack, || some_blocks(reader));
        restored.extend(blocks?);
        reader.give_back(packed);
        packed = next?;
    }
    Ok(restored)
}

fn some_blocks<R: io::Read>(reader: &mut Reader<R>) -> Result<Vec<Packet>, SnapshotError> {
    let mut packed = Vec::with_capacity(BLOCKS_AT_A_TIME);
    while packed.len() < BLOCKS_AT_A_TIME {
        match reader.next_if(Section::Block)? {
            Some(block) => packed.push(block),
            None => break,
        }
    }
    Ok(packed)
}

/// What was read, or that it cannot be.
fn damaged<T>(section: Section, read: Stored<T>) -> Result<T, SnapshotError> {
    read.map_err(|what| section.damaged(what))
}

impl From<io::Error> for SnapshotError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::CutOff,
            _ => Self::Unreadable(error),
        }
    }
}

impl std::fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "the snapshot cannot be read: {error}"),
            Self::Foreign => f.write_str("this is not a snapshot of the facts"),
            Self::TooNew(version) => write!(
                f,
                "the snapshot has version {version}; this program knows those up to {VERSION}"
            ),
            Self::CutOff => f.write_str("the snapshot ends too early"),
            Self::Damaged { section, what } => {
                write!(f, "the snapshot is damaged in its {section}: {what}")
            }
        }
    }
}

impl std::error::Error for SnapshotError {}
