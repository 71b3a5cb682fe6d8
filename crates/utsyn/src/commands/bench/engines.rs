//! Both engines side by side: the same invoices, the same questions.

use super::{Scratch, demo_files, ms, organisation};
use crate::{installation, output};
use anyhow::{Context as _, ensure};
use app::App;
use app::documents::{self, Search};
use app::imports::{self, Options};
use app::statistics::Dimension;
use app::{Ctx, organisations, statistics, upkeep};
use domain::filter::Filter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::Depot;

/// How often each question is asked.
const ROUNDS: usize = 50;
/// Documents on a page.
const PAGE: usize = 50;

/// What was measured on one engine, in the order of the table.
type Measured = Vec<(&'static str, String)>;

/// Measures SQLite and the PostgreSQL at a URL, and prints both. The database
/// must be empty; what is measured stays in it.
pub(super) async fn compare(scratch: &Scratch, url: &str, invoices: u32) -> anyhow::Result<()> {
    let here = scratch.path.join("engines");
    let files = demo_files(&here.join("files"), invoices)?;
    let sqlite = installation::open_at(&here.join("sqlite")).await?;
    let sqlite = measure(sqlite, &files, invoices).await?;
    let originals = Depot::Directory(here.join("originals"));
    let postgres = installation::open_database(url, &originals).await?;
    let postgres = measure(postgres, &files, invoices).await?;
    let rows: Vec<Vec<String>> = sqlite
        .into_iter()
        .zip(postgres)
        .map(|((what, here), (_, there))| vec![what.to_owned(), here, there])
        .collect();
    output::table(&["", "SQLite", "PostgreSQL"], &[false, true, true], &rows)
}

async fn measure(app: Arc<App>, files: &Path, invoices: u32) -> anyhow::Result<Measured> {
    let known = organisations::list_across_tenants(&app).await?;
    ensure!(
        known.is_empty(),
        "the database holds organisations; name an empty one"
    );
    let founded = organisations::init(&app, organisation()).await?;
    let ctx = organisations::operator(&app, &founded.organisation);
    let began = Instant::now();
    let incoming = imports::from_paths(app.spool(), vec![PathBuf::from(files)]);
    let options = Options::default();
    let summary = imports::receive(&app, &ctx, incoming, &options, &mut |_| {}).await?;
    let took = began.elapsed().as_secs_f64();
    ensure!(summary.items.stored == u64::from(invoices), "{summary:?}");
    let began = Instant::now();
    upkeep::load_facts(&app, &ctx).await?;
    let loaded = began.elapsed();
    let list = times(|| list(&app, &ctx)).await?;
    let counted = times(|| count(&app, &ctx)).await?;
    app.close().await?;
    Ok(vec![
        (
            "import, invoices a second",
            format!("{:.0}", f64::from(invoices) / took),
        ),
        ("loading the facts, ms", format!("{:.1}", ms(loaded))),
        ("list, 50 rows, ms", format!("{:.2}", ms(list))),
        ("statistics by channel, ms", format!("{:.2}", ms(counted))),
    ])
}

async fn list(app: &App, ctx: &Ctx) -> anyhow::Result<()> {
    let search = Search {
        filter: Filter::default(),
        sort: "-received".parse()?,
    };
    let found = documents::find(app, ctx, &search, None, PAGE).await?;
    ensure!(!found.rows.is_empty(), "the list is empty");
    Ok(())
}

async fn count(app: &App, ctx: &Ctx) -> anyhow::Result<()> {
    let by = [Dimension::Channel];
    let groups = statistics::count(app, ctx, &Filter::default(), &by).await?;
    ensure!(!groups.is_empty(), "nothing was counted");
    Ok(())
}

/// The median time of many rounds.
async fn times<F: Future<Output = anyhow::Result<()>>>(
    ask: impl Fn() -> F,
) -> anyhow::Result<Duration> {
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let began = Instant::now();
        ask().await?;
        times.push(began.elapsed());
    }
    times.sort();
    times.get(ROUNDS / 2).copied().context("rounds are asked")
}
