use super::NewJob;
use crate::Result;
use domain::OrganisationId;
use jiff::Timestamp;

/// A letter to be sent by mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetter {
    /// Of letters with one key there is one; adding a second changes nothing.
    pub key: String,
    /// The address it goes to.
    pub recipient: String,
    /// What it is about.
    pub subject: String,
    /// What it says, as the caller wrote it.
    pub content: Vec<u8>,
    /// When it was written.
    pub created_at: Timestamp,
    /// The job that sends it, added together with it.
    pub job: NewJob,
}

/// How a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterState {
    /// It waits to be sent, or to be tried again.
    Waiting,
    /// The mail server took it.
    Sent,
    /// The mail server refused it, or it was given up; a person may have it
    /// tried again.
    Refused,
}

impl LetterState {
    /// Every state, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Sent, Self::Refused];

    /// The number that stands for it in a column.
    pub const fn number(self) -> u8 {
        match self {
            Self::Waiting => 0,
            Self::Sent => 1,
            Self::Refused => 2,
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
            Self::Sent => "sent",
            Self::Refused => "refused",
        }
    }
}

/// A letter, without what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What tells it from the others of its organisation.
    pub key: String,
    /// The address it goes to.
    pub recipient: String,
    /// What it is about.
    pub subject: String,
    /// How it stands.
    pub state: LetterState,
    /// When it was written.
    pub created_at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was tried last.
    pub tried_at: Option<Timestamp>,
    /// Why the last attempt failed.
    pub error: Option<String>,
}

/// Letters: each kept until the mail server has taken it.
#[async_trait::async_trait]
pub trait Letters {
    /// Adds a letter and the job that sends it, both or neither, unless there
    /// is one with its key. Answers whether it was added.
    async fn add_letter(&self, organisation: OrganisationId, letter: NewLetter) -> Result<bool>;
    /// A letter by its key.
    async fn lookup_letter(
        &self,
        organisation: OrganisationId,
        key: &str,
    ) -> Result<Option<Letter>>;
    /// What a letter says; empty once it was sent, or what it said was erased.
    async fn read_letter(&self, organisation: OrganisationId, key: &str) -> Result<Vec<u8>>;
    /// The newest letters.
    async fn list_letters(&self, organisation: OrganisationId, limit: usize)
    -> Result<Vec<Letter>>;
    /// Letters whose key begins so, in the order of their keys.
    async fn find_letters_by_prefix(
        &self,
        organisation: OrganisationId,
        prefix: &str,
        limit: usize,
    ) -> Result<Vec<Letter>>;
    /// Notes that the mail server took a waiting letter, and forgets what it
    /// said.
    async fn note_letter_sent(
        &self,
        organisation: OrganisationId,
        key: &str,
        at: Timestamp,
    ) -> Result<()>;
    /// Notes why a waiting letter could not be sent; whether it is refused for
    /// good or waits on.
    async fn note_letter_failed(
        &self,
        organisation: OrganisationId,
        key: &str,
        at: Timestamp,
        error: &str,
        is_refused: bool,
    ) -> Result<()>;
    /// Notes that a letter which was sent came back, and why. False where
    /// there is no such letter, it was not sent, or this was noted before.
    async fn note_letter_bounced(
        &self,
        organisation: OrganisationId,
        key: &str,
        at: Timestamp,
        error: &str,
    ) -> Result<bool>;
    /// Has a letter that was refused tried again, by a job added together
    /// with that. False where there is no such letter or it was not refused.
    async fn retry_letter(
        &self,
        organisation: OrganisationId,
        key: &str,
        job: NewJob,
        now: Timestamp,
    ) -> Result<bool>;
    /// Forgets what letters say whose key begins so and that were not sent;
    /// they are still to be sent.
    async fn forget_letters(&self, organisation: OrganisationId, prefix: &str) -> Result<()>;
    /// Forgets letters that were sent or refused before a moment; at most so
    /// many at once. Answers how many.
    async fn delete_letters_before(
        &self,
        organisation: OrganisationId,
        before: Timestamp,
        limit: usize,
    ) -> Result<usize>;
}
