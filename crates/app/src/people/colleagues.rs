//! The people of the organisation, as their colleagues may know them.

use super::letters::language_of;
use super::rights_of;
use crate::{App, Ctx, Error, Result};
use domain::{CompanyId, Right, UserId};
use store::port::Organisation;

/// A person whom a document can be given to, or who can be mentioned on one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// The person.
    pub id: UserId,
    /// The person's name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// The language that the person reads.
    pub language: &'static str,
}

/// Those who have come, may see documents of a company, and may do this with
/// them; by name. For verbs only, which ask first what the asker may.
pub(crate) async fn those_who(
    app: &App,
    ctx: &Ctx,
    company: CompanyId,
    right: Right,
) -> Result<Vec<Colleague>> {
    let organisation = app.store.lookup_organisation(ctx.organisation).await?;
    let organisation =
        organisation.ok_or_else(|| Error::internal("an organisation that is not"))?;
    let users = app.store.list_users(ctx.organisation).await?;
    let may = |user: &super::User| {
        let rights = rights_of(user.role, user.companies.is_some());
        let sees = user.companies.as_ref();
        user.joined_at.is_some()
            && rights.include(Right::Read)
            && rights.include(right)
            && sees.is_none_or(|companies| companies.contains(&company))
    };
    let colleagues = users.into_iter().filter(may);
    Ok(colleagues
        .map(|user| Colleague::of(user, &organisation))
        .collect())
}

impl Colleague {
    /// What colleagues may know of a person.
    pub(crate) fn of(user: super::User, organisation: &Organisation) -> Self {
        Self {
            language: language_of(&user, organisation),
            id: user.id,
            name: user.name,
            email: user.email,
        }
    }
}
