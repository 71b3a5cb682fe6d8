//! Who gets a report, and who wants it no more.

use super::Definition;
use crate::audit::{self, Act, subject};
use crate::people::rights_of;
use crate::{App, Ctx, Error, Result};
use domain::{CompanyId, ContentHash, OrganisationId, Right, Rights};
use serde_json::json;
use store::port::Subscriber;

/// Letters in a row that come back before no more are sent.
const BOUNCES_MAX: u32 = 3;

/// Somebody a report goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reader {
    pub(super) address: String,
    /// Whether they get the figures themselves, or a link that asks them to
    /// sign in.
    pub(super) may_see: bool,
    /// The companies that they may see; `None` for all.
    pub(super) companies: Option<Vec<CompanyId>>,
    /// The word that ends it.
    pub(super) word: ContentHash,
}

/// What administrators see of somebody a report goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The report's short name.
    pub report: String,
    /// The address.
    pub address: String,
    /// Whether they get the figures, or a link that asks them to sign in.
    pub may_see: bool,
    /// Whether somebody there ended it.
    pub is_ended: bool,
    /// How many letters in a row came back.
    pub bounces: u32,
    /// Whether no more letters are sent because they come back.
    pub is_stopped: bool,
}

/// Makes sure that everybody whom a report goes to is known.
pub(super) async fn add_all(
    app: &App,
    ctx: &Ctx,
    report: &str,
    definition: &Definition,
) -> Result<()> {
    for address in &definition.recipients {
        let mut random = [0; 32];
        app.random.fill(&mut random);
        let subscriber = Subscriber {
            report: report.to_owned(),
            address: address.to_lowercase(),
            token: ContentHash::from_bytes(random),
            ended_at: None,
            bounces: 0,
        };
        app.store
            .add_subscriber(ctx.organisation, subscriber)
            .await?;
    }
    Ok(())
}

/// Everybody a report goes to who still wants it and can be reached.
pub(super) async fn readers(
    app: &App,
    ctx: &Ctx,
    report: &str,
    definition: &Definition,
) -> Result<Vec<Reader>> {
    add_all(app, ctx, report, definition).await?;
    let known = app.store.list_subscribers(ctx.organisation).await?;
    let mut readers = Vec::with_capacity(definition.recipients.len());
    for address in &definition.recipients {
        let address = address.to_lowercase();
        let found = known
            .iter()
            .find(|one| one.report == report && one.address == address);
        let Some(found) = found.filter(|one| one.ended_at.is_none() && !is_stopped(one)) else {
            continue;
        };
        let seen = seen_by(app, ctx.organisation, &address).await?;
        readers.push(Reader {
            address,
            may_see: seen.as_ref().is_some_and(|(rights, _)| may_see(*rights)),
            companies: seen.and_then(|(_, companies)| companies),
            word: found.token,
        });
    }
    Ok(readers)
}

const fn is_stopped(subscriber: &Subscriber) -> bool {
    subscriber.bounces >= BOUNCES_MAX
}

/// What is attached to a letter leaves the portal, as an export does.
const fn may_see(rights: Rights) -> bool {
    rights.include(Right::Read) && rights.include(Right::Export)
}

/// The rights and companies of whoever has an address here; `None` where it is
/// nobody's.
async fn seen_by(
    app: &App,
    organisation: OrganisationId,
    address: &str,
) -> Result<Option<(Rights, Option<Vec<CompanyId>>)>> {
    let users = app
        .store
        .find_users_by_email_across_tenants(address)
        .await?;
    let here = users.into_iter().find(|(whose, user)| {
        // Whoever is invited has not shown yet that the address is theirs.
        *whose == organisation && user.joined_at.is_some()
    });
    Ok(here.map(|(_, user)| {
        let rights = rights_of(user.role, user.companies.is_some());
        (rights, user.companies)
    }))
}

/// Everybody that reports go to or went to.
pub async fn subscriptions(app: &App, ctx: &Ctx) -> Result<Vec<Subscription>> {
    ctx.require(Right::Report)?;
    let known = app.store.list_subscribers(ctx.organisation).await?;
    let reports = super::list(app, ctx).await?;
    let mut subscriptions = Vec::with_capacity(known.len());
    for one in known {
        let is_current = reports.iter().any(|report| {
            let addresses = &report.definition.recipients;
            report.name == one.report
                && addresses
                    .iter()
                    .any(|address| address.to_lowercase() == one.address)
        });
        if !is_current {
            continue;
        }
        let seen = seen_by(app, ctx.organisation, &one.address).await?;
        subscriptions.push(Subscription {
            may_see: seen.is_some_and(|(rights, _)| may_see(rights)),
            is_ended: one.ended_at.is_some(),
            is_stopped: is_stopped(&one),
            bounces: one.bounces,
            report: one.report,
            address: one.address,
        });
    }
    Ok(subscriptions)
}

/// Has an address asked back that ended a report or could not be reached.
pub async fn ask_back(app: &App, ctx: &Ctx, report: &str, address: &str) -> Result<Option<()>> {
    ctx.require(Right::Report)?;
    let (act, about) = (Act::named("report.asked_back"), subject("report", report));
    let begun = audit::telling_with(app, ctx, act, &about, json!({ "address": address }))
        .end_subscription(ctx.organisation, report, &address.to_lowercase(), None)
        .await?;
    Ok(begun.then_some(()))
}

/// The link of a letter that ends getting a report.
pub(super) fn ending(app: &App, organisation: OrganisationId, word: ContentHash) -> String {
    app.portal_url(&format!("/unsubscribe/{organisation}.{word}"))
}

/// Ends getting a report by the word of a letter; nobody need sign in.
/// Answers the report's short name, or `None` where nobody has that word.
pub async fn unsubscribe(app: &App, word: &str) -> Result<Option<String>> {
    let Some((organisation, word)) = word.split_once('.') else {
        return Ok(None);
    };
    let (Ok(organisation), Ok(word)) = (organisation.parse(), word.parse::<ContentHash>()) else {
        return Ok(None);
    };
    let found = app
        .store
        .find_subscriber_by_token(organisation, word)
        .await?;
    let Some(found) = found else {
        return Ok(None);
    };
    let act = Act::named("report.unsubscribed");
    let content = json!({ "report": found.report, "address": found.address });
    audit::telling_at_the_door(app, audit::NOBODY, act, content)
        .end_subscription(organisation, &found.report, &found.address, Some(app.now()))
        .await?;
    Ok(Some(found.report))
}

/// Notes that a letter arrived, or came back.
pub(super) async fn note(
    app: &App,
    organisation: OrganisationId,
    (report, address): (&str, &str),
    has_bounced: bool,
) -> Result<()> {
    let known = app.store.list_subscribers(organisation).await?;
    let found = known
        .iter()
        .find(|one| one.report == report && one.address == address);
    let Some(found) = found else {
        return Ok(());
    };
    let bounces = match has_bounced {
        true => found.bounces.saturating_add(1),
        false => 0,
    };
    if bounces != found.bounces {
        app.store
            .note_bounces(organisation, report, address, bounces)
            .await
            .map_err(Error::from)?;
    }
    Ok(())
}
