//! The API: everything the portal shows and does, for other systems.
//!
//! REST under `/api/v1`, described by an OpenAPI 3.1 document that is made
//! from the same code (`/api/v1/openapi.json`) and can be browsed without any
//! outside host (`/api/v1/docs/`). Bearer keys with scopes; every failure is a
//! problem (RFC 9457) with a stable code.
//!
//! Deliberately absent: rules of the business (those are in `app`), SQL, HTML,
//! sessions. A foreign id is answered like an unknown one.
//!
//! Where to enter: `routes.rs`, the one table of what there is; `wire` for
//! how values look in JSON; `caller.rs` for who asks and what a key may do.
//!
//! To add a resource: `<noun>/<verb>.rs` with a handler that makes one call of
//! `app`, its shape in `wire/<noun>.rs`, one line in `routes.rs`.

pub mod statistics;
pub mod wire;

mod annotations;
mod api_keys;
mod audit;
mod bulks;
mod caller;
mod changes;
mod companies;
mod customers;
mod documents;
mod errand;
mod etag;
mod events;
mod exports;
mod follow_ups;
mod holds;
mod imports;
mod jobs;
mod letters;
mod limits;
mod oauth;
mod openapi;
mod organisation;
mod page;
mod payments;
mod prices;
mod problem;
mod problem_page;
mod query;
mod recipients;
mod reports;
mod retention;
mod routes;
mod system;
mod users;
mod views;
mod webhooks;

pub use limits::REQUESTS_A_MINUTE;
pub use openapi::description;
pub use routes::{router, router_within};

#[cfg(test)]
mod tests;
