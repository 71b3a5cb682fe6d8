use super::fixture::World;
use crate::Depot;
use crate::Store;
use crate::port::{Carried, NewBody, Packed, Place, Vault};
use domain::ContentHash;
use jiff::Timestamp;
use std::io::{Read as _, Seek as _};
use std::sync::Arc;

/// Bytes that do not compress.
fn noise(bytes: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()[0]
    };
    std::iter::repeat_with(next).take(bytes).collect()
}

async fn keep(world: &World, packed: &[Packed]) {
    let mut intake = world.intake(vec![NewBody::Refused]);
    intake.originals = packed.to_vec();
    world
        .store
        .record(world.organisation, vec![intake])
        .await
        .unwrap();
}

pub(super) async fn small_and_large_originals_come_back_unchanged(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let cases = [
        (Vec::new(), true),
        (b"<Invoice/>".to_vec(), true),
        (noise(60_000), true),
        (vec![b'x'; 3_000_000], true),
        (noise(200_000), false),
    ];
    for (bytes, is_inline) in cases {
        let packed = store
            .pack_original(world.organisation, bytes.clone())
            .await
            .unwrap();
        assert_eq!(packed.hash, ContentHash::of(&bytes));
        assert_eq!(packed.size, bytes.len() as u64);
        let inline = matches!(packed.place, Place::Inline(_));
        assert_eq!(inline, is_inline, "{} bytes", bytes.len());
        keep(&world, std::slice::from_ref(&packed)).await;
        let read = store
            .read_original(world.organisation, packed.hash)
            .await
            .unwrap();
        assert_eq!(read, Some(bytes));
    }
}

pub(super) async fn originals_that_stream_by_are_the_same_as_those_held(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    for bytes in [Vec::new(), vec![b'x'; 3_000_000], noise(300_000)] {
        let held = store
            .pack_original(world.organisation, bytes.clone())
            .await
            .unwrap();
        let streamed = store
            .pack_large_original(
                world.organisation,
                Box::new(std::io::Cursor::new(bytes.clone())),
                tempfile::tempfile().unwrap(),
            )
            .await
            .unwrap();
        assert_eq!((streamed.hash, streamed.size), (held.hash, held.size));
        keep(&world, std::slice::from_ref(&streamed)).await;
        let mut copy = tempfile::tempfile().unwrap();
        let to = Box::new(copy.try_clone().unwrap());
        let is_there = store.copy_original(world.organisation, held.hash, to).await;
        assert!(is_there.unwrap());
        let mut copied = Vec::new();
        copy.rewind().unwrap();
        copy.read_to_end(&mut copied).unwrap();
        assert!(copied == bytes, "{} bytes", bytes.len());
    }
    let nowhere = Box::new(tempfile::tempfile().unwrap());
    let unknown = ContentHash::of(b"never recorded");
    let is_there = store.copy_original(world.organisation, unknown, nowhere);
    assert!(!is_there.await.unwrap());
}

pub(super) async fn the_same_bytes_are_kept_once(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    for bytes in [noise(100), noise(200_000)] {
        let first = store
            .pack_original(world.organisation, bytes.clone())
            .await
            .unwrap();
        let second = store
            .pack_original(world.organisation, bytes.clone())
            .await
            .unwrap();
        assert_eq!(first, second);
        keep(&world, &[first.clone(), second]).await;
        keep(&world, std::slice::from_ref(&first)).await;
        let read = store
            .read_original(world.organisation, first.hash)
            .await
            .unwrap();
        assert_eq!(read, Some(bytes));
    }
    assert_eq!(store.volume(world.organisation).await.unwrap().originals, 2);
}

pub(super) async fn bytes_that_were_never_recorded_are_unknown(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    for bytes in [noise(100), noise(200_000)] {
        let packed = store
            .pack_original(world.organisation, bytes)
            .await
            .unwrap();
        let read = store
            .read_original(world.organisation, packed.hash)
            .await
            .unwrap();
        assert_eq!(read, None);
    }
}

pub(super) async fn outside_originals_are_listed_and_carried_elsewhere(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut kept = Vec::new();
    for bytes in [noise(100_000), noise(200_000), noise(100)] {
        let packed = store.pack_original(world.organisation, bytes);
        let packed = packed.await.unwrap();
        keep(&world, std::slice::from_ref(&packed)).await;
        kept.push(packed);
    }
    let organisation = world.organisation;
    let all = store.list_outside_originals(organisation, None, 10);
    let all = all.await.unwrap();
    let mut wanted: Vec<ContentHash> = kept[..2].iter().map(|packed| packed.hash).collect();
    wanted.sort_unstable();
    let listed: Vec<ContentHash> = all.iter().map(|original| original.hash).collect();
    assert_eq!(listed, wanted);
    let rest = store.list_outside_originals(organisation, Some(wanted[0]), 10);
    assert_eq!(rest.await.unwrap(), all[1..]);
    let elsewhere = tempfile::tempdir().unwrap();
    let vault = Vault::open(&Depot::Directory(elsewhere.path().to_owned())).await;
    let vault = vault.unwrap();
    for expected in [Carried::Now, Carried::WasThere] {
        for original in &all {
            let carried = store.carry_original(organisation, *original, &vault);
            assert_eq!(carried.await.unwrap(), expected);
        }
    }
    let place = vault.blobs();
    let damaged = all[0].hash;
    place.delete(organisation, damaged).unwrap();
    place.put(organisation, damaged, b"something else").unwrap();
    let carried = store.carry_original(organisation, all[0], &vault);
    assert_eq!(carried.await.unwrap(), Carried::Now);
}

pub(super) async fn bytes_that_nothing_names_are_swept_and_the_others_stay(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let (named, orphan) = (noise(100_000), noise(200_000));
    let packed = store
        .pack_original(organisation, named.clone())
        .await
        .unwrap();
    keep(&world, std::slice::from_ref(&packed)).await;
    let lost = store
        .pack_original(organisation, orphan.clone())
        .await
        .unwrap();
    let long_ago: Timestamp = "2020-01-01T00:00:00Z".parse().unwrap();
    let sweep = |before| store.sweep_originals(organisation, before);
    assert_eq!(
        sweep(long_ago).await.unwrap(),
        0,
        "what is new may be needed yet"
    );
    let in_future: Timestamp = "2100-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(sweep(in_future).await.unwrap(), 1);
    assert_eq!(sweep(in_future).await.unwrap(), 0);
    let read = store
        .read_original(organisation, packed.hash)
        .await
        .unwrap();
    assert_eq!(read, Some(named));
    // The same bytes may come again, and are kept then.
    let again = store
        .pack_original(organisation, orphan.clone())
        .await
        .unwrap();
    assert_eq!(again, lost);
    keep(&world, std::slice::from_ref(&again)).await;
    let read = store.read_original(organisation, lost.hash).await.unwrap();
    assert_eq!(read, Some(orphan));
}
