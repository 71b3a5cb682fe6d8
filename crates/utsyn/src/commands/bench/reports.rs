//! Reports over a made-up organisation: the monthly one as pages, and every
//! document of a year as files.

use super::{Scratch, fill};
use crate::{Ended, installation, output};
use anyhow::Context as _;
use app::organisations;
use app::reports::{self, Format, Order};
use app::{App, Ctx};
use domain::period::{Period, Unit};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Fills a record and makes reports of it.
pub(super) async fn run(documents: u32, record: Option<&Path>) -> anyhow::Result<Ended> {
    let scratch = Scratch::new()?;
    let record = record.unwrap_or(&scratch.path);
    if !record.join("utsyn.db").exists() {
        fill(record, documents).await?;
    }
    let app = installation::open_at(record).await?;
    let organisation = organisations::choose(&app, None).await?;
    let ctx = organisations::operator(&app, &organisation);
    app::upkeep::load_facts(&app, &ctx).await?;
    let month = Period::of(ctx.today(), Unit::Month).previous();
    let year = Period::of(month.first_day(), Unit::Year);
    for (name, period, format) in [
        ("monthly-report", month, Format::Pdf),
        ("monthly-report", year, Format::Pdf),
        ("every-document", year, Format::Xlsx),
        ("every-document", year, Format::Csv),
        ("every-document", year, Format::Ndjson),
    ] {
        make(&app, &ctx, name, period, format).await?;
    }
    app.close().await?;
    Ok(Ended::Well)
}

async fn make(
    app: &Arc<App>,
    ctx: &Ctx,
    name: &str,
    period: Period,
    format: Format,
) -> anyhow::Result<()> {
    let order = Order {
        name: name.to_owned(),
        period: Some(period),
        is_restated: true,
        formats: Some(vec![format]),
        goes_out: false,
    };
    forget_peak();
    let before = memory("VmRSS:");
    let began = Instant::now();
    let run = reports::order(app, ctx, &order, true).await?;
    let run = run.context("there is no such report")?;
    let took = began.elapsed();
    let files = reports::files(app, ctx, run.id).await?;
    let file = files
        .iter()
        .find(|file| file.name.ends_with(format.ending()));
    let file = file.with_context(|| format!("the report is not made: {:?}", run.error))?;
    let more = memory("VmHWM:")
        .zip(before)
        .map(|(peak, before)| peak.saturating_sub(before));
    output::line(&format!(
        "{name} {period} as {}: {:.2} s, {:.1} MB, {} MiB of memory more at most",
        format.code(),
        took.as_secs_f64(),
        file.size as f64 / 1e6,
        more.map_or_else(|| "?".to_owned(), |kib| (kib / 1024).to_string()),
    ))
}

/// Has the system forget the most memory so far, where it can (Linux).
fn forget_peak() {
    if let Err(error) = std::fs::write("/proc/self/clear_refs", "5") {
        output::message(&format!(
            "the peak of memory is that of the whole bench: {error}"
        ));
    }
}

/// A line of what the system says of this process, in KiB (Linux).
fn memory(line: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let found = status.lines().find_map(|one| one.strip_prefix(line))?;
    found.split_whitespace().next()?.parse().ok()
}
