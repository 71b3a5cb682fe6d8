use super::moved;
use crate::arguments::{Place, Restore};
use crate::{Ended, installation, output, progress};
use serde_json::json;
use store::moving;
use store::port::Upkeep as _;

pub(crate) async fn run(place: &Place, asked: Restore) -> anyhow::Result<Ended> {
    let record = installation::record(place).await?;
    let bar = progress::counter("Restoring rows");
    let shown = |rows| bar.set_position(rows);
    let manifest = moving::restore(&asked.directory, &record, &shown).await?;
    bar.finish_and_clear();
    record.close().await?;
    let organisations = manifest.organisations.iter();
    if asked.json {
        output::json(&json!({
            "made_at": manifest.made_at.to_string(),
            "organisations": moved::wire(organisations),
        }))?;
    } else {
        moved::tell(organisations, "restored, read back and found the same")?;
    }
    Ok(Ended::Well)
}
