use super::client::{Client, Refused};
use super::documents::text;
use crate::arguments::Import;
use crate::commands::import::refuse_missing;
use crate::{Ended, output, progress};
use anyhow::bail;
use app::imports::{self, Incoming, Spool};
use app::{Random as _, SystemRandom};
use serde_json::{Value, json};

/// What all files came to.
#[derive(Default)]
struct Sums {
    files: u64,
    bytes: u64,
    stored: u64,
    duplicate: u64,
    unmatched: u64,
    rejected: u64,
}

/// Hands files in one by one. A list and the files that it names belong
/// together: send them as one archive.
pub(super) async fn run(client: &Client, asked: Import) -> anyhow::Result<Ended> {
    refuse_missing(&asked.paths)?;
    let mut said = Vec::new();
    said.extend(asked.company.map(|company| ("company".to_owned(), company)));
    said.extend(
        asked
            .channel
            .map(|it| ("channel".to_owned(), it.to_string())),
    );
    let bar = match output::is_watched()
        .then(|| imports::count_files(&asked.paths))
        .flatten()
    {
        Some(files) => progress::bar(files, "Importing"),
        None => progress::counter("Importing"),
    };
    let spool = Spool::new(std::env::temp_dir());
    let mut sums = Sums::default();
    for file in imports::from_paths(&spool, asked.paths) {
        for item in hand_in(client, &said, &file, &mut sums).await? {
            tell(&item, asked.json, &bar)?;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    sums.tell(asked.json)?;
    Ok(match sums.rejected {
        0 => Ended::Well,
        _ => Ended::SomeRejected,
    })
}

/// The items that a file came to.
async fn hand_in(
    client: &Client,
    said: &[(String, String)],
    file: &Incoming,
    sums: &mut Sums,
) -> anyhow::Result<Vec<Value>> {
    let content = match &file.content {
        Ok(content) => content,
        Err(finding) => bail!("'{}': {}", file.name, finding.message),
    };
    let mut query = said.to_vec();
    query.push(("name".to_owned(), file.name.clone()));
    sums.files += 1;
    sums.bytes += content.size();
    let taken = match client.hand_in(&query, content, &name()).await {
        Ok(taken) => taken,
        Err(error) if is_unusable(&error) => {
            sums.rejected += 1;
            return Ok(vec![rejected(&file.name, &error)]);
        }
        Err(error) => return Err(error),
    };
    let count = |word: &str| taken["summary"][word].as_u64().unwrap_or_default();
    sums.stored += count("stored");
    sums.duplicate += count("duplicate");
    sums.unmatched += count("unmatched");
    sums.rejected += count("rejected");
    Ok(taken["items"].as_array().cloned().unwrap_or_default())
}

/// A name for this sending, so that trying again does not do it again.
fn name() -> String {
    let mut random = [0; 16];
    SystemRandom.fill(&mut random);
    format!("utsyn-{:032x}", u128::from_be_bytes(random))
}

fn is_unusable(error: &anyhow::Error) -> bool {
    let refused: Option<&Refused> = error.downcast_ref();
    refused.is_some_and(|refused| refused.status == 422)
}

fn rejected(name: &str, error: &anyhow::Error) -> Value {
    json!({
        "file": name,
        "item": "",
        "outcome": "rejected",
        "kind": "document",
        "document": null,
        "findings": [{"code": "unusable", "severity": "error", "place": "", "message": error.to_string()}],
    })
}

fn tell(item: &Value, as_json: bool, bar: &indicatif::ProgressBar) -> anyhow::Result<()> {
    if as_json {
        return output::json(item);
    }
    if item["outcome"] != "rejected" {
        return Ok(());
    }
    let place = match item["item"].as_str().unwrap_or_default() {
        "" => text(&item["file"]),
        place => format!("{}, {place}", text(&item["file"])),
    };
    for finding in item["findings"].as_array().into_iter().flatten() {
        let (message, code) = (text(&finding["message"]), text(&finding["code"]));
        bar.suspend(|| output::message(&format!("{place}: {message} [{code}]")));
    }
    Ok(())
}

impl Sums {
    fn tell(&self, as_json: bool) -> anyhow::Result<()> {
        if as_json {
            return output::json(&json!({"summary": {
                "files": self.files,
                "bytes": self.bytes,
                "stored": self.stored,
                "duplicate": self.duplicate,
                "unmatched": self.unmatched,
                "rejected": self.rejected,
            }}));
        }
        output::line(&format!(
            "{} files: {} stored, {} duplicates, {} unmatched, {} rejected",
            self.files, self.stored, self.duplicate, self.unmatched, self.rejected
        ))
    }
}
