use crate::{Result, Store};
use domain::{ContentHash, OrganisationId};
use jiff::Timestamp;
use std::sync::Arc;

/// A request to do, named by its sender so that it is done once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewErrand {
    /// Hash of who asks and of the name that they gave it.
    pub key: ContentHash,
    /// Hash of what is asked. The same name for something else is refused.
    pub fingerprint: ContentHash,
    /// What its ids and secrets grow from.
    pub seed: [u8; 32],
    /// When it was first asked for.
    pub begun_at: Timestamp,
    /// Until when whoever asks now is at it.
    pub leased_until: Timestamp,
    /// From when on its name can be used for something else.
    pub expires_at: Timestamp,
}

/// An errand that is being done. Whoever goes on with it after a crash sees
/// the same moment and throws the same dice as whoever began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// Its key.
    pub key: ContentHash,
    /// What its ids and secrets grow from.
    pub seed: [u8; 32],
    /// When it was first asked for.
    pub begun_at: Timestamp,
    /// Whether a step of it was taken before; conditions that it was sent with
    /// were met then.
    pub has_effect: bool,
}

/// What is the case with an errand that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// It is to be done: for the first time, or to its end, or once more
    /// because its answer was not kept. Steps that were done stay done.
    Do(Errand),
    /// Somebody is at it.
    Running,
    /// The name was given to something else.
    Differs,
    /// It is done, and this was the answer.
    Answered(KeptAnswer),
    /// It is done, and its answer is shown once.
    ShownOnce,
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// Its status.
    pub status: u16,
    /// Its headers, as the caller wrote them.
    pub headers: String,
    /// Its body.
    pub body: Vec<u8>,
}

/// How an errand ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrandEnd {
    /// With an answer to give again.
    Answered(KeptAnswer),
    /// With an answer that is not kept; asked again, it is answered anew.
    Unkept,
    /// With a secret, which is forgotten.
    ShownOnce,
    /// Without any effect, so that it may be tried anew. One that had an
    /// effect all the same is kept.
    Nothing,
    /// For good, and nobody asks for it again: nothing is kept of it.
    Over,
}

/// Requests that are done once, however often they are sent.
///
/// A store that is [`Errands::on_errand`] notes, in the transaction of each
/// effect, what it came to. Asked for the same step again, it changes nothing
/// and answers what it answered then. So an errand that was cut off between
/// its effect and its answer is simply done again.
#[async_trait::async_trait]
pub trait Errands {
    /// Begins an errand, or says what became of it.
    async fn begin_errand(&self, organisation: OrganisationId, new: NewErrand) -> Result<Begun>;
    /// This store, at work for an errand: its steps are counted from here on.
    fn on_errand(&self, errand: &Errand) -> Arc<dyn Store>;
    /// This store, at work for one part of an errand that has many: its steps
    /// are counted on their own, whatever became of the other parts.
    fn on_part(&self, errand: &Errand, part: u32) -> Arc<dyn Store>;
    /// Keeps an errand for longer.
    async fn extend_errand(
        &self,
        organisation: OrganisationId,
        key: ContentHash,
        until: Timestamp,
    ) -> Result<()>;
    /// Notes how an errand ended.
    async fn end_errand(
        &self,
        organisation: OrganisationId,
        key: ContentHash,
        end: ErrandEnd,
    ) -> Result<()>;
    /// Forgets the answers of errands begun before a moment: they may tell of
    /// what has been erased since. Such an errand is still done only once;
    /// asked again it is answered anew.
    async fn forget_errand_answers(
        &self,
        organisation: OrganisationId,
        begun_before: Timestamp,
    ) -> Result<()>;
    /// Deletes the errands whose time is over.
    async fn delete_expired_errands(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
    ) -> Result<()>;
}
