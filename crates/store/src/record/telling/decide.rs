//! What a person says about payments that look alike: they are one, they are
//! two, or what was taken for one is two after all.

use super::{Room, alike, begin, list, match_free, note_apart, settle};
use crate::Result;
use crate::port::{MatchOutcome, NewMoney};
use crate::queries::{PAYMENT_DELETE, TELLING_DELETE, TELLING_DELETE_APART, TELLING_MOVE};
use crate::record::log::{Entry, Log, OWN_SOURCE};
use crate::record::{matching, payment};
use crate::sql::{params, row};
use domain::intake::NewPayment;
use domain::likeness::Marks;
use domain::payment::Telling;
use domain::{Fact, Payment, PaymentId, SourceKey};
use jiff::Timestamp;

/// Makes two payments one. The one that belongs to a document stays, of two
/// such the first; the other's match is undone.
pub(in crate::record) fn merge(
    room: Room<'_>,
    (one, other): (PaymentId, PaymentId),
    at: Timestamp,
) -> Result<MatchOutcome> {
    let find = |id| payment::lookup(room.connection, room.organisation, id);
    let (Some((first, _)), Some((second, _))) = (find(one)?, find(other)?) else {
        return Ok(MatchOutcome::Unknown);
    };
    let is_same_money = first.account == second.account && first.amount == second.amount;
    if one == other || !is_same_money {
        return Ok(MatchOutcome::CannotBe);
    }
    let (kept, gone) = match (first.matched, second.matched) {
        (None, Some(_)) => (second, first),
        _ => (first, second),
    };
    if gone.matched.is_some() {
        matching::detach(room.connection, room.organisation, gone.id, at)?;
    }
    begin(room, kept.id)?;
    begin(room, gone.id)?;
    let organisation = room.organisation.as_bytes();
    let to = params![organisation, gone.id.as_bytes(), kept.id.as_bytes()];
    row::run(room.connection, TELLING_MOVE, to)?;
    let by_id = params![organisation, gone.id.as_bytes()];
    row::run(room.connection, TELLING_DELETE_APART, by_id)?;
    row::run(room.connection, PAYMENT_DELETE, by_id)?;
    let mut log = Log::open(room.connection, room.organisation)?;
    let fact = Fact::PaymentsMerged {
        payment: kept.id,
        gone: gone.id,
    };
    log.append(entry(format!("{}/merged/{}", kept.id, gone.id), fact, at))?;
    settle(room, &mut log, kept.id, at)?;
    log.close()?;
    Ok(MatchOutcome::Done)
}

/// Makes what one file told of a payment a payment of its own, under `new`.
pub(in crate::record) fn split(
    room: Room<'_>,
    (id, source): (PaymentId, &SourceKey),
    new: PaymentId,
    at: Timestamp,
) -> Result<MatchOutcome> {
    let Some((payment, _)) = payment::lookup(room.connection, room.organisation, id)? else {
        return Ok(MatchOutcome::Unknown);
    };
    let tellings = list(room, id)?;
    let is_it = |(telling, _): &&(Telling, i64)| telling.source == *source;
    let Some((telling, position)) = tellings.iter().find(is_it) else {
        return Ok(MatchOutcome::Unknown);
    };
    if tellings.len() < 2 {
        return Ok(MatchOutcome::CannotBe);
    }
    let organisation = room.organisation.as_bytes();
    let key = params![organisation, source.source, source.id];
    row::run(room.connection, TELLING_DELETE, key)?;
    let mut log = Log::open(room.connection, room.organisation)?;
    note_apart(room, id, new)?;
    settle(room, &mut log, id, at)?;
    let place = (telling.import, *position);
    let money = money(new, &payment, telling);
    let begun = payment::add(room.connection, room.organisation, place, money)?;
    let fact = Fact::PaymentSplit {
        payment: new,
        from: id,
    };
    log.append(entry(format!("{new}/split/{id}"), fact, at))?;
    match_free(room, &mut log, &begun, at)?;
    log.close()?;
    Ok(MatchOutcome::Done)
}

/// Notes that two payments that look alike are two, and matches what was held
/// back for it.
pub(in crate::record) fn keep_apart(
    room: Room<'_>,
    (one, other): (PaymentId, PaymentId),
    at: Timestamp,
) -> Result<MatchOutcome> {
    let find = |id| payment::lookup(room.connection, room.organisation, id);
    let (Some((first, _)), Some((second, _))) = (find(one)?, find(other)?) else {
        return Ok(MatchOutcome::Unknown);
    };
    note_apart(room, one, other)?;
    let mut log = Log::open(room.connection, room.organisation)?;
    match_free(room, &mut log, &first, at)?;
    match_free(room, &mut log, &second, at)?;
    log.close()?;
    Ok(MatchOutcome::Done)
}

/// Forgets what some files told of a payment that others told of too.
pub(in crate::record) fn forget(
    room: Room<'_>,
    id: PaymentId,
    sources: &[SourceKey],
    at: Timestamp,
) -> Result<()> {
    for source in sources {
        let key = params![room.organisation.as_bytes(), source.source, source.id];
        row::run(room.connection, TELLING_DELETE, key)?;
    }
    let mut log = Log::open(room.connection, room.organisation)?;
    settle(room, &mut log, id, at)?;
    log.close()
}

/// Takes a payment away with all that was told of it, and matches what was
/// held back because of it.
pub(in crate::record) fn delete(
    room: Room<'_>,
    log: &mut Log<'_>,
    payment: &Payment,
    at: Timestamp,
) -> Result<()> {
    let organisation = room.organisation.as_bytes();
    for (telling, _) in list(room, payment.id)? {
        let key = params![organisation, telling.source.source, telling.source.id];
        row::run(room.connection, TELLING_DELETE, key)?;
    }
    let by_id = params![organisation, payment.id.as_bytes()];
    row::run(room.connection, TELLING_DELETE_APART, by_id)?;
    row::run(room.connection, PAYMENT_DELETE, by_id)?;
    for twin in alike(room, "", &Marks::from(payment))? {
        match_free(room, log, &twin, at)?;
    }
    Ok(())
}

fn entry(key: String, fact: Fact, at: Timestamp) -> Entry {
    Entry {
        document: None,
        source: SourceKey::new(OWN_SOURCE, key),
        occurred_at: at,
        learned_at: at,
        fact,
    }
}

/// The payment that a telling alone is.
fn money(id: PaymentId, payment: &Payment, telling: &Telling) -> NewMoney {
    NewMoney {
        id,
        company: payment.company,
        payment: NewPayment {
            source: telling.source.clone(),
            account: payment.account.clone(),
            kid: telling.kid.clone(),
            amount: payment.amount,
            value_on: telling.value_on,
            paid_by: telling.paid_by,
            payer_account: telling.payer_account.clone(),
            payer_name: telling.payer_name.clone(),
            text: telling.text.clone(),
            bank_reference: telling.bank_reference.clone(),
        },
        learned_at: telling.learned_at,
    }
}
