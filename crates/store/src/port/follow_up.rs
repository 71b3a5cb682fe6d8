use crate::Result;
use domain::{CompanyId, DocumentId, FollowUpId, FollowUpOutcome, OrganisationId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;

/// A document that is given to a person to see to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Its id.
    pub id: FollowUpId,
    /// The document.
    pub document: DocumentId,
    /// The company that sent the document.
    pub company: CompanyId,
    /// Whom it is given to.
    pub assignee: UserId,
    /// The assignee's name when it was given.
    pub assignee_name: String,
    /// What is to be done.
    pub note: String,
    /// Until when.
    pub due_on: Date,
    /// When it was given.
    pub opened_at: Timestamp,
    /// The name of whoever gave it.
    pub opened_by: String,
    /// How it ended, if it has.
    pub end: Option<FollowUpEnd>,
}

/// How following a document up ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpEnd {
    /// When.
    pub at: Timestamp,
    /// The name of whoever said so.
    pub by: String,
    /// How.
    pub outcome: FollowUpOutcome,
    /// Why, in their own words; may be empty.
    pub reason: String,
}

/// How many documents of a company are being followed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowUpCount {
    /// The company.
    pub company: CompanyId,
    /// Whether it is about those of the person who was asked for.
    pub is_own: bool,
    /// How many.
    pub open: u64,
    /// How many of them should have ended before.
    pub late: u64,
}

/// Following documents up.
#[async_trait::async_trait]
pub trait FollowUps {
    /// Gives a document to somebody; whoever had it has passed it on. Doing it
    /// again under the same id changes nothing. False where there is no such
    /// document, or only figures are left of it.
    async fn open_follow_up(
        &self,
        organisation: OrganisationId,
        follow_up: FollowUp,
    ) -> Result<bool>;
    /// Ends following a document up. False where there is no such one that is
    /// open.
    async fn close_follow_up(
        &self,
        organisation: OrganisationId,
        id: FollowUpId,
        end: FollowUpEnd,
    ) -> Result<bool>;
    /// One by its id.
    async fn lookup_follow_up(
        &self,
        organisation: OrganisationId,
        id: FollowUpId,
    ) -> Result<Option<FollowUp>>;
    /// Those of a document, newest first.
    async fn list_follow_ups_of_document(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
    ) -> Result<Vec<FollowUp>>;
    /// A page of those that are open, by the day until which, of one person or
    /// of all, after a place.
    async fn list_open_follow_ups(
        &self,
        organisation: OrganisationId,
        assignee: Option<UserId>,
        after: Option<(Date, FollowUpId)>,
        limit: usize,
    ) -> Result<Vec<FollowUp>>;
    /// A page of those that ended, the last first, before a place.
    async fn list_closed_follow_ups(
        &self,
        organisation: OrganisationId,
        before: Option<(Timestamp, FollowUpId)>,
        limit: usize,
    ) -> Result<Vec<FollowUp>>;
    /// How many are open, by company, those of a person apart; late are those
    /// that should have ended before a day.
    async fn count_open_follow_ups(
        &self,
        organisation: OrganisationId,
        person: Option<UserId>,
        today: Date,
    ) -> Result<Vec<FollowUpCount>>;
}
