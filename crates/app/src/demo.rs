//! The demo organisation: a group of three invented Norwegian companies, their
//! customers, and everything they sent over the last sixteen months.
//!
//! A pure function of a seed, a number of documents and a moment: the same
//! three give the same demo on every machine. Every document's story is told
//! to its end and cut off at that moment, so that the newest documents are
//! honestly in progress: queued, sent but not opened, due but not paid.
//!
//! Deliberately absent: the record. [`Plan::documents`] says what came, what
//! happened and what was paid, as files and channels would have told it;
//! receiving all that is left to the verbs that receive the real thing. That a
//! document was received is not told as an event, nor which payment belongs to
//! which document: both follow.
//!
//! Where to enter: [`plan`], then [`Plan::documents`]; inside, `stream` walks
//! the days, `compose` writes a document and `story` tells its life.
//!
//! To add something that can happen: a fact in the fitting module of `story`,
//! a problem in `problems`, a product in `companies`.

use domain::intake::{NewDocument, NewPayment};
use domain::{Fact, SourceKey};
use jiff::Timestamp;

mod bank;
mod companies;
mod compose;
mod customers;
mod days;
mod dice;
mod files;
mod found;
mod invoices;
mod names;
mod numbers;
mod originals;
mod pdf;
mod problems;
mod story;
mod stream;
mod ubl;
mod volume;
mod work;

pub use found::{LOGIN_EMAIL, LOGIN_PASSWORD, Made, make};
pub use invoices::invoices;

/// The customer who got paper and paid late until 15 April of the latest
/// spring that is at least two months ago, and gets eFaktura and pays in time
/// since then.
pub const MOVED_CUSTOMER: &str = "Solveig Tindeland";
/// How many of the newest documents come with their original.
pub const ORIGINALS_NEWEST: usize = 300;
/// Most documents of a demo; more are left out.
pub const DOCUMENTS_MAX: usize = 5_000_000;
/// Months that the demo covers, today included.
pub const MONTHS: i32 = 16;

/// Earliest and latest moment that a demo can end at; others are moved to the
/// nearer one. They keep every date inside what calendars can hold.
const NOW_EARLIEST: i64 = 978_307_200;
const NOW_LATEST: i64 = 7_258_118_400;

/// What a demo consists of. Documents are made when they are asked for.
#[derive(Debug)]
pub struct Plan {
    /// The organisation's short name, as in addresses.
    pub organisation: &'static str,
    /// The organisation's name.
    pub name: &'static str,
    /// Its companies; [`DemoDocument::company`] is a place in this list.
    pub companies: Vec<DemoCompany>,
    seed: u64,
    documents: usize,
    days: days::Days,
    outage: volume::Outage,
    quotas: Vec<usize>,
    customers: Vec<customers::Customer>,
    employees: Vec<usize>,
    wheel: Vec<usize>,
}

/// A company of the group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoCompany {
    /// Valid organisation number; it begins with 3, as no real one does.
    pub number: String,
    /// Name.
    pub name: String,
    /// Accounts that customers pay to: valid, in a bank that does not exist.
    pub accounts: Vec<String>,
    /// How the check digit of its KIDs is computed.
    pub kid: domain::kid::Algorithm,
}

/// A document with everything that became of it up to now.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoDocument {
    /// The place of the company that sent it in [`Plan::companies`].
    pub company: usize,
    /// The document as its sender's system tells of it.
    pub document: NewDocument,
    /// When it was received; never before the document ahead of it.
    pub received_at: Timestamp,
    /// What happened to it, besides that it was received.
    pub events: Vec<DemoEvent>,
    /// What was paid for it, as the bank told it.
    pub payments: Vec<DemoPayment>,
    /// Of a credit note, the source of the document that it credits.
    pub credits: Option<SourceKey>,
    /// Its bytes, for the newest documents.
    pub original: Option<DemoFile>,
    /// What people wrote about it and when, oldest first.
    pub comments: Vec<(Timestamp, String)>,
}

/// Something that happened to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoEvent {
    /// Who told it; unique in the demo.
    pub source: SourceKey,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// When it was told.
    pub learned_at: Timestamp,
    /// What happened.
    pub fact: Fact,
}

/// A payment as the bank told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPayment {
    /// When the bank told it.
    pub learned_at: Timestamp,
    /// The payment.
    pub payment: NewPayment,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoFile {
    /// Name without a path.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Plans a demo of so many documents that ends at `now`.
pub fn plan(seed: u64, documents: usize, now: Timestamp) -> Plan {
    let now = days::instant(now.as_second().clamp(NOW_EARLIEST, NOW_LATEST));
    let documents = documents.min(DOCUMENTS_MAX);
    let days = days::Days::until(now, MONTHS);
    let customers = customers::gather(seed, &days, documents);
    Plan {
        organisation: "demo",
        name: "Eventyrgruppen (demo)",
        companies: companies::found(seed),
        seed,
        documents,
        outage: volume::Outage::of(&days),
        quotas: volume::quotas(&days, documents),
        employees: customers::employees(&customers),
        wheel: customers::wheel(seed, &customers),
        customers,
        days,
    }
}

impl Plan {
    /// The documents, in the order in which they were received: exactly as
    /// many as were planned. Nothing in them is later than now.
    pub fn documents(&self) -> impl Iterator<Item = DemoDocument> + '_ {
        stream::Stream::new(self).map(|told| self.known(told))
    }

    /// The files that the bank delivers next, one an account: payments that
    /// are booked today or before but that [`Self::documents`] does not tell
    /// of yet. For whoever wants to import a file by hand and watch invoices
    /// become paid. Walks all documents once.
    pub fn bank_files(&self) -> Vec<DemoFile> {
        bank::files(self)
    }

    /// What is known of a document by now.
    fn known(&self, told: stream::Told) -> DemoDocument {
        let now = self.days.now();
        let original = self.original(&told);
        let mut document = told.document;
        if let Some((file, embedded)) = &original {
            document.is_whole_file = !file.bytes.is_empty();
            document.embedded.clone_from(embedded);
        }
        let mut story = told.story;
        story.events.retain(|e| e.learned_at.as_second() <= now);
        story.payments.retain(|p| p.learned_at.as_second() <= now);
        story.comments.retain(|(at, _)| *at <= now);
        story.comments.sort_by_key(|(at, _)| *at);
        let comments = story.comments.into_iter();
        DemoDocument {
            company: told.parties.company,
            document,
            received_at: days::instant(told.received),
            events: story.events,
            payments: story.payments,
            credits: told.credits,
            original: original.map(|(file, _)| file),
            comments: comments
                .map(|(at, text)| (days::instant(at), text.to_owned()))
                .collect(),
        }
    }

    fn original(&self, told: &stream::Told) -> Option<originals::Original> {
        let is_new = told.serial + ORIGINALS_NEWEST >= self.documents;
        is_new.then(|| originals::write(told))
    }
}

#[cfg(test)]
mod tests;
