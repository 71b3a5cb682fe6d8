//! Uploads: acknowledged once they are on disk, and read in the background.
//! Whatever interrupts the reading, it goes on where another process finds
//! the upload; what was recorded before is not recorded twice.

use super::company::Companies;
use super::content::{Content, HELD_BYTES_MAX};
use super::receive::{Options, receive};
use super::source::together;
use crate::{App, Ctx, Error, Result, organisations};
use domain::{Channel, ContentHash, DeliveryId, ImportId, Right};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use store::port::{Delivery, Import, Intake, ItemCounts, Packed};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

/// How long an upload belongs to whoever reads it without a word.
const LEASE: SignedDuration = SignedDuration::from_secs(120);
/// How often the word is given.
const EXTENDED_EVERY: Duration = Duration::from_secs(30);
/// How often uploads are looked for that somebody left behind.
const LOOKED_FOR_EVERY: Duration = Duration::from_secs(15);
/// Uploads that are read at the same time, so that many of them share the
/// memory of two.
static READING: Semaphore = Semaphore::const_new(2);

/// Files that were acknowledged.
#[derive(Debug)]
pub struct Accepted {
    /// What each file is noted under, in the order given.
    pub imports: Vec<ImportId>,
    reading: JoinHandle<()>,
}

impl Accepted {
    /// Waits until all of them are read, but no longer than this: nobody
    /// needs to see the progress of what takes a moment.
    pub async fn wait(self, at_most: Duration) {
        // The reading goes on without anybody waiting for it.
        let _ = tokio::time::timeout(at_most, self.reading).await;
    }
}

/// An upload as it is remembered.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Upload {
    files: Vec<File>,
    company: Option<String>,
    channel: Option<String>,
    #[serde(default)]
    table: Option<formats::table::Settings>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct File {
    import: String,
    name: String,
    hash: ContentHash,
    size: u64,
}

/// Takes files in and answers as soon as they are safe; they are read in the
/// background.
pub async fn accept(
    app: &Arc<App>,
    ctx: &Ctx,
    files: Vec<(String, Content)>,
    options: &Options,
) -> Result<Accepted> {
    ctx.require(Right::Import)?;
    if !ctx.sees_all() {
        // What is read in the background may be about every company.
        return Err(Error::Forbidden {
            right: Right::Import,
        });
    }
    Companies::of(app, ctx, options.company.as_deref()).await?;
    let mut intakes = Vec::with_capacity(files.len());
    let mut upload = Upload {
        files: Vec::with_capacity(files.len()),
        company: options.company.clone(),
        channel: options.channel.map(|channel| channel.code().to_owned()),
        table: options.table.clone(),
    };
    let mut contents = Vec::with_capacity(files.len());
    for (name, content) in files {
        let packed = pack(app, ctx, &content).await?;
        let intake = noted(app, ctx, &name, packed);
        let import = &intake.import;
        upload.files.push(File {
            import: import.id.to_string(),
            name: name.clone(),
            hash: import.hash,
            size: import.size,
        });
        contents.push((Some(import.id), name, content));
        intakes.push(intake);
    }
    let imports = intakes.iter().map(|intake| intake.import.id).collect();
    app.store.record(ctx.organisation, intakes).await?;
    let delivery = Delivery {
        id: app.id(DeliveryId::from_parts),
        content: serde_json::to_string(&upload).map_err(Error::internal)?,
        received_at: ctx.now,
        leased_until: later(app.now()),
    };
    let id = delivery.id;
    app.store.add_delivery(ctx.organisation, delivery).await?;
    let (app, ctx, options) = (Arc::clone(app), ctx.clone(), options.clone());
    let reading = tokio::spawn(async move {
        let read = read(&app, &ctx, id, contents, &options).await;
        if let Err(error) = read {
            // Whoever looks for what was left behind tries again.
            tracing::error!(delivery.id = %id, error = %error, "an upload was not read to its end");
        }
    });
    Ok(Accepted { imports, reading })
}

fn later(now: Timestamp) -> Timestamp {
    now.checked_add(LEASE).unwrap_or(now)
}

