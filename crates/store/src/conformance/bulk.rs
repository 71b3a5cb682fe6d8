use super::fixture::{World, at, id};
use crate::Store;
use crate::port::{Bulk, BulkRow};
use domain::bulk::{BulkAction, BulkRowState};
use domain::{BulkId, DocumentId, Seq, UserId};
use std::sync::Arc;

fn bulk(filter: Option<&str>, seconds: i64) -> Bulk {
    Bulk {
        id: id(BulkId::from_parts),
        action: BulkAction::Comment {
            text: "Purret".to_owned(),
        },
        filter: filter.map(str::to_owned),
        seq: Seq(7),
        asked_by: id(UserId::from_parts),
        asked_by_name: "Kari Nordmann".to_owned(),
        asked_at: at(seconds),
        ended_at: None,
    }
}

async fn add(world: &World, bulk: &Bulk, documents: &[DocumentId]) {
    let (store, organisation) = (&world.store, world.organisation);
    let added = store.add_bulk(organisation, bulk.clone(), documents.to_vec());
    added.await.unwrap();
}

pub(super) async fn rows_are_done_once_and_counted(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let mut documents = Vec::new();
    for n in 1..=3 {
        documents.push(world.add(world.invoice(n)).await);
    }
    let one = bulk(Some("delivery:failed"), 50);
    add(&world, &one, &documents).await;
    let found = store.lookup_bulk(organisation, one.id).await.unwrap();
    assert_eq!(found, Some(one.clone()));
    let ended = |place: i64, state, why: Option<&str>| BulkRow {
        place,
        document: documents[usize::try_from(place).unwrap() - 1],
        state,
        why: why.map(str::to_owned),
    };
    let done = ended(1, BulkRowState::Done, None);
    let failed = ended(2, BulkRowState::Failed, Some("document.gone"));
    for rows in [
        vec![done.clone(), failed.clone()],
        // What became of a row stays what became of it.
        vec![ended(1, BulkRowState::Failed, Some("too late"))],
    ] {
        let told = store.end_bulk_rows(organisation, one.id, rows);
        told.await.unwrap();
    }
    let rows = store.list_bulk_rows(organisation, one.id, 0, 9).await;
    let waiting = ended(3, BulkRowState::Waiting, None);
    assert_eq!(rows.unwrap(), [done, failed.clone(), waiting]);
    let rows = store.list_bulk_rows(organisation, one.id, 1, 1).await;
    assert_eq!(rows.unwrap(), [failed]);
    let mut counts = store.count_bulk_rows(organisation, one.id).await.unwrap();
    counts.sort_unstable();
    assert_eq!(
        counts,
        [
            (BulkRowState::Waiting, 1),
            (BulkRowState::Done, 1),
            (BulkRowState::Failed, 1)
        ]
    );
    let kept = one.action.clone().without_words();
    let end = || store.end_bulk(organisation, one.id, kept.clone(), at(90));
    assert!(end().await.unwrap());
    assert!(!end().await.unwrap());
    let over = Bulk {
        action: kept.clone(),
        ended_at: Some(at(90)),
        ..one
    };
    let listed = store.list_bulks(organisation, at(0), 9).await.unwrap();
    assert_eq!(listed, [over]);
}

pub(super) async fn old_ones_go_with_their_rows(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let document = world.add(world.invoice(1)).await;
    let (old, new) = (bulk(None, 50), bulk(None, 60));
    for one in [&old, &new] {
        add(&world, one, &[document]).await;
    }
    let gone = store.delete_old_bulks(organisation, at(60)).await;
    assert_eq!(gone.unwrap(), 1);
    let listed = store.list_bulks(organisation, at(0), 9).await.unwrap();
    assert_eq!(listed, std::slice::from_ref(&new));
    let rows = store.list_bulk_rows(organisation, old.id, 0, 9).await;
    assert_eq!(rows.unwrap(), []);
    let rows = store.list_bulk_rows(organisation, new.id, 0, 9).await;
    assert_eq!(rows.unwrap().len(), 1);
}

pub(super) async fn nothing_is_left_of_what_is_erased(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let (first, second) = (
        world.add(world.invoice(1)).await,
        world.add(world.invoice(2)).await,
    );
    let (about, other) = (bulk(Some("F1"), 50), bulk(Some("delivery:failed"), 60));
    for one in [&about, &other] {
        add(&world, one, &[first, second]).await;
    }
    let erased = store.erase_documents(organisation, vec![first], at(900));
    assert_eq!(erased.await.unwrap().erased.documents, 1);
    for one in [&about, &other] {
        let rows = store.list_bulk_rows(organisation, one.id, 0, 9).await;
        let left: Vec<DocumentId> = rows.unwrap().into_iter().map(|row| row.document).collect();
        assert_eq!(left, [second]);
    }
    let filters: Vec<Option<String>> = store
        .list_bulks(organisation, at(0), 9)
        .await
        .unwrap()
        .into_iter()
        .map(|one| one.filter)
        .collect();
    assert_eq!(filters, [Some("delivery:failed".to_owned()), None]);
}

pub(super) async fn anothers_are_unknown(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    let document = theirs.add(theirs.invoice(1)).await;
    let one = bulk(None, 50);
    add(&theirs, &one, &[document]).await;
    let us = ours.organisation;
    assert_eq!(store.lookup_bulk(us, one.id).await.unwrap(), None);
    assert_eq!(store.list_bulks(us, at(0), 9).await.unwrap(), []);
    let rows = store.list_bulk_rows(us, one.id, 0, 9).await;
    assert_eq!(rows.unwrap(), []);
    let ended = store.end_bulk(us, one.id, one.action.clone(), at(90)).await;
    assert!(!ended.unwrap());
    let found = store.lookup_bulk(theirs.organisation, one.id).await;
    assert_eq!(found.unwrap(), Some(one));
}
