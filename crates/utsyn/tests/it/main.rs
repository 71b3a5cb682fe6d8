//! The built binary, driven from outside as people and scripts drive it.

mod command_line;
mod corpus;
mod kill;
mod pictures;
mod run;
mod samples;
