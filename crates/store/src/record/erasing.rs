//! Erasing: what documents are about goes for good, what figures need of them
//! stays. Of each there stays its row, with nothing of anybody in it, and one
//! event that tells where it stood; the places of its other events stay in
//! the log, and say nothing.

mod extracts;
mod leftovers;

use super::Record;
use super::customer;
use super::document;
use super::hold;
use super::log::{Entry, Log, OWN_SOURCE};
use super::{audit, bulk, original, standing, view};
use crate::Result;
use crate::pack::pack_json;
use crate::port::{Erased, Erasing, ErasingStep, Erasure, Withdrawn};
use crate::queries::{
    ERASING_ADD_KEY, ERASING_ADD_NOBODY, ERASING_ADD_RUN, ERASING_BLANK_CUSTOMER,
    ERASING_BLANK_DOCUMENT, ERASING_BLANK_EVENTS, ERASING_BLANK_ITEMS, ERASING_BLANK_OWN_EVENTS,
    ERASING_DELETE_ATTACHMENTS, ERASING_DELETE_BULK_ROWS, ERASING_DELETE_COMMENT_MENTIONS,
    ERASING_DELETE_COMMENT_VERSIONS, ERASING_DELETE_COMMENTS, ERASING_DELETE_FOLLOW_UPS,
    ERASING_DELETE_IMPORT_EVENTS, ERASING_DELETE_KEYS, ERASING_DELETE_LINKS,
    ERASING_DELETE_ORIGINAL, ERASING_DELETE_TELLINGS, ERASING_FIND_KEY, ERASING_IS_ERASED,
    ERASING_IS_ORIGINAL_NAMED, ERASING_LIST_HASHES, ERASING_LIST_PAYMENTS, ERASING_LIST_RUNS,
    ERASING_LIST_TELLING_KEYS, ERASING_LIST_WITHDRAWN, ERASING_LOOKUP, ERASING_LOOKUP_IMPORT,
    ERASING_NOTE_ORIGINAL, ERASING_REPORT_RUN, FACTS_NEXT_EPOCH, ORIGINAL_CONDEMN, PAYMENT_DELETE,
    TELLING_DELETE_APART, UNDO_DELETE_REFERENCES, UNDO_DELETE_STANDING,
};
use crate::sql::row::{self, days, micros};
use crate::sql::{Columns, Connection, params};
use domain::document::Details;
use domain::retention::Kept;
use domain::standing::Outcome;
use domain::view::Gone;
use domain::{
    Channel, CompanyId, ContentHash, CustomerId, DocumentId, DocumentKind, ErasureId, Fact,
    ImportId, OrganisationId, PaymentId, Seq, SourceKey,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;

const RUNS: &str = "erasures";
/// The fingerprint of what is erased.
const NOTHING: ContentHash = ContentHash::from_bytes([0; 32]);

/// What the key of a sender was for.
#[derive(Clone, Copy)]
pub(super) enum KeyOf {
    Document,
    Payment,
}

impl KeyOf {
    /// The hash under which a key is remembered after what it named is gone.
    fn hash(self, source: &SourceKey) -> ContentHash {
        let noun = match self {
            Self::Document => "document",
            Self::Payment => "payment",
        };
        let named = format!("{noun}\n{}\n{}", source.source, source.id);
        ContentHash::of(named.as_bytes())
    }
}

/// Whether what a sender's key names was here and is erased, and which
/// document it was or belonged to.
pub(super) fn find_key(
    connection: &dyn Connection,
    organisation: OrganisationId,
    of: KeyOf,
    source: &SourceKey,
) -> Result<Option<Option<DocumentId>>> {
    let hash = of.hash(source);
    let params = params![organisation.as_bytes(), hash.as_bytes()];
    row::one(
        connection,
        "erased_keys",
        ERASING_FIND_KEY,
        params,
        |columns| columns.optional_id("document_id", DocumentId::from_bytes),
    )
}

/// A transaction in which something is erased.
struct Eraser<'c> {
    connection: &'c dyn Connection,
    organisation: OrganisationId,
    at: Timestamp,
    step: ErasingStep,
    gone: Gone,
    /// The ids of documents and payments that went, for what names them.
    ids: Vec<[u8; 16]>,
}

