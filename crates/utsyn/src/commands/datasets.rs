use crate::arguments::Place;
use crate::{Ended, installation, output};
use anyhow::bail;
use app::exports;
use serde_json::json;

pub(crate) async fn run(place: &Place, as_json: bool) -> anyhow::Result<Ended> {
    if place.datasets.is_none() {
        bail!("say where to lay them down: --datasets DIRECTORY or --datasets s3://BUCKET/PREFIX");
    }
    let (app, _, ctx) = installation::enter(place).await?;
    let files = exports::lay_down(&app, &ctx).await?;
    app.close().await?;
    if as_json {
        output::json(&json!({ "files": files }))?;
        return Ok(Ended::Well);
    }
    match files {
        Some(files) => output::message(&format!("{files} files are laid down.")),
        None => output::message("Nothing came since the last time."),
    }
    Ok(Ended::Well)
}
