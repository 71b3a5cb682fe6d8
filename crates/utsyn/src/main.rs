//! `utsyn`: the command line, configuration and wiring. Every command turns
//! its arguments into one call of `app` and prints the answer.
//!
//! Standard output carries what was asked for and nothing else; messages and
//! progress go to standard error. Exit codes: 0 ok, 1 failed, 2 usage, 3 some
//! items rejected, 4 not allowed.

mod arguments;
mod commands;
mod installation;
mod output;
mod progress;
mod remote;
mod smtp;

use arguments::{Arguments, Verb};
use clap::Parser as _;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a command ended, when it did not fail.
pub(crate) enum Ended {
    /// All went well.
    Well,
    /// It ran, but some items were rejected.
    SomeRejected,
}

fn main() -> ExitCode {
    // Before anything else: a worker has no threads and no arguments of ours.
    let as_given: Vec<String> = std::env::args().collect();
    if let Some(code) = press::serve(&as_given) {
        return code;
    }
    let arguments = Arguments::parse();
    start_logging(arguments.verbose);
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    match runtime.block_on(run(arguments)) {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::SomeRejected) => ExitCode::from(3),
        Err(error) => failed(&error),
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<Ended> {
    let place = arguments.place;
    if let Some(server) = &place.remote.server {
        return remote::run(server, place.remote.api_key_file.as_deref(), arguments.verb).await;
    }
    match arguments.verb {
        Verb::Demo(demo) => commands::demo::run(&place, demo).await,
        Verb::Serve(serve) => commands::serve::run(&place, serve).await,
        Verb::Init(init) => commands::init::run(&place, init).await,
        Verb::Import(import) => commands::import::run(&place, import).await,
        Verb::Watch(watch) => commands::watch::run(&place, watch).await,
        Verb::Documents(documents) => commands::documents::run(&place, documents).await,
        Verb::Export(export) => commands::export::run(&place, export).await,
        Verb::Datasets { json } => commands::datasets::run(&place, json).await,
        Verb::Link(link) => commands::link::run(&place, link.verb).await,
        Verb::Show(show) => commands::show::run(&place, show).await,
        Verb::Payments(payments) => commands::payments::run(&place, payments).await,
        Verb::Statistics(statistics) => commands::statistics::run(&place, statistics).await,
        Verb::Report(report) => commands::report::run(&place, report).await,
        Verb::ApiKey(key) => commands::api_key::run(&place, key.verb).await,
        Verb::Audit(audit) => commands::audit::run(&place, audit).await,
        Verb::Erase(erase) => commands::erase::run(&place, erase).await,
        Verb::User(user) => commands::user::run(&place, user.verb).await,
        Verb::Organisation(organisation) => {
            commands::organisation::run(&place, organisation.verb).await
        }
        Verb::Webhook(webhook) => commands::webhook::run(&place, webhook.verb).await,
        Verb::RebuildFacts => commands::rebuild_facts::run(&place).await,
        Verb::Originals(originals) => commands::originals::run(&place, originals).await,
        Verb::Jobs(jobs) => commands::jobs::run(&place, jobs).await,
        Verb::Copy(copy) => commands::copy::run(copy).await,
        Verb::Backup(backup) => commands::backup::run(&place, backup).await,
        Verb::Restore(restore) => commands::restore::run(&place, restore).await,
        Verb::Verify(verify) => commands::verify::run(&place, verify).await,
        Verb::Doctor(doctor) => commands::doctor::run(&place, doctor).await,
        Verb::Picture(picture) => commands::picture::run(&place, picture).await,
        Verb::Bench(bench) => commands::bench::run(&place, bench).await,
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    if output::is_broken_pipe(error) {
        return ExitCode::SUCCESS;
    }
    output::message(&format!("utsyn: {error:#}"));
    ExitCode::from(match error.downcast_ref() {
        Some(app::Error::Invalid { .. }) => 2,
        Some(app::Error::Forbidden { .. }) => 4,
        _ => remote::exit_code(error).unwrap_or(1),
    })
}

fn start_logging(verbose: bool) {
    let level = if verbose { "debug" } else { "warn" };
    let filter = tracing_subscriber::EnvFilter::try_from_env("UTSYN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(level));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
