//! What only this engine promises: walls of its own, several nodes, lanes.

use super::*;
use crate::conformance::fixture::{World, at, document, id, organisation};
use crate::conformance::server::{Database, database};
use crate::port::NewJob;
use crate::queries::ALL;
use crate::sql::{Cells, Connection, row};
use domain::{JobId, OrganisationId};
use std::ops::ControlFlow;

/// A database and a node on it, with a way past the record into its engine.
struct Node {
    record: Arc<dyn crate::Store>,
    engine: Arc<Postgres>,
    _directory: tempfile::TempDir,
}

async fn node(database: &Database) -> Node {
    let directory = tempfile::tempdir().unwrap();
    let address = Arc::new(Address::parse(&database.url()).unwrap());
    let opening = Arc::clone(&address);
    let session = tokio::task::spawn_blocking(move || {
        let session = Session::connect(&opening).unwrap();
        migrate::migrate(&session).unwrap();
        session
    });
    let engine = Arc::new(Postgres::start(address, session.await.unwrap()).unwrap());
    let blobs = blobs::open(&Depot::Directory(directory.path().to_owned())).unwrap();
    let record = Record::new(Arc::clone(&engine) as Arc<dyn Engine>, blobs, String::new());
    Node {
        record: Arc::new(record),
        engine,
        _directory: directory,
    }
}

#[tokio::test]
async fn every_query_can_be_prepared() {
    let Some(database) = database().await else {
        return;
    };
    let node = node(&database).await;
    let preparing = |session: &Session| {
        for (_, query, _) in ALL {
            let prepared = session.prepared(query);
            prepared.unwrap_or_else(|error| panic!("{}: {error:?}", query.path));
        }
        Ok(())
    };
    let begun = "BEGIN".to_owned();
    node.engine.readers.within(begun, preparing).await.unwrap();
}

/// Asks for rows without naming an organisation, as a forgotten condition
/// would, in a transaction of this one.
async fn rows_seen(node: &Node, scope: Scope, table: &'static str) -> Vec<String> {
    let begin = connection::beginning(scope, connection::Purpose::Read);
    let looking = move |session: &Session| {
        let sql = format!("SELECT DISTINCT organisation_id::text FROM {table}");
        let rows = session.wait(session.client().query(&sql, &[])).unwrap();
        Ok(rows.iter().map(|row| row.get(0)).collect())
    };
    node.engine.readers.within(begin, looking).await.unwrap()
}

#[tokio::test]
async fn a_forgotten_condition_shows_nothing_of_another_organisation() {
    let Some(database) = database().await else {
        return;
    };
    let node = node(&database).await;
    let worlds = [
        World::new(&node.record).await,
        World::new(&node.record).await,
    ];
    for world in &worlds {
        world.add(world.invoice(1)).await;
    }
    for table in [
        "organisations",
        "documents",
        "events",
        "standings",
        "companies",
    ] {
        for world in &worlds {
            let scope = Scope::Organisation(world.organisation);
            let seen = rows_seen(&node, scope, table).await;
            assert_eq!(seen, [world.organisation.to_string()], "{table}");
        }
        let nobody = Scope::Organisation(OrganisationId::from_bytes([9; 16]));
        assert_eq!(rows_seen(&node, nobody, table).await, Vec::<String>::new());
        let across = rows_seen(&node, Scope::AcrossTenants, table).await;
        let expected = if table == "organisations" { 2 } else { 0 };
        assert_eq!(across.len(), expected, "{table}");
    }
}

#[tokio::test]
async fn a_row_cannot_be_written_into_another_organisation() {
    let Some(database) = database().await else {
        return;
    };
    let node = node(&database).await;
    let (ours, theirs) = (
        World::new(&node.record).await,
        World::new(&node.record).await,
    );
    let (organisation, company) = (theirs.organisation, theirs.company);
    let harm = move |connection: &dyn Connection| {
        let values = crate::sql::params![
            organisation.as_bytes(),
            company.as_bytes(),
            9_i64,
            "15038366383",
        ];
        row::queue(connection, crate::queries::COMPANY_ADD_ACCOUNT, values)
    };
    let scope = Scope::Organisation(ours.organisation);
    node.engine.write(scope, Box::new(harm)).await.unwrap_err();
}

