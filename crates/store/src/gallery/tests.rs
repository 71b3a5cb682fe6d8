use super::*;
use crate::blobs::server::{BUCKET, Server};
use crate::blobs::settings;

const HERE: OrganisationId = OrganisationId::from_bytes([1; 16]);
const THERE: OrganisationId = OrganisationId::from_bytes([2; 16]);
const FIRST: DocumentId = DocumentId::from_bytes([3; 16]);
const SECOND: DocumentId = DocumentId::from_bytes([4; 16]);

fn pictures_are_shared_and_go_with_their_document(gallery: &Gallery) {
    let again = gallery.clone();
    assert_eq!(gallery.get(HERE, FIRST, "a1").unwrap(), None);
    gallery.forget(HERE, FIRST).unwrap();
    for (document, name) in [(FIRST, "a1"), (FIRST, "b2"), (SECOND, "a1")] {
        let bytes = format!("{document} {name}").into_bytes();
        gallery.put(HERE, document, name, bytes).unwrap();
    }
    let found = again.get(HERE, FIRST, "b2").unwrap();
    assert_eq!(found, Some(format!("{FIRST} b2").into_bytes()));
    assert_eq!(again.get(THERE, FIRST, "b2").unwrap(), None);
    gallery.forget(HERE, FIRST).unwrap();
    for name in ["a1", "b2"] {
        assert_eq!(gallery.get(HERE, FIRST, name).unwrap(), None);
    }
    assert!(gallery.get(HERE, SECOND, "a1").unwrap().is_some());
}

fn the_old_and_the_many_go(gallery: &Gallery) {
    gallery.forget(HERE, SECOND).unwrap();
    for name in ["a", "b", "c"] {
        gallery.put(HERE, SECOND, name, vec![1]).unwrap();
    }
    assert_eq!(gallery.sweep(Timestamp::MIN, 3).unwrap(), 0);
    assert_eq!(gallery.sweep(Timestamp::MIN, 1).unwrap(), 2);
    assert_eq!(gallery.sweep(Timestamp::MAX, 1).unwrap(), 1);
    assert_eq!(gallery.sweep(Timestamp::MAX, 1).unwrap(), 0);
}

#[test]
fn pictures_in_a_directory_are_shared_and_go_with_their_document() {
    let directory = tempfile::tempdir().unwrap();
    let gallery = Gallery::open(&Depot::Directory(directory.path().to_owned())).unwrap();
    pictures_are_shared_and_go_with_their_document(&gallery);
    the_old_and_the_many_go(&gallery);
}

#[test]
fn pictures_in_a_bucket_are_shared_and_go_with_their_document() {
    let server = Server::start();
    let objects = Objects::with(settings(server.address), BUCKET, "").unwrap();
    let gallery = Gallery(Arc::new(Place::Bucket(objects)));
    pictures_are_shared_and_go_with_their_document(&gallery);
    the_old_and_the_many_go(&gallery);
}
