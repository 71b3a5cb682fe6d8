use crate::arguments::{Import, Place};
use crate::{Ended, installation, output, progress};
use anyhow::bail;
use api::wire;
use app::imports::{self, ItemReport, Options, Outcome, Summary};
use indicatif::ProgressBar;
use std::path::PathBuf;

pub(crate) async fn run(place: &Place, import: Import) -> anyhow::Result<Ended> {
    refuse_missing(&import.paths)?;
    let (app, _, ctx) = installation::enter(place).await?;
    let options = Options {
        company: import.company,
        channel: import.channel,
        archive_entries_max: Some(entries_max(place)),
        table: None,
    };
    let bar = bar(&import.paths);
    let mut teller = Teller::new(import.json, bar.clone());
    let files = imports::from_paths(app.spool(), import.paths);
    let mut report = |item: ItemReport| teller.tell(&item);
    let received = tokio::select! {
        received = imports::receive(&app, &ctx, files, &options, &mut report) => Some(received?),
        _ = tokio::signal::ctrl_c() => None,
    };
    bar.finish_and_clear();
    if let Some(error) = teller.failure {
        return Err(error);
    }
    app.close().await?;
    let Some(summary) = received else {
        bail!(
            "interrupted; what was reported is stored. Run the same command again to take in the rest"
        );
    };
    tell_summary(&summary, import.json)?;
    Ok(match summary.items.rejected {
        0 => Ended::Well,
        _ => Ended::SomeRejected,
    })
}

/// Whoever has this command has the machine, and knows what they take in: a
/// month's batch needs no option.
fn entries_max(place: &Place) -> usize {
    let said = place.archive_entries_max.map(|most| most as usize);
    said.unwrap_or(imports::ARCHIVE_BATCH_ENTRIES_MAX)
}

/// Before anything is taken in: a path that is not there is a slip of the
/// keyboard, not a file to report on.
pub(crate) fn refuse_missing(paths: &[PathBuf]) -> anyhow::Result<()> {
    let missing = paths
        .iter()
        .find(|path| path.as_os_str() != "-" && !path.exists());
    match missing {
        None => Ok(()),
        Some(path) => Err(app::Error::invalid(
            "import.no_such_file",
            "path",
            format!("there is no file or directory '{}'", path.display()),
        )
        .into()),
    }
}

/// A bar over all files where they can be counted beforehand.
fn bar(paths: &[PathBuf]) -> ProgressBar {
    match output::is_watched()
        .then(|| imports::count_files(paths))
        .flatten()
    {
        Some(files) => progress::bar(files, "Importing"),
        None => progress::counter("Importing"),
    }
}

struct Teller {
    json: bool,
    bar: ProgressBar,
    last_file: Option<domain::ImportId>,
    failure: Option<anyhow::Error>,
}

impl Teller {
    fn new(json: bool, bar: ProgressBar) -> Self {
        Self {
            json,
            bar,
            last_file: None,
            failure: None,
        }
    }

    fn tell(&mut self, item: &ItemReport) {
        if self.last_file != Some(item.import) {
            self.last_file = Some(item.import);
            self.bar.inc(1);
        }
        let told = match self.json {
            true => output::json(&wire::ItemReport::from(item)),
            false => self.tell_trouble(item),
        };
        if let (Err(error), None) = (told, &self.failure) {
            self.failure = Some(error);
        }
    }

    /// People hear of what went wrong; what went well is in the summary.
    fn tell_trouble(&self, item: &ItemReport) -> anyhow::Result<()> {
        if item.outcome != Outcome::Rejected {
            return Ok(());
        }
        let place = match item.item.as_str() {
            "" => item.file.clone(),
            place => format!("{}, {place}", item.file),
        };
        for finding in &item.findings {
            let line = format!("{place}: {} [{}]", finding.message, finding.code);
            self.bar.suspend(|| output::message(&line));
        }
        Ok(())
    }
}

fn tell_summary(summary: &Summary, json: bool) -> anyhow::Result<()> {
    if json {
        let summary = wire::Summary::from(*summary);
        return output::json(&wire::SummaryLine { summary });
    }
    let items = &summary.items;
    output::line(&format!(
        "{} files: {} stored, {} duplicates, {} unmatched, {} rejected",
        summary.files, items.stored, items.duplicate, items.unmatched, items.rejected
    ))
}
