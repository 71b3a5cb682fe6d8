//! What a reader of a file hands over: items, each on its way to become a
//! document, an event, a payment or a mandate, with what was noticed.
//!
//! An item knows nothing of tenants, ids or the record: it says what the file
//! says. Who it belongs to is decided by the verbs that receive it.

use crate::document::{Details, DocumentKind};
use crate::{Channel, ContentHash, DocumentId, Fact, Finding, Money, PaymentChannel, SourceKey};
use jiff::{Timestamp, civil::Date};

/// One thing that a file tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Where in the file: `line 12`, `record 4`; empty where the file is the item.
    pub place: String,
    /// What it tells.
    pub body: ItemBody,
    /// What was noticed about it.
    pub findings: Vec<Finding>,
}

/// What an item tells.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemBody {
    /// A document that was sent.
    Document(Box<NewDocument>),
    /// Something that happened to a document.
    Event(Box<NewEvent>),
    /// A payment that the bank saw.
    Payment(Box<NewPayment>),
    /// A mandate that a payer opened, changed or ended.
    Mandate(Box<NewMandate>),
    /// Nothing that can be used; the findings say why.
    Refused(ItemKind),
}

/// What kind of thing an item is, for counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// A document, or a file that was taken for one.
    Document,
    /// An event.
    Event,
    /// A payment.
    Payment,
    /// A mandate.
    Mandate,
}

impl ItemKind {
    /// The word used in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Event => "event",
            Self::Payment => "payment",
            Self::Mandate => "mandate",
        }
    }
}

impl ItemBody {
    /// What kind of thing it is.
    pub const fn kind(&self) -> ItemKind {
        match self {
            Self::Document(_) => ItemKind::Document,
            Self::Event(_) => ItemKind::Event,
            Self::Payment(_) => ItemKind::Payment,
            Self::Mandate(_) => ItemKind::Mandate,
            Self::Refused(kind) => *kind,
        }
    }
}

/// A document as a file tells of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewDocument {
    /// The sender's key, where the format has one; otherwise the bytes decide.
    pub source: Option<SourceKey>,
    /// What kind of thing it is; `None` reads as an invoice.
    pub kind: Option<DocumentKind>,
    /// The sender's number.
    pub number: String,
    /// Organisation number of the sending company, where the file names it.
    pub company_number: Option<String>,
    /// Who receives it.
    pub customer: NewCustomer,
    /// The channel it is meant for, where the file or its format says so.
    pub channel: Option<Channel>,
    /// Payment reference.
    pub kid: Option<String>,
    /// The account to pay to, normalised.
    pub account: Option<String>,
    /// The amount to pay; of a credit note the amount given, positive.
    pub amount: Option<Money>,
    /// The day on the document.
    pub issued_on: Option<Date>,
    /// The last day to pay.
    pub due_on: Option<Date>,
    /// When the sender handed it over, where the file says so.
    pub received_at: Option<Timestamp>,
    /// The sender's batch.
    pub batch: Option<String>,
    /// The data in it.
    pub details: Details,
    /// Files inside the document's own bytes, in order.
    pub embedded: Vec<Embedded>,
    /// Names of files that lie beside the file being read, to be kept with
    /// the document. The first is the document as its recipient sees it.
    pub beside: Vec<String>,
    /// Events told in the same breath; their target is this document.
    pub events: Vec<NewEvent>,
    /// Whether the file read is itself the document, so that its bytes are
    /// the original; false for rows of a list.
    pub is_whole_file: bool,
}

/// A file inside another file. Two are equal where they are called the same and
/// have the same bytes, held or not.
#[derive(Debug, Clone)]
pub struct Embedded {
    /// Name, as given.
    pub name: String,
    /// Media type, as claimed.
    pub media_type: String,
    /// The bytes; none where they passed by.
    pub bytes: Vec<u8>,
    /// Size and hash, where the bytes were too many to be held while the
    /// document was read.
    pub passed: Option<(u64, ContentHash)>,
}

impl PartialEq for Embedded {
    fn eq(&self, other: &Self) -> bool {
        let told = |it: &Self| (it.size(), it.hash());
        let is_called = self.name == other.name && self.media_type == other.media_type;
        is_called && told(self) == told(other)
    }
}

impl Embedded {
    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        self.passed
            .map_or(self.bytes.len() as u64, |(size, _)| size)
    }

    /// The hash of its bytes.
    pub fn hash(&self) -> ContentHash {
        let passed = self.passed.map(|(_, hash)| hash);
        passed.unwrap_or_else(|| ContentHash::of(&self.bytes))
    }
}

/// A recipient as a file tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewCustomer {
    /// The sender's customer number.
    pub number: Option<String>,
    /// Organisation number, normalised, where the customer is a company.
    pub organisation_number: Option<String>,
    /// Electronic address, `scheme:id`.
    pub endpoint: Option<String>,
    /// Name.
    pub name: String,
}

impl NewCustomer {
    /// What tells this customer from others: the best identification given.
    /// Two documents with the same key are for the same customer.
    pub fn key(&self) -> String {
        let known = [
            ("no", &self.organisation_number),
            ("number", &self.number),
            ("endpoint", &self.endpoint),
        ];
        known
            .into_iter()
            .find_map(|(what, value)| value.as_ref().map(|value| format!("{what}:{value}")))
            .unwrap_or_else(|| format!("name:{}", self.name.trim().to_lowercase()))
    }
}

/// An event as a file tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEvent {
    /// The teller's key for it. Telling it again changes nothing.
    pub source: SourceKey,
    /// Which document it is about.
    pub target: Target,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// What happened.
    pub fact: Fact,
}

/// How an event names its document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// By our id.
    Document(DocumentId),
    /// By the key of the document, or of an event that was told about it: the
    /// mail or the message that carried it.
    Source(SourceKey),
    /// By the sender's number, which must belong to one document only.
    Number(String),
    /// By payment reference and, where given, account.
    Kid {
        /// Payment reference.
        kid: String,
        /// Account, normalised.
        account: Option<String>,
    },
}

/// A payment as a bank's file tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPayment {
    /// The bank's own name for it. Telling it again changes nothing.
    pub source: SourceKey,
    /// The account that was paid to, normalised.
    pub account: String,
    /// Payment reference.
    pub kid: Option<String>,
    /// How much; negative where the money went back.
    pub amount: Money,
    /// The day the money counts from.
    pub value_on: Date,
    /// How it was paid.
    pub paid_by: PaymentChannel,
    /// The account it came from.
    pub payer_account: Option<String>,
    /// Who paid.
    pub payer_name: Option<String>,
    /// Free text.
    pub text: Option<String>,
    /// The bank's archive reference.
    pub bank_reference: Option<String>,
}

/// A mandate as a bank's file tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMandate {
    /// The bank's own name for it.
    pub source: SourceKey,
    /// The account it pays to, normalised.
    pub account: String,
    /// The mandate's KID.
    pub kid: String,
    /// False where the mandate ended.
    pub active: bool,
    /// Whether the payer wants a notice before each payment.
    pub notice: bool,
    /// When the bank says it, where it says so.
    pub told_on: Option<Date>,
}
