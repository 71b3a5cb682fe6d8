use crate::Result;
use domain::{DocumentId, Head, OrganisationId, Seq, Standing};

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
    /// Where these documents stand, in the order asked; unknown ones are left out.
    async fn lookup_standings(
        &self,
        organisation: OrganisationId,
        ids: &[DocumentId],
    ) -> Result<Vec<StandingRow>>;
    /// Folds every document's events anew and writes what differs. `progress`
    /// hears how many documents are done. Answers (documents, corrected).
    async fn refold(
        &self,
        organisation: OrganisationId,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<(u64, u64)>;
}
