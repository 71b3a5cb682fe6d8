//! A PostgreSQL for one test alone, to be stopped and started.

use std::net::TcpListener;
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Where the server's programs are; `cargo xtask test` sets it.
const PROGRAMS: &str = "UTSYN_POSTGRES_BIN";
/// Set where a test that lacks a tool has no excuse.
const REQUIRED: &str = "UTSYN_REQUIRE_TOOLS";

/// A server that runs until it is dropped.
pub(crate) struct Server {
    programs: PathBuf,
    directory: tempfile::TempDir,
    port: u16,
    user: Option<(u32, u32)>,
}

impl Server {
    /// A running server; `None` where there is none to run, which is said.
    /// Unlike the one that the other tests share it waits for its disk.
    pub(crate) fn start() -> Option<Self> {
        let Some(programs) = std::env::var_os(PROGRAMS) else {
            assert!(
                std::env::var_os(REQUIRED).is_none(),
                "{PROGRAMS} names no programs, and {REQUIRED} is set"
            );
            eprintln!("skipped: {PROGRAMS} names no PostgreSQL; `cargo xtask test` finds one");
            return None;
        };
        let server = Self::at_a_free_port(programs.into());
        server.call(
            "initdb",
            &["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"],
        );
        server.run();
        server.tell("CREATE ROLE utsyn LOGIN");
        server.tell("CREATE DATABASE utsyn OWNER utsyn");
        Some(server)
    }

    fn at_a_free_port(programs: PathBuf) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let user = user();
        if let Some((uid, gid)) = user {
            std::os::unix::fs::chown(directory.path(), Some(uid), Some(gid)).unwrap();
        }
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        Self {
            programs,
            directory,
            port: port.local_addr().unwrap().port(),
            user,
        }
    }

    /// A second server that has everything this one acknowledges: a commit
    /// waits from now on until it is on both disks.
    pub(crate) fn standby(&self) -> Self {
        let standby = Self::at_a_free_port(self.programs.clone());
        let primary = format!("host=127.0.0.1 port={} user=postgres", self.port);
        let copying = ["-d", &primary, "-R", "-X", "stream", "-c", "fast"];
        standby.call("pg_basebackup", &copying);
        standby.run();
        self.tell("ALTER SYSTEM SET synchronous_standby_names = '*'");
        self.tell("SELECT pg_reload_conf()");
        standby
    }

    /// Takes the place of the one it followed.
    pub(crate) fn promote(&self) {
        self.call("pg_ctl", &["promote", "-w"]);
    }

    fn tell(&self, statement: &str) {
        let mut psql = Command::new(self.programs.join("psql"));
        let way = format!("host=127.0.0.1 port={} user=postgres", self.port);
        psql.args(["-d", &way, "-c", statement]);
        let told = psql.stdout(Stdio::null()).status();
        assert!(told.unwrap().success(), "{statement}");
    }

    /// Starts it and waits until it takes connections.
    pub(crate) fn run(&self) {
        let options = format!(
            "-p {} -k {} -c listen_addresses=127.0.0.1",
            self.port,
            self.directory.path().display()
        );
        let log = self.directory.path().join("log");
        let log = log.to_str().unwrap();
        self.call("pg_ctl", &["start", "-w", "-l", log, "-o", &options]);
    }

    /// Speaks TLS from now on, with a certificate for `localhost` that this
    /// answers the path of.
    pub(crate) fn encrypt(&mut self) -> PathBuf {
        let data = self.directory.path().join("data");
        let (certificate, key) = (data.join("server.crt"), data.join("server.key"));
        let mut openssl = Command::new("openssl");
        openssl
            .args(["req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"])
            .args([
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-subj",
                "/CN=utsyn-test",
            ])
            .args(["-addext", "subjectAltName=DNS:localhost"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE"])
            .arg("-keyout")
            .arg(&key)
            .arg("-out")
            .arg(&certificate);
        let made = openssl.stderr(Stdio::null()).status();
        assert!(made.expect("openssl comes with PostgreSQL").success());
        if let Some((uid, gid)) = self.user {
            for file in [&certificate, &key] {
                std::os::unix::fs::chown(file, Some(uid), Some(gid)).unwrap();
            }
        }
        let settings = data.join("postgresql.auto.conf");
        std::fs::write(settings, "ssl = on\n").unwrap();
        let trusted = self.directory.path().join("trusted.pem");
        std::fs::copy(&certificate, &trusted).unwrap();
        self.stop("fast");
        self.run();
        trusted
    }

    /// Stops it: `fast` takes leave of its clients, `immediate` is as good as
    /// a power cut.
    pub(crate) fn stop(&mut self, mode: &str) {
        self.call("pg_ctl", &["stop", "-w", "-m", mode]);
    }

    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self) -> String {
        self.url_at(self.port)
    }

    /// The same database by another port.
    pub(crate) fn url_at(&self, port: u16) -> String {
        format!("postgres://utsyn@127.0.0.1:{port}/utsyn")
    }

    fn call(&self, program: &str, arguments: &[&str]) {
        let mut command = self.command(program, arguments);
        assert!(
            command.status().unwrap().success(),
            "{program} {arguments:?}"
        );
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.arg("-D").arg(self.directory.path().join("data"));
        command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        if let Some((uid, gid)) = self.user {
            command.uid(uid).gid(gid).current_dir("/");
        }
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be stopped already.
        let _ = self
            .command("pg_ctl", &["stop", "-m", "immediate"])
            .status();
    }
}

/// The server refuses to run for root; then it runs as its own user.
fn user() -> Option<(u32, u32)> {
    if std::fs::metadata("/proc/self").unwrap().uid() != 0 {
        return None;
    }
    let known = std::fs::read_to_string("/etc/passwd").unwrap();
    let line = known
        .lines()
        .find(|line| line.starts_with("postgres:") || line.starts_with("nobody:"));
    let mut fields = line.expect("every system has a nobody").split(':').skip(2);
    let mut number = || fields.next().unwrap().parse().unwrap();
    Some((number(), number()))
}
