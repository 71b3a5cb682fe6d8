use super::line::{Line, MARKER, Trouble};
use super::server::{BUCKET, Server};
use super::{HERE, THERE, settings};
use crate::Error;
use crate::blobs::{Blobs as _, Bucket, Objects};
use domain::ContentHash;
use std::io::{Read as _, Write as _};
use std::net::SocketAddr;

fn bucket(address: SocketAddr) -> Bucket {
    Bucket::new(Objects::with(settings(address), BUCKET, "of/us").unwrap())
}

fn key(hash: ContentHash) -> String {
    let name = hash.to_string();
    format!("of/us/originals/{HERE}/{}/{name}", &name[..2])
}

fn noise(bytes: usize) -> Vec<u8> {
    let byte = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes()[1];
    (0..bytes as u64).map(byte).collect()
}

#[test]
fn bytes_are_found_by_organisation_and_hash_alone() {
    let server = Server::start();
    let blobs = bucket(server.address);
    let hash = ContentHash::of(b"bytes");
    assert_eq!(blobs.get(HERE, hash, 100).unwrap(), None);
    blobs.put(HERE, hash, b"bytes").unwrap();
    blobs.put(HERE, hash, b"bytes").unwrap();
    assert_eq!(blobs.get(HERE, hash, 100).unwrap().unwrap(), b"bytes");
    assert_eq!(blobs.get(THERE, hash, 100).unwrap(), None);
    assert_eq!(std::fs::read(server.file(&key(hash))).unwrap(), b"bytes");
}

#[test]
fn no_more_is_read_than_was_asked_for() {
    let server = Server::start();
    let blobs = bucket(server.address);
    let hash = ContentHash::of(b"bytes");
    blobs.put(HERE, hash, b"bytes").unwrap();
    assert_eq!(blobs.get(HERE, hash, 3).unwrap().unwrap(), b"byt");
}

#[test]
fn large_originals_are_read_in_parts() {
    let server = Server::start();
    let blobs = bucket(server.address);
    let bytes = noise(20 * 1024 * 1024 + 7);
    let hash = ContentHash::of(&bytes);
    blobs.put(HERE, hash, &bytes).unwrap();
    let read = blobs.get(HERE, hash, u64::MAX).unwrap().unwrap();
    assert!(read == bytes, "{} bytes of {}", read.len(), bytes.len());
}

#[test]
fn what_is_deleted_is_gone_and_may_come_again() {
    let server = Server::start();
    let blobs = bucket(server.address);
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
    let server = Server::start();
    let blobs = bucket(server.address);
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
fn bytes_that_changed_on_the_way_are_not_acknowledged() {
    let server = Server::start();
    let line = Line::to(server.address);
    let blobs = bucket(line.address);
    let hash = ContentHash::of(MARKER);
    line.trouble(Trouble::ChangeUploads, usize::MAX);
    let refused = blobs.put(HERE, hash, MARKER);
    assert!(matches!(refused, Err(Error::Away { .. })), "{refused:?}");
    line.trouble(Trouble::None, 0);
    // The server of this test keeps what it refused; so what is there already
    // must be looked at, and not only found.
    let blobs = bucket(line.address);
    blobs.put(HERE, hash, MARKER).unwrap();
    assert_eq!(blobs.get(HERE, hash, 100).unwrap().unwrap(), MARKER);
}

#[test]
fn wrong_bytes_of_the_same_key_are_put_right_before_anything_is_acknowledged() {
    let server = Server::start();
    let blobs = bucket(server.address);
    let hash = ContentHash::of(b"bytes");
    blobs.put(HERE, hash, b"bytes").unwrap();
    for wrong in ["byteX", "b", "bytes and more"] {
        std::fs::write(server.file(&key(hash)), wrong).unwrap();
        blobs.put(HERE, hash, b"bytes").unwrap();
        assert_eq!(blobs.get(HERE, hash, 100).unwrap().unwrap(), b"bytes");
    }
}

fn file_of(bytes: &[u8]) -> std::fs::File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file
}