/// What leads from a document to other rows.
struct Ties {
    customer: CustomerId,
    import: Option<ImportId>,
    original: Option<ContentHash>,
    source: SourceKey,
}

fn read_ties(columns: &mut Columns<'_>) -> Result<Ties> {
    Ok(Ties {
        customer: columns.id("customer_id", CustomerId::from_bytes)?,
        import: columns.optional_id("import_id", ImportId::from_bytes)?,
        original: columns.optional_hash("original_hash")?,
        source: SourceKey::new(columns.text("source")?, columns.text("source_id")?),
    })
}

/// Whether a document was erased.
pub(super) fn is_erased(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: DocumentId,
) -> Result<bool> {
    let nobody = CustomerId::ERASED;
    let params = params![organisation.as_bytes(), id.as_bytes(), nobody.as_bytes()];
    row::exists(connection, ERASING_IS_ERASED, params)
}

impl Eraser<'_> {
    /// Erases what names something that went, and says what it all came to.
    fn close(mut self) -> Result<ErasingStep> {
        let (connection, organisation) = (self.connection, self.organisation);
        bulk::forget(connection, organisation, &self.gone)?;
        view::forget(connection, organisation, &self.gone)?;
        hold::forget(connection, organisation, &self.gone, &self.ids)?;
        self.step.erased.extracts = extracts::erase(connection, organisation, self.ids, self.at)?;
        Ok(self.step)
    }

    /// Erases a document, unless a hold holds it or it is erased already.
    fn document(&mut self, log: &mut Log<'_>, id: DocumentId) -> Result<()> {
        let key = params![self.organisation.as_bytes(), id.as_bytes()];
        let ties = row::one(self.connection, "documents", ERASING_LOOKUP, key, read_ties)?;
        let Some(ties) = ties.filter(|ties| ties.customer != CustomerId::ERASED) else {
            return Ok(());
        };
        if hold::is_held(self.connection, self.organisation, id)? {
            self.step.erased.held += 1;
            return Ok(());
        }
        if let Some(head) = document::head(self.connection, self.organisation, id)? {
            self.gone.numbers.push(head.number);
            self.gone.numbers.extend(head.kid);
        }
        let stood = standing::lookup(self.connection, self.organisation, id)?;
        let known_at = self.known_at(id)?;
        let mut bytes = self.bytes_of(id, &ties)?;
        self.remember(KeyOf::Document, &ties.source, Some(id))?;
        self.payments_of(id)?;
        self.said_of(id)?;
        self.blank(id)?;
        bytes.sort_unstable();
        bytes.dedup();
        for hash in bytes {
            self.bytes(hash)?;
        }
        if let Some(stood) = stood {
            log.append(Entry {
                document: Some(id),
                source: SourceKey::new(OWN_SOURCE, format!("{id}/erased")),
                occurred_at: self.at,
                learned_at: known_at,
                fact: Fact::DocumentErased {
                    outcome: Outcome::of(&stood.standing),
                },
            })?;
        }
        self.ids.push(*id.as_bytes());
        self.step.erased.documents += 1;
        self.step.documents.push(id);
        self.step.customers.push(ties.customer);
        Ok(())
    }

    /// When a document was first heard of. What is left of it counts as known
    /// since then, so that figures as of a day before it was erased, but after
    /// it came, have it too.
    fn known_at(&self, id: DocumentId) -> Result<Timestamp> {
        let events = document::events(self.connection, self.organisation, id)?;
        let first = events.iter().map(|event| event.learned_at).min();
        Ok(first.unwrap_or(self.at))
    }

    /// The bytes that go with a document if nothing else names them: its own,
    /// those of its attachments, and the file that told of it, though other
    /// documents may have come in it; unless one of those is held.
    fn bytes_of(&self, id: DocumentId, ties: &Ties) -> Result<Vec<ContentHash>> {
        let key = params![self.organisation.as_bytes(), id.as_bytes()];
        let mut bytes = row::all(
            self.connection,
            "attachments",
            ERASING_LIST_HASHES,
            key,
            |columns| columns.hash("hash"),
        )?;
        bytes.extend(ties.original);
        if let Some(import) = ties.import {
            let key = params![self.organisation.as_bytes(), import.as_bytes()];
            let query = ERASING_LOOKUP_IMPORT;
            let file = row::one(self.connection, "imports", query, key, |columns| {
                Ok((columns.hash("hash")?, columns.count("held")?))
            })?;
            bytes.extend(file.filter(|(_, held)| *held == 0).map(|(hash, _)| hash));
        }
        Ok(bytes)
    }

    /// Remembers that something with this key was here.
    fn remember(&self, of: KeyOf, source: &SourceKey, document: Option<DocumentId>) -> Result<()> {
        let hash = of.hash(source);
        let params = params![
            self.organisation.as_bytes(),
            hash.as_bytes(),
            document.as_ref().map(DocumentId::as_bytes),
            micros(self.at),
        ];
        row::queue(self.connection, ERASING_ADD_KEY, params)
    }

    /// Erases the payments of a document; what they came to is in where it
    /// stood.
    fn payments_of(&mut self, id: DocumentId) -> Result<()> {
        let key = params![self.organisation.as_bytes(), id.as_bytes()];
        let query = ERASING_LIST_PAYMENTS;
        let payments = row::all(self.connection, "payments", query, key, read_payment)?;
        for (payment, source) in payments {
            self.payment(payment, &source, Some(id))?;
        }
        Ok(())
    }

    fn payment(
        &mut self,
        id: PaymentId,
        source: &SourceKey,
        document: Option<DocumentId>,
    ) -> Result<()> {
        let key = params![self.organisation.as_bytes(), id.as_bytes()];
        self.remember(KeyOf::Payment, source, document)?;
        let query = ERASING_LIST_TELLING_KEYS;
        let tellings = row::all(self.connection, "payment_tellings", query, key, |columns| {
            Ok(SourceKey::new(
                columns.text("source")?,
                columns.text("source_id")?,
            ))
        })?;
        for telling in &tellings {
            self.remember(KeyOf::Payment, telling, document)?;
        }
        // Every key between `…/` and the next letter after the slash.
        let (from, to) = (format!("{id}/"), format!("{id}0"));
        let own = params![self.organisation.as_bytes(), from, to];
        row::run(self.connection, ERASING_BLANK_OWN_EVENTS, own)?;
        row::run(self.connection, ERASING_DELETE_TELLINGS, key)?;
        row::run(self.connection, TELLING_DELETE_APART, key)?;
        row::run(self.connection, PAYMENT_DELETE, key)?;
        self.audited("payment", id)?;
        self.ids.push(*id.as_bytes());
        self.step.erased.payments += 1;
        Ok(())
    }

    /// Erases what was said of a document: comments, files, references, what
    /// was noticed, what the log and the audit log tell, and what others were
    /// told and answered.
    fn said_of(&self, id: DocumentId) -> Result<()> {
        let key = params![self.organisation.as_bytes(), id.as_bytes()];
        for query in [
            ERASING_DELETE_COMMENT_MENTIONS,
            ERASING_DELETE_COMMENT_VERSIONS,
            ERASING_DELETE_COMMENTS,
            ERASING_DELETE_LINKS,
            ERASING_DELETE_FOLLOW_UPS,
            ERASING_DELETE_BULK_ROWS,
            ERASING_DELETE_ATTACHMENTS,
            UNDO_DELETE_REFERENCES,
            ERASING_BLANK_ITEMS,
            ERASING_DELETE_IMPORT_EVENTS,
            ERASING_BLANK_EVENTS,
            UNDO_DELETE_STANDING,
        ] {
            row::run(self.connection, query, key)?;
        }
        extracts::told_of(self.connection, self.organisation, id)?;
        self.audited("document", id)
    }

    fn audited(&self, noun: &str, id: impl std::fmt::Display) -> Result<()> {
        let subject = format!("{noun}:{id}");
        audit::erase_contents(self.connection, self.organisation, &subject)?;
        Ok(())
    }

    /// Leaves of a document's row what figures need.
    fn blank(&self, id: DocumentId) -> Result<()> {
        let nobody = params![self.organisation.as_bytes(), CustomerId::ERASED.as_bytes()];
        row::run(self.connection, ERASING_ADD_NOBODY, nobody)?;
        let details = pack_json(&Details::default())?;
        let params = params![
            self.organisation.as_bytes(),
            id.as_bytes(),
            CustomerId::ERASED.as_bytes(),
            format!("{id}/erased"),
            NOTHING.as_bytes(),
            details,
        ];
        row::run(self.connection, ERASING_BLANK_DOCUMENT, params)?;
        Ok(())
    }

    /// Erases bytes that no document names any more.
    fn bytes(&mut self, hash: ContentHash) -> Result<()> {
        let key = params![self.organisation.as_bytes(), hash.as_bytes()];
        if row::exists(self.connection, ERASING_IS_ORIGINAL_NAMED, key)? {
            return Ok(());
        }
        let found = original::lookup(self.connection, self.organisation, hash)?;
        let Some((_, inline)) = found else {
            return Ok(());
        };
        row::run(self.connection, ERASING_DELETE_ORIGINAL, key)?;
        row::run(self.connection, ERASING_NOTE_ORIGINAL, key)?;
        if inline.is_none() {
            // Nobody may keep the same bytes anew while these are taken away.
            row::run(self.connection, ORIGINAL_CONDEMN, key)?;
        }
        self.step.erased.originals += 1;
        Ok(())
    }
}

