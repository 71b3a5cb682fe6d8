use crate::arguments::{OrganisationVerb, Place};
use crate::{Ended, installation, output};
use app::platform::{self, Health};
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
        "jobs given up",
    ];
    let right = [false, false, true, true, true, false, true];
    output::table(&head, &right, &all.iter().map(cells).collect::<Vec<_>>())?;
    Ok(Ended::Well)
}

fn wire(health: &Health) -> Value {
    json!({
        "slug": health.organisation.slug,
        "name": health.organisation.name,
        "companies": health.companies,
        "people": health.people,
        "documents": health.documents,
        "last_import_at": health.last_import_at,
        "jobs_given_up": health.jobs_given_up,
    })
}

fn cells(health: &Health) -> Vec<String> {
    let last = health.last_import_at;
    vec![
        health.organisation.slug.clone(),
        health.organisation.name.clone(),
        health.companies.to_string(),
        health.people.to_string(),
        health.documents.to_string(),
        last.map_or_else(|| "-".to_owned(), |at| at.to_string()),
        health.jobs_given_up.to_string(),
    ]
}
