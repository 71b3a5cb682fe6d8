//! An export on its way, piece by piece.

use super::encoder::{Encoder, Format, Table, encoder};
use super::events::EventRow;
use super::{documents, events};
use crate::ahead::Ahead;
use crate::audit::{self, Act};
use crate::documents::{Around, Row, Search, kept, listed_seen, places};
use crate::{App, Ctx, Error, Result};
use domain::{CompanyId, DocumentId, Right, Seq};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use store::port::Named;

/// Rows looked up at a time.
const ROWS_AT_A_TIME: usize = 1_000;
/// Documents whose events are looked up at a time.
const LIVES_AT_A_TIME: usize = 200;

/// What is still to come.
enum Rest {
    /// Documents.
    Documents {
        documents: std::vec::IntoIter<(DocumentId, Seq)>,
        /// Rows that are being read, with how many documents they are of.
        reading: Ahead<(u64, Vec<Row>)>,
        around: Around,
        encoder: Box<dyn Encoder<Row>>,
    },
    /// The events of documents, one document after the other.
    Lives {
        documents: std::vec::IntoIter<(DocumentId, Seq)>,
        encoder: Box<dyn Encoder<EventRow>>,
    },
    /// The whole log up to a place.
    Log {
        reached: Seq,
        last: Seq,
        encoder: Box<dyn Encoder<EventRow>>,
    },
    /// Nothing.
    Nothing,
}

/// How far it has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    New,
    Begun,
    Ending,
    Over,
}

/// A file on its way.
pub struct Export {
    ctx: Ctx,
    rest: Rest,
    stage: Stage,
    total: u64,
    done: u64,
}

/// Begins to write out what a filter selects. Events come in the order of the
/// log where the filter selects everything, otherwise document by document.
pub async fn export(
    app: &App,
    ctx: &Ctx,
    search: &Search,
    table: Table,
    format: Format,
) -> Result<Export> {
    ctx.require(Right::Export)?;
    note(app, ctx, search, table, format).await?;
    begin(app, ctx, search, table, format).await
}

/// Notes that the asker takes out what a filter selects.
pub(super) async fn note(
    app: &App,
    ctx: &Ctx,
    search: &Search,
    table: Table,
    format: Format,
) -> Result<()> {
    let content = json!({
        "filter": audit::impersonal(&search.filter),
        "table": table.code(),
        "format": format.code(),
    });
    audit::note_with(app, ctx, Act::DOCUMENTS_EXPORTED, "", content).await
}

/// The same for what was noted before.
pub(super) async fn begin(
    app: &App,
    ctx: &Ctx,
    search: &Search,
    table: Table,
    format: Format,
) -> Result<Export> {
    let is_all = search.filter.terms.is_empty() && ctx.sees_all();
    let (rest, total) = if table == Table::Events && is_all {
        let last = app.store.last_seq(ctx.organisation).await?;
        let encoder = encoder(app, ctx, (table, format), events::FIELDS).await?;
        let reached = Seq(0);
        let total = u64::try_from(last.0).unwrap_or_default();
        let rest = Rest::Log {
            reached,
            last,
            encoder,
        };
        (rest, total)
    } else {
        let documents = places(app, ctx, search).await?;
        let total = documents.len() as u64;
        let documents = documents.into_iter();
        let rest = match table {
            Table::Documents => Rest::Documents {
                documents,
                reading: Ahead::new(),
                around: Around::of(app, ctx).await?,
                encoder: encoder(app, ctx, (table, format), documents::FIELDS).await?,
            },
            Table::Events => Rest::Lives {
                documents,
                encoder: encoder(app, ctx, (table, format), events::FIELDS).await?,
            },
        };
        (rest, total)
    };
    Ok(Export {
        ctx: ctx.clone(),
        rest,
        stage: Stage::New,
        total,
        done: 0,
    })
}

impl Export {
    /// Whom it will name, before anything of it was written.
    pub(super) fn named(&self) -> Named {
        match &self.rest {
            Rest::Documents { documents, .. } | Rest::Lives { documents, .. } => Named::These {
                documents: documents.as_slice().iter().map(|(id, _)| *id).collect(),
                payments: Vec::new(),
            },
            Rest::Log { .. } => Named::Everything,
            Rest::Nothing => Named::These {
                documents: Vec::new(),
                payments: Vec::new(),
            },
        }
    }

    /// How much there is: documents, or events where it is of the whole log.
    pub const fn total(&self) -> u64 {
        self.total
    }

    /// How much of it is done.
    pub const fn done(&self) -> u64 {
        self.done
    }

    /// The next piece of the file, which may be empty; `None` at its end.
    pub async fn next(&mut self, app: &App) -> Result<Option<Vec<u8>>> {
        match self.stage {
            Stage::New => {
                self.stage = Stage::Begun;
                self.rest.begin().map(Some)
            }
            Stage::Begun => match self.piece(app).await? {
                Some(piece) => Ok(Some(piece)),
                None => {
                    self.stage = Stage::Ending;
                    self.ending().await
                }
            },
            Stage::Ending => self.ending().await,
            Stage::Over => Ok(None),
        }
    }

