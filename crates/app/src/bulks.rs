//! What is done to many documents at once: asked for with a filter or row by
//! row, done in the background, with what became of each.
//!
//! Which documents is settled when it is asked for, at a place in the log, and
//! written down row by row; what comes later is not among them. Each row is
//! done under ids that follow from the bulk and the document, so that one
//! that was interrupted is completed and none is done twice.

mod report;
mod rows;
mod run;

pub use domain::bulk::{BulkAction, BulkRowState};
pub use report::report;
pub use rows::{RowPage, RowShown, rows};
pub(crate) use run::{ClearBulks, RunBulk};
pub use store::port::Bulk;

use crate::audit::{self, Act, subject};
use crate::documents::{self, Search, Sort};
use crate::people::Colleague;
use crate::{Actor, App, Ctx, Error, Result, companies, follow_ups, jobs};
use domain::filter::Filter;
use domain::{BulkId, Channel, CompanyId, DocumentId, Right, UserId};
use jiff::SignedDuration;
use serde_json::json;
use std::collections::HashSet;

/// The most documents of one bulk: what a person can answer for.
pub const DOCUMENTS_MAX: usize = 50_000;
/// How long what became of the rows is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);
/// Bulks that a list shows.
const LISTED_MAX: usize = 100;
/// Rows that are looked up at a time.
const ROWS_AT_A_TIME: usize = 1_000;

/// Which documents.
#[derive(Debug, Clone)]
pub enum Selection {
    /// All that a filter selects.
    All(Filter),
    /// These.
    These(Vec<DocumentId>),
}

/// How far a bulk is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Their turn has not come.
    pub waiting: u64,
    /// Done.
    pub done: u64,
    /// There was nothing to do.
    pub skipped: u64,
    /// It could not be done.
    pub failed: u64,
}

impl Progress {
    /// All of them; erased documents are not counted any more.
    pub const fn total(&self) -> u64 {
        self.waiting + self.done + self.skipped + self.failed
    }
}

/// The documents of a selection that the asker may see, in order.
pub async fn selected(app: &App, ctx: &Ctx, selection: &Selection) -> Result<Vec<DocumentId>> {
    match selection {
        Selection::All(filter) => {
            let search = Search {
                filter: filter.clone(),
                sort: Sort::default(),
            };
            documents::ids(app, ctx, &search).await
        }
        Selection::These(ids) => {
            let rows = documents::rows(app, ctx, ids).await?;
            Ok(rows.into_iter().map(|row| row.head.id).collect())
        }
    }
}

/// Asks for something to be done to many documents. `seen` is how many the
/// asker was told they are, where they were told.
///
/// # Errors
/// A conflict where they are another number by now.
pub async fn ask(
    app: &App,
    ctx: &Ctx,
    selection: &Selection,
    action: BulkAction,
    seen: Option<u64>,
) -> Result<Bulk> {
    let right = BulkAction::right_of(action.code()).unwrap_or(Right::FollowUp);
    ctx.require(right)?;
    let id = app.id(BulkId::from_parts);
    let (bulk, documents) = match app.store.lookup_bulk(ctx.organisation, id).await? {
        // Asked for again after a crash: which documents is settled.
        Some(known) => (known, Vec::new()),
        None => choose(app, ctx, id, selection, action, seen).await?,
    };
    let content = json!({
        "action": bulk.action.code(),
        "documents": documents.len(),
        "filter": match selection {
            Selection::All(filter) => audit::impersonal(filter),
            Selection::These(_) => String::new(),
        },
    });
    let about = subject("bulk", bulk.id);
    audit::telling_with(app, ctx, Act::BULK_ASKED, &about, content)
        .add_bulk(ctx.organisation, bulk.clone(), documents)
        .await?;
    let job = RunBulk { bulk: bulk.id };
    let key = bulk.id.to_string();
    jobs::add(app, ctx.organisation, &job, &key, ctx.now).await?;
    Ok(bulk)
}

/// What is to be written down, and for which documents.
async fn choose(
    app: &App,
    ctx: &Ctx,
    id: BulkId,
    selection: &Selection,
    action: BulkAction,
    seen: Option<u64>,
) -> Result<(Bulk, Vec<DocumentId>)> {
    let Some((asked_by, name)) = asker(ctx) else {
        let message = "what is done to many documents is done for somebody: sign in to ask for it";
        return Err(Error::invalid("bulk.no_person", "", message));
    };
    // The place comes before the look, so that all that was seen is before it
    // or was there already.
    let seq = app.store.last_seq(ctx.organisation).await?;
    let documents = selected(app, ctx, selection).await?;
    check(app, ctx, &documents, &action, seen).await?;
    let bulk = Bulk {
        id,
        action,
        filter: match selection {
            Selection::All(filter) => Some(filter.to_string()),
            Selection::These(_) => None,
        },
        seq,
        asked_by,
        asked_by_name: name.to_owned(),
        asked_at: ctx.now,
        ended_at: None,
    };
    Ok((bulk, documents))
}

/// Who can ask for one: a person, or a key.
fn asker(ctx: &Ctx) -> Option<(UserId, &str)> {
    match &ctx.actor {
        Actor::Person { id, name } => Some((*id, name)),
        // Who asked is an id and no key to anything, so that of a key fits.
        Actor::Key { id, name } => Some((UserId::from_bytes(*id.as_bytes()), name)),
        Actor::Operator => None,
    }
}

