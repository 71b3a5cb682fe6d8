//! What this machine does, printed: imports end to end and durable, starting
//! up, and a filtered page of the list from request to HTML.

mod engines;
mod pictures;
mod reports;

use crate::arguments::{Bench, BenchFacts, BenchOf, Place};
use crate::{Ended, installation, output, progress};
use anyhow::{bail, ensure};
use app::demo::{self, LOGIN_EMAIL, LOGIN_PASSWORD};
use app::imports::{self, Options};
use app::organisations::{self, NewOrganisation};
use app::people::{self, NewPerson};
use app::{App, upkeep};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower::ServiceExt as _;

/// How often each page is asked for.
const ROUNDS: usize = 50;
/// The most bytes of a page.
const PAGE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Pages of the list that are measured.
const PAGES: [&str; 5] = [
    "/documents",
    "/documents?delivery=failed,returned",
    "/documents?channel=ehf,efaktura&payment=overdue",
    "/documents?received=last30d&amount=%3E1000&sort=-amount",
    "/documents?q=hansen",
];

pub(crate) async fn run(place: &Place, bench: Bench) -> anyhow::Result<Ended> {
    match &bench.of {
        Some(BenchOf::Facts(asked)) => return facts(asked).await,
        Some(BenchOf::Pictures { paths }) => return pictures::run(paths),
        Some(BenchOf::Reports { documents, record }) => {
            return reports::run(*documents, record.as_deref()).await;
        }
        None => {}
    }
    let scratch = Scratch::new()?;
    output::line(&format!("{} cores", std::thread::available_parallelism()?))?;
    import(&scratch.path.join("import"), bench.invoices).await?;
    let record = scratch.path.join("record");
    fill(&record, bench.documents).await?;
    pages(&record).await?;
    if let Some(url) = &place.database {
        engines::compare(&scratch, url, bench.invoices).await?;
    }
    Ok(Ended::Well)
}

/// The ten questions of the read model, and what else it does.
async fn facts(asked: &BenchFacts) -> anyhow::Result<Ended> {
    let scratch = Scratch::new()?;
    let room = asked.export.as_deref().unwrap_or(&scratch.path);
    std::fs::create_dir_all(room)?;
    let (documents, keep) = (u64::from(asked.documents), asked.export.is_some());
    facts::benchmark::run(documents, room, keep, &mut |line| {
        output::line(line).map_err(std::io::Error::other)
    })?;
    if asked.record > 0 {
        rebuild(&scratch.path.join("record"), asked.record).await?;
    }
    Ok(Ended::Well)
}

/// The read model from the record alone, as after its snapshot was lost.
async fn rebuild(record: &Path, documents: u32) -> anyhow::Result<()> {
    fill(record, documents).await?;
    let began = Instant::now();
    let app = start(record, "from SQLite, without a snapshot").await?;
    let took = began.elapsed().as_secs_f64();
    app.close().await?;
    output::line(&format!(
        "rebuild from SQLite: {:.0} documents a second; ten million at this speed in {:.1} s",
        f64::from(documents) / took,
        1e7 / f64::from(documents) * took,
    ))
}

/// A directory that goes when the bench ends.
struct Scratch {
    path: std::path::PathBuf,
}

