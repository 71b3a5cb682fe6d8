use crate::arguments::{OrganisationVerb, Place};
use crate::{Ended, installation, output};
use app::platform::{self, Tenant};
use jiff::Timestamp;
use serde_json::{Value, json};

pub(crate) async fn run(place: &Place, verb: OrganisationVerb) -> anyhow::Result<Ended> {
    let app = installation::open(place).await?;
    let all = platform::look_across_tenants(&app).await?;
    app.close().await?;
    let OrganisationVerb::List { json: as_json } = verb;
    if as_json {
        output::json(&all.iter().map(wire).collect::<Vec<Value>>())?;
        return Ok(Ended::Well);
    }
    let head = [
        "slug",
        "name",
        "companies",
        "people",
        "documents",
        "last file",
        "last backup",
        "jobs given up",
    ];
    let right = [false, false, true, true, true, false, false, true];
    output::table(&head, &right, &all.iter().map(cells).collect::<Vec<_>>())?;
    Ok(Ended::Well)
}

fn wire(tenant: &Tenant) -> Value {
    json!({
        "slug": tenant.organisation.slug,
        "name": tenant.organisation.name,
        "companies": tenant.companies,
        "people": tenant.people,
        "documents": tenant.documents,
        "last_import_at": tenant.health.last_import_at,
        "jobs_given_up": tenant.health.queued.jobs.given_up,
        "last_backup_at": tenant.health.backup.as_ref().map(|backup| backup.made_at),
        "concerns": tenant.health.concerns(None).len(),
    })
}

fn cells(tenant: &Tenant) -> Vec<String> {
    let told = |at: Option<Timestamp>| at.map_or_else(|| "-".to_owned(), |at| at.to_string());
    let backup = tenant.health.backup.as_ref();
    vec![
        tenant.organisation.slug.clone(),
        tenant.organisation.name.clone(),
        tenant.companies.to_string(),
        tenant.people.to_string(),
        tenant.documents.to_string(),
        told(tenant.health.last_import_at),
        told(backup.map(|backup| backup.made_at)),
        tenant.health.queued.jobs.given_up.to_string(),
    ]
}
