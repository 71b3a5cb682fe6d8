//! The built binary, driven from outside as people and scripts drive it.

mod command_line;
mod contract;
mod corpus;
mod duckdb;
mod erasing;
mod kill;
mod links;
mod memory;
mod moving;
mod nodes;
mod pictures;
mod run;
mod samples;
mod statistics;
mod users;
mod watch;
mod webhooks;
