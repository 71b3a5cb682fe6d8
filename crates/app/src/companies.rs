//! The subsidiaries of an organisation.

mod manage;
mod sending;

pub use manage::{Changed, add, change, show};
pub(crate) use sending::zone;
pub use sending::{channels, channels_beside};
pub use store::port::{Company, CompanySettings, KidAgreement};

use crate::{App, Ctx, Result};
use domain::Right;

/// The companies of the organisation that the asker may see, in the order they were added.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<Company>> {
    ctx.require(Right::Read)?;
    let mut companies = app.store.list_companies(ctx.organisation).await?;
    companies.retain(|company| ctx.may_see(company.id));
    Ok(companies)
}
