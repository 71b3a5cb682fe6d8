use crate::Result;
use domain::{Channel, CompanyId, ContentHash, DocumentId, LinkId, OrganisationId};
use jiff::Timestamp;
use jiff::civil::Date;

/// A link by which a recipient sees one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id, which opens nothing.
    pub id: LinkId,
    /// The document.
    pub document: DocumentId,
    /// SHA-256 of what opens it.
    pub token: ContentHash,
    /// The channel whose message carries it.
    pub channel: Channel,
    /// When it was made.
    pub made_at: Timestamp,
    /// The name of whoever made it.
    pub made_by: String,
    /// From when on it opens nothing.
    pub expires_at: Timestamp,
    /// When it was revoked, and the name of whoever did.
    pub revoked: Option<(Timestamp, String)>,
    /// How often it was viewed by somebody who counts.
    pub views: u64,
    /// When it was first viewed by somebody who counts.
    pub first_viewed_at: Option<Timestamp>,
    /// When it was last viewed by somebody who counts.
    pub last_viewed_at: Option<Timestamp>,
}

/// Links by which recipients see their documents.
#[async_trait::async_trait]
pub trait Links {
    /// Adds a link that nobody has viewed. False where there is no such
    /// document.
    async fn add_link(&self, organisation: OrganisationId, link: Link) -> Result<bool>;
    /// The links to a document, newest first, dead ones included.
    async fn list_links(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
    ) -> Result<Vec<Link>>;
    /// The link that a token opens, dead ones included.
    async fn find_link_by_token(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
    ) -> Result<Option<Link>>;
    /// Marks a link to a document as revoked. False where there is no such
    /// link that was not.
    async fn revoke_link(
        &self,
        organisation: OrganisationId,
        (document, link): (DocumentId, LinkId),
        at: Timestamp,
        by: &str,
    ) -> Result<bool>;
    /// Counts a view of a link that still opens, and tells in the log that
    /// the document was opened, once for each link and day. Answers whether
    /// the link still opens.
    async fn note_link_view(
        &self,
        organisation: OrganisationId,
        link: LinkId,
        at: Timestamp,
        on: Date,
    ) -> Result<bool>;
    /// Whether a company allows links.
    async fn are_links_allowed(
        &self,
        organisation: OrganisationId,
        company: CompanyId,
    ) -> Result<bool>;
    /// Allows links of a company, or closes them: those that there are open
    /// nothing until they are allowed again.
    async fn allow_links(
        &self,
        organisation: OrganisationId,
        company: CompanyId,
        are_allowed: bool,
        at: Timestamp,
    ) -> Result<()>;
}
