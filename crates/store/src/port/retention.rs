use crate::Result;
use domain::retention::Rule;
use domain::{OrganisationId, RetentionRuleId};
use jiff::Timestamp;

/// A rule of how long something is kept, as somebody said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionRule {
    /// Its id.
    pub id: RetentionRuleId,
    /// What it says.
    pub rule: Rule,
    /// When it was said.
    pub created_at: Timestamp,
}

/// How long an organisation keeps things.
#[async_trait::async_trait]
pub trait Retention {
    /// The rules in the order they were said; of two alike the later holds.
    async fn list_retention_rules(
        &self,
        organisation: OrganisationId,
    ) -> Result<Vec<RetentionRule>>;
    /// Takes rules away and adds others behind those that stay, all at once.
    async fn replace_retention_rules(
        &self,
        organisation: OrganisationId,
        gone: Vec<RetentionRuleId>,
        new: Vec<RetentionRule>,
    ) -> Result<()>;
}
