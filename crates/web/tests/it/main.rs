//! Stories of people who use the portal: through the real router, on a real
//! record, and in a real browser.

mod api_keys;
mod audit;
mod browser;
mod bulks;
mod companies;
mod documents;
mod exports;
mod follow_ups;
mod imports;
mod jobs;
mod links;
mod palette;
mod passkeys;
mod payments;
mod people;
mod people_browser;
mod pictures;
mod prices;
mod provider;
mod reports;
mod retention;
mod rights;
mod samples;
mod sessions;
mod statistics;
mod tables;
mod views;
mod walls;
mod webhooks;
