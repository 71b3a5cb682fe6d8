//! `cargo xtask test`: the one list of checks.
//!
//! The steps stop at the first failure. Announcements go to standard error, so
//! that standard output holds what the checks themselves say and closes with
//! one line of totals.

mod tally;

use std::ffi::OsString;
use std::io::{BufReader, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::invocation;
use crate::{postgres, tidy, tools};
use tally::Tally;

/// How many steps the list has; only for the announcements.
const STEPS: usize = 6;

/// Runs every check in order and returns failure at the first that fails.
pub(crate) fn run(root: &Path) -> ExitCode {
    let mut tally = None;
    let outcome = steps(root, &mut tally);
    // The error is told before the totals, so that the totals stay the last
    // line even where both streams end in one file.
    if let Err(error) = &outcome {
        eprintln!("xtask: failed: {error:#}");
    }
    if let Some(tally) = tally
        && writeln!(std::io::stdout(), "{tally}").is_err()
    {
        return ExitCode::FAILURE;
    }
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn steps(root: &Path, tally: &mut Option<Tally>) -> Result<()> {
    let mut variables = machine_variables(|name| std::env::var_os(name));
    // Runs until the last step is done.
    let mut _server = None;
    step(1, "tools", || {
        variables.extend(tools::prepare(root)?);
        let (server, of_server) = postgres::start()?;
        _server = server;
        variables.extend(of_server);
        Ok(())
    })?;
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(invocation::cargo());
        command
            .args(arguments)
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .current_dir(root);
        command
    };
    step(2, "formatting", || {
        invocation::run(&mut cargo(&["fmt", "--all", "--check"]))
    })?;
    step(3, "tidy", || tidy::check(root))?;
    step(4, "lints", || {
        invocation::run(&mut cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    })?;
    // Tests bring dependencies with features of their own; what users build
    // must stand without them.
    step(5, "what users build", || {
        invocation::run(&mut cargo(&["check"]))
    })?;
    step(6, "tests", || {
        // Without this flag cargo leaves out the programs after the first one
        // that fails, and the totals would be of a part.
        let mut command = cargo(&["test", "--workspace", "--no-fail-fast"]);
        count_tests(&mut command, std::io::stdout(), tally)
    })
}

/// What the steps get in their environment whatever the tools are.
fn machine_variables(variable: impl Fn(&str) -> Option<OsString>) -> Vec<(&'static str, OsString)> {
    // A machine that builds once and is thrown away gains nothing from
    // incremental files and pays for writing them.
    let thrown_away = variable("CI").is_some_and(|value| !value.is_empty());
    if thrown_away && variable("CARGO_INCREMENTAL").is_none() {
        vec![("CARGO_INCREMENTAL", "0".into())]
    } else {
        Vec::new()
    }
}

fn step(number: usize, name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    eprintln!("xtask: [{number}/{STEPS}] {name} …");
    let began = Instant::now();
    let outcome = work();
    let seconds = began.elapsed().as_secs_f64();
    let word = if outcome.is_ok() { "done" } else { "failed" };
    eprintln!("xtask: [{number}/{STEPS}] {name} {word} after {seconds:.1} s");
    outcome.with_context(|| format!("step {number}, {name}"))
}

/// Runs the tests with their output passed on to `to` while it is counted.
fn count_tests(command: &mut Command, to: impl Write, tally: &mut Option<Tally>) -> Result<()> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .context("could not start cargo test")?;
    let output = child.stdout.take().expect("stdout was asked to be a pipe");
    let counted = tally::pass_through(BufReader::new(output), to);
    let status = child.wait().context("could not wait for cargo test")?;
    let counted = *tally.insert(counted.context("could not pass the tests' output on")?);
    invocation::check(command, status)?;
    if counted.failed > 0 || counted.passed == 0 {
        bail!("cargo test called it a success with these totals: {counted}");
    }
    Ok(())
}

#[cfg(test)]
mod tests;
