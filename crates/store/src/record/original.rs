use super::Record;
use crate::blobs::failed;
use crate::pack::{pack, pack_from, packed_size_max, unpack_checked, unpack_to};
use crate::port::{Originals, Packed, Place};
use crate::queries::{ORIGINAL_ADD, ORIGINAL_IS_CONDEMNED, ORIGINAL_LOOKUP};
use crate::sql::row;
use crate::sql::{Connection, params};
use crate::{Error, Result};
use domain::{ContentHash, OrganisationId};
use std::fs::File;
use std::io::{Read, Seek as _, Write};

pub(super) const TABLE: &str = "originals";

/// Compressed bytes up to which an original lies in the database: reading
/// that much there is quicker than opening a file, and one fsync is shared.
pub(super) const INLINE_BYTES_MAX: usize = 64 * 1024;

/// Bytes up to which packing is quicker than handing it to another thread. So
/// few that they lie in the database however badly they pack.
const PACKED_ON_THE_SPOT_BYTES_MAX: usize = 60 * 1024;

/// Keeps packed bytes, unless they are there already.
pub(crate) fn put(
    connection: &dyn Connection,
    organisation: OrganisationId,
    packed: &Packed,
) -> Result<()> {
    let bytes = match &packed.place {
        Place::Inline(bytes) => Some(bytes),
        Place::Outside => {
            refuse_condemned(connection, organisation, packed.hash)?;
            None
        }
    };
    let params = params![
        organisation.as_bytes(),
        packed.hash.as_bytes(),
        row::signed(packed.size),
        bytes,
    ];
    row::queue(connection, ORIGINAL_ADD, params)
}

/// Refuses to record that bytes are kept outside while they are being taken
/// away. Whoever is refused gives them again, a moment later.
fn refuse_condemned(
    connection: &dyn Connection,
    organisation: OrganisationId,
    hash: ContentHash,
) -> Result<()> {
    let params = params![organisation.as_bytes(), hash.as_bytes()];
    match row::exists(connection, ORIGINAL_IS_CONDEMNED, params)? {
        true => Err(Error::Busy),
        false => Ok(()),
    }
}

/// How many bytes an original has, and the packed bytes if they lie inside.
pub(super) fn lookup(
    connection: &dyn Connection,
    organisation: OrganisationId,
    hash: ContentHash,
) -> Result<Option<(u64, Option<Vec<u8>>)>> {
    let params = params![organisation.as_bytes(), hash.as_bytes()];
    row::one(connection, TABLE, ORIGINAL_LOOKUP, params, |columns| {
        Ok((columns.count("size")?, columns.optional_bytes("bytes")?))
    })
}

/// What was put there is no longer there, or is something else.
pub(super) const LOST: Error = Error::Inconsistent {
    table: TABLE,
    column: "bytes",
};

impl Record {
    fn pack_blocking(
        blobs: &dyn crate::blobs::Blobs,
        organisation: OrganisationId,
        bytes: &[u8],
    ) -> Result<Packed> {
        let hash = ContentHash::of(bytes);
        let packed = pack(bytes)?;
        let place = if packed.len() <= INLINE_BYTES_MAX {
            Place::Inline(packed)
        } else {
            blobs.put(organisation, hash, &packed)?;
            Place::Outside
        };
        Ok(Packed {
            hash,
            size: bytes.len() as u64,
            place,
        })
    }
}

/// Packs what is read with `room` to work in, and keeps it where it belongs.
fn pack_large(
    blobs: &dyn crate::blobs::Blobs,
    organisation: OrganisationId,
    input: &mut dyn Read,
    mut room: File,
) -> Result<Packed> {
    let (hash, size) = pack_from(input, &room).map_err(failed)?;
    let packed_size = room.metadata().map_err(failed)?.len();
    let place = if packed_size <= INLINE_BYTES_MAX as u64 {
        let mut packed = Vec::new();
        room.rewind().map_err(failed)?;
        room.read_to_end(&mut packed).map_err(failed)?;
        Place::Inline(packed)
    } else {
        blobs.put_file(organisation, hash, &room)?;
        Place::Outside
    };
    Ok(Packed { hash, size, place })
}

#[async_trait::async_trait]
impl Originals for Record {
    async fn pack_large_original(
        &self,
        organisation: OrganisationId,
        mut input: Box<dyn Read + Send>,
        room: File,
    ) -> Result<Packed> {
        let blobs = std::sync::Arc::clone(&self.blobs);
        Self::busy(move || pack_large(blobs.as_ref(), organisation, input.as_mut(), room)).await
    }

    async fn copy_original(
        &self,
        organisation: OrganisationId,
        hash: ContentHash,
        mut to: Box<dyn Write + Send>,
    ) -> Result<bool> {
        let found = self
            .read(organisation, move |connection| {
                lookup(connection, organisation, hash)
            })
            .await?;
        let Some((size, inline)) = found else {
            return Ok(false);
        };
        let blobs = std::sync::Arc::clone(&self.blobs);
        Self::busy(move || {
            let packed: Box<dyn Read + Send> = match inline {
                Some(packed) => Box::new(std::io::Cursor::new(packed)),
                None => blobs
                    .open(organisation, hash, packed_size_max(size))?
                    .ok_or(LOST)?,
            };
            let unpacked = unpack_to(packed, size, to.as_mut()).map_err(failed)?;
            to.flush().map_err(failed)?;
            match unpacked == (hash, size) {
                true => Ok(true),
                false => Err(LOST),
            }
        })
        .await
    }

    async fn pack_original(&self, organisation: OrganisationId, bytes: Vec<u8>) -> Result<Packed> {
        if bytes.len() <= PACKED_ON_THE_SPOT_BYTES_MAX {
            return Self::pack_blocking(self.blobs.as_ref(), organisation, &bytes);
        }
        let blobs = std::sync::Arc::clone(&self.blobs);
        Self::busy(move || Self::pack_blocking(blobs.as_ref(), organisation, &bytes)).await
    }

    async fn read_original(
        &self,
        organisation: OrganisationId,
        hash: ContentHash,
    ) -> Result<Option<Vec<u8>>> {
        let found = self
            .read(organisation, move |connection| {
                lookup(connection, organisation, hash)
            })
            .await?;
        let Some((size, inline)) = found else {
            return Ok(None);
        };
        let blobs = std::sync::Arc::clone(&self.blobs);
        Self::busy(move || {
            let packed = match inline {
                Some(packed) => Some(packed),
                None => blobs.get(organisation, hash, packed_size_max(size))?,
            };
            let bytes = packed.and_then(|packed| unpack_checked(&packed, size, hash));
            bytes.ok_or(LOST).map(Some)
        })
        .await
    }
}
