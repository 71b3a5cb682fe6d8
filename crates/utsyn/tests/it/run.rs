use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// A record in a directory of its own, and the binary to work on it.
pub(crate) struct Place {
    directory: TempDir,
}

/// What a command answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    /// A place where nothing is yet.
    pub(crate) fn empty() -> Self {
        Self {
            directory: TempDir::new().expect("a temporary directory"),
        }
    }

    /// A place with the organisation `nord`.
    pub(crate) fn with_organisation() -> Self {
        let place = Self::empty();
        let answer = place.run(&[
            "init",
            "--org",
            "nord",
            "--name",
            "Nord AS",
            "--admin-email",
            "kari@nord.example",
        ]);
        assert_eq!(answer.code, 0, "{answer:?}");
        place
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_utsyn"));
        command
            .arg("--data")
            .arg(self.path().join("data"))
            .args(arguments)
            .env_remove("UTSYN_ORG");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        let output = self.command(arguments).output().expect("the binary runs");
        Answer::of(output)
    }

    /// The answer of a command that must go well, as one JSON value.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let answer = self.run(arguments);
        assert_eq!(answer.code, 0, "{arguments:?}: {}", answer.err);
        serde_json::from_str(&answer.out).expect("one JSON value alone on standard output")
    }
}

impl Answer {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("text on standard output"),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// One JSON value a line.
    pub(crate) fn lines(&self) -> Vec<Value> {
        let value = |line: &str| serde_json::from_str(line).expect("JSON on every line");
        self.out.lines().map(value).collect()
    }
}

/// Starts a command that serves, and answers where, once it says that it is
/// ready.
pub(crate) fn served(mut command: Command) -> (Child, String) {
    let child = command.stderr(Stdio::piped()).spawn();
    let mut child = child.expect("the binary runs");
    let mut lines = BufReader::new(child.stderr.take().expect("standard error")).lines();
    let address = loop {
        let line = lines.next().expect("it says that it is ready");
        if let Some((_, address)) = line.expect("text").split_once("http://") {
            break format!("http://{}", address.trim());
        }
    };
    // Whatever else it says is not waited for, and does not fill the pipe.
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
    (child, address)
}
