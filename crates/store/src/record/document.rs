use super::Record;
use super::log::{Entry, Log};
use crate::Result;
use crate::pack::unpack_json;
use crate::port::{Documents, NewDocumentEvent, NewRecord};
use crate::queries::{
    DOCUMENT_ADD, DOCUMENT_ADD_ATTACHMENT, DOCUMENT_EXISTS, DOCUMENT_FIND_BY_NUMBER,
    DOCUMENT_FIND_BY_SOURCE, DOCUMENT_LIST_ATTACHMENTS, DOCUMENT_LOOKUP, DOCUMENT_LOOKUP_HEAD,
    EVENT_LAST_SEQ, EVENT_LIST_AFTER, EVENT_LIST_OF_DOCUMENT,
};
use crate::sql::Columns;
use crate::sql::row::{self, days, micros};
use crate::sql::{Connection, params};
use domain::document::{Attachment, OriginalRef};
use domain::{
    Channel, CompanyId, CustomerId, Document, DocumentId, DocumentKind, Event, Finding, Head,
    ImportId, OrganisationId, Seq, SourceKey,
};

const TABLE: &str = "documents";

/// Reads the fixed fields, which queries name in this order.
pub(super) fn read_head(columns: &mut Columns<'_>) -> Result<Head> {
    Ok(Head {
        id: columns.id("document_id", DocumentId::from_bytes)?,
        company: columns.id("company_id", CompanyId::from_bytes)?,
        customer: columns.id("customer_id", CustomerId::from_bytes)?,
        kind: columns.word("kind", DocumentKind::from_number)?,
        channel: columns.word("channel", Channel::from_number)?,
        number: columns.text("number")?,
        kid: columns.optional_text("kid")?,
        account: columns.optional_text("account")?,
        amount: columns.optional_money()?,
        issued_on: columns.optional_day("issued_on")?,
        due_on: columns.optional_day("due_on")?,
        received_at: columns.moment("received_at")?,
        batch: columns.optional_text("batch")?,
    })
}

fn read(columns: &mut Columns<'_>) -> Result<Document> {
    Ok(Document {
        head: read_head(columns)?,
        source: SourceKey::new(columns.text("source")?, columns.text("source_id")?),
        import: columns.optional_id("import_id", ImportId::from_bytes)?,
        original: read_original(columns)?,
        details: {
            let packed = columns.bytes("details")?;
            columns.known("details", unpack_json(&packed))?
        },
        attachments: Vec::new(),
        findings: columns.findings()?,
    })
}

fn read_original(columns: &mut Columns<'_>) -> Result<Option<OriginalRef>> {
    let hash = columns.optional_hash("original_hash")?;
    let size = columns.optional_int("original_size")?;
    let media_type = columns.optional_text("original_media_type")?;
    let name = columns.optional_text("original_name")?;
    let Some(hash) = hash else { return Ok(None) };
    let size = columns.known(
        "original_size",
        size.and_then(|size| u64::try_from(size).ok()),
    )?;
    Ok(Some(OriginalRef {
        hash,
        size,
        media_type: columns.known("original_media_type", media_type)?,
        name: columns.known("original_name", name)?,
    }))
}

fn read_attachment(columns: &mut Columns<'_>) -> Result<Attachment> {
    Ok(Attachment {
        name: columns.text("name")?,
        media_type: columns.text("media_type")?,
        size: columns.count("size")?,
        hash: columns.hash("hash")?,
        embedded: columns.flag("embedded")?,
    })
}

pub(super) fn read_event(columns: &mut Columns<'_>) -> Result<Event> {
    Ok(Event {
        seq: Seq(columns.int("seq")?),
        document: columns.optional_id("document_id", DocumentId::from_bytes)?,
        source: SourceKey::new(columns.text("source")?, columns.text("source_id")?),
        occurred_at: columns.moment("occurred_at")?,
        learned_at: columns.moment("learned_at")?,
        fact: columns.json("fact")?,
    })
}

/// Adds a document with its attachments. Its customer must be there.
pub(super) fn add(
    connection: &dyn Connection,
    organisation: OrganisationId,
    import: ImportId,
    record: &NewRecord,
    findings: &[Finding],
) -> Result<()> {
    let head = &record.head;
    let original = record.original.as_ref();
    let params = params![
        organisation.as_bytes(),
        head.id.as_bytes(),
        head.company.as_bytes(),
        head.customer.as_bytes(),
        head.kind.number(),
        head.channel.number(),
        head.number,
        head.kid,
        head.account,
        head.amount.map(|amount| amount.minor),
        head.amount.as_ref().map(|amount| amount.currency.as_str()),
        head.issued_on.map(days),
        head.due_on.map(days),
        micros(head.received_at),
        head.batch,
        record.source.source,
        record.source.id,
        record.fingerprint.as_bytes(),
        import.as_bytes(),
        original.map(|original| original.hash.as_bytes()),
        original.map(|original| row::signed(original.size)),
        original.map(|original| &original.media_type),
        original.map(|original| &original.name),
        record.details.packed,
        row::findings_json(findings),
    ];
    row::queue(connection, DOCUMENT_ADD, params)?;
    for (place, attachment) in (0_i64..).zip(&record.attachments) {
        let params = params![
            organisation.as_bytes(),
            head.id.as_bytes(),
            place,
            attachment.name,
            attachment.media_type,
            row::signed(attachment.size),
            attachment.hash.as_bytes(),
            attachment.embedded,
        ];
        row::queue(connection, DOCUMENT_ADD_ATTACHMENT, params)?;
    }
    Ok(())
}

