use super::{Record, payment};
use crate::Result;
use crate::engine::Scope;
use crate::port::{Delivery, Receptions};
use crate::queries::{
    DOCUMENT_FIND_BY_SOURCE, RECEPTION_ADD_ATTEMPT, RECEPTION_ADD_DELIVERY,
    RECEPTION_COUNT_ATTEMPT, RECEPTION_DELETE_ATTEMPT, RECEPTION_DELETE_DELIVERY,
    RECEPTION_EXTEND_DELIVERY, RECEPTION_FIND_WAITING, RECEPTION_LOOKUP_ATTEMPT,
    RECEPTION_LOOKUP_MAPPING, RECEPTION_PUT_MAPPING, RECEPTION_TAKE_DELIVERY,
};
use crate::sql::row::{self, micros};
use crate::sql::{Columns, Connection, params};
use domain::{ContentHash, DeliveryId, DocumentId, OrganisationId, SourceKey};
use jiff::Timestamp;

/// How often a delivery that another took a moment before is looked for anew.
const TAKES_MAX: usize = 8;

/// Counts an attempt, and answers how many there were before.
fn begin_attempt(
    connection: &dyn Connection,
    organisation: OrganisationId,
    (file, alone): (&ContentHash, bool),
    at: Timestamp,
) -> Result<Option<u32>> {
    let key = params![organisation.as_bytes(), file.as_bytes()];
    let table = "reading_attempts";
    let before = row::one(
        connection,
        table,
        RECEPTION_LOOKUP_ATTEMPT,
        key,
        |columns| {
            let attempts = columns.int("attempts")?;
            columns.known("attempts", u32::try_from(attempts).ok())
        },
    )?;
    if before.is_none() {
        let begun = params![organisation.as_bytes(), file.as_bytes(), micros(at)];
        row::run(connection, RECEPTION_ADD_ATTEMPT, begun)?;
    }
    if alone {
        row::run(connection, RECEPTION_COUNT_ATTEMPT, key)?;
    }
    Ok(before)
}

fn read_delivery(columns: &mut Columns<'_>) -> Result<(OrganisationId, Delivery)> {
    let organisation = columns.id("organisation_id", OrganisationId::from_bytes)?;
    let delivery = Delivery {
        id: columns.id("delivery_id", DeliveryId::from_bytes)?,
        content: columns.text("content")?,
        received_at: columns.moment("received_at")?,
        leased_until: columns.moment("leased_until")?,
    };
    Ok((organisation, delivery))
}

#[async_trait::async_trait]
impl Receptions for Record {
    async fn begin_attempts(
        &self,
        organisation: OrganisationId,
        files: &[ContentHash],
        alone: bool,
        at: Timestamp,
    ) -> Result<Vec<Option<u32>>> {
        let files = files.to_vec();
        self.write(organisation, move |connection| {
            let begun = files
                .iter()
                .map(|file| begin_attempt(connection, organisation, (file, alone), at));
            begun.collect()
        })
        .await
    }

    async fn end_attempts(
        &self,
        organisation: OrganisationId,
        files: &[ContentHash],
    ) -> Result<()> {
        let files = files.to_vec();
        self.write(organisation, move |connection| {
            for file in &files {
                let key = params![organisation.as_bytes(), file.as_bytes()];
                row::run(connection, RECEPTION_DELETE_ATTEMPT, key)?;
            }
            Ok(())
        })
        .await
    }

    async fn add_delivery(&self, organisation: OrganisationId, delivery: Delivery) -> Result<()> {
        self.effect(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                delivery.id.as_bytes(),
                delivery.content,
                micros(delivery.received_at),
                micros(delivery.leased_until),
            ];
            row::run(connection, RECEPTION_ADD_DELIVERY, params).map(drop)
        })
        .await
    }

    async fn take_delivery_across_tenants(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<(OrganisationId, Delivery)>> {
        for _ in 0..TAKES_MAX {
            let found = self
                .read(Scope::AcrossTenants, move |connection| {
                    let params = params![micros(now)];
                    row::one(
                        connection,
                        "deliveries",
                        RECEPTION_FIND_WAITING,
                        params,
                        read_delivery,
                    )
                })
                .await?;
            let Some((organisation, delivery)) = found else {
                return Ok(None);
            };
            let id = delivery.id;
            let is_ours = self
                .write(organisation, move |connection| {
                    let params = params![
                        organisation.as_bytes(),
                        id.as_bytes(),
                        micros(now),
                        micros(until)
                    ];
                    Ok(row::run(connection, RECEPTION_TAKE_DELIVERY, params)? == 1)
                })
                .await?;
            if is_ours {
                return Ok(Some((organisation, delivery)));
            }
        }
        Ok(None)
    }

    async fn extend_delivery(
        &self,
        organisation: OrganisationId,
        id: DeliveryId,
        until: Timestamp,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes(), micros(until)];
            row::run(connection, RECEPTION_EXTEND_DELIVERY, params).map(drop)
        })
        .await
    }

    async fn end_delivery(&self, organisation: OrganisationId, id: DeliveryId) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            row::run(connection, RECEPTION_DELETE_DELIVERY, params).map(drop)
        })
        .await
    }

    async fn find_fingerprints(
        &self,
        organisation: OrganisationId,
        keys: &[SourceKey],
    ) -> Result<Vec<Option<ContentHash>>> {
        let keys = keys.to_vec();
        self.read(organisation, move |connection| {
            let found = keys.iter().map(|key| {
                let params = params![organisation.as_bytes(), key.source, key.id];
                row::one(
                    connection,
                    "documents",
                    DOCUMENT_FIND_BY_SOURCE,
                    params,
                    |columns| {
                        columns.id("document_id", DocumentId::from_bytes)?;
                        columns.hash("fingerprint")
                    },
                )
            });
            found.collect()
        })
        .await
    }

    async fn find_known_payments(
        &self,
        organisation: OrganisationId,
        keys: &[SourceKey],
    ) -> Result<Vec<bool>> {
        let keys = keys.to_vec();
        self.read(organisation, move |connection| {
            let found = keys.iter().map(|key| {
                let known = payment::find_by_source(connection, organisation, key)?;
                Ok(known.is_some())
            });
            found.collect()
        })
        .await
    }

    async fn lookup_mapping(
        &self,
        organisation: OrganisationId,
        shape: ContentHash,
    ) -> Result<Option<String>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), shape.as_bytes()];
            let table = "table_mappings";
            row::one(
                connection,
                table,
                RECEPTION_LOOKUP_MAPPING,
                params,
                |columns| columns.text("mapping"),
            )
        })
        .await
    }

    async fn put_mapping(
        &self,
        organisation: OrganisationId,
        shape: ContentHash,
        mapping: String,
        at: Timestamp,
    ) -> Result<()> {
        self.effect(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                shape.as_bytes(),
                mapping,
                micros(at)
            ];
            row::run(connection, RECEPTION_PUT_MAPPING, params).map(drop)
        })
        .await
    }
}
