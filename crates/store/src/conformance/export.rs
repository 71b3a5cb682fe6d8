use super::fixture::{World, at, id};
use crate::Store;
use crate::port::{ExportEnd, ExportRow, ExportState};
use domain::ExportId;
use std::sync::Arc;

fn export(filter: &str) -> ExportRow {
    ExportRow {
        id: id(ExportId::from_parts),
        filter: filter.to_owned(),
        sort: "-received".to_owned(),
        table: "documents".to_owned(),
        format: "parquet".to_owned(),
        companies: None,
        asked_by: "Kari".to_owned(),
        created_at: at(0),
        state: ExportState::Making,
        done: 0,
        total: 10,
        size: None,
        error: None,
        expires_at: at(500),
    }
}

pub(super) async fn an_export_comes_back_as_it_was_asked_for_and_ends_once(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let first = ExportRow {
        companies: Some(vec![world.company]),
        ..export("delivery:failed")
    };
    let second = export("");
    for export in [&first, &second] {
        store.add_export(organisation, export.clone()).await.unwrap();
    }
    let listed = store.list_exports(organisation, 10).await.unwrap();
    assert_eq!(listed, [second.clone(), first.clone()]);
    let noting = store.note_export_progress(organisation, first.id, 5, 12);
    noting.await.unwrap();
    let lookup = || async { store.lookup_export(organisation, first.id).await.unwrap() };
    let made = ExportRow {
        done: 5,
        total: 12,
        ..first.clone()
    };
    assert_eq!(lookup().await, Some(made.clone()));
    let ready = ExportEnd::Ready {
        size: 4096,
        expires_at: at(900),
    };
    let ending = store.end_export(organisation, first.id, ready);
    assert!(ending.await.unwrap());
    let failed = ExportEnd::Failed {
        error: "no".to_owned(),
        expires_at: at(1),
    };
    let again = store.end_export(organisation, first.id, failed.clone());
    assert!(!again.await.unwrap(), "it ended before");
    let ready = ExportRow {
        state: ExportState::Ready,
        size: Some(4096),
        expires_at: at(900),
        ..made
    };
    assert_eq!(lookup().await, Some(ready));
    let ending = store.end_export(organisation, second.id, failed);
    assert!(ending.await.unwrap());
    let failed = store.lookup_export(organisation, second.id).await;
    assert_eq!(failed.unwrap().unwrap().error.as_deref(), Some("no"));
    assert!(store.delete_export(organisation, first.id).await.unwrap());
    assert!(!store.delete_export(organisation, first.id).await.unwrap());
    assert_eq!(lookup().await, None);
}

pub(super) async fn anothers_exports_are_unknown(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    let export = export("");
    let adding = store.add_export(theirs.organisation, export.clone());
    adding.await.unwrap();
    let organisation = ours.organisation;
    let found = store.lookup_export(organisation, export.id).await;
    assert_eq!(found.unwrap(), None);
    assert_eq!(store.list_exports(organisation, 9).await.unwrap(), []);
    assert!(!store.delete_export(organisation, export.id).await.unwrap());
    let noting = store.note_export_progress(organisation, export.id, 9, 9);
    noting.await.unwrap();
    let left = store.lookup_export(theirs.organisation, export.id).await;
    assert_eq!(left.unwrap(), Some(export));
}
