use crate::arguments::{AddApiKey, ApiKeyVerb, Place, RotateApiKey};
use crate::{Ended, installation, output};
use anyhow::bail;
use app::api_keys::{self, ApiKey, Made, NewApiKey};
use app::{App, Ctx, companies};
use domain::{ApiKeyId, CompanyId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};

pub(crate) async fn run(place: &Place, verb: ApiKeyVerb) -> anyhow::Result<Ended> {
    let (app, _, ctx) = installation::enter(place).await?;
    match verb {
        ApiKeyVerb::Add(asked) => add(&app, &ctx, asked).await?,
        ApiKeyVerb::List(asked) => list(&app, &ctx, asked.json).await?,
        ApiKeyVerb::Revoke { id } => revoke(&app, &ctx, id).await?,
        ApiKeyVerb::Rotate(asked) => rotate(&app, &ctx, asked).await?,
    }
    app.close().await?;
    Ok(Ended::Well)
}

async fn add(app: &App, ctx: &Ctx, asked: AddApiKey) -> anyhow::Result<()> {
    let new = NewApiKey {
        name: asked.name,
        scopes: asked.scopes,
        companies: named(app, ctx, &asked.companies).await?,
        expires_at: asked.expires.map(|day| end_of(ctx, day)).transpose()?,
    };
    let made = api_keys::add(app, ctx, new).await?;
    tell(&made, ctx.now, asked.json)
}

/// The companies that were named; `None` where none was.
pub(super) async fn named(
    app: &App,
    ctx: &Ctx,
    names: &[String],
) -> anyhow::Result<Option<Vec<CompanyId>>> {
    if names.is_empty() {
        return Ok(None);
    }
    let known = companies::list(app, ctx).await?;
    let find = |name: &String| {
        let found = known.iter().find(|company| {
            company.number.as_deref() == Some(name) || company.name.eq_ignore_ascii_case(name)
        });
        match found {
            Some(company) => Ok(company.id),
            None => bail!("there is no company with the number or name '{name}'"),
        }
    };
    names.iter().map(find).collect::<Result<_, _>>().map(Some)
}

/// The first moment after a day of the organisation.
fn end_of(ctx: &Ctx, day: Date) -> anyhow::Result<Timestamp> {
    let next = day.tomorrow()?.to_zoned(ctx.time_zone.clone())?;
    Ok(next.timestamp())
}

async fn list(app: &App, ctx: &Ctx, as_json: bool) -> anyhow::Result<()> {
    let keys = api_keys::list(app, ctx).await?;
    if as_json {
        let keys: Vec<Value> = keys.iter().map(|key| wire(key, ctx.now)).collect();
        return output::json(&keys);
    }
    let head = ["id", "name", "opens", "scopes", "expires", "last used"];
    let rows: Vec<Vec<String>> = keys.iter().map(|key| cells(key, ctx.now)).collect();
    output::table(&head, &[false; 6], &rows)
}

async fn revoke(app: &App, ctx: &Ctx, id: ApiKeyId) -> anyhow::Result<()> {
    if api_keys::revoke(app, ctx, id).await?.is_none() {
        bail!("there is no key with the id '{id}'; see 'utsyn api-key list'");
    }
    output::message("The key opens nothing from now on.");
    Ok(())
}

async fn rotate(app: &App, ctx: &Ctx, asked: RotateApiKey) -> anyhow::Result<()> {
    let made = api_keys::rotate(app, ctx, asked.id, asked.overlap).await?;
    let Some(made) = made else {
        bail!(
            "there is no key with the id '{}' that still opens anything; see 'utsyn api-key list'",
            asked.id
        );
    };
    tell(&made, ctx.now, asked.json)
}

fn tell(made: &Made, now: Timestamp, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        let mut value = wire(&made.key, now);
        value["secret"] = made.secret.clone().into();
        return output::json(&value);
    }
    output::line(&made.secret)?;
    output::message("The secret is shown this once; it is not kept in readable form.");
    Ok(())
}

fn wire(key: &ApiKey, now: Timestamp) -> Value {
    json!({
        "id": key.id,
        "name": key.name,
        "scopes": key.scopes,
        "companies": key.companies,
        "created_at": key.created_at,
        "expires_at": key.expires_at,
        "revoked_at": key.revoked_at,
        "last_used_at": key.last_used_at,
        "opens": api_keys::opens(key, now),
    })
}

fn cells(key: &ApiKey, now: Timestamp) -> Vec<String> {
    let moment = |at: Option<Timestamp>| at.map_or_else(|| "-".to_owned(), |at| at.to_string());
    let scopes: Vec<&str> = key.scopes.iter().map(|scope| scope.code()).collect();
    vec![
        key.id.to_string(),
        key.name.clone(),
        match api_keys::opens(key, now) {
            true => "yes".to_owned(),
            false => "no".to_owned(),
        },
        scopes.join(","),
        moment(key.expires_at),
        moment(key.last_used_at),
    ]
}
