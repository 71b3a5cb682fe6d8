//! Following documents up: one that failed, or of which nothing is heard, is
//! given to a person with a note and a day, and ends with a reason. Of a
//! document at most one is open; given anew, it was passed on.

mod letter;
mod list;

pub use domain::FollowUpOutcome;
pub use list::{Counts, Listed, Page, Which, count, list};
pub use store::port::{FollowUp, FollowUpEnd};

use crate::audit::{self, Act, subject};
use crate::people::{self, Colleague};
use crate::{Actor, App, Ctx, Error, Result, documents};
use domain::{BulkId, CompanyId, DocumentId, FollowUpId, Right, UserId};
use jiff::civil::Date;
use serde_json::json;
use std::sync::Arc;
use store::Store;

/// Longest note and reason, in characters.
pub const TEXT_CHARACTERS_MAX: usize = 2_000;

/// A document to give to somebody.
#[derive(Debug, Clone)]
pub struct NewFollowUp {
    /// The document.
    pub document: DocumentId,
    /// To whom: an id, or an e-mail address.
    pub assignee: String,
    /// What is to be done; may be empty.
    pub note: String,
    /// Until when.
    pub due_on: Date,
}

/// The people whom a document of a company can be given to, by name: those
/// who may see it and follow it up.
pub async fn assignees(app: &App, ctx: &Ctx, company: CompanyId) -> Result<Vec<Colleague>> {
    ctx.require(Right::FollowUp)?;
    people::those_who(app, ctx, company, Right::FollowUp).await
}

/// Gives a document to somebody, who gets a letter. `None` where there is no
/// such document.
pub async fn open(app: &App, ctx: &Ctx, new: NewFollowUp) -> Result<Option<FollowUp>> {
    ctx.require(Right::FollowUp)?;
    let Some(document) = documents::lookup(app, ctx, new.document).await? else {
        return Ok(None);
    };
    check(ctx, &new.note, new.due_on)?;
    let assignee = assignee(app, ctx, document.head.company, &new.assignee).await?;
    let id = app.id(FollowUpId::from_parts);
    let opened = open_as(app, ctx, id, new).await?;
    if let Some(opened) = &opened
        && ctx.person() != Some(assignee.id)
    {
        letter::tell(app, ctx, &assignee, opened, &document.head.number).await?;
    }
    Ok(opened)
}

/// The same under an id and without a letter; doing it again under the same
/// one changes nothing.
pub(crate) async fn open_as(
    app: &App,
    ctx: &Ctx,
    id: FollowUpId,
    new: NewFollowUp,
) -> Result<Option<FollowUp>> {
    ctx.require(Right::FollowUp)?;
    let Some(document) = documents::lookup(app, ctx, new.document).await? else {
        return Ok(None);
    };
    let company = document.head.company;
    let assignee = assignee(app, ctx, company, &new.assignee).await?;
    let follow_up = FollowUp {
        id,
        document: new.document,
        company,
        assignee: assignee.id,
        assignee_name: assignee.name,
        note: checked("note", &new.note)?,
        due_on: new.due_on,
        opened_at: ctx.now,
        opened_by: by(ctx),
        end: None,
    };
    let opened = telling(app, ctx, Act::FOLLOW_UP_OPENED, &follow_up)
        .open_follow_up(ctx.organisation, follow_up.clone())
        .await?;
    Ok(opened.then_some(follow_up))
}

/// What must hold of a note and a day, whoever it is given to.
pub(crate) fn check(ctx: &Ctx, note: &str, due_on: Date) -> Result<()> {
    checked("note", note)?;
    if due_on < ctx.today() {
        let message = "the day until which it is to be done is over; choose another";
        return Err(Error::invalid("follow_up.due", "due", message));
    }
    Ok(())
}

/// Tells somebody of many documents that they were given at once.
pub(crate) async fn tell_of_many(
    app: &App,
    ctx: &Ctx,
    bulk: BulkId,
    assignee: UserId,
    due_on: Date,
) -> Result<()> {
    if ctx.person() == Some(assignee) {
        return Ok(());
    }
    let organisation = app.store.lookup_organisation(ctx.organisation).await?;
    let user = app.store.lookup_user(ctx.organisation, assignee).await?;
    match organisation.zip(user) {
        Some((organisation, user)) => {
            let assignee = Colleague::of(user, &organisation);
            letter::tell_of_many(app, ctx, &assignee, bulk, due_on, &by(ctx)).await
        }
        None => Ok(()),
    }
}

