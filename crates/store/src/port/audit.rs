use crate::{Result, Store};
use domain::audit::{Act, ChainHead, Link};
use domain::{ContentHash, OrganisationId};
use jiff::Timestamp;
use std::sync::Arc;

/// An entry to add at the end of an organisation's audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAuditEntry {
    /// When it was done.
    pub at: Timestamp,
    /// Who did it, as [`Link::actor`] says.
    pub actor: String,
    /// What was done.
    pub act: Act,
    /// What it was done to, as [`Link::subject`] says.
    pub subject: String,
    /// The salt of the commitment to the content.
    pub salt: [u8; 32],
    /// Names and values, as JSON.
    pub content: String,
}

/// What an entry says beside the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditContent {
    /// The salt of the commitment.
    pub salt: [u8; 32],
    /// Names and values, as JSON.
    pub content: String,
}

/// An entry of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// What the chain holds of it.
    pub link: Link,
    /// The hash that is written beside it.
    pub hash: ContentHash,
    /// The rest; `None` once it was erased.
    pub content: Option<AuditContent>,
}

/// Which entries are meant. What is `None` does not limit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// At this moment or later.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub before: Option<Timestamp>,
    /// Done by this actor.
    pub actor: Option<String>,
    /// This act, or with a dot at the end every act of this noun.
    pub act: Option<String>,
    /// Done to this.
    pub subject: Option<String>,
}

impl AuditFilter {
    /// Whether an entry is meant.
    pub fn selects(&self, entry: &AuditEntry) -> bool {
        let Link {
            at,
            actor,
            act,
            subject,
            ..
        } = &entry.link;
        let is = |asked: &Option<String>, found: &str| {
            asked.as_deref().is_none_or(|asked| asked == found)
        };
        let is_act = self.act.as_deref().is_none_or(|asked| {
            asked == act.name() || asked.ends_with('.') && act.name().starts_with(asked)
        });
        self.from.is_none_or(|from| *at >= from)
            && self.before.is_none_or(|before| *at < before)
            && is(&self.actor, actor)
            && is(&self.subject, subject)
            && is_act
    }
}

/// The head of a chain, signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedHead {
    /// The head.
    pub head: ChainHead,
    /// The Ed25519 key that the signature is checked with.
    pub public_key: [u8; 32],
    /// The Ed25519 signature over [`ChainHead::signed_bytes`].
    pub signature: [u8; 64],
}

/// The audit log of an organisation. It is only added to; what an entry says
/// beside the chain can be erased.
#[async_trait::async_trait]
pub trait Audit {
    /// Adds entries at the end, in order. Nothing where there is no such
    /// organisation.
    async fn add_audit_entries(
        &self,
        organisation: OrganisationId,
        entries: Vec<NewAuditEntry>,
    ) -> Result<()>;
    /// This store, whose first effect that comes about adds the entries in its
    /// own transaction: what happened and its entry are there both or neither.
    fn telling(&self, entries: Vec<NewAuditEntry>) -> Arc<dyn Store>;
    /// Entries that the filter selects, newest first, those before a number
    /// only.
    async fn list_audit_entries(
        &self,
        organisation: OrganisationId,
        filter: &AuditFilter,
        before: Option<u64>,
        limit: usize,
    ) -> Result<Vec<AuditEntry>>;
    /// Every entry after a number, oldest first.
    async fn list_audit_entries_after(
        &self,
        organisation: OrganisationId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<AuditEntry>>;
    /// How many entries the filter selects.
    async fn count_audit_entries(
        &self,
        organisation: OrganisationId,
        filter: &AuditFilter,
    ) -> Result<u64>;
    /// The number and hash of the last entry; `None` before the first.
    async fn lookup_audit_end(
        &self,
        organisation: OrganisationId,
    ) -> Result<Option<(u64, ContentHash)>>;
    /// Erases what entries about these subjects, or by these actors, say
    /// beside the chain. Answers how many had something to say.
    async fn erase_audit_contents(
        &self,
        organisation: OrganisationId,
        named: Vec<String>,
    ) -> Result<u64>;
    /// Keeps a signed head. One of the same moment stays as it is.
    async fn add_audit_head(&self, organisation: OrganisationId, head: SignedHead) -> Result<()>;
    /// The signed heads, newest first.
    async fn list_audit_heads(
        &self,
        organisation: OrganisationId,
        limit: usize,
    ) -> Result<Vec<SignedHead>>;
}