async fn pack(app: &App, ctx: &Ctx, content: &Content) -> Result<Packed> {
    Ok(match content {
        Content::Held(bytes) => {
            let packing = app.store.pack_original(ctx.organisation, bytes.to_vec());
            packing.await?
        }
        Content::OnDisk(_) => {
            let room = app.spool().room().map_err(Error::internal)?;
            let input = Box::new(content.reader());
            let packing = app.store.pack_large_original(ctx.organisation, input, room);
            packing.await?
        }
    })
}

/// A file of which nothing is known yet but that it is here.
fn noted(app: &App, ctx: &Ctx, name: &str, packed: Packed) -> Intake {
    Intake {
        import: Import {
            id: app.id(ImportId::from_parts),
            name: name.to_owned(),
            hash: packed.hash,
            size: packed.size,
            format: "unknown".to_owned(),
            received_at: ctx.now,
            by: ctx.person(),
            is_complete: false,
            findings: Vec::new(),
            counts: ItemCounts::default(),
        },
        originals: vec![packed],
        items: Vec::new(),
        is_last: false,
        learned_at: ctx.now,
    }
}

/// Reads an upload to its end while its lease is kept.
async fn read(
    app: &Arc<App>,
    ctx: &Ctx,
    id: DeliveryId,
    files: Vec<(Option<ImportId>, String, Content)>,
    options: &Options,
) -> Result<()> {
    let keeping = tokio::spawn(keep(Arc::clone(app), ctx.clone(), id));
    let received = {
        let _turn = READING.acquire().await.map_err(Error::internal)?;
        receive(app, ctx, together(files), options, &mut |_| {}).await
    };
    keeping.abort();
    received?;
    Ok(app.store.end_delivery(ctx.organisation, id).await?)
}

async fn keep(app: Arc<App>, ctx: Ctx, id: DeliveryId) {
    loop {
        tokio::time::sleep(EXTENDED_EVERY).await;
        let until = later(app.now());
        let extended = app.store.extend_delivery(ctx.organisation, id, until).await;
        if let Err(error) = extended {
            tracing::warn!(delivery.id = %id, error = %error, "a lease was not extended");
        }
    }
}

/// Reads the next upload that nobody reads any more, of any organisation.
/// Answers whether there was one.
pub async fn read_waiting_across_tenants(app: &Arc<App>) -> Result<bool> {
    let now = app.now();
    let taken = app
        .store
        .take_delivery_across_tenants(now, later(now))
        .await?;
    let Some((organisation, delivery)) = taken else {
        return Ok(false);
    };
    let all = organisations::list_across_tenants(app).await?;
    let found = all.iter().find(|it| it.id == organisation);
    let organisation = found.ok_or_else(|| Error::internal("an upload belongs to nobody"))?;
    let ctx = organisations::operator(app, organisation);
    let upload: Upload = serde_json::from_str(&delivery.content).map_err(Error::internal)?;
    let options = Options {
        company: upload.company.clone(),
        channel: upload
            .channel
            .as_deref()
            .and_then(|code| code.parse::<Channel>().ok()),
        table: upload.table.clone(),
        ..Options::default()
    };
    let mut files = Vec::with_capacity(upload.files.len());
    for file in upload.files {
        let id: ImportId = file.import.parse().map_err(Error::internal)?;
        if let Some(content) = kept(app, &ctx, file.hash, file.size).await? {
            files.push((Some(id), file.name, content));
        }
    }
    read(app, &ctx, delivery.id, files, &options).await?;
    Ok(true)
}

/// The content of a file that is kept in the record.
pub(super) async fn kept(
    app: &App,
    ctx: &Ctx,
    hash: ContentHash,
    size: u64,
) -> Result<Option<Content>> {
    if size <= HELD_BYTES_MAX {
        let bytes = app.store.read_original(ctx.organisation, hash).await?;
        return Ok(bytes.map(Content::from));
    }
    let room = app.spool().room().map_err(Error::internal)?;
    let copy = Box::new(room.try_clone().map_err(Error::internal)?);
    let is_there = app
        .store
        .copy_original(ctx.organisation, hash, copy)
        .await?;
    let content = Content::of(room, size).map_err(Error::internal)?;
    Ok(is_there.then_some(content))
}

/// Goes on reading what other processes left behind, until it is dropped.
pub async fn keep_reading(app: Arc<App>) {
    loop {
        match read_waiting_across_tenants(&app).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(error = %error, "an upload was not read"),
        }
        tokio::time::sleep(LOOKED_FOR_EVERY).await;
    }
}
