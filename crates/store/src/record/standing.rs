mod in_bulk;

use super::Record;
use super::log::{Log, folded};
use super::{customer, document};
use crate::Result;
use crate::port::{Lister, LogEnd, StandingRow, Standings};
use crate::queries::{
    DOCUMENT_LIST_IDS_AFTER, FACTS_LOG_END, FACTS_NEXT_EPOCH, STANDING_LIST_AFTER,
    STANDING_LIST_BETWEEN, STANDING_LOOKUP, STANDING_PUT,
};
use crate::sql::Columns;
use crate::sql::row::{self, days, micros};
use crate::sql::{Connection, params};
use domain::{
    Channel, Delivery, DocumentId, Evidence, OrganisationId, PaymentChannel, PaymentState,
    Processing, Reason, Recipient, Seq, Standing,
};

const TABLE: &str = "standings";

/// Documents folded anew in one go: so much memory, and so long a turn.
const REFOLDED_AT_A_TIME: i64 = 500;

fn read(columns: &mut Columns<'_>) -> Result<StandingRow> {
    Ok(StandingRow {
        seq: Seq(columns.int("seq")?),
        head: document::read_head(columns)?,
        standing: read_standing(columns)?,
    })
}

fn read_standing(columns: &mut Columns<'_>) -> Result<Standing> {
    Ok(Standing {
        processing: columns.word("processing", Processing::from_number)?,
        channel: columns.word("channel", Channel::from_number)?,
        delivery: columns.word("delivery", Delivery::from_number)?,
        evidence: columns.optional_word("evidence", Evidence::from_number)?,
        recipient: columns.word("recipient", Recipient::from_number)?,
        payment: columns.word("payment", PaymentState::from_number)?,
        paid_by: columns.optional_word("paid_by", PaymentChannel::from_number)?,
        reason: columns.optional_word("reason", Reason::from_number)?,
        sent_at: columns.optional_moment("sent_at")?,
        delivered_at: columns.optional_moment("delivered_at")?,
        opened_at: columns.optional_moment("opened_at")?,
        paid_on: columns.optional_day("paid_on")?,
        scheduled_on: columns.optional_day("scheduled_on")?,
        paid_minor: columns.int("paid_minor")?,
        credited_minor: columns.int("credited_minor")?,
        comments: {
            let comments = columns.int("comments")?;
            columns.known("comments", u32::try_from(comments).ok())?
        },
        held: columns.flag("held")?,
        changed_at: columns.moment("changed_at")?,
        closed_at: columns.optional_moment("closed_at")?,
        parts: columns.optional_json("parts")?.unwrap_or_default(),
    })
}

/// Writes where a document stands, in place of where it stood.
pub(super) fn put(
    connection: &dyn Connection,
    organisation: OrganisationId,
    row: &StandingRow,
) -> Result<()> {
    let StandingRow {
        seq,
        head,
        standing,
    } = row;
    let amount_minor = head.amount.map(|amount| amount.minor);
    let params = params![
        organisation.as_bytes(),
        seq.0,
        head.id.as_bytes(),
        head.company.as_bytes(),
        head.customer.as_bytes(),
        head.kind.number(),
        head.channel.number(),
        head.number,
        head.kid,
        head.account,
        amount_minor,
        head.amount.as_ref().map(|amount| amount.currency.as_str()),
        head.issued_on.map(days),
        head.due_on.map(days),
        micros(head.received_at),
        head.batch,
        standing.processing.number(),
        standing.channel.number(),
        standing.delivery.number(),
        standing.evidence.map(Evidence::number),
        standing.recipient.number(),
        standing.payment.number(),
        standing.paid_by.map(PaymentChannel::number),
        standing.reason.map(Reason::number),
        standing.sent_at.map(micros),
        standing.delivered_at.map(micros),
        standing.opened_at.map(micros),
        standing.paid_on.map(days),
        standing.scheduled_on.map(days),
        standing.paid_minor,
        standing.credited_minor,
        standing.comments,
        standing.held,
        micros(standing.changed_at),
        // Nobody looks for what a payment may belong to among the erased.
        match head.is_erased() {
            true => 0,
            false => amount_minor.map_or(0, |minor| standing.outstanding_minor(minor)),
        },
        standing.closed_at.map(micros),
        (!standing.parts.is_empty()).then(|| row::json(&standing.parts)),
    ];
    row::queue(connection, STANDING_PUT, params)
}

/// Where a document stands, as it is written.
pub(super) fn lookup(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: DocumentId,
) -> Result<Option<StandingRow>> {
    let by_id = params![organisation.as_bytes(), id.as_bytes()];
    row::one(connection, TABLE, STANDING_LOOKUP, by_id, read)
}

/// Where these documents stand, in the order asked; unknown ones are left out.
fn lookup_all(
    connection: &dyn Connection,
    organisation: OrganisationId,
    ids: &[DocumentId],
) -> Result<Vec<StandingRow>> {
    let ids: Vec<_> = ids.iter().map(DocumentId::as_bytes).collect();
    row::by_ids(connection, TABLE, STANDING_LOOKUP, organisation, &ids, read)
}

