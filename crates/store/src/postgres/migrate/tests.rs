use super::*;
use crate::conformance::server::{Database, database};
use crate::postgres::address::Address;
use crate::sqlite;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A migrated database, looked at by a thread that may wait.
async fn looking<T: Send + 'static>(
    look: impl FnOnce(&Session) -> T + Send + 'static,
) -> Option<T> {
    let database = database().await?;
    let url = database.url();
    let looking = tokio::task::spawn_blocking(move || {
        let session = connect(&url);
        migrate(&session).unwrap();
        look(&session)
    });
    let seen = looking.await.unwrap();
    drop(database);
    Some(seen)
}

fn connect(url: &str) -> Session {
    Session::connect(&Address::parse(url).unwrap()).unwrap()
}

/// The first column of every row, as text.
fn column(session: &Session, sql: &str) -> Vec<String> {
    let rows = session.wait(session.client().query(sql, &[])).unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

#[test]
fn both_engines_take_the_same_steps() {
    let names = |migrations: &[Migration]| -> Vec<&str> {
        migrations.iter().map(|migration| migration.name).collect()
    };
    assert_eq!(names(MIGRATIONS), names(sqlite::MIGRATIONS));
}

#[test]
fn every_file_of_migrations_is_listed_in_order() {
    let room = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let directory = std::fs::read_dir(room.join("migrations/postgres")).unwrap();
    let mut files: Vec<String> = directory
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let listed = MIGRATIONS.iter().map(|step| format!("{}.sql", step.name));
    assert_eq!(files, listed.collect::<Vec<String>>());
}

/// Columns with their kind and whether they may be empty, keys and what they
/// point to, and indexes: one line each, in no order.
const SHAPE: &str = "
SELECT format('%s.%s %s%s', c.relname, a.attname,
    CASE format_type(a.atttypid, NULL)
        WHEN 'uuid' THEN 'bytes' WHEN 'bytea' THEN 'bytes' WHEN 'text' THEN 'text'
        WHEN 'bigint' THEN 'int' WHEN 'smallint' THEN 'int' ELSE a.atttypid::regtype::text END,
    CASE WHEN a.attnotnull THEN '' ELSE ' or nothing' END)
FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
UNION ALL
SELECT format('%s %s (%s)', conrelid::regclass, CASE contype WHEN 'p' THEN 'primary' ELSE 'unique' END,
    (SELECT string_agg(a.attname, ', ' ORDER BY k.place)
        FROM unnest(conkey) WITH ORDINALITY AS k (number, place)
        JOIN pg_attribute AS a ON a.attrelid = conrelid AND a.attnum = k.number))
FROM pg_constraint
WHERE contype IN ('p', 'u') AND connamespace = 'public'::regnamespace
UNION ALL
SELECT format('%s (%s) to %s', conrelid::regclass,
    (SELECT string_agg(a.attname, ', ' ORDER BY k.place)
        FROM unnest(conkey) WITH ORDINALITY AS k (number, place)
        JOIN pg_attribute AS a ON a.attrelid = conrelid AND a.attnum = k.number),
    confrelid::regclass)
FROM pg_constraint
WHERE contype = 'f' AND connamespace = 'public'::regnamespace
UNION ALL
SELECT format('%s index %s (%s)%s', i.indrelid::regclass, i.indexrelid::regclass,
    (SELECT string_agg(a.attname, ', ' ORDER BY k.place)
        FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place)
        JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.number),
    CASE WHEN i.indpred IS NULL THEN '' ELSE ' partial' END)
FROM pg_index AS i
JOIN pg_class AS c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
WHERE NOT i.indisunique";

