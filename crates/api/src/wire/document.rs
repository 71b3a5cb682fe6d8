use super::{Attachment, Attempt, Comment, Event, Finding, Money, Original, Payment};
use app::documents::{Row, Shown};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// A document as lists carry it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Document {
    /// Its fixed fields and where it stands.
    #[serde(flatten)]
    pub fields: DocumentFields,
    /// How many comments it has.
    pub comments: u32,
}

impl From<&Row> for Document {
    fn from(row: &Row) -> Self {
        Self {
            fields: row.into(),
            comments: row.standing.comments,
        }
    }
}

/// The fixed fields of a document, and where it stands on the four axes.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DocumentFields {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// The sender's number. Need not be unique.
    #[schema(example = "10234")]
    pub number: String,
    /// What kind of thing it is. Open.
    #[schema(example = "invoice")]
    pub kind: &'static str,
    /// The subsidiary that sent it.
    pub company: CompanyRef,
    /// Who received it.
    pub customer: CustomerRef,
    /// The channel of the attempt that counts. Open.
    #[schema(example = "efaktura")]
    pub channel: &'static str,
    /// What was done with it before sending. Open.
    #[schema(example = "validated")]
    pub processing: &'static str,
    /// Where the attempt that counts stands. Open.
    #[schema(example = "delivered")]
    pub delivery: &'static str,
    /// What the recipient did. Open.
    #[schema(example = "opened")]
    pub recipient: &'static str,
    /// Where the money stands. Open.
    #[schema(example = "paid")]
    pub payment: &'static str,
    /// Whether money is expected although the due date, moved to the next
    /// bank day, has passed today.
    pub overdue: bool,
    /// How it was paid. Open.
    #[schema(example = "giro")]
    pub paid_by: Option<&'static str>,
    /// Why the last thing that went wrong went wrong. Open.
    pub reason: Option<&'static str>,
    /// The amount to pay; for credit notes the amount given.
    pub amount: Option<Money>,
    /// What is still to be paid.
    pub outstanding: Option<Money>,
    /// Payment reference; text, because leading zeros count.
    pub kid: Option<String>,
    /// The account to pay to.
    pub account: Option<String>,
    /// The day on the document.
    #[schema(value_type = Option<String>, format = Date)]
    pub issued_on: Option<Date>,
    /// The last day to pay.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Date>,
    /// The value date on which it became fully paid.
    #[schema(value_type = Option<String>, format = Date)]
    pub paid_on: Option<Date>,
    /// When it was received.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Timestamp,
    /// When it was first sent.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub sent_at: Option<Timestamp>,
    /// When it first arrived.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub delivered_at: Option<Timestamp>,
    /// When it was first opened or approved.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub opened_at: Option<Timestamp>,
    /// The sender's batch.
    pub batch: Option<String>,
    /// Whether it is held back.
    pub held: bool,
}

/// The subsidiary that sent a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CompanyRef {
    /// The company's id.
    #[schema(format = Uuid)]
    pub id: String,
    /// Its organisation number.
    pub number: Option<String>,
    /// Name.
    pub name: String,
}

/// Who received a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomerRef {
    /// The customer's id.
    #[schema(format = Uuid)]
    pub id: String,
    /// The organisation's customer number.
    pub number: Option<String>,
    /// Name.
    pub name: String,
}

impl From<&Row> for DocumentFields {
    fn from(row: &Row) -> Self {
        let (head, standing) = (&row.head, &row.standing);
        let outstanding = head.amount.map(|amount| domain::Money {
            minor: standing.outstanding_minor(amount.minor),
            ..amount
        });
        Self {
            id: head.id.to_string(),
            number: head.number.clone(),
            kind: head.kind.code(),
            company: CompanyRef {
                id: head.company.to_string(),
                number: row.company_number.clone(),
                name: row.company_name.clone(),
            },
            customer: CustomerRef {
                id: head.customer.to_string(),
                number: row.customer_number.clone(),
                name: row.customer_name.clone(),
            },
            channel: standing.channel.code(),
            processing: standing.processing.code(),
            delivery: standing.delivery.code(),
            recipient: standing.recipient.code(),
            payment: standing.payment.code(),
            overdue: row.is_overdue,
            paid_by: standing.paid_by.map(domain::PaymentChannel::code),
            reason: standing.reason.map(domain::Reason::code),
            amount: head.amount.map(Money::from),
            outstanding: outstanding.map(Money::from),
            kid: head.kid.clone(),
            account: head.account.clone(),
            issued_on: head.issued_on,
            due_on: head.due_on,
            paid_on: standing.paid_on,
            received_at: head.received_at,
            sent_at: standing.sent_at,
            delivered_at: standing.delivered_at,
            opened_at: standing.opened_at,
            batch: head.batch.clone(),
            held: standing.held,
        }
    }
}

/// Everything known of a document.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DocumentInFull {
    /// Its fixed fields and where it stands.
    #[serde(flatten)]
    pub fields: DocumentFields,
    /// The system it came from.
    pub source: String,
    /// That system's own name for it.
    pub source_id: String,
    /// How well the delivery is known. Open.
    pub evidence: Option<&'static str>,
    /// The data in it: parties, lines, charges, taxes, totals, payment means,
    /// references, notes. Fields may come.
    #[schema(value_type = Object)]
    pub details: Value,
    /// Its attempts, in the order they began.
    pub attempts: Vec<Attempt>,
    /// Its events, as they happened.
    pub events: Vec<Event>,
    /// The payments that belong to it.
    pub payments: Vec<Payment>,
    /// What people wrote on it, oldest first.
    pub comments: Vec<Comment>,
    /// What was noticed when it was read.
    pub findings: Vec<Finding>,
    /// The bytes that it came as.
    pub original: Option<Original>,
    /// Files that came with it.
    pub attachments: Vec<Attachment>,
    /// The file that told of it.
    pub import: Option<ImportRef>,
    /// The day on which it will be erased.
    #[schema(value_type = String, format = Date)]
    pub expires_on: Date,
}

/// The file that told of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportRef {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it was received.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Timestamp,
}

impl From<&Shown> for DocumentInFull {
    fn from(shown: &Shown) -> Self {
        let document = &shown.document;
        Self {
            fields: (&shown.row).into(),
            source: document.source.source.clone(),
            source_id: document.source.id.clone(),
            evidence: shown.row.standing.evidence.map(domain::Evidence::code),
            details: json!(document.details),
            attempts: shown.attempts.iter().map(Attempt::from).collect(),
            events: shown.events.iter().map(Event::from).collect(),
            payments: shown.payments.iter().map(Payment::from).collect(),
            comments: Comment::all_of(shown),
            findings: document.findings.iter().map(Finding::from).collect(),
            original: document.original.as_ref().map(Original::from),
            attachments: document.attachments.iter().map(Attachment::from).collect(),
            import: shown.import.as_ref().map(|import| ImportRef {
                id: import.id.to_string(),
                name: import.name.clone(),
                received_at: import.received_at,
            }),
            expires_on: shown.erased_on,
        }
    }
}
