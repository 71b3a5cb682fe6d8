//! Making webhooks and changing them.

use super::{sign, types};
use crate::audit::{self, Act};
use crate::{App, Ctx, Error, Result, companies};
use domain::{CompanyId, Right, Seq, WebhookId};
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::sync::Arc;
use store::Store;
use store::port::{Webhook, WebhookDisabled, WebhookFields};

/// Webhooks of one organisation. Every event is looked at for each of them.
const WEBHOOKS_MAX: usize = 50;
/// Longest description, in characters.
const DESCRIPTION_CHARACTERS_MAX: usize = 200;
/// The longest that messages are signed with two secrets.
const OVERLAP_MAX: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A webhook to make, or what one is changed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWebhook {
    /// The address, `https://…`.
    pub url: String,
    /// What people call it; may be empty.
    pub description: String,
    /// Types of event, and beginnings of types that end in a dot; `None` for
    /// all.
    pub event_types: Option<Vec<String>>,
    /// The companies whose documents it is told of; `None` for all that the
    /// asker may see.
    pub companies: Option<Vec<CompanyId>>,
}

/// A webhook with a secret that was just made.
#[derive(Clone)]
pub struct Made {
    /// The webhook.
    pub webhook: Webhook,
    /// Its secret, `whsec_…`, shown this once.
    pub secret: String,
}

/// Makes a webhook; it is told of what happens from now on.
pub async fn add(app: &App, ctx: &Ctx, new: NewWebhook) -> Result<Made> {
    ctx.require(Right::ManageWebhooks)?;
    let fields = checked(app, ctx, new).await?;
    let there = app.store.list_webhooks(ctx.organisation).await?;
    if there.len() >= WEBHOOKS_MAX {
        return Err(Error::conflict(
            "webhook.too_many",
            format!("there are {WEBHOOKS_MAX} webhooks, which is the most; delete one first"),
        ));
    }
    let (secret, content) = (secret(app), described(&fields));
    let webhook = Webhook {
        id: app.id(WebhookId::from_parts),
        url: fields.url,
        description: fields.description,
        event_types: fields.event_types,
        companies: fields.companies,
        secret: secret.clone(),
        old_secret: None,
        created_by: ctx.person(),
        created_at: ctx.now,
        disabled: None,
        failing_since: None,
        fed: Seq(0),
    };
    telling(app, ctx, "webhook.added", webhook.id, content)
        .add_webhook(ctx.organisation, webhook.clone())
        .await?;
    Ok(Made {
        webhook,
        secret: sign::written(&secret),
    })
}

/// Every webhook that the asker may see, oldest first.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<Webhook>> {
    ctx.require(Right::ManageWebhooks)?;
    let mut webhooks = app.store.list_webhooks(ctx.organisation).await?;
    webhooks.retain(|webhook| is_seen(ctx, webhook));
    Ok(webhooks)
}

/// A webhook; `None` where there is none that the asker may see.
pub async fn lookup(app: &App, ctx: &Ctx, id: WebhookId) -> Result<Option<Webhook>> {
    ctx.require(Right::ManageWebhooks)?;
    let webhook = app.store.lookup_webhook(ctx.organisation, id).await?;
    Ok(webhook.filter(|webhook| is_seen(ctx, webhook)))
}

/// Changes a webhook. `None` where there is none.
pub async fn change(app: &App, ctx: &Ctx, id: WebhookId, new: NewWebhook) -> Result<Option<()>> {
    if lookup(app, ctx, id).await?.is_none() {
        return Ok(None);
    }
    let fields = checked(app, ctx, new).await?;
    let changed = telling(app, ctx, "webhook.changed", id, described(&fields))
        .change_webhook(ctx.organisation, id, fields)
        .await?;
    Ok(changed.then_some(()))
}

/// Gives a webhook another secret. For a while messages are signed with both,
/// so that the receiver can change over without a gap. `None` where there is
/// no such webhook.
pub async fn rotate(
    app: &App,
    ctx: &Ctx,
    id: WebhookId,
    overlap: SignedDuration,
) -> Result<Option<Made>> {
    if lookup(app, ctx, id).await?.is_none() {
        return Ok(None);
    }
    if overlap.is_negative() || overlap > OVERLAP_MAX {
        return Err(Error::invalid(
            "webhook.overlap",
            "overlap",
            "the old secret goes on for 30 days at most; give a shorter time, or none",
        ));
    }
    let secret = secret(app);
    let until = ctx.now.checked_add(overlap).map_err(Error::internal)?;
    telling(
        app,
        ctx,
        "webhook.rotated",
        id,
        json!({ "old_until": until }),
    )
    .rotate_webhook_secret(ctx.organisation, id, secret.clone(), until)
    .await?;
    let webhook = app.store.lookup_webhook(ctx.organisation, id).await?;
    Ok(webhook.map(|webhook| Made {
        webhook,
        secret: sign::written(&secret),
    }))
}

