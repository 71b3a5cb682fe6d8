use super::Record;
use crate::port::{Begun, Errand, ErrandEnd, Errands, KeptAnswer, NewErrand};
use crate::queries::{
    ERRAND_ADD, ERRAND_ADD_STEP, ERRAND_DELETE, ERRAND_DELETE_EXPIRED, ERRAND_DELETE_EXPIRED_STEPS,
    ERRAND_DELETE_STEPS, ERRAND_END, ERRAND_FORGET_ANSWERS, ERRAND_HAS_STEPS, ERRAND_LEASE,
    ERRAND_LOOKUP, ERRAND_LOOKUP_STEP,
};
use crate::sql::row::{self, micros};
use crate::sql::{Columns, Connection, params};
use crate::{Error, Result, Store};
use domain::{ContentHash, OrganisationId};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const TABLE: &str = "errands";

/// How far errands are, as it lies in the column.
const RUNNING: i64 = 0;
const ANSWERED: i64 = 1;
const UNKEPT: i64 = 2;
const SHOWN_ONCE: i64 = 3;

/// An errand at work: which, and which of its steps comes next.
#[derive(Debug)]
pub(super) struct AtWork {
    key: ContentHash,
    steps: AtomicI64,
}

/// A step of an errand: of which, and its number.
pub(super) type Step = (ContentHash, i64);

/// The most steps of one part of an errand: far more than anything takes.
const PART_STEPS: i64 = 1 << 20;

impl AtWork {
    /// Takes the next step.
    pub(super) fn next(&self) -> Step {
        (self.key, self.steps.fetch_add(1, Ordering::Relaxed))
    }
}

struct Known {
    fingerprint: ContentHash,
    seed: Option<[u8; 32]>,
    begun_at: Timestamp,
    leased_until: Timestamp,
    expires_at: Timestamp,
    state: i64,
    answer: Option<KeptAnswer>,
}

fn read(columns: &mut Columns<'_>) -> Result<Known> {
    let fingerprint = columns.hash("fingerprint")?;
    let seed = columns.optional_hash("seed")?;
    let begun_at = columns.moment("begun_at")?;
    let leased_until = columns.moment("leased_until")?;
    let expires_at = columns.moment("expires_at")?;
    let state = columns.int("state")?;
    let status = columns.optional_int("status")?;
    let headers = columns.optional_text("headers")?;
    let body = columns.optional_bytes("body")?;
    let answer = match (status, headers, body) {
        (Some(status), Some(headers), Some(body)) => Some(KeptAnswer {
            status: columns.known("status", u16::try_from(status).ok())?,
            headers,
            body,
        }),
        _ => None,
    };
    Ok(Known {
        fingerprint,
        seed: seed.map(|seed| *seed.as_bytes()),
        begun_at,
        leased_until,
        expires_at,
        state,
        answer,
    })
}

fn begin(
    connection: &dyn Connection,
    organisation: OrganisationId,
    new: &NewErrand,
) -> Result<Begun> {
    let key = params![organisation.as_bytes(), new.key.as_bytes()];
    let known = row::one(connection, TABLE, ERRAND_LOOKUP, key, read)?;
    match known.filter(|known| known.expires_at > new.begun_at) {
        None => add(connection, organisation, new),
        Some(known) => again(connection, organisation, new, known),
    }
}

fn add(
    connection: &dyn Connection,
    organisation: OrganisationId,
    new: &NewErrand,
) -> Result<Begun> {
    // One of the same name whose time is over makes room.
    delete_expired(connection, organisation, new.begun_at)?;
    let params = params![
        organisation.as_bytes(),
        new.key.as_bytes(),
        new.fingerprint.as_bytes(),
        new.seed,
        micros(new.begun_at),
        micros(new.leased_until),
        micros(new.expires_at),
    ];
    row::queue(connection, ERRAND_ADD, params)?;
    Ok(Begun::Do(Errand {
        key: new.key,
        seed: new.seed,
        begun_at: row::as_stored(new.begun_at),
        has_effect: false,
    }))
}

fn again(
    connection: &dyn Connection,
    organisation: OrganisationId,
    new: &NewErrand,
    known: Known,
) -> Result<Begun> {
    if known.fingerprint != new.fingerprint {
        return Ok(Begun::Differs);
    }
    if known.state == RUNNING && known.leased_until > new.begun_at {
        return Ok(Begun::Running);
    }
    match (known.answer, known.seed) {
        (Some(answer), _) => Ok(Begun::Answered(answer)),
        (None, None) => Ok(Begun::ShownOnce),
        (None, Some(seed)) => {
            let until = micros(new.leased_until);
            let params = params![organisation.as_bytes(), new.key.as_bytes(), until];
            row::queue(connection, ERRAND_LEASE, params)?;
            let by_key = params![organisation.as_bytes(), new.key.as_bytes()];
            Ok(Begun::Do(Errand {
                key: new.key,
                seed,
                begun_at: known.begun_at,
                has_effect: row::exists(connection, ERRAND_HAS_STEPS, by_key)?,
            }))
        }
    }
}

