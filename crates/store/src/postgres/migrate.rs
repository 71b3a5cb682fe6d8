//! The schema, step by step, with the same names as in the other engine. What
//! was applied is remembered with its checksum, so that a step that was
//! changed afterwards is noticed.

use super::fault::Faulty;
use super::session::Session;
use crate::migration::{self, Applied, Migration};
use crate::{Error, Result};

/// Every step, oldest first.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "20261123120000_record",
        sql: include_str!("../../migrations/postgres/20261123120000_record.sql"),
    },
    Migration {
        name: "20261126120000_api_keys",
        sql: include_str!("../../migrations/postgres/20261126120000_api_keys.sql"),
    },
    Migration {
        name: "20261126120000_imports",
        sql: include_str!("../../migrations/postgres/20261126120000_imports.sql"),
    },
    Migration {
        name: "20261126120000_jobs",
        sql: include_str!("../../migrations/postgres/20261126120000_jobs.sql"),
    },
    Migration {
        name: "20261126150000_prices",
        sql: include_str!("../../migrations/postgres/20261126150000_prices.sql"),
    },
    Migration {
        name: "20261126151000_people",
        sql: include_str!("../../migrations/postgres/20261126151000_people.sql"),
    },
    Migration {
        name: "20261126152000_audit",
        sql: include_str!("../../migrations/postgres/20261126152000_audit.sql"),
    },
    Migration {
        name: "20261126152100_retention",
        sql: include_str!("../../migrations/postgres/20261126152100_retention.sql"),
    },
    Migration {
        name: "20261126153000_reports",
        sql: include_str!("../../migrations/postgres/20261126153000_reports.sql"),
    },
    Migration {
        name: "20261126154000_idempotency",
        sql: include_str!("../../migrations/postgres/20261126154000_idempotency.sql"),
    },
    Migration {
        name: "20261126155000_webhooks",
        sql: include_str!("../../migrations/postgres/20261126155000_webhooks.sql"),
    },
    Migration {
        name: "20261126155100_exports",
        sql: include_str!("../../migrations/postgres/20261126155100_exports.sql"),
    },
    Migration {
        name: "20261126160000_views",
        sql: include_str!("../../migrations/postgres/20261126160000_views.sql"),
    },
    Migration {
        name: "20261126160100_follow_ups",
        sql: include_str!("../../migrations/postgres/20261126160100_follow_ups.sql"),
    },
    Migration {
        name: "20261126160200_mentions",
        sql: include_str!("../../migrations/postgres/20261126160200_mentions.sql"),
    },
    Migration {
        name: "20261126160300_bulks",
        sql: include_str!("../../migrations/postgres/20261126160300_bulks.sql"),
    },
    Migration {
        name: "20261126161000_links",
        sql: include_str!("../../migrations/postgres/20261126161000_links.sql"),
    },
    Migration {
        name: "20261126162000_extracts",
        sql: include_str!("../../migrations/postgres/20261126162000_extracts.sql"),
    },
    Migration {
        name: "20261126163000_settlement",
        sql: include_str!("../../migrations/postgres/20261126163000_settlement.sql"),
    },
    Migration {
        name: "20261126171000_learned_spans",
        sql: include_str!("../../migrations/postgres/20261126171000_learned_spans.sql"),
    },
    Migration {
        name: "20261127090000_mandates",
        sql: include_str!("../../migrations/postgres/20261127090000_mandates.sql"),
    },
    Migration {
        name: "20261127200000_backups",
        sql: include_str!("../../migrations/postgres/20261127200000_backups.sql"),
    },
];

/// Nodes that start at once take turns; any number will do.
const BEGIN: &str = "
BEGIN;
SELECT pg_advisory_xact_lock(6158789018523828226);
CREATE TABLE IF NOT EXISTS migrations (
    name TEXT COLLATE \"C\" NOT NULL,
    checksum BYTEA NOT NULL,
    PRIMARY KEY (name)
)";

/// Brings the schema up to date, alone in the database while it does.
pub(super) fn migrate(session: &Session) -> Result<()> {
    apply(session, MIGRATIONS)
}

pub(super) fn apply(session: &Session, migrations: &[Migration]) -> Result<()> {
    session.batch("SET client_min_messages = warning")?;
    session.batch(BEGIN)?;
    match apply_within(session, migrations) {
        Ok(()) => session.batch("COMMIT"),
        Err(error) => {
            session.batch("ROLLBACK")?;
            Err(error)
        }
    }
}

fn apply_within(session: &Session, migrations: &[Migration]) -> Result<()> {
    for migration in migration::missing(&applied(session)?, migrations)? {
        session.batch(migration.sql)?;
        let remember = "INSERT INTO migrations (name, checksum) VALUES ($1, $2)";
        let sum = migration.sum();
        let values: [&(dyn tokio_postgres::types::ToSql + Sync); 2] =
            [&migration.name, &sum.as_bytes().as_slice()];
        let remembered = session.client().execute(remember, &values);
        session.wait(remembered).faulty()?;
    }
    Ok(())
}

fn applied(session: &Session) -> Result<Vec<Applied>> {
    let read = "SELECT name, checksum FROM migrations ORDER BY name";
    let rows = session.wait(session.client().query(read, &[])).faulty()?;
    let applied = rows.iter().map(|row| {
        let checksum: &[u8] = row.try_get(1).faulty()?;
        let inconsistent = |_| Error::Inconsistent {
            table: "migrations",
            column: "checksum",
        };
        Ok(Applied {
            name: row.try_get(0).faulty()?,
            checksum: checksum.try_into().map_err(inconsistent)?,
        })
    });
    applied.collect()
}

#[cfg(test)]
mod tests;