impl Scratch {
    fn new() -> anyhow::Result<Self> {
        let path = std::env::temp_dir().join(format!("utsyn-bench-{}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self { path })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.path) {
            output::message(&format!("cannot remove {}: {error}", self.path.display()));
        }
    }
}

/// Invoices as files of about 12 kB, from the directory to the acknowledged
/// record: reading, parsing, hashing, packing, one fsync a transaction.
async fn import(directory: &Path, invoices: u32) -> anyhow::Result<()> {
    let files = directory.join("files");
    std::fs::create_dir_all(&files)?;
    let app = installation::open_at(&directory.join("data")).await?;
    let mut bytes = 0;
    for (n, invoice) in (0_u32..).zip(demo::invoices(app.now(), invoices as usize)) {
        bytes += invoice.len();
        std::fs::write(files.join(format!("{n}.xml")), invoice)?;
    }
    let founded = organisations::init(&app, organisation()).await?;
    let ctx = organisations::operator(&app, &founded.organisation);
    let began = Instant::now();
    let incoming = imports::from_paths(app.spool(), vec![files]);
    let summary = imports::receive(&app, &ctx, incoming, &Options::default(), &mut |_| {}).await?;
    let took = began.elapsed();
    ensure!(
        summary.items.stored == u64::from(invoices),
        "not every invoice was stored: {summary:?}"
    );
    app.close().await?;
    output::line(&format!(
        "import: {invoices} UBL invoices of {} bytes on average in {:.2} s: {:.0} a second, durable",
        bytes / invoices.max(1) as usize,
        took.as_secs_f64(),
        f64::from(invoices) / took.as_secs_f64(),
    ))
}

/// The same invoices as files, for whoever compares. Answers where they lie.
fn demo_files(directory: &Path, invoices: u32) -> anyhow::Result<std::path::PathBuf> {
    std::fs::create_dir_all(directory)?;
    let now = app::Clock::now(&app::SystemClock);
    for (n, invoice) in (0_u32..).zip(demo::invoices(now, invoices as usize)) {
        std::fs::write(directory.join(format!("{n}.xml")), invoice)?;
    }
    Ok(directory.to_owned())
}

fn organisation() -> NewOrganisation {
    NewOrganisation {
        slug: "bench".to_owned(),
        name: "Bench".to_owned(),
        company_number: None,
        admin: NewPerson {
            email: "bench@utsyn.example".to_owned(),
            name: "Bench".to_owned(),
            password: None,
        },
    }
}

async fn fill(record: &Path, documents: u32) -> anyhow::Result<()> {
    let app = installation::open_at(record).await?;
    let bar = progress::bar(u64::from(documents), "Making documents");
    let began = Instant::now();
    demo::make(&app, 1, documents as usize, &|done| bar.set_position(done)).await?;
    bar.finish_and_clear();
    let volume = upkeep::volume(&app, &demo_ctx(&app).await?).await?;
    app.close().await?;
    let took = began.elapsed().as_secs_f64();
    output::line(&format!(
        "demo: {} documents with {} events and {} payments in {took:.1} s: {:.0} documents a second",
        volume.documents,
        volume.events,
        volume.payments,
        f64::from(documents) / took,
    ))
}

async fn demo_ctx(app: &App) -> anyhow::Result<app::Ctx> {
    let organisation = organisations::choose(app, Some("demo")).await?;
    Ok(organisations::operator(app, &organisation))
}

async fn pages(record: &Path) -> anyhow::Result<()> {
    let app = start(record, "without a snapshot").await?;
    let ctx = demo_ctx(&app).await?;
    let began = Instant::now();
    ensure!(
        upkeep::save_snapshot(&app, &ctx).await?,
        "no snapshot was kept"
    );
    output::line(&format!(
        "snapshot: kept in {:.2} s",
        began.elapsed().as_secs_f64()
    ))?;
    app.close().await?;
    drop(app);
    let app = start(record, "with a snapshot").await?;
    let origin = people::Origin::default();
    let entry = people::sign_in(&app, &origin, LOGIN_EMAIL, LOGIN_PASSWORD).await?;
    let people::Entry::In(secret) = entry else {
        bail!("the demo's login does not let in");
    };
    let cookie = format!("__Host-session={secret}");
    for page in PAGES {
        let times = measure(&app, &cookie, page).await?;
        output::line(&format!(
            "page: {page}: median {:.2} ms, slowest tenth {:.2} ms",
            ms(times[times.len() / 2]),
            ms(times[times.len() * 9 / 10]),
        ))?;
    }
    Ok(app.close().await?)
}

/// From nothing to the first answer.
async fn start(record: &Path, how: &str) -> anyhow::Result<Arc<App>> {
    let began = Instant::now();
    let app = installation::open_at(record).await?;
    let ctx = demo_ctx(&app).await?;
    let documents = upkeep::load_facts(&app, &ctx).await?;
    output::line(&format!(
        "start: ready with {documents} documents in {:.2} s {how}",
        began.elapsed().as_secs_f64()
    ))?;
    Ok(app)
}

async fn measure(app: &Arc<App>, cookie: &str, page: &str) -> anyhow::Result<Vec<Duration>> {
    let router = web::router(Arc::clone(app));
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let request = Request::get(page)
            .header(header::HOST, "localhost")
            .header(header::COOKIE, cookie)
            .body(Body::empty())?;
        let began = Instant::now();
        let response = router.clone().oneshot(request).await?;
        ensure!(
            response.status() == StatusCode::OK,
            "{page} answered {}",
            response.status()
        );
        axum::body::to_bytes(response.into_body(), PAGE_BYTES_MAX).await?;
        times.push(began.elapsed());
    }
    times.sort();
    Ok(times)
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
