use super::*;
use crate::conformance::fixture::{World, at, document, event, id, kid, money, nok, payment};
use crate::conformance::server::{Database, database};
use crate::port::{Comment, Documents as _, Imports as _, Originals as _, Upkeep as _};
use crate::{Depot, Store};
use domain::intake::Target;
use domain::{CommentId, ContentHash, Fact, Seq, UserId};
use std::path::Path;
use tempfile::TempDir;

struct House {
    record: Arc<Record>,
    directory: TempDir,
    _database: Option<Database>,
}

async fn sqlite() -> House {
    let directory = tempfile::tempdir().unwrap();
    House {
        record: Arc::new(open(directory.path()).await),
        directory,
        _database: None,
    }
}

async fn postgres() -> Option<House> {
    let database = database().await?;
    let directory = tempfile::tempdir().unwrap();
    let originals = Depot::Directory(directory.path().to_owned());
    let record = crate::open_postgres(&database.url(), &originals).await;
    Some(House {
        record: Arc::new(record.unwrap()),
        directory,
        _database: Some(database),
    })
}

async fn open(directory: &Path) -> Record {
    crate::open_sqlite(&directory.join("record")).await.unwrap()
}

/// Bytes that do not compress.
fn noise(bytes: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    std::iter::repeat_with(next).take(bytes).collect()
}

/// An organisation in which everything has happened; more documents than are
/// moved at once, and the hash of its large original.
async fn lived_in(house: &House, documents: u32) -> (World, ContentHash) {
    let store: Arc<dyn Store> = Arc::clone(&house.record) as Arc<dyn Store>;
    let world = World::new(&store).await;
    let large = store
        .pack_original(world.organisation, noise(200_000))
        .await;
    let small = store
        .pack_original(world.organisation, b"<Invoice/>".to_vec())
        .await;
    let (large, small) = (large.unwrap(), small.unwrap());
    let hash = large.hash;
    let mut bodies: Vec<_> = (0..documents).map(|n| document(world.invoice(n))).collect();
    bodies.push(document(world.credit_note(1, &["F1"])));
    bodies.push(payment(money("1", &kid(1), nok(100_000))));
    bodies.push(payment(money("2", "unknown", nok(5))));
    bodies.push(event(Target::Number("later\0".to_owned()), "1", Fact::Held));
    let mut intake = world.intake(bodies);
    intake.import.hash = large.hash;
    intake.import.size = large.size;
    intake.originals = vec![large, small];
    let recorded = store
        .record(world.organisation, vec![intake])
        .await
        .unwrap();
    let comment = Comment {
        id: id(CommentId::from_parts),
        document: recorded[0][0].document.unwrap(),
        author: id(UserId::from_parts),
        author_name: "Kari".to_owned(),
        text: "æøå %_ 😀".to_owned(),
        created_at: at(50),
        edited_at: None,
    };
    assert!(
        store
            .add_comment(world.organisation, comment)
            .await
            .unwrap()
    );
    (world, hash)
}

