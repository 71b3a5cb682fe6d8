//! Changes on a condition: the look and the change are one transaction.

use super::Record;
use super::{comment, company, organisation, payment, person, view};
use crate::port::{Conditions, Seen, State, Thing, User};
use crate::sql::Connection;
use crate::{Error, Result, Store};
use domain::OrganisationId;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the first effect depends on, and whether it has come about.
#[derive(Debug)]
pub(super) struct Condition {
    seen: Seen,
    is_met: AtomicBool,
}

impl Condition {
    /// What still has to hold before an effect comes about.
    pub(super) fn left(&self) -> Option<Seen> {
        let is_met = self.is_met.load(Ordering::Acquire);
        (!is_met).then(|| self.seen.clone())
    }

    /// Notes that the first effect came about, which changed the thing itself.
    pub(super) fn meet(&self) {
        self.is_met.store(true, Ordering::Release);
    }
}

/// Fails as [`Error::Stale`] where the thing is another by now.
pub(super) fn check(
    connection: &dyn Connection,
    organisation: OrganisationId,
    seen: &Seen,
) -> Result<()> {
    match see(connection, organisation, seen.thing)? == *seen {
        true => Ok(()),
        false => Err(Error::Stale),
    }
}

fn see(connection: &dyn Connection, organisation: OrganisationId, thing: Thing) -> Result<Seen> {
    let state = match thing {
        Thing::Comment(id) => comment::lookup(connection, organisation, id)?.map(State::Comment),
        Thing::Company(id) => {
            let found = company::lookup(connection, organisation, id)?;
            found.map(|company| State::Company(Box::new(company)))
        }
        Thing::Organisation => {
            organisation::lookup(connection, organisation)?.map(State::Organisation)
        }
        Thing::Payment(id) => {
            let found = payment::lookup(connection, organisation, id)?;
            found.map(|(payment, _)| State::Payment(Box::new(payment)))
        }
        Thing::User(id) => {
            let found = person::lookup_user(connection, organisation, id)?;
            found.map(|user| State::User(Box::new(changeable(user))))
        }
        Thing::View(id) => {
            let found = view::lookup(connection, organisation, id)?;
            found.map(|view| State::View(Box::new(view)))
        }
    };
    Ok(Seen {
        thing,
        state: state.unwrap_or(State::Nothing),
    })
}

/// A person without what they choose for themselves: a change by somebody
/// else leaves it as it is.
fn changeable(user: User) -> User {
    User {
        password_hash: String::new(),
        language: None,
        keys_off: false,
        ..user
    }
}

#[async_trait::async_trait]
impl Conditions for Record {
    async fn see(&self, organisation: OrganisationId, thing: Thing) -> Result<Seen> {
        self.read(organisation, move |connection| {
            see(connection, organisation, thing)
        })
        .await
    }

    fn provided(&self, seen: Seen) -> Arc<dyn Store> {
        let is_met = AtomicBool::new(false);
        let mut same = self.same();
        same.conditions.push(Arc::new(Condition { seen, is_met }));
        Arc::new(same)
    }
}
