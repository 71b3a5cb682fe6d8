//! What only this engine promises: files, settings, one writer.

use super::*;
use crate::port::{
    Documents as _, NewBody, Organisation, Organisations as _, Originals as _, Upkeep as _,
};
use crate::record::{log, original};
use domain::OrganisationId;
use std::os::unix::fs::PermissionsExt as _;

/// A record with a way past it, into its engine.
struct Opened {
    record: Record,
    engine: Arc<Sqlite>,
}

impl Opened {
    async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Sql<T> + Send + 'static,
    ) -> Result<T> {
        self.engine.readers.read(job).await
    }

    async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Sql<T> + Send + 'static,
    ) -> Result<T> {
        self.engine.writer.write(job).await
    }
}

impl std::ops::Deref for Opened {
    type Target = Record;

    fn deref(&self) -> &Record {
        &self.record
    }
}

async fn open_in(directory: &tempfile::TempDir) -> Opened {
    let directory = directory.path().join("record");
    let engine = Arc::new(Sqlite::open_blocking(&directory).unwrap());
    let record = record(Arc::clone(&engine), &directory).unwrap();
    Opened { record, engine }
}

fn organisation() -> Organisation {
    Organisation {
        id: OrganisationId::from_bytes([1; 16]),
        slug: "vind".to_owned(),
        name: "Vind AS".to_owned(),
        time_zone: "Europe/Oslo".to_owned(),
        language: "nb".to_owned(),
        is_demo: false,
    }
}

fn insert(slug: &'static str) -> impl FnOnce(&Connection) -> Sql<()> + Send {
    move |connection| {
        let sql = "INSERT INTO organisations VALUES (randomblob(16), ?1, '', '', '', 0, 0)";
        connection.execute(sql, [slug])?;
        Ok(())
    }
}

async fn slugs(store: &Opened) -> Vec<String> {
    let organisations = store.list_organisations_across_tenants().await.unwrap();
    organisations.into_iter().map(|o| o.slug).collect()
}