fn end(
    connection: &dyn Connection,
    organisation: OrganisationId,
    key: ContentHash,
    end: &ErrandEnd,
) -> Result<()> {
    let by_key = params![organisation.as_bytes(), key.as_bytes()];
    let Some(known) = row::one(connection, TABLE, ERRAND_LOOKUP, by_key, read)? else {
        return Ok(());
    };
    if *end == ErrandEnd::Over {
        row::queue(connection, ERRAND_DELETE_STEPS, by_key)?;
        return row::queue(connection, ERRAND_DELETE, by_key);
    }
    if *end == ErrandEnd::Nothing && !row::exists(connection, ERRAND_HAS_STEPS, by_key)? {
        return row::queue(connection, ERRAND_DELETE, by_key);
    }
    let (state, answer) = match end {
        ErrandEnd::Answered(answer) => (ANSWERED, Some(answer)),
        ErrandEnd::ShownOnce => (SHOWN_ONCE, None),
        ErrandEnd::Unkept | ErrandEnd::Nothing | ErrandEnd::Over => (UNKEPT, None),
    };
    let params = params![
        organisation.as_bytes(),
        key.as_bytes(),
        known.seed.filter(|_| state != SHOWN_ONCE),
        state,
        answer.map(|answer| i64::from(answer.status)),
        answer.map(|answer| answer.headers.as_str()),
        answer.map(|answer| answer.body.as_slice()),
    ];
    row::queue(connection, ERRAND_END, params)
}

fn delete_expired(
    connection: &dyn Connection,
    organisation: OrganisationId,
    now: Timestamp,
) -> Result<()> {
    let params = params![organisation.as_bytes(), micros(now)];
    row::queue(connection, ERRAND_DELETE_EXPIRED_STEPS, params)?;
    row::queue(connection, ERRAND_DELETE_EXPIRED, params)
}

/// What a step came to, if it was taken before.
pub(super) fn receipt<T: DeserializeOwned>(
    connection: &dyn Connection,
    organisation: OrganisationId,
    (key, step): Step,
) -> Result<Option<T>> {
    let taken = params![organisation.as_bytes(), key.as_bytes(), step];
    let (table, query) = ("errand_steps", ERRAND_LOOKUP_STEP);
    row::one(connection, table, query, taken, |columns| {
        columns.json::<T>("receipt")
    })
}

pub(super) fn add_step(
    connection: &dyn Connection,
    organisation: OrganisationId,
    (key, step): Step,
    done: &impl Serialize,
) -> Result<()> {
    let receipt = serde_json::to_string(done).map_err(Error::other)?;
    let params = params![organisation.as_bytes(), key.as_bytes(), step, receipt];
    row::queue(connection, ERRAND_ADD_STEP, params)
}

#[async_trait::async_trait]
impl Errands for Record {
    async fn begin_errand(&self, organisation: OrganisationId, new: NewErrand) -> Result<Begun> {
        self.write(organisation, move |connection| {
            begin(connection, organisation, &new)
        })
        .await
    }

    fn on_errand(&self, errand: &Errand) -> Arc<dyn Store> {
        self.on_part(errand, 0)
    }

    fn on_part(&self, errand: &Errand, part: u32) -> Arc<dyn Store> {
        let steps = AtomicI64::new(i64::from(part) * PART_STEPS);
        let key = errand.key;
        Arc::new(Self {
            errand: Some(Arc::new(AtWork { key, steps })),
            ..self.same()
        })
    }

    async fn extend_errand(
        &self,
        organisation: OrganisationId,
        key: ContentHash,
        until: Timestamp,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), key.as_bytes(), micros(until)];
            row::queue(connection, ERRAND_LEASE, params)
        })
        .await
    }

    async fn end_errand(
        &self,
        organisation: OrganisationId,
        key: ContentHash,
        how: ErrandEnd,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            end(connection, organisation, key, &how)
        })
        .await
    }

    async fn forget_errand_answers(
        &self,
        organisation: OrganisationId,
        begun_before: Timestamp,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), micros(begun_before)];
            row::queue(connection, ERRAND_FORGET_ANSWERS, params)
        })
        .await
    }

    async fn delete_expired_errands(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            delete_expired(connection, organisation, now)
        })
        .await
    }
}
