use super::moved;
use crate::arguments::{Place, Verify};
use crate::{Ended, installation, output};
use anyhow::{Context as _, bail};
use app::audit::{self, Verified};
use domain::OrganisationId;
use serde_json::json;
use std::path::{Path, PathBuf};
use store::Record;
use store::moving::{self, Manifest};
use store::port::Upkeep as _;

pub(crate) async fn run(place: &Place, asked: Verify) -> anyhow::Result<Ended> {
    let (record, manifest) = match &asked.directory {
        Some(directory) => (
            store::open_sqlite(directory).await,
            Some(listed(directory)?),
        ),
        None => {
            installation::must_exist(place)?;
            (Ok(installation::record(place).await?), None)
        }
    };
    let record = record.context("cannot open the backup")?;
    let verified = moving::verify(&record).await?;
    let logs = audit_logs(&record, &asked.heads, verified.iter().map(|(id, _)| *id)).await?;
    let checks = record.examine().await?;
    record.close().await?;
    let difference = manifest
        .as_ref()
        .and_then(|list| list.difference(&verified));
    let wrong: Vec<String> = checks
        .iter()
        .filter(|check| !check.is_ok)
        .map(|check| format!("{}: {}", check.name, check.detail))
        .chain(logs.iter().flat_map(|(id, log)| {
            let told = move |wrong| format!("the audit log of {id}: {wrong}");
            log.wrong.iter().map(told)
        }))
        .chain(difference.map(|difference| format!("not as it was backed up: {difference}")))
        .collect();
    let organisations = verified.iter().map(|(id, sums)| (id, sums));
    if asked.json {
        output::json(&json!({
            "ok": wrong.is_empty(),
            "wrong": wrong,
            "organisations": moved::wire(organisations),
            "audit": logs.iter().map(wire).collect::<Vec<_>>(),
        }))?;
    } else {
        moved::tell(organisations, "read and whole")?;
        for (id, log) in &logs {
            output::line(&format!(
                "{id}: {} entries of the audit log hold together, the content of {} erased, {} signed heads",
                log.entries, log.erased, log.heads
            ))?;
        }
    }
    match wrong.as_slice() {
        [] => Ok(Ended::Well),
        wrong => bail!("{}", wrong.join("\n")),
    }
}

/// Looks at every audit log, and compares it with the heads that somebody kept
/// elsewhere.
async fn audit_logs(
    record: &Record,
    heads: &[PathBuf],
    organisations: impl Iterator<Item = OrganisationId>,
) -> anyhow::Result<Vec<(OrganisationId, Verified)>> {
    let mut elsewhere = Vec::new();
    for path in heads {
        let text = std::fs::read_to_string(path);
        let text = text.with_context(|| format!("cannot read '{}'", path.display()))?;
        elsewhere.push(audit::head_from_json(&text)?);
    }
    let mut logs = Vec::new();
    for organisation in organisations {
        let log = audit::verify(record, organisation, &elsewhere).await?;
        logs.push((organisation, log));
    }
    let unknown = elsewhere
        .iter()
        .find(|head| logs.iter().all(|(id, _)| *id != head.head.organisation));
    if let Some(head) = unknown {
        bail!(
            "a head is of the organisation {}, which is not here",
            head.head.organisation
        );
    }
    Ok(logs)
}

fn wire((id, log): &(OrganisationId, Verified)) -> serde_json::Value {
    json!({
        "organisation": id,
        "entries": log.entries,
        "erased": log.erased,
        "link": log.link,
        "heads": log.heads,
        "wrong": log.wrong,
    })
}

fn listed(directory: &Path) -> anyhow::Result<Manifest> {
    Manifest::read(directory)?
        .with_context(|| format!("'{}' holds no completed backup", directory.display()))
}
