use crate::{Error, Result};
use domain::{CompanyId, OrganisationId, Right, Rights, UserId};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Whose organisation, who asks, and when: the first argument of every verb.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// The organisation; nothing outside it can be seen or touched.
    pub organisation: OrganisationId,
    /// The companies of it that the asker may see; `None` for all of them.
    /// What belongs to another company is answered like something unknown.
    pub companies: Option<Vec<CompanyId>>,
    /// Who asks.
    pub actor: Actor,
    /// What the asker may do.
    pub rights: Rights,
    /// The moment of asking; one verb sees one moment.
    pub now: Timestamp,
    /// The time zone in which the organisation's days begin and end.
    pub time_zone: TimeZone,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A signed-in person.
    Person {
        /// The person.
        id: UserId,
        /// The person's name.
        name: String,
    },
    /// Another system, with a key.
    Key {
        /// The key.
        id: domain::ApiKeyId,
        /// The key's name.
        name: String,
    },
    /// Somebody at the command line, who has the files themselves.
    Operator,
}

impl Ctx {
    /// The organisation's local day at the moment of asking.
    pub fn today(&self) -> Date {
        self.now.to_zoned(self.time_zone.clone()).date()
    }

    /// The person who asks, if it is one.
    pub const fn person(&self) -> Option<UserId> {
        match &self.actor {
            Actor::Person { id, .. } => Some(*id),
            Actor::Key { .. } | Actor::Operator => None,
        }
    }

    /// Whether the asker may do this.
    pub const fn may(&self, right: Right) -> bool {
        self.rights.include(right)
    }

    /// Goes on only where the asker may do this; [`Error::Forbidden`]
    /// otherwise. A verb that needs a right asks for it before anything else.
    pub const fn require(&self, right: Right) -> Result<()> {
        match self.may(right) {
            true => Ok(()),
            false => Err(Error::Forbidden { right }),
        }
    }

    /// Whether what belongs to this company may be seen.
    pub fn may_see(&self, company: CompanyId) -> bool {
        self.companies
            .as_ref()
            .is_none_or(|companies| companies.contains(&company))
    }

    /// Whether every company may be seen, and with them what belongs to none.
    pub const fn sees_all(&self) -> bool {
        self.companies.is_none()
    }
}
