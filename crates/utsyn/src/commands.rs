//! One file a verb.

pub(crate) mod bench;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod documents;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod payments;
pub(crate) mod picture;
pub(crate) mod rebuild_facts;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod statistics;

mod wire;
