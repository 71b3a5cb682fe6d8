//! The audit log of an organisation: who did what, in a chain that shows when
//! anything in it was changed afterwards.
//!
//! Of each entry the chain holds who (an id), when, which act and about what
//! (an id), and a [`commitment`] to the rest: names, numbers, values before
//! and after. The rest lies beside the chain with the salt of its commitment.
//! Both can be erased, and the chain still holds: it never had them, and
//! without the salt nobody can guess them from the commitment.

use crate::{ContentHash, OrganisationId};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::fmt;

/// What the first link of a chain is tied to.
pub const BEGINNING: ContentHash = ContentHash::from_bytes([0; 32]);
/// Names the encoding of entries; another encoding gets another name.
const ENTRY: &[u8] = b"utsyn-audit-entry-1";
/// Names the encoding of heads.
const HEAD: &[u8] = b"utsyn-audit-head-1";

/// What was done: a noun and what happened to it, with a dot between. Open:
/// whoever adds a verb names its act where the verb is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Act(Cow<'static, str>);

macro_rules! acts {
    ($($(#[$meta:meta])* $name:ident = $text:literal;)+) => {
        impl Act {
            $($(#[$meta])* pub const $name: Self = Self::named($text);)+

            /// The acts that are named here, in the order of their names.
            pub const KNOWN: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

acts! {
    /// What happened on a day was written down.
    ANNOTATION_ADDED = "annotation.added";
    /// It was taken away again.
    ANNOTATION_REMOVED = "annotation.removed";
    /// The contents of entries were erased; the chain stands.
    AUDIT_ERASED = "audit.erased";
    /// The audit log was taken out.
    AUDIT_EXPORTED = "audit.exported";
    /// The head of the chain was signed.
    AUDIT_SIGNED = "audit.signed";
    /// A backup of everything was made.
    BACKUP_MADE = "backup.made";
    /// Something was asked to be done to many documents.
    BULK_ASKED = "bulk.asked";
    /// A comment was written.
    COMMENT_ADDED = "comment.added";
    /// A comment got another text.
    COMMENT_EDITED = "comment.edited";
    /// A customer's data was taken out on request.
    CUSTOMER_EXPORTED = "customer.exported";
    /// A customer's data was erased on request.
    CUSTOMER_ERASED = "customer.erased";
    /// A document's file was taken out.
    DOCUMENT_DOWNLOADED = "document.downloaded";
    /// Documents were erased by the rules.
    DOCUMENT_ERASED = "document.erased";
    /// A document was looked at.
    DOCUMENT_VIEWED = "document.viewed";
    /// A list of documents was taken out.
    DOCUMENTS_EXPORTED = "documents.exported";
    /// A document was given to a person to see to.
    FOLLOW_UP_OPENED = "follow_up.opened";
    /// A document was seen to.
    FOLLOW_UP_CLOSED = "follow_up.closed";
    /// A legal hold was set.
    HOLD_SET = "hold.set";
    /// A legal hold was released.
    HOLD_RELEASED = "hold.released";
    /// A file was handed in.
    IMPORT_RECEIVED = "import.received";
    /// An import was undone.
    IMPORT_UNDONE = "import.undone";
    /// A job that was given up was run again.
    JOB_RETRIED = "job.retried";
    /// A key for another system was made.
    KEY_ADDED = "key.added";
    /// A key was revoked.
    KEY_REVOKED = "key.revoked";
    /// A key was replaced by another.
    KEY_ROTATED = "key.rotated";
    /// A link by which a recipient sees a document was made.
    LINK_MADE = "link.made";
    /// A link by which a recipient sees a document was revoked.
    LINK_REVOKED = "link.revoked";
    /// Links for recipients were allowed for a company.
    LINKS_ALLOWED = "links.allowed";
    /// Links for recipients were closed for a company.
    LINKS_CLOSED = "links.closed";
    /// A payment was taken off its document.
    PAYMENT_DETACHED = "payment.detached";
    /// A payment was matched to a document by hand.
    PAYMENT_MATCHED = "payment.matched";
    /// Two payments were said to be one.
    PAYMENT_MERGED = "payment.merged";
    /// Two payments were said to be two.
    PAYMENT_KEPT_APART = "payment.kept_apart";
    /// A payment was split into what two files told.
    PAYMENT_SPLIT = "payment.split";
    /// The sender was asked to send a document again.
    RESEND_ASKED = "resend.asked";
    /// The price of a channel was set.
    PRICE_ADDED = "price.added";
    /// A price was taken away.
    PRICE_REMOVED = "price.removed";
    /// The rate of interest from a day on was set.
    RATE_SET = "rate.set";
    /// A rate of interest was taken away.
    RATE_REMOVED = "rate.removed";
    /// The rules of keeping were changed.
    RETENTION_CHANGED = "retention.changed";
    /// Somebody signed in.
    SESSION_BEGUN = "session.begun";
    /// Somebody signed out.
    SESSION_ENDED = "session.ended";
    /// Somebody tried to sign in and was refused.
    SESSION_REFUSED = "session.refused";
    /// A view of the list was changed.
    VIEW_CHANGED = "view.changed";
    /// A view of the list was taken away.
    VIEW_REMOVED = "view.removed";
    /// A view of the list was saved.
    VIEW_SAVED = "view.saved";
}

impl Act {
    /// An act by its name, for example `person.invited`.
    pub const fn named(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// An act as it was written.
    pub fn read(name: impl Into<String>) -> Self {
        Self(Cow::Owned(name.into()))
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the chain holds of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its place in the chain: 1, 2, 3… without gaps.
    pub number: u64,
    /// When it was done.
    pub at: Timestamp,
    /// Who did it: `person:<id>`, `key:<id>`, `operator` or `nobody`.
    pub actor: String,
    /// What was done.
    pub act: Act,
    /// What it was done to: a noun and its id, for example `document:<id>`;
    /// empty where it is about all of the organisation.
    pub subject: String,
    /// The commitment to the rest.
    pub commitment: ContentHash,
}

/// The commitment to the content of an entry: SHA-256 over the salt and the
/// content behind it.
pub fn commitment(salt: &[u8; 32], content: &str) -> ContentHash {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(content.as_bytes());
    ContentHash::from_bytes(hash.finalize().into())
}

impl Link {
    /// The hash that ties this entry to all before it: SHA-256 over the name
    /// of the encoding, the hash before, the organisation, the number and the
    /// moment (microseconds since 1970) as eight bytes each, big endian, then
    /// actor, act and subject, each with its length in bytes as four bytes
    /// before it, then the commitment.
    pub fn hash(&self, organisation: OrganisationId, before: ContentHash) -> ContentHash {
        let mut hash = Sha256::new();
        hash.update(ENTRY);
        hash.update(before.as_bytes());
        hash.update(organisation.as_bytes());
        hash.update(self.number.to_be_bytes());
        hash.update(self.at.as_microsecond().to_be_bytes());
        for text in [&self.actor, self.act.name(), &self.subject] {
            let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
            hash.update(length.to_be_bytes());
            hash.update(text.as_bytes());
        }
        hash.update(self.commitment.as_bytes());
        ContentHash::from_bytes(hash.finalize().into())
    }
}

/// How far a chain had come at a moment. Signed and kept elsewhere, it shows
/// later whether anything before it was changed or is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainHead {
    /// Whose chain.
    pub organisation: OrganisationId,
    /// The number of its last entry.
    pub number: u64,
    /// The hash of its last entry.
    pub link: ContentHash,
    /// When that was so.
    pub at: Timestamp,
}

impl ChainHead {
    /// The bytes that are signed: the name of the encoding, the organisation,
    /// the number, the hash, and the moment in microseconds since 1970.
    pub fn signed_bytes(&self) -> Vec<u8> {
        let mut bytes = HEAD.to_vec();
        bytes.extend_from_slice(self.organisation.as_bytes());
        bytes.extend_from_slice(&self.number.to_be_bytes());
        bytes.extend_from_slice(self.link.as_bytes());
        bytes.extend_from_slice(&self.at.as_microsecond().to_be_bytes());
        bytes
    }
}

/// A chain that is being walked from its beginning.
#[derive(Debug)]
pub struct Walk {
    organisation: OrganisationId,
    number: u64,
    link: ContentHash,
    erased: u64,
}

impl Walk {
    /// At the beginning of a chain.
    pub const fn begin(organisation: OrganisationId) -> Self {
        Self {
            organisation,
            number: 0,
            link: BEGINNING,
            erased: 0,
        }
    }

    /// Goes on to the next entry, with the hash that is written beside it and
    /// its salt and content where they are still there. The error says in
    /// words what is wrong; what comes after it cannot be judged.
    pub fn step(
        &mut self,
        link: &Link,
        written: ContentHash,
        content: Option<(&[u8; 32], &str)>,
    ) -> Result<(), String> {
        let expected = self.number + 1;
        if link.number != expected {
            return Err(format!(
                "entry {expected} is missing: after entry {} comes entry {}",
                self.number, link.number
            ));
        }
        let hash = link.hash(self.organisation, self.link);
        if hash != written {
            return Err(format!(
                "entry {expected} is not what was written: it was changed, or one was put in \
                 or taken out before it"
            ));
        }
        match content {
            Some((salt, content)) if commitment(salt, content) != link.commitment => {
                return Err(format!("the content of entry {expected} was changed"));
            }
            Some(_) => {}
            None => self.erased += 1,
        }
        self.number = expected;
        self.link = hash;
        Ok(())
    }

    /// The number of the last entry gone through.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// The hash of the last entry gone through.
    pub const fn link(&self) -> ContentHash {
        self.link
    }

    /// How many entries no longer have their content.
    pub const fn erased(&self) -> u64 {
        self.erased
    }
}

#[cfg(test)]
mod tests;
