//! Signing in by what the organisation's own provider says (OpenID Connect
//! Core 1.0, authorization code with PKCE).
//!
//! Whoever comes that way is one of the organisation's people already: known
//! by what the provider calls them, or, the first time, by an address that the
//! provider has verified. Nobody is let in who was not invited.

mod token;

use super::door::{self, Door, Origin};
use super::step::{self, Step};
use super::{Entry, random_hash, session};
use crate::outbound::{Question, encoded, may_be_asked};
use crate::{App, Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use domain::{ContentHash, OrganisationId};
use serde::{Deserialize, Serialize};
use store::port::{OidcSettings, User};
use token::{Expected, Told};

/// Where the provider sends people back to.
pub const RETURN: &str = "/sign-in/provider/return";

/// Where somebody is who was sent to the provider.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Away {
    organisation: OrganisationId,
    nonce: String,
    verifier: String,
}

/// Somebody on the way to the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// Where the browser goes.
    pub url: String,
    /// What the browser holds until it comes back.
    pub secret: String,
}

/// What a provider says of itself (OpenID Connect Discovery 1.0).
#[derive(Debug, Deserialize)]
struct Provider {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
}

#[derive(Debug, Deserialize)]
struct Tokens {
    id_token: String,
}

/// Begins to sign in by the provider of an organisation, by its short name.
/// `None` where there is no such organisation or it has no provider: the two
/// are the same to whoever asks.
pub async fn depart(app: &App, origin: &Origin, slug: &str) -> Result<Option<Departure>> {
    if door::knock(app, Door::Provider, slug, origin)
        .await?
        .is_some()
    {
        return Err(BUSY);
    }
    let found = app.store.find_organisation_by_slug_across_tenants(slug);
    let Some(organisation) = found.await? else {
        return Ok(None);
    };
    let settings = app.store.lookup_organisation_settings(organisation.id);
    let Some(settings) = settings.await?.oidc else {
        return Ok(None);
    };
    let provider = discover(app, &settings).await?;
    let away = Away {
        organisation: organisation.id,
        nonce: random_hash(app).to_string(),
        verifier: random_hash(app).to_string(),
    };
    let challenge = ContentHash::of(away.verifier.as_bytes());
    let challenge = URL_SAFE_NO_PAD.encode(challenge.as_bytes());
    let nonce = away.nonce.clone();
    let secret = step::keep(app, &Step::Away(away)).await?;
    let query = [
        ("response_type", "code"),
        ("scope", "openid email profile"),
        ("client_id", &settings.client),
        ("redirect_uri", &app.portal_url(RETURN)),
        ("state", &state_of(&secret)),
        ("nonce", &nonce),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ]
    .map(|(name, value)| format!("{name}={}", encoded(value)));
    let joint = match provider.authorization_endpoint.contains('?') {
        true => '&',
        false => '?',
    };
    Ok(Some(Departure {
        url: format!(
            "{}{joint}{}",
            provider.authorization_endpoint,
            query.join("&")
        ),
        secret,
    }))
}

/// Signs in whoever came back with a code. The browser must be the one that
/// was sent: it holds the secret of which `state` is the hash.
pub async fn come_back(
    app: &App,
    origin: &Origin,
    secret: &str,
    state: &str,
    code: &str,
) -> Result<Entry> {
    if state != state_of(secret) {
        return Ok(Entry::Refused);
    }
    if let Some(until) = door::knock(app, Door::Letter, state, origin).await? {
        return Ok(Entry::TooOften(until));
    }
    let Some(Step::Away(away)) = step::take(app, secret).await? else {
        return Ok(Entry::Refused);
    };
    let settings = app.store.lookup_organisation_settings(away.organisation);
    let Some(settings) = settings.await?.oidc else {
        return Ok(Entry::Refused);
    };
    let provider = discover(app, &settings).await?;
    let tokens = exchange(app, &settings, &provider, &away, code).await;
    let Some(tokens) = noted(tokens) else {
        return Ok(Entry::Refused);
    };
    let keys = ask(app, get(&provider.jwks_uri)).await?;
    let expected = Expected {
        issuer: &settings.issuer,
        client: &settings.client,
        nonce: &away.nonce,
        now: app.now(),
    };
    let told = token::read(&tokens.id_token, &keys, &expected);
    let Some(told) = noted(told.map_err(str::to_owned)) else {
        return Ok(Entry::Refused);
    };
    let Some(user) = known(app, away.organisation, &told).await? else {
        return Ok(Entry::Refused);
    };
    let secret = session::begin(app, away.organisation, user.id, true, origin).await?;
    Ok(Entry::In(secret))
}

