//! Ids with their numbers and names in a snapshot.

use super::Names;
use crate::columns::BLOCK;
use crate::dictionary::Dictionary;
use crate::snapshot::{Input, Output, Stored};
use crate::text::{Texts, prefix};
use std::hash::Hash;

/// An id that is sixteen bytes.
pub(crate) trait StoredId: Copy + Eq + Hash {
    fn bytes(&self) -> [u8; 16];
    fn of(bytes: [u8; 16]) -> Self;
}

macro_rules! stored_id {
    ($($id:ty),+) => {$(
        impl StoredId for $id {
            fn bytes(&self) -> [u8; 16] {
                *self.as_bytes()
            }

            fn of(bytes: [u8; 16]) -> Self {
                Self::from_bytes(bytes)
            }
        }
    )+};
}

stored_id!(domain::CompanyId, domain::CustomerId);

impl<Id: StoredId + Send + Sync + std::str::FromStr> Names<Id> {
    pub(crate) fn store_ids(&self, out: &mut Output) {
        let ids: Vec<[u8; 16]> = self.ids.values().iter().map(Id::bytes).collect();
        out.length(ids.len());
        out.all(&ids);
    }

    /// The ids in their order, not yet numbered.
    pub(crate) fn stored_ids(input: &mut Input<'_>) -> Stored<Vec<Id>> {
        let count = input.length()?;
        Ok(input.all(count)?.into_iter().map(Id::of).collect())
    }

    /// Takes the ids in, numbered by [`Dictionary::of`].
    pub(crate) fn restore_ids(&mut self, numbered: Option<Dictionary<Id>>) -> Stored<()> {
        self.ids = numbered.ok_or("an id comes twice")?;
        Ok(())
    }

    /// The numbers and names, some thousand at a time.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &Texts> {
        self.texts.iter()
    }

    /// The next numbers and names, of so many ids in all.
    pub(crate) fn restore_texts(&mut self, ids: usize, input: &mut Input<'_>) -> Stored<()> {
        let first = self.prefixes.len();
        let rows = ids.saturating_sub(first).min(BLOCK);
        self.texts.push(Texts::restore(input, rows)?);
        for row in first..first + rows {
            let name = self.name(u32::try_from(row).map_err(|_| "there are too many")?);
            let prefix = match name {
                "" => i64::MAX,
                name => prefix(name.as_bytes()),
            };
            self.prefixes.push(prefix);
        }
        Ok(())
    }

    /// Whether every id has its texts, empty or not.
    pub(crate) fn is_whole(&self) -> bool {
        self.prefixes.len() == self.ids.len() && self.texts.len() == self.ids.len().div_ceil(BLOCK)
    }
}
