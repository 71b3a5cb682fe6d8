use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// One fact in the organisation's log.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Event {
    /// Its place in the log: 1, 2, 3… without gaps.
    pub seq: i64,
    /// The document it is about; absent for facts about the organisation.
    #[schema(format = Uuid)]
    pub document: Option<String>,
    /// Who told it.
    pub source: String,
    /// That system's own name for it.
    pub source_id: String,
    /// When it happened, as told.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Timestamp,
    /// When it was learned.
    #[schema(value_type = String, format = DateTime)]
    pub learned_at: Timestamp,
    /// What happened: `type` names the fact, the other fields belong to it.
    /// Open: new types may come.
    #[schema(value_type = Object, example = json!({"type": "opened", "channel": "efaktura"}))]
    pub fact: Value,
}

impl From<&domain::Event> for Event {
    fn from(event: &domain::Event) -> Self {
        Self {
            seq: event.seq.0,
            document: event.document.map(|id| id.to_string()),
            source: event.source.source.clone(),
            source_id: event.source.id.clone(),
            occurred_at: event.occurred_at,
            learned_at: event.learned_at,
            fact: json!(event.fact),
        }
    }
}

/// One try to deliver a document on one channel.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Attempt {
    /// The channel. Open.
    #[schema(example = "ehf")]
    pub channel: &'static str,
    /// Tells two attempts on one channel apart; empty for the only one.
    pub attempt: String,
    /// Where it stands. Open.
    #[schema(example = "delivered")]
    pub delivery: &'static str,
    /// How well that is known. Open.
    #[schema(example = "confirmed")]
    pub evidence: Option<&'static str>,
    /// The first that is known of it.
    #[schema(value_type = String, format = DateTime)]
    pub started_at: Timestamp,
    /// When it was handed to the channel.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub sent_at: Option<Timestamp>,
    /// When it arrived.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub delivered_at: Option<Timestamp>,
    /// When it failed or came back.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub failed_at: Option<Timestamp>,
    /// The last thing that went wrong: reason, action, and the channel's own
    /// code, namespace and text.
    #[schema(value_type = Option<Object>)]
    pub problem: Option<Value>,
    /// The channel used instead.
    pub fell_back_to: Option<&'static str>,
}

impl From<&domain::Attempt> for Attempt {
    fn from(attempt: &domain::Attempt) -> Self {
        Self {
            channel: attempt.key.channel.code(),
            attempt: attempt.key.attempt.clone(),
            delivery: attempt.delivery.code(),
            evidence: attempt.evidence.map(domain::Evidence::code),
            started_at: attempt.started_at,
            sent_at: attempt.sent_at,
            delivered_at: attempt.delivered_at,
            failed_at: attempt.failed_at,
            problem: attempt.problem.as_ref().map(|problem| json!(problem)),
            fell_back_to: attempt.fell_back_to.map(domain::Channel::code),
        }
    }
}

/// What a person wrote on a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Comment {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// The author's name when it was written.
    pub author: String,
    /// The text, as it stands now.
    pub text: String,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it was last edited.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub edited_at: Option<Timestamp>,
    /// Who is mentioned in it, and was told by e-mail.
    pub mentions: Vec<Mention>,
}

/// Somebody who is mentioned in a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Mention {
    /// Id of the person.
    #[schema(format = Uuid)]
    pub person: String,
    /// The person's name when it was written.
    pub name: String,
}

/// What a comment said before it was edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CommentVersion {
    /// The text as it stood.
    pub text: String,
    /// When it was replaced.
    #[schema(value_type = String, format = DateTime)]
    pub replaced_at: Timestamp,
}

impl From<&app::comments::CommentVersion> for CommentVersion {
    fn from(version: &app::comments::CommentVersion) -> Self {
        Self {
            text: version.text.clone(),
            replaced_at: version.replaced_at,
        }
    }
}

impl Comment {
    /// All comments on a document, oldest first.
    pub fn all_of(shown: &app::documents::Shown) -> Vec<Self> {
        let comments = shown.comments.iter();
        comments
            .map(|comment| Self::of(comment, &shown.mentions))
            .collect()
    }

    /// A comment, with those of these mentions that are in it.
    pub fn of(comment: &app::comments::Comment, mentions: &[app::comments::Mention]) -> Self {
        let own = mentions.iter().filter(|one| one.comment == comment.id);
        Self {
            mentions: own
                .map(|mention| Mention {
                    person: mention.person.to_string(),
                    name: mention.name.clone(),
                })
                .collect(),
            id: comment.id.to_string(),
            author: comment.author_name.clone(),
            text: comment.text.clone(),
            created_at: comment.created_at,
            edited_at: comment.edited_at,
        }
    }
}
