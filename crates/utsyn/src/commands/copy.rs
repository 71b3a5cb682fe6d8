use super::moved;
use crate::arguments::Copy;
use crate::{Ended, output, progress};
use anyhow::{Context as _, bail};
use serde_json::json;
use std::path::Path;
use store::port::Upkeep as _;
use store::{Depot, Record, moving};

pub(crate) async fn run(asked: Copy) -> anyhow::Result<Ended> {
    if asked.from == asked.to {
        bail!("from and to are the same place");
    }
    let is_directory = !is_database(&asked.from);
    if is_directory && !Path::new(&asked.from).exists() {
        bail!("there is no record in '{}'", asked.from);
    }
    let from = open(&asked.from, asked.from_blobs, "--from-blobs").await?;
    let to = open(&asked.to, asked.to_blobs, "--to-blobs").await?;
    let bar = progress::counter("Copying rows");
    let copied = moving::copy(&from, &to, &|rows| bar.set_position(rows)).await?;
    bar.finish_and_clear();
    from.close().await?;
    to.close().await?;
    let copied = copied.iter().map(|(id, sums)| (id, sums));
    if asked.json {
        output::json(&json!({"organisations": moved::wire(copied)}))?;
    } else {
        moved::tell(copied, "copied, read back and found the same")?;
        output::message(
            "What was written to the old place meanwhile is not in the new one: stop every node, \
             run this once more, and start them on the new place.",
        );
    }
    Ok(Ended::Well)
}

fn is_database(place: &str) -> bool {
    place.starts_with("postgres://") || place.starts_with("postgresql://")
}

async fn open(place: &str, originals: Option<Depot>, option: &str) -> anyhow::Result<Record> {
    if is_database(place) {
        let originals = originals
            .with_context(|| format!("say with {option} where the large originals lie"))?;
        let record = store::open_postgres(place, &originals).await;
        // The URL may hold a password.
        return record.context("cannot open the record in the database");
    }
    let directory = Path::new(place);
    let record = match &originals {
        Some(originals) => store::open_sqlite_with_originals(directory, originals).await,
        None => store::open_sqlite(directory).await,
    };
    record.with_context(|| format!("cannot open the record in '{place}'"))
}
