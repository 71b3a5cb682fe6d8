//! Joining payments to documents, by rule and by hand.

use super::log::{Entry, Log, OWN_SOURCE};
use super::payment;
use super::telling::{self, Room};
use crate::Result;
use crate::port::{MatchOutcome, StandingRow};
use crate::queries::{
    DOCUMENT_FIND_BY_KID, IMPORT_SETTLE_COUNTS, IMPORT_SETTLE_ITEM, PAYMENT_DETACH,
    PAYMENT_FIND_WAITING, PAYMENT_MATCH,
};
use crate::sql::row;
use crate::sql::{Connection, params};
use domain::matching::{Candidate, decide};
use domain::payment::Match;
use domain::{DocumentId, Fact, Head, ImportId, OrganisationId, Payment, PaymentId, SourceKey};
use jiff::Timestamp;

/// The newest documents with one KID that are considered for a payment. A KID
/// that a customer keeps for ever collects documents; of the oldest of very
/// many nobody expects money.
const CANDIDATES_MAX: i64 = 500;
/// Payments with one KID that a new document is offered.
pub(super) const WAITING_MAX: i64 = 500;

/// Finds the document of a payment by its KID and account and matches them.
pub(super) fn match_by_rule(
    connection: &dyn Connection,
    organisation: OrganisationId,
    log: &mut Log<'_>,
    payment: &Payment,
    at: Timestamp,
) -> Result<Option<DocumentId>> {
    let Some(kid) = payment.kid.as_ref().filter(|kid| !kid.is_empty()) else {
        return Ok(None);
    };
    let candidates = candidates(connection, organisation, log, kid, &payment.account)?;
    let Some(document) = decide(payment.amount, &candidates) else {
        return Ok(None);
    };
    // Money that is perhaps counted already is left to a person.
    let room = Room {
        connection,
        organisation,
    };
    if telling::has_matched_twin(room, payment)? {
        return Ok(None);
    }
    join(
        connection,
        organisation,
        log,
        payment,
        (document, false),
        at,
    )?;
    Ok(Some(document))
}

/// Offers a new document to the payments that wait for its KID.
pub(super) fn match_waiting(
    connection: &dyn Connection,
    organisation: OrganisationId,
    log: &mut Log<'_>,
    head: &Head,
    at: Timestamp,
) -> Result<()> {
    let Some(kid) = head.kid.as_ref().filter(|_| can_be_paid(head)) else {
        return Ok(());
    };
    let params = params![organisation.as_bytes(), kid, head.account, WAITING_MAX];
    let waiting = row::all(
        connection,
        "payments",
        PAYMENT_FIND_WAITING,
        params,
        |columns| columns.id("payment_id", PaymentId::from_bytes),
    )?;
    for id in waiting {
        let Some((payment, import_position)) = payment::lookup(connection, organisation, id)?
        else {
            continue;
        };
        let found = match_by_rule(connection, organisation, log, &payment, at)?;
        if let (Some(document), Some(import)) = (found, payment.import) {
            settle(
                connection,
                organisation,
                (import, import_position),
                document,
            )?;
        }
    }
    Ok(())
}

/// An item of a file that waited for its document has found it.
pub(super) fn settle(
    connection: &dyn Connection,
    organisation: OrganisationId,
    (import, position): (ImportId, i64),
    document: DocumentId,
) -> Result<()> {
    let item = params![
        organisation.as_bytes(),
        import.as_bytes(),
        position,
        document.as_bytes(),
    ];
    if row::run(connection, IMPORT_SETTLE_ITEM, item)? == 1 {
        let import = params![organisation.as_bytes(), import.as_bytes()];
        row::queue(connection, IMPORT_SETTLE_COUNTS, import)?;
    }
    Ok(())
}

/// The item that told of a payment has found its document.
pub(super) fn settle_items(room: Room<'_>, id: PaymentId, document: DocumentId) -> Result<()> {
    let (connection, organisation) = (room.connection, room.organisation);
    match payment::lookup(connection, organisation, id)? {
        Some((payment, position)) => match payment.import {
            Some(import) => settle(connection, organisation, (import, position), document),
            None => Ok(()),
        },
        None => Ok(()),
    }
}

fn can_be_paid(head: &Head) -> bool {
    head.kind.asks_for_payment() && head.amount.is_some()
}

