use super::moved;
use crate::arguments::{Place, Verify};
use crate::{Ended, installation, output};
use anyhow::{Context as _, bail};
use serde_json::json;
use std::path::Path;
use store::moving::{self, Manifest};
use store::port::Upkeep as _;

pub(crate) async fn run(place: &Place, asked: Verify) -> anyhow::Result<Ended> {
    let (record, manifest) = match &asked.directory {
        Some(directory) => (
            store::open_sqlite(directory).await,
            Some(listed(directory)?),
        ),
        None => {
            installation::must_exist(place)?;
            (Ok(installation::record(place).await?), None)
        }
    };
    let record = record.context("cannot open the backup")?;
    let verified = moving::verify(&record).await?;
    let checks = record.examine().await?;
    record.close().await?;
    let difference = manifest
        .as_ref()
        .and_then(|list| list.difference(&verified));
    let wrong: Vec<String> = checks
        .iter()
        .filter(|check| !check.is_ok)
        .map(|check| format!("{}: {}", check.name, check.detail))
        .chain(difference.map(|difference| format!("not as it was backed up: {difference}")))
        .collect();
    let organisations = verified.iter().map(|(id, sums)| (id, sums));
    if asked.json {
        output::json(&json!({
            "ok": wrong.is_empty(),
            "wrong": wrong,
            "organisations": moved::wire(organisations),
        }))?;
    } else {
        moved::tell(organisations, "read and whole")?;
    }
    match wrong.as_slice() {
        [] => Ok(Ended::Well),
        wrong => bail!("{}", wrong.join("\n")),
    }
}

fn listed(directory: &Path) -> anyhow::Result<Manifest> {
    Manifest::read(directory)?
        .with_context(|| format!("'{}' holds no completed backup", directory.display()))
}
