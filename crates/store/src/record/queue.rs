use super::{Record, upkeep};
use crate::Result;
use crate::port::{Queue, Queued, Queues};
use crate::queries::{QUEUE_JOBS, QUEUE_LETTERS, QUEUE_UPLOADS, QUEUE_WEBHOOKS, Query};
use crate::sql::row::{self, micros};
use crate::sql::{Columns, Connection, params};
use domain::OrganisationId;
use jiff::Timestamp;

fn read(columns: &mut Columns<'_>) -> Result<Queue> {
    Ok(Queue {
        due: columns.count("due")?,
        later: columns.count("later")?,
        running: columns.count("running")?,
        given_up: columns.count("given_up")?,
        due_since: columns.optional_moment("due_since")?,
    })
}

#[async_trait::async_trait]
impl Queues for Record {
    async fn queued(&self, organisation: OrganisationId, now: Timestamp) -> Result<Queued> {
        self.read(organisation, move |connection: &dyn Connection| {
            let queue = |query: &'static Query| -> Result<Queue> {
                let params = params![organisation.as_bytes(), micros(now)];
                Ok(row::one(connection, "queues", query, params, read)?.unwrap_or_default())
            };
            Ok(Queued {
                jobs: queue(QUEUE_JOBS)?,
                letters: queue(QUEUE_LETTERS)?,
                webhooks: queue(QUEUE_WEBHOOKS)?,
                uploads: queue(QUEUE_UPLOADS)?,
                events: upkeep::waiting(connection, organisation)?,
            })
        })
        .await
    }
}
