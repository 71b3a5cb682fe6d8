use super::*;
use crate::sqlite::memory;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Tables of the installation rather than of a tenant.
const OF_THE_INSTALLATION: &[&str] = &["migrations", "sign_in_steps", "throttles"];

fn room() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn column(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

fn tables(connection: &Connection) -> Vec<String> {
    let all = column(
        connection,
        "SELECT name FROM sqlite_schema WHERE type = 'table' \
         AND name NOT LIKE 'sqlite_%' ORDER BY name",
    );
    let is_ours = |name: &String| !OF_THE_INSTALLATION.contains(&name.as_str());
    all.into_iter().filter(is_ours).collect()
}

fn fresh() -> Connection {
    Connection::open_in_memory().unwrap()
}

/// Run with `UPDATE_SCHEMA=1` to write the file anew after a migration.
#[test]
fn the_schema_file_is_what_the_migrations_make() {
    let made = column(
        &memory(),
        "SELECT sql || ';' FROM sqlite_schema \
         WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name",
    );
    let made = format!(
        "-- What the migrations make. Held equal by a test.\n\n{}\n",
        made.join("\n\n")
    );
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(room().join("schema.sqlite.sql"), &made).unwrap();
    }
    assert_eq!(made, include_str!("../../../schema.sqlite.sql"));
}

#[test]
fn every_key_begins_with_the_organisation() {
    let connection = memory();
    for table in tables(&connection) {
        let unique = column(
            &connection,
            &format!(
                "SELECT (SELECT name FROM pragma_index_info(l.name) WHERE seqno = 0) \
                 FROM pragma_index_list('{table}') AS l WHERE \"unique\" = 1"
            ),
        );
        assert!(!unique.is_empty(), "{table} has no key");
        let foreign =
            format!("SELECT \"from\" FROM pragma_foreign_key_list('{table}') WHERE seq = 0");
        let foreign = column(&connection, &foreign);
        let primary = format!("SELECT name FROM pragma_table_info('{table}') WHERE pk = 1");
        let primary = column(&connection, &primary);
        for key in unique.into_iter().chain(foreign).chain(primary) {
            assert_eq!(key, "organisation_id", "{table}");
        }
    }
}

#[test]
fn every_table_but_the_first_points_to_something() {
    let connection = memory();
    for table in tables(&connection) {
        let foreign = format!("SELECT \"table\" FROM pragma_foreign_key_list('{table}')");
        let points = !column(&connection, &foreign).is_empty();
        assert_eq!(points, table != "organisations", "{table}");
    }
}

#[test]
fn tables_are_strict_and_hold_whole_numbers_text_and_bytes_only() {
    let connection = memory();
    let loose = column(
        &connection,
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
         AND strict = 0 AND name NOT LIKE 'sqlite_%'",
    );
    assert_eq!(loose, Vec::<String>::new());
    for table in tables(&connection) {
        let types = format!("SELECT DISTINCT type FROM pragma_table_info('{table}')");
        for found in column(&connection, &types) {
            assert!(
                ["INTEGER", "TEXT", "BLOB"].contains(&found.as_str()),
                "{table}: {found}"
            );
        }
    }
}

#[test]
fn every_file_of_migrations_is_listed_in_order() {
    let directory = std::fs::read_dir(room().join("migrations/sqlite")).unwrap();
    let mut files: Vec<String> = directory
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let listed: Vec<String> = MIGRATIONS
        .iter()
        .map(|m| format!("{}.sql", m.name))
        .collect();
    assert_eq!(files, listed);
}

#[test]
fn every_migration_has_sample_rows() {
    assert_eq!(SAMPLES.len(), MIGRATIONS.len());
}

/// Each step is applied over the rows that the steps before it left.
#[test]
fn migrations_apply_over_rows_and_leave_them_sound() {
    let connection = fresh();
    connection
        .execute_batch("PRAGMA foreign_keys = ON")
        .unwrap();
    for count in 1..=MIGRATIONS.len() {
        apply(&connection, &MIGRATIONS[..count]).unwrap();
        connection.execute_batch(SAMPLES[count - 1]).unwrap();
    }
    assert_eq!(column(&connection, "PRAGMA integrity_check"), ["ok"]);
    let broken = column(
        &connection,
        "SELECT \"table\" FROM pragma_foreign_key_check",
    );
    assert_eq!(broken, Vec::<String>::new());
    for table in tables(&connection) {
        let rows = column(&connection, &format!("SELECT 'row' FROM {table} LIMIT 1"));
        assert_eq!(rows.len(), 1, "no sample row in {table}");
    }
}

