use crate::Result;
use domain::{CommentId, DocumentId, OrganisationId, UserId};
use jiff::Timestamp;

/// What a person wrote on a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// The document.
    pub document: DocumentId,
    /// Who wrote it.
    pub author: UserId,
    /// The author's name when it was written.
    pub author_name: String,
    /// The text, as it stands now.
    pub text: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was last edited.
    pub edited_at: Option<Timestamp>,
}

/// Comments on documents.
#[async_trait::async_trait]
pub trait Comments {
    /// Adds a comment and the event that tells of it. False where there is
    /// no such document.
    async fn add_comment(&self, organisation: OrganisationId, comment: Comment) -> Result<bool>;
    /// Replaces the text of a comment that `author` wrote; the text before is
    /// kept. False where there is no such comment by that author.
    async fn edit_comment(
        &self,
        organisation: OrganisationId,
        id: CommentId,
        author: UserId,
        text: &str,
        at: Timestamp,
    ) -> Result<bool>;
    /// The comments on a document, oldest first.
    async fn list_comments(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
    ) -> Result<Vec<Comment>>;
}
