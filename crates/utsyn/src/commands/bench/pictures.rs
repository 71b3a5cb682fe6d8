//! How many pages are drawn a second: PDF files beside pdftoppm on the same
//! files, and structured invoices, all with as many workers as are allowed.

use crate::{Ended, output};
use anyhow::{Context as _, bail};
use domain::document::Head;
use domain::intake::{ItemBody, NewDocument};
use domain::{Channel, CompanyId, CustomerId, DocumentId, DocumentKind};
use render::Language;
use render::invoice::{Paper, mark::Marks};
use render::worker::{Job, Want, Workers};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What a page is drawn at: A4 at 150 dots an inch.
const WIDTH_PX: u32 = 1240;
/// Most files that are measured of one kind.
const FILES_MAX: usize = 2_000;

pub(crate) fn run(paths: &[PathBuf]) -> anyhow::Result<Ended> {
    if paths.is_empty() {
        bail!("name PDF and XML files, or directories of them");
    }
    let files = files(paths)?;
    let of_kind = |ending: &str| -> Vec<PathBuf> {
        let has = |path: &&PathBuf| {
            path.extension()
                .is_some_and(|it| it.eq_ignore_ascii_case(ending))
        };
        files.iter().filter(has).take(FILES_MAX).cloned().collect()
    };
    let program = std::env::current_exe().context("cannot find this program itself")?;
    let workers = Workers::new(program);
    workers.make_ready();
    output::line(&format!(
        "{} cores, {} workers, first pages at {WIDTH_PX} px",
        std::thread::available_parallelism()?,
        Workers::AT_A_TIME
    ))?;
    pdfs(&workers, &of_kind("pdf"))?;
    invoices(&workers, &of_kind("xml"))?;
    Ok(Ended::Well)
}

/// First pages of PDF files, by us and by pdftoppm, in turns of the same size.
fn pdfs(workers: &Workers, files: &[PathBuf]) -> anyhow::Result<()> {
    let want = Want::Png {
        page: 0,
        width_px: WIDTH_PX,
    };
    let ours = measure(files, |path| {
        let bytes = std::fs::read(path).unwrap_or_default();
        workers.draw(&Job::Pdf, bytes, want).is_ok()
    });
    told("PDF, Utsyn", &ours)?;
    if Command::new("pdftoppm")
        .arg("-v")
        .stderr(Stdio::null())
        .status()
        .is_err()
    {
        return output::line("PDF, pdftoppm: not installed (package poppler-utils)");
    }
    let theirs = measure(files, |path| pdftoppm(path));
    told("PDF, pdftoppm", &theirs)
}

fn pdftoppm(path: &Path) -> bool {
    let drawn = Command::new("pdftoppm")
        .args(["-png", "-f", "1", "-l", "1", "-scale-to-x"])
        .arg(WIDTH_PX.to_string())
        .args(["-scale-to-y", "-1"])
        .arg(path)
        .stderr(Stdio::null())
        .output();
    drawn.is_ok_and(|drawn| drawn.status.success() && !drawn.stdout.is_empty())
}

fn invoices(workers: &Workers, files: &[PathBuf]) -> anyhow::Result<()> {
    let documents: Vec<(PathBuf, NewDocument)> = files
        .iter()
        .flat_map(|path| read(path).map(|document| (path.clone(), document)))
        .collect();
    for (what, want) in [
        (
            "invoice to PNG",
            Want::Png {
                page: 0,
                width_px: WIDTH_PX,
            },
        ),
        ("invoice to PDF/A-3", Want::Pdf),
    ] {
        let measured = measure(&documents, |(_, document)| {
            let job = Job::Sheet(Box::new(sheet(document)));
            workers.draw(&job, Vec::new(), want).is_ok()
        });
        told(what, &measured)?;
    }
    Ok(())
}

/// The document in a file, if there is one.
fn read(path: &Path) -> Option<NewDocument> {
    let bytes = std::fs::read(path).ok()?;
    let mut reading = formats::read_bytes(&path.to_string_lossy(), &bytes);
    match reading.next()?.body {
        ItemBody::Document(document) => Some(*document),
        _ => None,
    }
}

fn sheet(document: &NewDocument) -> render::Sheet {
    let none = [0; 10];
    let head = Head {
        id: DocumentId::from_parts(0, none),
        company: CompanyId::from_parts(0, none),
        customer: CustomerId::from_parts(0, none),
        kind: document.kind.unwrap_or(DocumentKind::Invoice),
        channel: document.channel.unwrap_or(Channel::Other),
        number: document.number.clone(),
        kid: document.kid.clone(),
        account: document.account.clone(),
        amount: document.amount,
        issued_on: document.issued_on,
        due_on: document.due_on,
        received_at: jiff::Timestamp::UNIX_EPOCH,
        batch: None,
    };
    let paper = Paper {
        head: &head,
        details: &document.details,
        seller_name: "",
        buyer_name: &document.customer.name,
        marks: &Marks::default(),
    };
    paper.sheet(Language::Bokmaal)
}

/// What came of drawing many.
struct Measured {
    drawn: usize,
    refused: usize,
    took: Duration,
    each: Vec<Duration>,
}

/// Draws all of them, as many at a time as there may be workers.
fn measure<T: Sync>(all: &[T], draw: impl Fn(&T) -> bool + Sync) -> Measured {
    let next = AtomicUsize::new(0);
    let began = Instant::now();
    let one = || {
        let mut done = Vec::new();
        while let Some(it) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            let began = Instant::now();
            let is_drawn = draw(it);
            done.push((is_drawn, began.elapsed()));
        }
        done
    };
    let done: Vec<(bool, Duration)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..Workers::AT_A_TIME).map(|_| scope.spawn(one)).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_default())
            .collect()
    });
    let drawn = done.iter().filter(|(is_drawn, _)| *is_drawn).count();
    let mut each: Vec<Duration> = done.into_iter().map(|(_, took)| took).collect();
    each.sort();
    Measured {
        drawn,
        refused: all.len() - drawn,
        took: began.elapsed(),
        each,
    }
}

fn told(what: &str, measured: &Measured) -> anyhow::Result<()> {
    let at = |part: usize| {
        let index = measured.each.len() * part / 100;
        let took = measured.each.get(index).copied().unwrap_or_default();
        took.as_secs_f64() * 1000.0
    };
    output::line(&format!(
        "{what}: {} pages in {:.1} s, {:.1} a second; median {:.0} ms, slowest twentieth {:.0} ms; {} not drawn",
        measured.drawn,
        measured.took.as_secs_f64(),
        measured.drawn as f64 / measured.took.as_secs_f64().max(0.001),
        at(50),
        at(95),
        measured.refused,
    ))
}

/// The files at these paths, and in directories below them.
fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = paths.to_vec();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path);
            let entries = entries.with_context(|| format!("cannot read '{}'", path.display()))?;
            open.extend(entries.flatten().map(|entry| entry.path()));
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
