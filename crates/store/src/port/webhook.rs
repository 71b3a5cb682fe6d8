use crate::Result;
use domain::{
    CompanyId, DocumentId, OrganisationId, Seq, UserId, WebhookDeliveryId, WebhookId,
};
use jiff::Timestamp;

/// An address that is told of changes.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: WebhookId,
    /// The address.
    pub url: String,
    /// What people call it.
    pub description: String,
    /// Which types of event it is told of: whole types, and beginnings that
    /// end in a dot; `None` for all.
    pub event_types: Option<Vec<String>>,
    /// The companies whose documents it is told of; `None` for all.
    pub companies: Option<Vec<CompanyId>>,
    /// What messages are signed with.
    pub secret: Vec<u8>,
    /// The secret before, and until when messages are signed with it, too.
    pub old_secret: Option<(Vec<u8>, Timestamp)>,
    /// Who made it, where a person did.
    pub created_by: Option<UserId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When and why it was disabled, if it is.
    pub disabled: Option<(Timestamp, WebhookDisabled)>,
    /// The first failure since the last success.
    pub failing_since: Option<Timestamp>,
    /// How far the log has become deliveries.
    pub fed: Seq,
}

impl std::fmt::Debug for Webhook {
    /// Without its secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Webhook")
            .field("id", &self.id)
            .field("url", &self.url)
            .field("disabled", &self.disabled)
            .field("failing_since", &self.failing_since)
            .field("fed", &self.fed)
            .finish_non_exhaustive()
    }
}

/// Why a webhook is told nothing any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookDisabled {
    /// A person said so.
    ByPerson,
    /// The receiver answered that it is gone for good (410).
    Gone,
    /// Nothing could be delivered for days.
    Failing,
}

impl WebhookDisabled {
    /// Every reason, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::ByPerson, Self::Gone, Self::Failing];

    /// The number that stands for it in a column.
    pub const fn number(self) -> u8 {
        match self {
            Self::ByPerson => 1,
            Self::Gone => 2,
            Self::Failing => 3,
        }
    }

    /// The reason that a number stands for.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.number() == number)
    }

    /// The word for it outside.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ByPerson => "by_person",
            Self::Gone => "gone",
            Self::Failing => "failing",
        }
    }
}

/// A webhook that one node attends to for a while. What it tells counts only
/// while nobody else was given the webhook since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeasedWebhook {
    /// The webhook.
    pub webhook: Webhook,
    /// Tells this lease from every other one.
    pub fence: i64,
}

/// Something that a webhook is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWebhookDelivery {
    /// Its id.
    pub id: WebhookDeliveryId,
    /// Whom to tell.
    pub webhook: WebhookId,
    /// The place in the log that it follows from; below zero for a test.
    pub seq: Seq,
    /// Its place among what follows from that, from zero.
    pub part: u8,
    /// The document that it is about. Of one document the earlier goes first.
    pub document: Option<DocumentId>,
    /// What happened, for example `document.paid`.
    pub event_type: String,
    /// The body of the message.
    pub payload: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Not before this moment.
    pub run_at: Timestamp,
}

/// How a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookDeliveryState {
    /// It waits for its first or next attempt.
    Waiting,
    /// The receiver took it.
    Delivered,
    /// It was given up; a person may have it sent again.
    Dead,
}

impl WebhookDeliveryState {
    /// Every state, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Delivered, Self::Dead];

    /// The number that stands for it in a column.
    pub const fn number(self) -> u8 {
        match self {
            Self::Waiting => 0,
            Self::Delivered => 1,
            Self::Dead => 2,
        }
    }