fn lookup(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: DocumentId,
) -> Result<Option<Document>> {
    let by_id = params![organisation.as_bytes(), id.as_bytes()];
    let Some(mut document) = row::one(connection, TABLE, DOCUMENT_LOOKUP, by_id, read)? else {
        return Ok(None);
    };
    document.attachments = row::all(
        connection,
        "attachments",
        DOCUMENT_LIST_ATTACHMENTS,
        by_id,
        read_attachment,
    )?;
    Ok(Some(document))
}

/// The fixed fields of a document.
pub(super) fn head(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: DocumentId,
) -> Result<Option<Head>> {
    let by_id = params![organisation.as_bytes(), id.as_bytes()];
    row::one(connection, TABLE, DOCUMENT_LOOKUP_HEAD, by_id, read_head)
}

/// Every event of a document, by place in the log.
pub(super) fn events(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: DocumentId,
) -> Result<Vec<Event>> {
    let by_id = params![organisation.as_bytes(), id.as_bytes()];
    row::all(
        connection,
        "events",
        EVENT_LIST_OF_DOCUMENT,
        by_id,
        read_event,
    )
}

/// The last place in the log that is taken; `None` for an unknown tenant.
pub(super) fn last_seq(
    connection: &dyn Connection,
    organisation: OrganisationId,
) -> Result<Option<i64>> {
    let params = params![organisation.as_bytes()];
    row::one(
        connection,
        "organisations",
        EVENT_LAST_SEQ,
        params,
        |columns| columns.int("last_seq"),
    )
}

fn append(
    connection: &dyn Connection,
    organisation: OrganisationId,
    events: Vec<NewDocumentEvent>,
) -> Result<usize> {
    if last_seq(connection, organisation)?.is_none() {
        return Ok(0);
    }
    let mut log = Log::open(connection, organisation)?;
    let mut new = 0;
    for event in events {
        let document = params![organisation.as_bytes(), event.document.as_bytes()];
        if !row::exists(connection, DOCUMENT_EXISTS, document)? {
            continue;
        }
        let appended = log.append(Entry {
            document: Some(event.document),
            source: event.source,
            occurred_at: event.occurred_at,
            learned_at: event.learned_at,
            fact: event.fact,
        })?;
        new += usize::from(appended);
    }
    log.close()?;
    Ok(new)
}

#[async_trait::async_trait]
impl Documents for Record {
    async fn lookup_document(
        &self,
        organisation: OrganisationId,
        id: DocumentId,
    ) -> Result<Option<Document>> {
        self.read(organisation, move |connection| {
            lookup(connection, organisation, id)
        })
        .await
    }

    async fn find_documents_by_number(
        &self,
        organisation: OrganisationId,
        number: &str,
        limit: usize,
    ) -> Result<Vec<DocumentId>> {
        let number = number.to_owned();
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), number, row::limit(limit)];
            row::all(
                connection,
                TABLE,
                DOCUMENT_FIND_BY_NUMBER,
                params,
                |columns| columns.id("document_id", DocumentId::from_bytes),
            )
        })
        .await
    }

    async fn find_documents_by_source(
        &self,
        organisation: OrganisationId,
        keys: &[SourceKey],
    ) -> Result<Vec<Option<DocumentId>>> {
        let keys = keys.to_vec();
        self.read(organisation, move |connection| {
            let found = keys.iter().map(|key| {
                let params = params![organisation.as_bytes(), key.source, key.id];
                row::one(
                    connection,
                    TABLE,
                    DOCUMENT_FIND_BY_SOURCE,
                    params,
                    |columns| columns.id("document_id", DocumentId::from_bytes),
                )
            });
            found.collect()
        })
        .await
    }

    async fn list_document_events(
        &self,
        organisation: OrganisationId,
        id: DocumentId,
    ) -> Result<Vec<Event>> {
        self.read(organisation, move |connection| {
            events(connection, organisation, id)
        })
        .await
    }

    async fn list_events_after(
        &self,
        organisation: OrganisationId,
        after: Seq,
        limit: usize,
    ) -> Result<Vec<Event>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), after.0, row::limit(limit)];
            row::all(connection, "events", EVENT_LIST_AFTER, params, read_event)
        })
        .await
    }

    async fn last_seq(&self, organisation: OrganisationId) -> Result<Seq> {
        self.read(organisation, move |connection| {
            Ok(Seq(last_seq(connection, organisation)?.unwrap_or(0)))
        })
        .await
    }

    async fn append_events(
        &self,
        organisation: OrganisationId,
        events: Vec<NewDocumentEvent>,
    ) -> Result<usize> {
        self.write(organisation, move |connection| {
            append(connection, organisation, events)
        })
        .await
    }
}
