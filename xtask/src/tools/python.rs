//! Python libraries that results are compared with. Nothing of them is used
//! outside the tests.
//!
//! Each is installed from PyPI into an environment of its own below the target
//! directory, with everything it needs at fixed versions, so that two machines
//! compare with the same numbers.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::apt;
use crate::invocation;

/// A library, and what comes with it.
pub(super) struct Library {
    /// Its name, as it is imported.
    pub(super) name: &'static str,
    /// The version that the tests were written for.
    pub(super) version: &'static str,
    /// Itself and what it needs, each with its version.
    pub(super) packages: &'static [&'static str],
    /// The variable that brings another Python, for a machine without PyPI.
    pub(super) variable: &'static str,
}

impl Library {
    /// The Python that has it, installed first if it is not there.
    ///
    /// # Errors
    /// When it cannot be installed, or is not the version it should be; the
    /// message says what to do.
    pub(super) fn prepare(&self, root: &Path) -> Result<PathBuf> {
        let (name, version, variable) = (self.name, self.version, self.variable);
        if let Some(own) = std::env::var_os(variable).filter(|value| !value.is_empty()) {
            let own = PathBuf::from(own);
            self.verify(&own)
                .with_context(|| format!("{variable} is set"))?;
            return Ok(own);
        }
        let tools = root.join("target").join("test-tools");
        let home = tools.join(format!("{name}-{version}"));
        let python = home.join("bin").join("python");
        if self.verify(&python).is_err() {
            eprintln!("xtask: missing here: {name} {version}; installing it from PyPI");
            self.install(&home, &python).with_context(|| {
                format!(
                    "{name} {version} could not be installed; on a machine without PyPI, \
                     set {variable} to a Python that has it"
                )
            })?;
            self.verify(&python)?;
        }
        Ok(python)
    }

    fn install(&self, home: &Path, python: &Path) -> Result<()> {
        if environment(home).is_err() {
            // Debian keeps the part that makes environments in a package apart.
            apt::install(&["python3-venv"])?;
            environment(home)?;
        }
        let mut pip = Command::new(python);
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .args(self.packages)
        .stdin(Stdio::null());
        invocation::run(&mut pip)
    }

    fn verify(&self, python: &Path) -> Result<()> {
        let name = self.name;
        let mut ask = Command::new(python);
        ask.args(["-c", &format!("import {name}; print({name}.__version__)")])
            .stdin(Stdio::null());
        let told = invocation::read(&mut ask)?;
        self.check_version(&String::from_utf8_lossy(&told))
    }

    fn check_version(&self, told: &str) -> Result<()> {
        let (told, name, version) = (told.trim(), self.name, self.version);
        ensure!(
            told == version,
            "this Python has {name} {told}, the comparison was written for {version}"
        );
        Ok(())
    }
}

/// Makes the environment anew: what an interrupted run left is not trusted.
fn environment(home: &Path) -> Result<()> {
    let mut make = Command::new("python3");
    make.args(["-m", "venv", "--clear"])
        .arg(home)
        .stdin(Stdio::null());
    invocation::run(&mut make)
}

#[cfg(test)]
mod tests;
