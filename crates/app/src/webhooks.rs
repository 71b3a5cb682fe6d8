//! Webhooks: other systems are told of changes as they happen, by the
//! Standard Webhooks (<https://www.standardwebhooks.com>).
//!
//! The log becomes deliveries (`feed`), rows in the record. One node at a time
//! attends to a webhook (`send`): what is due is posted, what fails comes again
//! by `schedule`, of one document always the earlier first. A receiver that
//! hangs delays nobody but itself. How a message gets there is the business of
//! a [`Courier`]; [`Direct`] is the one that really goes.
//!
//! A message is thin: it names what happened to which document, and the
//! receiver asks the API for the rest.

mod address;
mod courier;
mod direct;
mod feed;
mod log;
mod notice;
mod replay;
mod schedule;
mod send;
mod settings;
mod sign;
mod test_event;
mod types;

pub use address::{Network, NotANetwork};
pub use courier::{Answer, Courier, Parcel, Response};
pub use direct::{Direct, Patience};
pub use log::{Told, clear_old, count, deliveries, delivery};
pub use replay::{Again, replay};
pub use schedule::{ATTEMPTS_MAX, pauses};
pub use send::send_due;
pub(crate) use send::work;
pub use settings::{Made, NewWebhook, add, change, delete, disable, enable, list, lookup, rotate};
pub use store::port::{
    Webhook, WebhookAttempt, WebhookDelivery, WebhookDeliveryCounts, WebhookDeliveryState,
    WebhookDisabled,
};
pub use test_event::test;
pub use types::TYPES;

#[cfg(test)]
mod tests;