fn read_payment(columns: &mut Columns<'_>) -> Result<(PaymentId, SourceKey)> {
    let id = columns.id("payment_id", PaymentId::from_bytes)?;
    let source = SourceKey::new(columns.text("source")?, columns.text("source_id")?);
    Ok((id, source))
}

fn read_run(columns: &mut Columns<'_>) -> Result<Erasure> {
    Ok(Erasure {
        id: columns.id("erasure_id", ErasureId::from_bytes)?,
        as_of_on: columns.day("as_of_on")?,
        started_at: columns.moment("started_at")?,
        ended_at: columns.optional_moment("ended_at")?,
        started_by: columns.text("started_by")?,
        report: columns.json("report")?,
    })
}

fn read_withdrawn(columns: &mut Columns<'_>) -> Result<Withdrawn> {
    let id = columns.id("document_id", DocumentId::from_bytes)?;
    let company = columns.id("company_id", CompanyId::from_bytes)?;
    let channel = columns.word("channel", Channel::from_number)?;
    let kind = columns.word("kind", DocumentKind::from_number)?;
    let received_at = columns.moment("received_at")?;
    Ok(Withdrawn {
        id,
        received_at,
        kept: Kept {
            company,
            channel,
            kind,
            received_on: received_at.to_zoned(TimeZone::UTC).date(),
        },
    })
}

