//! Taking files in. Reading happens on all cores while the record writes
//! what was read before; nothing is reported before it is on disk.

use super::company::Companies;
use super::limited;
use super::piece::Piece;
use super::prepare::Preparing;
use super::read::Reading;
use super::source::Incoming;
use crate::audit::{self, Act};
use crate::{App, Ctx, Error, Result};
use domain::intake::ItemKind;
use domain::{Channel, DocumentId, Finding, ImportId, Right};
use std::collections::BTreeSet;
use std::sync::Arc;
use store::port::{Intake, ItemCounts, Outcome};

/// Groups of pieces that may wait to be recorded.
const GROUPS_WAITING: usize = 1;

/// What was said about all files of a run.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The company that all documents belong to: its number or name.
    pub company: Option<String>,
    /// The channel of all documents, whatever the files say.
    pub channel: Option<Channel>,
    /// The most entries of an archive, where the limit of the installation
    /// is not right.
    pub archive_entries_max: Option<usize>,
    /// How the file is read, where somebody has said what its columns are.
    pub table: Option<formats::table::Settings>,
}

/// What became of one item, as soon as it is on disk.
#[derive(Debug, Clone)]
pub struct ItemReport {
    /// The id of the file that was received; of an entry, its archive's.
    pub import: ImportId,
    /// The file's name.
    pub file: String,
    /// Where in the file.
    pub item: String,
    /// What the file was recognised as.
    pub format: &'static str,
    /// What became of it.
    pub outcome: Outcome,
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// The document that it became or is about.
    pub document: Option<DocumentId>,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// What a run came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files received, those in archives counted one by one.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Their items, by outcome. They add up to all items there were.
    pub items: ItemCounts,
}

/// Takes in files and tells `report` of each item once it is on disk.
///
/// Giving the same files again is safe: what is there already comes back as
/// a duplicate. An interrupted run is completed by running it again.
pub async fn receive(
    app: &Arc<App>,
    ctx: &Ctx,
    files: impl Iterator<Item = Incoming> + Send + 'static,
    options: &Options,
    report: &mut (dyn FnMut(ItemReport) + Send),
) -> Result<Summary> {
    ctx.require(Right::Import)?;
    let companies = Companies::of(app, ctx, options.company.as_deref()).await?;
    let (send, mut groups) = tokio::sync::mpsc::channel(GROUPS_WAITING);
    let reader = tokio::task::spawn_blocking({
        let (app, ctx, options) = (Arc::clone(app), ctx.clone(), options.clone());
        let runtime = tokio::runtime::Handle::current();
        move || {
            let preparing = Preparing {
                app: &app,
                ctx: &ctx,
                companies: &companies,
                options: &options,
                runtime: &runtime,
            };
            let read = Reading::new(&preparing, &send).all(files);
            if let Err(error) = read {
                // Where nobody listens any more, nobody needs to hear of it.
                let _ = send.blocking_send(Err(error));
            }
        }
    });
    let mut summary = Summary::default();
    let mut imports = BTreeSet::new();
    while let Some(group) = groups.recv().await {
        for pieces in in_transactions(group?) {
            imports.extend(pieces.iter().map(|piece| piece.intake.import.id));
            record(app, ctx, pieces, &mut summary, report).await?;
        }
    }
    reader.await.map_err(Error::internal)?;
    note(app, ctx, &summary, &imports).await?;
    Ok(summary)
}

/// Notes what a run took in: one entry, however many files there were.
async fn note(app: &App, ctx: &Ctx, summary: &Summary, imports: &BTreeSet<ImportId>) -> Result<()> {
    let Some(first) = imports.first() else {
        return Ok(());
    };
    let subject = match imports.len() {
        1 => audit::subject("import", first),
        _ => String::new(),
    };
    let counts = &summary.items;
    let content = serde_json::json!({
        "files": summary.files,
        "stored": counts.stored,
        "duplicate": counts.duplicate,
        "rejected": counts.rejected,
        "unmatched": counts.unmatched,
    });
    audit::note_with(app, ctx, Act::IMPORT_RECEIVED, &subject, content).await
}

/// How many items go into one transaction: enough to share the cost of its
/// fsync, few enough that others get their turn.
const ITEMS_A_TRANSACTION: usize = 2_000;

fn in_transactions(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut transactions: Vec<Vec<Piece>> = Vec::new();
    let mut items = ITEMS_A_TRANSACTION;
    for piece in pieces {
        items += piece.told.len();
        match transactions.last_mut() {
            Some(open) if items <= ITEMS_A_TRANSACTION => open.push(piece),
            _ => {
                items = piece.told.len();
                transactions.push(vec![piece]);
            }
        }
    }
    transactions
}

/// Records pieces in one transaction and reports their items.
async fn record(
    app: &App,
    ctx: &Ctx,
    pieces: Vec<Piece>,
    summary: &mut Summary,
    report: &mut (dyn FnMut(ItemReport) + Send),
) -> Result<()> {
    let mut told = Vec::with_capacity(pieces.len());
    let mut intakes: Vec<Intake> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        summary.files += piece.files;
        summary.bytes += piece.bytes;
        told.push((piece.intake.import.id, piece.told));
        intakes.push(piece.intake);
    }
    limited::refuse(app, ctx, &mut intakes).await?;
    let answers = app.store.record(ctx.organisation, intakes).await?;
    for ((import, told), answers) in told.into_iter().zip(answers) {
        for (told, recorded) in told.into_iter().zip(answers) {
            summary.items.add(recorded.outcome);
            report(ItemReport {
                import,
                file: told.file.to_string(),
                item: told.place,
                format: told.format,
                outcome: recorded.outcome,
                kind: told.kind,
                document: recorded.document,
                findings: recorded.findings,
            });
        }
    }
    Ok(())
}
