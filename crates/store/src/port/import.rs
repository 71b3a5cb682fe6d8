use crate::Result;
use crate::port::{Packed, PackedDetails};
use domain::document::{Attachment, OriginalRef};
use domain::intake::{ItemKind, NewCustomer, NewMandate, NewPayment, Target};
use domain::{
    CompanyId, ContentHash, DocumentId, Fact, Finding, Head, ImportId, OrganisationId, PaymentId,
    SourceKey, UserId,
};
use jiff::Timestamp;

/// What became of one item of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It is in the record.
    Stored,
    /// It was in the record already; nothing changed.
    Duplicate,
    /// It cannot be used; the findings say why. The file is kept.
    Rejected,
    /// It is in the record, but the document it is about is not known yet.
    Unmatched,
}

impl Outcome {
    /// Every outcome, in the order shown to people.
    pub const ALL: [Self; 4] = [
        Self::Stored,
        Self::Duplicate,
        Self::Unmatched,
        Self::Rejected,
    ];

    /// The word used in JSON and in columns.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stored => "stored",
            Self::Duplicate => "duplicate",
            Self::Rejected => "rejected",
            Self::Unmatched => "unmatched",
        }
    }

    /// The outcome with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// A file that was received, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// Its name, as given.
    pub name: String,
    /// Its bytes.
    pub hash: ContentHash,
    /// How many bytes.
    pub size: u64,
    /// What it was recognised as (`ubl`, `ocr_giro`, …).
    pub format: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// Who gave it, where a person did.
    pub by: Option<UserId>,
    /// Whether all of its items are in; false while it is being read, and
    /// after an interruption until it is given again.
    pub is_complete: bool,
    /// What was noticed about the file as a whole.
    pub findings: Vec<Finding>,
    /// How many items came to each outcome.
    pub counts: ItemCounts,
}

/// Items of a file by outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ItemCounts {
    /// Items in the record.
    pub stored: u64,
    /// Items that were there already.
    pub duplicate: u64,
    /// Items that cannot be used.
    pub rejected: u64,
    /// Items whose document is not known yet.
    pub unmatched: u64,
}

impl ItemCounts {
    /// Counts one item.
    pub const fn add(&mut self, outcome: Outcome) {
        let count = match outcome {
            Outcome::Stored => &mut self.stored,
            Outcome::Duplicate => &mut self.duplicate,
            Outcome::Rejected => &mut self.rejected,
            Outcome::Unmatched => &mut self.unmatched,
        };
        *count += 1;
    }
}

/// An item of a file, with its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportItem {
    /// Place among the file's items: 0, 1, 2…
    pub position: u64,
    /// Where in the file: `line 12`, an entry's name; empty for the file itself.
    pub place: String,
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// What became of it.
    pub outcome: Outcome,
    /// The document that it became or is about, where there is one.
    pub document: Option<DocumentId>,
    /// What was noticed about it.
    pub findings: Vec<Finding>,
}

/// A piece of a file to record: the file itself on the first piece, then its
/// items in order. A small file is one piece; a large one is many, and
/// `is_last` on the final one completes it.
#[derive(Debug, Clone)]
pub struct Intake {
    /// The file. Its `counts` are kept by the record and ignored here.
    pub import: Import,
    /// Bytes to keep, packed. Bytes that are there already are not kept twice.
    pub originals: Vec<Packed>,
    /// Items to record.
    pub items: Vec<NewItem>,
    /// Whether these are the file's last items.
    pub is_last: bool,
    /// When it was learned.
    pub learned_at: Timestamp,
}

/// An item to record.
#[derive(Debug, Clone)]
pub struct NewItem {
    /// Place among the file's items.
    pub position: u64,
    /// Where in the file.
    pub place: String,
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// What the reader noticed.
    pub findings: Vec<Finding>,
    /// What it tells.
    pub body: NewBody,
}