#[tokio::test]
async fn a_superuser_is_refused() {
    let Some(database) = database().await else {
        return;
    };
    // The tests' server takes its own administrator without a password.
    let (_, place) = database
        .url()
        .split_once('@')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    let directory = tempfile::tempdir().unwrap();
    let url = format!("postgres://postgres@{place}");
    let refused = crate::open_postgres(&url, &Depot::Directory(directory.path().to_owned())).await;
    let told = format!("{:?}", refused.err());
    assert!(told.contains("postgres.role"), "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_share_a_record_without_a_gap_and_hear_of_each_other() {
    let Some(database) = database().await else {
        return;
    };
    let nodes = [node(&database).await, node(&database).await];
    let world = World::new(&nodes[0].record).await;
    let mut heard = nodes[1].record.subscribe();
    // Listening begins in the background; a change tells when it has.
    while tokio::time::timeout(std::time::Duration::from_millis(100), heard.recv())
        .await
        .is_err()
    {
        world.tell(crate::port::NewBody::Refused).await;
        world
            .add(world.invoice(u32::try_from(world.log().await.len()).unwrap()))
            .await;
    }
    let before = world.log().await.len();
    let tasks: Vec<_> = (0..4_u32)
        .map(|task| {
            let mut world = world.clone();
            world.store = Arc::clone(&nodes[task as usize % 2].record);
            tokio::spawn(async move {
                for n in 0..20 {
                    world.add(world.invoice(1_000 + task * 100 + n)).await;
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    world.assert_gap_free().await;
    let last = world.log().await.len();
    assert_eq!(last, before + 80);
    loop {
        let Change::Log { organisation, seq } = heard.recv().await.unwrap() else {
            continue;
        };
        assert_eq!(organisation, world.organisation);
        if seq.0 == i64::try_from(last).unwrap() {
            break;
        }
    }
    let job = NewJob {
        id: id(JobId::from_parts),
        name: "count-sheep".to_owned(),
        key: String::new(),
        payload: String::new(),
        run_at: at(0),
    };
    let added = nodes[0].record.add_job(world.organisation, job, at(0));
    assert!(added.await.unwrap());
    while heard.recv().await.unwrap() != Change::Job {}
}

fn insert(slug: &'static str) -> Job {
    let id = OrganisationId::from_bytes([slug.as_bytes()[0]; 16]);
    Box::new(move |connection: &dyn Connection| {
        let values = crate::sql::params![id.as_bytes(), slug, "", "", "", false];
        row::queue(connection, crate::queries::ORGANISATION_ADD, values)
    })
}

async fn slugs(node: &Node) -> Vec<String> {
    let organisations = node.record.list_organisations_across_tenants().await;
    organisations.unwrap().into_iter().map(|o| o.slug).collect()
}

#[tokio::test]
async fn a_job_that_fails_or_panics_undoes_itself_alone() {
    let Some(database) = database().await else {
        return;
    };
    let node = node(&database).await;
    let failing: Job = Box::new(|connection| {
        insert("b")(connection)?;
        Err(Error::Stale)
    });
    let panicking: Job = Box::new(|connection| {
        insert("c")(connection)?;
        panic!("a job that panics, for a test");
    });
    // Its failure is told by the server after the job has ended.
    let late: Job = Box::new(|connection| {
        insert("d")(connection)?;
        insert("d")(connection)?;
        let values = crate::sql::params![[9_u8; 16], [9_u8; 16], 0_i64, "1"];
        row::queue(connection, crate::queries::COMPANY_ADD_ACCOUNT, values)
    });
    let write = |job| node.engine.write(Scope::AcrossTenants, job);
    let (first, failed, panicked, late, last) = tokio::join!(
        write(insert("a")),
        write(failing),
        write(panicking),
        write(late),
        write(insert("e")),
    );
    first.unwrap();
    assert!(matches!(failed, Err(Error::Stale)), "{failed:?}");
    panicked.unwrap_err();
    late.unwrap_err();
    last.unwrap();
    assert_eq!(slugs(&node).await, ["a", "e"]);
}

/// The server would answer such a commit with a silent rollback.
#[tokio::test]
async fn a_job_that_keeps_quiet_about_a_failure_is_not_told_yes() {
    let Some(database) = database().await else {
        return;
    };
    let node = node(&database).await;
    let quiet: Job = Box::new(|connection| {
        insert("a")(connection)?;
        let values = crate::sql::params![[9_u8; 16], [9_u8; 16], 0_i64, "1"];
        let failed = connection.run(crate::queries::COMPANY_ADD_ACCOUNT, values);
        assert!(failed.is_err());
        Ok(())
    });
    let quiet = node.engine.write(Scope::AcrossTenants, quiet).await;
    quiet.unwrap_err();
    assert_eq!(slugs(&node).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let Some(database) = database().await else {
        return;
    };
    let node = node(&database).await;
    let reading = node.engine.read(Scope::AcrossTenants, insert("a")).await;
    reading.unwrap_err();
    assert_eq!(slugs(&node).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_server_that_does_not_fsync_is_told_of() {
    let Some(database) = database().await else {
        return;
    };
    let node = node(&database).await;
    let checks = node.record.examine().await.unwrap();
    let fsync = checks.iter().find(|check| check.name == "postgres.fsync");
    let fsync = fsync.unwrap();
    assert_eq!(fsync.is_ok, fsync.detail == "on", "{fsync:?}");
    for name in [
        "postgres.role",
        "postgres.walls",
        "postgres.synchronous_commit",
    ] {
        let check = checks.iter().find(|check| check.name == name).unwrap();
        assert!(check.is_ok, "{check:?}");
    }
}

#[tokio::test]
async fn many_statements_without_an_answer_are_all_done_in_order() {
    let Some(database) = database().await else {
        return;
    };
    let node = node(&database).await;
    let world = World::new(&node.record).await;
    let bodies = (0..300).map(|n| document(world.invoice(n))).collect();
    world.record(bodies).await;
    world.assert_gap_free().await;
    let organisation = world.organisation;
    let counting = move |connection: &dyn Connection| {
        let mut rows = 0;
        let mut visit = |_: &dyn Cells| {
            rows += 1;
            Ok(ControlFlow::Continue(()))
        };
        let values = crate::sql::params![organisation.as_bytes(), 0_i64, 1_000_i64];
        connection.visit(crate::queries::STANDING_LIST_AFTER, values, &mut visit)?;
        assert_eq!(rows, 300);
        Ok(())
    };
    let scope = Scope::Organisation(organisation);
    node.engine.read(scope, Box::new(counting)).await.unwrap();
}

#[tokio::test]
async fn a_short_name_is_taken_once_by_two_nodes_at_once() {
    let Some(database) = database().await else {
        return;
    };
    let nodes = [node(&database).await, node(&database).await];
    let add = |node: &Node, number: u8| {
        let new = organisation(OrganisationId::from_bytes([number; 16]), "vind");
        let record = Arc::clone(&node.record);
        async move { record.add_organisation(new).await }
    };
    let (first, second) = tokio::join!(add(&nodes[0], 1), add(&nodes[1], 2));
    assert_ne!(first.is_ok(), second.is_ok());
    assert_eq!(slugs(&nodes[0]).await, ["vind"]);
}
