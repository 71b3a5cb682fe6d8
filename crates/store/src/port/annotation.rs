use crate::Result;
use domain::{AnnotationId, Channel, CompanyId, OrganisationId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;

/// Something that happened and that figures over time are read with: an
/// outage, a letter about prices, a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// Its id.
    pub id: AnnotationId,
    /// The day on which it began.
    pub first_on: Date,
    /// The last day; `None` where it was one day.
    pub last_on: Option<Date>,
    /// The company that it is about; `None` for all of them.
    pub company: Option<CompanyId>,
    /// The channel that it is about; `None` for all of them.
    pub channel: Option<Channel>,
    /// What happened.
    pub text: String,
    /// Who wrote it down, where a person did.
    pub created_by: Option<UserId>,
    /// When it was written down.
    pub created_at: Timestamp,
}

/// What happened in an organisation.
#[async_trait::async_trait]
pub trait Annotations {
    /// Adds an annotation.
    async fn add_annotation(
        &self,
        organisation: OrganisationId,
        annotation: Annotation,
    ) -> Result<()>;
    /// Every annotation, the latest day first.
    async fn list_annotations(&self, organisation: OrganisationId) -> Result<Vec<Annotation>>;
    /// Takes an annotation away. False where there is no such one.
    async fn delete_annotation(
        &self,
        organisation: OrganisationId,
        id: AnnotationId,
    ) -> Result<bool>;
}
