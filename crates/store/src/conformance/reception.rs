//! What taking files in has to remember.

use super::fixture::{World, at, id, money, nok, payment};
use crate::Store;
use crate::port::{Delivery, Queue};
use domain::{ContentHash, DeliveryId, SourceKey};
use std::sync::Arc;

pub(super) async fn a_file_that_never_ends_is_counted_only_when_alone(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let (one, other) = (ContentHash::of(b"1"), ContentHash::of(b"2"));
    let begin = |files: Vec<ContentHash>, alone: bool| {
        let (store, organisation) = (Arc::clone(&store), world.organisation);
        async move {
            let begun = store.begin_attempts(organisation, &files, alone, at(1));
            begun.await.unwrap()
        }
    };
    assert_eq!(begin(vec![one, other], false).await, [None, None]);
    assert_eq!(begin(vec![one, other], false).await, [Some(0), Some(0)]);
    assert_eq!(begin(vec![one], true).await, [Some(0)]);
    assert_eq!(begin(vec![one], true).await, [Some(1)]);
    assert_eq!(begin(vec![one], true).await, [Some(2)]);
    store
        .end_attempts(world.organisation, &[one])
        .await
        .unwrap();
    assert_eq!(begin(vec![one, other], false).await, [None, Some(0)]);
}

pub(super) async fn an_upload_belongs_to_one_reader_until_its_lease_runs_out(
    store: Arc<dyn Store>,
) {
    let world = World::new(&store).await;
    let delivery = Delivery {
        id: id(DeliveryId::from_parts),
        content: "{}".to_owned(),
        received_at: at(0),
        leased_until: at(10),
    };
    let (organisation, name) = (world.organisation, delivery.id);
    store
        .add_delivery(organisation, delivery.clone())
        .await
        .unwrap();
    let take = |now: i64| store.take_delivery_across_tenants(at(now), at(now + 10));
    assert_eq!(take(9).await.unwrap(), None, "somebody reads it");
    assert_eq!(take(11).await.unwrap(), Some((organisation, delivery)));
    assert_eq!(take(12).await.unwrap(), None, "taken");
    store
        .extend_delivery(organisation, name, at(40))
        .await
        .unwrap();
    assert_eq!(take(30).await.unwrap(), None, "kept for longer");
    store.end_delivery(organisation, name).await.unwrap();
    assert_eq!(take(100).await.unwrap(), None, "read to its end");
}

pub(super) async fn a_mapping_is_remembered_by_shape(store: Arc<dyn Store>) {
    let (world, neighbour) = (World::new(&store).await, World::new(&store).await);
    let shape = ContentHash::of(b"shape");
    for mapping in ["one", "two"] {
        let put = store.put_mapping(world.organisation, shape, mapping.to_owned(), at(1));
        put.await.unwrap();
    }
    let ours = store.lookup_mapping(world.organisation, shape).await;
    assert_eq!(ours.unwrap().as_deref(), Some("two"));
    let theirs = store.lookup_mapping(neighbour.organisation, shape).await;
    assert_eq!(theirs.unwrap(), None);
}

pub(super) async fn known_keys_are_found(store: Arc<dyn Store>) {
    let (world, neighbour) = (World::new(&store).await, World::new(&store).await);
    let invoice = world.invoice(1);
    let (key, says) = (invoice.source.clone(), invoice.fingerprint);
    world.add(invoice).await;
    world.tell(payment(money("1", "x", nok(1)))).await;
    let unknown = SourceKey::new("erp", "unknown");
    let keys = [key, unknown.clone()];
    let found = store.find_fingerprints(world.organisation, &keys).await;
    assert_eq!(found.unwrap(), [Some(says), None]);
    let found = store.find_fingerprints(neighbour.organisation, &keys).await;
    assert_eq!(found.unwrap(), [None, None]);
    let keys = [SourceKey::new("ocr", "1"), unknown];
    let found = store.find_known_payments(world.organisation, &keys).await;
    assert_eq!(found.unwrap(), [true, false]);
}

pub(super) async fn uploads_that_wait_and_are_read_are_counted(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    for (received, leased_until) in [(1, 5), (2, 90)] {
        let delivery = Delivery {
            id: id(DeliveryId::from_parts),
            content: "{}".to_owned(),
            received_at: at(received),
            leased_until: at(leased_until),
        };
        let adding = store.add_delivery(world.organisation, delivery);
        adding.await.unwrap();
    }
    let counted = Queue {
        due: 1,
        running: 1,
        due_since: Some(at(1)),
        ..Queue::default()
    };
    let queued = store.queued(world.organisation, at(20)).await.unwrap();
    assert_eq!(queued.uploads, counted);
}
