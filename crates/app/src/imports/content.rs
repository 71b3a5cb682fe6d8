//! The bytes of a file on its way in: held where they are few, left on disk
//! where they are many, so that no file costs more memory than a small one.

use domain::ContentHash;
use futures_util::{Stream, StreamExt as _};
use sha2::{Digest as _, Sha256};
use std::fs::{DirBuilder, File};
use std::io::{BufRead, BufReader, Cursor, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt as _, FileExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes up to which a file is held in memory. Nearly every document is
/// smaller, and reading those at once is quicker than going to the disk.
pub const HELD_BYTES_MAX: u64 = 1024 * 1024;
/// The most bytes of one file, so that one upload cannot fill the disk.
pub const FILE_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;
/// Bytes that are gathered before they are written aside.
const WRITTEN_BYTES: usize = 512 * 1024;
/// Only the owner of the process may look.
const DIRECTORY_MODE: u32 = 0o700;

/// The bytes of a file. Cheap to clone.
#[derive(Clone)]
pub enum Content {
    /// Few, in memory.
    Held(Arc<[u8]>),
    /// Many, on disk.
    OnDisk(OnDisk),
}

/// An open file, read from wherever one wants.
#[derive(Clone)]
pub struct OnDisk {
    file: Arc<File>,
    size: u64,
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Content({} bytes)", self.size())
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Held(bytes.into())
    }
}

impl Content {
    /// The content of a file that is there and stays.
    pub(super) fn open(path: &Path) -> std::io::Result<Self> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        if size > FILE_BYTES_MAX {
            return Err(too_large());
        }
        Self::of(file, size)
    }

    /// The content of an open file of this size.
    pub(super) fn of(mut file: File, size: u64) -> std::io::Result<Self> {
        if size > HELD_BYTES_MAX {
            let file = Arc::new(file);
            return Ok(Self::OnDisk(OnDisk { file, size }));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        file.rewind()?;
        file.read_to_end(&mut bytes)?;
        Ok(bytes.into())
    }

    /// How many bytes.
    pub fn size(&self) -> u64 {
        match self {
            Self::Held(bytes) => bytes.len() as u64,
            Self::OnDisk(on_disk) => on_disk.size,
        }
    }

    /// SHA-256 of the bytes. Goes to the disk where they are many.
    pub fn hash(&self) -> std::io::Result<ContentHash> {
        if let Self::Held(bytes) = self {
            return Ok(ContentHash::of(bytes));
        }
        let (mut hasher, mut reader) = (Sha256::new(), self.reader());
        let mut buffer = vec![0; WRITTEN_BYTES];
        loop {
            match reader.read(&mut buffer)? {
                0 => return Ok(ContentHash::from_bytes(hasher.finalize().into())),
                count => hasher.update(&buffer[..count]),
            }
        }
    }

    /// Reads from the beginning, from a place of its own.
    pub fn reader(&self) -> Reader {
        match self {
            Self::Held(bytes) => Reader::Held(Cursor::new(Arc::clone(bytes))),
            Self::OnDisk(on_disk) => Reader::OnDisk {
                on_disk: on_disk.clone(),
                position: 0,
            },
        }
    }

    /// Reads from the beginning in larger portions.
    pub(super) fn buffered(&self) -> Box<dyn BufRead + Send> {
        Box::new(BufReader::new(self.reader()))
    }

    /// The first bytes, at most so many.
    pub(super) fn head(&self, bytes_max: u64) -> std::io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.reader().take(bytes_max).read_to_end(&mut head)?;
        Ok(head)
    }
}

impl formats::archive::ReadAt for Content {
    fn size(&self) -> u64 {
        Self::size(self)
    }

    fn read_at(&self, buffer: &mut [u8], position: u64) -> std::io::Result<usize> {
        match self {
            Self::Held(bytes) => {
                let start = usize::try_from(position).unwrap_or(usize::MAX);
                let mut left = bytes.get(start..).unwrap_or_default();
                left.read(buffer)
            }
            Self::OnDisk(on_disk) => on_disk.file.read_at(buffer, position),
        }
    }
}

/// Reads a content; many can read the same one.
pub enum Reader {
    /// In memory.
    Held(Cursor<Arc<[u8]>>),
    /// On disk, from this position on.
    OnDisk {
        /// The file.
        on_disk: OnDisk,
        /// Where the next byte lies.
        position: u64,
    },
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Held(cursor) => cursor.read(buffer),
            Self::OnDisk { on_disk, position } => {
                let count = on_disk.file.read_at(buffer, *position)?;
                *position += count as u64;
                Ok(count)
            }
        }
    }
}

