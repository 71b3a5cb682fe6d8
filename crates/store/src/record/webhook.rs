//! Webhooks, and what they are told.

mod delivery;
mod read;

use super::Record;
use crate::Result;
use crate::engine::Scope;
use crate::port::{
    BegunWebhookDelivery, EndedWebhookDelivery, LeasedWebhook, NewWebhookDelivery, Webhook,
    WebhookAttempt, WebhookDelivery, WebhookDeliveryCounts, WebhookDeliveryState, WebhookDisabled,
    WebhookFields, WebhookReplay, Webhooks,
};
use crate::queries::{
    WEBHOOK_ADD, WEBHOOK_ATTEMPT_DELETE_OF_WEBHOOK, WEBHOOK_ATTEMPT_DELETE_OLD,
    WEBHOOK_ATTEMPT_LIST, WEBHOOK_CHANGE, WEBHOOK_DELETE, WEBHOOK_DELIVERY_DELETE_OF_WEBHOOK,
    WEBHOOK_DELIVERY_DELETE_OLD, WEBHOOK_DELIVERY_LOOKUP, WEBHOOK_DISABLE, WEBHOOK_ENABLE,
    WEBHOOK_EXTEND, WEBHOOK_FIND_TO_ATTEND, WEBHOOK_LEASE, WEBHOOK_LIST, WEBHOOK_LOOKUP,
    WEBHOOK_ROTATE,
};
use crate::sql::row::{self, micros};
use crate::sql::{Connection, params};
use domain::{CompanyId, OrganisationId, Seq, UserId, WebhookDeliveryId, WebhookId};
use jiff::Timestamp;
use read::{DELIVERIES, WEBHOOKS};

fn companies(companies: Option<&[CompanyId]>) -> Option<String> {
    let written = |companies: &[CompanyId]| {
        let ids: Vec<String> = companies.iter().map(ToString::to_string).collect();
        ids.join(" ")
    };
    companies.map(written)
}

fn event_types(types: Option<&[String]>) -> Option<String> {
    types.map(|types| types.join(" "))
}

fn add(connection: &dyn Connection, organisation: OrganisationId, new: &Webhook) -> Result<()> {
    let params = params![
        organisation.as_bytes(),
        new.id.as_bytes(),
        new.url,
        new.description,
        event_types(new.event_types.as_deref()),
        companies(new.companies.as_deref()),
        new.secret,
        new.created_by.as_ref().map(UserId::as_bytes),
        micros(new.created_at),
    ];
    row::queue(connection, WEBHOOK_ADD, params)
}

fn lookup(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: WebhookId,
) -> Result<Option<LeasedWebhook>> {
    let params = params![organisation.as_bytes(), id.as_bytes()];
    row::one(connection, WEBHOOKS, WEBHOOK_LOOKUP, params, read::webhook)
}

fn lease(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: WebhookId,
    (now, until): (Timestamp, Timestamp),
) -> Result<Option<LeasedWebhook>> {
    let (organisation_id, webhook) = (organisation.as_bytes(), id.as_bytes());
    let params = params![organisation_id, webhook, micros(now), micros(until)];
    match row::run(connection, WEBHOOK_LEASE, params)? {
        0 => Ok(None),
        _ => lookup(connection, organisation, id),
    }
}

fn delete(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: WebhookId,
) -> Result<bool> {
    let params = params![organisation.as_bytes(), id.as_bytes()];
    row::queue(connection, WEBHOOK_ATTEMPT_DELETE_OF_WEBHOOK, params)?;
    row::queue(connection, WEBHOOK_DELIVERY_DELETE_OF_WEBHOOK, params)?;
    Ok(row::run(connection, WEBHOOK_DELETE, params)? == 1)
}

#[async_trait::async_trait]
impl Webhooks for Record {
    async fn add_webhook(&self, organisation: OrganisationId, webhook: Webhook) -> Result<()> {
        self.effect(organisation, move |connection| {
            add(connection, organisation, &webhook)
        })
        .await
    }

    async fn lookup_webhook(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
    ) -> Result<Option<Webhook>> {
        self.read(organisation, move |connection| {
            Ok(lookup(connection, organisation, id)?.map(|leased| leased.webhook))
        })
        .await
    }

