use super::letter::Kept;
use super::{Mail, NotSent, message_word};
use crate::jobs::Job;
use crate::{App, Ctx, Error, Result};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::port::{JobState, Letter as LetterRow, LetterState};

/// How long a letter is tried: longer than any mail server is away.
const TRIED_FOR: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How often it is tried at least, even if nothing ran for all that time or a
/// person has an old one tried again.
const TRIED_MIN: u32 = 12;
/// How long it stays known that a letter was sent.
const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(400 * 24);
/// What the job of a letter says while there is no mail server.
const NO_SERVER: &str = "no mail server is set up; say where it is with --smtp";
/// What a letter says of itself that has nothing to say any more.
const ERASED: &str = "what it said was erased with the document that it was about";
/// Letters cleared away at once.
const CLEARED_MAX: usize = 1_000;

/// Sends a letter.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SendLetter {
    /// Its key.
    pub(super) letter: String,
}

#[async_trait::async_trait]
impl Job for SendLetter {
    const JOB_NAME: &'static str = "send-letter";
    // The letter itself says when it is given up.
    const ATTEMPTS_MAX: u32 = u32::MAX;

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        let row = app
            .store
            .lookup_letter(ctx.organisation, &self.letter)
            .await?;
        let Some(row) = row.filter(|row| row.state == LetterState::Waiting) else {
            return Ok(());
        };
        if app.post.place().is_none() {
            // Nobody was asked, so it does not count as tried.
            return Err(Error::internal(NO_SERVER));
        }
        let sent = match read(app, ctx, &row).await? {
            Some(mail) => app.post.send(&mail, ctx.now).await,
            None => Err(NotSent::Refused(ERASED.to_owned())),
        };
        settle(app, ctx, &row, sent).await
    }
}

/// What is to be sent; `None` where that was erased with the document that it
/// was about.
async fn read(app: &App, ctx: &Ctx, row: &LetterRow) -> Result<Option<Mail>> {
    let content = app.store.read_letter(ctx.organisation, &row.key).await?;
    let kept = match content.is_empty() {
        false => serde_json::from_slice(&content).map_err(Error::internal)?,
        true => match crate::reports::write_anew(app, ctx, &row.key).await? {
            Some((letter, unsubscribe)) => Kept {
                letter,
                unsubscribe: Some(unsubscribe),
            },
            None => return Ok(None),
        },
    };
    let organisation = app.store.lookup_organisation(ctx.organisation).await?;
    Ok(Some(Mail {
        message_word: message_word(ctx.organisation, &row.key),
        written_at: row.created_at,
        letter: kept.letter,
        unsubscribe: kept.unsubscribe,
        organisation: organisation.map_or_else(String::new, |found| found.name),
    }))
}

/// Notes what became of it before anything else, so that people see it.
async fn settle(
    app: &App,
    ctx: &Ctx,
    row: &LetterRow,
    sent: std::result::Result<(), NotSent>,
) -> Result<()> {
    let (organisation, key, now) = (ctx.organisation, row.key.as_str(), app.now());
    let Err(why) = sent else {
        app.store.note_letter_sent(organisation, key, now).await?;
        return crate::reports::note_letter(app, organisation, key, false).await;
    };
    let is_refused = matches!(why, NotSent::Refused(_)) || is_over(row, now);
    let told = why.to_string();
    app.store
        .note_letter_failed(organisation, key, now, &told, is_refused)
        .await?;
    match is_refused {
        true => crate::reports::note_letter(app, organisation, key, true).await,
        false => Err(Error::internal(told)),
    }
}

fn is_over(row: &LetterRow, now: Timestamp) -> bool {
    now.duration_since(row.created_at) > TRIED_FOR && row.attempts + 1 >= TRIED_MIN
}

/// Takes away what is known of letters sent long ago, and has letters tried
/// again whose job was given up because it took its process down.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ClearLetters {}

#[async_trait::async_trait]
impl Job for ClearLetters {
    const JOB_NAME: &'static str = "clear-letters";
    const EVERY: Option<SignedDuration> = Some(SignedDuration::from_hours(1));

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        let before = ctx.now.checked_sub(KNOWN_FOR).unwrap_or(Timestamp::MIN);
        let organisation = ctx.organisation;
        let clear = || {
            app.store
                .delete_letters_before(organisation, before, CLEARED_MAX)
        };
        while clear().await? == CLEARED_MAX {}
        for job in crate::jobs::list(app, ctx).await? {
            if job.state == JobState::Dead && job.name == SendLetter::JOB_NAME {
                crate::jobs::retry(app, ctx, job.id).await?;
            }
        }
        Ok(())
    }
}