impl Seek for Reader {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        match self {
            Self::Held(cursor) => cursor.seek(to),
            Self::OnDisk { on_disk, position } => {
                let wanted = match to {
                    SeekFrom::Start(at) => Some(at),
                    SeekFrom::End(by) => on_disk.size.checked_add_signed(by),
                    SeekFrom::Current(by) => position.checked_add_signed(by),
                };
                *position = wanted.ok_or(std::io::ErrorKind::InvalidInput)?;
                Ok(*position)
            }
        }
    }
}

/// Where bytes lie while they are on their way in: files without a name, which
/// go with whoever holds them, also when the process is killed.
#[derive(Debug, Clone)]
pub struct Spool {
    directory: PathBuf,
}

impl Spool {
    /// A spool in a directory, which is made when it is first needed.
    pub const fn new(directory: PathBuf) -> Self {
        Self { directory }
    }

    /// The directory, which may not be there yet.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// An empty file without a name.
    pub fn room(&self) -> std::io::Result<File> {
        DirBuilder::new()
            .recursive(true)
            .mode(DIRECTORY_MODE)
            .create(&self.directory)?;
        tempfile::tempfile_in(&self.directory)
    }

    /// Takes a body of any size as it comes: little of it in memory, the rest
    /// on disk, where waiting holds up nobody.
    pub async fn take<P: AsRef<[u8]>, E>(
        &self,
        pieces: impl Stream<Item = Result<P, E>>,
    ) -> Result<Content, NotTaken<E>> {
        let mut pieces = std::pin::pin!(pieces);
        let mut aside = self.aside();
        let mut waiting = Vec::new();
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(NotTaken::Sender)?;
            waiting.extend_from_slice(piece.as_ref());
            if waiting.len() >= WRITTEN_BYTES {
                (aside, waiting) = write(aside, waiting).await?;
            }
        }
        let (aside, _) = write(aside, waiting).await?;
        Ok(aside.done()?)
    }

    /// A place to write bytes to as they come.
    pub fn aside(&self) -> Aside {
        Aside {
            spool: self.clone(),
            held: Vec::new(),
            file: None,
            size: 0,
        }
    }
}

/// Why a body could not be taken.
#[derive(Debug)]
pub enum NotTaken<E> {
    /// Its sender broke off, or said so.
    Sender(E),
    /// It is too large ([`std::io::ErrorKind::FileTooLarge`]), or the disk
    /// does not take it.
    Disk(std::io::Error),
}

impl<E> From<std::io::Error> for NotTaken<E> {
    fn from(error: std::io::Error) -> Self {
        Self::Disk(error)
    }
}

/// Writes where waiting holds up nobody. Answers the buffer too, emptied: one
/// is enough for a body of any size.
async fn write(mut aside: Aside, mut bytes: Vec<u8>) -> std::io::Result<(Aside, Vec<u8>)> {
    let writing = tokio::task::spawn_blocking(move || {
        aside.write_all(&bytes)?;
        bytes.clear();
        Ok((aside, bytes))
    });
    writing.await.map_err(std::io::Error::other)?
}

/// Bytes that are still coming.
pub struct Aside {
    spool: Spool,
    held: Vec<u8>,
    file: Option<File>,
    size: u64,
}

impl Aside {
    /// All of them have come.
    pub fn done(self) -> std::io::Result<Content> {
        match self.file {
            None => Ok(self.held.into()),
            Some(file) => Content::of(file, self.size),
        }
    }

    /// Takes all that a reader gives.
    pub(super) fn fill(mut self, mut input: impl Read) -> std::io::Result<Content> {
        std::io::copy(&mut input, &mut self)?;
        self.done()
    }
}

impl Write for Aside {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let size = self.size + bytes.len() as u64;
        if size > FILE_BYTES_MAX {
            return Err(too_large());
        }
        match &mut self.file {
            Some(file) => file.write_all(bytes)?,
            None if size <= HELD_BYTES_MAX => self.held.extend_from_slice(bytes),
            None => {
                let mut file = self.spool.room()?;
                file.write_all(&std::mem::take(&mut self.held))?;
                file.write_all(bytes)?;
                self.file = Some(file);
            }
        }
        self.size = size;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn too_large() -> std::io::Error {
    let message = format!(
        "it is larger than {} GB; split it",
        FILE_BYTES_MAX / (1024 * 1024 * 1024)
    );
    std::io::Error::new(std::io::ErrorKind::FileTooLarge, message)
}

#[cfg(test)]
mod tests;
