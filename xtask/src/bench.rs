//! `cargo xtask bench`: the product's own measurements, built for speed.

use std::path::Path;
use std::process::{Command, ExitCode};

use crate::invocation;

/// Runs `utsyn bench` in release, handing the arguments through.
pub(crate) fn run(root: &Path, arguments: &[String]) -> ExitCode {
    let mut command = Command::new(invocation::cargo());
    command
        .args(["run", "--release", "--", "bench"])
        .args(arguments)
        .current_dir(root);
    match invocation::run(&mut command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
