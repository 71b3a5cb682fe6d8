//! A file in the pieces in which it is recorded: a small one is one piece, a
//! large one many, handed on as they fill so that none waits in memory.

use super::prepare::Brought;
use crate::Result;
use domain::Finding;
use domain::intake::ItemKind;
use jiff::Timestamp;
use std::sync::Arc;
use store::port::{Import, Intake, Packed, Place};

/// Items recorded in one piece of a large file.
const ITEMS_A_PIECE: usize = 1_000;
/// Weight of what one piece may bring, in bytes: documents with much in them
/// make smaller pieces.
const BYTES_A_PIECE: u64 = 2 * 1024 * 1024;
/// What an item weighs besides the bytes it brings: its fields.
const ITEM_BYTES: u64 = 1_024;
/// The most findings about a file as a whole; an archive has many files.
const FILE_FINDINGS_MAX: usize = 100;

/// A piece ready to be recorded, with what will be said about its items.
pub(super) struct Piece {
    pub(super) intake: Intake,
    pub(super) told: Vec<Told>,
    /// Files that end with this piece, and their bytes.
    pub(super) files: u64,
    pub(super) bytes: u64,
}

/// What is said of an item besides its outcome.
pub(super) struct Told {
    /// The file's name.
    pub(super) file: Arc<str>,
    /// What the file was recognised as.
    pub(super) format: &'static str,
    /// Where in the file.
    pub(super) place: String,
    /// What kind of thing it is.
    pub(super) kind: ItemKind,
}

/// Where pieces go when they are full.
pub(super) type Outlet<'o> = dyn FnMut(Piece) -> Result<()> + 'o;

/// The pieces of one import, in order.
pub(super) struct Pieces<'o> {
    outlet: &'o mut Outlet<'o>,
    learned_at: Timestamp,
    import: Option<Import>,
    piece: Option<Piece>,
    position: u64,
    weight: u64,
}

impl<'o> Pieces<'o> {
    pub(super) fn new(learned_at: Timestamp, outlet: &'o mut Outlet<'o>) -> Self {
        Self {
            outlet,
            learned_at,
            import: None,
            piece: None,
            position: 0,
            weight: 0,
        }
    }

    /// Begins the import; its own bytes come with the first piece.
    pub(super) fn open(&mut self, import: Import, packed: Option<Packed>) {
        self.import = Some(import);
        if let (Some(packed), Some(piece)) = (packed, self.piece()) {
            piece.intake.originals.push(packed);
        }
    }

    /// What was noticed about the file as a whole.
    pub(super) fn notice(&mut self, findings: Vec<Finding>) {
        for slot in [
            self.import.as_mut(),
            self.piece.as_mut().map(|piece| &mut piece.intake.import),
        ] {
            let Some(import) = slot else { continue };
            let room = FILE_FINDINGS_MAX.saturating_sub(import.findings.len());
            import.findings.extend(findings.iter().take(room).cloned());
        }
    }

    /// Adds an item, and hands the piece on when it is full.
    pub(super) fn add(&mut self, brought: Brought) -> Result<()> {
        let Brought {
            told,
            mut item,
            originals,
        } = brought;
        item.position = self.position;
        self.position += 1;
        self.weight += ITEM_BYTES + weight(&originals);
        let is_full = match self.piece() {
            Some(piece) => {
                piece.intake.items.push(item);
                piece.intake.originals.extend(originals);
                piece.told.push(told);
                piece.told.len() >= ITEMS_A_PIECE
            }
            None => false,
        };
        match is_full || self.weight >= BYTES_A_PIECE {
            true => self.hand_on(),
            false => Ok(()),
        }
    }

    /// Counts a file that was read to its end.
    pub(super) fn end_file(&mut self, bytes: u64) {
        if let Some(piece) = self.piece() {
            piece.files += 1;
            piece.bytes += bytes;
        }
    }

    /// Hands on the last piece.
    pub(super) fn finish(&mut self) -> Result<()> {
        if let Some(piece) = self.piece() {
            piece.intake.is_last = true;
        }
        self.hand_on()
    }

    /// Whether the import has begun.
    pub(super) const fn is_open(&self) -> bool {
        self.import.is_some()
    }

    fn hand_on(&mut self) -> Result<()> {
        self.weight = 0;
        match self.piece.take() {
            Some(piece) => (self.outlet)(piece),
            None => Ok(()),
        }
    }

    /// The piece being filled; none before the import is known.
    fn piece(&mut self) -> Option<&mut Piece> {
        let import = self.import.as_ref()?;
        let fresh = || Piece {
            intake: Intake {
                import: import.clone(),
                originals: Vec::new(),
                items: Vec::new(),
                is_last: false,
                learned_at: self.learned_at,
            },
            told: Vec::new(),
            files: 0,
            bytes: 0,
        };
        Some(self.piece.get_or_insert_with(fresh))
    }
}

/// The bytes that an item brings along in memory.
fn weight(originals: &[Packed]) -> u64 {
    let bytes = originals.iter().map(|packed| match &packed.place {
        Place::Inline(bytes) => bytes.len() as u64,
        Place::Outside => 0,
    });
    bytes.sum()
}
