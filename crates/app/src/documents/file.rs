use crate::{App, Ctx, Error, Result};
use domain::document::Attachment;
use domain::{ContentHash, Document, DocumentId};

/// Bytes to hand out, as they were received.
#[derive(Debug, Clone)]
pub struct File {
    /// Name.
    pub name: String,
    /// Media type, as claimed by whoever sent it.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// The bytes that were sent; `None` where there is no such document or its
/// bytes were never given to us.
pub async fn original(app: &App, ctx: &Ctx, id: DocumentId) -> Result<Option<File>> {
    let document = app.store.lookup_document(ctx.organisation, id).await?;
    let Some(original) = document.and_then(|document| document.original) else {
        return Ok(None);
    };
    Ok(Some(File {
        bytes: bytes(app, ctx, original.hash).await?,
        name: original.name,
        media_type: original.media_type,
    }))
}

/// One of the files that came with a document, by its place among them.
pub async fn attachment(
    app: &App,
    ctx: &Ctx,
    id: DocumentId,
    position: usize,
) -> Result<Option<File>> {
    let Some(document) = app.store.lookup_document(ctx.organisation, id).await? else {
        return Ok(None);
    };
    let Some(attachment) = document.attachments.get(position) else {
        return Ok(None);
    };
    let bytes = match attachment.embedded {
        true => embedded(app, ctx, &document, position).await?,
        false => bytes(app, ctx, attachment.hash).await?,
    };
    Ok(Some(File {
        name: attachment.name.clone(),
        media_type: attachment.media_type.clone(),
        bytes,
    }))
}

/// Reads an embedded file out of the original that holds it.
async fn embedded(app: &App, ctx: &Ctx, document: &Document, position: usize) -> Result<Vec<u8>> {
    let embedded_before = |attachments: &[Attachment]| {
        attachments
            .iter()
            .filter(|attachment| attachment.embedded)
            .count()
    };
    let nth = embedded_before(&document.attachments[..position]);
    let original = document
        .original
        .as_ref()
        .ok_or_else(|| Error::internal("an embedded file without its original"))?;
    let bytes = bytes(app, ctx, original.hash).await?;
    formats::embedded(&bytes, nth)
        .map(|embedded| embedded.bytes)
        .ok_or_else(|| Error::internal("the original no longer holds its embedded file"))
}

async fn bytes(app: &App, ctx: &Ctx, hash: ContentHash) -> Result<Vec<u8>> {
    app.store
        .read_original(ctx.organisation, hash)
        .await?
        .ok_or_else(|| Error::internal(format!("the original {hash} is missing")))
}
