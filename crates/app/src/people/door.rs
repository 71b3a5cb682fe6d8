//! How often something may be tried at a door, by whom and from where.

use crate::{App, Result};
use domain::ContentHash;
use jiff::Timestamp;
use store::port::Allowance;

/// Where somebody comes from who stands at a door.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The network address; `None` where it is not known.
    pub address: Option<String>,
    /// What the browser calls itself.
    pub agent: Option<String>,
}

/// What is tried at a door.
#[derive(Debug, Clone, Copy)]
pub(super) enum Door {
    /// A password, for an address.
    SignIn,
    /// A code from an authenticator or of recovery, for a person.
    Code,
    /// A letter asked for by an address.
    AskLetter,
    /// A secret from a letter.
    Letter,
    /// Being sent to an organisation's provider.
    Provider,
}

impl Door {
    const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Code => "code",
            Self::AskLetter => "ask-letter",
            Self::Letter => "letter",
            Self::Provider => "provider",
        }
    }

    /// How often one account may be tried from anywhere in an hour. Whoever
    /// tries an account from one place is stopped long before by the limit of
    /// the two together, so that no stranger can lock its owner out.
    const fn account_max(self) -> u32 {
        match self {
            Self::AskLetter => 5,
            Self::Provider => 3_000,
            _ => 100,
        }
    }

    /// How often one account may be tried from one place in a quarter of an
    /// hour. Of a provider it is the organisation, whose people may all come
    /// from one place.
    const fn both_max(self) -> u32 {
        match self {
            Self::Provider => PLACE_MAX,
            _ => 10,
        }
    }
}

/// Tries from one place in a quarter of an hour, whatever the account: an
/// office that comes to work at nine has one address.
const PLACE_MAX: u32 = 300;
const QUARTER_S: u32 = 15 * 60;
const HOUR_S: u32 = 60 * 60;

/// Counts a try, before anything is looked at. Answers until when nothing
/// more is tried there, where that is so.
pub(super) async fn knock(
    app: &App,
    door: Door,
    account: &str,
    origin: &Origin,
) -> Result<Option<Timestamp>> {
    let mut allowances = vec![
        Allowance {
            bucket: both(door, account, origin),
            count_max: door.both_max(),
            window_s: QUARTER_S,
        },
        Allowance {
            bucket: bucket(&[door.name(), "account", account]),
            count_max: door.account_max(),
            window_s: HOUR_S,
        },
    ];
    if let Some(address) = &origin.address {
        allowances.push(Allowance {
            bucket: bucket(&[door.name(), "place", address]),
            count_max: PLACE_MAX,
            window_s: QUARTER_S,
        });
    }
    Ok(app
        .store
        .count_try_across_tenants(allowances, app.now())
        .await?)
}

/// Forgets what was tried at an account from a place by somebody who turned
/// out to be its owner.
pub(super) async fn welcome(app: &App, door: Door, account: &str, origin: &Origin) -> Result<()> {
    let buckets = vec![both(door, account, origin)];
    Ok(app.store.forget_tries_across_tenants(buckets).await?)
}

fn both(door: Door, account: &str, origin: &Origin) -> ContentHash {
    let address = origin.address.as_deref().unwrap_or_default();
    bucket(&[door.name(), "both", account, address])
}

fn bucket(parts: &[&str]) -> ContentHash {
    ContentHash::of(parts.join("\n").as_bytes())
}