fn erase(
    connection: &dyn Connection,
    organisation: OrganisationId,
    documents: &[DocumentId],
    at: Timestamp,
) -> Result<ErasingStep> {
    let mut log = Log::open(connection, organisation)?;
    let mut eraser = Eraser {
        connection,
        organisation,
        at,
        step: ErasingStep::default(),
        gone: Gone::default(),
        ids: Vec::new(),
    };
    for id in documents {
        eraser.document(&mut log, *id)?;
    }
    log.close()?;
    eraser.close()
}

#[async_trait::async_trait]
impl Erasing for Record {
    async fn add_erasure(&self, organisation: OrganisationId, run: Erasure) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                run.id.as_bytes(),
                days(run.as_of_on),
                micros(run.started_at),
                run.started_by,
                row::json(&run.report),
            ];
            row::queue(connection, ERASING_ADD_RUN, params)
        })
        .await
    }

    async fn report_erasure(
        &self,
        organisation: OrganisationId,
        run: ErasureId,
        report: Erased,
        ended_at: Option<Timestamp>,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                run.as_bytes(),
                row::json(&report),
                ended_at.map(micros),
            ];
            row::queue(connection, ERASING_REPORT_RUN, params)
        })
        .await
    }

    async fn list_erasures(
        &self,
        organisation: OrganisationId,
        limit: usize,
    ) -> Result<Vec<Erasure>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), row::limit(limit)];
            row::all(connection, RUNS, ERASING_LIST_RUNS, params, read_run)
        })
        .await
    }

    async fn erase_documents(
        &self,
        organisation: OrganisationId,
        documents: Vec<DocumentId>,
        at: Timestamp,
    ) -> Result<ErasingStep> {
        self.write(organisation, move |connection| {
            erase(connection, organisation, &documents, at)
        })
        .await
    }

    async fn erase_customers(
        &self,
        organisation: OrganisationId,
        customers: Vec<CustomerId>,
        looked_at: Seq,
    ) -> Result<u64> {
        self.write(organisation, move |connection| {
            let mut erased = 0;
            let mut gone = Gone::default();
            for id in customers.iter().filter(|id| **id != CustomerId::ERASED) {
                let known = customer::lookup(connection, organisation, *id)?;
                let key = format!("utsyn/erased/{id}");
                let params = params![organisation.as_bytes(), id.as_bytes(), looked_at.0, key];
                let blanked = row::run(connection, ERASING_BLANK_CUSTOMER, params)?;
                erased += blanked as u64;
                if let Some(known) = known.filter(|_| blanked > 0) {
                    gone.names.push(known.name);
                    gone.numbers.extend(known.number);
                    gone.numbers.push(id.to_string());
                }
                let subject = format!("customer:{id}");
                audit::erase_contents(connection, organisation, &subject)?;
            }
            bulk::forget(connection, organisation, &gone)?;
            view::forget(connection, organisation, &gone)?;
            hold::forget(connection, organisation, &gone, &[])?;
            Ok(erased)
        })
        .await
    }

    async fn list_withdrawn_unerased(
        &self,
        organisation: OrganisationId,
        limit: usize,
    ) -> Result<Vec<Withdrawn>> {
        self.read(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                0_i64,
                CustomerId::ERASED.as_bytes(),
                row::limit(limit),
            ];
            let query = ERASING_LIST_WITHDRAWN;
            row::all(
                connection,
                "withdrawn_documents",
                query,
                params,
                read_withdrawn,
            )
        })
        .await
    }

    async fn erase_leftovers(
        &self,
        organisation: OrganisationId,
        before: Timestamp,
        at: Timestamp,
        limit: usize,
    ) -> Result<Erased> {
        self.write(organisation, move |connection| {
            leftovers::erase(connection, organisation, (before, at), limit)
        })
        .await
    }

    async fn forget_erased_keys(
        &self,
        organisation: OrganisationId,
        before: Timestamp,
    ) -> Result<u64> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), micros(before)];
            Ok(row::run(connection, ERASING_DELETE_KEYS, params)? as u64)
        })
        .await
    }

    async fn purge_erased(&self, organisation: OrganisationId) -> Result<()> {
        self.execute(organisation).await?;
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes()];
            row::queue(connection, FACTS_NEXT_EPOCH, params)
        })
        .await?;
        self.engine.purge().await
    }
}
