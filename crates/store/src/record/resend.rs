use super::Record;
use super::document;
use super::log::{Entry, Log, OWN_SOURCE};
use crate::Result;
use crate::port::Resends;
use domain::{Channel, DocumentId, Fact, OrganisationId, ResendId, SourceKey};
use jiff::Timestamp;

#[async_trait::async_trait]
impl Resends for Record {
    async fn ask_for_resend(
        &self,
        organisation: OrganisationId,
        id: ResendId,
        document: DocumentId,
        channel: Option<Channel>,
        at: Timestamp,
    ) -> Result<bool> {
        self.effect(organisation, move |connection| {
            let head = document::head(connection, organisation, document)?;
            if head.is_none_or(|head| head.is_erased()) {
                return Ok(false);
            }
            let fact = Fact::ResendAsked {
                resend: id,
                channel,
            };
            let mut log = Log::open(connection, organisation)?;
            log.append(Entry {
                document: Some(document),
                source: SourceKey::new(OWN_SOURCE, format!("{id}/{}", fact.name())),
                occurred_at: at,
                learned_at: at,
                fact,
            })?;
            log.close()?;
            Ok(true)
        })
        .await
    }
}
