//! Letters that came back after the mail server had taken them: other servers
//! tell of it by mail (RFC 3464), which is taken in as any file.

use super::{LetterRow, LetterState, message_word};
use crate::{App, Ctx, Result};

/// The newest letters among which one is looked for. Servers try for a week,
/// and nobody writes so many in that time.
const LOOKED_AT_MAX: usize = 50_000;

/// Notes that the letter with a Message-ID came back, and why. Answers to whom
/// it was; `None` where we wrote no such letter. Telling it again changes
/// nothing.
pub(crate) async fn note_bounce(
    app: &App,
    ctx: &Ctx,
    message_id: &str,
    why: &str,
) -> Result<Option<String>> {
    let Some(letter) = find(app, ctx, message_id).await? else {
        return Ok(None);
    };
    let noted = app
        .store
        .note_letter_bounced(ctx.organisation, &letter.key, ctx.now, why)
        .await?;
    if noted {
        crate::reports::note_letter(app, ctx.organisation, &letter.key, true).await?;
    }
    Ok(Some(letter.recipient))
}

/// The letter that was sent under a Message-ID.
async fn find(app: &App, ctx: &Ctx, message_id: &str) -> Result<Option<LetterRow>> {
    let word = message_id.split('@').next().unwrap_or_default();
    let is_hash = |word: &str| word.len() == 40 && word.bytes().all(|b| b.is_ascii_hexdigit());
    if !is_hash(word) {
        return Ok(None);
    }
    let letters = app.store.list_letters(ctx.organisation, LOOKED_AT_MAX);
    let mut letters = letters.await?.into_iter();
    Ok(letters.find(|letter| {
        let is_ours = message_word(ctx.organisation, &letter.key).eq_ignore_ascii_case(word);
        is_ours && letter.state != LetterState::Waiting
    }))
}
