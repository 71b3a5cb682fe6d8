//! Reports: which there are, building one with a preview, its runs with their
//! files, who gets them, and ending that from a letter.

mod build;
mod change;
mod fields;
mod file;
mod list;
mod run;
mod show;
mod subscriptions;
mod unsubscribe;
mod written;

pub(crate) use build::{build, preview};
pub(crate) use change::{ask_back, delete, order, pause, save, send_again};
pub(crate) use fields::{of_figures, of_list};
pub(crate) use file::{file, read};
pub(crate) use list::list;
pub(crate) use run::run;
pub(crate) use show::show;
pub(crate) use subscriptions::subscriptions;
pub(crate) use unsubscribe::{ask as ask_unsubscribe, unsubscribe};
