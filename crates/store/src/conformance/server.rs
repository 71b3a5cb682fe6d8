//! A PostgreSQL to test against, and databases of one's own in it.

use crate::postgres::admin;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where the server is: the URL of a role that may make databases and is no
/// superuser. `cargo xtask test` starts a server and sets it.
const URL: &str = "UTSYN_POSTGRES";
/// Set where a test that lacks a tool has no excuse.
const REQUIRED: &str = "UTSYN_REQUIRE_TOOLS";

static MADE: AtomicU64 = AtomicU64::new(0);

/// An empty database that goes away when it is dropped.
pub(crate) struct Database {
    server: String,
    name: String,
}

/// A database of one's own; `None` where there is no server, which is said.
pub(crate) async fn database() -> Option<Database> {
    let Ok(server) = std::env::var(URL) else {
        assert!(
            std::env::var_os(REQUIRED).is_none(),
            "{URL} names no server, and {REQUIRED} is set"
        );
        eprintln!("skipped: {URL} names no PostgreSQL; `cargo xtask test` starts one");
        return None;
    };
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("utsyn_test_{}_{number}", std::process::id());
    admin(server.clone(), format!("CREATE DATABASE {name}")).await;
    Some(Database { server, name })
}

impl Database {
    pub(crate) fn url(&self) -> String {
        let (before, _) = self.server.rsplit_once('/').expect("a URL has a path");
        format!("{before}/{}", self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        let server = self.server.clone();
        let dropping = std::thread::spawn(move || crate::postgres::admin_blocking(&server, &drop));
        // A database that stays goes with its server.
        let _ = dropping.join();
    }
}
