use super::settings::read_id;
use crate::caller::{Caller, ManageWebhooks};
use crate::problem::{Fault, Problem};
use app::App;
use app::webhooks::{self, Again};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::{Seq, WebhookDeliveryId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// What is sent again: one delivery, those that were given up, or what follows
/// from a range of the log.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewReplay {
    /// Id of the delivery to send again.
    #[serde(default)]
    #[schema(format = Uuid)]
    delivery: Option<String>,
    /// Whether to send everything again that was given up.
    #[serde(default)]
    dead: bool,
    /// The first place of the log.
    #[serde(default)]
    #[schema(minimum = 1)]
    first_seq: Option<i64>,
    /// The last place of the log.
    #[serde(default)]
    last_seq: Option<i64>,
}

/// How much is sent again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Replay {
    /// How many deliveries wait because of it.
    deliveries: usize,
}

/// A test that is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct WebhookTest {
    /// Id of its delivery.
    #[schema(format = Uuid)]
    delivery: String,
}

/// Send again
///
/// Messages keep the `webhook-id` that they had, so that the receiver can tell
/// that it knows them.
#[utoipa::path(
    post, path = "/webhooks/{id}/replays", tag = "webhooks",
    params(("id" = String, Path, description = "Id of the webhook", format = Uuid)),
    request_body = NewReplay,
    responses((status = 202, body = Replay)),
    security(("key" = ["webhooks:manage"])),
)]
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller<ManageWebhooks>,
    Path(id): Path<String>,
    body: Result<Json<NewReplay>, JsonRejection>,
) -> Result<(StatusCode, Json<Replay>), Problem> {
    let Json(new) = body.map_err(Problem::from)?;
    let again = new.read()?;
    let replayed = webhooks::replay(&app, caller.ctx(), read_id(&id)?, again).await?;
    let deliveries = replayed.ok_or(Fault::NotFound)?;
    Ok((StatusCode::ACCEPTED, Json(Replay { deliveries })))
}

/// Send a test
///
/// A message of the type `webhook.test` that tells of nothing.
#[utoipa::path(
    post, path = "/webhooks/{id}/tests", tag = "webhooks",
    params(("id" = String, Path, description = "Id of the webhook", format = Uuid)),
    responses((status = 202, body = WebhookTest)),
    security(("key" = ["webhooks:manage"])),
)]
pub(crate) async fn test(
    State(app): State<Arc<App>>,
    caller: Caller<ManageWebhooks>,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<WebhookTest>), Problem> {
    let delivery = webhooks::test(&app, caller.ctx(), read_id(&id)?).await?;
    let delivery = delivery.ok_or(Fault::NotFound)?.to_string();
    Ok((StatusCode::ACCEPTED, Json(WebhookTest { delivery })))
}

impl NewReplay {
    fn read(self) -> Result<Again, Problem> {
        match (self.delivery, self.dead, self.first_seq, self.last_seq) {
            (Some(delivery), false, None, None) => {
                let id: WebhookDeliveryId = delivery.parse().map_err(|_| Fault::NotFound)?;
                Ok(Again::One(id))
            }
            (None, true, None, None) => Ok(Again::Dead),
            (None, false, Some(first), Some(last)) => Ok(Again::Range {
                first: Seq(first),
                last: Seq(last),
            }),
            _ => Err(Problem::parameter(
                "",
                "webhook.replay",
                "say one of: 'delivery', 'dead': true, or 'first_seq' with 'last_seq'".to_owned(),
            )),
        }
    }
}
