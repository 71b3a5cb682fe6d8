use crate::arguments::{
    Audit, AuditFilterArguments, AuditFormat, AuditVerb, ExportAudit, ListAudit, Place,
};
use crate::{Ended, installation, output};
use anyhow::{Context as _, bail};
use app::audit::{self, AuditEntry, AuditFilter, Flavour};
use app::pieces::Pieces as _;
use app::{App, Ctx};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) async fn run(place: &Place, asked: Audit) -> anyhow::Result<Ended> {
    let (app, _, ctx) = installation::enter(place).await?;
    match asked.verb {
        AuditVerb::List(asked) => list(&app, &ctx, &asked).await?,
        AuditVerb::Export(asked) => export(&app, &ctx, asked).await?,
        AuditVerb::Head { out } => head(&app, &ctx, out).await?,
    }
    app.close().await?;
    Ok(Ended::Well)
}

fn filter(ctx: &Ctx, asked: &AuditFilterArguments) -> AuditFilter {
    let begin = |day: Date| -> Option<Timestamp> {
        let begins = day.to_zoned(ctx.time_zone.clone()).ok()?;
        Some(begins.timestamp())
    };
    AuditFilter {
        from: asked.from.and_then(begin),
        before: asked
            .to
            .and_then(|day| day.checked_add(1.day()).ok())
            .and_then(begin),
        act: asked.act.clone(),
        actor: asked.actor.clone(),
        subject: asked.subject.clone(),
    }
}

async fn list(app: &App, ctx: &Ctx, asked: &ListAudit) -> anyhow::Result<()> {
    let page = audit::list(app, ctx, &filter(ctx, &asked.filter), None, asked.limit).await?;
    if asked.json {
        let entries: Vec<_> = page.entries.iter().map(audit::entry_json).collect();
        return output::json(&entries);
    }
    let head = ["no", "at", "act", "actor", "subject", "details"];
    let right = [true, false, false, false, false, false];
    let rows: Vec<Vec<String>> = page.entries.iter().map(row).collect();
    output::table(&head, &right, &rows)?;
    output::message(&format!("{} of {} entries", rows.len(), page.total));
    Ok(())
}

fn row(entry: &AuditEntry) -> Vec<String> {
    let link = &entry.link;
    vec![
        link.number.to_string(),
        link.at.to_string(),
        link.act.to_string(),
        link.actor.clone(),
        link.subject.clone(),
        match &entry.content {
            None => "erased".to_owned(),
            Some(content) => content.content.clone(),
        },
    ]
}

async fn export(app: &Arc<App>, ctx: &Ctx, asked: ExportAudit) -> anyhow::Result<()> {
    let flavour = match asked.format {
        AuditFormat::Csv => Flavour::Csv,
        AuditFormat::Ndjson => Flavour::Ndjson,
    };
    let mut export = audit::export(app, ctx, filter(ctx, &asked.filter), flavour).await?;
    let mut file = asked.out.as_deref().map(create).transpose()?;
    while let Some(piece) = export.next().await? {
        match &mut file {
            Some(file) => file.write_all(&piece)?,
            None => output::raw(&piece)?,
        }
    }
    if let Some(file) = file {
        file.sync_all()?;
    }
    Ok(())
}

fn create(path: &Path) -> anyhow::Result<File> {
    File::create(path).with_context(|| format!("cannot write '{}'", path.display()))
}

async fn head(app: &App, ctx: &Ctx, out: Option<PathBuf>) -> anyhow::Result<()> {
    audit::sign(app, ctx).await?;
    let heads = audit::heads(app, ctx, 1).await?;
    let Some(head) = heads.first() else {
        bail!("the audit log is empty; there is nothing to sign yet");
    };
    let text = audit::head_json(head).to_string();
    match out {
        None => output::line(&text),
        Some(path) => {
            let mut file = create(&path)?;
            writeln!(file, "{text}")?;
            Ok(file.sync_all()?)
        }
    }
}
