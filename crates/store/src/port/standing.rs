use super::Customer;
use crate::Result;
use domain::{CustomerId, DocumentId, Head, OrganisationId, Seq, Standing};

/// A document's fixed fields with where it stands, as of a place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingRow {
    /// The place in the log of the last event that is folded in.
    pub seq: Seq,
    /// The fixed fields.
    pub head: Head,
    /// Where it stands.
    pub standing: Standing,
}

/// Takes documents of a list where they are read, so that what is made of a
/// thousand rows needs no more room than they, and none of it twice.
pub trait Lister: Send {
    /// Those customers of the documents that it has yet to be told of.
    fn unknown(&mut self, rows: &[StandingRow]) -> Vec<CustomerId>;
    /// Takes the documents, and the customers that it asked for.
    fn take(&mut self, rows: Vec<StandingRow>, customers: Vec<Customer>);
}

/// How far an organisation's log has come, and how often what follows from it
/// was changed otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LogEnd {
    /// The last place in the log that is taken; zero for an empty log.
    pub seq: Seq,
    /// Counts the times that standings were changed without an event, as
    /// folding anew does. What was read at another count is to be read again.
    pub epoch: i64,
}

/// Where documents stand. Kept beside the events, in the same transaction, so
/// that starting up need not fold the whole log.
#[async_trait::async_trait]
pub trait Standings {
    /// Documents changed after a place in the log, by that place. An answer
    /// shorter than `limit` is the end; otherwise ask again from the last
    /// row's `seq` (documents of one `seq` are never split).
    async fn list_standings_after(
        &self,
        organisation: OrganisationId,
        after: Seq,
        limit: usize,
    ) -> Result<Vec<StandingRow>>;
    /// Documents that were last told of after one place in the log and up to
    /// another, by that place: never more than there are places between.
    async fn list_standings_between(
        &self,
        organisation: OrganisationId,
        after: Seq,
        to: Seq,
    ) -> Result<Vec<StandingRow>>;
    /// Where these documents stand, in the order asked; unknown ones are left out.
    async fn lookup_standings(
        &self,
        organisation: OrganisationId,
        ids: &[DocumentId],
    ) -> Result<Vec<StandingRow>>;
    /// Hands where these documents stand to a lister, in the order asked and
    /// all at once; unknown ones are left out.
    async fn list_standings_to(
        &self,
        organisation: OrganisationId,
        ids: Vec<DocumentId>,
        lister: Box<dyn Lister>,
    ) -> Result<()>;
    /// The same for documents that were last told of at these places of the log
    /// when somebody looked, whatever became of them since. For long lists:
    /// those that have not moved are read as they lie.
    async fn list_standings_seen_to(
        &self,
        organisation: OrganisationId,
        seen: Vec<Seq>,
        lister: Box<dyn Lister>,
    ) -> Result<()>;
    /// How far the log has come, and the epoch of the standings.
    async fn log_end(&self, organisation: OrganisationId) -> Result<LogEnd>;
    /// Folds every document's events anew and writes what differs. `progress`
    /// hears how many documents are done. Answers (documents, corrected).
    async fn refold(
        &self,
        organisation: OrganisationId,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<(u64, u64)>;
}
