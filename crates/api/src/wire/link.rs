use app::links;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A link by which a recipient sees one document. Its address is shown when
/// it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Link {
    /// Its id, which opens nothing.
    #[schema(format = Uuid)]
    pub id: String,
    /// Id of the document.
    #[schema(format = Uuid)]
    pub document: String,
    /// The channel whose message carries it. Open.
    #[schema(example = "sms")]
    pub channel: &'static str,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub made_at: Timestamp,
    /// The name of whoever made it.
    pub made_by: String,
    /// From when on it opens nothing.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// When it was revoked.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub revoked_at: Option<Timestamp>,
    /// Whether it opens anything now, as long as the company allows links.
    pub opens: bool,
    /// How often a recipient viewed it.
    pub views: u64,
    /// When a recipient first viewed it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub first_viewed_at: Option<Timestamp>,
    /// When a recipient last viewed it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_viewed_at: Option<Timestamp>,
}

impl Link {
    /// A link as it stands at a moment.
    pub fn at(link: &links::Link, now: Timestamp) -> Self {
        Self {
            id: link.id.to_string(),
            document: link.document.to_string(),
            channel: link.channel.code(),
            made_at: link.made_at,
            made_by: link.made_by.clone(),
            expires_at: link.expires_at,
            revoked_at: link.revoked.as_ref().map(|(at, _)| *at),
            opens: links::opens(link, now),
            views: link.views,
            first_viewed_at: link.first_viewed_at,
            last_viewed_at: link.last_viewed_at,
        }
    }
}

/// A link that was just made, with its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MadeLink {
    /// The link.
    #[serde(flatten)]
    pub link: Link,
    /// Its address, to be put into the message to the recipient. Shown this
    /// once.
    #[schema(example = "https://utsyn.example.no/d/…")]
    pub url: String,
}

/// Whether a company allows links for recipients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkSetting {
    /// True where links can be made and open.
    pub are_allowed: bool,
}
