use super::*;
use crate::blobs::server::{BUCKET, Server};
use crate::blobs::settings;
use std::io::Write as _;

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file
}

async fn read(files: &Files, name: &[&str]) -> Option<Vec<u8>> {
    let mut reader = files.read(name).await.unwrap()?;
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).unwrap();
    Some(bytes)
}

async fn behaves(files: Files) {
    let name = ["organisation=nord", "month=2026-11", "documents.parquet"];
    assert_eq!(read(&files, &name).await, None);
    files.keep(&name, file(b"one")).await.unwrap();
    files.keep(&name, file(b"two")).await.unwrap();
    let empty = ["organisation=nord", "empty.ndjson"];
    files.keep(&empty, file(b"")).await.unwrap();
    assert_eq!(read(&files, &name).await.as_deref(), Some(&b"two"[..]));
    assert_eq!(read(&files, &empty).await.as_deref(), Some(&b""[..]));
    files.delete(&name).await.unwrap();
    files.delete(&name).await.unwrap();
    assert_eq!(read(&files, &name).await, None);
    for wrong in ["", "..", ".", "a/b", "a\\b", ".hidden"] {
        assert!(files.keep(&["a", wrong], file(b"x")).await.is_err(), "{wrong}");
        assert!(files.read(&[wrong]).await.is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn a_directory_keeps_files_whole_under_their_names() {
    let directory = tempfile::tempdir().unwrap();
    let depot = Depot::Directory(directory.path().join("exports"));
    behaves(Files::open(&depot).unwrap()).await;
}

#[tokio::test]
async fn a_bucket_keeps_files_whole_under_their_names() {
    let server = tokio::task::spawn_blocking(Server::start).await.unwrap();
    let objects = Objects::with(settings(server.address), BUCKET, "here").unwrap();
    behaves(Files(Arc::new(Place::Bucket(Arc::new(objects))))).await;
    tokio::task::spawn_blocking(move || drop(server))
        .await
        .unwrap();
}