/// What an item tells the record.
#[derive(Debug, Clone)]
pub enum NewBody {
    /// A document.
    Document(Box<NewRecord>),
    /// An event about a document named in some way.
    Event(Box<NewFact>),
    /// A payment.
    Payment(Box<NewMoney>),
    /// A mandate.
    Mandate(Box<NewMandate>),
    /// Nothing that can be used.
    Refused,
}

/// A document to record.
#[derive(Debug, Clone)]
pub struct NewRecord {
    /// The fixed fields; `customer` is a fresh id, used only if no customer
    /// with the same key is there.
    pub head: Head,
    /// Where it came from. The same key again is a duplicate.
    pub source: SourceKey,
    /// What it says, in one hash: the same key with another fingerprint is
    /// rejected with finding `source.conflict`.
    pub fingerprint: ContentHash,
    /// Who receives it.
    pub customer: NewCustomer,
    /// The bytes that were sent.
    pub original: Option<OriginalRef>,
    /// The data in it.
    pub details: PackedDetails,
    /// Files that came with it.
    pub attachments: Vec<Attachment>,
    /// Events known from the start, besides `received`, which the record adds.
    pub events: Vec<NewFactEvent>,
}

/// One event of a document being recorded.
#[derive(Debug, Clone)]
pub struct NewFactEvent {
    /// Who told it.
    pub source: SourceKey,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// When it was learned.
    pub learned_at: Timestamp,
    /// What happened.
    pub fact: Fact,
}

/// An event to record, whose document has to be found.
#[derive(Debug, Clone)]
pub struct NewFact {
    /// Which document it is about.
    pub target: Target,
    /// The event.
    pub event: NewFactEvent,
}

/// A payment to record and, where its document can be found, to match.
#[derive(Debug, Clone)]
pub struct NewMoney {
    /// The payment's id, used only if it is new.
    pub id: PaymentId,
    /// The company whose account it is, where known.
    pub company: Option<CompanyId>,
    /// What the bank told.
    pub payment: NewPayment,
    /// When it was learned.
    pub learned_at: Timestamp,
}

/// What became of one recorded item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedItem {
    /// What became of it.
    pub outcome: Outcome,
    /// The document that it became or is about.
    pub document: Option<DocumentId>,
    /// The reader's findings and those of the record.
    pub findings: Vec<Finding>,
}

/// Position in the list of imports, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportCursor {
    /// When the last one seen was received.
    pub received_at: Timestamp,
    /// Its id.
    pub id: ImportId,
}

/// Files received, and the one door through which anything enters the record.
#[async_trait::async_trait]
pub trait Imports {
    /// Records pieces of files in one transaction: originals, documents with
    /// their customers and events, payments, mandates, and the outcome of
    /// every item. Payments find their documents here, and documents the
    /// payments, events and credit notes that came before them.
    ///
    /// Answers one list an intake, one entry an item, in order. When it
    /// returns, everything is on disk.
    async fn record(
        &self,
        organisation: OrganisationId,
        intakes: Vec<Intake>,
    ) -> Result<Vec<Vec<RecordedItem>>>;
    /// A file by id.
    async fn lookup_import(
        &self,
        organisation: OrganisationId,
        id: ImportId,
    ) -> Result<Option<Import>>;
    /// A page of files, newest first.
    async fn list_imports(
        &self,
        organisation: OrganisationId,
        after: Option<ImportCursor>,
        limit: usize,
    ) -> Result<Vec<Import>>;
    /// The places that come before one in that list, the nearest first.
    async fn list_imports_before(
        &self,
        organisation: OrganisationId,
        before: ImportCursor,
        limit: usize,
    ) -> Result<Vec<ImportCursor>>;
    /// Items of a file from a position on; with `outcome`, only those.
    async fn list_import_items(
        &self,
        organisation: OrganisationId,
        id: ImportId,
        outcome: Option<Outcome>,
        from: u64,
        limit: usize,
    ) -> Result<Vec<ImportItem>>;
}
