use super::Record;
use super::document;
use crate::port::{Audit, AuditContent, AuditEntry, AuditFilter, NewAuditEntry, SignedHead};
use crate::queries::{
    AUDIT_ADD, AUDIT_ADD_CONTENT, AUDIT_ADD_HEAD, AUDIT_COUNT, AUDIT_ERASE_OF_ACTOR,
    AUDIT_ERASE_OF_SUBJECT, AUDIT_LIST, AUDIT_LIST_AFTER, AUDIT_LIST_HEADS, AUDIT_LIST_OF_ACTOR,
    AUDIT_LIST_OF_SUBJECT, AUDIT_LOOKUP_END,
};
use crate::sql::row::{self, micros};
use crate::sql::{Columns, Connection, params, storable};
use crate::{Error, Result, Store};
use domain::audit::{self, Act, BEGINNING, ChainHead, Link};
use domain::{ContentHash, OrganisationId};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const TABLE: &str = "audit_entries";
const HEADS: &str = "audit_heads";

fn read(columns: &mut Columns<'_>) -> Result<AuditEntry> {
    Ok(AuditEntry {
        link: Link {
            number: columns.count("number")?,
            at: columns.moment("at")?,
            actor: columns.text("actor")?,
            act: Act::read(columns.text("act")?),
            subject: columns.text("subject")?,
            commitment: columns.hash("commitment")?,
        },
        hash: columns.hash("link")?,
        content: {
            let salt = columns.optional_hash("salt")?;
            let content = columns.optional_text("content")?;
            salt.zip(content).map(|(salt, content)| AuditContent {
                salt: *salt.as_bytes(),
                content,
            })
        },
    })
}

fn read_head(columns: &mut Columns<'_>, organisation: OrganisationId) -> Result<SignedHead> {
    let at = columns.moment("signed_at")?;
    let number = columns.count("number")?;
    let link = columns.hash("link")?;
    let public_key = columns.bytes("public_key")?.try_into().ok();
    let public_key = columns.known("public_key", public_key)?;
    let signature = columns.bytes("signature")?.try_into().ok();
    Ok(SignedHead {
        head: ChainHead {
            organisation,
            number,
            link,
            at,
        },
        public_key,
        signature: columns.known("signature", signature)?,
    })
}

/// What the audit log is told of the first effect that comes about, and
/// whether it was.
#[derive(Debug)]
pub(super) struct Told {
    entries: Vec<NewAuditEntry>,
    is_told: AtomicBool,
}

impl Told {
    /// What is still to be told.
    pub(super) fn left(&self) -> Option<Vec<NewAuditEntry>> {
        let is_told = self.is_told.load(Ordering::Acquire);
        (!is_told).then(|| self.entries.clone())
    }

    /// Notes that it was told.
    pub(super) fn tell(&self) {
        self.is_told.store(true, Ordering::Release);
    }
}

/// The number and hash of the last entry.
fn end(
    connection: &dyn Connection,
    organisation: OrganisationId,
) -> Result<Option<(u64, ContentHash)>> {
    let params = params![organisation.as_bytes()];
    row::one(connection, TABLE, AUDIT_LOOKUP_END, params, |columns| {
        Ok((columns.count("number")?, columns.hash("link")?))
    })
}

/// Adds entries at the end of the chain. A writer is alone in its
/// organisation, so nobody else takes the same number.
pub(super) fn add(
    connection: &dyn Connection,
    organisation: OrganisationId,
    entries: &[NewAuditEntry],
) -> Result<()> {
    if document::last_seq(connection, organisation)?.is_none() {
        return Err(Error::other("there is no such organisation"));
    }
    let (mut number, mut before) = end(connection, organisation)?.unwrap_or((0, BEGINNING));
    for entry in entries {
        number += 1;
        let content = storable(&entry.content);
        let link = Link {
            number,
            at: row::as_stored(entry.at),
            actor: storable(&entry.actor).into_owned(),
            act: entry.act.clone(),
            subject: storable(&entry.subject).into_owned(),
            commitment: audit::commitment(&entry.salt, &content),
        };
        before = link.hash(organisation, before);
        let params = params![
            organisation.as_bytes(),
            row::signed(number),
            micros(link.at),
            link.actor,
            link.act.name(),
            link.subject,
            link.commitment.as_bytes(),
            before.as_bytes(),
        ];
        row::queue(connection, AUDIT_ADD, params)?;
        let number = row::signed(number);
        let params = params![organisation.as_bytes(), number, entry.salt, content];
        row::queue(connection, AUDIT_ADD_CONTENT, params)?;
    }
    Ok(())
}

/// What a filter limits, as the queries take it.
struct Limits {
    from: i64,
    before: i64,
    act: Option<String>,
    noun: Option<String>,
    noun_end: Option<String>,
}

impl Limits {
    fn of(filter: &AuditFilter) -> Self {
        let noun = filter.act.clone().filter(|act| act.ends_with('.'));
        Self {
            from: filter.from.map_or(i64::MIN, micros),
            before: filter.before.map_or(i64::MAX, micros),
            act: filter.act.clone().filter(|act| !act.ends_with('.')),
            // Behind the dot in the order of bytes comes the slash.
            noun_end: noun.as_ref().map(|noun| noun.replace('.', "/")),
            noun,
        }
    }
}

