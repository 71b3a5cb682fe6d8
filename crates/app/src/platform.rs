//! The installation as those see it who run it for others: how every
//! organisation is doing, and nothing of what is in its documents. Whoever
//! wants to see those is invited by the organisation like anybody else.

use crate::people::SignedIn;
use crate::{App, Error, Result, organisations};
use domain::Right;
use jiff::Timestamp;
use store::port::{JobState, Organisation};

/// The most organisations that are looked at.
const ORGANISATIONS_MAX: usize = 500;
/// The most jobs of an organisation that are counted.
const JOBS_MAX: usize = 500;

/// How an organisation is doing.
#[derive(Debug, Clone)]
pub struct Health {
    /// Which one.
    pub organisation: Organisation,
    /// Companies.
    pub companies: usize,
    /// People, invited ones included.
    pub people: usize,
    /// Documents.
    pub documents: u64,
    /// When a file last came.
    pub last_import_at: Option<Timestamp>,
    /// Jobs that were given up.
    pub jobs_given_up: usize,
}

/// How every organisation is doing, by short name, for somebody who runs the
/// installation.
pub async fn health_across_tenants(app: &App, person: &SignedIn) -> Result<Vec<Health>> {
    if !person.person.is_platform {
        return Err(Error::Forbidden {
            right: Right::Operate,
        });
    }
    look_across_tenants(app).await
}

/// The same, for somebody at the command line.
pub async fn look_across_tenants(app: &App) -> Result<Vec<Health>> {
    let mut all = Vec::new();
    let organisations = organisations::list_across_tenants(app).await?;
    for organisation in organisations.into_iter().take(ORGANISATIONS_MAX) {
        all.push(health(app, organisation).await?);
    }
    Ok(all)
}

async fn health(app: &App, organisation: Organisation) -> Result<Health> {
    let id = organisation.id;
    let jobs = app.store.list_jobs(id, JOBS_MAX).await?;
    let given_up = jobs.iter().filter(|job| job.state == JobState::Dead);
    let last = app.store.list_imports(id, None, 1).await?;
    Ok(Health {
        companies: app.store.list_companies(id).await?.len(),
        people: app.store.list_users(id).await?.len(),
        documents: app.store.volume(id).await?.documents,
        last_import_at: last.first().map(|import| import.received_at),
        jobs_given_up: given_up.count(),
        organisation,
    })
}