    /// The state that a number stands for.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The word for it outside.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Dead => "dead",
        }
    }

    /// The state with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A delivery, to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookDelivery {
    /// Its id.
    pub id: WebhookDeliveryId,
    /// Whom it is for.
    pub webhook: WebhookId,
    /// The place in the log that it follows from; below zero for a test.
    pub seq: Seq,
    /// Its place among what follows from that.
    pub part: u8,
    /// The document that it is about.
    pub document: Option<DocumentId>,
    /// What happened.
    pub event_type: String,
    /// The body of the message.
    pub payload: String,
    /// How it stands.
    pub state: WebhookDeliveryState,
    /// When it was made.
    pub created_at: Timestamp,
    /// While it waits, when it is due.
    pub run_at: Timestamp,
    /// Attempts since it was last asked for.
    pub attempts: u32,
    /// Attempts in all.
    pub tries: u32,
    /// When it was delivered or given up.
    pub ended_at: Option<Timestamp>,
}

/// A delivery whose next attempt was counted and is to be made now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BegunWebhookDelivery {
    /// Its id.
    pub id: WebhookDeliveryId,
    /// The place in the log that it follows from.
    pub seq: Seq,
    /// Its place among what follows from that.
    pub part: u8,
    /// The document that it is about.
    pub document: Option<DocumentId>,
    /// What happened.
    pub event_type: String,
    /// The body of the message.
    pub payload: String,
    /// Attempts since it was last asked for, this one included.
    pub attempts: u32,
    /// Attempts in all, this one included.
    pub tries: u32,
}

/// What was asked of the receiver, and what it answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookAttempt {
    /// Which attempt of the delivery, from one.
    pub number: u32,
    /// When it began.
    pub began_at: Timestamp,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
    /// The address that was asked.
    pub url: String,
    /// The headers of the request, one a line.
    pub request_headers: String,
    /// The status of the answer, if there was one.
    pub status: Option<u16>,
    /// The headers of the answer, one a line, cut off where they are long.
    pub response_headers: String,
    /// The beginning of the answer's body.
    pub response_body: String,
    /// Why there is no answer.
    pub error: Option<String>,
}

/// What becomes of a delivery after an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookOutcome {
    /// The receiver took it.
    Delivered,
    /// It is tried again.
    Again {
        /// Not before this moment.
        run_at: Timestamp,
    },
    /// It is given up until a person asks for it.
    Dead,
}

/// What is told of an attempt when it is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedWebhookDelivery {
    /// The webhook.
    pub webhook: WebhookId,
    /// The delivery.
    pub delivery: WebhookDeliveryId,
    /// The document that it is about.
    pub document: Option<DocumentId>,
    /// The attempt.
    pub attempt: WebhookAttempt,
    /// What becomes of the delivery.
    pub outcome: WebhookOutcome,
    /// Whether the webhook is disabled because of it.
    pub disable: Option<WebhookDisabled>,
    /// When it was over.
    pub ended_at: Timestamp,
}

/// How many deliveries of a webhook stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WebhookDeliveryCounts {
    /// Those that wait.
    pub waiting: u64,
    /// Those that the receiver took, as long as they are kept.
    pub delivered: u64,
    /// Those that were given up.
    pub dead: u64,
}

/// What a person can change of a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookFields {
    /// The address.
    pub url: String,
    /// What people call it.
    pub description: String,
    /// Which types of event it is told of; `None` for all.
    pub event_types: Option<Vec<String>>,
    /// The companies whose documents it is told of; `None` for all.
    pub companies: Option<Vec<CompanyId>>,
}

/// Which deliveries are sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookReplay {
    /// This one, however it stands.
    One(WebhookDeliveryId),
    /// Those that were given up.
    Dead,
}