const SHAPE_OF_THE_OTHER: &str = "
SELECT format('%s.%s %s%s', t.name, c.name,
    CASE c.type WHEN 'BLOB' THEN 'bytes' WHEN 'TEXT' THEN 'text' WHEN 'INTEGER' THEN 'int' ELSE c.type END,
    CASE WHEN c.\"notnull\" THEN '' ELSE ' or nothing' END)
FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
UNION ALL
SELECT format('%s %s (%s)', t.name, CASE i.origin WHEN 'pk' THEN 'primary' ELSE 'unique' END,
    (SELECT group_concat(k.name, ', ' ORDER BY k.seqno) FROM pragma_index_info(i.name) AS k))
FROM pragma_table_list AS t, pragma_index_list(t.name) AS i
WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND i.\"unique\"
UNION ALL
SELECT format('%s (%s) to %s', t.name, group_concat(f.\"from\", ', ' ORDER BY f.seq), f.\"table\")
FROM pragma_table_list AS t, pragma_foreign_key_list(t.name) AS f
WHERE t.schema = 'main'
GROUP BY t.name, f.id
UNION ALL
SELECT format('%s index %s (%s)%s', t.name, i.name,
    (SELECT group_concat(k.name, ', ' ORDER BY k.seqno) FROM pragma_index_info(i.name) AS k),
    CASE WHEN i.partial THEN ' partial' ELSE '' END)
FROM pragma_table_list AS t, pragma_index_list(t.name) AS i
WHERE t.schema = 'main' AND NOT i.\"unique\"";

#[tokio::test]
async fn both_engines_have_the_same_tables_columns_keys_and_indexes() {
    let Some(shape) = looking(|session| column(session, SHAPE)).await else {
        return;
    };
    let shape: BTreeSet<String> = shape.into_iter().collect();
    let connection = sqlite::memory();
    let mut statement = connection.prepare(SHAPE_OF_THE_OTHER).unwrap();
    let other = statement.query_map([], |row| row.get(0)).unwrap();
    let other: BTreeSet<String> = other.map(|line| line.unwrap()).collect();
    assert!(shape.len() > 200, "{shape:#?}");
    let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| -> Vec<String> {
        a.difference(b).cloned().collect()
    };
    assert_eq!(only(&shape, &other), only(&other, &shape));
}

#[tokio::test]
async fn every_key_begins_with_the_organisation() {
    let keys = "
        SELECT format('%s by %s', k.conrelid::regclass, a.attname)
        FROM pg_constraint AS k
        JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.contype IN ('p', 'u', 'f') AND k.connamespace = 'public'::regnamespace
            AND k.conrelid NOT IN ('migrations'::regclass, 'sign_in_steps'::regclass,
                'throttles'::regclass) AND a.attname <> 'organisation_id'
        UNION ALL
        SELECT format('%s to %s', k.conrelid::regclass, a.attname)
        FROM pg_constraint AS k
        JOIN pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = k.confkey[1]
        WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
            AND a.attname <> 'organisation_id'
        UNION ALL
        SELECT format('%s by %s', i.indrelid::regclass, i.indexrelid::regclass)
        FROM pg_index AS i
        JOIN pg_class AS c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
        WHERE i.indisunique AND c.relname NOT IN ('migrations', 'sign_in_steps', 'throttles')
            AND a.attname <> 'organisation_id'";
    let count = "SELECT COUNT(*)::text FROM pg_constraint WHERE contype IN ('p', 'u', 'f')
        AND connamespace = 'public'::regnamespace";
    let looked = looking(|session| (column(session, keys), column(session, count))).await;
    let Some((others, count)) = looked else {
        return;
    };
    assert_eq!(others, Vec::<String>::new());
    assert!(count[0].parse::<u32>().unwrap() > 40, "{count:?}");
}

#[tokio::test]
async fn row_level_security_holds_every_table_of_a_tenant() {
    let held = "SELECT relname::text FROM pg_class AS c
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            AND relrowsecurity AND relforcerowsecurity
            AND EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = c.oid)";
    let all = "SELECT relname::text FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'migrations'";
    let Some((held, all)) = looking(|session| (column(session, held), column(session, all))).await
    else {
        return;
    };
    let sorted = |names: Vec<String>| names.into_iter().collect::<BTreeSet<_>>();
    assert_eq!(sorted(held), sorted(all));
}

/// The rows of the other engine's samples, as this one writes bytes: an id in
/// its groups, anything else in hexadecimal.
fn rows(sample: &str) -> String {
    let mut parts = sample.split("X'");
    let mut rows = parts.next().unwrap().to_owned();
    for part in parts {
        let (digits, rest) = part.split_once('\'').unwrap();
        rows += &match digits.len() {
            32 => format!("'{digits}'{rest}"),
            _ => format!("'\\x{digits}'{rest}"),
        };
    }
    rows
}

/// The samples are of one organisation, and only that may be written; of the
/// installation's own tables, what the verbs across tenants may.
const AS_THE_SAMPLE: &str = "
    SELECT set_config('utsyn.organisation', '01000000000070008000000000000001', false);
    SELECT set_config('utsyn.across_tenants', 'on', false)";

fn apply_over_rows(session: &Session) {
    for count in 1..=MIGRATIONS.len() {
        apply(session, &MIGRATIONS[..count]).unwrap();
        session.batch(AS_THE_SAMPLE).unwrap();
        session.batch(&rows(sqlite::SAMPLES[count - 1])).unwrap();
    }
}

#[tokio::test]
async fn migrations_apply_over_rows() {
    let Some(database) = database().await else {
        return;
    };
    let url = database.url();
    let looking = tokio::task::spawn_blocking(move || {
        let session = connect(&url);
        apply_over_rows(&session);
        let tables = "SELECT relname::text FROM pg_class WHERE relkind = 'r'
            AND relnamespace = 'public'::regnamespace";
        for table in column(&session, tables) {
            let count = format!("SELECT COUNT(*)::text FROM {table}");
            assert_ne!(column(&session, &count), ["0"], "no sample row in {table}");
        }
    });
    looking.await.unwrap();
}

/// What an earlier version wrote is read by this one, every row of it.
#[tokio::test]
async fn sample_rows_are_read_through_the_port() {
    use crate::port::{Documents as _, Organisations as _, Standings as _};
    let Some(database) = database().await else {
        return;
    };
    let url = database.url();
    let applying = tokio::task::spawn_blocking(move || apply_over_rows(&connect(&url)));
    applying.await.unwrap();
    let directory = tempfile::tempdir().unwrap();
    let store = crate::open_postgres(
        &database.url(),
        &crate::Depot::Directory(directory.path().to_owned()),
    )
    .await
    .unwrap();
    let organisations = store.list_organisations_across_tenants().await.unwrap();
    let organisation = organisations[0].id;
    // Today's rules may say otherwise than those of back then.
    store.refold(organisation, &|_| {}).await.unwrap();
    let standings = store.list_standings_after(organisation, domain::Seq(0), 100);
    let standings = standings.await.unwrap();
    assert!(!standings.is_empty());
    for row in standings {
        let document = store.lookup_document(organisation, row.head.id).await;
        assert_eq!(document.unwrap().unwrap().head, row.head);
    }
}

const FIRST: Migration = Migration {
    name: "1_first",
    sql: "CREATE TABLE a (x BIGINT)",
};

async fn refused(database: &Database, migrations: &'static [Migration]) -> String {
    let url = database.url();
    let refused = tokio::task::spawn_blocking(move || {
        let session = connect(&url);
        let refused = apply(&session, migrations).unwrap_err();
        // The connection is as good as before.
        session.batch("SELECT 1").unwrap();
        format!("{refused:?}")
    });
    refused.await.unwrap()
}

#[tokio::test]
async fn steps_that_are_not_ours_are_refused_and_broken_ones_leave_nothing() {
    let Some(database) = database().await else {
        return;
    };
    let url = database.url();
    let first = tokio::task::spawn_blocking(move || apply(&connect(&url), &[FIRST]));
    first.await.unwrap().unwrap();
    let told = refused(&database, &[]).await;
    assert!(told.contains("1_first") && told.contains("newer"), "{told}");
    const CHANGED: &[Migration] = &[Migration {
        sql: "CREATE TABLE a (x TEXT)",
        ..FIRST
    }];
    let told = refused(&database, CHANGED).await;
    assert!(told.contains("1_first"), "{told}");
    const BROKEN: &[Migration] = &[
        FIRST,
        Migration {
            name: "2_broken",
            sql: "CREATE TABLE b (x BIGINT); CREATE TABLE a (x BIGINT)",
        },
    ];
    refused(&database, BROKEN).await;
    let url = database.url();
    let left = tokio::task::spawn_blocking(move || {
        column(
            &connect(&url),
            "SELECT COALESCE(to_regclass('b')::text, 'nothing')",
        )
    });
    assert_eq!(left.await.unwrap(), ["nothing"]);
}
