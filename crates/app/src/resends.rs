//! Asking the sending system to send a document again, perhaps on another
//! channel. Utsyn sends nothing itself: it tells of the wish in the log, where
//! the sender's system finds it by the change feed or a webhook.

use crate::audit::{self, Act};
use crate::{App, Ctx, Result, documents};
use domain::{Channel, DocumentId, ResendId, Right};

/// Asks for a document to be sent again, on a channel if one is named. `None`
/// where there is no such document.
pub async fn ask(
    app: &App,
    ctx: &Ctx,
    document: DocumentId,
    channel: Option<Channel>,
) -> Result<Option<()>> {
    ask_as(app, ctx, app.id(ResendId::from_parts), document, channel).await
}

/// The same under an id; asking again under the same one changes nothing.
pub(crate) async fn ask_as(
    app: &App,
    ctx: &Ctx,
    id: ResendId,
    document: DocumentId,
    channel: Option<Channel>,
) -> Result<Option<()>> {
    ctx.require(Right::FollowUp)?;
    if documents::lookup(app, ctx, document).await?.is_none() {
        return Ok(None);
    }
    let asked = app
        .store
        .ask_for_resend(ctx.organisation, id, document, channel, ctx.now)
        .await?;
    if !asked {
        return Ok(None);
    }
    audit::about_document(app, ctx, Act::RESEND_ASKED, document).await?;
    Ok(Some(()))
}