/// Webhooks and what they are told: each thing at least once, the things of
/// one document in their order, by one node at a time.
#[async_trait::async_trait]
pub trait Webhooks {
    /// Adds a webhook. It is told of what comes after this moment; what the
    /// value says of that, and of failures, is not looked at.
    async fn add_webhook(&self, organisation: OrganisationId, webhook: Webhook) -> Result<()>;
    /// A webhook by id.
    async fn lookup_webhook(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
    ) -> Result<Option<Webhook>>;
    /// Every webhook, oldest first.
    async fn list_webhooks(&self, organisation: OrganisationId) -> Result<Vec<Webhook>>;
    /// Changes a webhook. False where there is none.
    async fn change_webhook(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        fields: WebhookFields,
    ) -> Result<bool>;
    /// Gives a webhook another secret; the one before goes on until a moment.
    async fn rotate_webhook_secret(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        secret: Vec<u8>,
        old_until: Timestamp,
    ) -> Result<bool>;
    /// Disables a webhook; what waits goes on waiting. False where there is
    /// none that is enabled.
    async fn disable_webhook(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        why: WebhookDisabled,
        at: Timestamp,
    ) -> Result<bool>;
    /// Enables a webhook; it is told of everything since it was disabled.
    /// False where there is none.
    async fn enable_webhook(&self, organisation: OrganisationId, id: WebhookId) -> Result<bool>;
    /// Takes a webhook away with all its deliveries. False where there is none.
    async fn delete_webhook(&self, organisation: OrganisationId, id: WebhookId) -> Result<bool>;
    /// Webhooks that there is something to do for at a moment, and that
    /// nobody attends to.
    async fn find_webhooks_to_attend_across_tenants(
        &self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<(OrganisationId, WebhookId)>>;
    /// Takes a webhook until a moment; `None` where somebody else has it, it
    /// is disabled, or there is none.
    async fn lease_webhook(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<LeasedWebhook>>;
    /// Moves the end of a lease; to the present to give it back. False where
    /// somebody else was given the webhook since.
    async fn extend_webhook(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        fence: i64,
        until: Timestamp,
    ) -> Result<bool>;
    /// Adds what follows from the log up to a place, and remembers the place.
    /// False, and nothing is added, where the lease is lost.
    async fn feed_webhook(
        &self,
        organisation: OrganisationId,
        leased: (WebhookId, i64),
        reached: Seq,
        deliveries: Vec<NewWebhookDelivery>,
    ) -> Result<bool>;
    /// Adds deliveries besides what follows from the log, or has those that
    /// are there already sent again.
    async fn add_webhook_deliveries(
        &self,
        organisation: OrganisationId,
        deliveries: Vec<NewWebhookDelivery>,
    ) -> Result<()>;
    /// Begins at most `limit` deliveries that are due: their attempt is
    /// counted before this returns, and nobody begins them again before a
    /// moment. Of one document there is only the first. Empty where the lease
    /// is lost.
    async fn begin_webhook_deliveries(
        &self,
        organisation: OrganisationId,
        leased: (WebhookId, i64),
        now: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<BegunWebhookDelivery>>;
    /// Says what became of a delivery. False where the lease is lost; then
    /// nothing was changed.
    async fn end_webhook_delivery(
        &self,
        organisation: OrganisationId,
        fence: i64,
        ended: EndedWebhookDelivery,
    ) -> Result<bool>;
    /// The deliveries of a webhook, newest first, those before `before`.
    async fn list_webhook_deliveries(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        state: Option<WebhookDeliveryState>,
        before: Option<WebhookDeliveryId>,
        limit: usize,
    ) -> Result<Vec<WebhookDelivery>>;
    /// How many deliveries of a webhook stand how.
    async fn count_webhook_deliveries(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
    ) -> Result<WebhookDeliveryCounts>;
    /// A delivery by id.
    async fn lookup_webhook_delivery(
        &self,
        organisation: OrganisationId,
        id: WebhookDeliveryId,
    ) -> Result<Option<WebhookDelivery>>;
    /// The attempts of a delivery that are known, in order.
    async fn list_webhook_attempts(
        &self,
        organisation: OrganisationId,
        id: WebhookDeliveryId,
    ) -> Result<Vec<WebhookAttempt>>;
    /// Has deliveries sent again from a moment on. Answers how many.
    async fn replay_webhook_deliveries(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        replay: WebhookReplay,
        run_at: Timestamp,
    ) -> Result<usize>;
    /// Takes away the deliveries of a webhook in a state that were made before
    /// an id of the same kind was, with their attempts. Answers how many.
    async fn delete_old_webhook_deliveries(
        &self,
        organisation: OrganisationId,
        id: WebhookId,
        state: WebhookDeliveryState,
        before: WebhookDeliveryId,
    ) -> Result<usize>;
}
