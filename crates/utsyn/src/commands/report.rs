use crate::arguments::{Place, Report, ReportVerb, RunReport};
use crate::{Ended, installation, output};
use anyhow::{Context as _, bail};
use app::reports::{self, Due, Order, Run, RunState, SetUp};
use app::{App, Ctx};
use domain::period::{DateSpan, Period, Unit, When};
use jiff::ToSpan as _;
use jiff::civil::Date;
use render::Language;
use serde_json::json;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) async fn run(place: &Place, asked: Report) -> anyhow::Result<Ended> {
    let (app, _, ctx) = installation::enter(place).await?;
    match asked.verb {
        ReportVerb::List { json } => list(&app, &ctx, json).await?,
        ReportVerb::Run(asked) => make(&app, &ctx, asked).await?,
        ReportVerb::Due { json } => due(&app, &ctx, json).await?,
    }
    app.close().await?;
    Ok(Ended::Well)
}

async fn list(app: &App, ctx: &Ctx, json: bool) -> anyhow::Result<()> {
    let reports = reports::list(app, ctx).await?;
    if json {
        let reports: Vec<_> = reports.iter().map(|report| wire(app, report)).collect();
        return output::json(&json!(reports));
    }
    let rows: Vec<Vec<String>> = reports
        .iter()
        .map(|report| {
            let formats = report.definition.formats.iter();
            let formats: Vec<&str> = formats.map(|format| format.code()).collect();
            vec![
                report.name.clone(),
                report.title(app, Language::English),
                report.definition.unit.code().to_owned(),
                formats.join(","),
                report.definition.recipients.len().to_string(),
            ]
        })
        .collect();
    let head = ["name", "title", "period", "formats", "recipients"];
    output::table(&head, &[false, false, false, false, true], &rows)
}

fn wire(app: &App, report: &SetUp) -> serde_json::Value {
    json!({
        "name": report.name,
        "title": report.title(app, Language::English),
        "built_in": report.is_built_in(),
        "paused": report.is_paused,
        "definition": report.definition,
    })
}

async fn due(app: &App, ctx: &Ctx, json: bool) -> anyhow::Result<()> {
    let due = reports::due(app, ctx).await?;
    if json {
        let due: Vec<_> = due.iter().map(wire_due).collect();
        return output::json(&json!(due));
    }
    let rows: Vec<Vec<String>> = due
        .iter()
        .map(|due| {
            let at = due.at.to_zoned(ctx.time_zone.clone());
            vec![
                at.strftime("%Y-%m-%d %H:%M %Z").to_string(),
                due.name.clone(),
                due.period.to_string(),
                due.recipients.to_string(),
                if due.is_paused { "paused" } else { "" }.to_owned(),
            ]
        })
        .collect();
    let head = ["due", "name", "period", "recipients", ""];
    output::table(&head, &[false, false, false, true, false], &rows)
}

fn wire_due(due: &Due) -> serde_json::Value {
    json!({
        "name": due.name,
        "period": due.period.to_string(),
        "due_at": due.at,
        "recipients": due.recipients,
        "paused": due.is_paused,
    })
}

async fn make(app: &Arc<App>, ctx: &Ctx, asked: RunReport) -> anyhow::Result<()> {
    let period = match asked.period {
        Some(span) => Some(period(span, ctx.today())?),
        None => None,
    };
    let order = Order {
        name: asked.name.clone(),
        period,
        is_restated: asked.restated,
        formats: Some(asked.format).filter(|formats| !formats.is_empty()),
        goes_out: false,
    };
    let run = reports::order(app, ctx, &order, true).await?;
    let run = run.ok_or_else(|| {
        app::Error::invalid(
            "report.unknown",
            "name",
            format!(
                "there is no report '{}'; see 'utsyn report list'",
                asked.name
            ),
        )
    })?;
    if run.state != RunState::Made {
        bail!(
            "the report is not made: {}",
            run.error.unwrap_or_else(|| run.state.code().to_owned())
        );
    }
    let files = write(app, ctx, &run, &asked.out).await?;
    if asked.json {
        let files: Vec<String> = files
            .iter()
            .map(|file| file.display().to_string())
            .collect();
        return output::json(&json!({
            "run": run.id,
            "report": run.report,
            "from": run.period_from,
            "to": run.period_to,
            "as_of": run.as_of,
            "files": files,
            "names_erased_at": run.names_erased_at,
        }));
    }
    for file in files {
        output::line(&file.display().to_string())?;
    }
    if let Some(at) = run.names_erased_at {
        let message = "the files have figures only: documents that they named were erased";
        output::message(&format!("{message} ({at})"));
    }
    Ok(())
}

async fn write(app: &App, ctx: &Ctx, run: &Run, out: &Path) -> anyhow::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(out).with_context(|| format!("cannot make '{}'", out.display()))?;
    let mut written = Vec::new();
    for file in reports::files(app, ctx, run.id).await? {
        let reading = reports::open_file(app, ctx, run.id, &file.name).await?;
        let mut reading = reading.context("a file of the run is missing")?;
        let path = out.join(&file.name);
        let told = || format!("cannot write '{}'", path.display());
        let mut file = File::create(&path).with_context(told)?;
        while let Some(part) = reading.next(app).await? {
            file.write_all(&part).with_context(told)?;
        }
        written.push(path);
    }
    Ok(written)
}

/// The one period of the calendar that was written.
fn period(span: DateSpan, today: Date) -> anyhow::Result<Period> {
    let DateSpan::In(when) = span else {
        bail!(app::Error::invalid(
            "report.period",
            "period",
            "a report is about one day, week, month or year: 2026-10, 2026-11-25, yesterday",
        ));
    };
    Ok(match when {
        When::Fixed(period) => period,
        When::Today => Period::Day(today),
        When::Yesterday => Period::Day(today.saturating_sub(1.day())),
        When::This(unit) => Period::of(today, unit),
        When::Last(unit) => Period::of(today, unit).previous(),
        When::LastDays(_) | When::NextDays(_) => bail!(app::Error::invalid(
            "report.period",
            "period",
            format!("'{when}' is no {} of the calendar", Unit::Month),
        )),
    })
}
