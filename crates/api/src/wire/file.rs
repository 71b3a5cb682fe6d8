use domain::document;
use serde::Serialize;
use utoipa::ToSchema;

/// The bytes that a document came as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Original {
    /// The name of the file it came in.
    pub name: String,
    /// Media type, as claimed.
    #[schema(example = "application/xml")]
    pub media_type: String,
    /// How many bytes.
    pub size: u64,
    /// SHA-256 of the bytes, in hexadecimal digits.
    pub sha256: String,
}

impl From<&document::OriginalRef> for Original {
    fn from(original: &document::OriginalRef) -> Self {
        Self {
            name: original.name.clone(),
            media_type: original.media_type.clone(),
            size: original.size,
            sha256: original.hash.to_string(),
        }
    }
}

/// A file that came with a document. Its place in the list is its number in
/// `/documents/{id}/attachments/{position}`, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Attachment {
    /// Name, as given by the sender.
    pub name: String,
    /// Media type, as claimed by the sender.
    #[schema(example = "application/pdf")]
    pub media_type: String,
    /// How many bytes.
    pub size: u64,
    /// SHA-256 of the bytes, in hexadecimal digits.
    pub sha256: String,
}

impl From<&document::Attachment> for Attachment {
    fn from(attachment: &document::Attachment) -> Self {
        Self {
            name: attachment.name.clone(),
            media_type: attachment.media_type.clone(),
            size: attachment.size,
            sha256: attachment.hash.to_string(),
        }
    }
}
