//! What an asker who may see some companies only may hand in: documents of
//! those companies. Everything else is refused before it reaches the record,
//! and in the same words whether it exists or not.

use crate::{App, Ctx, Result};
use domain::intake::ItemKind;
use domain::{Finding, SourceKey};
use std::collections::HashSet;
use store::port::{Intake, NewBody, NewItem};

/// Refuses what a limited asker may not hand in.
pub(super) async fn refuse(app: &App, ctx: &Ctx, intakes: &mut [Intake]) -> Result<()> {
    if ctx.sees_all() {
        return Ok(());
    }
    let foreign = foreign_keys(app, ctx, intakes).await?;
    for item in intakes.iter_mut().flat_map(|intake| &mut intake.items) {
        let finding = match &item.body {
            NewBody::Refused => continue,
            NewBody::Document(record) if foreign.contains(&record.source) => key_taken(),
            NewBody::Document(_) => continue,
            NewBody::Event(_) | NewBody::Payment(_) | NewBody::Mandate(_) => not_of_one(item.kind),
        };
        turn_away(item, finding);
    }
    Ok(())
}

fn turn_away(item: &mut NewItem, finding: Finding) {
    item.findings.push(finding);
    item.body = NewBody::Refused;
}

/// Of the keys of these documents, those that a document of a company has
/// which the asker may not see.
async fn foreign_keys(app: &App, ctx: &Ctx, intakes: &[Intake]) -> Result<HashSet<SourceKey>> {
    let items = intakes.iter().flat_map(|intake| &intake.items);
    let keys: Vec<SourceKey> = items
        .filter_map(|item| match &item.body {
            NewBody::Document(record) => Some(record.source.clone()),
            _ => None,
        })
        .collect();
    let store = &app.store;
    let known = store
        .find_documents_by_source(ctx.organisation, &keys)
        .await?;
    let ids: Vec<_> = known.iter().copied().flatten().collect();
    let rows = store.lookup_standings(ctx.organisation, &ids).await?;
    let unseen: HashSet<_> = rows
        .into_iter()
        .filter(|row| !ctx.may_see(row.head.company))
        .map(|row| row.head.id)
        .collect();
    let with_ids = keys.into_iter().zip(known);
    let foreign = with_ids.filter(|(_, id)| id.is_some_and(|id| unseen.contains(&id)));
    Ok(foreign.map(|(key, _)| key).collect())
}

fn key_taken() -> Finding {
    Finding::error(
        "source.not_yours",
        "",
        "a document with this source and source_id cannot be handed in here; \
         give it a key of its own",
    )
}

fn not_of_one(kind: ItemKind) -> Finding {
    let message = format!(
        "this key is limited to some companies, and an item of the kind '{}' is not told by \
         one of them; hand it in with a key for the whole organisation",
        kind.code()
    );
    Finding::error("company.limited", "", message)
}
