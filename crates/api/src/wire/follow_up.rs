use app::follow_ups;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// A document that was given to a person to see to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FollowUp {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// Id of the document.
    #[schema(format = Uuid)]
    pub document: String,
    /// Id of the person it was given to.
    #[schema(format = Uuid)]
    pub assignee: String,
    /// The person's name when it was given.
    pub assignee_name: String,
    /// What is to be done.
    pub note: String,
    /// Until when.
    #[schema(value_type = String, format = Date)]
    pub due_on: Date,
    /// When it was given.
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Timestamp,
    /// The name of whoever gave it.
    pub opened_by: String,
    /// How it ended; absent while it has not.
    pub end: Option<FollowUpEnd>,
}

/// How following a document up ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FollowUpEnd {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The name of whoever said so.
    pub by: String,
    /// `resolved`, `resent`, `settled`, `not_needed` or `passed_on`. Open.
    #[schema(example = "resolved")]
    pub outcome: &'static str,
    /// Why, in their own words; may be empty.
    pub reason: String,
}

impl From<&follow_ups::FollowUp> for FollowUp {
    fn from(follow_up: &follow_ups::FollowUp) -> Self {
        Self {
            id: follow_up.id.to_string(),
            document: follow_up.document.to_string(),
            assignee: follow_up.assignee.to_string(),
            assignee_name: follow_up.assignee_name.clone(),
            note: follow_up.note.clone(),
            due_on: follow_up.due_on,
            opened_at: follow_up.opened_at,
            opened_by: follow_up.opened_by.clone(),
            end: follow_up.end.as_ref().map(|end| FollowUpEnd {
                at: end.at,
                by: end.by.clone(),
                outcome: end.outcome.code(),
                reason: end.reason.clone(),
            }),
        }
    }
}
