//! The schema, step by step. What was applied is remembered with its
//! checksum, so that a step that was changed afterwards is noticed.

use super::fault::Sql;
use super::plans;
use crate::migration::{self, Applied, Migration};
use rusqlite::{Connection, params};

/// Every step, oldest first.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "20261123120000_record",
        sql: include_str!("../../migrations/sqlite/20261123120000_record.sql"),
    },
    Migration {
        name: "20261126120000_api_keys",
        sql: include_str!("../../migrations/sqlite/20261126120000_api_keys.sql"),
    },
    Migration {
        name: "20261126120000_imports",
        sql: include_str!("../../migrations/sqlite/20261126120000_imports.sql"),
    },
    Migration {
        name: "20261126120000_jobs",
        sql: include_str!("../../migrations/sqlite/20261126120000_jobs.sql"),
    },
    Migration {
        name: "20261126150000_prices",
        sql: include_str!("../../migrations/sqlite/20261126150000_prices.sql"),
    },
    Migration {
        name: "20261126151000_people",
        sql: include_str!("../../migrations/sqlite/20261126151000_people.sql"),
    },
    Migration {
        name: "20261126152000_audit",
        sql: include_str!("../../migrations/sqlite/20261126152000_audit.sql"),
    },
    Migration {
        name: "20261126152100_retention",
        sql: include_str!("../../migrations/sqlite/20261126152100_retention.sql"),
    },
    Migration {
        name: "20261126153000_reports",
        sql: include_str!("../../migrations/sqlite/20261126153000_reports.sql"),
    },
    Migration {
        name: "20261126154000_idempotency",
        sql: include_str!("../../migrations/sqlite/20261126154000_idempotency.sql"),
    },
    Migration {
        name: "20261126155000_webhooks",
        sql: include_str!("../../migrations/sqlite/20261126155000_webhooks.sql"),
    },
    Migration {
        name: "20261126155100_exports",
        sql: include_str!("../../migrations/sqlite/20261126155100_exports.sql"),
    },
    Migration {
        name: "20261126160000_views",
        sql: include_str!("../../migrations/sqlite/20261126160000_views.sql"),
    },
    Migration {
        name: "20261126160100_follow_ups",
        sql: include_str!("../../migrations/sqlite/20261126160100_follow_ups.sql"),
    },
    Migration {
        name: "20261126160200_mentions",
        sql: include_str!("../../migrations/sqlite/20261126160200_mentions.sql"),
    },
    Migration {
        name: "20261126160300_bulks",
        sql: include_str!("../../migrations/sqlite/20261126160300_bulks.sql"),
    },
    Migration {
        name: "20261126161000_links",
        sql: include_str!("../../migrations/sqlite/20261126161000_links.sql"),
    },
    Migration {
        name: "20261126162000_extracts",
        sql: include_str!("../../migrations/sqlite/20261126162000_extracts.sql"),
    },
    Migration {
        name: "20261126163000_settlement",
        sql: include_str!("../../migrations/sqlite/20261126163000_settlement.sql"),
    },
    Migration {
        name: "20261126171000_learned_spans",
        sql: include_str!("../../migrations/sqlite/20261126171000_learned_spans.sql"),
    },
    Migration {
        name: "20261127090000_mandates",
        sql: include_str!("../../migrations/sqlite/20261127090000_mandates.sql"),
    },
    Migration {
        name: "20261127200000_backups",
        sql: include_str!("../../migrations/sqlite/20261127200000_backups.sql"),
    },
];

const REMEMBERED: &str = "
CREATE TABLE IF NOT EXISTS migrations (
    name TEXT NOT NULL,
    checksum BLOB NOT NULL,
    PRIMARY KEY (name)
) STRICT, WITHOUT ROWID";

/// Brings the schema up to date, alone in the file while it does.
pub(super) fn migrate(connection: &Connection) -> Sql<()> {
    apply(connection, MIGRATIONS)?;
    plans::reload(connection)
}

fn apply(connection: &Connection, migrations: &[Migration]) -> Sql<()> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let done = apply_within(connection, migrations);
    connection.execute_batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    done
}

fn apply_within(connection: &Connection, migrations: &[Migration]) -> Sql<()> {
    connection.execute_batch(REMEMBERED)?;
    for migration in migration::missing(&applied(connection)?, migrations)? {
        connection.execute_batch(migration.sql)?;
        connection.execute(
            "INSERT INTO migrations (name, checksum) VALUES (?1, ?2)",
            params![migration.name, migration.sum().as_bytes()],
        )?;
    }
    plans::settle(connection)
}

fn applied(connection: &Connection) -> Sql<Vec<Applied>> {
    let mut statement =
        connection.prepare("SELECT name, checksum FROM migrations ORDER BY name")?;
    let rows = statement.query_map([], |row| {
        Ok(Applied {
            name: row.get(0)?,
            checksum: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Rows of each step, as the version of that step wrote them; the other
/// engine is tested with the same.
#[cfg(test)]
pub(crate) const SAMPLES: &[&str] = &[
    include_str!("../../tests/data/migrations/20261123120000_record.sql"),
    include_str!("../../tests/data/migrations/20261126120000_api_keys.sql"),
    include_str!("../../tests/data/migrations/20261126120000_imports.sql"),
    include_str!("../../tests/data/migrations/20261126120000_jobs.sql"),
    include_str!("../../tests/data/migrations/20261126150000_prices.sql"),
    include_str!("../../tests/data/migrations/20261126151000_people.sql"),
    include_str!("../../tests/data/migrations/20261126152000_audit.sql"),
    include_str!("../../tests/data/migrations/20261126152100_retention.sql"),
    include_str!("../../tests/data/migrations/20261126153000_reports.sql"),
    include_str!("../../tests/data/migrations/20261126154000_idempotency.sql"),
    include_str!("../../tests/data/migrations/20261126155000_webhooks.sql"),
    include_str!("../../tests/data/migrations/20261126155100_exports.sql"),
    include_str!("../../tests/data/migrations/20261126160000_views.sql"),
    include_str!("../../tests/data/migrations/20261126160100_follow_ups.sql"),
    include_str!("../../tests/data/migrations/20261126160200_mentions.sql"),
    include_str!("../../tests/data/migrations/20261126160300_bulks.sql"),
    include_str!("../../tests/data/migrations/20261126161000_links.sql"),
    include_str!("../../tests/data/migrations/20261126162000_extracts.sql"),
    include_str!("../../tests/data/migrations/20261126163000_settlement.sql"),
    include_str!("../../tests/data/migrations/20261126171000_learned_spans.sql"),
    include_str!("../../tests/data/migrations/20261127090000_mandates.sql"),
    include_str!("../../tests/data/migrations/20261127200000_backups.sql"),
];

#[cfg(test)]
mod tests;