/// Disables a webhook; what happens meanwhile waits. `None` where there is no
/// such webhook; disabling twice changes nothing.
pub async fn disable(app: &App, ctx: &Ctx, id: WebhookId) -> Result<Option<()>> {
    if lookup(app, ctx, id).await?.is_none() {
        return Ok(None);
    }
    telling(app, ctx, "webhook.disabled", id, json!({}))
        .disable_webhook(ctx.organisation, id, WebhookDisabled::ByPerson, ctx.now)
        .await?;
    Ok(Some(()))
}

/// Enables a webhook; it is told of everything that happened meanwhile.
pub async fn enable(app: &App, ctx: &Ctx, id: WebhookId) -> Result<Option<()>> {
    if lookup(app, ctx, id).await?.is_none() {
        return Ok(None);
    }
    let enabled = telling(app, ctx, "webhook.enabled", id, json!({}))
        .enable_webhook(ctx.organisation, id)
        .await?;
    app.webhook_due.notify_one();
    Ok(enabled.then_some(()))
}

/// Takes a webhook away with all that it was told. `None` where there is none.
pub async fn delete(app: &App, ctx: &Ctx, id: WebhookId) -> Result<Option<()>> {
    if lookup(app, ctx, id).await?.is_none() {
        return Ok(None);
    }
    let deleted = telling(app, ctx, "webhook.deleted", id, json!({}))
        .delete_webhook(ctx.organisation, id)
        .await?;
    Ok(deleted.then_some(()))
}

/// What is noted of a webhook; never its secret.
fn described(fields: &WebhookFields) -> Value {
    json!({
        "url": fields.url, "description": fields.description,
        "event_types": fields.event_types, "companies": fields.companies,
    })
}

/// The record, which tells of a change of this webhook.
fn telling(
    app: &App,
    ctx: &Ctx,
    act: &'static str,
    id: WebhookId,
    content: Value,
) -> Arc<dyn Store> {
    let subject = audit::subject("webhook", id);
    audit::telling_with(app, ctx, Act::named(act), &subject, content)
}

/// Whether the asker may see everything that a webhook is told.
fn is_seen(ctx: &Ctx, webhook: &Webhook) -> bool {
    match &webhook.companies {
        None => ctx.sees_all(),
        Some(companies) => companies.iter().all(|company| ctx.may_see(*company)),
    }
}

fn secret(app: &App) -> Vec<u8> {
    let mut secret = vec![0; sign::SECRET_BYTES];
    app.random.fill(&mut secret);
    secret
}

async fn checked(app: &App, ctx: &Ctx, new: NewWebhook) -> Result<WebhookFields> {
    let url = new.url.trim().to_owned();
    let courier = app.courier.as_ref().ok_or(Error::Unavailable {
        message: "this installation sends no webhooks",
    })?;
    courier.accepts(&url).map_err(|why| {
        Error::invalid("webhook.url", "url", format!("'{url}' will not do: {why}"))
    })?;
    let description = new.description.trim().to_owned();
    if description.chars().count() > DESCRIPTION_CHARACTERS_MAX {
        return Err(Error::invalid(
            "webhook.description",
            "description",
            format!("a description has at most {DESCRIPTION_CHARACTERS_MAX} characters"),
        ));
    }
    Ok(WebhookFields {
        url,
        description,
        event_types: new.event_types.map(checked_types).transpose()?,
        companies: checked_companies(app, ctx, new.companies).await?,
    })
}

fn checked_types(mut chosen: Vec<String>) -> Result<Vec<String>> {
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() {
        return Err(Error::invalid(
            "webhook.event_types",
            "event_types",
            "a webhook that is told of nothing is of no use; choose at least one type, or all",
        ));
    }
    match chosen.iter().find(|written| !types::is_known(written)) {
        None => Ok(chosen),
        Some(unknown) => Err(Error::invalid(
            "webhook.event_types",
            "event_types",
            format!(
                "'{unknown}' is no type of event; one of: {}, or a beginning such as 'document.'",
                types::TYPES.join(", ")
            ),
        )),
    }
}

/// The companies asked for, all of which the asker must see; where none is
/// named, those that the asker may see.
async fn checked_companies(
    app: &App,
    ctx: &Ctx,
    asked: Option<Vec<CompanyId>>,
) -> Result<Option<Vec<CompanyId>>> {
    let Some(asked) = asked else {
        return Ok(ctx.companies.clone());
    };
    let seen = companies::list(app, ctx).await?;
    let is_known = |id: &CompanyId| seen.iter().any(|company| company.id == *id);
    match asked.iter().find(|id| !is_known(id)) {
        _ if asked.is_empty() => Err(Error::invalid(
            "webhook.companies",
            "companies",
            "choose at least one company, or all",
        )),
        Some(unknown) => Err(Error::invalid(
            "webhook.companies",
            "companies",
            format!("there is no company '{unknown}'"),
        )),
        None => Ok(Some(asked)),
    }
}
