//! The portal: pages and forms, rendered on the server.
//!
//! Everything works with links and forms alone; the one script only makes it
//! quicker. A page is a function from values to markup, so that tests can
//! render it without a database; a handler turns the request into one call of
//! `app` and hands the answer to the page.
//!
//! Deliberately absent: SQL, files, rules of the business (those are in
//! `app`), inline script and inline style, and any state of its own: the URL
//! is the whole state of a view, the session lies in the record.
//!
//! Where to enter: [`router`], and [`ROUTES`], the one table of what there is.
//! A request goes through `session` (who is it, which language), the handler
//! of its page, `page` (the frame around every page) and `headers`.
//!
//! To add a page: `<noun>/<page>.rs` with a handler and a view, one line in
//! `routes.rs`, a builder of its URL in `paths.rs`, and its words in
//! `locales/nb` and `locales/en` — a test holds the two to the same keys.
//! To add a word of a vocabulary: one line in both `words.ftl`.

mod access;
mod annotations;
mod api_keys;
mod assets;
mod audit;
mod behaviour;
mod bulks;
mod channels;
mod components;
mod customers;
mod documents;
mod error_page;
mod errors;
mod follow_ups;
mod form;
mod headers;
mod health;
mod help;
mod holds;
mod imports;
mod jobs;
mod language;
mod letters;
mod links;
mod overview;
mod page;
mod palette;
mod paths;
mod payments;
mod prices;
mod query;
mod receivables;
mod recipients;
mod reports;
mod retention;
mod routes;
mod session;
mod settings;
mod sign_in;
mod statistics;
mod text;
mod views;
mod webhooks;
mod words;

pub use routes::{Access, ROUTES, Route, router};
pub use words::PortalWords;

#[cfg(test)]
mod tests;
