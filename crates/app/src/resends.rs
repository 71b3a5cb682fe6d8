//! Asking the sending system to send a document again, perhaps on another
//! channel. Utsyn sends nothing itself: it tells of the wish in the log, where
//! the sender's system finds it by the change feed or a webhook.

use crate::audit::{self, Act};
use crate::{App, Ctx, Error, Result, companies, documents};
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
    let Some(found) = documents::lookup(app, ctx, document).await? else {
        return Ok(None);
    };
    if let Some(channel) = channel {
        let offered = companies::channels(app, ctx, found.head.company).await?;
        if !offered.contains(&channel) {
            return Err(Error::invalid(
                "resend.channel",
                "channel",
                format!(
                    "the company does not send by {channel}; choose another channel, or set \
                     it in the settings of the company"
                ),
            ));
        }
    }
    let asked = audit::telling_about(app, ctx, Act::RESEND_ASKED, &found.head)
        .ask_for_resend(ctx.organisation, id, document, channel, ctx.now)
        .await?;
    Ok(asked.then_some(()))
}
