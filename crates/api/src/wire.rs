//! How values look in JSON: snake case, RFC 3339, money with its currency,
//! open vocabularies by their codes. The command line prints the same.

mod annotation;
mod api_key;
mod audit;
mod bulk;
mod company;
mod customer;
mod document;
mod event;
mod export;
mod file;
mod finding;
mod follow_up;
mod health;
mod hold;
mod import;
mod job;
mod letter;
mod link;
mod money;
mod organisation;
mod payment;
mod picture;
mod price;
mod problem;
mod recipient;
mod retention;
mod table;
mod telling;
mod undo;
mod user;
mod view;
mod webhook;

pub use annotation::Annotation;
pub use api_key::{ApiKey, MadeApiKey};
pub use audit::{AuditCheck, AuditEntry, AuditHead};
pub use bulk::{Bulk, BulkRow};
pub use company::{Company, CompanyInFull, KidAgreement, KidAlgorithm};
pub use customer::Customer;
pub use document::{CompanyRef, CustomerRef, Document, DocumentFields, DocumentInFull, ImportRef};
pub use event::{Attempt, Comment, CommentVersion, Event, Mention};
pub use export::Export;
pub use file::{Attachment, Original};
pub use finding::Finding;
pub use follow_up::{FollowUp, FollowUpEnd};
pub use health::HealthDetails;
pub use hold::Hold;
pub use import::{Import, ImportItem, ItemCounts, ItemReport, Summary, SummaryLine};
pub use job::Job;
pub use letter::Letter;
pub use link::{Link, LinkSetting, MadeLink};
pub use money::{Money, Sum};
pub use organisation::Organisation;
pub use payment::{Payment, PaymentCount};
pub use picture::Picture;
pub use price::{InterestRate, Price};
pub use problem::{FieldProblem, Problem};
pub use recipient::{ErasedRecipient, Recipient};
pub use retention::{Erasure, RetentionPreview, RetentionRule};
pub use table::{Mapping, Table, TableCheck, TableProblem};
pub use telling::Telling;
pub use undo::{KeptThing, Undo};
pub use user::User;
pub use view::View;
pub use webhook::{
    Webhook, WebhookAttempt, WebhookDelivery, WebhookDeliveryInFull, WebhookMade, WebhookMessage,
    WebhookMessageData,
};
