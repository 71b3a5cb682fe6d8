//! Payments that several files tell of: which one is meant, and what all of
//! them say together. The rule is `domain::likeness`; here it is asked.
//!
//! **Invariant:** however the tellings of one payment arrive, it is one row,
//! and of two payments that may be the same at most one is matched by rule.

use super::log::{Entry, Log, OWN_SOURCE};
use super::{matching, payment};
use crate::Result;
use crate::queries::{
    PAYMENT_COMPOSE, PAYMENT_FIND_ALIKE, PAYMENT_IS_FREE, TELLING_ADD, TELLING_ADD_APART,
    TELLING_ADD_FIRST, TELLING_IS_APART, TELLING_LIST,
};
use crate::sql::row::{self, days, micros};
use crate::sql::{Columns, Connection, params};
use domain::intake::NewPayment;
use domain::likeness::{DAYS_BY_REFERENCE_MAX, Likeness, Marks, likeness};
use domain::payment::Telling;
use domain::{
    DocumentId, Fact, ImportId, OrganisationId, Payment, PaymentChannel, PaymentId, SourceKey,
};
use jiff::Timestamp;
use std::collections::BTreeSet;

mod decide;

pub(super) use decide::{delete, forget, keep_apart, merge, split};

const TABLE: &str = "payment_tellings";
/// Payments that are looked at as possible twins. They agree in account,
/// amount and days; more than a few are the payments of one crowd.
const ALIKE_MAX: i64 = 200;

/// A connection with the organisation whose rows are meant.
#[derive(Clone, Copy)]
pub(super) struct Room<'c> {
    pub(super) connection: &'c dyn Connection,
    pub(super) organisation: OrganisationId,
}

/// A telling with its place among its file's items.
type Placed = (Telling, i64);

fn read(columns: &mut Columns<'_>) -> Result<Placed> {
    let source = SourceKey::new(columns.text("source")?, columns.text("source_id")?);
    let import = columns.id("import_id", ImportId::from_bytes)?;
    let position = columns.int("import_position")?;
    let telling = Telling {
        source,
        import,
        kid: columns.optional_text("kid")?,
        value_on: columns.day("value_on")?,
        paid_by: columns.word("paid_by", PaymentChannel::from_number)?,
        payer_account: columns.optional_text("payer_account")?,
        payer_name: columns.optional_text("payer_name")?,
        text: columns.optional_text("text")?,
        bank_reference: columns.optional_text("bank_reference")?,
        learned_at: columns.moment("learned_at")?,
    };
    Ok((telling, position))
}

/// What each file told of a payment; empty where only one did.
pub(super) fn list(room: Room<'_>, id: PaymentId) -> Result<Vec<Placed>> {
    let params = params![room.organisation.as_bytes(), id.as_bytes()];
    row::all(room.connection, TABLE, TELLING_LIST, params, read)
}

/// The payment that a file tells of although under a name of its own. Of
/// several the one of the same day comes first, then the oldest.
pub(super) fn find_same(room: Room<'_>, told: &NewPayment) -> Result<Option<PaymentId>> {
    let marks = marks(told);
    let mut best: Option<(bool, PaymentId)> = None;
    for candidate in alike(room, &told.source.source, &marks)? {
        let seen = Seen::of(room, &candidate)?;
        if seen.systems.contains(&told.source.source) || seen.likeness(&marks) != Likeness::Same {
            continue;
        }
        let rank = (candidate.value_on != told.value_on, candidate.id);
        if best.is_none_or(|best| rank < best) {
            best = Some(rank);
        }
    }
    Ok(best.map(|(_, id)| id))
}

/// Payments that may be this one, or that a person may take for it.
pub(super) fn twins(room: Room<'_>, payment: &Payment) -> Result<Vec<Payment>> {
    let own = Seen::of(room, payment)?;
    let mut twins = Vec::new();
    for candidate in alike(room, &payment.source.source, &Marks::from(payment))? {
        let seen = Seen::of(room, &candidate)?;
        let is_like = own
            .tellings()
            .any(|marks| seen.likeness(&marks) != Likeness::Other);
        if is_like
            && own.systems.is_disjoint(&seen.systems)
            && !is_apart(room, payment.id, candidate.id)?
        {
            twins.push(candidate);
        }
    }
    Ok(twins)
}

/// Whether money that may be the same is counted on a document already.
pub(super) fn has_matched_twin(room: Room<'_>, payment: &Payment) -> Result<bool> {
    let twins = twins(room, payment)?;
    Ok(twins.iter().any(|twin| twin.matched.is_some()))
}

