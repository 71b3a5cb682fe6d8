//! One id type per noun, so that a customer can never be passed where a
//! document is asked for. All are UUID version 7 (RFC 9562): sortable by the
//! time they were made, opaque to the outside.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id from a moment (milliseconds since 1970) and ten random bytes.
            pub fn from_parts(unix_ms: u64, random: [u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(unix_ms, &random).into_uuid())
            }

            /// The id as it lies in a column: sixteen bytes, big endian.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// Reads the id back from a column.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

id! {
    /// A tenant: the issuer or group that sends documents. Nothing crosses it.
    OrganisationId;
    /// A subsidiary inside an organisation.
    CompanyId;
    /// Someone who receives documents from an organisation.
    CustomerId;
    /// One thing sent to one customer.
    DocumentId;
    /// One payment as the bank told it.
    PaymentId;
    /// A comment that a person wrote on a document.
    CommentId;
    /// A person who signs in.
    UserId;
    /// One file that was received.
    ImportId;
    /// A key with which another system asks.
    ApiKeyId;
    /// Something to be done later.
    JobId;
    /// A legal hold: what it covers is not erased.
    HoldId;
    /// A rule of how long something is kept.
    RetentionRuleId;
    /// A run of erasing.
    ErasureId;
    /// One making of a report.
    RunId;
    /// Files that were handed in together and are read in the background.
    DeliveryId;
    /// A price of sending documents.
    PriceId;
    /// Something that happened and that figures are read with.
    AnnotationId;
    /// An address that is told of changes.
    WebhookId;
    /// Something that a webhook is told.
    WebhookDeliveryId;
    /// A file that is made of what a filter selects.
    ExportId;
    /// A link by which a recipient sees one document.
    LinkId;
    /// A view of the list of documents that somebody saved.
    ViewId;
    /// A document that is given to a person to see to.
    FollowUpId;
    /// Something that is done to many documents at once.
    BulkId;
    /// One asking for a document to be sent again.
    ResendId;
}

impl CustomerId {
    /// Stands where a customer stood before a document was erased. Nobody is
    /// behind it, and it is the same in every organisation.
    pub const ERASED: Self = Self::from_bytes([0; 16]);
}

/// The place of an event in its organisation's log: 1, 2, 3… without gaps.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub i64);

impl std::fmt::Display for Seq {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
