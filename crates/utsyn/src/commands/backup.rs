use super::moved;
use crate::arguments::{Backup, Place};
use crate::{Ended, installation, output, progress};
use anyhow::Context as _;
use app::health::{self, Backup as Noted};
use app::{Clock as _, SystemClock, organisations};
use serde_json::json;
use std::path::Path;
use store::moving::{self, Manifest};
use store::port::Upkeep as _;

pub(crate) async fn run(place: &Place, asked: Backup) -> anyhow::Result<Ended> {
    installation::must_exist(place)?;
    if let Some(program) = asked.made_by {
        note(place, &program, None).await?;
        output::message("Noted.");
        return Ok(Ended::Well);
    }
    let directory = asked.directory.unwrap_or_default();
    let manifest = make(place, &directory).await?;
    let noted = note(place, &whole(&directory), Some(&manifest)).await;
    noted.context("the backup is whole, but could not be noted")?;
    let organisations = manifest.organisations.iter();
    if asked.json {
        output::json(&json!({
            "directory": directory.display().to_string(),
            "made_at": manifest.made_at.to_string(),
            "organisations": moved::wire(organisations),
        }))?;
    } else {
        moved::tell(organisations, "backed up, read back and found the same")?;
    }
    Ok(Ended::Well)
}

async fn make(place: &Place, directory: &Path) -> anyhow::Result<Manifest> {
    let record = installation::record(place).await?;
    let bar = progress::counter("Backing up rows");
    let now = SystemClock.now();
    let shown = |rows| bar.set_position(rows);
    let manifest = moving::back_up(&record, directory, now, &shown).await?;
    bar.finish_and_clear();
    record.close().await?;
    Ok(manifest)
}

/// Notes the backup with every organisation that it holds: those of its list,
/// or all where another program made it.
async fn note(place: &Place, lies: &str, manifest: Option<&Manifest>) -> anyhow::Result<()> {
    let app = installation::open(place).await?;
    for organisation in organisations::list_across_tenants(&app).await? {
        let ctx = organisations::operator(&app, &organisation);
        let (made_at, rows) = match manifest {
            None => (ctx.now, None),
            Some(manifest) => match manifest.organisations.get(&organisation.id) {
                Some(sums) => (manifest.made_at, Some(sums.rows())),
                // It came after the backup had begun, and is not in it.
                None => continue,
            },
        };
        let backup = Noted {
            made_at,
            place: lies.to_owned(),
            rows,
        };
        health::note_backup(&app, &ctx, backup).await?;
    }
    Ok(app.close().await?)
}

/// The whole path, so that whoever reads it later finds it.
fn whole(directory: &Path) -> String {
    let path = std::path::absolute(directory).unwrap_or_else(|_| directory.to_owned());
    path.display().to_string()
}
