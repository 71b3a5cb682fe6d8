//! Bytes outside the database: which there are, carrying them elsewhere, and
//! taking away what nothing names any more.

use super::Record;
use super::original::{LOST, TABLE};
use crate::Result;
use crate::blobs::Blobs;
use crate::pack::{packed_size_max, unpack_checked};
use crate::port::{Carried, OutsideOriginal, OutsideOriginals, Vault};
use crate::queries::{
    ORIGINAL_CONDEMN, ORIGINAL_EXISTS, ORIGINAL_FORGET_CONDEMNED, ORIGINAL_LIST_CONDEMNED,
    ORIGINAL_LIST_OUTSIDE,
};
use crate::sql::row;
use crate::sql::{Connection, params};
use domain::{ContentHash, OrganisationId};
use jiff::Timestamp;
use std::sync::Arc;

/// Bytes that are condemned in one transaction, so that it stays short.
const CONDEMNED_AT_A_TIME: usize = 200;

/// Of some bytes, condemns those that the record does not name.
fn condemn(
    connection: &dyn Connection,
    organisation: OrganisationId,
    hashes: &[ContentHash],
) -> Result<()> {
    for hash in hashes {
        let params = params![organisation.as_bytes(), hash.as_bytes()];
        if !row::exists(connection, ORIGINAL_EXISTS, params)? {
            row::queue(connection, ORIGINAL_CONDEMN, params)?;
        }
    }
    Ok(())
}

fn list_condemned(
    connection: &dyn Connection,
    organisation: OrganisationId,
) -> Result<Vec<ContentHash>> {
    let params = params![organisation.as_bytes(), row::limit(CONDEMNED_AT_A_TIME)];
    row::all(
        connection,
        "condemned_originals",
        ORIGINAL_LIST_CONDEMNED,
        params,
        |columns| columns.hash("hash"),
    )
}

fn forget_condemned(
    connection: &dyn Connection,
    organisation: OrganisationId,
    hashes: &[ContentHash],
) -> Result<()> {
    for hash in hashes {
        let params = params![organisation.as_bytes(), hash.as_bytes()];
        row::queue(connection, ORIGINAL_FORGET_CONDEMNED, params)?;
    }
    Ok(())
}

/// Carries bytes from one place to another, and looks whether they arrived.
fn carry(
    from: &dyn Blobs,
    to: &dyn Blobs,
    organisation: OrganisationId,
    original: OutsideOriginal,
) -> Result<Carried> {
    let OutsideOriginal { hash, size } = original;
    let packed_max = packed_size_max(size);
    let is_whole = |packed: &[u8]| unpack_checked(packed, size, hash).is_some();
    let there = to.get(organisation, hash, packed_max)?;
    if there.is_some_and(|packed| is_whole(&packed)) {
        return Ok(Carried::WasThere);
    }
    let packed = from.get(organisation, hash, packed_max)?.ok_or(LOST)?;
    if !is_whole(&packed) {
        return Err(LOST);
    }
    // What lay there was not what its name says.
    to.delete(organisation, hash)?;
    to.put(organisation, hash, &packed)?;
    let arrived = to.get(organisation, hash, packed_max)?;
    match arrived.is_some_and(|packed| is_whole(&packed)) {
        true => Ok(Carried::Now),
        false => Err(LOST),
    }
}

impl Record {
    /// Takes away what is condemned: bytes first, so that whoever comes
    /// after an interruption finds what is still to do.
    pub(super) async fn execute(&self, organisation: OrganisationId) -> Result<u64> {
        let mut swept = 0;
        loop {
            let condemned = self
                .read(organisation, move |connection| {
                    list_condemned(connection, organisation)
                })
                .await?;
            if condemned.is_empty() {
                return Ok(swept);
            }
            swept += condemned.len() as u64;
            let blobs = Arc::clone(&self.blobs);
            let going = condemned.clone();
            Self::busy(move || {
                let mut hashes = going.iter();
                hashes.try_for_each(|hash| blobs.delete(organisation, *hash))
            })
            .await?;
            self.write(organisation, move |connection| {
                forget_condemned(connection, organisation, &condemned)
            })
            .await?;
        }
    }
}

#[async_trait::async_trait]
impl OutsideOriginals for Record {
    async fn list_outside_originals(
        &self,
        organisation: OrganisationId,
        after: Option<ContentHash>,
        limit: usize,
    ) -> Result<Vec<OutsideOriginal>> {
        let after = after.map_or([0; 32], |hash| *hash.as_bytes());
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), after, row::limit(limit)];
            row::all(
                connection,
                TABLE,
                ORIGINAL_LIST_OUTSIDE,
                params,
                |columns| {
                    Ok(OutsideOriginal {
                        hash: columns.hash("hash")?,
                        size: columns.count("size")?,
                    })
                },
            )
        })
        .await
    }

    async fn carry_original(
        &self,
        organisation: OrganisationId,
        original: OutsideOriginal,
        to: &Vault,
    ) -> Result<Carried> {
        let (from, to) = (Arc::clone(&self.blobs), to.blobs());
        Self::busy(move || carry(from.as_ref(), to.as_ref(), organisation, original)).await
    }

    async fn sweep_originals(
        &self,
        organisation: OrganisationId,
        before: Timestamp,
    ) -> Result<u64> {
        // What an interrupted sweep left.
        let mut swept = self.execute(organisation).await?;
        for first in 0..=u8::MAX {
            let blobs = Arc::clone(&self.blobs);
            let listed = Self::busy(move || blobs.list(organisation, first)).await?;
            let old = listed.into_iter().filter(|blob| blob.written_at < before);
            let old: Vec<ContentHash> = old.map(|blob| blob.hash).collect();
            for some in old.chunks(CONDEMNED_AT_A_TIME) {
                let some = some.to_vec();
                self.write(organisation, move |connection| {
                    condemn(connection, organisation, &some)
                })
                .await?;
            }
            swept += self.execute(organisation).await?;
        }
        Ok(swept)
    }

    async fn probe_originals(&self) -> Result<String> {
        let blobs = Arc::clone(&self.blobs);
        Self::busy(move || blobs.probe()).await
    }
}
