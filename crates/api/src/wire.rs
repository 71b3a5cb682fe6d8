//! How values look in JSON: snake case, RFC 3339, money with its currency,
//! open vocabularies by their codes. The command line prints the same.

mod api_key;
mod company;
mod customer;
mod document;
mod event;
mod export;
mod file;
mod finding;
mod follow_up;
mod import;
mod job;
mod money;
mod payment;
mod picture;
mod problem;
mod table;
mod telling;
mod undo;
mod view;
mod webhook;

pub use api_key::{ApiKey, MadeApiKey};
pub use company::Company;
pub use customer::Customer;
pub use document::{CompanyRef, CustomerRef, Document, DocumentFields, DocumentInFull, ImportRef};
pub use event::{Attempt, Comment, Event};
pub use export::Export;
pub use file::{Attachment, Original};
pub use finding::Finding;
pub use follow_up::{FollowUp, FollowUpEnd};
pub use import::{Import, ImportItem, ItemCounts, ItemReport, Summary, SummaryLine};
pub use job::Job;
pub use money::{Money, Sum};
pub use payment::{Payment, PaymentCount};
pub use picture::Picture;
pub use problem::{FieldProblem, Problem};
pub use table::{Mapping, Table, TableCheck, TableProblem};
pub use telling::Telling;
pub use undo::{KeptThing, Undo};
pub use view::View;
pub use webhook::{Webhook, WebhookAttempt, WebhookDelivery, WebhookDeliveryInFull, WebhookMade};
