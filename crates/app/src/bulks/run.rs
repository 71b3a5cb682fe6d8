//! Doing it: row by row, as whoever asked, with what they may do now.

use super::{Bulk, BulkAction, BulkRowState, KEPT};
use crate::follow_ups::{self, FollowUp, NewFollowUp};
use crate::holds::{self, HoldOn};
use crate::{Actor, App, Ctx, Error, Result, api_keys, comments, documents, jobs, people, resends};
use domain::{
    ApiKeyId, BulkId, CommentId, ContentHash, DocumentId, FollowUpId, HoldId, ResendId, Right,
};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::port::{Begun, BulkRow, Errand, ErrandEnd, NewErrand};

/// Rows that are done before it is noted what became of them. A row that was
/// done and not noted is done again, which changes nothing.
const ROWS_AT_A_TIME: usize = 50;

/// Does something to many documents.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RunBulk {
    pub(super) bulk: BulkId,
}

/// Takes away what is known of bulks of long ago.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ClearBulks {}

#[async_trait::async_trait]
impl jobs::Job for RunBulk {
    const JOB_NAME: &'static str = "run-bulk";

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        let found = app.store.lookup_bulk(ctx.organisation, self.bulk).await?;
        let Some(bulk) = found.filter(|bulk| bulk.ended_at.is_none()) else {
            return Ok(());
        };
        let asker = asker(app, ctx, &bulk).await?;
        let errand = errand(app, ctx, &bulk).await?;
        if let Some(asker) = &asker {
            begin(&part(app, &errand, 0), asker, &bulk).await?;
        }
        let mut after = 0;
        loop {
            let rows = app
                .store
                .list_bulk_rows(ctx.organisation, bulk.id, after, ROWS_AT_A_TIME)
                .await?;
            let Some(last) = rows.last() else { break };
            after = last.place;
            let mut ended = Vec::new();
            for row in rows {
                if row.state == BulkRowState::Waiting {
                    let place = u32::try_from(row.place).map_err(Error::internal)?;
                    let at_work = part(app, &errand, place);
                    ended.push(done(&at_work, asker.as_ref(), &bulk, row).await?);
                }
            }
            app.store
                .end_bulk_rows(ctx.organisation, bulk.id, ended)
                .await?;
        }
        if let (
            Some(asker),
            BulkAction::Assign {
                assignee, due_on, ..
            },
        ) = (&asker, &bulk.action)
        {
            follow_ups::tell_of_many(app, asker, bulk.id, *assignee, *due_on).await?;
        }
        let kept = bulk.action.clone().without_words();
        app.store
            .end_bulk(ctx.organisation, bulk.id, kept, app.now())
            .await?;
        app.store
            .end_errand(ctx.organisation, errand.key, ErrandEnd::Over)
            .await?;
        Ok(())
    }
}

/// The errand of a bulk, by which the steps of a row are each taken once: what
/// changes a document, and the entry in the audit log that tells of it.
pub(super) async fn errand(app: &App, ctx: &Ctx, bulk: &Bulk) -> Result<Errand> {
    let named = ContentHash::of(format!("bulk {}", bulk.id).as_bytes());
    let mut seed = [0; 32];
    app.random.fill(&mut seed);
    let new = NewErrand {
        key: named,
        fingerprint: named,
        seed,
        begun_at: ctx.now,
        // Whoever has the job has the errand.
        leased_until: ctx.now,
        expires_at: ctx.now.checked_add(KEPT).map_err(Error::internal)?,
    };
    match app.store.begin_errand(ctx.organisation, new).await? {
        Begun::Do(errand) => Ok(errand),
        other => Err(Error::internal(format!("a bulk's errand is {other:?}"))),
    }
}

/// The app at work for one row; 0 is what comes before the first. Its moment
/// and its dice stay its own: they come into nothing that is asked for again.
pub(super) fn part(app: &App, errand: &Errand, place: u32) -> App {
    App {
        store: app.store.on_part(errand, place),
        ..app.clone()
    }
}

#[async_trait::async_trait]
impl jobs::Job for ClearBulks {
    const JOB_NAME: &'static str = "clear-bulks";
    const EVERY: Option<SignedDuration> = Some(SignedDuration::from_hours(24));

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        let before = ctx.now.checked_sub(KEPT).map_err(Error::internal)?;
        app.store.delete_old_bulks(ctx.organisation, before).await?;
        Ok(())
    }
}

/// What comes before the first row: of a filter there is one hold.
async fn begin(app: &App, asker: &Ctx, bulk: &Bulk) -> Result<()> {
    if let (BulkAction::Hold { name, reason }, Some(filter)) = (&bulk.action, &bulk.filter) {
        let on = HoldOn::Filter(filter.clone());
        holds::set_as(app, asker, hold_of(bulk), on, name, reason).await?;
    }
    Ok(())
}

/// The hold of a bulk on a filter.
fn hold_of(bulk: &Bulk) -> HoldId {
    HoldId::from_bytes(*bulk.id.as_bytes())
}

