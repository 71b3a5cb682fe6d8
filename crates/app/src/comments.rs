//! What people write on documents. Whoever is mentioned in it, as `@` and a
//! name, gets a letter, once for each comment.

mod mention;

pub use mention::{MENTIONS_MAX, mentionable};
pub use store::port::{Comment, CommentVersion, Mention};

use crate::audit::{self, Act};
use crate::{Actor, App, Ctx, Error, Result, documents};
use domain::{CommentId, DocumentId, Right, UserId};

/// The most characters of one comment.
pub const CHARACTERS_MAX: usize = 10_000;

/// Writes a comment on a document. `None` where there is no such document.
pub async fn add(
    app: &App,
    ctx: &Ctx,
    document: DocumentId,
    text: &str,
) -> Result<Option<Comment>> {
    write(app, ctx, app.id(CommentId::from_parts), document, text).await
}

/// The same under an id; writing it again under the same one changes nothing.
pub(crate) async fn write(
    app: &App,
    ctx: &Ctx,
    id: CommentId,
    document: DocumentId,
    text: &str,
) -> Result<Option<Comment>> {
    ctx.require(Right::Comment)?;
    let text = checked(text)?;
    let Some((author, name)) = author(ctx) else {
        return Err(Error::invalid(
            "comment.no_author",
            "",
            "a comment needs an author: sign in to write one",
        ));
    };
    let Some(about) = documents::lookup(app, ctx, document).await? else {
        return Ok(None);
    };
    let comment = Comment {
        id,
        document,
        author,
        author_name: name.to_owned(),
        text,
        created_at: ctx.now,
        edited_at: None,
    };
    let added = audit::telling_about(app, ctx, Act::COMMENT_ADDED, &about.head)
        .add_comment(ctx.organisation, comment.clone())
        .await;
    match added {
        // Under its id it is there already: what follows may be missing yet.
        Ok(true) | Err(store::Error::Conflict { .. }) => {}
        Ok(false) => return Ok(None),
        Err(error) => return Err(error.into()),
    }
    mention::tell(app, ctx, &comment, &about.head).await?;
    Ok(Some(comment))
}

/// Replaces the text of one's own comment. `None` where the asker has no
/// such comment.
pub async fn edit(app: &App, ctx: &Ctx, id: CommentId, text: &str) -> Result<Option<()>> {
    ctx.require(Right::Comment)?;
    let text = checked(text)?;
    let Some((author, _)) = author(ctx) else {
        return Ok(None);
    };
    let Some(comment) = app.store.lookup_comment(ctx.organisation, id).await? else {
        return Ok(None);
    };
    let Some(about) = documents::lookup(app, ctx, comment.document).await? else {
        return Ok(None);
    };
    let subject = audit::subject("comment", id);
    let edited = audit::telling(app, ctx, Act::COMMENT_EDITED, &subject)
        .edit_comment(ctx.organisation, id, author, &text, ctx.now)
        .await?;
    if !edited {
        return Ok(None);
    }
    let comment = Comment { text, ..comment };
    mention::tell(app, ctx, &comment, &about.head).await?;
    Ok(Some(()))
}

/// Who writes: a person or a key.
fn author(ctx: &Ctx) -> Option<(UserId, &str)> {
    match &ctx.actor {
        Actor::Person { id, name } => Some((*id, name)),
        // The author is an id and no key to anything, so that of a key fits.
        Actor::Key { id, name } => Some((UserId::from_bytes(*id.as_bytes()), name)),
        Actor::Operator => None,
    }
}

pub(crate) fn checked(text: &str) -> Result<String> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Error::invalid(
            "comment.empty",
            "text",
            "write something first",
        )),
        count if count > CHARACTERS_MAX => Err(Error::invalid(
            "comment.too_long",
            "text",
            format!("a comment has at most {CHARACTERS_MAX} characters; this one has {count}"),
        )),
        _ => Ok(text.to_owned()),
    }
}
