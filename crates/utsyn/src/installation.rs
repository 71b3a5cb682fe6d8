//! Wiring: from where the record lies to a running app.

use crate::arguments::Place;
use anyhow::Context as _;
use app::imports::Spool;
use app::organisations::{self, Organisation};
use app::{App, Ctx, SystemClock, SystemRandom};
use std::path::Path;
use std::sync::Arc;

/// The directory of files on their way in, below that of the record.
const SPOOL: &str = "intake";

/// Opens the record and sets up the app on it.
pub(crate) async fn open(place: &Place) -> anyhow::Result<Arc<App>> {
    open_at(&place.data).await
}

/// Opens the record in a directory and sets up the app on it.
pub(crate) async fn open_at(directory: &Path) -> anyhow::Result<Arc<App>> {
    let store = store::open_sqlite(directory)
        .await
        .with_context(|| format!("cannot open the record in '{}'", directory.display()))?;
    let app = App::new(
        Arc::new(store),
        Arc::new(SystemClock),
        Arc::new(SystemRandom),
    );
    // Below the record, so that a large upload never fills a small /tmp.
    let spool = Spool::new(directory.join(SPOOL));
    Ok(Arc::new(app.with_spool(spool)))
}

/// Opens the record and chooses the organisation to work in.
pub(crate) async fn enter(place: &Place) -> anyhow::Result<(Arc<App>, Organisation, Ctx)> {
    let app = open(place).await?;
    let organisation = organisations::choose(&app, place.org.as_deref()).await?;
    let ctx = organisations::operator(&app, &organisation);
    Ok((app, organisation, ctx))
}
