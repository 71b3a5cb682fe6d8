//! A run of erasing: holds first, then what is due, then what is left over.

use super::due::{due, held, received_on, rules};
use crate::audit::{self, Act};
use crate::{Actor, App, Ctx, Error, Result, documents, exports, holds, pictures};
use domain::filter::{Filter, Has, Test};
use domain::retention::{Kept, Rules, Scope};
use domain::{Channel, CompanyId, CustomerId, DocumentId, DocumentKind, ErasureId, Right, Seq};
use facts::{Dimension, GroupKey};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::collections::HashSet;
use store::port::{Erased, Erasure};

/// Documents that are erased in one transaction, so that others get their turn.
const DOCUMENTS_AT_A_TIME: usize = 100;
/// Withdrawn documents that are looked at in one run.
const WITHDRAWN_MAX: usize = 10_000;
/// How long it is remembered that something erased was here, so that sending
/// it again makes no second document.
const KEYS_REMEMBERED_FOR: SignedDuration = SignedDuration::from_hours(24 * 90);
/// Runs that a list shows.
const RUNS_MAX: usize = 50;

/// Hears how far a run is.
pub type Progress<'a> = &'a (dyn Fn(&Erased) + Sync);

/// The runs, newest first.
pub async fn list_runs(app: &App, ctx: &Ctx) -> Result<Vec<Erasure>> {
    ctx.require(Right::ManageRetention)?;
    Ok(app.store.list_erasures(ctx.organisation, RUNS_MAX).await?)
}

/// Whether a run was begun that has not ended.
pub async fn is_under_way(app: &App, ctx: &Ctx) -> Result<bool> {
    let runs = app.store.list_erasures(ctx.organisation, 1).await?;
    Ok(runs.first().is_some_and(|run| run.ended_at.is_none()))
}

/// Erases what by the rules is not kept any more on a day, except what a hold
/// holds. Safe to repeat: a run that was interrupted is completed by the next.
pub async fn erase(app: &App, ctx: &Ctx, as_of: Date, progress: Progress<'_>) -> Result<Erasure> {
    ctx.require(Right::ManageRetention)?;
    let was_interrupted = is_under_way(app, ctx).await?;
    let mut run = Erasure {
        id: app.id(ErasureId::from_parts),
        as_of_on: as_of,
        started_at: ctx.now,
        ended_at: None,
        started_by: name(ctx),
        report: Erased::default(),
    };
    app.store.add_erasure(ctx.organisation, run.clone()).await?;
    holds::catch_up(app, ctx).await?;
    let rules = rules(app, ctx).await?;
    let mut ids = due(app, ctx, &rules, as_of).await?;
    ids.extend(withdrawn(app, ctx, &rules, as_of).await?);
    run.report.due = ids.len() as u64;
    let customers = documents_all(app, ctx, &mut run, &ids, progress).await?;
    run.report.customers = customers_without(app, ctx, customers).await?;
    leftovers(app, ctx, &mut run, &rules).await?;
    let before = ctx.now.checked_sub(KEYS_REMEMBERED_FOR);
    let before = before.map_err(Error::internal)?;
    app.store
        .forget_erased_keys(ctx.organisation, before)
        .await?;
    if was_interrupted
        || run.report
            != (Erased {
                due: run.report.due,
                held: run.report.held,
                ..Erased::default()
            })
    {
        purge(app, ctx).await?;
    }
    run.ended_at = Some(app.now());
    app.store
        .report_erasure(ctx.organisation, run.id, run.report, run.ended_at)
        .await?;
    let content = json!({
        "as_of": as_of,
        "documents": run.report.documents,
        "held": run.report.held,
        "payments": run.report.payments,
        "customers": run.report.customers,
        "extracts": run.report.extracts,
    });
    audit::note_with(app, ctx, Act::DOCUMENT_ERASED, "", content).await?;
    Ok(run)
}

fn name(ctx: &Ctx) -> String {
    match &ctx.actor {
        Actor::Person { name, .. } | Actor::Key { name, .. } => name.clone(),
        Actor::Operator => "operator".to_owned(),
    }
}

/// Erases documents a few at a time, with their pictures. Answers whose they
/// were.
async fn documents_all(
    app: &App,
    ctx: &Ctx,
    run: &mut Erasure,
    ids: &[DocumentId],
    progress: Progress<'_>,
) -> Result<HashSet<CustomerId>> {
    let mut customers = HashSet::new();
    for some in ids.chunks(DOCUMENTS_AT_A_TIME) {
        let step = app
            .store
            .erase_documents(ctx.organisation, some.to_vec(), ctx.now)
            .await?;
        for id in &step.documents {
            pictures::forget(app, ctx, *id).await?;
        }
        customers.extend(step.customers);
        run.report.add(&step.erased);
        app.store
            .report_erasure(ctx.organisation, run.id, run.report, None)
            .await?;
        progress(&run.report);
    }
    Ok(customers)
}

