use crate::Result;
use domain::{OrganisationId, UserId, ViewId};
use jiff::Timestamp;

/// A view of the list of documents that somebody saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Its id.
    pub id: ViewId,
    /// Who saved it: a person, or a key by its id.
    pub owner: UserId,
    /// The owner's name when it was saved.
    pub owner_name: String,
    /// What people call it.
    pub name: String,
    /// Whether everybody in the organisation has it.
    pub is_shared: bool,
    /// Which documents, in words of the filter language.
    pub filter: String,
    /// In which order.
    pub sort: String,
    /// The codes of its columns, separated by commas; empty for the usual ones.
    pub columns: String,
    /// Whether each document is shown with a small picture of it.
    pub pictures: bool,
    /// When it was saved first.
    pub created_at: Timestamp,
    /// When it was saved last.
    pub changed_at: Timestamp,
}

/// Saved views.
#[async_trait::async_trait]
pub trait Views {
    /// Adds a view.
    async fn add_view(&self, organisation: OrganisationId, view: SavedView) -> Result<()>;
    /// Replaces all of a view but its owner and when it was saved first. False
    /// where there is no such one.
    async fn change_view(&self, organisation: OrganisationId, view: SavedView) -> Result<bool>;
    /// Takes a view away; nobody's list opens with it any more. False where
    /// there is no such one.
    async fn delete_view(&self, organisation: OrganisationId, id: ViewId) -> Result<bool>;
    /// A view by its id.
    async fn lookup_view(
        &self,
        organisation: OrganisationId,
        id: ViewId,
    ) -> Result<Option<SavedView>>;
    /// The views that somebody has, and those that everybody has, by name.
    async fn list_views(
        &self,
        organisation: OrganisationId,
        person: UserId,
    ) -> Result<Vec<SavedView>>;
    /// Says with which view the list opens for a person; `None` for none. False
    /// where there is no such view.
    async fn set_default_view(
        &self,
        organisation: OrganisationId,
        person: UserId,
        view: Option<ViewId>,
    ) -> Result<bool>;
    /// The view with which the list opens for a person.
    async fn lookup_default_view(
        &self,
        organisation: OrganisationId,
        person: UserId,
    ) -> Result<Option<ViewId>>;
}
