use super::*;
use crate::blobs::server::{BUCKET, Server};
use crate::blobs::settings;

const HERE: OrganisationId = OrganisationId::from_bytes([1; 16]);
const THERE: OrganisationId = OrganisationId::from_bytes([2; 16]);

/// Everything that is kept.
async fn kept(snapshots: &Snapshots, organisation: OrganisationId) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut snapshot = snapshots.load(organisation).await.unwrap()?;
    snapshot.read_to_end(&mut bytes).unwrap();
    Some(bytes)
}

async fn is_kept_and_replaced_and_taken_away(snapshots: Snapshots) {
    assert_eq!(kept(&snapshots, HERE).await, None);
    snapshots.delete(HERE).await.unwrap();
    snapshots.save(HERE, b"first".to_vec()).await.unwrap();
    snapshots.save(HERE, b"second".to_vec()).await.unwrap();
    assert_eq!(kept(&snapshots, HERE).await.unwrap(), b"second");
    assert_eq!(kept(&snapshots, THERE).await, None);
    snapshots.delete(HERE).await.unwrap();
    assert_eq!(kept(&snapshots, HERE).await, None);
}

#[tokio::test]
async fn a_snapshot_in_a_directory_is_kept_and_replaced_and_taken_away() {
    let directory = tempfile::tempdir().unwrap();
    let depot = Depot::Directory(directory.path().to_owned());
    let snapshots = Snapshots::open(&depot).unwrap();
    is_kept_and_replaced_and_taken_away(snapshots.clone()).await;
    snapshots.save(HERE, b"third".to_vec()).await.unwrap();
    let left: Vec<_> = fs::read_dir(directory.path().join(SNAPSHOTS))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(
        left,
        [format!("{HERE}.facts").as_str()],
        "nothing half-written"
    );
}

#[tokio::test]
async fn a_snapshot_in_a_bucket_is_kept_and_replaced_and_taken_away() {
    let server = tokio::task::spawn_blocking(Server::start).await.unwrap();
    let objects = Objects::with(settings(server.address), BUCKET, "").unwrap();
    let snapshots = Snapshots(Arc::new(Place::Bucket(objects)));
    is_kept_and_replaced_and_taken_away(snapshots).await;
    tokio::task::spawn_blocking(move || drop(server))
        .await
        .unwrap();
}
