use crate::{App, Ctx, Error, Result};
use domain::document::Attachment;
use domain::{ContentHash, Document, DocumentId, Right};

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

/// Longest name that is told, in characters.
const NAME_CHARACTERS_MAX: usize = 150;

/// How to say that a file is to be saved and under which name: in letters that
/// every program takes, and again with all of its letters (RFC 6266, RFC 8187).
/// Directories and control characters are left out.
pub fn disposition(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last
        .chars()
        .filter(|c| !c.is_control())
        .take(NAME_CHARACTERS_MAX)
        .collect();
    let name = match name.trim() {
        "" => "file",
        _ => name.as_str(),
    };
    let is_plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ' | '(' | ')');
    let plain: String = name
        .chars()
        .map(|c| if is_plain(c) { c } else { '_' })
        .collect();
    let full: String = name.bytes().map(percent_encoded).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

/// A byte as RFC 8187 writes it in a parameter of a header.
fn percent_encoded(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    }
}

/// The bytes that were sent; `None` where there is no such document or its
/// bytes were never given to us.
pub async fn original(app: &App, ctx: &Ctx, id: DocumentId) -> Result<Option<File>> {
    ctx.require(Right::Read)?;
    let document = super::lookup(app, ctx, id).await?;
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
    ctx.require(Right::Read)?;
    let Some(document) = super::lookup(app, ctx, id).await? else {
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

#[cfg(test)]
mod tests;
