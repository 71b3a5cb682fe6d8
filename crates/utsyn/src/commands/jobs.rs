use crate::arguments::{Jobs, JobsVerb, Place};
use crate::{Ended, installation, output};
use app::jobs::{self, JobRow};
use app::{App, Ctx};
use domain::JobId;
use serde_json::json;

pub(crate) async fn run(place: &Place, asked: Jobs) -> anyhow::Result<Ended> {
    let (app, _, ctx) = installation::enter(place).await?;
    match asked.verb {
        JobsVerb::List { json } => list(&app, &ctx, json).await?,
        JobsVerb::Retry { job, .. } => retry(&app, &ctx, job).await?,
    }
    app.close().await?;
    Ok(Ended::Well)
}

async fn list(app: &App, ctx: &Ctx, json: bool) -> anyhow::Result<()> {
    let jobs = jobs::list(app, ctx).await?;
    if json {
        let jobs: Vec<_> = jobs.iter().map(wire).collect();
        return output::json(&json!(jobs));
    }
    let head = ["state", "job", "due", "attempts", "id", "failure"];
    let right = [false, false, false, true, false, false];
    let rows: Vec<Vec<String>> = jobs.iter().map(row).collect();
    output::table(&head, &right, &rows)
}

fn row(job: &JobRow) -> Vec<String> {
    vec![
        job.state.code().to_owned(),
        job.name.clone(),
        job.run_at.to_string(),
        job.attempts.to_string(),
        job.id.to_string(),
        job.error.clone().unwrap_or_default(),
    ]
}

fn wire(job: &JobRow) -> serde_json::Value {
    json!({
        "id": job.id,
        "job": job.name,
        "state": job.state.code(),
        "created_at": job.created_at,
        "run_at": job.run_at,
        "attempts": job.attempts,
        "error": job.error,
    })
}

async fn retry(app: &App, ctx: &Ctx, job: Option<JobId>) -> anyhow::Result<()> {
    let retried = match job {
        None => jobs::retry_all(app, ctx).await?,
        Some(id) => {
            let retried = jobs::retry(app, ctx, id).await?;
            retried.ok_or_else(|| {
                app::Error::invalid(
                    "job.not_dead",
                    "job",
                    format!("there is no job {id} that was given up; see 'utsyn jobs list'"),
                )
            })?;
            1
        }
    };
    output::line(&format!("{retried} jobs run again"))
}
