use super::*;

const HERE: OrganisationId = OrganisationId::from_bytes([1; 16]);
const THERE: OrganisationId = OrganisationId::from_bytes([2; 16]);

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
