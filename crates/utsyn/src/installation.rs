//! Wiring: from where the record lies to a running app.

use crate::arguments::Place;
use anyhow::Context as _;
use app::organisations::{self, Organisation};
use app::pictures::{Hands, Studio};
use app::{App, Ctx, SystemClock, SystemRandom};
use render::worker::Workers;
use std::path::Path;
use std::sync::Arc;

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
    Ok(Arc::new(app.with_pictures(studio(directory)?)))
}

/// Where pictures are made: in this same program started anew, and kept beside
/// the record.
fn studio(directory: &Path) -> anyhow::Result<Studio> {
    let program = std::env::current_exe().context("cannot find this program itself")?;
    let hands = Hands::Apart(Workers::new(program));
    Ok(Studio::new(hands, Some(directory.join("pictures"))))
}

/// Opens the record and chooses the organisation to work in.
pub(crate) async fn enter(place: &Place) -> anyhow::Result<(Arc<App>, Organisation, Ctx)> {
    let app = open(place).await?;
    let organisation = organisations::choose(&app, place.org.as_deref()).await?;
    let ctx = organisations::operator(&app, &organisation);
    Ok((app, organisation, ctx))
}
