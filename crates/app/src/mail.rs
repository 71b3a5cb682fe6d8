//! Mail: letters that are kept until the mail server has taken them.
//!
//! Whoever has something to tell writes a [`Letter`] and [`queue`]s it. It
//! lies in the record before `queue` returns, under a key of its own, and a
//! job sends it: tried again with growing pauses for two weeks, so that a mail
//! server that is away for one loses nothing. The Message-ID follows from the
//! organisation and the key, so whatever goes out twice because an answer was
//! lost is one message to whoever receives it.
//!
//! Deliberately absent: SMTP itself, which comes in as a [`Mailer`]. Without
//! one letters wait, and the portal says so.

mod bounce;
mod encoded;
mod letter;
mod list;
mod post;
mod send;

pub(crate) use bounce::note_bounce;
pub(crate) use letter::is_address;
pub use letter::{LETTER_BYTES_MAX, Letter, Part};
pub use list::{list, retry};
pub use post::{Mail, Mailer, NotSent, PORTAL_URL, Post};
pub(crate) use send::{ClearLetters, SendLetter};
pub use store::port::{Letter as LetterRow, LetterState};

use crate::jobs::Job as _;
use crate::{App, Error, Result};
use domain::{ContentHash, JobId, OrganisationId};
use jiff::Timestamp;
use store::port::{NewJob, NewLetter};

/// Queues a letter. It is on disk when this returns; a letter whose key is
/// there already, sent or not, changes nothing.
///
/// # Errors
/// An address that is none, or more bytes than [`LETTER_BYTES_MAX`].
pub async fn queue(app: &App, organisation: OrganisationId, letter: Letter) -> Result<()> {
    queue_unless_ended(app, organisation, letter, None).await
}

/// The same for somebody who can end getting such letters by opening this
/// link, or their mail program for them (RFC 8058).
pub async fn queue_unless_ended(
    app: &App,
    organisation: OrganisationId,
    letter: Letter,
    unsubscribe: Option<String>,
) -> Result<()> {
    letter.check()?;
    let (key, recipient, subject) = (
        letter.key.clone(),
        letter.to.clone(),
        letter.subject.clone(),
    );
    let content = letter::Kept {
        letter,
        unsubscribe,
    };
    let new = NewLetter {
        job: sending(app, &key, app.now())?,
        key,
        recipient,
        subject,
        content: serde_json::to_vec(&content).map_err(Error::internal)?,
        created_at: app.now(),
    };
    app.store.add_letter(organisation, new).await?;
    Ok(())
}

/// The job that sends the letter with a key.
fn sending(app: &App, key: &str, run_at: Timestamp) -> Result<NewJob> {
    let job = SendLetter {
        letter: key.to_owned(),
    };
    Ok(NewJob {
        id: app.id(JobId::from_parts),
        name: SendLetter::JOB_NAME.to_owned(),
        key: key.to_owned(),
        payload: serde_json::to_string(&job).map_err(Error::internal)?,
        run_at,
    })
}

/// What stands left of the `@` in the Message-ID of a letter.
fn message_word(organisation: OrganisationId, key: &str) -> String {
    let hash = ContentHash::of(format!("{organisation} {key}").as_bytes()).to_string();
    hash[..40].to_owned()
}

#[cfg(test)]
mod tests;
