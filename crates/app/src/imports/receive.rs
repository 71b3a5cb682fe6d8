//! Taking files in. Reading happens on all cores while the record writes
//! what was read before; nothing is reported before it is on disk.

use super::company::Companies;
use super::prepare::{Prepared, Preparing};
use super::source::Incoming;
use crate::{App, Ctx, Error, Result};
use domain::intake::ItemKind;
use domain::{Channel, DocumentId, Finding, ImportId};
use rayon::prelude::*;
use std::sync::Arc;
use store::port::{Intake, ItemCounts, Outcome, RecordedItem};

/// Files read together, on all cores, before they are handed on.
const FILES_AT_A_TIME: usize = 256;
/// Bytes of files read together, so that large ones do not fill the memory.
const BYTES_AT_A_TIME: u64 = 64 * 1024 * 1024;
/// Groups of files that may wait to be recorded.
const GROUPS_WAITING: usize = 2;

/// What was said about all files of a run.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The company that all documents belong to: its number or name.
    pub company: Option<String>,
    /// The channel of all documents, whatever the files say.
    pub channel: Option<Channel>,
}

/// What became of one item, as soon as it is on disk.
#[derive(Debug, Clone)]
pub struct ItemReport {
    /// The file's id.
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
    /// Files received.
    pub files: u64,
    /// Bytes received.
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
    let companies = app.store.list_companies(ctx.organisation).await?;
    let companies = Companies::new(companies, options.company.as_deref())?;
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
            read_in_groups(&preparing, files, &send);
        }
    });
    let mut summary = Summary::default();
    while let Some(group) = groups.recv().await {
        for prepared in record(app, ctx, group?).await? {
            summary.add(prepared, report);
        }
    }
    reader.await.map_err(Error::internal)?;
    Ok(summary)
}

type Group = Result<Vec<Prepared>>;

/// Reads files group by group until there are no more, or nobody listens.
fn read_in_groups(
    preparing: &Preparing<'_>,
    files: impl Iterator<Item = Incoming>,
    send: &tokio::sync::mpsc::Sender<Group>,
) {
    let mut files = files.peekable();
    while files.peek().is_some() {
        let group = next_group(&mut files);
        let prepared = group
            .par_iter()
            .map(|incoming| preparing.prepare(incoming))
            .collect::<Group>();
        if send.blocking_send(prepared).is_err() {
            return;
        }
    }
}

fn next_group(files: &mut impl Iterator<Item = Incoming>) -> Vec<Incoming> {
    let mut group = Vec::new();
    let mut bytes = 0;
    while group.len() < FILES_AT_A_TIME && bytes < BYTES_AT_A_TIME {
        let Some(file) = files.next() else { break };
        bytes += file.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        group.push(file);
    }
    group
}

struct Recorded {
    name: String,
    format: &'static str,
    import: ImportId,
    bytes: u64,
    items: Vec<(String, ItemKind, RecordedItem)>,
}

/// Records a group of files: all of the small ones in one transaction, the
/// large ones piece by piece.
async fn record(app: &App, ctx: &Ctx, group: Vec<Prepared>) -> Result<Vec<Recorded>> {
    let mut recorded = Vec::with_capacity(group.len());
    let mut pieces = Vec::new();
    for prepared in group {
        let Some(first) = prepared.pieces.first() else {
            continue;
        };
        recorded.push(Recorded {
            name: prepared.name,
            format: prepared.format,
            import: first.import.id,
            bytes: first.import.size,
            items: Vec::new(),
        });
        let file = recorded.len() - 1;
        pieces.extend(prepared.pieces.into_iter().map(|piece| (file, piece)));
    }
    for some in in_transactions(pieces) {
        record_pieces(app, ctx, some, &mut recorded).await?;
    }
    Ok(recorded)
}

/// How many items go into one transaction: enough to share the cost of its
/// fsync, few enough that others get their turn.
const ITEMS_A_TRANSACTION: usize = 2_000;

fn in_transactions(pieces: Vec<(usize, Intake)>) -> Vec<Vec<(usize, Intake)>> {
    let mut transactions: Vec<Vec<(usize, Intake)>> = Vec::new();
    let mut items = ITEMS_A_TRANSACTION;
    for piece in pieces {
        items += piece.1.items.len();
        match transactions.last_mut() {
            Some(open) if items <= ITEMS_A_TRANSACTION => open.push(piece),
            _ => {
                items = piece.1.items.len();
                transactions.push(vec![piece]);
            }
        }
    }
    transactions
}

async fn record_pieces(
    app: &App,
    ctx: &Ctx,
    pieces: Vec<(usize, Intake)>,
    recorded: &mut [Recorded],
) -> Result<()> {
    let labels: Vec<(usize, Vec<(String, ItemKind)>)> = pieces
        .iter()
        .map(|(file, piece)| {
            let labels = piece
                .items
                .iter()
                .map(|item| (item.place.clone(), item.kind));
            (*file, labels.collect())
        })
        .collect();
    let intakes = pieces.into_iter().map(|(_, piece)| piece).collect();
    let answers = app.store.record(ctx.organisation, intakes).await?;
    for ((file, labels), answers) in labels.into_iter().zip(answers) {
        let items = labels
            .into_iter()
            .zip(answers)
            .map(|((place, kind), item)| (place, kind, item));
        recorded[file].items.extend(items);
    }
    Ok(())
}

impl Summary {
    fn add(&mut self, file: Recorded, report: &mut (dyn FnMut(ItemReport) + Send)) {
        self.files += 1;
        self.bytes += file.bytes;
        for (item, kind, recorded) in file.items {
            let count = match recorded.outcome {
                Outcome::Stored => &mut self.items.stored,
                Outcome::Duplicate => &mut self.items.duplicate,
                Outcome::Rejected => &mut self.items.rejected,
                Outcome::Unmatched => &mut self.items.unmatched,
            };
            *count += 1;
            report(ItemReport {
                import: file.import,
                file: file.name.clone(),
                item,
                format: file.format,
                outcome: recorded.outcome,
                kind,
                document: recorded.document,
                findings: recorded.findings,
            });
        }
    }
}
