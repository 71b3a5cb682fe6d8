//! The subsidiaries of an organisation.

use crate::{App, Ctx, Result};

pub use store::port::Company;

/// Every company of the organisation, in the order they were added.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<Company>> {
    Ok(app.store.list_companies(ctx.organisation).await?)
}