    async fn list_webhooks(&self, organisation: OrganisationId) -> Result<Vec<Webhook>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes()];
            row::all(connection, WEBHOOKS, WEBHOOK_LIST, params, |columns| {
                Ok(read::webhook(columns)?.webhook)
            })
        })
        .await
    }

    async fn change_webhook(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        fields: WebhookFields,
    ) -> Result<bool> {
        self.effect(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                id.as_bytes(),
                fields.url,
                fields.description,
                event_types(fields.event_types.as_deref()),
                companies(fields.companies.as_deref()),
            ];
            Ok(row::run(connection, WEBHOOK_CHANGE, params)? == 1)
        })
        .await
    }

    async fn rotate_webhook_secret(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        secret: Vec<u8>,
        old_until: Timestamp,
    ) -> Result<bool> {
        self.effect(organisation, move |connection| {
            let (organisation, id) = (organisation.as_bytes(), id.as_bytes());
            let params = params![organisation, id, secret, micros(old_until)];
            Ok(row::run(connection, WEBHOOK_ROTATE, params)? == 1)
        })
        .await
    }

    async fn disable_webhook(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        why: WebhookDisabled,
        at: Timestamp,
    ) -> Result<bool> {
        self.effect(organisation, move |connection| {
            let (organisation, id) = (organisation.as_bytes(), id.as_bytes());
            let params = params![organisation, id, micros(at), why.number()];
            Ok(row::run(connection, WEBHOOK_DISABLE, params)? == 1)
        })
        .await
    }

    async fn enable_webhook(&self, organisation: OrganisationId, id: WebhookId) -> Result<bool> {
        self.effect(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            Ok(row::run(connection, WEBHOOK_ENABLE, params)? == 1)
        })
        .await
    }

    async fn delete_webhook(&self, organisation: OrganisationId, id: WebhookId) -> Result<bool> {
        self.effect(organisation, move |connection| {
            delete(connection, organisation, id)
        })
        .await
    }

    async fn find_webhooks_to_attend_across_tenants(
        &self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<(OrganisationId, WebhookId)>> {
        self.read(Scope::AcrossTenants, move |connection| {
            let params = params![micros(now), row::limit(limit)];
            row::all(
                connection,
                WEBHOOKS,
                WEBHOOK_FIND_TO_ATTEND,
                params,
                |columns| {
                    let organisation = columns.id("organisation_id", OrganisationId::from_bytes)?;
                    Ok((
                        organisation,
                        columns.id("webhook_id", WebhookId::from_bytes)?,
                    ))
                },
            )
        })
        .await
    }

    async fn lease_webhook(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<LeasedWebhook>> {
        self.write(organisation, move |connection| {
            lease(connection, organisation, id, (now, until))
        })
        .await
    }

    async fn extend_webhook(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        fence: i64,
        until: Timestamp,
    ) -> Result<bool> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes(), fence, micros(until)];
            Ok(row::run(connection, WEBHOOK_EXTEND, params)? == 1)
        })
        .await
    }

    async fn feed_webhook(
        &self,
        organisation: OrganisationId,
        leased: (WebhookId, i64),
        reached: Seq,
        deliveries: Vec<NewWebhookDelivery>,
    ) -> Result<bool> {
        self.write(organisation, move |connection| {
            delivery::feed(connection, organisation, leased, reached, &deliveries)
        })
        .await
    }

    async fn add_webhook_deliveries(
        &self,
        organisation: OrganisationId,
        deliveries: Vec<NewWebhookDelivery>,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            delivery::add_all(connection, organisation, &deliveries)
        })
        .await
    }

    async fn begin_webhook_deliveries(
        &self,
        organisation: OrganisationId,
        leased: (WebhookId, i64),
        now: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<BegunWebhookDelivery>> {
        self.write(organisation, move |connection| {
            delivery::begin(connection, organisation, leased, (now, until), limit)
        })
        .await
    }

    async fn end_webhook_delivery(
        &self,
        organisation: OrganisationId,
        fence: i64,
        ended: EndedWebhookDelivery,
    ) -> Result<bool> {
        self.write(organisation, move |connection| {
            delivery::end(connection, organisation, fence, &ended)
        })
        .await
    }

    async fn list_webhook_deliveries(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        state: Option<WebhookDeliveryState>,
        before: Option<WebhookDeliveryId>,
        limit: usize,
    ) -> Result<Vec<WebhookDelivery>> {
        self.read(organisation, move |connection| {
            delivery::list(connection, organisation, (id, state), before, limit)
        })
        .await
    }

    async fn count_webhook_deliveries(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
    ) -> Result<WebhookDeliveryCounts> {
        self.read(organisation, move |connection| {
            delivery::count(connection, organisation, id)
        })
        .await
    }

    async fn lookup_webhook_delivery(
        &self,
        organisation: OrganisationId,
        id: WebhookDeliveryId,
    ) -> Result<Option<WebhookDelivery>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            let query = WEBHOOK_DELIVERY_LOOKUP;
            row::one(connection, DELIVERIES, query, params, read::delivery)
        })
        .await
    }

    async fn list_webhook_attempts(
        &self,
        organisation: OrganisationId,
        id: WebhookDeliveryId,
    ) -> Result<Vec<WebhookAttempt>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            let query = WEBHOOK_ATTEMPT_LIST;
            row::all(connection, read::ATTEMPTS, query, params, read::attempt)
        })
        .await
    }

    async fn replay_webhook_deliveries(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        replay: WebhookReplay,
        run_at: Timestamp,
    ) -> Result<usize> {
        self.write(organisation, move |connection| {
            delivery::replay(connection, organisation, id, replay, run_at)
        })
        .await
    }

    async fn delete_old_webhook_deliveries(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        state: WebhookDeliveryState,
        before: WebhookDeliveryId,
    ) -> Result<usize> {
        self.write(organisation, move |connection| {
            let (organisation, id) = (organisation.as_bytes(), id.as_bytes());
            let params = params![organisation, id, state.number(), before.as_bytes()];
            row::queue(connection, WEBHOOK_ATTEMPT_DELETE_OLD, params)?;
            row::run(connection, WEBHOOK_DELIVERY_DELETE_OLD, params)
        })
        .await
    }
}
