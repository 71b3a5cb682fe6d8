//! Taking a payment back that the undone import told of.

use super::Undoing;
use crate::Result;
use crate::port::Obstacle;
use crate::record::log::{Entry, Log, OWN_SOURCE};
use crate::record::{payment, telling};
use domain::{Fact, Payment, PaymentId, SourceKey};
use jiff::Timestamp;

impl Undoing<'_> {
    /// Takes a payment away, or says why it stays. One that another file told
    /// of too only loses what this one said.
    pub(super) fn payment(&self, id: PaymentId) -> Result<Option<Obstacle>> {
        let found = payment::lookup(self.room.connection, self.room.organisation, id)?;
        let Some((payment, _)) = found else {
            return Ok(None);
        };
        let tellings = telling::list(self.room, id)?;
        let ours = tellings
            .iter()
            .filter(|(telling, _)| telling.import == self.import);
        let ours: Vec<SourceKey> = ours.map(|(telling, _)| telling.source.clone()).collect();
        if !ours.is_empty() && ours.len() < tellings.len() {
            if let Some(at) = self.at {
                telling::forget(self.room, id, &ours, at)?;
            }
            return Ok(None);
        }
        if payment.matched.is_some_and(|matched| matched.by_hand) {
            return Ok(Some(Obstacle::InHand));
        }
        if let Some(at) = self.at {
            self.withdraw(&payment, at)?;
        }
        Ok(None)
    }

    fn withdraw(&self, payment: &Payment, at: Timestamp) -> Result<()> {
        let mut log = Log::open(self.room.connection, self.room.organisation)?;
        let entry = |document, key: &str, fact| Entry {
            document,
            source: SourceKey::new(OWN_SOURCE, format!("{}/{key}", payment.id)),
            occurred_at: at,
            learned_at: at,
            fact,
        };
        if let Some(matched) = payment.matched {
            let round = matched.round;
            let fact = Fact::PaymentDetached {
                payment: payment.id,
                round,
            };
            let key = format!("detached/{round}");
            log.append(entry(Some(matched.document), &key, fact))?;
        }
        let fact = Fact::PaymentWithdrawn {
            payment: payment.id,
        };
        log.append(entry(None, "withdrawn", fact))?;
        telling::delete(self.room, &mut log, payment, at)?;
        log.close()
    }
}
