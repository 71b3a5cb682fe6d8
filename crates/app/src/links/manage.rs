//! Making links, seeing and revoking them, and allowing them company by company.

use super::{Link, PATH, token};
use crate::audit::{self, Act, subject};
use crate::{Actor, App, Ctx, Error, Result, companies, documents};
use domain::{Channel, CompanyId, DocumentId, Head, LinkId, Right};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// Days after the last day to pay for which a link opens, where nothing else
/// is asked for: reminders and questions come within them.
pub const LASTS_DAYS: i64 = 90;
/// The longest that a link opens, in days from when it is made.
pub const LASTS_DAYS_MAX: i64 = 730;
/// The most links to one document.
const LINKS_MAX: usize = 100;

/// A link to make.
#[derive(Debug, Clone, Copy, Default)]
pub struct NewLink {
    /// The last day on which it opens; [`usual`] where none is said.
    pub expires_on: Option<Date>,
    /// The channel whose message will carry it; where none is said, that of
    /// the document if it carries messages, else the link page itself.
    pub channel: Option<Channel>,
}

/// A link that was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// It.
    pub link: Link,
    /// Its address, which is in this answer and never again.
    pub url: String,
}

/// Makes a link to a document. `None` where there is no such document.
pub async fn make(
    app: &App,
    ctx: &Ctx,
    document: DocumentId,
    new: NewLink,
) -> Result<Option<Made>> {
    ctx.require(Right::Share)?;
    let Some(found) = documents::lookup(app, ctx, document).await? else {
        return Ok(None);
    };
    let (organisation, head) = (ctx.organisation, &found.head);
    if !app
        .store
        .are_links_allowed(organisation, head.company)
        .await?
    {
        return Err(closed());
    }
    let before = app.store.list_links(organisation, document).await?;
    if before.len() >= LINKS_MAX {
        let message = format!("a document has at most {LINKS_MAX} links, revoked ones included");
        return Err(Error::conflict("link.too_many", message));
    }
    let settings = app
        .store
        .lookup_company_settings(organisation, head.company)
        .await?;
    // The recipient's day is what the last day is a day of.
    let theirs = &Ctx {
        time_zone: companies::zone(&settings).unwrap_or_else(|| ctx.time_zone.clone()),
        ..ctx.clone()
    };
    let token = token::make(app, organisation);
    let link = Link {
        id: app.id(LinkId::from_parts),
        document,
        token: token::hash(&token),
        channel: carrier(app, ctx, head, new.channel).await?,
        made_at: ctx.now,
        made_by: by(ctx),
        expires_at: after(theirs, last_day(theirs, head, new.expires_on)?)?,
        revoked: None,
        views: 0,
        first_viewed_at: None,
        last_viewed_at: None,
    };
    let made = audit::telling_about(app, ctx, Act::LINK_MADE, head)
        .add_link(organisation, link.clone())
        .await?;
    if !made {
        return Ok(None);
    }
    let url = app.portal_url(&format!("{PATH}{token}"));
    Ok(Some(Made { link, url }))
}

/// The links to a document, newest first, dead ones included. `None` where
/// there is no such document.
pub async fn list(app: &App, ctx: &Ctx, document: DocumentId) -> Result<Option<Vec<Link>>> {
    ctx.require(Right::Share)?;
    if documents::lookup(app, ctx, document).await?.is_none() {
        return Ok(None);
    }
    let links = app.store.list_links(ctx.organisation, document).await?;
    Ok(Some(links))
}

/// Revokes a link to a document. `None` where there is no such link, or it
/// was revoked before.
pub async fn revoke(
    app: &App,
    ctx: &Ctx,
    document: DocumentId,
    link: LinkId,
) -> Result<Option<()>> {
    ctx.require(Right::Share)?;
    let Some(found) = documents::lookup(app, ctx, document).await? else {
        return Ok(None);
    };
    let revoked = audit::telling_about(app, ctx, Act::LINK_REVOKED, &found.head)
        .revoke_link(ctx.organisation, (document, link), ctx.now, &by(ctx))
        .await?;
    Ok(revoked.then_some(()))
}

/// Whether a link opens at a moment, as far as it is up to the link.
#[must_use]
pub fn opens(link: &Link, now: Timestamp) -> bool {
    link.revoked.is_none() && now < link.expires_at
}

/// The last day on which a link to a document usually opens.
pub fn usual(ctx: &Ctx, head: &Head) -> Date {
    let today = ctx.today();
    let from = head.due_on.map_or(today, |due_on| due_on.max(today));
    from.saturating_add(LASTS_DAYS.days()).min(latest(ctx))
}

/// Whether a company allows links. `None` where there is no such company.
pub async fn are_allowed(app: &App, ctx: &Ctx, company: CompanyId) -> Result<Option<bool>> {
    if companies::show(app, ctx, company).await?.is_none() {
        return Ok(None);
    }
    let allowed = app
        .store
        .are_links_allowed(ctx.organisation, company)
        .await?;
    Ok(Some(allowed))
}

/// Allows links of a company, or closes those that there are. `None` where
/// there is no such company.
pub async fn allow(
    app: &App,
    ctx: &Ctx,
    company: CompanyId,
    are_allowed: bool,
) -> Result<Option<()>> {
    ctx.require(Right::ManageCompanies)?;
    if companies::show(app, ctx, company).await?.is_none() {
        return Ok(None);
    }
    let act = match are_allowed {
        true => Act::LINKS_ALLOWED,
        false => Act::LINKS_CLOSED,
    };
    audit::telling(app, ctx, act, &subject("company", company))
        .allow_links(ctx.organisation, company, are_allowed, ctx.now)
        .await?;
    Ok(Some(()))
}

fn closed() -> Error {
    Error::conflict(
        "link.closed",
        "the company does not allow links for recipients; somebody who may change companies \
         can allow them in its settings",
    )
}

/// The channel that a link is carried by. A view proves that the message on
/// it arrived, so a channel is only guessed where it carries messages.
async fn carrier(app: &App, ctx: &Ctx, head: &Head, said: Option<Channel>) -> Result<Channel> {
    if let Some(said) = said {
        return Ok(said);
    }
    let ids = [head.id];
    let rows = app.store.lookup_standings(ctx.organisation, &ids).await?;
    let now = rows
        .first()
        .map_or(head.channel, |row| row.standing.channel);
    let carries = matches!(now, Channel::Email | Channel::Sms | Channel::Print);
    Ok(if carries { now } else { Channel::Portal })
}

fn latest(ctx: &Ctx) -> Date {
    ctx.today().saturating_add(LASTS_DAYS_MAX.days())
}

fn last_day(ctx: &Ctx, head: &Head, said: Option<Date>) -> Result<Date> {
    let Some(said) = said else {
        return Ok(usual(ctx, head));
    };
    let (today, latest) = (ctx.today(), latest(ctx));
    match (today..=latest).contains(&said) {
        true => Ok(said),
        false => Err(Error::invalid(
            "link.expires",
            "expires_on",
            format!("a link opens until a day from {today} to {latest}; {said} is none of them"),
        )),
    }
}

/// The first moment after a day of the organisation.
fn after(ctx: &Ctx, day: Date) -> Result<Timestamp> {
    let next = day.tomorrow().map_err(Error::internal)?;
    let begins = next.to_zoned(ctx.time_zone.clone());
    Ok(begins.map_err(Error::internal)?.timestamp())
}

fn by(ctx: &Ctx) -> String {
    match &ctx.actor {
        Actor::Person { name, .. } | Actor::Key { name, .. } => name.clone(),
        Actor::Operator => "operator".to_owned(),
    }
}
