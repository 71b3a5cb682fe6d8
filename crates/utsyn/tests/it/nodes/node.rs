use super::objects::{self, BUCKET, KEY, SECRET};
use super::postgres;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// The administrator of the organisation.
pub(super) const EMAIL: &str = "kari@nord.example";
pub(super) const PASSWORD: &str = "correct horse battery";

/// A database and a store of originals, and an organisation in them.
pub(super) struct Cluster {
    pub(super) postgres: postgres::Server,
    objects: objects::Server,
    directory: TempDir,
}

/// A running `utsyn serve`.
pub(super) struct Node {
    child: Child,
    pub(super) address: SocketAddr,
}

impl Cluster {
    /// `None` where there is no PostgreSQL to run, which is said.
    pub(super) fn start() -> Option<Self> {
        let cluster = Self {
            postgres: postgres::Server::start()?,
            objects: objects::Server::start(),
            directory: TempDir::new().expect("a temporary directory"),
        };
        let init = [
            "init",
            "--org",
            "nord",
            "--name",
            "Nord AS",
            "--admin-email",
            EMAIL,
            "--password-stdin",
        ];
        let mut command = cluster.command("a", &init);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
        let mut child = child.expect("the binary runs");
        let stdin = child.stdin.take().expect("standard input");
        std::io::Write::write_all(&mut { stdin }, PASSWORD.as_bytes()).expect("a password");
        assert!(child.wait().expect("it ends").success());
        Some(cluster)
    }

    /// The binary on the settings of a node, each with data of its own.
    fn command(&self, node: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_utsyn"));
        command
            .arg("--data")
            .arg(self.directory.path().join(node))
            .args(["--database", &self.postgres.url()])
            .args(["--blobs", &format!("s3://{BUCKET}/of/nord")])
            .args(arguments)
            .env_remove("UTSYN_ORG");
        with_keys(&mut command, self.objects.address);
        command
    }

    /// Starts a node and waits until it is ready.
    pub(super) fn node(&self, name: &str) -> Node {
        let mut command = self.command(name, &["serve", "--listen", "127.0.0.1:0"]);
        let child = command.stderr(Stdio::piped()).spawn();
        let mut child = child.expect("the binary runs");
        let mut lines = BufReader::new(child.stderr.take().expect("standard error")).lines();
        let address = loop {
            let line = lines.next().expect("it says that it is ready");
            let line = line.expect("text");
            match line.split_once("http://") {
                Some((_, address)) => break address.trim().parse().expect("an address"),
                None => eprintln!("{name}: {line}"),
            }
        };
        let name = name.to_owned();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                eprintln!("{name}: {line}");
            }
        });
        Node { child, address }
    }

    /// The answer of a command that must go well, as one JSON value.
    pub(super) fn json(&self, node: &str, arguments: &[&str]) -> serde_json::Value {
        let output = self.command(node, arguments).output();
        let output = output.expect("the binary runs");
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        serde_json::from_slice(&output.stdout).expect("one JSON value on standard output")
    }

    /// How many originals lie in the bucket.
    pub(super) fn objects(&self) -> usize {
        fn files(below: &Path) -> usize {
            let entries = std::fs::read_dir(below).into_iter().flatten().flatten();
            entries
                .map(|entry| match entry.path().is_dir() {
                    true => files(&entry.path()),
                    false => 1,
                })
                .sum()
        }
        files(&self.objects.file("of/nord/originals"))
    }
}

/// Where the store of originals is, and who asks.
pub(super) fn with_keys(command: &mut Command, objects: SocketAddr) {
    command
        .env("AWS_ENDPOINT", format!("http://{objects}"))
        .env("AWS_ALLOW_HTTP", "true")
        .env("AWS_REGION", "eu-north-1")
        .env("AWS_ACCESS_KEY_ID", KEY)
        .env("AWS_SECRET_ACCESS_KEY", SECRET);
}

impl Node {
    /// Ends it as a power cut does.
    pub(super) fn kill(&mut self) {
        self.child.kill().expect("SIGKILL");
        self.child.wait().expect("it ends");
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