/// Notes that another file tells of a payment that is known, and answers the
/// document that it belongs to then.
pub(super) fn tell_again(
    room: Room<'_>,
    log: &mut Log<'_>,
    id: PaymentId,
    told: &NewPayment,
    (import, position, at): (ImportId, i64, Timestamp),
) -> Result<Option<DocumentId>> {
    begin(room, id)?;
    let telling = Telling {
        source: told.source.clone(),
        import,
        kid: told.kid.clone(),
        value_on: told.value_on,
        paid_by: told.paid_by,
        payer_account: told.payer_account.clone(),
        payer_name: told.payer_name.clone(),
        text: told.text.clone(),
        bank_reference: told.bank_reference.clone(),
        learned_at: at,
    };
    add(room, id, &telling, position)?;
    let key = format!("{id}/told/{}/{}", told.source.source, told.source.id);
    log.append(Entry {
        document: None,
        source: SourceKey::new(OWN_SOURCE, key),
        occurred_at: at,
        learned_at: at,
        fact: Fact::PaymentToldAgain {
            payment: id,
            by: told.source.clone(),
        },
    })?;
    settle(room, log, id, at)
}

/// Writes what all tellings say together, and lets matches follow from it:
/// of this payment, and of those that were held back because of it.
fn settle(
    room: Room<'_>,
    log: &mut Log<'_>,
    id: PaymentId,
    at: Timestamp,
) -> Result<Option<DocumentId>> {
    let Some((before, _)) = payment::lookup(room.connection, room.organisation, id)? else {
        return Ok(None);
    };
    let tellings = list(room, id)?;
    compose(room, &before, &tellings)?;
    let Some((payment, _)) = payment::lookup(room.connection, room.organisation, id)? else {
        return Ok(None);
    };
    let is_other = (before.value_on, before.paid_by) != (payment.value_on, payment.paid_by);
    match payment.matched {
        Some(matched) if is_other => {
            let again = (matched.document, matched.by_hand);
            matching::join(room.connection, room.organisation, log, &payment, again, at)?;
        }
        Some(_) => {}
        None => match_free(room, log, &payment, at)?,
    }
    for twin in alike(room, "", &Marks::from(&payment))? {
        if twin.id != id {
            match_free(room, log, &twin, at)?;
        }
    }
    let settled = payment::lookup(room.connection, room.organisation, id)?;
    Ok(settled.and_then(|(payment, _)| Some(payment.matched?.document)))
}

/// Matches a payment by rule, if nobody has taken it into their own hands.
fn match_free(room: Room<'_>, log: &mut Log<'_>, payment: &Payment, at: Timestamp) -> Result<()> {
    let params = params![room.organisation.as_bytes(), payment.id.as_bytes()];
    if !row::exists(room.connection, PAYMENT_IS_FREE, params)? {
        return Ok(());
    }
    let (connection, organisation) = (room.connection, room.organisation);
    let found = matching::match_by_rule(connection, organisation, log, payment, at)?;
    if let Some(document) = found {
        matching::settle_items(room, payment.id, document)?;
    }
    Ok(())
}

/// Moves what the only telling said to where several lie.
fn begin(room: Room<'_>, id: PaymentId) -> Result<()> {
    if list(room, id)?.is_empty() {
        let params = params![room.organisation.as_bytes(), id.as_bytes()];
        row::run(room.connection, TELLING_ADD_FIRST, params)?;
    }
    Ok(())
}

fn add(room: Room<'_>, id: PaymentId, telling: &Telling, position: i64) -> Result<()> {
    let params = params![
        room.organisation.as_bytes(),
        telling.source.source,
        telling.source.id,
        id.as_bytes(),
        telling.import.as_bytes(),
        position,
        telling.kid,
        days(telling.value_on),
        telling.paid_by.number(),
        telling.payer_account,
        telling.payer_name,
        telling.text,
        telling.bank_reference,
        micros(telling.learned_at),
    ];
    row::run(room.connection, TELLING_ADD, params).map(drop)
}