#[tokio::test]
async fn files_are_for_their_owner_alone() {
    let directory = tempfile::tempdir().unwrap();
    let store = open_in(&directory).await;
    store.add_organisation(organisation()).await.unwrap();
    let mode = |name: &str| {
        let path = directory.path().join("record").join(name);
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    };
    assert_eq!(mode(""), 0o700);
    assert_eq!(mode(ORIGINALS), 0o700);
    for name in ["utsyn.db", "utsyn.db-wal", "utsyn.db-shm"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
}

#[tokio::test]
async fn every_connection_has_the_settings_that_the_promises_stand_on() {
    let directory = tempfile::tempdir().unwrap();
    let store = open_in(&directory).await;
    let of_writer = store.write(connect::settings).await.unwrap();
    let of_reader = store.read(connect::settings).await.unwrap();
    for (name, is_ok, found) in of_writer.into_iter().chain(of_reader) {
        assert!(is_ok, "{name} is {found}");
    }
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let directory = tempfile::tempdir().unwrap();
    let store = open_in(&directory).await;
    store.read(insert("a")).await.unwrap_err();
    assert_eq!(slugs(&store).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_job_that_panics_undoes_itself_and_the_writer_goes_on() {
    let directory = tempfile::tempdir().unwrap();
    let store = open_in(&directory).await;
    let panicking = |connection: &Connection| -> Sql<()> {
        insert("b")(connection)?;
        panic!("a job that panics, for a test");
    };
    let (first, second, third) = tokio::join!(
        store.write(insert("a")),
        store.write(panicking),
        store.write(insert("c")),
    );
    first.unwrap();
    second.unwrap_err();
    third.unwrap();
    assert_eq!(slugs(&store).await, ["a", "c"]);
}

#[tokio::test]
async fn a_reader_that_panics_gives_its_connection_back() {
    let directory = tempfile::tempdir().unwrap();
    let store = open_in(&directory).await;
    for _ in 0..2 * READERS {
        let panicking = |_: &Connection| -> Sql<()> { panic!("a reader that panics, for a test") };
        store.read(panicking).await.unwrap_err();
    }
    assert_eq!(slugs(&store).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_job_that_fails_undoes_itself_alone() {
    let directory = tempfile::tempdir().unwrap();
    let store = open_in(&directory).await;
    let failing = |connection: &Connection| -> Sql<()> {
        insert("b")(connection)?;
        Err(Error::Stale.into())
    };
    let (first, second, third) = tokio::join!(
        store.write(insert("a")),
        store.write(failing),
        store.write(insert("c")),
    );
    first.unwrap();
    assert!(matches!(second, Err(Error::Stale)), "{second:?}");
    third.unwrap();
    assert_eq!(slugs(&store).await, ["a", "c"]);
}

/// A full disk undoes the whole transaction: nobody in it may hear yes.
#[tokio::test]
async fn a_full_disk_is_told_to_everyone_and_passes() {
    let directory = tempfile::tempdir().unwrap();
    let store = open_in(&directory).await;
    let limit = |pages: i64| {
        move |connection: &Connection| -> Sql<i64> {
            let sql = format!("PRAGMA max_page_count = {pages}");
            Ok(connection.query_row(&sql, [], |row| row.get(0))?)
        }
    };
    let pages = store.write(limit(1)).await.unwrap();
    let large = |connection: &Connection| -> Sql<()> {
        let sql = "INSERT INTO organisations VALUES (randomblob(16), 'large', hex(randomblob(90000)), '', '', 0, 0)";
        connection.execute(sql, [])?;
        Ok(())
    };
    let (small, large_one) = tokio::join!(store.write(insert("a")), store.write(large));
    assert!(matches!(large_one, Err(Error::Full)), "{large_one:?}");
    let told_yes = small.is_ok();
    assert_eq!(slugs(&store).await == ["a"], told_yes);
    store.write(limit(pages + 1_000)).await.unwrap();
    store.write(large).await.unwrap();
    assert!(slugs(&store).await.contains(&"large".to_owned()));
}

/// Import on the command line while the portal serves.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_share_a_record_without_a_gap() {
    let directory = tempfile::tempdir().unwrap();
    let stores = [open_in(&directory).await, open_in(&directory).await];
    stores[0].add_organisation(organisation()).await.unwrap();
    let id = organisation().id;
    let stores = stores.map(Arc::new);
    let tasks: Vec<_> = (0..4_usize)
        .map(|task| {
            let store = Arc::clone(&stores[task % 2]);
            tokio::spawn(async move {
                for n in 0..20 {
                    let appended = move |connection: &Connection| {
                        let inside = Inside::new(connection);
                        let mut log = log::Log::open(&inside, id)?;
                        log.append(log::Entry {
                            document: None,
                            source: domain::SourceKey::new("t", format!("{task}/{n}")),
                            occurred_at: jiff::Timestamp::UNIX_EPOCH,
                            learned_at: jiff::Timestamp::UNIX_EPOCH,
                            fact: domain::Fact::Cancelled,
                        })?;
                        Ok(log.close()?)
                    };
                    store.write(appended).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    for store in &stores {
        let log = store
            .list_events_after(id, domain::Seq(0), 100)
            .await
            .unwrap();
        let places: Vec<i64> = log.iter().map(|event| event.seq.0).collect();
        assert_eq!(places, (1..=80).collect::<Vec<i64>>());
    }
}

#[tokio::test]
async fn a_closed_record_lies_in_one_file_and_opens_again() {
    let directory = tempfile::tempdir().unwrap();
    let store = open_in(&directory).await;
    store.add_organisation(organisation()).await.unwrap();
    store.close().await.unwrap();
    drop(store);
    let log = directory.path().join("record/utsyn.db-wal");
    assert!(!log.exists() || std::fs::metadata(log).unwrap().len() == 0);
    let store = open_in(&directory).await;
    assert_eq!(slugs(&store).await, ["vind"]);
}

#[tokio::test]
async fn a_long_log_is_written_out_between_commits() {
    let directory = tempfile::tempdir().unwrap();
    let store = open_in(&directory).await;
    let fill = |connection: &Connection| -> Sql<()> {
        let sql = "INSERT INTO organisations VALUES (randomblob(16), hex(randomblob(8)), hex(randomblob(500000)), '', '', 0, 0)";
        connection.execute(sql, [])?;
        Ok(())
    };
    let mut largest = 0;
    for _ in 0..80 {
        store.write(fill).await.unwrap();
        let log = std::fs::metadata(directory.path().join("record/utsyn.db-wal")).unwrap();
        largest = largest.max(log.len());
    }
    assert!(largest < 45_000_000, "the log grew to {largest} bytes");
}

async fn record_original(store: &Opened, bytes: Vec<u8>) -> domain::ContentHash {
    let id = organisation().id;
    let packed = store.pack_original(id, bytes).await.unwrap();
    let hash = packed.hash;
    let keep =
        move |connection: &Connection| Ok(original::put(&Inside::new(connection), id, &packed)?);
    store.write(keep).await.unwrap();
    hash
}

fn noise(bytes: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    std::iter::repeat_with(next).take(bytes).collect()
}

#[tokio::test]
async fn one_byte_changed_in_an_original_is_found() {
    let directory = tempfile::tempdir().unwrap();
    let store = open_in(&directory).await;
    let id = organisation().id;
    store.add_organisation(organisation()).await.unwrap();
    let outside = record_original(&store, noise(200_000)).await;
    let inside = record_original(&store, noise(1_000)).await;
    let name = outside.to_string();
    let path = directory
        .path()
        .join("record/originals")
        .join(id.to_string());
    let path = path.join(&name[..2]).join(&name);
    let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[100_000] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let flip = |connection: &Connection| -> Sql<()> {
        let sql = "UPDATE originals SET bytes = CAST(substr(bytes, 1, 500) || x'00' || substr(bytes, 502) AS BLOB) WHERE bytes IS NOT NULL";
        connection.execute(sql, [])?;
        Ok(())
    };
    store.write(flip).await.unwrap();
    for hash in [outside, inside] {
        let read = store.read_original(id, hash).await;
        assert!(
            matches!(
                read,
                Err(Error::Inconsistent {
                    table: "originals",
                    ..
                })
            ),
            "{read:?}"
        );
    }
    std::fs::remove_file(&path).unwrap();
    store.read_original(id, outside).await.unwrap_err();
}

/// A world for the checks that have to find something wrong.
async fn examined_after(harm: &'static str) -> Vec<String> {
    let directory = tempfile::tempdir().unwrap();
    let store = open_in(&directory).await;
    let shared: Arc<dyn crate::Store> = Arc::new(open_in(&directory).await.record);
    let world = crate::conformance::fixture::World::new(&shared).await;
    world.add(world.invoice(1)).await;
    world.tell(NewBody::Refused).await;
    let harm = move |connection: &Connection| -> Sql<()> {
        connection.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        connection.execute_batch(harm)?;
        Ok(())
    };
    store.write(harm).await.unwrap();
    let checks = store.examine().await.unwrap();
    let wrong = checks.into_iter().filter(|check| !check.is_ok);
    wrong.map(|check| check.name.to_owned()).collect()
}

#[tokio::test]
async fn examining_finds_what_was_harmed() {
    let none: [&str; 0] = [];
    assert_eq!(examined_after("SELECT 1").await, none);
    let standing = "UPDATE standings SET payment = 4";
    assert_eq!(examined_after(standing).await, ["standings.sample"]);
    let gap = "UPDATE organisations SET last_seq = last_seq + 1";
    assert_eq!(examined_after(gap).await, ["log.gaps"]);
    let missing = "UPDATE imports SET size = 10";
    assert_eq!(examined_after(missing).await, ["originals.sample"]);
}

#[tokio::test]
async fn folding_anew_corrects_what_was_harmed() {
    use crate::port::Standings as _;
    let directory = tempfile::tempdir().unwrap();
    let store = open_in(&directory).await;
    let shared: Arc<dyn crate::Store> = Arc::new(open_in(&directory).await.record);
    let world = crate::conformance::fixture::World::new(&shared).await;
    let mut ids = Vec::new();
    for n in 0..3 {
        ids.push(world.add(world.invoice(n)).await);
    }
    let before = store
        .lookup_standings(world.organisation, &ids)
        .await
        .unwrap();
    let harm = |connection: &Connection| -> Sql<()> {
        connection.execute_batch(
            "UPDATE standings SET payment = 4 WHERE seq = 1; DELETE FROM standings WHERE seq = 2",
        )?;
        Ok(())
    };
    store.write(harm).await.unwrap();
    let organisation = world.organisation;
    assert_eq!(store.refold(organisation, &|_| {}).await.unwrap(), (3, 2));
    assert_eq!(
        store.lookup_standings(organisation, &ids).await.unwrap(),
        before
    );
    assert_eq!(store.refold(organisation, &|_| {}).await.unwrap(), (3, 0));
}

#[tokio::test]
async fn replaced_texts_of_a_comment_are_kept() {
    use crate::port::{Comment, Comments as _};
    let directory = tempfile::tempdir().unwrap();
    let store = open_in(&directory).await;
    let shared: Arc<dyn crate::Store> = Arc::new(open_in(&directory).await.record);
    let world = crate::conformance::fixture::World::new(&shared).await;
    let comment = Comment {
        id: domain::CommentId::from_bytes([1; 16]),
        document: world.add(world.invoice(1)).await,
        author: domain::UserId::from_bytes([2; 16]),
        author_name: "Kari".to_owned(),
        text: "first".to_owned(),
        created_at: crate::conformance::fixture::at(1),
        edited_at: None,
    };
    let (id, author) = (comment.id, comment.author);
    store
        .add_comment(world.organisation, comment)
        .await
        .unwrap();
    for (seconds, text) in [(2, "second"), (3, "second"), (4, "third")] {
        let at = crate::conformance::fixture::at(seconds);
        store
            .edit_comment(world.organisation, id, author, text, at)
            .await
            .unwrap();
    }
    let versions = |connection: &Connection| -> Sql<Vec<(i64, String)>> {
        let mut statement =
            connection.prepare("SELECT version, text FROM comment_versions ORDER BY version")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    let kept = store.read(versions).await.unwrap();
    assert_eq!(kept, [(1, "first".to_owned()), (2, "second".to_owned())]);
}
