//! Debian packages, installed as the user we are or through sudo.

use std::os::unix::fs::MetadataExt;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::invocation;

#[cfg(test)]
mod tests;

/// Another installation may be running: wait for it rather than fail. The wait
/// for the packages' lock is apt's own; the list of packages has a lock that
/// apt does not wait for, so that call is repeated.
const WAIT_FOR_LOCK: &str = "DPkg::Lock::Timeout=600";
const UPDATE_TRIES_MAX: u32 = 6;
const UPDATE_PAUSE: Duration = Duration::from_secs(10);

/// How packages can be installed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Route {
    Directly,
    ThroughSudo,
}

/// Installs packages, after bringing the list of packages up to date.
///
/// # Errors
/// When there is no apt-get, when we are neither root nor have sudo, or when
/// apt-get fails. Each message names the packages.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    let route = route(
        answers("apt-get"),
        std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0),
        answers("sudo"),
    );
    let by_hand = || format!("install these packages by hand: {}", packages.join(" "));
    let route = route.with_context(by_hand)?;
    update(route).with_context(by_hand)?;
    eprintln!("xtask: installing {}", packages.join(" "));
    let mut command = apt_get(route, &["install", "--yes", "--no-install-recommends"]);
    command.args(packages);
    invocation::run(&mut command).with_context(by_hand)
}

fn route(apt_get: bool, root: bool, sudo: bool) -> Result<Route> {
    match (apt_get, root, sudo) {
        (false, _, _) => bail!("there is no apt-get here"),
        (true, true, _) => Ok(Route::Directly),
        (true, false, true) => Ok(Route::ThroughSudo),
        (true, false, false) => bail!("not running as root and there is no sudo"),
    }
}

fn update(route: Route) -> Result<()> {
    let mut tries = 1;
    loop {
        match invocation::run(&mut apt_get(route, &["--quiet=2", "update"])) {
            Ok(()) => return Ok(()),
            Err(error) if tries >= UPDATE_TRIES_MAX => return Err(error),
            Err(error) => eprintln!("xtask: {error:#}; trying again"),
        }
        tries += 1;
        std::thread::sleep(UPDATE_PAUSE);
    }
}

fn apt_get(route: Route, arguments: &[&str]) -> Command {
    // The variable is set through `env`, because sudo drops ours.
    let mut command = match route {
        Route::Directly => Command::new("env"),
        Route::ThroughSudo => {
            let mut sudo = Command::new("sudo");
            sudo.arg("env");
            sudo
        }
    };
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(["-o", WAIT_FOR_LOCK])
        .args(arguments)
        .stdin(Stdio::null())
        // Standard output belongs to the checks; apt is told about on stderr.
        .stdout(std::io::stderr());
    command
}

fn answers(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
