use crate::run::{Place, served};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output};

/// Documents of the demo organisation that is asked.
const DOCUMENTS: &str = "300";

/// The Python that a variable names. `None`, saying so, where there is none
/// and the run does not insist on one.
pub(super) fn python(variable: &str) -> Option<PathBuf> {
    let python = std::env::var_os(variable).map(PathBuf::from);
    if python.is_none() {
        assert!(
            std::env::var("UTSYN_REQUIRE_TOOLS").is_err(),
            "{variable} has to name a Python"
        );
        testkit::skip(variable, "run `cargo xtask test`, which brings it");
    }
    python
}

/// A demo organisation that is served.
pub(super) struct Served {
    place: Place,
    database: Option<String>,
    child: Child,
    /// Where it answers, `http://host:port`.
    pub(super) address: String,
}

impl Served {
    /// In SQLite, or in a database of PostgreSQL.
    pub(super) fn demo(database: Option<&str>) -> Self {
        let place = Place::empty();
        let database = database.map(str::to_owned);
        let demo = ["demo", "--documents", DOCUMENTS, "--no-serve"];
        let made = command(&place, database.as_deref(), &demo).output();
        let made = made.expect("the binary runs");
        assert!(made.status.success(), "{made:?}");
        let serve = [
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--api-requests-a-minute",
            "1000000",
        ];
        let (child, address) = served(command(&place, database.as_deref(), &serve));
        Self {
            place,
            database,
            child,
            address,
        }
    }

    /// A key with these scopes.
    pub(super) fn key(&self, scopes: &str) -> String {
        let add = ["api-key", "add", "--name", "contract", "--scope", scopes];
        let made = command(&self.place, self.database.as_deref(), &add).output();
        let made = made.expect("the binary runs");
        assert!(made.status.success(), "{made:?}");
        String::from_utf8(made.stdout)
            .expect("text")
            .trim()
            .to_owned()
    }

    /// The answer to a request for a path of the API or a whole address.
    pub(super) fn get(&self, key: &str, path: &str) -> Value {
        let url = match path.starts_with("http") {
            true => path.to_owned(),
            false => format!("{}/api/v1{path}", self.address),
        };
        let output = Command::new("curl")
            .args(["--silent", "--show-error", "--fail", "--header"])
            .args([&format!("Authorization: Bearer {key}"), &url])
            .output();
        let output = output.expect("curl runs");
        assert!(output.status.success(), "{output:?}");
        serde_json::from_slice(&output.stdout).expect("JSON")
    }

    /// A command, with more in its environment.
    pub(super) fn run(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        let mut command = command(&self.place, self.database.as_deref(), arguments);
        command.envs(environment.iter().copied());
        command.output().expect("the binary runs")
    }

    /// Takes a file in beside the server.
    pub(super) fn import(&self, file: &Path, company: &str) {
        let file = file.to_str().expect("a path in UTF-8");
        let import = ["import", file, "--company", company];
        let done = command(&self.place, self.database.as_deref(), &import).output();
        let done = done.expect("the binary runs");
        assert!(done.status.success(), "{done:?}");
    }

    /// Where the record lies.
    pub(super) fn data(&self) -> PathBuf {
        self.place.path().join("data")
    }

    /// Where files may lie that go with it.
    pub(super) fn directory(&self) -> &Path {
        self.place.path()
    }
}

fn command(place: &Place, database: Option<&str>, arguments: &[&str]) -> Command {
    let mut command = place.command(&[]);
    if let Some(url) = database {
        command.args(["--database", url]);
    }
    command.args(arguments);
    command
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
