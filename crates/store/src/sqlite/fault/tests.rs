use super::*;
use rusqlite::ffi;
use std::os::unix::process::ExitStatusExt as _;
use std::process::Command;

fn failure(code: i32, message: &str) -> Error {
    let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), Some(message.to_owned()));
    Error::from(Fault::Engine(error))
}

#[test]
fn the_engines_words_are_told_in_ours() {
    assert!(matches!(failure(ffi::SQLITE_BUSY, ""), Error::Busy));
    assert!(matches!(
        failure(ffi::SQLITE_BUSY_SNAPSHOT, ""),
        Error::Busy
    ));
    assert!(matches!(failure(ffi::SQLITE_FULL, ""), Error::Full));
    assert!(matches!(
        failure(ffi::SQLITE_IOERR_READ, ""),
        Error::Other(_)
    ));
    let taken = "UNIQUE constraint failed: users.organisation_id, users.email";
    let taken = failure(ffi::SQLITE_CONSTRAINT_UNIQUE, taken);
    assert!(
        matches!(
            taken,
            Error::Conflict {
                constraint: "user.email"
            }
        ),
        "{taken:?}"
    );
    let other = failure(
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY,
        "FOREIGN KEY constraint failed",
    );
    assert!(matches!(other, Error::Other(_)), "{other:?}");
}

#[test]
#[ignore = "the child of the test below, which watches it die"]
fn hear_of_a_failed_fsync() {
    failure(ffi::SQLITE_IOERR_FSYNC, "disk I/O error");
}

#[test]
fn a_failed_fsync_ends_the_process_and_says_why() {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture"])
        .arg("sqlite::fault::tests::hear_of_a_failed_fsync")
        .output()
        .unwrap();
    assert_eq!(child.status.signal(), Some(6), "{child:?}");
    let said = String::from_utf8_lossy(&child.stderr);
    assert!(said.contains("refused an fsync"), "{said}");
}
