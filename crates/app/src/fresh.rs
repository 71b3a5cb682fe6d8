//! What the tests of this room begin with: an organisation, and a clock that
//! they turn.

use crate::organisations::{self, NewOrganisation, Organisation};
use crate::people::NewPerson;
use crate::{App, Clock};
use jiff::{SignedDuration, Timestamp};
use std::sync::Mutex;

/// A clock that stands still until it is turned on.
pub(crate) struct Turned(Mutex<Timestamp>);

impl Turned {
    /// At a moment, as RFC 3339 writes it.
    pub(crate) fn at(moment: &str) -> Self {
        Self(Mutex::new(moment.parse().unwrap()))
    }

    pub(crate) fn on(&self, by: SignedDuration) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for Turned {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Founds an organisation with this short name.
pub(crate) async fn organisation(app: &App, slug: &str) -> Organisation {
    let new = NewOrganisation {
        slug: slug.to_owned(),
        name: format!("{slug} AS"),
        company_number: None,
        admin: NewPerson {
            email: format!("kari@{slug}.example"),
            name: "Kari".to_owned(),
            password: Some("correct horse battery".to_owned()),
        },
    };
    organisations::init(app, new).await.unwrap().organisation
}
