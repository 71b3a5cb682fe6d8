use super::{Record, job};
use crate::Result;
use crate::port::{Letter, LetterState, Letters, NewJob, NewLetter};
use crate::queries::{
    LETTER_ADD, LETTER_ADD_PART, LETTER_DELETE, LETTER_DELETE_PARTS, LETTER_DELETE_PARTS_BETWEEN,
    LETTER_LIST, LETTER_LIST_BETWEEN, LETTER_LIST_PARTS, LETTER_LIST_SETTLED, LETTER_LOOKUP,
    LETTER_NOTE_BOUNCED, LETTER_NOTE_FAILED, LETTER_NOTE_SENT, LETTER_RETRY,
};
use crate::sql::row::{self, micros};
use crate::sql::{Columns, Connection, params};
use domain::OrganisationId;
use jiff::Timestamp;

const TABLE: &str = "letters";
const PARTS: &str = "letter_parts";
/// Bytes of a letter in one row, so that no row is large.
const PART_BYTES: usize = 256 * 1024;
/// Sorts after every key that begins with what stands before it.
const AFTER_ALL: char = '\u{10FFFF}';

/// What sorts after every key that begins so.
pub(super) fn after_all(prefix: &str) -> String {
    format!("{prefix}{AFTER_ALL}")
}

fn read(columns: &mut Columns<'_>) -> Result<Letter> {
    Ok(Letter {
        key: columns.text("letter_key")?,
        recipient: columns.text("recipient")?,
        subject: columns.text("subject")?,
        state: columns.word("state", LetterState::from_number)?,
        created_at: columns.moment("created_at")?,
        attempts: {
            let attempts = columns.count("attempts")?;
            columns.known("attempts", u32::try_from(attempts).ok())?
        },
        tried_at: columns.optional_moment("tried_at")?,
        error: columns.optional_text("error")?,
    })
}

fn add(
    connection: &dyn Connection,
    organisation: OrganisationId,
    letter: &NewLetter,
) -> Result<bool> {
    let params = params![
        organisation.as_bytes(),
        letter.key,
        letter.recipient,
        letter.subject,
        micros(letter.created_at),
    ];
    if row::run(connection, LETTER_ADD, params)? == 0 {
        return Ok(false);
    }
    for (place, bytes) in (0_i64..).zip(letter.content.chunks(PART_BYTES)) {
        let params = params![organisation.as_bytes(), letter.key, place, bytes];
        row::queue(connection, LETTER_ADD_PART, params)?;
    }
    job::add(connection, organisation, &letter.job, letter.created_at)?;
    Ok(true)
}

fn delete_before(
    connection: &dyn Connection,
    organisation: OrganisationId,
    before: Timestamp,
    limit: usize,
) -> Result<usize> {
    let params = params![organisation.as_bytes(), micros(before), row::limit(limit)];
    let key = |columns: &mut Columns<'_>| columns.text("letter_key");
    let keys = row::all(connection, TABLE, LETTER_LIST_SETTLED, params, key)?;
    for key in &keys {
        let params = params![organisation.as_bytes(), key];
        row::queue(connection, LETTER_DELETE_PARTS, params)?;
        row::queue(connection, LETTER_DELETE, params)?;
    }
    Ok(keys.len())
}

#[async_trait::async_trait]
impl Letters for Record {
    async fn add_letter(&self, organisation: OrganisationId, letter: NewLetter) -> Result<bool> {
        self.write(organisation, move |connection| {
            add(connection, organisation, &letter)
        })
        .await
    }

    async fn lookup_letter(
        &self,
        organisation: OrganisationId,
        key: &str,
    ) -> Result<Option<Letter>> {
        let key = key.to_owned();
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), key];
            row::one(connection, TABLE, LETTER_LOOKUP, params, read)
        })
        .await
    }

    async fn read_letter(&self, organisation: OrganisationId, key: &str) -> Result<Vec<u8>> {
        let key = key.to_owned();
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), key];
            let part = |columns: &mut Columns<'_>| columns.bytes("bytes");
            let parts = row::all(connection, PARTS, LETTER_LIST_PARTS, params, part)?;
            Ok(parts.concat())
        })
        .await
    }

    async fn list_letters(
        &self,
        organisation: OrganisationId,
        limit: usize,
    ) -> Result<Vec<Letter>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), row::limit(limit)];
            row::all(connection, TABLE, LETTER_LIST, params, read)
        })
        .await
    }

    async fn find_letters_by_prefix(
        &self,
        organisation: OrganisationId,
        prefix: &str,
        limit: usize,
    ) -> Result<Vec<Letter>> {
        let (from, to) = (prefix.to_owned(), after_all(prefix));
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), from, to, row::limit(limit)];
            row::all(connection, TABLE, LETTER_LIST_BETWEEN, params, read)
        })
        .await
    }

    async fn note_letter_sent(
        &self,
        organisation: OrganisationId,
        key: &str,
        at: Timestamp,
    ) -> Result<()> {
        let key = key.to_owned();
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), key, micros(at)];
            if row::run(connection, LETTER_NOTE_SENT, params)? == 1 {
                let params = params![organisation.as_bytes(), key];
                row::queue(connection, LETTER_DELETE_PARTS, params)?;
            }
            Ok(())
        })
        .await
    }

    async fn note_letter_failed(
        &self,
        organisation: OrganisationId,
        key: &str,
        at: Timestamp,
        error: &str,
        is_refused: bool,
    ) -> Result<()> {
        let (key, error) = (key.to_owned(), error.to_owned());
        let state = match is_refused {
            true => LetterState::Refused,
            false => LetterState::Waiting,
        };
        self.write(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                key,
                micros(at),
                error,
                state.number(),
            ];
            row::queue(connection, LETTER_NOTE_FAILED, params)
        })
        .await
    }

    async fn note_letter_bounced(
        &self,
        organisation: OrganisationId,
        key: &str,
        at: Timestamp,
        error: &str,
    ) -> Result<bool> {
        let (key, error) = (key.to_owned(), error.to_owned());
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), key, micros(at), error];
            Ok(row::run(connection, LETTER_NOTE_BOUNCED, params)? == 1)
        })
        .await
    }

    async fn retry_letter(
        &self,
        organisation: OrganisationId,
        key: &str,
        job: NewJob,
        now: Timestamp,
    ) -> Result<bool> {
        let key = key.to_owned();
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), key];
            if row::run(connection, LETTER_RETRY, params)? == 0 {
                return Ok(false);
            }
            job::add(connection, organisation, &job, now)?;
            Ok(true)
        })
        .await
    }

    async fn forget_letters(&self, organisation: OrganisationId, prefix: &str) -> Result<()> {
        let (from, to) = (prefix.to_owned(), after_all(prefix));
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), from, to];
            row::queue(connection, LETTER_DELETE_PARTS_BETWEEN, params)
        })
        .await
    }

    async fn delete_letters_before(
        &self,
        organisation: OrganisationId,
        before: Timestamp,
        limit: usize,
    ) -> Result<usize> {
        self.write(organisation, move |connection| {
            delete_before(connection, organisation, before, limit)
        })
        .await
    }
}