/// Takes of each field what is said, the same whatever came first: the
/// earliest day, the most particular way of paying, and otherwise the first
/// telling by its name.
fn compose(room: Room<'_>, payment: &Payment, tellings: &[Placed]) -> Result<()> {
    let Some((first, position)) = tellings.first() else {
        return Ok(());
    };
    let mut by_name: Vec<&Telling> = tellings.iter().map(|(telling, _)| telling).collect();
    by_name.sort_by(|one, other| one.source.cmp(&other.source));
    let said = |field: fn(&Telling) -> &Option<String>| {
        let mut values = by_name.iter().map(|telling| field(telling));
        values.find(|value| value.is_some()).cloned().flatten()
    };
    let (kid, name, text) = (
        said(|it| &it.kid),
        said(|it| &it.payer_name),
        said(|it| &it.text),
    );
    let value_on = by_name.iter().map(|telling| telling.value_on).min();
    let is_vague =
        |way: PaymentChannel| matches!(way, PaymentChannel::Giro | PaymentChannel::Other);
    let paid_by = by_name
        .iter()
        .map(|telling| telling.paid_by)
        .min_by_key(|way| (is_vague(*way), way.number()));
    let params = params![
        room.organisation.as_bytes(),
        payment.id.as_bytes(),
        first.source.source,
        first.source.id,
        first.import.as_bytes(),
        *position,
        kid,
        days(value_on.unwrap_or(payment.value_on)),
        paid_by.unwrap_or(payment.paid_by).number(),
        said(|it| &it.payer_account),
        name,
        text,
        said(|it| &it.bank_reference),
        payment::found_by([&kid, &name, &text]),
    ];
    row::run(room.connection, PAYMENT_COMPOSE, params).map(drop)
}

fn marks(told: &NewPayment) -> Marks<'_> {
    Marks {
        account: &told.account,
        kid: told.kid.as_deref(),
        amount: told.amount,
        value_on: told.value_on,
        payer_account: told.payer_account.as_deref(),
        bank_reference: told.bank_reference.as_deref(),
    }
}

/// Payments of the same money to the same account that another system than
/// this told of, on days that lie near enough to be compared.
fn alike(room: Room<'_>, system: &str, marks: &Marks<'_>) -> Result<Vec<Payment>> {
    // Without a KID only the same day says anything.
    let kid = marks.kid.filter(|kid| !kid.is_empty());
    let apart = kid.map_or(0, |_| i64::from(DAYS_BY_REFERENCE_MAX));
    let day = days(marks.value_on);
    let params = params![
        room.organisation.as_bytes(),
        marks.account,
        marks.amount.minor,
        marks.amount.currency.as_str(),
        day - apart,
        day + apart,
        system,
        kid,
        ALIKE_MAX,
    ];
    let found = row::all(
        room.connection,
        "payments",
        PAYMENT_FIND_ALIKE,
        params,
        payment::read,
    )?;
    Ok(found.into_iter().map(|(payment, _)| payment).collect())
}

fn is_apart(room: Room<'_>, one: PaymentId, other: PaymentId) -> Result<bool> {
    let params = params![
        room.organisation.as_bytes(),
        one.as_bytes(),
        other.as_bytes()
    ];
    row::exists(room.connection, TELLING_IS_APART, params)
}

/// Notes that a person takes two payments for two.
fn note_apart(room: Room<'_>, one: PaymentId, other: PaymentId) -> Result<()> {
    let params = params![
        room.organisation.as_bytes(),
        one.as_bytes(),
        other.as_bytes()
    ];
    row::run(room.connection, TELLING_ADD_APART, params).map(drop)
}

/// Everything that was told of a payment.
struct Seen<'p> {
    payment: &'p Payment,
    tellings: Vec<Placed>,
    systems: BTreeSet<String>,
}

impl<'p> Seen<'p> {
    fn of(room: Room<'_>, payment: &'p Payment) -> Result<Self> {
        let tellings = list(room, payment.id)?;
        let mut systems: BTreeSet<String> = tellings
            .iter()
            .map(|(telling, _)| telling.source.source.clone())
            .collect();
        systems.insert(payment.source.source.clone());
        Ok(Self {
            payment,
            tellings,
            systems,
        })
    }

    fn tellings(&self) -> impl Iterator<Item = Marks<'_>> {
        let only = self.tellings.is_empty().then(|| Marks::from(self.payment));
        let several = self.tellings.iter().map(|(telling, _)| Marks {
            account: &self.payment.account,
            kid: telling.kid.as_deref(),
            amount: self.payment.amount,
            value_on: telling.value_on,
            payer_account: telling.payer_account.as_deref(),
            bank_reference: telling.bank_reference.as_deref(),
        });
        only.into_iter().chain(several)
    }

    /// How a telling looks beside those of this payment; the most alike counts.
    fn likeness(&self, marks: &Marks<'_>) -> Likeness {
        let each = self.tellings().map(|own| likeness(&own, marks));
        each.max().unwrap_or(Likeness::Other)
    }
}
