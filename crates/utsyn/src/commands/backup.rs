use super::moved;
use crate::arguments::{Backup, Place};
use crate::{Ended, installation, output, progress};
use app::{Clock as _, SystemClock};
use serde_json::json;
use store::moving;
use store::port::Upkeep as _;

pub(crate) async fn run(place: &Place, asked: Backup) -> anyhow::Result<Ended> {
    installation::must_exist(place)?;
    let record = installation::record(place).await?;
    let bar = progress::counter("Backing up rows");
    let now = SystemClock.now();
    let shown = |rows| bar.set_position(rows);
    let manifest = moving::back_up(&record, &asked.directory, now, &shown).await?;
    bar.finish_and_clear();
    record.close().await?;
    let organisations = manifest.organisations.iter();
    if asked.json {
        output::json(&json!({
            "directory": asked.directory.display().to_string(),
            "made_at": manifest.made_at.to_string(),
            "organisations": moved::wire(organisations),
        }))?;
    } else {
        moved::tell(organisations, "backed up, read back and found the same")?;
    }
    Ok(Ended::Well)
}