/// The one of the organisation's people that the provider speaks of.
async fn known(app: &App, organisation: OrganisationId, told: &Told) -> Result<Option<User>> {
    let by_subject = app.store.find_user_by_subject(organisation, &told.subject);
    if let Some(user) = by_subject.await? {
        return Ok(Some(user));
    }
    let Some(email) = &told.verified_email else {
        return Ok(None);
    };
    let same = app.store.find_users_by_email_across_tenants(email).await?;
    let here = same.into_iter().find(|(of, _)| *of == organisation);
    // Whoever is bound to another name of the provider stays so.
    let Some((_, user)) = here.filter(|(_, user)| user.subject.is_none()) else {
        return Ok(None);
    };
    app.store
        .set_subject(organisation, user.id, &told.subject, app.now())
        .await?;
    Ok(Some(user))
}

/// What the provider says of itself, if that is the one that was meant.
async fn discover(app: &App, settings: &OidcSettings) -> Result<Provider> {
    let issuer = settings.issuer.trim_end_matches('/');
    let question = get(&format!("{issuer}/.well-known/openid-configuration"));
    let answer = ask(app, question).await?;
    let provider: Provider = serde_json::from_slice(&answer).map_err(|_| AWAY)?;
    let ends = [
        &provider.authorization_endpoint,
        &provider.token_endpoint,
        &provider.jwks_uri,
    ];
    if provider.issuer != settings.issuer || !ends.iter().all(|url| may_be_asked(url)) {
        tracing::warn!(
            oidc.issuer = settings.issuer,
            "the provider is not the one that was meant"
        );
        return Err(AWAY);
    }
    Ok(provider)
}

/// Looks whether there is a provider, before an organisation relies on it.
pub(crate) async fn is_there(app: &App, settings: &OidcSettings) -> Result<()> {
    let found = match may_be_asked(&settings.issuer) {
        true => discover(app, settings).await.map(drop),
        false => Err(AWAY),
    };
    found.map_err(|_| {
        Error::invalid(
            "organisation.issuer",
            "issuer",
            format!(
                "no provider answers at '{}', or it calls itself otherwise",
                settings.issuer
            ),
        )
    })
}

async fn exchange(
    app: &App,
    settings: &OidcSettings,
    provider: &Provider,
    away: &Away,
    code: &str,
) -> std::result::Result<Tokens, String> {
    let (client, secret) = (encoded(&settings.client), encoded(&settings.secret));
    let basic = STANDARD.encode(format!("{client}:{secret}"));
    let question = Question {
        url: provider.token_endpoint.clone(),
        authorization: Some(format!("Basic {basic}")),
        form: Some(vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", app.portal_url(RETURN)),
            ("code_verifier", away.verifier.clone()),
        ]),
    };
    let answer = app.outbound.ask(&question).await?;
    serde_json::from_slice(&answer).map_err(|error| error.to_string())
}

/// What went well; what did not is told in the log only.
fn noted<T>(answer: std::result::Result<T, String>) -> Option<T> {
    answer
        .inspect_err(|why| tracing::warn!(why, "what a provider said lets nobody in"))
        .ok()
}

/// Too many ask to be sent there.
const BUSY: Error = Error::Unavailable {
    message: "too many have asked to sign in that way; try again in a quarter of an hour",
};

/// The provider does not answer, or not as it should.
const AWAY: Error = Error::Unavailable {
    message: "your organisation's sign-in does not answer as it should; try again in a moment, \
              or ask your administrator",
};

async fn ask(app: &App, question: Question) -> Result<Vec<u8>> {
    app.outbound.ask(&question).await.map_err(|why| {
        tracing::warn!(why, url = question.url, "a provider does not answer");
        AWAY
    })
}

fn get(url: &str) -> Question {
    Question {
        url: url.to_owned(),
        authorization: None,
        form: None,
    }
}

fn state_of(secret: &str) -> String {
    ContentHash::of(format!("state {secret}").as_bytes()).to_string()
}
