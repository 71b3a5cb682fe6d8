//! axe-core, the accessibility checker that the browser tests inject.
//!
//! Fetched from the npm registry into the target directory and kept there, so
//! that none of it lies in the repository. The registry's digest is fixed here:
//! another archive under the same version is refused.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::invocation;

#[cfg(test)]
mod tests;

const VERSION: &str = "4.14.1";
const INTEGRITY: &str = "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==";

/// The variable that brings another copy, for a machine without the registry.
const OVERRIDE: &str = "UTSYN_AXE";

/// Where the script is, fetched first if it is not there.
///
/// # Errors
/// When it cannot be fetched, or is not what it should be.
pub(super) fn prepare(root: &Path) -> Result<PathBuf> {
    if let Some(own) = std::env::var_os(OVERRIDE).filter(|value| !value.is_empty()) {
        let own = PathBuf::from(own);
        verify(&own).with_context(|| format!("{OVERRIDE} is set"))?;
        return Ok(own);
    }
    let tools = root.join("target").join("test-tools");
    let script = tools.join(format!("axe-core-{VERSION}")).join("axe.min.js");
    if verify(&script).is_err() {
        eprintln!("xtask: missing here: axe-core {VERSION}; fetching it from the npm registry");
        fetch(&tools, &script)?;
        verify(&script)?;
    }
    Ok(script)
}

fn fetch(tools: &Path, script: &Path) -> Result<()> {
    let home = script.parent().context("the script has no directory")?;
    std::fs::create_dir_all(home).with_context(|| format!("could not make {}", home.display()))?;
    let mut pack = Command::new("npm");
    pack.args(["pack", "--json", "--pack-destination"])
        .arg(tools)
        .arg(format!("axe-core@{VERSION}"))
        .stdin(Stdio::null())
        .current_dir(tools);
    let told = invocation::read(&mut pack)?;
    check_digest(&String::from_utf8_lossy(&told))?;
    let archive = tools.join(format!("axe-core-{VERSION}.tgz"));
    let mut unpack = Command::new("tar");
    unpack
        .arg("--extract")
        .arg("--file")
        .arg(&archive)
        .arg("--directory")
        .arg(home)
        .args(["--strip-components=1", "package/axe.min.js"])
        .stdin(Stdio::null());
    invocation::run(&mut unpack)?;
    std::fs::remove_file(&archive)
        .with_context(|| format!("could not remove {}", archive.display()))
}

/// What npm says of the archive it wrote must hold the digest we know.
fn check_digest(told: &str) -> Result<()> {
    ensure!(
        told.contains(INTEGRITY),
        "the npm registry gave another axe-core {VERSION} than the one known here; \
         find out why before changing the digest in xtask. npm said: {told}"
    );
    Ok(())
}

/// The script's first line carries its version.
fn verify(script: &Path) -> Result<()> {
    let text = std::fs::read_to_string(script)
        .with_context(|| format!("could not read {}", script.display()))?;
    if !is_expected(&text) {
        bail!("{} is not axe-core {VERSION}", script.display());
    }
    Ok(())
}

fn is_expected(text: &str) -> bool {
    text.lines()
        .next()
        .is_some_and(|line| line.ends_with(&format!("axe v{VERSION}")))
}