fn candidates(
    connection: &dyn Connection,
    organisation: OrganisationId,
    log: &mut Log<'_>,
    kid: &str,
    account: &str,
) -> Result<Vec<Candidate>> {
    let params = params![organisation.as_bytes(), kid, account, CANDIDATES_MAX];
    let ids = row::all(
        connection,
        "documents",
        DOCUMENT_FIND_BY_KID,
        params,
        |columns| columns.id("document_id", DocumentId::from_bytes),
    )?;
    let mut candidates = Vec::with_capacity(ids.len());
    for id in ids {
        let row = log.standing(id)?.filter(|row| can_be_paid(&row.head));
        candidates.extend(row.map(|row| candidate(&row)));
    }
    Ok(candidates)
}

fn candidate(row: &StandingRow) -> Candidate {
    let minor = row.head.amount.map_or(0, |amount| amount.minor);
    Candidate {
        document: row.head.id,
        amount: row.head.amount,
        outstanding_minor: row.standing.outstanding_minor(minor),
        payment: row.standing.payment,
        due_on: row.head.due_on,
        same_account: row.head.account.is_some(),
    }
}

/// Writes that a payment belongs to a document.
pub(super) fn join(
    connection: &dyn Connection,
    organisation: OrganisationId,
    log: &mut Log<'_>,
    payment: &Payment,
    (document, by_hand): (DocumentId, bool),
    at: Timestamp,
) -> Result<()> {
    let round = payment::rounds(connection, organisation, payment.id)?.saturating_add(1);
    let params = params![
        organisation.as_bytes(),
        payment.id.as_bytes(),
        document.as_bytes(),
        round,
        by_hand,
    ];
    row::queue(connection, PAYMENT_MATCH, params)?;
    log.append(Entry {
        document: Some(document),
        source: SourceKey::new(OWN_SOURCE, format!("{}/matched/{round}", payment.id)),
        occurred_at: at,
        learned_at: at,
        fact: Fact::PaymentMatched {
            payment: payment.id,
            round,
            amount: payment.amount,
            value_on: payment.value_on,
            paid_by: payment.paid_by,
        },
    })?;
    Ok(())
}

/// Matches a payment to a document because a person says so.
pub(super) fn match_by_hand(
    connection: &dyn Connection,
    organisation: OrganisationId,
    (id, document): (PaymentId, DocumentId),
    at: Timestamp,
) -> Result<MatchOutcome> {
    let Some((payment, import_position)) = payment::lookup(connection, organisation, id)? else {
        return Ok(MatchOutcome::Unknown);
    };
    let Some(head) = super::document::head(connection, organisation, document)? else {
        return Ok(MatchOutcome::Unknown);
    };
    if let Some(known) = payment.matched {
        return Ok(MatchOutcome::AlreadyMatched(known.document));
    }
    let currency = head.amount.map(|amount| amount.currency);
    if !can_be_paid(&head) || currency != Some(payment.amount.currency) {
        return Ok(MatchOutcome::CannotBe);
    }
    let mut log = Log::open(connection, organisation)?;
    join(
        connection,
        organisation,
        &mut log,
        &payment,
        (document, true),
        at,
    )?;
    if let Some(import) = payment.import {
        settle(
            connection,
            organisation,
            (import, import_position),
            document,
        )?;
    }
    log.close()?;
    Ok(MatchOutcome::Done)
}

/// Undoes a match because a person says so.
pub(super) fn detach(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: PaymentId,
    at: Timestamp,
) -> Result<MatchOutcome> {
    let Some((payment, _)) = payment::lookup(connection, organisation, id)? else {
        return Ok(MatchOutcome::Unknown);
    };
    let Some(Match {
        document, round, ..
    }) = payment.matched
    else {
        return Ok(MatchOutcome::NotMatched);
    };
    let params = params![organisation.as_bytes(), id.as_bytes()];
    row::queue(connection, PAYMENT_DETACH, params)?;
    let mut log = Log::open(connection, organisation)?;
    log.append(Entry {
        document: Some(document),
        source: SourceKey::new(OWN_SOURCE, format!("{id}/detached/{round}")),
        occurred_at: at,
        learned_at: at,
        fact: Fact::PaymentDetached { payment: id, round },
    })?;
    log.close()?;
    Ok(MatchOutcome::Done)
}
