//! Wiring: from where the record lies to a running app.

use crate::arguments::{MIB, Place};
use crate::smtp;
use anyhow::{Context as _, bail};
use app::audit::Signer;
use app::imports::{ARCHIVE_ENTRIES_MAX, Spool};
use app::organisations::{self, Organisation};
use app::pictures::{Hands, Studio};
use app::webhooks::{Direct, Patience};
use app::{App, Ctx, FactsSettings, OverHttp, SystemClock, SystemRandom};
use render::worker::Workers;
use std::path::Path;
use std::sync::Arc;
use store::{Depot, Files, Gallery, Record, Snapshots};

/// Below the data lie large originals, where nobody says otherwise.
const ORIGINALS: &str = "originals";

/// The URL is not told: it may hold a password.
const CANNOT_OPEN_DATABASE: &str = "cannot open the record in the database";

/// The key that heads of audit logs are signed with, in the data directory:
/// who can only write to the database cannot sign.
const SIGNING_KEY: &str = "audit.key";
/// The directory of pictures that were drawn, beside the record.
const PICTURES: &str = "pictures";

/// The directory of files on their way in, below that of the record.
const SPOOL: &str = "intake";

/// Opens the record and sets up the app on it.
pub(crate) async fn open(place: &Place) -> anyhow::Result<Arc<App>> {
    let record = record(place).await?;
    let here = Depot::Directory(place.data.clone());
    let depot = place.snapshots.as_ref().unwrap_or(&here);
    let bytes_max = usize::try_from(place.facts_mib)?.saturating_mul(MIB);
    let settings = FactsSettings {
        bytes_max,
        snapshots: Some(snapshots(depot)?),
    };
    let app = build(record, settings, &place.data)?;
    let courier = Direct::new(place.webhook_networks.clone(), Patience::default());
    let exports = place.blobs.as_ref().unwrap_or(&here);
    let app = app
        .with_courier(Arc::new(courier))
        .with_export_files(files(exports)?);
    let app = match &place.datasets {
        Some(depot) => app.with_datasets(files(depot)?),
        None => app,
    };
    let app = match (&place.database, &place.blobs) {
        // Several nodes may work on a database that has its originals apart.
        (Some(_), Some(originals)) => {
            let gallery = Gallery::open(originals).context("cannot share pictures")?;
            let studio = studio(&place.data)?.sharing(place.data.join(PICTURES), gallery);
            app.with_pictures(studio)
        }
        _ => app,
    };
    let said = place.archive_entries_max.map(|most| most as usize);
    let entries_max = said.unwrap_or(ARCHIVE_ENTRIES_MAX);
    let app = app.with_archive_entries_max(entries_max);
    let app = app.with_post(smtp::post(place)?);
    Ok(Arc::new(app.with_proxies(place.proxies)))
}

fn files(depot: &Depot) -> anyhow::Result<Files> {
    Files::open(depot).with_context(|| format!("cannot keep files in '{depot}'"))
}

/// Opens the record in a directory and sets up the app on it, with snapshots
/// of its facts there.
pub(crate) async fn open_at(directory: &Path) -> anyhow::Result<Arc<App>> {
    let record = store::open_sqlite(directory).await;
    let record = record.with_context(|| cannot_open(directory))?;
    let depot = Depot::Directory(directory.to_owned());
    let settings = FactsSettings {
        snapshots: Some(snapshots(&depot)?),
        ..FactsSettings::default()
    };
    let app = build(record, settings, directory)?;
    let courier = Direct::new(Vec::new(), Patience::default());
    let app = app.with_courier(Arc::new(courier));
    Ok(Arc::new(app.with_export_files(files(&depot)?)))
}

/// Opens the record in a database and sets up the app on it, without
/// snapshots; files on their way in lie where the system puts what is
/// temporary.
pub(crate) async fn open_database(url: &str, originals: &Depot) -> anyhow::Result<Arc<App>> {
    let record = store::open_postgres(url, originals).await;
    let record = record.context(CANNOT_OPEN_DATABASE)?;
    let app = build(record, FactsSettings::default(), &std::env::temp_dir())?;
    Ok(Arc::new(app))
}

/// Where pictures are made: in this same program started anew, and kept beside
/// the record.
fn studio(directory: &Path) -> anyhow::Result<Studio> {
    let program = std::env::current_exe().context("cannot find this program itself")?;
    let hands = Hands::Apart(Workers::new(program));
    Ok(Studio::new(
        hands,
        press::draw,
        Some(directory.join(PICTURES)),
    ))
}

/// Opens the record and chooses the organisation to work in.
pub(crate) async fn enter(place: &Place) -> anyhow::Result<(Arc<App>, Organisation, Ctx)> {
    let app = open(place).await?;
    let organisation = organisations::choose(&app, place.org.as_deref()).await?;
    let ctx = organisations::operator(&app, &organisation);
    Ok((app, organisation, ctx))
}

/// Opens the record alone.
pub(crate) async fn record(place: &Place) -> anyhow::Result<Record> {
    let below = Depot::Directory(place.data.join(ORIGINALS));
    let originals = place.blobs.as_ref().unwrap_or(&below);
    match &place.database {
        Some(url) => store::open_postgres(url, originals)
            .await
            .context(CANNOT_OPEN_DATABASE),
        None => store::open_sqlite_with_originals(&place.data, originals)
            .await
            .with_context(|| cannot_open(&place.data)),
    }
}

/// Refuses a directory without a record, which opening would make.
pub(crate) fn must_exist(place: &Place) -> anyhow::Result<()> {
    if place.database.is_none() && !place.data.exists() {
        bail!("there is no record in '{}'", place.data.display());
    }
    Ok(())
}

fn cannot_open(directory: &Path) -> String {
    format!("cannot open the record in '{}'", directory.display())
}

fn snapshots(depot: &Depot) -> anyhow::Result<Snapshots> {
    Snapshots::open(depot).with_context(|| format!("cannot keep snapshots in '{depot}'"))
}

/// The app on a record, with files on their way in below a directory of its
/// own, so that a large upload never fills a small disk of temporary files.
fn build(record: Record, settings: FactsSettings, directory: &Path) -> anyhow::Result<App> {
    let app = App::new(
        Arc::new(record),
        Arc::new(SystemClock),
        Arc::new(SystemRandom),
    );
    let spool = Spool::new(directory.join(SPOOL));
    let signer = Signer::File(directory.join(SIGNING_KEY));
    let app = app
        .with_facts(settings)
        .with_spool(spool)
        .with_signer(signer);
    let app = app.with_outbound(Arc::new(OverHttp::default()));
    let app = app.with_words(Arc::new(web::PortalWords));
    Ok(app.with_pictures(studio(directory)?))
}
