//! Schemathesis, the program that asks the API everything its description
//! allows and much that it does not, and the validator of that description.
//!
//! Installed from PyPI into an environment of its own below the target
//! directory, with everything it needs at fixed versions, so that two machines
//! ask the same. Nothing of it is used outside the tests.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::python;
use crate::invocation;

#[cfg(test)]
mod tests;

const VERSION: &str = "4.32.5";
/// Schemathesis, the validator, and what they need.
const PACKAGES: [&str; 41] = [
    "schemathesis==4.32.5",
    "openapi-spec-validator==0.9.0",
    "annotated-types==0.8.0",
    "anyio==4.16.0",
    "attrs==26.1.0",
    "certifi==2026.10.19.post1",
    "charset-normalizer==3.5.3",
    "click==8.5.1",
    "graphql-core==3.3.2",
    "harfile==0.6.0",
    "hypothesis==6.170.17",
    "hypothesis-graphql==0.13.5",
    "idna==3.20",
    "iniconfig==2.3.1",
    "jsonschema==4.26.0",
    "jsonschema-path==0.5.0",
    "jsonschema-specifications==2025.9.1",
    "jsonschema_rs==0.60.3",
    "lazy-object-proxy==1.13.0",
    "markdown-it-py==4.3.0",
    "MarkupSafe==3.0.4",
    "mdurl==0.1.2",
    "openapi-schema-validator==0.9.0",
    "packaging==26.4",
    "pathable==0.6.0",
    "pluggy==1.7.0",
    "pydantic==2.14.4",
    "pydantic-settings==2.16.3",
    "pydantic_core==2.50.5",
    "Pygments==2.21.0",
    "pyrate-limiter==4.5.1",
    "pytest==9.2.0",
    "python-dotenv==1.2.4",
    "PyYAML==6.0.4",
    "referencing==0.37.0",
    "requests==2.34.2",
    "rfc3339-validator==0.1.4",
    "rich==15.0.0",
    "rpds-py==2026.9.1",
    "urllib3==2.8.0",
    "Werkzeug==3.1.9",
];

/// The variable that brings another Python, for a machine without PyPI.
const OVERRIDE: &str = "UTSYN_SCHEMATHESIS";

/// The Python that has it, installed first if it is not there.
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
    let home = tools.join(format!("schemathesis-{VERSION}"));
    let python = home.join("bin").join("python");
    if verify(&python).is_err() {
        eprintln!("xtask: missing here: schemathesis {VERSION}; installing it from PyPI");
        python::install(&home, &PACKAGES).with_context(|| {
            format!(
                "schemathesis {VERSION} could not be installed; on a machine without PyPI, \
                 set {OVERRIDE} to a Python that has it"
            )
        })?;
        verify(&python)?;
    }
    Ok(python)
}

fn verify(python: &Path) -> Result<()> {
    let mut ask = Command::new(python);
    let program = "import openapi_spec_validator; from importlib.metadata import version; \
                   print(version('schemathesis'))";
    ask.args(["-c", program]).stdin(Stdio::null());
    let told = invocation::read(&mut ask)?;
    check_version(&String::from_utf8_lossy(&told))
}

fn check_version(told: &str) -> Result<()> {
    let told = told.trim();
    ensure!(
        told == VERSION,
        "this Python has schemathesis {told}, the tests were written for {VERSION}"
    );
    Ok(())
}