    /// The next piece of what is left; a spreadsheet is packed first, which
    /// takes its time.
    async fn ending(&mut self) -> Result<Option<Vec<u8>>> {
        let mut rest = std::mem::replace(&mut self.rest, Rest::Nothing);
        let packing = tokio::task::spawn_blocking(move || {
            let piece = rest.end();
            (rest, piece)
        });
        let (rest, piece) = packing.await.map_err(Error::internal)?;
        self.rest = rest;
        let piece = piece?;
        if piece.is_empty() {
            self.stage = Stage::Over;
            return Ok(None);
        }
        Ok(Some(piece))
    }

    async fn piece(&mut self, app: &App) -> Result<Option<Vec<u8>>> {
        let (ctx, done) = (&self.ctx, &mut self.done);
        match &mut self.rest {
            Rest::Documents {
                documents,
                reading,
                around,
                encoder,
            } => {
                while !reading.is_full() && !documents.as_slice().is_empty() {
                    let some = documents.by_ref().take(ROWS_AT_A_TIME);
                    let some: Vec<Seq> = some.map(|(_, seq)| seq).collect();
                    let (app, ctx, around) = (app.clone(), ctx.clone(), around.clone());
                    reading.begin(async move {
                        let of = some.len() as u64;
                        let rows = listed_seen(&app, &ctx, some, &around, kept).await?;
                        Ok((of, rows))
                    });
                }
                let Some((of, rows)) = reading.next().await? else {
                    return Ok(None);
                };
                *done += of;
                encoder.rows(&rows).map(Some)
            }
            Rest::Lives { documents, encoder } => {
                let some = documents.by_ref().take(LIVES_AT_A_TIME);
                let some: Vec<DocumentId> = some.map(|(id, _)| id).collect();
                if some.is_empty() {
                    return Ok(None);
                }
                *done += some.len() as u64;
                encoder.rows(&lives(app, ctx, &some).await?).map(Some)
            }
            Rest::Log {
                reached,
                last,
                encoder,
            } => {
                if *reached >= *last {
                    return Ok(None);
                }
                let some = log(app, ctx, *reached, *last).await?;
                let end = some.last().map_or(*last, |row| row.event.seq);
                *reached = end;
                *done = u64::try_from(end.0).unwrap_or_default();
                encoder.rows(&some).map(Some)
            }
            Rest::Nothing => Ok(None),
        }
    }
}

impl Rest {
    fn begin(&mut self) -> Result<Vec<u8>> {
        match self {
            Self::Documents { encoder, .. } => encoder.begin(),
            Self::Lives { encoder, .. } | Self::Log { encoder, .. } => encoder.begin(),
            Self::Nothing => Ok(Vec::new()),
        }
    }

    fn end(&mut self) -> Result<Vec<u8>> {
        match self {
            Self::Documents { encoder, .. } => encoder.end(),
            Self::Lives { encoder, .. } | Self::Log { encoder, .. } => encoder.end(),
            Self::Nothing => Ok(Vec::new()),
        }
    }
}

/// The companies of documents.
async fn companies(
    app: &App,
    ctx: &Ctx,
    ids: &[DocumentId],
) -> Result<HashMap<DocumentId, CompanyId>> {
    let found = app.store.lookup_standings(ctx.organisation, ids).await?;
    let companies = found.into_iter().map(|row| (row.head.id, row.head.company));
    Ok(companies.collect())
}

/// The events of documents that the asker may see.
async fn lives(app: &App, ctx: &Ctx, ids: &[DocumentId]) -> Result<Vec<EventRow>> {
    let companies = companies(app, ctx, ids).await?;
    let mut rows = Vec::new();
    for id in ids {
        let Some(&company) = companies.get(id).filter(|company| ctx.may_see(**company)) else {
            continue;
        };
        let events = app
            .store
            .list_document_events(ctx.organisation, *id)
            .await?;
        rows.extend(events.into_iter().map(|event| EventRow {
            event,
            company: Some(company),
        }));
    }
    Ok(rows)
}

/// The next events of the log.
pub(super) async fn log(app: &App, ctx: &Ctx, after: Seq, last: Seq) -> Result<Vec<EventRow>> {
    let mut events = app
        .store
        .list_events_after(ctx.organisation, after, ROWS_AT_A_TIME)
        .await?;
    events.retain(|event| event.seq <= last);
    let named: HashSet<DocumentId> = events.iter().filter_map(|event| event.document).collect();
    let named: Vec<DocumentId> = named.into_iter().collect();
    let companies = companies(app, ctx, &named).await?;
    let row = |event: domain::Event| EventRow {
        company: event.document.and_then(|id| companies.get(&id).copied()),
        event,
    };
    Ok(events.into_iter().map(row).collect())
}