fn list(
    connection: &dyn Connection,
    organisation: OrganisationId,
    filter: &AuditFilter,
    before: Option<u64>,
    limit: usize,
) -> Result<Vec<AuditEntry>> {
    let organisation = organisation.as_bytes();
    let limits = Limits::of(filter);
    let Limits { from, act, .. } = &limits;
    let (until, noun, noun_end) = (limits.before, &limits.noun, &limits.noun_end);
    let number = before.map_or(i64::MAX, row::signed);
    let limit = row::limit(limit);
    match (&filter.subject, &filter.actor) {
        (Some(subject), actor) => {
            let params = params![
                organisation,
                from,
                until,
                act,
                noun,
                noun_end,
                number,
                limit,
                subject,
                actor
            ];
            row::all(connection, TABLE, AUDIT_LIST_OF_SUBJECT, params, read)
        }
        (None, Some(actor)) => {
            let params = params![
                organisation,
                from,
                until,
                act,
                noun,
                noun_end,
                number,
                limit,
                actor
            ];
            row::all(connection, TABLE, AUDIT_LIST_OF_ACTOR, params, read)
        }
        (None, None) => {
            let params = params![
                organisation,
                from,
                until,
                act,
                noun,
                noun_end,
                number,
                limit
            ];
            row::all(connection, TABLE, AUDIT_LIST, params, read)
        }
    }
}

/// Erases what entries about a subject, or by an actor, say beside the chain.
pub(super) fn erase_contents(
    connection: &dyn Connection,
    organisation: OrganisationId,
    named: &str,
) -> Result<u64> {
    let params = params![organisation.as_bytes(), named];
    let about = row::run(connection, AUDIT_ERASE_OF_SUBJECT, params)?;
    let by = row::run(connection, AUDIT_ERASE_OF_ACTOR, params)?;
    Ok((about + by) as u64)
}

#[async_trait::async_trait]
impl Audit for Record {
    async fn add_audit_entries(
        &self,
        organisation: OrganisationId,
        entries: Vec<NewAuditEntry>,
    ) -> Result<()> {
        self.effect(organisation, move |connection| {
            add(connection, organisation, &entries)
        })
        .await
    }

    fn telling(&self, entries: Vec<NewAuditEntry>) -> Arc<dyn Store> {
        let is_told = AtomicBool::new(false);
        Arc::new(Self {
            told: Some(Arc::new(Told { entries, is_told })),
            ..self.same()
        })
    }

    async fn list_audit_entries(
        &self,
        organisation: OrganisationId,
        filter: &AuditFilter,
        before: Option<u64>,
        limit: usize,
    ) -> Result<Vec<AuditEntry>> {
        let filter = filter.clone();
        self.read(organisation, move |connection| {
            list(connection, organisation, &filter, before, limit)
        })
        .await
    }

    async fn list_audit_entries_after(
        &self,
        organisation: OrganisationId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<AuditEntry>> {
        self.read(organisation, move |connection| {
            let after = row::signed(after);
            let params = params![organisation.as_bytes(), after, row::limit(limit)];
            row::all(connection, TABLE, AUDIT_LIST_AFTER, params, read)
        })
        .await
    }

    async fn count_audit_entries(
        &self,
        organisation: OrganisationId,
        filter: &AuditFilter,
    ) -> Result<u64> {
        let filter = filter.clone();
        self.read(organisation, move |connection| {
            let limits = Limits::of(&filter);
            let params = params![
                organisation.as_bytes(),
                limits.from,
                limits.before,
                limits.act,
                limits.noun,
                limits.noun_end,
                filter.subject,
                filter.actor,
            ];
            let count = row::one(connection, TABLE, AUDIT_COUNT, params, |columns| {
                columns.count("count")
            })?;
            Ok(count.unwrap_or(0))
        })
        .await
    }

    async fn lookup_audit_end(
        &self,
        organisation: OrganisationId,
    ) -> Result<Option<(u64, ContentHash)>> {
        self.read(organisation, move |connection| {
            end(connection, organisation)
        })
        .await
    }

    async fn erase_audit_contents(
        &self,
        organisation: OrganisationId,
        named: Vec<String>,
    ) -> Result<u64> {
        self.write(organisation, move |connection| {
            let mut erased = 0;
            for named in &named {
                erased += erase_contents(connection, organisation, named)?;
            }
            Ok(erased)
        })
        .await
    }

    async fn add_audit_head(&self, organisation: OrganisationId, head: SignedHead) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                micros(head.head.at),
                row::signed(head.head.number),
                head.head.link.as_bytes(),
                head.public_key,
                head.signature,
            ];
            row::queue(connection, AUDIT_ADD_HEAD, params)
        })
        .await
    }

    async fn list_audit_heads(
        &self,
        organisation: OrganisationId,
        limit: usize,
    ) -> Result<Vec<SignedHead>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), row::limit(limit)];
            row::all(connection, HEADS, AUDIT_LIST_HEADS, params, |columns| {
                read_head(columns, organisation)
            })
        })
        .await
    }
}
