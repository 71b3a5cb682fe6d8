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

/// What a comment said before it was edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentVersion {
    /// The comment.
    pub comment: CommentId,
    /// The text as it stood.
    pub text: String,
    /// When it was replaced.
    pub replaced_at: Timestamp,
}

/// Somebody who was mentioned in a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The comment.
    pub comment: CommentId,
    /// Who.
    pub person: UserId,
    /// The person's name when they were mentioned.
    pub name: String,
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
    /// A comment by its id.
    async fn lookup_comment(
        &self,
        organisation: OrganisationId,
        id: CommentId,
    ) -> Result<Option<Comment>>;
    /// Notes that people are mentioned in comments that are there; those who
    /// were mentioned in them before change nothing.
    async fn add_mentions(
        &self,
        organisation: OrganisationId,
        mentions: Vec<Mention>,
        at: Timestamp,
    ) -> Result<()>;
    /// Who is mentioned in the comments on a document, in the order in which
    /// they were.
    async fn list_mentions(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
    ) -> Result<Vec<Mention>>;
    /// What the comments on a document said before, of each the oldest first.
    async fn list_comment_versions(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
    ) -> Result<Vec<CommentVersion>>;
    /// The comments on a document, oldest first.
    async fn list_comments(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
    ) -> Result<Vec<Comment>>;
}
