use super::fixture::{World, company, document, fact, id};
use crate::Store;
use domain::{CompanyId, DocumentId, Fact, Seq};
use std::sync::Arc;

pub(super) async fn the_log_has_no_gaps_after_many_at_once(store: Arc<dyn Store>) {
    let worlds = [World::new(&store).await, World::new(&store).await];
    let tasks = (0..8_u32).map(|task| {
        let world = worlds[task as usize % 2].clone();
        tokio::spawn(async move {
            for n in 0..15 {
                let mut record = world.invoice(task * 100 + n);
                record
                    .events
                    .push(fact(&format!("{task}/{n}"), 1, Fact::Validated));
                world.add(record).await;
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    for world in &worlds {
        world.assert_gap_free().await;
        assert_eq!(world.log().await.len(), 4 * 15 * 2);
    }
}

/// Half of the batches cannot be recorded, because a document in them belongs
/// to no company; they are sent at once with good ones.
pub(super) async fn the_log_has_no_gaps_after_a_job_that_failed(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let nowhere = company(id(CompanyId::from_parts), None);
    let tasks = (0..24_u32).map(|n| {
        let (world, nowhere) = (world.clone(), nowhere.id);
        tokio::spawn(async move {
            let good = world.invoice(2 * n);
            let mut bad = world.invoice(2 * n + 1);
            if n % 2 == 0 {
                bad.head.company = nowhere;
            }
            let ids: [DocumentId; 2] = [good.head.id, bad.head.id];
            let intake = world.intake(vec![document(good), document(bad)]);
            let recorded = world.store.record(world.organisation, vec![intake]).await;
            (ids, recorded.is_ok())
        })
    });
    let mut taken = 0;
    for task in tasks.collect::<Vec<_>>() {
        let (ids, is_ok) = task.await.unwrap();
        taken += u64::from(is_ok);
        for id in ids {
            let found = store.lookup_document(world.organisation, id).await.unwrap();
            assert_eq!(found.is_some(), is_ok);
        }
    }
    assert_eq!(taken, 12);
    world.assert_gap_free().await;
    assert_eq!(
        store.volume(world.organisation).await.unwrap().documents,
        24
    );
}

pub(super) async fn the_change_feed_is_paged_without_a_gap(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    for n in 0..7 {
        world.add(world.invoice(n)).await;
    }
    let (mut after, mut seen) = (Seq(0), Vec::new());
    loop {
        let page = store
            .list_events_after(world.organisation, after, 3)
            .await
            .unwrap();
        let Some(last) = page.last() else { break };
        after = last.seq;
        seen.extend(page);
    }
    assert_eq!(seen, world.log().await);
    assert_eq!(seen.len(), 7);
}
