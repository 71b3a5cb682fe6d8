use app::retention::{self, Rule};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// A rule of how long something is kept. Of several that fit a document the
/// most particular holds, and of two alike the later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RetentionRule {
    /// Id of the company that it is for; absent for all.
    #[schema(format = Uuid)]
    pub company: Option<String>,
    /// The channel that it is for; absent for all. Open.
    pub channel: Option<&'static str>,
    /// The kind of document that it is for; absent for all. Open.
    pub kind: Option<&'static str>,
    /// For how many months from receipt; absent where the rules for larger
    /// parts hold again.
    pub months: Option<u16>,
    /// For documents received on this day or later; absent for all.
    #[schema(value_type = Option<String>, format = Date)]
    pub from_on: Option<Date>,
}

impl From<&Rule> for RetentionRule {
    fn from(rule: &Rule) -> Self {
        let scope = &rule.scope;
        Self {
            company: scope.company.map(|id| id.to_string()),
            channel: scope.channel.map(domain::Channel::code),
            kind: scope.kind.map(domain::DocumentKind::code),
            months: rule.months,
            from_on: rule.from_on,
        }
    }
}

/// What a change of the rules would erase at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RetentionPreview {
    /// How many documents, to be confirmed with the change.
    pub documents: u64,
    /// How many more it would be if no hold held them.
    pub held: u64,
    /// The day on which the first of them was received.
    #[schema(value_type = Option<String>, format = Date)]
    pub received_from: Option<Date>,
    /// The day on which the last of them was received.
    #[schema(value_type = Option<String>, format = Date)]
    pub received_to: Option<Date>,
}

impl From<&retention::Preview> for RetentionPreview {
    fn from(preview: &retention::Preview) -> Self {
        Self {
            documents: preview.documents,
            held: preview.held,
            received_from: preview.received.map(|(from, _)| from),
            received_to: preview.received.map(|(_, to)| to),
        }
    }
}

/// A run of erasing, and how much of what is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Erasure {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// The day that it went by.
    #[schema(value_type = String, format = Date)]
    pub as_of_on: Date,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub started_at: Timestamp,
    /// When it ended; absent while it runs.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Timestamp>,
    /// The name of whoever asked for it.
    pub started_by: String,
    /// Documents that were to be erased.
    pub due: u64,
    /// Documents that were.
    pub documents: u64,
    /// Documents that a hold kept from it.
    pub held: u64,
    /// Payments.
    pub payments: u64,
    /// Files whose bytes are gone.
    pub originals: u64,
    /// Customers of whom nothing is left.
    pub customers: u64,
}

impl From<&retention::Erasure> for Erasure {
    fn from(run: &retention::Erasure) -> Self {
        let report = &run.report;
        Self {
            id: run.id.to_string(),
            as_of_on: run.as_of_on,
            started_at: run.started_at,
            ended_at: run.ended_at,
            started_by: run.started_by.clone(),
            due: report.due,
            documents: report.documents,
            held: report.held,
            payments: report.payments,
            originals: report.originals,
            customers: report.customers,
        }
    }
}