#[test]
fn a_large_file_goes_in_parts_and_comes_back_in_parts() {
    let server = Server::start();
    let blobs = bucket(server.address);
    let bytes = noise(18 * 1024 * 1024 + 7);
    let hash = ContentHash::of(&bytes);
    assert!(blobs.open(HERE, hash, u64::MAX).unwrap().is_none());
    let mut damaged = bytes.clone();
    damaged[17 * 1024 * 1024] ^= 1;
    for there in [None, Some(&bytes), Some(&damaged)] {
        if let Some(there) = there {
            std::fs::write(server.file(&key(hash)), there).unwrap();
        }
        blobs.put_file(HERE, hash, &file_of(&bytes)).unwrap();
        let mut read = Vec::new();
        let mut opened = blobs.open(HERE, hash, u64::MAX).unwrap().unwrap();
        opened.read_to_end(&mut read).unwrap();
        assert!(read == bytes, "{} bytes of {}", read.len(), bytes.len());
    }
    let mut some = Vec::new();
    let mut opened = blobs.open(HERE, hash, 9_000_000).unwrap().unwrap();
    opened.read_to_end(&mut some).unwrap();
    assert!(some == bytes[..9_000_000]);
}

#[test]
fn a_large_file_that_was_cut_off_is_not_there() {
    let server = Server::start();
    let line = Line::to(server.address);
    let blobs = bucket(line.address);
    let mut bytes = noise(18 * 1024 * 1024);
    bytes[..MARKER.len()].copy_from_slice(MARKER);
    let hash = ContentHash::of(&bytes);
    line.trouble(Trouble::ChangeUploads, usize::MAX);
    assert!(blobs.put_file(HERE, hash, &file_of(&bytes)).is_err());
    assert_eq!(bucket(server.address).get(HERE, hash, 100).unwrap(), None);
}

#[test]
fn a_put_whose_answer_was_lost_is_tried_again_and_kept_once() {
    let server = Server::start();
    let line = Line::to(server.address);
    let blobs = bucket(line.address);
    let hash = ContentHash::of(b"bytes");
    line.trouble(Trouble::LoseAnswers, 1);
    blobs.put(HERE, hash, b"bytes").unwrap();
    assert!(line.calls() > 1, "the first call was lost");
    assert_eq!(blobs.get(HERE, hash, 100).unwrap().unwrap(), b"bytes");
}

#[test]
fn an_answer_that_was_cut_is_asked_for_again() {
    let server = Server::start();
    let bytes = noise(300_000);
    let hash = ContentHash::of(&bytes);
    bucket(server.address).put(HERE, hash, &bytes).unwrap();
    let line = Line::to(server.address);
    line.trouble(Trouble::CutAnswersAfter(100_000), 1);
    let read = bucket(line.address).get(HERE, hash, 1 << 20).unwrap();
    assert!(read.is_some_and(|read| read == bytes));
    assert!(line.calls() > 1, "the first answer was cut");
}

#[test]
fn a_server_that_is_away_is_said_to_be_away_and_no_more_waited_for() {
    let server = Server::start();
    let line = Line::to(server.address);
    let blobs = bucket(line.address);
    let hash = ContentHash::of(b"bytes");
    line.trouble(Trouble::Away, usize::MAX);
    let began = std::time::Instant::now();
    let put = blobs.put(HERE, hash, b"bytes");
    assert!(matches!(put, Err(Error::Away { .. })), "{put:?}");
    let get = blobs.get(HERE, hash, 100);
    assert!(matches!(get, Err(Error::Away { .. })), "{get:?}");
    assert!(began.elapsed().as_secs() < 40, "{:?}", began.elapsed());
    line.trouble(Trouble::None, 0);
    blobs.put(HERE, hash, b"bytes").unwrap();
    assert!(blobs.probe().unwrap().contains(BUCKET));
}

#[test]
fn a_wrong_secret_is_refused_at_once_and_is_no_absence() {
    let server = Server::start();
    let wrong = settings(server.address).with_secret_access_key("another secret");
    let blobs = Bucket::new(Objects::with(wrong, BUCKET, "").unwrap());
    let hash = ContentHash::of(b"bytes");
    let put = blobs.put(HERE, hash, b"bytes");
    assert!(matches!(put, Err(Error::Other(_))), "{put:?}");
    assert!(blobs.get(HERE, hash, 100).is_err());
    assert!(blobs.probe().is_err());
}

#[tokio::test]
async fn a_bucket_may_be_asked_and_closed_on_any_thread() {
    let start = tokio::task::spawn_blocking(Server::start);
    let server = start.await.unwrap();
    let blobs = bucket(server.address);
    let hash = ContentHash::of(b"bytes");
    blobs.put(HERE, hash, b"bytes").unwrap();
    drop(blobs);
    let stop = tokio::task::spawn_blocking(move || drop(server));
    stop.await.unwrap();
}