fn is_asker(ctx: &Ctx, bulk: &Bulk) -> bool {
    asker(ctx).is_some_and(|(id, _)| id == bulk.asked_by)
}

async fn check(
    app: &App,
    ctx: &Ctx,
    documents: &[DocumentId],
    action: &BulkAction,
    seen: Option<u64>,
) -> Result<()> {
    if documents.is_empty() {
        return Err(Error::invalid(
            "bulk.none",
            "",
            "choose at least one document",
        ));
    }
    if documents.len() > DOCUMENTS_MAX {
        let message = format!("at most {DOCUMENTS_MAX} documents at once; narrow the filter");
        return Err(Error::invalid("bulk.many", "", message));
    }
    if seen.is_some_and(|seen| seen != documents.len() as u64) {
        let message = format!("there are {} documents by now; look again", documents.len());
        return Err(Error::conflict("bulk.changed", message));
    }
    match action {
        BulkAction::Assign {
            assignee,
            note,
            due_on,
        } => {
            follow_ups::check(ctx, note, *due_on)?;
            for company in companies_of(app, ctx, documents).await? {
                follow_ups::assignee(app, ctx, company, &assignee.to_string()).await?;
            }
            Ok(())
        }
        BulkAction::Comment { text } => crate::comments::checked(text).map(|_| ()),
        BulkAction::Resolve { reason, .. } => follow_ups::checked("reason", reason).map(|_| ()),
        BulkAction::Hold { name, reason } => crate::holds::check(name, reason),
        BulkAction::Resend { .. } => Ok(()),
    }
}

/// The companies that documents are of.
async fn companies_of(
    app: &App,
    ctx: &Ctx,
    documents: &[DocumentId],
) -> Result<HashSet<CompanyId>> {
    let mut companies = HashSet::new();
    for some in documents.chunks(ROWS_AT_A_TIME) {
        let rows = app.store.lookup_standings(ctx.organisation, some).await?;
        companies.extend(rows.into_iter().map(|row| row.head.company));
    }
    Ok(companies)
}

/// The people to whom all of these documents can be given.
pub async fn assignees(app: &App, ctx: &Ctx, documents: &[DocumentId]) -> Result<Vec<Colleague>> {
    ctx.require(Right::FollowUp)?;
    let mut common: Option<Vec<Colleague>> = None;
    for company in companies_of(app, ctx, documents).await? {
        let of_company = follow_ups::assignees(app, ctx, company).await?;
        common = Some(match common {
            None => of_company,
            Some(mut known) => {
                known.retain(|one| of_company.contains(one));
                known
            }
        });
    }
    Ok(common.unwrap_or_default())
}

/// The channels that are offered for these documents to be sent again: those of
/// any of their companies.
pub async fn channels(app: &App, ctx: &Ctx, documents: &[DocumentId]) -> Result<Vec<Channel>> {
    ctx.require(Right::FollowUp)?;
    let mut offered = HashSet::new();
    for company in companies_of(app, ctx, documents).await? {
        offered.extend(companies::channels(app, ctx, company).await?);
    }
    let is_offered = |channel: &&Channel| offered.contains(*channel);
    Ok(Channel::ALL.iter().filter(is_offered).copied().collect())
}

/// The person whom a selection of documents is to be given to, by id or e-mail
/// address.
///
/// # Errors
/// Where there is no such person who may follow up all of them.
pub async fn assignee(
    app: &App,
    ctx: &Ctx,
    selection: &Selection,
    named: &str,
) -> Result<Colleague> {
    let documents = selected(app, ctx, selection).await?;
    let people = assignees(app, ctx, &documents).await?;
    let named = named.trim();
    let is_it =
        |one: &Colleague| one.id.to_string() == named || one.email.eq_ignore_ascii_case(named);
    people.into_iter().find(is_it).ok_or_else(|| {
        let message = "choose somebody who may see all of the documents and follow them up";
        Error::invalid("follow_up.assignee", "assignee", message)
    })
}

/// A bulk with how far it is; `None` where the asker did not ask for one.
pub async fn lookup(app: &App, ctx: &Ctx, id: BulkId) -> Result<Option<(Bulk, Progress)>> {
    ctx.require(Right::Read)?;
    let found = app.store.lookup_bulk(ctx.organisation, id).await?;
    let Some(bulk) = found.filter(|bulk| is_asker(ctx, bulk)) else {
        return Ok(None);
    };
    let progress = progress(app, ctx, id).await?;
    Ok(Some((bulk, progress)))
}

/// What the asker asked for lately, the last first.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<(Bulk, Progress)>> {
    ctx.require(Right::Read)?;
    let since = ctx.now.checked_sub(KEPT).map_err(Error::internal)?;
    let listed = app.store.list_bulks(ctx.organisation, since, LISTED_MAX);
    let mut own = Vec::new();
    for bulk in listed.await? {
        if is_asker(ctx, &bulk) {
            let progress = progress(app, ctx, bulk.id).await?;
            own.push((bulk, progress));
        }
    }
    Ok(own)
}

async fn progress(app: &App, ctx: &Ctx, id: BulkId) -> Result<Progress> {
    let mut progress = Progress::default();
    for (state, count) in app.store.count_bulk_rows(ctx.organisation, id).await? {
        match state {
            BulkRowState::Waiting => progress.waiting = count,
            BulkRowState::Done => progress.done = count,
            BulkRowState::Skipped => progress.skipped = count,
            BulkRowState::Failed => progress.failed = count,
        }
    }
    Ok(progress)
}

#[cfg(test)]
mod tests;
