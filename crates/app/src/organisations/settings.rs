//! What is set for an organisation: its name, and how its people sign in.

use crate::audit::{self, Act};
use crate::people::{SignedIn, provider_is_there};
use crate::{App, Ctx, Error, Result};
use domain::Right;
use jiff::tz::TimeZone;

use store::port::Organisation;
pub use store::port::{OidcSettings, OrganisationSettings};

/// Longest name of an organisation, in characters.
const NAME_CHARACTERS_MAX: usize = 120;

/// The organisation that somebody works in, which whoever got in may know.
pub async fn show(app: &App, ctx: &Ctx) -> Result<Option<Organisation>> {
    Ok(app.store.lookup_organisation(ctx.organisation).await?)
}

/// How people of the organisation sign in.
pub async fn settings(app: &App, ctx: &Ctx) -> Result<OrganisationSettings> {
    ctx.require(Right::ManagePeople)?;
    let settings = app.store.lookup_organisation_settings(ctx.organisation);
    Ok(settings.await?)
}

/// How people are to sign in, as somebody filled it in.
#[derive(Debug, Clone, Default)]
pub struct NewSettings {
    /// Whether everybody is asked for a second factor.
    pub requires_second_factor: bool,
    /// Where the organisation's own provider is; empty for none.
    pub issuer: String,
    /// What the provider calls us.
    pub client: String,
    /// What proves to the provider that it is us; empty to leave it as it is.
    pub secret: String,
}

/// Sets how people of the organisation sign in. Whoever asks everybody for a
/// second factor has used one, and a provider must answer.
pub async fn set_settings(app: &App, person: &SignedIn, new: NewSettings) -> Result<()> {
    person.ctx.require(Right::ManagePeople)?;
    let before = settings(app, &person.ctx).await?;
    let settings = OrganisationSettings {
        requires_second_factor: new.requires_second_factor,
        oidc: provider(app, new, before.oidc).await?,
    };
    if settings.requires_second_factor && !person.is_strong {
        return Err(Error::conflict(
            "organisation.second_factor",
            "set up a second factor for yourself first, and sign in with it",
        ));
    }
    let subject = audit::subject("organisation", person.ctx.organisation);
    let act = Act::named("organisation.sign_in_changed");
    audit::telling(app, &person.ctx, act, &subject)
        .put_organisation_settings(person.ctx.organisation, settings)
        .await?;
    Ok(())
}

async fn provider(
    app: &App,
    new: NewSettings,
    before: Option<OidcSettings>,
) -> Result<Option<OidcSettings>> {
    let issuer = new.issuer.trim().to_owned();
    if issuer.is_empty() {
        return Ok(None);
    }
    let secret = match new.secret.is_empty() {
        true => before
            .filter(|before| before.issuer == issuer)
            .map(|before| before.secret),
        false => Some(new.secret),
    };
    let client = new.client.trim().to_owned();
    let Some(secret) = secret.filter(|_| !client.is_empty()) else {
        return Err(Error::invalid(
            "organisation.client",
            "client",
            "write what the provider calls this portal, and the secret it gave",
        ));
    };
    let settings = OidcSettings {
        issuer,
        client,
        secret,
    };
    provider_is_there(app, &settings).await?;
    Ok(Some(settings))
}

/// Changes the name, time zone and language of the organisation.
pub async fn change(
    app: &App,
    ctx: &Ctx,
    name: &str,
    time_zone: &str,
    language: &str,
) -> Result<()> {
    ctx.require(Right::ManagePeople)?;
    let name = name.trim();
    if name.is_empty()
        || name.chars().count() > NAME_CHARACTERS_MAX
        || name.contains(char::is_control)
    {
        return Err(Error::invalid(
            "organisation.name",
            "name",
            format!("an organisation needs a name of at most {NAME_CHARACTERS_MAX} characters"),
        ));
    }
    if TimeZone::get(time_zone).is_err() {
        return Err(Error::invalid(
            "organisation.time_zone",
            "time_zone",
            format!("'{time_zone}' is not a time zone; one is Europe/Oslo"),
        ));
    }
    if !["nb", "en"].contains(&language) {
        return Err(Error::invalid(
            "organisation.language",
            "language",
            format!("'{language}' is not a language here; there is nb and en"),
        ));
    }
    let Some(organisation) = show(app, ctx).await? else {
        return Ok(());
    };
    let subject = audit::subject("organisation", ctx.organisation);
    audit::telling(app, ctx, Act::named("organisation.changed"), &subject)
        .change_organisation(Organisation {
            name: name.to_owned(),
            time_zone: time_zone.to_owned(),
            language: language.to_owned(),
            ..organisation
        })
        .await?;
    Ok(())
}
