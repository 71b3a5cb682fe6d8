//! The built binary, driven from outside as people and scripts drive it.

mod command_line;
mod corpus;
mod kill;
mod memory;
mod moving;
mod nodes;
mod run;
mod samples;
mod statistics;
