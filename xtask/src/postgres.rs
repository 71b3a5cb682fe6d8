//! A PostgreSQL of our own for the tests: made, used and thrown away.
//!
//! The server does not wait for the disk (`fsync=off`): what it holds is gone
//! after the tests anyway, and that commits last is PostgreSQL's promise.

use std::ffi::OsString;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::invocation;
use crate::tools;

#[cfg(test)]
mod tests;

/// The variable that tells the tests where the server is. One that is set
/// already wins: then nothing is started.
const URL: &str = "UTSYN_POSTGRES";
/// The variable that tells the tests where the server's programs are, for
/// those that need a server to themselves.
const PROGRAMS: &str = "UTSYN_POSTGRES_BIN";
/// The oldest version that the store supports.
const VERSION_MIN: u32 = 15;
/// Where Debian keeps the programs, one directory a version.
const VERSIONS: &str = "/usr/lib/postgresql";
/// The server refuses to run for root; these users exist for such things.
const USERS: [&str; 2] = ["postgres", "nobody"];
/// How long the server may take until it answers.
const START_MAX: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(100);

/// The role of the tests: it makes its own databases and is held by
/// row-level security, as a superuser would not be.
const ROLE: &str = "CREATE ROLE utsyn LOGIN CREATEDB";

/// A server that runs until it is dropped.
pub(crate) struct Server {
    child: Child,
    directory: PathBuf,
    programs: PathBuf,
    port: u16,
    user: Option<(u32, u32)>,
}

/// Variables for the tests with their values.
type Variables = Vec<(&'static str, OsString)>;

/// Starts a server, installs the package where it is missing, and returns it
/// with the variables for the tests. No server where the caller brought one.
///
/// # Errors
/// When there is no PostgreSQL and none can be installed, or it does not start.
pub(crate) fn start() -> Result<(Option<Server>, Variables)> {
    let programs = programs()?;
    let mut variables = vec![(PROGRAMS, programs.clone().into())];
    if std::env::var_os(URL).is_some_and(|url| !url.is_empty()) {
        return Ok((None, variables));
    }
    let server = Server::start(programs)?;
    let url = format!("postgres://utsyn@127.0.0.1:{}/postgres", server.port);
    variables.push((URL, url.into()));
    Ok((Some(server), variables))
}

fn programs() -> Result<PathBuf> {
    if let Some(found) = newest(Path::new(VERSIONS)) {
        return Ok(found);
    }
    tools::install(&["postgresql"])?;
    newest(Path::new(VERSIONS)).with_context(|| {
        format!("the package postgresql brought no version {VERSION_MIN} or newer")
    })
}

/// The programs of the newest version that is new enough.
fn newest(versions: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(versions).ok()?;
    let found = entries.flatten().filter_map(|entry| {
        let version: u32 = entry.file_name().to_str()?.parse().ok()?;
        let programs = entry.path().join("bin");
        let is_usable = version >= VERSION_MIN && programs.join("initdb").exists();
        is_usable.then_some((version, programs))
    });
    found.max().map(|(_, programs)| programs)
}

impl Server {
    fn start(programs: PathBuf) -> Result<Self> {
        let name = format!("utsyn-postgres-{}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        fs::create_dir(&directory)
            .with_context(|| format!("cannot make {}", directory.display()))?;
        let user = user()?;
        if let Some((uid, gid)) = user {
            std::os::unix::fs::chown(&directory, Some(uid), Some(gid))?;
        }
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let child = run(&programs, &directory, port, user);
        let child = child.inspect_err(|_| {
            // The failure before this is the one to tell.
            let _ = fs::remove_dir_all(&directory);
        })?;
        let server = Self {
            child,
            directory,
            programs,
            port,
            user,
        };
        server.make_role()?;
        eprintln!("xtask: a PostgreSQL of our own answers on port {port}");
        Ok(server)
    }

    /// Makes the role of the tests, as soon as the server answers.
    fn make_role(&self) -> Result<()> {
        let began = Instant::now();
        loop {
            let mut psql = Command::new(self.programs.join("psql"));
            psql.args(["-h", "127.0.0.1", "-U", "postgres", "-d", "postgres", "-p"])
                .arg(self.port.to_string())
                .args(["-c", ROLE])
                .stdin(Stdio::null());
            match invocation::read(&mut psql) {
                Ok(_) => return Ok(()),
                Err(error) if began.elapsed() > START_MAX => {
                    return Err(error.context("PostgreSQL does not answer"));
                }
                Err(_) => std::thread::sleep(PAUSE),
            }
        }
    }
}

fn run(programs: &Path, directory: &Path, port: u16, user: Option<(u32, u32)>) -> Result<Child> {
    let data = directory.join("data");
    let mut initdb = as_user(Command::new(programs.join("initdb")), user);
    initdb
        .arg("-D")
        .arg(&data)
        .args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"])
        .arg("--no-sync")
        .stdin(Stdio::null());
    invocation::read(&mut initdb)?;
    let mut server = as_user(Command::new(programs.join("postgres")), user);
    server
        .arg("-D")
        .arg(&data)
        .args(["-p", &port.to_string(), "-k"])
        .arg(directory)
        .args(["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"])
        .args(["-c", "max_connections=400", "-c", "log_min_messages=fatal"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(fs::File::create(directory.join("log"))?);
    server.spawn().context("could not start PostgreSQL")
}

/// The user to run the server as, where we are root.
fn user() -> Result<Option<(u32, u32)>> {
    if fs::metadata("/proc/self")?.uid() != 0 {
        return Ok(None);
    }
    let known = fs::read_to_string("/etc/passwd")?;
    match USERS.iter().find_map(|name| ids(&known, name)) {
        Some(ids) => Ok(Some(ids)),
        None => bail!("PostgreSQL does not run for root, and none of {USERS:?} is a user here"),
    }
}

/// The numbers of a user and of its group in the file of users.
fn ids(known: &str, name: &str) -> Option<(u32, u32)> {
    let line = known
        .lines()
        .find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

fn as_user(mut command: Command, user: Option<(u32, u32)>) -> Command {
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid).current_dir("/");
    }
    command
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut stop = as_user(Command::new(self.programs.join("pg_ctl")), self.user);
        stop.arg("-D")
            .arg(self.directory.join("data"))
            // Nothing in it is worth a clean end.
            .args(["stop", "-m", "immediate"])
            .stdin(Stdio::null());
        if invocation::read(&mut stop).is_err() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
        if let Err(error) = fs::remove_dir_all(&self.directory) {
            eprintln!("xtask: {} stays: {error}", self.directory.display());
        }
    }
}
