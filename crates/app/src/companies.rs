//! The subsidiaries of an organisation.

use crate::{App, Ctx, Result};

pub use store::port::Company;

/// The companies of the organisation that the asker may see, in the order they were added.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<Company>> {
    let mut companies = app.store.list_companies(ctx.organisation).await?;
    companies.retain(|company| ctx.may_see(company.id));
    Ok(companies)
}
