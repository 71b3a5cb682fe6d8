//! Looking whether the chain is what was written, and whether it still has
//! everything that signed heads say it had.

use super::{SignedHead, is_signed};
use crate::Result;
use domain::audit::Walk;
use domain::{ContentHash, OrganisationId};
use std::collections::BTreeMap;
use store::Store;
use store::port::LIST_ROWS_MAX;

/// Entries that are read at a time.
const ENTRIES_AT_A_TIME: usize = 5_000;

/// What looking at a chain found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Entries that hold together.
    pub entries: u64,
    /// Of them, those whose content was erased.
    pub erased: u64,
    /// The hash of the last of them.
    pub link: Option<ContentHash>,
    /// Signed heads that were looked at.
    pub heads: u64,
    /// What is wrong, in words; empty where nothing is.
    pub wrong: Vec<String>,
}

/// Looks at an organisation's chain from its beginning, and at the heads that
/// were signed: those kept beside it, and those that somebody kept elsewhere.
/// Only the latter show that the end was cut off and everything written anew.
pub async fn verify(
    store: &dyn Store,
    organisation: OrganisationId,
    elsewhere: &[SignedHead],
) -> Result<Verified> {
    let beside = store.list_audit_heads(organisation, LIST_ROWS_MAX).await?;
    let theirs = elsewhere
        .iter()
        .filter(|head| head.head.organisation == organisation);
    let heads: Vec<&SignedHead> = beside.iter().chain(theirs).collect();
    let mut found = Verified {
        heads: heads.len() as u64,
        ..Verified::default()
    };
    let mut hashes: BTreeMap<u64, Option<ContentHash>> = BTreeMap::new();
    for head in &heads {
        hashes.insert(head.head.number, None);
    }
    let walked = walk(store, organisation, &mut hashes, &mut found).await?;
    found.entries = walked.number();
    found.erased = walked.erased();
    found.link = (walked.number() > 0).then_some(walked.link());
    let wrong = heads.iter().filter_map(|head| difference(head, &hashes));
    found.wrong.extend(wrong);
    Ok(found)
}

async fn walk(
    store: &dyn Store,
    organisation: OrganisationId,
    hashes: &mut BTreeMap<u64, Option<ContentHash>>,
    found: &mut Verified,
) -> Result<Walk> {
    let mut walk = Walk::begin(organisation);
    loop {
        let after = walk.number();
        let page = store
            .list_audit_entries_after(organisation, after, ENTRIES_AT_A_TIME)
            .await?;
        for entry in &page {
            let content = entry.content.as_ref();
            let content = content.map(|content| (&content.salt, content.content.as_str()));
            if let Err(wrong) = walk.step(&entry.link, entry.hash, content) {
                found.wrong.push(wrong);
                return Ok(walk);
            }
            if let Some(hash) = hashes.get_mut(&walk.number()) {
                *hash = Some(walk.link());
            }
        }
        if page.len() < ENTRIES_AT_A_TIME {
            return Ok(walk);
        }
    }
}

/// How the chain differs from what a head says of it.
fn difference(head: &SignedHead, hashes: &BTreeMap<u64, Option<ContentHash>>) -> Option<String> {
    let number = head.head.number;
    let at = head.head.at;
    if !is_signed(head) {
        return Some(format!(
            "the head of {at} at entry {number} is not signed by its key"
        ));
    }
    match hashes.get(&number).copied().flatten() {
        Some(hash) if hash == head.head.link => None,
        Some(_) => Some(format!(
            "entry {number} is another than the one that was signed at {at}: \
             the log was written anew"
        )),
        None => Some(format!(
            "the log ends before entry {number}, which was signed at {at}: \
             entries were taken away"
        )),
    }
}