/// Whoever asked, as they are now; `None` where they are gone or may not do
/// it any more.
async fn asker(app: &App, ctx: &Ctx, bulk: &Bulk) -> Result<Option<Ctx>> {
    let user = app
        .store
        .lookup_user(ctx.organisation, bulk.asked_by)
        .await?;
    let asker = match user {
        Some(user) => Some(Ctx {
            rights: people::rights_of(user.role, user.companies.is_some()),
            companies: user.companies,
            actor: Actor::Person {
                id: user.id,
                name: user.name,
            },
            ..ctx.clone()
        }),
        // An id is given once, to a person or to a key.
        None => {
            let key = ApiKeyId::from_bytes(*bulk.asked_by.as_bytes());
            api_keys::acting(app, ctx, key).await?
        }
    };
    let right = BulkAction::right_of(bulk.action.code()).unwrap_or(Right::FollowUp);
    Ok(asker.filter(|asker| asker.may(right)))
}

/// Does it to one document. What goes wrong with one document goes on with
/// the next; what goes wrong with all of them is tried again later.
pub(super) async fn done(
    app: &App,
    asker: Option<&Ctx>,
    bulk: &Bulk,
    row: BulkRow,
) -> Result<BulkRow> {
    let Some(ctx) = asker else {
        return Ok(ended(row, BulkRowState::Failed, Some("forbidden")));
    };
    match act(app, ctx, bulk, row.document).await {
        Ok(Some(state)) => {
            let why = (state == BulkRowState::Skipped).then_some("nothing_to_do");
            Ok(ended(row, state, why))
        }
        Ok(None) => Ok(ended(row, BulkRowState::Failed, Some("document.gone"))),
        Err(error @ (Error::Internal(_) | Error::Unavailable { .. })) => Err(error),
        Err(error) => Ok(ended(row, BulkRowState::Failed, Some(error.code()))),
    }
}

fn ended(row: BulkRow, state: BulkRowState, why: Option<&str>) -> BulkRow {
    BulkRow {
        state,
        why: why.map(str::to_owned),
        ..row
    }
}

/// `None` where there is no such document any more.
async fn act(
    app: &App,
    ctx: &Ctx,
    bulk: &Bulk,
    document: DocumentId,
) -> Result<Option<BulkRowState>> {
    let done = |did: Option<()>| did.map(|()| BulkRowState::Done);
    match &bulk.action {
        BulkAction::Assign {
            assignee,
            note,
            due_on,
        } => {
            let new = NewFollowUp {
                document,
                assignee: assignee.to_string(),
                note: note.clone(),
                due_on: *due_on,
            };
            let id = named(FollowUpId::from_bytes, bulk, document);
            let opened = follow_ups::open_as(app, ctx, id, new).await?;
            Ok(done(opened.map(|_| ())))
        }
        BulkAction::Comment { text } => {
            let id = named(CommentId::from_bytes, bulk, document);
            let written = comments::write(app, ctx, id, document, text).await?;
            Ok(done(written.map(|_| ())))
        }
        BulkAction::Resolve { outcome, reason } => {
            if documents::lookup(app, ctx, document).await?.is_none() {
                return Ok(None);
            }
            let listed = follow_ups::of_document(app, ctx, document).await?;
            // It may have been ended here before that could be noted; then
            // what is left of it is done.
            let open = listed.iter().find(|one| one.end.is_none());
            let ours = listed.first().filter(|one| ended_by(bulk, one));
            let Some(open) = open.or(ours) else {
                return Ok(Some(BulkRowState::Skipped));
            };
            match follow_ups::close(app, ctx, open.id, *outcome, reason).await {
                // Somebody else was quicker, or the same person by hand.
                Err(Error::Conflict { .. }) => Ok(Some(BulkRowState::Skipped)),
                closed => Ok(done(closed?.map(|_| ()))),
            }
        }
        BulkAction::Hold { name, reason } => {
            let id = match bulk.filter {
                Some(_) => hold_of(bulk),
                None => {
                    let id = named(HoldId::from_bytes, bulk, document);
                    let on = HoldOn::Document(document);
                    holds::set_as(app, ctx, id, on, name, reason).await?;
                    id
                }
            };
            Ok(done(holds::hold_one(app, ctx, id, document).await?))
        }
        BulkAction::Resend { channel } => {
            let id = named(ResendId::from_bytes, bulk, document);
            Ok(done(
                resends::ask_as(app, ctx, id, document, *channel).await?,
            ))
        }
    }
}

/// Whether a follow-up ended by a bulk, as far as can be told.
fn ended_by(bulk: &Bulk, follow_up: &FollowUp) -> bool {
    let end = follow_up.end.as_ref();
    end.is_some_and(|end| end.at >= bulk.asked_at && end.by == bulk.asked_by_name)
}

/// The id of what is done to a document: the same whenever it is done again.
fn named<T>(make: fn([u8; 16]) -> T, bulk: &Bulk, document: DocumentId) -> T {
    let hash = ContentHash::of(format!("{} {document}", bulk.id).as_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&hash.as_bytes()[..16]);
    make(id)
}
