//! Where somebody is between the first step of signing in and the last. It
//! lies in the record, because the next step may come to another node.

use super::random_hash;
use crate::{App, Error, Result};
use domain::{ContentHash, OrganisationId, UserId};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// How long somebody may take for the next step.
const STEP_LASTS: SignedDuration = SignedDuration::from_mins(10);

/// Where somebody is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Step {
    /// The password was right; the code is missing.
    Code(Place),
    /// The password was right in several organisations.
    Choose(Vec<Place>),
    /// Sent to the organisation's provider.
    Away(super::oidc::Away),
    /// A device is asked to sign in.
    Passkey {
        /// What it is to sign.
        challenge: String,
    },
    /// A device is asked to make a passkey.
    AddPasskey(super::passkeys::Adding),
}

/// A person in an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) organisation: OrganisationId,
    pub(super) user: UserId,
}

/// Keeps a step; the answer is the secret that leads back to it.
pub(super) async fn keep(app: &App, step: &Step) -> Result<String> {
    let secret = random_hash(app).to_string();
    let content = serde_json::to_string(step).map_err(Error::internal)?;
    let until = app.now().checked_add(STEP_LASTS).map_err(Error::internal)?;
    app.store
        .add_step_across_tenants(token(&secret), &content, until)
        .await?;
    Ok(secret)
}

/// The step that a secret leads to.
pub(super) async fn look(app: &App, secret: &str) -> Result<Option<Step>> {
    let content = app
        .store
        .lookup_step_across_tenants(token(secret), app.now())
        .await?;
    read(content)
}

/// The same, and nobody gets there again.
pub(super) async fn take(app: &App, secret: &str) -> Result<Option<Step>> {
    let content = app
        .store
        .take_step_across_tenants(token(secret), app.now())
        .await?;
    read(content)
}

fn read(content: Option<String>) -> Result<Option<Step>> {
    content
        .map(|content| serde_json::from_str(&content).map_err(Error::internal))
        .transpose()
}

fn token(secret: &str) -> ContentHash {
    ContentHash::of(format!("step {secret}").as_bytes())
}
