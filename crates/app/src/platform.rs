//! The installation as those see it who run it for others: how every
//! organisation is doing, and nothing of what is in its documents. Whoever
//! wants to see those is invited by the organisation like anybody else.

use crate::health::{self, Health, Installation};
use crate::people::SignedIn;
use crate::{App, Error, Result, organisations};
use domain::Right;
use store::port::Organisation;

/// The most organisations that are looked at.
const ORGANISATIONS_MAX: usize = 500;

/// How an organisation is doing.
#[derive(Debug, Clone)]
pub struct Tenant {
    /// Which one.
    pub organisation: Organisation,
    /// Companies.
    pub companies: usize,
    /// People, invited ones included.
    pub people: usize,
    /// Documents.
    pub documents: u64,
    /// How its work goes.
    pub health: Health,
}

/// How every organisation is doing, by short name, and the installation that
/// they share, for somebody who runs it.
pub async fn health_across_tenants(
    app: &App,
    person: &SignedIn,
) -> Result<(Vec<Tenant>, Installation)> {
    if !person.person.is_platform {
        return Err(Error::Forbidden {
            right: Right::Operate,
        });
    }
    let tenants = look_across_tenants(app).await?;
    Ok((tenants, health::look_at_installation(app).await?))
}

/// How every organisation is doing, for somebody at the command line.
pub async fn look_across_tenants(app: &App) -> Result<Vec<Tenant>> {
    let mut all = Vec::new();
    let organisations = organisations::list_across_tenants(app).await?;
    for organisation in organisations.into_iter().take(ORGANISATIONS_MAX) {
        all.push(tenant(app, organisation).await?);
    }
    Ok(all)
}

async fn tenant(app: &App, organisation: Organisation) -> Result<Tenant> {
    let ctx = organisations::operator(app, &organisation);
    let id = organisation.id;
    Ok(Tenant {
        companies: app.store.list_companies(id).await?.len(),
        people: app.store.list_users(id).await?.len(),
        documents: app.store.volume(id).await?.documents,
        health: health::look(app, &ctx).await?,
        organisation,
    })
}
