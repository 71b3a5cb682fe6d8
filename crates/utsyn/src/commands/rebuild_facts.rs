use crate::arguments::Place;
use crate::{Ended, installation, output, progress};
use app::upkeep;

pub(crate) async fn run(place: &Place) -> anyhow::Result<Ended> {
    let (app, _, ctx) = installation::enter(place).await?;
    let volume = upkeep::volume(&app, &ctx).await?;
    let bar = progress::bar(volume.documents, "Folding");
    let rebuilt = upkeep::rebuild_facts(&app, &ctx, &|done| bar.set_position(done)).await?;
    bar.finish_and_clear();
    app.close().await?;
    output::line(&format!(
        "{} documents folded anew; {} stood otherwise than their events say and were corrected",
        rebuilt.documents, rebuilt.corrected
    ))?;
    Ok(Ended::Well)
}
