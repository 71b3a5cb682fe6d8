use super::{Cache, Key};
use domain::{ContentHash, DocumentId, OrganisationId};
use render::worker::{Made, Refusal};
use std::fs;
use std::time::{Duration, SystemTime};

fn key(organisation: u8, document: u8, what: &str) -> Key {
    Key::new(
        OrganisationId::from_parts(1, [organisation; 10]),
        DocumentId::from_parts(1, [document; 10]),
        ContentHash::of(what.as_bytes()),
    )
}

fn picture(byte: u8) -> Result<Made, Refusal> {
    Ok(Made {
        media_type: "image/png".to_owned(),
        pages: 2,
        width_px: 3,
        height_px: 4,
        bytes: vec![byte, b'\n', byte],
    })
}

fn room() -> (tempfile::TempDir, Cache) {
    let room = tempfile::tempdir().unwrap();
    let cache = Cache::new(room.path().join("pictures"), None);
    (room, cache)
}

#[test]
fn what_was_put_is_got_again_reasons_too() {
    let (_room, cache) = room();
    let refusal = Err(Refusal::unsupported("no"));
    cache.put(&key(1, 1, "a"), &picture(7));
    cache.put(&key(1, 1, "b"), &refusal);
    assert_eq!(cache.get(&key(1, 1, "a")), Some(picture(7)));
    assert_eq!(cache.get(&key(1, 1, "b")), Some(refusal));
    for other in [key(1, 1, "c"), key(1, 2, "a"), key(2, 1, "a")] {
        assert_eq!(cache.get(&other), None);
    }
}

#[test]
fn forgetting_a_document_leaves_nothing_of_it() {
    let (room, cache) = room();
    cache.put(&key(1, 1, "a"), &picture(1));
    cache.put(&key(1, 2, "a"), &picture(2));
    let id = DocumentId::from_parts(1, [1; 10]);
    let organisation = OrganisationId::from_parts(1, [1; 10]);
    cache.forget(organisation, id).unwrap();
    cache.forget(organisation, id).unwrap();
    assert_eq!(cache.get(&key(1, 1, "a")), None);
    assert_eq!(cache.get(&key(1, 2, "a")), Some(picture(2)));
    let of = room.path().join("pictures").join(organisation.to_string());
    assert_eq!(fs::read_dir(of).unwrap().count(), 1);
}

#[test]
fn what_is_old_is_not_shown_and_goes_with_the_next_sweep() {
    let (_room, cache) = room();
    cache.put(&key(1, 1, "a"), &picture(1));
    let yesterday = SystemTime::now() - Duration::from_secs(21 * 60 * 60);
    let file = fs::File::options()
        .write(true)
        .open(cache.path(&key(1, 1, "a")))
        .unwrap();
    file.set_modified(yesterday).unwrap();
    assert_eq!(cache.get(&key(1, 1, "a")), None);
    assert_eq!(cache.sweep().unwrap(), 1);
    assert_eq!(cache.sweep().unwrap(), 0);
}

#[test]
fn half_a_file_is_no_picture() {
    let (_room, cache) = room();
    cache.put(&key(1, 1, "a"), &picture(1));
    fs::write(cache.path(&key(1, 1, "a")), b"{\"Ok\":").unwrap();
    assert_eq!(cache.get(&key(1, 1, "a")), None);
}

#[test]
fn a_place_that_cannot_be_written_costs_the_keeping_only() {
    let cache = Cache::new("/proc/nowhere".into(), None);
    cache.put(&key(1, 1, "a"), &picture(1));
    assert_eq!(cache.get(&key(1, 1, "a")), None);
}

/// Two nodes that share a place.
fn nodes(room: &std::path::Path) -> (Cache, Cache) {
    let shared = store::Gallery::open(&store::Depot::Directory(room.join("shared"))).unwrap();
    let node = |name: &str| Cache::new(room.join(name), Some(shared.clone()));
    (node("one"), node("other"))
}

#[test]
fn what_one_node_has_drawn_no_other_draws() {
    let room = tempfile::tempdir().unwrap();
    let (one, other) = nodes(room.path());
    one.put(&key(1, 1, "a"), &picture(7));
    assert_eq!(other.get(&key(1, 1, "a")), None, "not before it is fetched");
    assert_eq!(other.fetch(&key(1, 1, "a")), Some(picture(7)));
    assert_eq!(
        other.get(&key(1, 1, "a")),
        Some(picture(7)),
        "kept here now"
    );
    assert_eq!(other.fetch(&key(1, 1, "b")), None);
}

#[test]
fn forgetting_a_document_takes_it_away_from_where_nodes_share() {
    let room = tempfile::tempdir().unwrap();
    let (one, other) = nodes(room.path());
    one.put(&key(1, 1, "a"), &picture(7));
    one.put(&key(1, 2, "a"), &picture(8));
    let organisation = OrganisationId::from_parts(1, [1; 10]);
    one.forget(organisation, DocumentId::from_parts(1, [1; 10]))
        .unwrap();
    assert_eq!(one.fetch(&key(1, 1, "a")), None);
    assert_eq!(other.fetch(&key(1, 1, "a")), None);
    assert_eq!(other.fetch(&key(1, 2, "a")), Some(picture(8)));
}
