use crate::{App, Ctx, Result};
use domain::{Document, DocumentId, Right};

/// A document that the asker may see; one of another company is answered like
/// an unknown one, and so is one that is erased.
pub(crate) async fn lookup(app: &App, ctx: &Ctx, id: DocumentId) -> Result<Option<Document>> {
    ctx.require(Right::Read)?;
    let document = app.store.lookup_document(ctx.organisation, id).await?;
    Ok(
        document
            .filter(|document| ctx.may_see(document.head.company) && !document.head.is_erased()),
    )
}
