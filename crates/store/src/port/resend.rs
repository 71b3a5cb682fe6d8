use crate::Result;
use domain::{Channel, DocumentId, OrganisationId, ResendId};
use jiff::Timestamp;

/// Asking the sending system to send a document again.
#[async_trait::async_trait]
pub trait Resends {
    /// Tells in the log that a document should be sent again, on a channel if
    /// one is named. Doing it again under the same id changes nothing. False
    /// where there is no such document, or only figures are left of it.
    async fn ask_for_resend(
        &self,
        organisation: OrganisationId,
        id: ResendId,
        document: DocumentId,
        channel: Option<Channel>,
        at: Timestamp,
    ) -> Result<bool>;
}
