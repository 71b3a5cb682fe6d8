//! One file a verb.

pub(crate) mod api_key;
pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod bench;
pub(crate) mod copy;
pub(crate) mod datasets;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod documents;
pub(crate) mod erase;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod jobs;
pub(crate) mod link;
pub(crate) mod organisation;
pub(crate) mod originals;
pub(crate) mod payments;
pub(crate) mod picture;
pub(crate) mod rebuild_facts;
pub(crate) mod report;
pub(crate) mod restore;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod statistics;
pub(crate) mod user;
pub(crate) mod verify;
pub(crate) mod watch;
pub(crate) mod webhook;

mod moved;
