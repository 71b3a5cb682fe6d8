//! Environments of Python packages from PyPI, below the target directory.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Result;

use super::apt;
use crate::invocation;

/// Makes an environment with these packages, each at its fixed version.
///
/// # Errors
/// When Python or a package cannot be had.
pub(super) fn install(home: &Path, packages: &[&str]) -> Result<()> {
    if environment(home).is_err() {
        // Debian keeps the part that makes environments in a package apart.
        apt::install(&["python3-venv"])?;
        environment(home)?;
    }
    let mut pip = Command::new(home.join("bin").join("python"));
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ])
    .args(packages)
    .stdin(Stdio::null());
    invocation::run(&mut pip)
}

/// Makes the environment anew: what an interrupted run left is not trusted.
fn environment(home: &Path) -> Result<()> {
    let mut make = Command::new("python3");
    make.args(["-m", "venv", "--clear"])
        .arg(home)
        .stdin(Stdio::null());
    invocation::run(&mut make)
}
