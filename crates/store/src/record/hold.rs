use super::Record;
use super::audit;
use super::document;
use super::log::{Entry, Log, OWN_SOURCE};
use crate::Result;
use crate::port::{Hold, HoldOn, Holds};
use crate::queries::{
    HOLD_ADD, HOLD_ADD_DOCUMENT, HOLD_DELETE, HOLD_DELETE_DOCUMENT, HOLD_IS_DOCUMENT_HELD,
    HOLD_IS_SET, HOLD_LIST, HOLD_LIST_DOCUMENTS, HOLD_LIST_HELD, HOLD_LIST_OF_DOCUMENT,
    HOLD_RELEASE,
};
use crate::sql::row::{self, micros};
use crate::sql::{Columns, Connection, params};
use domain::filter::Filter;
use domain::view::{Gone, is_about};
use domain::{DocumentId, Fact, HoldId, OrganisationId, SourceKey};
use jiff::Timestamp;

const TABLE: &str = "holds";
const DOCUMENTS: &str = "held_documents";
const FIRST: DocumentId = DocumentId::from_bytes([0; 16]);

fn read(columns: &mut Columns<'_>) -> Result<Hold> {
    Ok(Hold {
        id: columns.id("hold_id", HoldId::from_bytes)?,
        name: columns.text("name")?,
        reason: columns.text("reason")?,
        on: {
            let filter = columns.optional_text("filter")?;
            let document = columns.optional_id("document_id", DocumentId::from_bytes)?;
            let on = filter
                .map(HoldOn::Filter)
                .or(document.map(HoldOn::Document));
            columns.known("filter", on)?
        },
        set_at: columns.moment("set_at")?,
        set_by: columns.text("set_by")?,
        released: {
            let at = columns.optional_moment("released_at")?;
            at.zip(columns.optional_text("released_by")?)
        },
        documents: columns.count("documents")?,
    })
}

/// Whether any hold holds a document.
pub(super) fn is_held(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: DocumentId,
) -> Result<bool> {
    let params = params![organisation.as_bytes(), id.as_bytes()];
    row::exists(connection, HOLD_IS_DOCUMENT_HELD, params)
}

/// Takes away the holds that are released and about what is erased: on one of
/// these documents, or with its name in what they are called, why they were
/// set, or what they were on.
pub(super) fn forget(
    connection: &dyn Connection,
    organisation: OrganisationId,
    gone: &Gone,
    ids: &[[u8; 16]],
) -> Result<()> {
    let all = params![organisation.as_bytes()];
    for hold in row::all(connection, TABLE, HOLD_LIST, all, read)? {
        if hold.released.is_none() || hold.documents > 0 {
            continue;
        }
        let (is_of_one, filter) = match &hold.on {
            HoldOn::Document(id) => (ids.contains(id.as_bytes()), Filter::default()),
            HoldOn::Filter(written) => (false, Filter::parse(written).unwrap_or_default()),
        };
        let said = format!("{} {}", hold.name, hold.reason);
        if is_of_one || is_about(&said, &filter, gone) {
            let key = params![organisation.as_bytes(), hold.id.as_bytes()];
            row::run(connection, HOLD_DELETE, key)?;
            audit::erase_contents(connection, organisation, &format!("hold:{}", hold.id))?;
        }
    }
    Ok(())
}

fn hold(
    connection: &dyn Connection,
    organisation: OrganisationId,
    hold: HoldId,
    documents: &[DocumentId],
    at: Timestamp,
) -> Result<u64> {
    let set = params![organisation.as_bytes(), hold.as_bytes()];
    if !row::exists(connection, HOLD_IS_SET, set)? {
        return Ok(0);
    }
    let mut log = Log::open(connection, organisation)?;
    let mut new = 0;
    for id in documents {
        let head = document::head(connection, organisation, *id)?;
        if head.is_none_or(|head| head.is_erased()) {
            continue;
        }
        let params = params![organisation.as_bytes(), id.as_bytes(), hold.as_bytes()];
        if row::run(connection, HOLD_ADD_DOCUMENT, params)? == 1 {
            new += 1;
            log.append(entry(hold, *id, at, Fact::LegalHoldSet { hold }))?;
        }
    }
    log.close()?;
    Ok(new)
}

