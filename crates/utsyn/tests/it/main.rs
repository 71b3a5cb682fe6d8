//! The built binary, driven from outside as people and scripts drive it.

mod command_line;
mod corpus;
mod duckdb;
mod kill;
mod memory;
mod moving;
mod nodes;
mod pictures;
mod run;
mod samples;
mod statistics;
mod watch;
