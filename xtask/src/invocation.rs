//! Starting other programs so that a failure names the exact command.

use std::ffi::OsString;
use std::process::{Command, ExitStatus};

use anyhow::{Context, Result, bail};

#[cfg(test)]
mod tests;

/// The cargo that started us, so that a toolchain chosen with `+name` stays.
pub(crate) fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Runs a command to its end with our own output streams.
///
/// # Errors
/// When it cannot be started or ends with anything but success; the message
/// holds the command as one would type it.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("could not start `{}`", typed(command)))?;
    check(command, status)
}

/// Runs a command and returns what it wrote on standard output.
///
/// # Errors
/// As [`run`]; the message also holds what it wrote on standard error.
pub(crate) fn read(command: &mut Command) -> Result<Vec<u8>> {
    let output = command
        .output()
        .with_context(|| format!("could not start `{}`", typed(command)))?;
    check(command, output.status)
        .with_context(|| String::from_utf8_lossy(&output.stderr).trim().to_owned())?;
    Ok(output.stdout)
}

/// Turns an unsuccessful end into an error that names the command.
///
/// # Errors
/// When the status is not success.
pub(crate) fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` failed ({status})", typed(command));
    }
    Ok(())
}

/// The command as one would type it in a shell.
fn typed(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    // The path of the toolchain's own cargo says nothing to the reader.
    let program = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| quoted(&word.to_string_lossy()))
        .collect::<Vec<_>>()
        .join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=@+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