/// Hands documents to a lister, with the customers that it does not know.
fn hand_over(
    connection: &dyn Connection,
    organisation: OrganisationId,
    rows: Vec<StandingRow>,
    mut lister: Box<dyn Lister>,
) -> Result<()> {
    let unknown = lister.unknown(&rows);
    let customers = customer::lookup_all(connection, organisation, &unknown)?;
    lister.take(rows, customers);
    Ok(())
}

/// Where a document stands by its events, and whether that is what is written.
pub(super) fn check(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: DocumentId,
) -> Result<Option<(StandingRow, bool)>> {
    let Some(head) = document::head(connection, organisation, id)? else {
        return Ok(None);
    };
    let events = document::events(connection, organisation, id)?;
    let Some(folded) = folded(head, &events) else {
        return Ok(None);
    };
    let is_written = lookup(connection, organisation, id)?.as_ref() == Some(&folded);
    Ok(Some((folded, is_written)))
}

/// What one turn of folding anew found.
struct Turn {
    last: Option<DocumentId>,
    documents: u64,
    wrong: Vec<DocumentId>,
}

fn find_wrong(
    connection: &dyn Connection,
    organisation: OrganisationId,
    after: DocumentId,
) -> Result<Turn> {
    let params = params![
        organisation.as_bytes(),
        after.as_bytes(),
        REFOLDED_AT_A_TIME
    ];
    let ids = row::all(
        connection,
        "documents",
        DOCUMENT_LIST_IDS_AFTER,
        params,
        |columns| columns.id("document_id", DocumentId::from_bytes),
    )?;
    let mut wrong = Vec::new();
    for id in &ids {
        if check(connection, organisation, *id)?.is_some_and(|(_, is_written)| !is_written) {
            wrong.push(*id);
        }
    }
    Ok(Turn {
        last: ids.last().copied(),
        documents: ids.len() as u64,
        wrong,
    })
}

/// Folds again inside the writer's turn: events may have come since.
fn correct(
    connection: &dyn Connection,
    organisation: OrganisationId,
    ids: &[DocumentId],
) -> Result<()> {
    let mut log = Log::open(connection, organisation)?;
    for id in ids {
        log.touch(*id);
    }
    log.close()?;
    row::queue(
        connection,
        FACTS_NEXT_EPOCH,
        params![organisation.as_bytes()],
    )
}

#[async_trait::async_trait]
impl Standings for Record {
    async fn list_standings_after(
        &self,
        organisation: OrganisationId,
        after: Seq,
        limit: usize,
    ) -> Result<Vec<StandingRow>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), after.0, row::limit(limit)];
            row::all(connection, TABLE, STANDING_LIST_AFTER, params, read)
        })
        .await
    }

    async fn list_standings_between(
        &self,
        organisation: OrganisationId,
        after: Seq,
        to: Seq,
    ) -> Result<Vec<StandingRow>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), after.0.saturating_add(1), to.0];
            row::all(connection, TABLE, STANDING_LIST_BETWEEN, params, read)
        })
        .await
    }

    async fn lookup_standings(
        &self,
        organisation: OrganisationId,
        ids: &[DocumentId],
    ) -> Result<Vec<StandingRow>> {
        let ids = ids.to_vec();
        self.read(organisation, move |connection| {
            lookup_all(connection, organisation, &ids)
        })
        .await
    }

    async fn list_standings_to(
        &self,
        organisation: OrganisationId,
        ids: Vec<DocumentId>,
        lister: Box<dyn Lister>,
    ) -> Result<()> {
        self.read(organisation, move |connection| {
            let rows = lookup_all(connection, organisation, &ids)?;
            hand_over(connection, organisation, rows, lister)
        })
        .await
    }

    async fn list_standings_seen_to(
        &self,
        organisation: OrganisationId,
        seen: Vec<Seq>,
        lister: Box<dyn Lister>,
    ) -> Result<()> {
        self.read(organisation, move |connection| {
            let rows = in_bulk::rows(connection, organisation, &seen)?;
            hand_over(connection, organisation, rows, lister)
        })
        .await
    }

    async fn log_end(&self, organisation: OrganisationId) -> Result<LogEnd> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes()];
            let end = row::one(
                connection,
                "organisations",
                FACTS_LOG_END,
                params,
                |columns| {
                    Ok(LogEnd {
                        seq: Seq(columns.int("last_seq")?),
                        epoch: columns.int("epoch")?,
                    })
                },
            )?;
            Ok(end.unwrap_or_default())
        })
        .await
    }

    async fn refold(
        &self,
        organisation: OrganisationId,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<(u64, u64)> {
        let mut after = DocumentId::from_bytes([0; 16]);
        let (mut documents, mut corrected) = (0, 0);
        loop {
            let turn = self
                .read(organisation, move |connection| {
                    find_wrong(connection, organisation, after)
                })
                .await?;
            let Some(last) = turn.last else {
                return Ok((documents, corrected));
            };
            after = last;
            documents += turn.documents;
            corrected += turn.wrong.len() as u64;
            if !turn.wrong.is_empty() {
                self.write(organisation, move |connection| {
                    correct(connection, organisation, &turn.wrong)
                })
                .await?;
            }
            progress(documents);
        }
    }
}
