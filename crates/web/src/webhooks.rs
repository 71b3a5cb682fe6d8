//! Webhooks: who is told of what, whether it arrives, and sending again.

mod delivery;
mod fields;
mod list;
mod manage;
mod show;

pub(crate) use delivery::delivery;
pub(crate) use list::{add, list};
pub(crate) use manage::{delete, pause, replay, resume, rotate, test};
pub(crate) use show::{change, show};

use crate::components::{Family, tag};
use crate::session::Visit;
use app::webhooks::{Webhook, WebhookDeliveryState};
use maud::Markup;

/// How a webhook is doing, in a word.
fn state(visit: &Visit, webhook: &Webhook) -> Markup {
    let say = |key: &str| visit.text.say(key);
    match (webhook.disabled, webhook.failing_since) {
        (Some((_, why)), _) => tag(
            Family::Failed,
            &say(&format!("webhooks-disabled-{}", why.code())),
        ),
        (None, Some(_)) => tag(Family::Overdue, &say("webhooks-failing")),
        (None, None) => tag(Family::Delivered, &say("webhooks-enabled")),
    }
}

/// How a delivery stands, in a word.
fn delivery_state(visit: &Visit, state: WebhookDeliveryState) -> Markup {
    let family = match state {
        WebhookDeliveryState::Waiting => Family::Pending,
        WebhookDeliveryState::Delivered => Family::Delivered,
        WebhookDeliveryState::Dead => Family::Failed,
    };
    let key = format!("webhooks-delivery-{}", state.code());
    tag(family, &visit.text.say(&key))
}
