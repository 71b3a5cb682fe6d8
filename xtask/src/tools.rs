//! What the machine must have before the checks can run.
//!
//! One table, [`TOOLS`]: a program, the Debian package that brings it, and the
//! variable under which the tests find it. What is missing is installed, and
//! said. A variable that is already set wins over the search, so that a machine
//! that is not Debian can bring its own.

mod apt;
mod axe;
mod duckdb;
mod lifelines;
mod python;

use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::invocation;

#[cfg(test)]
mod tests;

/// A program that the checks call.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tool {
    program: &'static str,
    package: &'static str,
    /// The variable that tells the tests where the program is.
    variable: Option<&'static str>,
}

/// Every program the checks need beyond cargo. One line a tool.
pub(crate) const TOOLS: &[Tool] = &[
    tool("git", "git", None),
    tool("tar", "tar", None),
    tool("chromium", "chromium", Some("UTSYN_CHROMIUM")),
    tool(
        "chromedriver",
        "chromium-driver",
        Some("UTSYN_CHROMEDRIVER"),
    ),
    tool("npm", "npm", None),
    tool("python3", "python3", None),
    tool("pdftotext", "poppler-utils", None),
    // What npm trusts; Debian only recommends it beside nodejs.
    tool("update-ca-certificates", "ca-certificates", None),
];

/// Where programs lie on Debian even when the path of the caller is short.
const ALWAYS_SEARCHED: [&str; 2] = ["/usr/bin", "/usr/sbin"];

const fn tool(
    program: &'static str,
    package: &'static str,
    variable: Option<&'static str>,
) -> Tool {
    Tool {
        program,
        package,
        variable,
    }
}

/// Installs what is missing and returns the variables for the tests.
///
/// # Errors
/// When something is missing and cannot be installed; the message names the
/// packages.
pub(crate) fn prepare(root: &Path) -> Result<Vec<(&'static str, OsString)>> {
    rust_components()?;
    let machine = Machine::ours();
    let missing = missing(&machine)?;
    if !missing.is_empty() {
        let packages: Vec<&str> = missing.iter().map(|tool| tool.package).collect();
        install(&packages)?;
    }
    let mut variables = found(&machine)?;
    variables.push(("UTSYN_AXE", axe::prepare(root)?.into()));
    variables.push(("UTSYN_LIFELINES", lifelines::LIBRARY.prepare(root)?.into()));
    variables.push(("UTSYN_DUCKDB", duckdb::LIBRARY.prepare(root)?.into()));
    // From here on a test that lacks a tool has no excuse.
    variables.push(("UTSYN_REQUIRE_TOOLS", "1".into()));
    Ok(variables)
}

/// Installs packages and says so.
///
/// # Errors
/// When they cannot be installed; the message names them.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    eprintln!("xtask: missing here: {}", packages.join(", "));
    apt::install(packages)
}

/// What the search may look at; a value so that tests can draw a machine.
struct Machine<'a> {
    path: Vec<PathBuf>,
    variable: &'a dyn Fn(&str) -> Option<OsString>,
    runs: &'a dyn Fn(&Path) -> bool,
}

impl Machine<'_> {
    fn ours() -> Self {
        let path = std::env::var_os("PATH").unwrap_or_default();
        Machine {
            path: std::env::split_paths(&path)
                .chain(ALWAYS_SEARCHED.map(PathBuf::from))
                .collect(),
            variable: &|name| std::env::var_os(name).filter(|value| !value.is_empty()),
            runs: &|file| {
                file.metadata()
                    .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
            },
        }
    }

    /// Where the tool is, if it is there.
    ///
    /// # Errors
    /// When the tool's variable points at something that does not run: the user
    /// asked for it, so nothing else is taken quietly instead.
    fn locate(&self, tool: &Tool) -> Result<Option<PathBuf>> {
        let chosen = tool.variable.and_then(|name| {
            let value = (self.variable)(name)?;
            Some((name, PathBuf::from(value)))
        });
        match chosen {
            Some((_, file)) if (self.runs)(&file) => Ok(Some(file)),
            Some((name, file)) => bail!(
                "{name} is set to {}, which is no program; correct it or unset it",
                file.display()
            ),
            None => Ok(self
                .path
                .iter()
                .map(|directory| directory.join(tool.program))
                .find(|file| (self.runs)(file))),
        }
    }
}

fn missing(machine: &Machine<'_>) -> Result<Vec<&'static Tool>> {
    let mut missing = Vec::new();
    for tool in TOOLS {
        if machine.locate(tool)?.is_none() {
            missing.push(tool);
        }
    }
    Ok(missing)
}

/// The variables of the tools, all of which must be there by now.
fn found(machine: &Machine<'_>) -> Result<Vec<(&'static str, OsString)>> {
    let mut variables = Vec::new();
    for tool in TOOLS {
        let file = machine.locate(tool)?.with_context(|| {
            format!(
                "the package {} is installed but brought no `{}`",
                tool.package, tool.program
            )
        })?;
        if let Some(name) = tool.variable {
            variables.push((name, file.into()));
        }
    }
    Ok(variables)
}

/// Formatting and lints are components of the toolchain, not packages.
fn rust_components() -> Result<()> {
    for component in ["fmt", "clippy"] {
        if !component_answers(component) {
            add_component(component)?;
        }
    }
    Ok(())
}

fn component_answers(component: &str) -> bool {
    Command::new(invocation::cargo())
        .args([component, "--version"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn add_component(component: &str) -> Result<()> {
    // Cargo calls it fmt, the toolchain rustfmt.
    let name = if component == "fmt" {
        "rustfmt"
    } else {
        component
    };
    eprintln!("xtask: missing here: the toolchain's {name}; adding it");
    let mut rustup = Command::new("rustup");
    rustup.args(["component", "add", name]).stdin(Stdio::null());
    invocation::run(&mut rustup).with_context(|| {
        format!(
            "`cargo {component}` does not run: install the Rust component {name} \
             (`rustup component add {name}`, or your distribution's package)"
        )
    })
}
