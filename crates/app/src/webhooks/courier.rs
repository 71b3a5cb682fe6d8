//! Who carries messages to other systems.

/// A message to post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Where to.
    pub url: String,
    /// The headers, besides those that the way itself needs.
    pub headers: Vec<(&'static str, String)>,
    /// The body, JSON.
    pub body: String,
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// How long it took, in milliseconds.
    pub took_ms: u64,
    /// What the receiver answered, or why there is no answer.
    pub response: Result<Response, String>,
}

/// What a receiver answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The headers, one a line, no more than a few kB.
    pub headers: String,
    /// The beginning of the body, no more than a few kB.
    pub body: String,
}

/// Carries messages to other systems.
#[async_trait::async_trait]
pub trait Courier: Send + Sync {
    /// Posts a message and reads a little of what comes back. Always ends
    /// within a time.
    async fn post(&self, parcel: &Parcel) -> Answer;
    /// Whether it would go to an address at all; says why not, in English.
    fn accepts(&self, url: &str) -> Result<(), String>;
}