/// What the portal would show, from the record at hand.
async fn shown(house: &House, world: &World) -> String {
    let record = &house.record;
    let organisation = world.organisation;
    let log = record.list_events_after(organisation, Seq(0), 50_000).await;
    let volume = record.volume(organisation).await.unwrap();
    let imports = record.list_imports(organisation, None, 100).await;
    format!("{:?} {volume:?} {:?}", log.unwrap(), imports.unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_goes_to_the_other_engine_and_back_unchanged() {
    let Some(there) = postgres().await else {
        return;
    };
    let (here, again) = (sqlite().await, sqlite().await);
    let (world, original) = lived_in(&here, 1_500).await;
    lived_in(&here, 3).await;
    let sent = copy(&here.record, &there.record, &|_| {}).await.unwrap();
    let back = copy(&there.record, &again.record, &|_| {}).await.unwrap();
    assert_eq!(sent, back);
    assert_eq!(sent, verify(&again.record).await.unwrap());
    assert_eq!(sent.len(), 2);
    for house in [&there, &again] {
        assert_eq!(shown(house, &world).await, shown(&here, &world).await);
        let read = house
            .record
            .read_original(world.organisation, original)
            .await;
        assert_eq!(read.unwrap(), Some(noise(200_000)));
    }
    // The new house is lived in at once.
    let mut moved = world.clone();
    moved.store = Arc::clone(&there.record) as Arc<dyn Store>;
    moved.add(moved.invoice(9_999)).await;
    moved.assert_gap_free().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_interrupted_move_is_completed_by_starting_it_again() {
    let (here, there) = (sqlite().await, sqlite().await);
    let (world, _) = lived_in(&here, 700).await;
    let from = Arc::clone(&here.record);
    let to = Arc::clone(&there.record);
    let moving = tokio::spawn(async move {
        // Stops in the middle of things, as a killed process would.
        let stop = |rows| assert!(rows < 900, "stopped, for a test");
        copy(&from, &to, &stop).await
    });
    moving.await.unwrap_err();
    let half = verify(&there.record).await.unwrap();
    assert_ne!(half, verify(&here.record).await.unwrap());
    let moved = copy(&here.record, &there.record, &|_| {}).await.unwrap();
    assert_eq!(moved, verify(&here.record).await.unwrap());
    assert_eq!(shown(&there, &world).await, shown(&here, &world).await);
    // What came since is carried over too, and what is there is left alone.
    world.add(world.invoice(5_000)).await;
    let moved = copy(&here.record, &there.record, &|_| {}).await.unwrap();
    assert_eq!(moved, verify(&there.record).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_original_is_not_moved() {
    let (here, there) = (sqlite().await, sqlite().await);
    let (world, original) = lived_in(&here, 3).await;
    let name = original.to_string();
    let path = here.directory.path().join("record/originals");
    let path = path
        .join(world.organisation.to_string())
        .join(&name[..2])
        .join(&name);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[100_000] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let refused = copy(&here.record, &there.record, &|_| {})
        .await
        .unwrap_err();
    assert!(format!("{refused:?}").contains(&name), "{refused:?}");
    verify(&here.record).await.unwrap_err();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_short_name_that_is_taken_stops_the_move() {
    let (here, there) = (sqlite().await, sqlite().await);
    for (house, number) in [(&here, 1), (&there, 2)] {
        let new = crate::conformance::fixture::organisation(
            domain::OrganisationId::from_bytes([number; 16]),
            "vind",
        );
        house.record.add_organisation(new).await.unwrap();
    }
    let refused = copy(&here.record, &there.record, &|_| {})
        .await
        .unwrap_err();
    assert!(format!("{refused:?}").contains("vind"), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_restored_and_one_changed_letter_in_it_is_found() {
    let (here, target) = (sqlite().await, tempfile::tempdir().unwrap());
    let (world, _) = lived_in(&here, 20).await;
    let directory = target.path().join("backup");
    let manifest = back_up(&here.record, &directory, at(100), &|_| {}).await;
    let manifest = manifest.unwrap();
    assert_eq!(Manifest::read(&directory).unwrap(), Some(manifest.clone()));
    let again = back_up(&here.record, &directory, at(100), &|_| {}).await;
    assert!(format!("{:?}", again.unwrap_err()).contains("already"));
    let restored = sqlite().await;
    restore(&directory, &restored.record, &|_| {})
        .await
        .unwrap();
    assert_eq!(shown(&restored, &world).await, shown(&here, &world).await);
    let backup = crate::open_sqlite(&directory).await.unwrap();
    assert_eq!(manifest.difference(&verify(&backup).await.unwrap()), None);
    backup.close().await.unwrap();
    let file = rusqlite::Connection::open(directory.join("utsyn.db")).unwrap();
    file.execute("UPDATE comments SET text = 'æøå %_ 😁'", [])
        .unwrap();
    drop(file);
    let backup = crate::open_sqlite(&directory).await.unwrap();
    let difference = manifest.difference(&verify(&backup).await.unwrap());
    assert!(difference.unwrap().contains("comments"));
    backup.close().await.unwrap();
    let elsewhere = sqlite().await;
    let refused = restore(&directory, &elsewhere.record, &|_| {}).await;
    assert!(format!("{:?}", refused.unwrap_err()).contains("comments"));
}
