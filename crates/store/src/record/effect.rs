//! Effects: writes that come about once, on conditions, and with their entry
//! in the audit log, each in one transaction.

use super::errand::{add_step, receipt};
use super::{Record, audit, condition};
use crate::Result;
use crate::port::{MatchOutcome, UserOutcome};
use crate::sql::Connection;
use domain::OrganisationId;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What an effect came to.
pub(crate) trait Outcome: Serialize + DeserializeOwned + Send + 'static {
    /// Whether anything is different now.
    fn came_about(&self) -> bool;
}

impl Outcome for () {
    fn came_about(&self) -> bool {
        true
    }
}

impl Outcome for bool {
    fn came_about(&self) -> bool {
        *self
    }
}

impl<T: Serialize + DeserializeOwned + Send + 'static> Outcome for Option<T> {
    fn came_about(&self) -> bool {
        self.is_some()
    }
}

impl Outcome for MatchOutcome {
    fn came_about(&self) -> bool {
        *self == Self::Done
    }
}

impl Outcome for UserOutcome {
    fn came_about(&self) -> bool {
        *self == Self::Done
    }
}

impl Record {
    /// Writes like [`Record::write`] what an errand may ask for again: on an
    /// errand, what it came to is noted with it, and a step that was taken
    /// before is answered from the note. What it depends on is looked at, and
    /// what is to be told of it is told, in the same transaction.
    pub(crate) async fn effect<T: Outcome>(
        &self,
        organisation: OrganisationId,
        job: impl FnOnce(&dyn Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let step = self.errand.as_ref().map(|errand| errand.next());
        let conditions = self.conditions.iter();
        let left: Vec<_> = conditions.filter_map(|one| one.left()).collect();
        let told = self.told.as_ref().and_then(|told| told.left());
        let done = self
            .write(organisation, move |connection| {
                if let Some(step) = step
                    && let Some(receipt) = receipt(connection, organisation, step)?
                {
                    return Ok(receipt);
                }
                for seen in &left {
                    condition::check(connection, organisation, seen)?;
                }
                let done: T = job(connection)?;
                if let Some(entries) = told.filter(|_| done.came_about()) {
                    audit::add(connection, organisation, &entries)?;
                }
                if let Some(step) = step {
                    add_step(connection, organisation, step, &done)?;
                }
                Ok(done)
            })
            .await?;
        for condition in &self.conditions {
            condition.meet();
        }
        if let Some(told) = self.told.as_ref().filter(|_| done.came_about()) {
            told.tell();
        }
        Ok(done)
    }
}
