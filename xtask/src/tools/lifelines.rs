//! lifelines, the Python library that the estimators are compared with.
//!
//! Installed from PyPI into an environment of its own below the target
//! directory, with everything it needs at fixed versions, so that two machines
//! compare with the same numbers. Nothing of it is used outside the tests.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::python;
use crate::invocation;

#[cfg(test)]
mod tests;

const VERSION: &str = "0.30.3";
/// lifelines and what it needs, as they were when the comparison was written.
const PACKAGES: [&str; 12] = [
    "lifelines==0.30.3",
    "autograd==1.9.1",
    "autograd-gamma==0.5.0",
    "formulaic==1.2.2",
    "interface_meta==2.0.1",
    "matplotlib==3.11.2",
    "narwhals==2.29.0",
    "numpy==2.4.6",
    "pandas==2.3.3",
    "scipy==1.17.1",
    "typing_extensions==4.16.0",
    "wrapt==2.5.2",
];

/// The variable that brings another Python, for a machine without PyPI.
const OVERRIDE: &str = "UTSYN_LIFELINES";

/// The Python that has lifelines, installed first if it is not there.
///
/// # Errors
/// When it cannot be installed, or is not the version it should be; the
/// message says what to do.
pub(super) fn prepare(root: &Path) -> Result<PathBuf> {
    if let Some(own) = std::env::var_os(OVERRIDE).filter(|value| !value.is_empty()) {
        let own = PathBuf::from(own);
        verify(&own).with_context(|| format!("{OVERRIDE} is set"))?;
        return Ok(own);
    }
    let tools = root.join("target").join("test-tools");
    let home = tools.join(format!("lifelines-{VERSION}"));
    let python = home.join("bin").join("python");
    if verify(&python).is_err() {
        eprintln!("xtask: missing here: lifelines {VERSION}; installing it from PyPI");
        python::install(&home, &PACKAGES).with_context(|| {
            format!(
                "lifelines {VERSION} could not be installed; on a machine without PyPI, \
                 set {OVERRIDE} to a Python that has it"
            )
        })?;
        verify(&python)?;
    }
    Ok(python)
}

fn verify(python: &Path) -> Result<()> {
    let mut ask = Command::new(python);
    ask.args(["-c", "import lifelines; print(lifelines.__version__)"])
        .stdin(Stdio::null());
    let told = invocation::read(&mut ask)?;
    check_version(&String::from_utf8_lossy(&told))
}

fn check_version(told: &str) -> Result<()> {
    let told = told.trim();
    ensure!(
        told == VERSION,
        "this Python has lifelines {told}, the comparison was written for {VERSION}"
    );
    Ok(())
}
