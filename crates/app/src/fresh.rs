//! What the tests of this room begin with: an organisation, and a clock that
//! they turn.

use crate::organisations::{self, NewOrganisation, Organisation};
use crate::people::NewPerson;
use crate::pictures::Studio;
use crate::{App, Clock, Ctx, SystemRandom};
use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex};

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

/// An app on a record of its own, with one organisation and a clock.
pub(crate) struct World {
    pub(crate) app: Arc<App>,
    pub(crate) clock: Arc<Turned>,
    pub(crate) organisation: Organisation,
    _directory: tempfile::TempDir,
}

impl World {
    /// In the morning of 26 November 2026.
    pub(crate) async fn new() -> Self {
        Self::made(|app| app).await
    }

    /// The same with what draws pictures.
    pub(crate) async fn with_pictures(studio: Studio) -> Self {
        Self::made(|app| app.with_pictures(studio)).await
    }

    async fn made(finish: impl FnOnce(App) -> App) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let store = store::open_sqlite(directory.path()).await.unwrap();
        let clock = Arc::new(Turned::at("2026-11-26T10:00:00Z"));
        let app = App::new(Arc::new(store), clock.clone(), Arc::new(SystemRandom));
        let app = finish(app);
        let organisation = self::organisation(&app, "nord").await;
        Self {
            app: Arc::new(app),
            clock,
            organisation,
            _directory: directory,
        }
    }

    /// Somebody at the command line.
    pub(crate) fn ctx(&self) -> Ctx {
        organisations::operator(&self.app, &self.organisation)
    }
}