/// Erases documents on request, whatever the rules say, except held ones; and
/// takes away at once what is left of them. Answers what it came to.
pub(crate) async fn erase_now(app: &App, ctx: &Ctx, ids: &[DocumentId]) -> Result<Erased> {
    let mut run = Erasure {
        id: app.id(ErasureId::from_parts),
        as_of_on: ctx.today(),
        started_at: ctx.now,
        ended_at: None,
        started_by: name(ctx),
        report: Erased {
            due: ids.len() as u64,
            ..Erased::default()
        },
    };
    app.store.add_erasure(ctx.organisation, run.clone()).await?;
    holds::catch_up(app, ctx).await?;
    let customers = documents_all(app, ctx, &mut run, ids, &|_| {}).await?;
    run.report.customers = customers_without(app, ctx, customers).await?;
    purge(app, ctx).await?;
    app.store
        .report_erasure(ctx.organisation, run.id, run.report, Some(app.now()))
        .await?;
    Ok(run.report)
}

/// Withdrawn documents are in no list, so the facts do not know of them.
async fn withdrawn(app: &App, ctx: &Ctx, rules: &Rules, as_of: Date) -> Result<Vec<DocumentId>> {
    let withdrawn = app
        .store
        .list_withdrawn_unerased(ctx.organisation, WITHDRAWN_MAX)
        .await?;
    let is_due = withdrawn.into_iter().filter(|one| {
        let kept = Kept {
            received_on: received_on(ctx, one.received_at),
            ..one.kept
        };
        rules.erased_on(&kept) <= as_of
    });
    Ok(is_due.map(|one| one.id).collect())
}

/// Erases who these customers are, where no document of theirs is left.
async fn customers_without(app: &App, ctx: &Ctx, customers: HashSet<CustomerId>) -> Result<u64> {
    if customers.is_empty() {
        return Ok(0);
    }
    let (with, looked_at) = customers_with(app, ctx).await?;
    let without: Vec<CustomerId> = customers
        .into_iter()
        .filter(|id| !with.contains(id))
        .collect();
    let mut erased = 0;
    for some in without.chunks(DOCUMENTS_AT_A_TIME) {
        erased += app
            .store
            .erase_customers(ctx.organisation, some.to_vec(), looked_at)
            .await?;
    }
    Ok(erased)
}

/// The customers that have documents, as of a place in the log.
async fn customers_with(app: &App, ctx: &Ctx) -> Result<(HashSet<CustomerId>, Seq)> {
    let loaded = app.shelf.current(app.store.as_ref(), ctx).await?;
    let facts = loaded.read();
    let there = Filter::default().and(Test::Has(vec![Has::Erased]).no());
    let groups = facts.group(&documents::view(ctx, &there), &[Dimension::Customer]);
    let customers = groups.iter().filter_map(|group| match group.keys.first() {
        Some(GroupKey::Customer(id)) => Some(*id),
        _ => None,
    });
    Ok((customers.collect(), facts.position()))
}

/// Erases what belongs to no document and is older than anything is kept by
/// the rule for everything.
async fn leftovers(app: &App, ctx: &Ctx, run: &mut Erasure, rules: &Rules) -> Result<()> {
    let Some(before) = oldest_kept(ctx, rules, run.as_of_on) else {
        return Ok(());
    };
    loop {
        let erased = app
            .store
            .erase_leftovers(ctx.organisation, before, ctx.now, DOCUMENTS_AT_A_TIME)
            .await?;
        run.report.add(&erased);
        if erased == Erased::default() {
            return Ok(());
        }
    }
}

/// The beginning of the first day of which something is kept by the rule for
/// everything: it names no company, channel or kind.
fn oldest_kept(ctx: &Ctx, rules: &Rules, today: Date) -> Option<Timestamp> {
    let general = rules.all().iter().copied();
    let general = Rules::new(general.filter(|rule| rule.scope == Scope::ALL));
    // Any company, channel and kind that no rule names.
    let nobody = CompanyId::from_bytes([0; 16]);
    let due = general.due(nobody, Channel::Email, DocumentKind::Letter, today);
    let first = due.iter().map(|due| due.to).max()?.tomorrow().ok()?;
    let begins = first.to_zoned(ctx.time_zone.clone()).ok()?;
    Some(begins.timestamp())
}

/// Takes away what is left of the erased where nobody looks, and has the
/// facts loaded anew, without a word of them.
async fn purge(app: &App, ctx: &Ctx) -> Result<()> {
    // Answers that are kept for requests sent again may tell of it.
    crate::errands::forget_answers(app, ctx).await?;
    exports::clear_old(app, ctx).await?;
    app.store.purge_erased(ctx.organisation).await?;
    app.shelf.forget(ctx.organisation).await
}

/// What a run would erase on a day, and what holds would keep from it.
/// Nothing is changed.
pub async fn dry_run(app: &App, ctx: &Ctx, as_of: Date) -> Result<Erased> {
    ctx.require(Right::ManageRetention)?;
    let rules = rules(app, ctx).await?;
    let mut ids = due(app, ctx, &rules, as_of).await?;
    ids.extend(withdrawn(app, ctx, &rules, as_of).await?);
    let mut held = held(app, ctx).await?;
    held.extend(holds::would_hold(app, ctx).await?);
    let kept = ids.iter().filter(|id| held.contains(id)).count();
    Ok(Erased {
        due: ids.len() as u64,
        documents: (ids.len() - kept) as u64,
        held: kept as u64,
        ..Erased::default()
    })
}