/// Ends following a document up. `None` where there is no such follow-up.
///
/// # Errors
/// A conflict where it has ended already.
pub async fn close(
    app: &App,
    ctx: &Ctx,
    id: FollowUpId,
    outcome: FollowUpOutcome,
    reason: &str,
) -> Result<Option<FollowUp>> {
    ctx.require(Right::FollowUp)?;
    let Some(known) = lookup(app, ctx, id).await? else {
        return Ok(None);
    };
    if !FollowUpOutcome::CHOSEN.contains(&outcome) {
        let message = "choose how it ended; to pass it on, give the document to somebody else";
        return Err(Error::invalid("follow_up.outcome", "outcome", message));
    }
    let end = FollowUpEnd {
        at: ctx.now,
        by: by(ctx),
        outcome,
        reason: checked("reason", reason)?,
    };
    let follow_up = FollowUp {
        end: Some(end.clone()),
        ..known
    };
    let closed = telling(app, ctx, Act::FOLLOW_UP_CLOSED, &follow_up)
        .close_follow_up(ctx.organisation, id, end)
        .await?;
    if !closed {
        let message = "it has ended already; look at the document for how";
        return Err(Error::conflict("follow_up.closed", message));
    }
    Ok(Some(follow_up))
}

/// A follow-up; `None` where there is none of a document that the asker sees.
pub async fn lookup(app: &App, ctx: &Ctx, id: FollowUpId) -> Result<Option<FollowUp>> {
    ctx.require(Right::Read)?;
    let found = app.store.lookup_follow_up(ctx.organisation, id).await?;
    Ok(found.filter(|found| ctx.may_see(found.company)))
}

/// The follow-ups of a document, newest first; the open one is the first.
pub async fn of_document(app: &App, ctx: &Ctx, document: DocumentId) -> Result<Vec<FollowUp>> {
    ctx.require(Right::Read)?;
    let listed = app
        .store
        .list_follow_ups_of_document(ctx.organisation, document);
    let mut listed = listed.await?;
    listed.retain(|one| ctx.may_see(one.company));
    Ok(listed)
}

pub(crate) async fn assignee(
    app: &App,
    ctx: &Ctx,
    company: CompanyId,
    named: &str,
) -> Result<Colleague> {
    let all = assignees(app, ctx, company).await?;
    let named = named.trim();
    let is_it =
        |one: &Colleague| one.id.to_string() == named || one.email.eq_ignore_ascii_case(named);
    all.into_iter().find(is_it).ok_or_else(|| {
        let message = "choose somebody who may see the document and follow it up";
        Error::invalid("follow_up.assignee", "assignee", message)
    })
}

fn by(ctx: &Ctx) -> String {
    match &ctx.actor {
        Actor::Person { name, .. } | Actor::Key { name, .. } => name.clone(),
        Actor::Operator => "operator".to_owned(),
    }
}

pub(crate) fn checked(field: &'static str, text: &str) -> Result<String> {
    let text = text.trim();
    let count = text.chars().count();
    match count <= TEXT_CHARACTERS_MAX {
        true => Ok(text.to_owned()),
        false => Err(Error::invalid(
            "follow_up.text",
            field,
            format!("write at most {TEXT_CHARACTERS_MAX} characters; this has {count}"),
        )),
    }
}

/// The record, which tells of it about the document, so that it goes with it.
fn telling(app: &App, ctx: &Ctx, act: Act, follow_up: &FollowUp) -> Arc<dyn Store> {
    let outcome = follow_up.end.as_ref().map(|end| end.outcome);
    let content = json!({
        "follow_up": follow_up.id,
        "assignee": follow_up.assignee_name,
        "due_on": follow_up.due_on,
        "outcome": outcome,
    });
    let about = subject("document", follow_up.document);
    audit::telling_with(app, ctx, act, &about, content)
}
