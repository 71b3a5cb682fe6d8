//! The whole benchmark, line by line.

use super::machine::{bandwidth, processor_time, timed};
use super::pages::PAGES;
use super::{QUESTIONS, export};
use crate::made_up::MadeUp;
use crate::{Facts, SnapshotError};
use domain::Seq;
use jiff::tz::TimeZone;
use std::fmt::Write as _;
use std::fs::File;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// How often each question is asked.
const ROUNDS: usize = 25;
/// How often each page is asked for.
const PAGE_ROUNDS: usize = 7;
/// Status changes that are told at once.
const CHANGES: u64 = 100_000;
/// The seed of the organisation.
const SEED: u64 = 1;

/// What `work` gives, how long it took on the wall, and what all cores
/// together spent on it.
fn clocked<T>(work: impl FnOnce() -> T) -> (T, Duration, Duration) {
    let before = processor_time().unwrap_or_default();
    let began = Instant::now();
    let made = work();
    let took = began.elapsed();
    let spent = processor_time().unwrap_or_default();
    (made, took, spent.saturating_sub(before))
}

/// Makes up an organisation with so many documents, asks the ten questions,
/// tells changes, and goes through a snapshot. `room` is a directory for what
/// has to lie in files; with `keep` the documents and answers stay there, for
/// other engines. `say` hears each line.
///
/// # Errors
///
/// Files that cannot be written, and those of `say`.
pub fn run(
    documents: u64,
    room: &Path,
    keep: bool,
    say: &mut dyn FnMut(&str) -> io::Result<()>,
) -> io::Result<()> {
    let made_up = MadeUp::new(SEED, documents);
    let zone = TimeZone::get("Europe/Oslo").map_err(io::Error::other)?;
    let (mut facts, took, spent) = clocked(|| made_up.facts(zone));
    say(&format!(
        "made up and told in {:.1} s ({:.1} s of processor time)",
        took.as_secs_f64(),
        spent.as_secs_f64()
    ))?;
    questions(&facts, room, keep, say)?;
    pages(&facts, say)?;
    // With what was kept for the questions that come next.
    say(&memory(&facts))?;
    if keep {
        export::export(&made_up, &facts, room)?;
        say(&format!("documents and answers are in {}", room.display()))?;
    }
    say(&changes(&mut facts, &made_up))?;
    say(&snapshot(&facts, room)?)
}

fn memory(facts: &Facts) -> String {
    let memory = facts.memory();
    let each = |bytes: usize| bytes as f64 / facts.len().max(1) as f64;
    let counted = memory.columns + memory.index + memory.tables;
    format!(
        "{} documents in {} combinations, {:.1} bytes each: ids, columns and summaries {:.1}, index {:.1}, \
         combinations, batches and part payments {:.1}; besides, number and KID {:.1}, \
         customers' numbers and names {:.1}",
        facts.len(),
        facts.columns.shapes.len(),
        each(counted),
        each(memory.columns),
        each(memory.index),
        each(memory.tables),
        each(memory.texts),
        each(memory.names)
    )
}

fn questions(
    facts: &Facts,
    room: &Path,
    keep: bool,
    say: &mut dyn FnMut(&str) -> io::Result<()>,
) -> io::Result<()> {
    let (cores, bandwidth) = (rayon::current_num_threads() as f64, bandwidth());
    say(&format!(
        "{cores} cores; memory reads {:.1} GB/s; times in ms; processor time is that of all \
         cores divided by their number; the bound is the columns' bytes at that speed",
        bandwidth / 1e9
    ))?;
    say("          best   median      p95  processor  bound")?;
    let mut times = String::new();
    for question in QUESTIONS {
        let (all, _, spent) = clocked(|| timed(ROUNDS, || question.ask(facts)));
        let [best, median, p95] = [0, ROUNDS / 2, ROUNDS * 95 / 100].map(|at| ms(all[at]));
        let spent = ms(spent) / ROUNDS as f64 / cores;
        let bound = question.bytes(facts) as f64 / bandwidth * 1e3;
        say(&format!(
            "{:<4} {best:>8.2} {median:>8.2} {p95:>8.2} {spent:>8.2} {bound:>8.2}  {}",
            question.name, question.asks
        ))?;
        writeln!(times, "{}\t{best}\t{median}\t{p95}\t{spent}", question.name)
            .map_err(io::Error::other)?;
    }
    match keep {
        true => std::fs::write(room.join("times"), times),
        false => Ok(()),
    }
}

fn pages(facts: &Facts, say: &mut dyn FnMut(&str) -> io::Result<()>) -> io::Result<()> {
    let cores = rayon::current_num_threads() as f64;
    for page in PAGES {
        let (all, _, spent) = clocked(|| timed(PAGE_ROUNDS, || page.ask(facts)));
        let [best, median] = [0, PAGE_ROUNDS / 2].map(|at| ms(all[at]));
        let spent = ms(spent) / PAGE_ROUNDS as f64 / cores;
        say(&format!(
            "page {best:>8.2} {median:>8.2} {:>8} {spent:>8.2} {:>8}  {}",
            "", "", page.name
        ))?;
    }
    Ok(())
}

/// Changes spread over all documents: each is paid on its due date.
fn changes(facts: &mut Facts, made_up: &MadeUp) -> String {
    let documents = made_up.documents().max(1);
    let changed: Vec<_> = (0..CHANGES)
        .map(|n| {
            let mut entry = made_up.entry((n * (documents / CHANGES).max(1)) % documents);
            entry.seq = Seq((documents * 8 + n + 1).cast_signed());
            entry.standing.paid_on = entry.head.due_on;
            entry
        })
        .collect();
    let ((), took, spent) = clocked(|| facts.apply(&changed));
    format!(
        "{CHANGES} changes told in {:.1} ms ({:.1} ms of processor time)",
        ms(took),
        ms(spent)
    )
}

fn snapshot(facts: &Facts, room: &Path) -> io::Result<String> {
    let path = room.join("snapshot");
    let file = File::create(&path)?;
    let (written, saved, _) = clocked(|| facts.write_snapshot(&file));
    written?;
    let size = file.metadata()?.len();
    let file = File::open(&path)?;
    let (back, loaded, spent) = clocked(|| Facts::read_snapshot(file));
    let back = back.map_err(|error| match error {
        SnapshotError::Unreadable(error) => error,
        error => io::Error::other(error),
    })?;
    std::fs::remove_file(&path)?;
    Ok(format!(
        "snapshot of {:.0} MB with {} documents: saved in {:.2} s, loaded in {:.2} s \
         ({:.2} s of processor time)",
        size as f64 / 1e6,
        back.len(),
        saved.as_secs_f64(),
        loaded.as_secs_f64(),
        spent.as_secs_f64()
    ))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
