//! Both places, asked the same questions; and what only one of them has.

mod bucket;
mod line;
pub(crate) mod server;

use super::directory::INCOMING;
use super::*;
use object_store::aws::AmazonS3Builder;
use server::{KEY, SECRET};
use std::fs;
use std::net::SocketAddr;

const HERE: OrganisationId = OrganisationId::from_bytes([1; 16]);
const THERE: OrganisationId = OrganisationId::from_bytes([2; 16]);

/// What a client of this server, or of a line to it, has to know.
pub(crate) fn settings(address: SocketAddr) -> AmazonS3Builder {
    AmazonS3Builder::new()
        .with_endpoint(format!("http://{address}"))
        .with_allow_http(true)
        .with_region("eu-north-1")
        .with_access_key_id(KEY)
        .with_secret_access_key(SECRET)
}

#[test]
fn bytes_are_found_by_organisation_and_hash_alone() {
    let directory = tempfile::tempdir().unwrap();
    let blobs = Directory::open(directory.path().join("originals")).unwrap();
    let hash = ContentHash::of(b"bytes");
    assert_eq!(blobs.get(HERE, hash, 100).unwrap(), None);
    blobs.put(HERE, hash, b"bytes").unwrap();
    blobs.put(HERE, hash, b"bytes").unwrap();
    assert_eq!(blobs.get(HERE, hash, 100).unwrap().unwrap(), b"bytes");
    assert_eq!(blobs.get(THERE, hash, 100).unwrap(), None);
}

#[test]
fn no_more_is_read_than_was_asked_for() {
    let directory = tempfile::tempdir().unwrap();
    let blobs = Directory::open(directory.path().to_owned()).unwrap();
    let hash = ContentHash::of(b"bytes");
    blobs.put(HERE, hash, b"bytes").unwrap();
    assert_eq!(blobs.get(HERE, hash, 3).unwrap().unwrap(), b"byt");
}

#[test]
fn half_written_files_are_cleared_unless_someone_still_writes_them() {
    let directory = tempfile::tempdir().unwrap();
    let blobs = Directory::open(directory.path().to_owned()).unwrap();
    let (lock, being_written) = blobs.write(&b"half"[..]).unwrap();
    let left = directory.path().join(INCOMING).join("left");
    fs::write(&left, b"half").unwrap();
    Directory::open(directory.path().to_owned()).unwrap();
    assert!(being_written.exists());
    assert!(!left.exists());
    drop(lock);
    Directory::open(directory.path().to_owned()).unwrap();
    assert!(!being_written.exists());
}

#[test]
fn what_was_kept_before_is_not_written_again() {
    let directory = tempfile::tempdir().unwrap();
    let blobs = Directory::open(directory.path().to_owned()).unwrap();
    let hash = ContentHash::of(b"bytes");
    blobs.put(HERE, hash, b"bytes").unwrap();
    blobs.put(HERE, hash, b"never looked at").unwrap();
    assert_eq!(blobs.get(HERE, hash, 100).unwrap().unwrap(), b"bytes");
}

#[test]
fn what_is_deleted_is_gone_and_may_come_again() {
    let directory = tempfile::tempdir().unwrap();
    let blobs = Directory::open(directory.path().to_owned()).unwrap();
    let hash = ContentHash::of(b"bytes");
    blobs.delete(HERE, hash).unwrap();
    blobs.put(HERE, hash, b"bytes").unwrap();
    blobs.delete(HERE, hash).unwrap();
    assert_eq!(blobs.get(HERE, hash, 100).unwrap(), None);
    blobs.put(HERE, hash, b"bytes").unwrap();
    assert_eq!(blobs.get(HERE, hash, 100).unwrap().unwrap(), b"bytes");
}

#[test]
fn everything_is_listed_by_its_first_byte() {
    let directory = tempfile::tempdir().unwrap();
    let blobs = Directory::open(directory.path().to_owned()).unwrap();
    let hash = ContentHash::of(b"bytes");
    let first = hash.as_bytes()[0];
    assert_eq!(blobs.list(HERE, first).unwrap(), []);
    blobs.put(HERE, hash, b"bytes").unwrap();
    let listed = blobs.list(HERE, first).unwrap();
    let listed: Vec<ContentHash> = listed.iter().map(|blob| blob.hash).collect();
    assert_eq!(listed, [hash]);
    assert_eq!(blobs.list(HERE, first ^ 1).unwrap(), []);
    assert_eq!(blobs.list(THERE, first).unwrap(), []);
}

#[test]
fn a_directory_that_takes_nothing_is_found_out() {
    let directory = tempfile::tempdir().unwrap();
    let blobs = Directory::open(directory.path().to_owned()).unwrap();
    assert!(blobs.probe().is_ok());
    fs::remove_dir(directory.path().join(INCOMING)).unwrap();
    assert!(blobs.probe().is_err());
}
