use crate::arguments::{Originals, OriginalsVerb, Place};
use crate::{Ended, installation, output, progress};
use app::originals::{self, Depot};

pub(crate) async fn run(place: &Place, asked: Originals) -> anyhow::Result<Ended> {
    match asked.verb {
        OriginalsVerb::Move { to, json } => move_all(place, &to, json).await,
    }
}

async fn move_all(place: &Place, to: &Depot, json: bool) -> anyhow::Result<Ended> {
    let app = installation::open(place).await?;
    let bar = progress::counter("Carrying originals");
    let moved = originals::move_all(&app, to, &|moved| {
        bar.set_position(moved.carried + moved.were_there);
    })
    .await?;
    bar.finish_and_clear();
    app.close().await?;
    if json {
        output::json(&serde_json::json!({
            "to": to.to_string(),
            "carried": moved.carried,
            "were_there": moved.were_there,
            "bytes": moved.bytes,
        }))?;
        return Ok(Ended::Well);
    }
    output::line(&format!(
        "{} originals carried to {to}, {} were there already; every one was read there and is whole",
        moved.carried, moved.were_there
    ))?;
    output::message(&format!(
        "Stop every node, run this once more for what came meanwhile, and start them with --blobs {to}. \
         What lies in the old place is left there."
    ));
    Ok(Ended::Well)
}
