use super::fixture::{World, at};
use crate::Store;
use crate::port::Backup;
use std::sync::Arc;

fn backup(made: i64, rows: Option<u64>) -> Backup {
    Backup {
        made_at: at(made),
        place: format!("/backup/{made}"),
        rows,
    }
}

pub(super) async fn the_newest_backup_is_remembered(store: Arc<dyn Store>) {
    let (world, other) = (World::new(&store).await, World::new(&store).await);
    let note = |backup| store.note_backup(world.organisation, backup);
    let noted = || store.lookup_backup(world.organisation);
    assert_eq!(noted().await.unwrap(), None);
    assert!(note(backup(10, Some(4_711))).await.unwrap());
    assert_eq!(noted().await.unwrap(), Some(backup(10, Some(4_711))));
    assert!(note(backup(20, None)).await.unwrap());
    assert!(!note(backup(15, Some(1))).await.unwrap(), "it is older");
    assert_eq!(noted().await.unwrap(), Some(backup(20, None)));
    assert_eq!(store.lookup_backup(other.organisation).await.unwrap(), None);
}