fn let_go(
    connection: &dyn Connection,
    organisation: OrganisationId,
    hold: HoldId,
    at: Timestamp,
    limit: usize,
) -> Result<u64> {
    let set = params![organisation.as_bytes(), hold.as_bytes()];
    if row::exists(connection, HOLD_IS_SET, set)? {
        return Ok(0);
    }
    let params = params![organisation.as_bytes(), hold.as_bytes(), row::limit(limit)];
    let held = row::all(
        connection,
        DOCUMENTS,
        HOLD_LIST_DOCUMENTS,
        params,
        |columns| columns.id("document_id", DocumentId::from_bytes),
    )?;
    let mut log = Log::open(connection, organisation)?;
    for id in &held {
        let params = params![organisation.as_bytes(), id.as_bytes(), hold.as_bytes()];
        row::run(connection, HOLD_DELETE_DOCUMENT, params)?;
        log.append(entry(hold, *id, at, Fact::LegalHoldReleased { hold }))?;
    }
    log.close()?;
    Ok(held.len() as u64)
}

fn entry(hold: HoldId, id: DocumentId, at: Timestamp, fact: Fact) -> Entry {
    Entry {
        document: Some(id),
        source: SourceKey::new(OWN_SOURCE, format!("{hold}/{id}/{}", fact.name())),
        occurred_at: at,
        learned_at: at,
        fact,
    }
}

#[async_trait::async_trait]
impl Holds for Record {
    async fn add_hold(&self, organisation: OrganisationId, hold: Hold) -> Result<()> {
        self.effect(organisation, move |connection| {
            let (filter, document) = match &hold.on {
                HoldOn::Filter(filter) => (Some(filter), None),
                HoldOn::Document(id) => (None, Some(id.as_bytes())),
            };
            let params = params![
                organisation.as_bytes(),
                hold.id.as_bytes(),
                hold.name,
                hold.reason,
                filter,
                document,
                micros(hold.set_at),
                hold.set_by,
            ];
            row::queue(connection, HOLD_ADD, params)
        })
        .await
    }

    async fn list_holds(&self, organisation: OrganisationId) -> Result<Vec<Hold>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes()];
            row::all(connection, TABLE, HOLD_LIST, params, read)
        })
        .await
    }

    async fn hold_documents(
        &self,
        organisation: OrganisationId,
        id: HoldId,
        documents: Vec<DocumentId>,
        at: Timestamp,
    ) -> Result<u64> {
        self.write(organisation, move |connection| {
            hold(connection, organisation, id, &documents, at)
        })
        .await
    }

    async fn release_hold(
        &self,
        organisation: OrganisationId,
        hold: HoldId,
        at: Timestamp,
        by: &str,
    ) -> Result<bool> {
        let by = by.to_owned();
        self.effect(organisation, move |connection| {
            let params = params![organisation.as_bytes(), hold.as_bytes(), micros(at), by];
            Ok(row::run(connection, HOLD_RELEASE, params)? == 1)
        })
        .await
    }

    async fn let_go(
        &self,
        organisation: OrganisationId,
        hold: HoldId,
        at: Timestamp,
        limit: usize,
    ) -> Result<u64> {
        self.write(organisation, move |connection| {
            let_go(connection, organisation, hold, at, limit)
        })
        .await
    }

    async fn list_holds_of_document(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
    ) -> Result<Vec<HoldId>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), document.as_bytes()];
            row::all(
                connection,
                DOCUMENTS,
                HOLD_LIST_OF_DOCUMENT,
                params,
                |columns| columns.id("hold_id", HoldId::from_bytes),
            )
        })
        .await
    }

    async fn list_held_documents(
        &self,
        organisation: OrganisationId,
        after: Option<DocumentId>,
        limit: usize,
    ) -> Result<Vec<DocumentId>> {
        let after = after.unwrap_or(FIRST);
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), after.as_bytes(), row::limit(limit)];
            row::all(connection, DOCUMENTS, HOLD_LIST_HELD, params, |columns| {
                columns.id("document_id", DocumentId::from_bytes)
            })
        })
        .await
    }
}
