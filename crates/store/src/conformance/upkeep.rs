use super::fixture::{World, at, document, event, kid, money, nok, payment};
use crate::Store;
use crate::port::{Check, Volume};
use domain::Fact;
use domain::intake::Target;
use std::sync::Arc;

async fn busy(store: &Arc<dyn Store>) -> World {
    let world = World::new(store).await;
    let packed = store
        .pack_original(world.organisation, b"%PDF".to_vec())
        .await
        .unwrap();
    let mut intake = world.intake(vec![
        document(world.invoice(1)),
        document(world.invoice(2)),
        payment(money("1", &kid(1), nok(100_000))),
        event(Target::Number("later".to_owned()), "1", Fact::Held),
    ]);
    intake.import.hash = packed.hash;
    intake.import.size = packed.size;
    intake.originals.push(packed);
    store
        .record(world.organisation, vec![intake])
        .await
        .unwrap();
    world
}

pub(super) async fn a_sound_record_passes_every_check(store: Arc<dyn Store>) {
    busy(&store).await;
    World::new(&store).await;
    let checks = store.examine().await.unwrap();
    // The tests' own server has its fsync off, to be quick.
    let is_wrong = |check: &&Check| !check.is_ok && check.name != "postgres.fsync";
    let wrong: Vec<_> = checks.iter().filter(is_wrong).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    for name in ["log.gaps", "standings.sample", "originals.sample"] {
        assert!(checks.iter().any(|check| check.name == name), "{name}");
    }
}

pub(super) async fn volume_counts_everything(store: Arc<dyn Store>) {
    let world = busy(&store).await;
    let volume = Volume {
        documents: 2,
        events: 4,
        payments: 1,
        originals: 1,
        waiting: 1,
    };
    assert_eq!(store.volume(world.organisation).await.unwrap(), volume);
    let queued = store.queued(world.organisation, at(0)).await.unwrap();
    assert_eq!(queued.events, volume.waiting);
}

pub(super) async fn nothing_can_be_asked_of_a_closed_record(store: Arc<dyn Store>) {
    let world = busy(&store).await;
    store.close().await.unwrap();
    assert!(store.last_seq(world.organisation).await.is_err());
    let intake = world.intake(Vec::new());
    assert!(
        store
            .record(world.organisation, vec![intake])
            .await
            .is_err()
    );
    store.close().await.unwrap();
}

pub(super) async fn the_database_tells_its_engine_and_its_size(store: Arc<dyn Store>) {
    busy(&store).await;
    let database = store.database().await.unwrap();
    assert!(["SQLite", "PostgreSQL"].contains(&database.engine));
    assert!(database.bytes > 100_000, "{} bytes", database.bytes);
}