/// What an earlier version wrote is read by this one, every row of it.
#[tokio::test]
async fn sample_rows_are_read_through_the_port() {
    use crate::port::{Documents as _, Organisations as _, Standings as _, Upkeep as _};
    let directory = tempfile::tempdir().unwrap();
    let store = crate::open_sqlite(directory.path()).await.unwrap();
    store.close().await.unwrap();
    let connection = Connection::open(directory.path().join("utsyn.db")).unwrap();
    for rows in SAMPLES {
        connection.execute_batch(rows).unwrap();
    }
    drop(connection);
    let store = crate::open_sqlite(directory.path()).await.unwrap();
    let organisations = store.list_organisations_across_tenants().await.unwrap();
    let mut documents = 0;
    for organisation in organisations {
        // Today's rules may say otherwise than those of back then.
        store.refold(organisation.id, &|_| {}).await.unwrap();
        let rows = store
            .list_standings_after(organisation.id, domain::Seq(0), 100)
            .await
            .unwrap();
        for row in rows {
            let document = store
                .lookup_document(organisation.id, row.head.id)
                .await
                .unwrap();
            assert_eq!(document.unwrap().head, row.head);
            documents += 1;
        }
    }
    assert!(documents > 0);
    let checks: BTreeMap<_, _> = store
        .examine()
        .await
        .unwrap()
        .into_iter()
        .map(|check| (check.name, check))
        .collect();
    for name in [
        "log.gaps",
        "standings.sample",
        "originals.sample",
        "sqlite.integrity",
    ] {
        assert!(checks[name].is_ok, "{:?}", checks[name]);
    }
}

const FIRST: Migration = Migration {
    name: "1_first",
    sql: "CREATE TABLE a (x INTEGER) STRICT; CREATE TABLE organisations (x INTEGER) STRICT",
};

fn refused(connection: &Connection, migrations: &[Migration]) -> String {
    crate::Error::from(apply(connection, migrations).unwrap_err()).to_string()
        + &source(apply(connection, migrations).unwrap_err())
}

fn source(fault: crate::sqlite::fault::Fault) -> String {
    let error = crate::Error::from(fault);
    std::error::Error::source(&error)
        .map(ToString::to_string)
        .unwrap_or_default()
}

#[test]
fn migrating_twice_changes_nothing() {
    let connection = fresh();
    migrate(&connection).unwrap();
    let before = connection.total_changes();
    migrate(&connection).unwrap();
    assert_eq!(connection.total_changes(), before);
}

#[test]
fn a_step_that_was_changed_afterwards_is_refused() {
    let connection = fresh();
    apply(&connection, &[FIRST]).unwrap();
    let changed = Migration {
        sql: "CREATE TABLE a (x TEXT) STRICT",
        ..FIRST
    };
    let told = refused(&connection, &[changed]);
    assert!(told.contains("1_first"), "{told}");
}

#[test]
fn a_record_of_a_newer_version_is_refused() {
    let connection = fresh();
    let second = Migration {
        name: "2_second",
        sql: "CREATE TABLE b (x INTEGER) STRICT",
    };
    apply(&connection, &[FIRST, second]).unwrap();
    let told = refused(&connection, &[FIRST]);
    assert!(
        told.contains("2_second") && told.contains("newer"),
        "{told}"
    );
}

#[test]
fn a_step_that_fails_half_way_leaves_nothing() {
    let connection = fresh();
    let broken = Migration {
        name: "2_broken",
        sql: "CREATE TABLE b (x INTEGER) STRICT; CREATE TABLE a (x INTEGER) STRICT",
    };
    apply(&connection, &[FIRST]).unwrap();
    apply(&connection, &[FIRST, broken]).unwrap_err();
    assert_eq!(tables(&connection), ["a", "organisations"]);
    apply(&connection, &[FIRST]).unwrap();
}
