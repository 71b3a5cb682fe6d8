//! The verbs of Utsyn: receive, find, show, match, comment, measure.
//!
//! A door (portal, API, command line) turns what it was asked into one call
//! here, and the answer into what it shows. One noun a folder, one verb a
//! file. Every verb but the few that begin a session takes a [`Ctx`]: whose
//! organisation, who asks, and when.
//!
//! Deliberately absent: HTTP, HTML, SQL and which engine runs it; the time
//! and randomness come from [`Clock`] and [`Random`].
//!
//! To add a verb: a file under its noun, taking `(&App, &Ctx, …)`; doors call
//! it, none of them adds rules of its own.

pub mod annotations;
pub mod api_keys;
pub mod audit;
pub mod bulks;
pub mod changes;
pub mod comments;
pub mod companies;
pub mod conditions;
pub mod customers;
pub mod demo;
pub mod documents;
pub mod errands;
pub mod exports;
pub mod follow_ups;
pub mod health;
pub mod holds;
pub mod imports;
pub mod jobs;
pub mod links;
pub mod mail;
pub mod organisations;
pub mod originals;
pub mod overview;
pub mod payments;
pub mod people;
pub mod pictures;
pub mod pieces;
pub mod platform;
pub mod prices;
pub mod recipients;
pub mod reports;
pub mod resends;
pub mod retention;
pub mod statistics;
pub mod upkeep;
pub mod views;
pub mod webhooks;

mod ahead;
mod back;
mod background;
mod clock;
mod ctx;
mod error;
#[cfg(test)]
mod fresh;
mod names;
mod outbound;
mod random;
mod shelf;
mod words;

pub use back::Back;
pub use background::Background;
pub use clock::{Clock, SystemClock};
pub use ctx::{Actor, Ctx};
pub use error::{Error, Result};
pub use outbound::{Outbound, OverHttp, Question};
pub use random::{Random, SystemRandom};
pub use shelf::{FACTS_BYTES_MAX, FactsSettings};

pub use words::Words;

use shelf::Shelf;
use std::sync::{Arc, Mutex};
use store::Store;

/// A running Utsyn: the record, the facts that are loaded from it, and where
/// time and randomness come from. A clone is another view of the same one.
#[derive(Clone)]
pub struct App {
    store: Arc<dyn Store>,
    shelf: Arc<Shelf>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    spool: imports::Spool,
    /// The most entries of an archive that is received.
    archive_entries_max: usize,
    /// Held while a large file is read as a whole.
    large_file: Arc<Mutex<()>>,
    pictures: Arc<pictures::Studio>,
    signer: audit::Signer,
    proxies: usize,
    outbound: Arc<dyn Outbound>,
    courier: Option<Arc<dyn webhooks::Courier>>,
    export_files: Option<store::Files>,
    datasets: Option<store::Files>,
    /// Tells whoever sends webhooks on this node that there is something.
    webhook_due: Arc<tokio::sync::Notify>,
    post: Arc<mail::Post>,
    words: Arc<dyn Words>,
}

impl App {
    /// Sets up on a record.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        Self {
            store,
            shelf: Arc::new(Shelf::new(FactsSettings::default())),
            clock,
            random,
            spool: imports::Spool::new(std::env::temp_dir()),
            archive_entries_max: imports::ARCHIVE_ENTRIES_MAX,
            large_file: Arc::new(Mutex::new(())),
            pictures: Arc::new(pictures::Studio::closed()),
            signer: audit::Signer::Nobody,
            proxies: 0,
            outbound: Arc::new(outbound::Silence),
            courier: None,
            export_files: None,
            datasets: None,
            webhook_due: Arc::default(),
            post: Arc::default(),
            words: Arc::new(words::Codes),
        }
    }

    /// The same, with facts kept otherwise than by default.
    #[must_use]
    pub fn with_facts(mut self, settings: FactsSettings) -> Self {
        self.shelf = Arc::new(Shelf::new(settings));
        self
    }

    /// Says where files lie while they come in; by default where the system
    /// puts what is temporary, which need not be a disk.
    #[must_use]
    pub fn with_spool(mut self, spool: imports::Spool) -> Self {
        self.spool = spool;
        self
    }

    /// Where files lie while they come in.
    pub const fn spool(&self) -> &imports::Spool {
        &self.spool
    }

    /// Says how many entries an archive may have that comes in by a door of
    /// this installation.
    #[must_use]
    pub fn with_archive_entries_max(self, archive_entries_max: usize) -> Self {
        Self {
            archive_entries_max,
            ..self
        }
    }

    /// The same with a place where pictures are made.
    #[must_use]
    pub fn with_pictures(self, pictures: pictures::Studio) -> Self {
        Self {
            pictures: Arc::new(pictures),
            ..self
        }
    }

    /// Says how many proxies of our own stand before the doors; each adds the
    /// address that it was asked from to the end of `X-Forwarded-For`.
    #[must_use]
    pub fn with_proxies(self, proxies: usize) -> Self {
        Self { proxies, ..self }
    }

    /// The same with somebody who asks other systems.
    #[must_use]
    pub fn with_outbound(self, outbound: Arc<dyn Outbound>) -> Self {
        Self { outbound, ..self }
    }

    /// How many proxies of our own stand before the doors.
    pub const fn proxies(&self) -> usize {
        self.proxies
    }

    /// Where pictures are made.
    pub fn pictures(&self) -> &pictures::Studio {
        &self.pictures
    }

    /// The same with a key to sign the heads of audit logs with.
    #[must_use]
    pub fn with_signer(self, signer: audit::Signer) -> Self {
        Self { signer, ..self }
    }

    /// The same with a place for exports until they are fetched; without,
    /// they can only be fetched as they are made.
    #[must_use]
    pub fn with_export_files(self, files: store::Files) -> Self {
        let export_files = Some(files);
        Self {
            export_files,
            ..self
        }
    }

    /// The same with a place where documents and events are laid down every
    /// night for other programs.
    #[must_use]
    pub fn with_datasets(self, files: store::Files) -> Self {
        let datasets = Some(files);
        Self { datasets, ..self }
    }

    /// The same with somebody who carries messages to other systems; without,
    /// webhooks wait.
    #[must_use]
    pub fn with_courier(self, courier: Arc<dyn webhooks::Courier>) -> Self {
        let courier = Some(courier);
        Self { courier, ..self }
    }

    /// The same with a mail server, and with the address of the portal.
    #[must_use]
    pub fn with_post(self, post: mail::Post) -> Self {
        Self {
            post: Arc::new(post),
            ..self
        }
    }

    /// The same with words for what is written without anybody looking.
    #[must_use]
    pub fn with_words(self, words: Arc<dyn Words>) -> Self {
        Self { words, ..self }
    }

    /// Where letters go out.
    pub fn post(&self) -> &mail::Post {
        &self.post
    }

    /// A page of the portal as whoever reads a letter opens it; the path
    /// begins with a slash.
    pub fn portal_url(&self, path: &str) -> String {
        format!("{}{path}", self.post.portal())
    }

    /// The moment it is, by this app's clock.
    pub fn now(&self) -> jiff::Timestamp {
        self.clock.now()
    }

    /// Writes out what is pending and closes the record.
    pub async fn close(&self) -> Result<()> {
        Ok(self.store.close().await?)
    }

    fn id<T>(&self, make: fn(u64, [u8; 10]) -> T) -> T {
        let unix_ms = u64::try_from(self.now().as_millisecond()).unwrap_or_default();
        make(unix_ms, self.random.ten_bytes())
    }
}
