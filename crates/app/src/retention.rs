//! How long things are kept, and erasing what is not kept any more.

mod due;
mod run;

pub use domain::retention::{MONTHS_MAX, Rule, Rules, Scope};
pub(crate) use due::preview as preview_of;
pub use due::{Preview, due};
pub(crate) use due::{kept, rules};
pub(crate) use run::erase_now;
pub use run::{Progress, dry_run, erase, is_under_way, list_runs};
pub use store::port::{Erased, Erasure, RetentionRule};

use crate::audit::{self, Act};
use crate::{Actor, App, Ctx, Error, Result, jobs};
use domain::{RetentionRuleId, Right};
use due::without;
use jiff::civil::Date;
use serde_json::json;

/// The most rules of an organisation, so that applying them stays quick.
pub const RULES_MAX: usize = 200;

/// A change of how long something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// For what.
    pub scope: Scope,
    /// For how many months from now on; `None` where the rules for larger
    /// parts are to hold again.
    pub months: Option<u16>,
    /// To which documents it applies.
    pub applies: Applies,
}

/// To which documents a change applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// To those received from today on.
    Forward,
    /// To all, those that are there included.
    All,
}

/// The rules as they were said, oldest first.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<RetentionRule>> {
    ctx.require(Right::ManageRetention)?;
    Ok(app.store.list_retention_rules(ctx.organisation).await?)
}

/// Has what is not kept any more erased in the background. Answers whether a
/// run was added; one that waits already is enough.
pub async fn erase_soon(app: &App, ctx: &Ctx) -> Result<bool> {
    ctx.require(Right::ManageRetention)?;
    let by = match &ctx.actor {
        Actor::Person { id, name } => Some((*id, name.clone())),
        Actor::Key { .. } | Actor::Operator => None,
    };
    let job = jobs::EraseNow { by };
    jobs::add(app, ctx.organisation, &job, "asked", ctx.now).await
}

/// What a change would erase at once that is kept now. Nothing is changed.
pub async fn preview(app: &App, ctx: &Ctx, change: &Change) -> Result<Preview> {
    ctx.require(Right::ManageRetention)?;
    check(change)?;
    let said = list(app, ctx).await?;
    let now = Rules::new(said.iter().map(|said| said.rule));
    let then = Rules::new(changed(&said, change, ctx.today()).1);
    let is_due = due(app, ctx, &now, ctx.today()).await?;
    let would_be = due(app, ctx, &then, ctx.today()).await?;
    preview_of(app, ctx, &without(would_be, &is_due)).await
}

/// Changes how long something is kept. `confirmed` is how many documents
/// whoever asks knows to be erased by it at once; where it would be others,
/// nothing is changed.
pub async fn change(app: &App, ctx: &Ctx, change: &Change, confirmed: u64) -> Result<()> {
    let preview = preview(app, ctx, change).await?;
    if preview.documents != confirmed {
        return Err(Error::conflict(
            "retention.unconfirmed",
            format!(
                "this erases {} documents at once; look at it again and confirm that",
                preview.documents
            ),
        ));
    }
    let said = list(app, ctx).await?;
    let (gone, rules) = changed(&said, change, ctx.today());
    if rules.len() > RULES_MAX {
        return Err(Error::invalid(
            "retention.rules",
            "scope",
            format!("an organisation has at most {RULES_MAX} rules; take some away first"),
        ));
    }
    let new = rules
        .last()
        .filter(|_| rules.len() > said.len() - gone.len());
    let new = new.map(|rule| RetentionRule {
        id: app.id(RetentionRuleId::from_parts),
        rule: *rule,
        created_at: ctx.now,
    });
    let content = json!({
        "company": change.scope.company,
        "channel": change.scope.channel,
        "kind": change.scope.kind,
        "months": change.months,
        "applies": match change.applies {
            Applies::Forward => "forward",
            Applies::All => "all",
        },
        "documents": confirmed,
    });
    audit::telling_with(app, ctx, Act::RETENTION_CHANGED, "", content)
        .replace_retention_rules(ctx.organisation, gone, new.into_iter().collect())
        .await?;
    Ok(())
}

/// The rules that a change takes away, and all there are after it.
fn changed(
    said: &[RetentionRule],
    change: &Change,
    today: Date,
) -> (Vec<RetentionRuleId>, Vec<Rule>) {
    let is_gone = |said: &&RetentionRule| {
        said.rule.scope == change.scope
            && match change.applies {
                Applies::All => true,
                // What was said for days still to come is said anew.
                Applies::Forward => said.rule.from_on.is_some_and(|from| from >= today),
            }
    };
    let gone = said.iter().filter(is_gone).map(|said| said.id).collect();
    let stay = said.iter().filter(|said| !is_gone(said));
    let mut rules: Vec<Rule> = stay.map(|said| said.rule).collect();
    let from_on = match change.applies {
        Applies::All => None,
        Applies::Forward => Some(today),
    };
    // For all and none is as if nothing had been said.
    if change.months.is_some() || from_on.is_some() {
        rules.push(Rule {
            scope: change.scope,
            months: change.months,
            from_on,
        });
    }
    (gone, rules)
}

fn check(change: &Change) -> Result<()> {
    match change.months {
        Some(months) if !(1..=MONTHS_MAX).contains(&months) => Err(Error::invalid(
            "retention.months",
            "months",
            format!("something is kept for 1 to {MONTHS_MAX} months"),
        )),
        _ => Ok(()),
    }
}
