//! Making a run: asking the facts, writing the files, keeping them, and
//! writing the letters.

mod list;

use super::archive::Keeping;
use super::compose::{self, Days, Named};
use super::run::{Ordered, Run, RunState};
use super::{Definition, Format, Section, archive, letters, recipients};
use crate::documents::places;
use crate::jobs::Job;
use crate::shelf::look_back;
use crate::{App, Ctx, Error, Result};
use ::reports::{Block, Report, csv, mail, ndjson, pdf, xlsx};
use domain::{CompanyId, DocumentId, RunId, Seq};
use list::List;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write as _;
use std::sync::Arc;
use store::port::Extract;

/// How often a run is composed anew because what it names was erased.
const COMPOSED_MAX: usize = 5;

/// Makes a run.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MakeReport {
    /// Which.
    pub(super) run: RunId,
}

#[async_trait::async_trait]
impl Job for MakeReport {
    const JOB_NAME: &'static str = "make-report";
    // A report that is due is made, however long what it needs is away.
    const ATTEMPTS_MAX: u32 = 400;

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        let run = app.store.lookup_run(ctx.organisation, self.run).await?;
        match run {
            Some(run) => make(app, ctx, &run).await,
            None => Ok(()),
        }
    }
}

/// Makes a run, unless it is made. What fails is noted where people see it.
pub(super) async fn make(app: &Arc<App>, ctx: &Ctx, run: &Run) -> Result<()> {
    let ordered = Ordered::of(run)?;
    if matches!(run.state, RunState::Waiting | RunState::Failed) {
        let made = files(app, ctx, run, &ordered).await;
        let (state, error) = match &made {
            Ok(state) => (*state, None),
            Err(error) => (RunState::Failed, Some(told(error))),
        };
        app.store
            .settle_run(ctx.organisation, run.id, state, app.now(), error)
            .await?;
        made?;
    }
    let settled = app.store.lookup_run(ctx.organisation, run.id).await?;
    let is_made = settled.is_some_and(|run| run.state == RunState::Made);
    if is_made && ordered.goes_out {
        letters::write(app, ctx, run, &ordered, "").await?;
    }
    Ok(())
}

fn told(error: &Error) -> String {
    match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

/// The moment and companies that a run is made by.
pub(super) fn seen_then(ctx: &Ctx, run: &Run, companies: Option<Vec<CompanyId>>) -> Ctx {
    Ctx {
        companies,
        now: run.as_of,
        ..ctx.clone()
    }
}

/// What a run says to those who see the same companies.
struct Composed {
    audience: String,
    seen: Ctx,
    report: Report,
    named: Named,
    /// Where in the log every document was seen, where the report lists them
    /// all, month by month.
    all: Option<Vec<Vec<Seq>>>,
}

async fn files(app: &Arc<App>, ctx: &Ctx, run: &Run, ordered: &Ordered) -> Result<RunState> {
    let audiences = audiences(app, ctx, run, ordered).await?;
    let past = look_back(app, &seen_then(ctx, run, None)).await?;
    app.store.clear_run_files(ctx.organisation, run.id).await?;
    let composed = composed_and_noted(app, ctx, run, ordered, &audiences).await?;
    let is_empty = composed.iter().all(|one| one.report.is_empty());
    let mut formats = ordered.definition.formats.clone();
    // The mail is kept as a page, so that it can be read in the portal.
    if !formats.contains(&Format::Html) {
        formats.push(Format::Html);
    }
    for one in &composed {
        for format in &formats {
            keep(app, ctx, run, ordered, one, *format).await?;
        }
    }
    drop(past);
    let is_skipped = is_empty && ordered.definition.skip_empty && ordered.goes_out;
    Ok(match is_skipped {
        true => RunState::Skipped,
        false => RunState::Made,
    })
}

/// Composes a run for every audience, and notes whom it names before a word of
/// it is kept. If one of them is erased meanwhile it is composed anew.
async fn composed_and_noted(
    app: &App,
    ctx: &Ctx,
    run: &Run,
    ordered: &Ordered,
    audiences: &BTreeMap<String, Option<Vec<CompanyId>>>,
) -> Result<Vec<Composed>> {
    for _ in 0..COMPOSED_MAX {
        let looked_at = app.store.last_seq(ctx.organisation).await?;
        let mut composed = Vec::with_capacity(audiences.len());
        let mut named = Named::default();
        for (audience, companies) in audiences {
            let seen = seen_then(ctx, run, companies.clone());
            let who = (audience.as_str(), seen);
            let one = compose_one(app, run, &ordered.definition, who, &mut named).await?;
            composed.push(one);
        }
        let named = store::port::Named::These {
            documents: named.documents,
            payments: named.payments,
        };
        let noting =
            app.store
                .note_extract(ctx.organisation, Extract::Run(run.id), named, looked_at);
        if noting.await? {
            return Ok(composed);
        }
    }
    Err(Error::internal(
        "what the report names is being erased; it is made when that is done",
    ))
}

/// Composes a run for an audience, and says whom it names.
async fn compose_one(
    app: &App,
    run: &Run,
    definition: &Definition,
    (audience, seen): (&str, Ctx),
    all_named: &mut Named,
) -> Result<Composed> {
    let (report, named) = report(app, &seen, run, definition).await?;
    all_named.extend(&named);
    let documents = &mut all_named.documents;
    let all = match definition.sections.contains(&Section::Documents) {
        false => None,
        true => Some(every_document(app, &seen, definition, days(run), documents).await?),
    };
    Ok(Composed {
        audience: audience.to_owned(),
        seen,
        report,
        named,
        all,
    })
}

/// Where every document of a period was seen, in the order of the list. Month
/// by month: to put a million in order at once takes several times their room,
/// and so does one list that grows.
async fn every_document(
    app: &App,
    seen: &Ctx,
    definition: &Definition,
    days: Days,
    named: &mut Vec<DocumentId>,
) -> Result<Vec<Vec<Seq>>> {
    let mut months = Vec::new();
    let mut from = days.from;
    loop {
        let to = from.last_of_month().min(days.to);
        let search = compose::every_document(definition, Days { from, to })?;
        let places = places(app, seen, &search).await?;
        named.extend(places.iter().map(|(id, _)| *id));
        // Made anew: the same room, used again, would be three times as large.
        months.push(places.iter().map(|(_, seq)| *seq).collect());
        match to.tomorrow() {
            Ok(next) if next <= days.to => from = next,
            _ => return Ok(months),
        }
    }
}

/// Keeps a file, and where it names somebody the same file with figures only
/// beside it, which stays when those go.
async fn keep(
    app: &App,
    ctx: &Ctx,
    run: &Run,
    ordered: &Ordered,
    composed: &Composed,
    format: Format,
) -> Result<()> {
    let name = file_name(run, format);
    let keeping = Keeping::begin(app, ctx, run.id, (&composed.audience, &name));
    write(app, &ordered.definition, composed, format, keeping).await?;
    if composed.named.is_empty() {
        return Ok(());
    }
    let say = compose::say(app, &ordered.definition);
    let why = say.text("report-note-erased");
    let figures = Composed {
        audience: archive::of_figures(&composed.audience),
        seen: composed.seen.clone(),
        report: composed.report.without_rows(&composed.named.tables, &why),
        named: Named::default(),
        all: None,
    };
    let keeping = Keeping::begin(app, ctx, run.id, (&figures.audience, &name));
    write(app, &ordered.definition, &figures, format, keeping).await
}

/// For whom files are made: everybody who sees all, and one for each choice
/// of companies that somebody who gets the report may see.
async fn audiences(
    app: &App,
    ctx: &Ctx,
    run: &Run,
    ordered: &Ordered,
) -> Result<BTreeMap<String, Option<Vec<CompanyId>>>> {
    let mut audiences = BTreeMap::new();
    let mut add = |companies: Option<Vec<CompanyId>>| {
        audiences.insert(archive::audience(companies.as_deref()), companies);
    };
    match ordered.goes_out {
        false => add(ordered.companies.clone()),
        true => {
            add(None);
            let readers = recipients::readers(app, ctx, &run.report, &ordered.definition).await?;
            for reader in readers.into_iter().filter(|reader| reader.may_see) {
                add(reader.companies);
            }
        }
    }
    Ok(audiences)
}

/// What a run says to whoever sees these companies, and whom it names.
pub(super) async fn report(
    app: &App,
    seen: &Ctx,
    run: &Run,
    definition: &Definition,
) -> Result<(Report, Named)> {
    let ordered = compose::Ordered {
        days: days(run),
        as_of: run.as_of,
        by: &run.ordered_by,
    };
    compose::compose(app, seen, definition, &ordered).await
}

fn days(run: &Run) -> Days {
    Days {
        from: run.period_from,
        to: run.period_to,
    }
}

/// `daily-overview-2026-11-25.pdf`.
pub(super) fn file_name(run: &Run, format: Format) -> String {
    let (from, to) = (run.period_from, run.period_to);
    let is_month = from.day() == 1 && to == from.last_of_month();
    let period = match () {
        () if from == to => from.to_string(),
        () if is_month => format!("{:04}-{:02}", from.year(), from.month()),
        () => format!("{from}-{to}"),
    };
    format!("{}-{period}.{}", run.report, format.ending())
}

/// Writes a report and keeps it.
async fn write(
    app: &App,
    definition: &Definition,
    composed: &Composed,
    format: Format,
    keeping: Keeping,
) -> Result<()> {
    let Some(all) = &composed.all else {
        let report = composed.report.clone();
        return whole(app, report, format, keeping).await;
    };
    // Written row by row, all of it.
    let report = || without_documents(&composed.report);
    let list = List::of(app, definition, &composed.seen, all);
    let head = &composed.report.head;
    match format {
        Format::Pdf | Format::Html => whole(app, composed.report.clone(), format, keeping).await,
        Format::Xlsx => list.book(report(), keeping).await,
        Format::Csv => list.lines(head, csv::Flavour::Spreadsheet, keeping).await,
        Format::CsvMachine => list.lines(head, csv::Flavour::Machine, keeping).await,
        Format::Ndjson => list.json(head, keeping).await,
    }
}

/// Writes a report that lies in memory.
async fn whole(app: &App, report: Report, format: Format, keeping: Keeping) -> Result<()> {
    let draw = app.pictures().here();
    let file = on_the_side(move |mut file| match format {
        Format::Pdf => Ok(file.write_all(&pdf::write(&report, draw)?)?),
        Format::Html => {
            let html = mail::html(&report, &mail::Around::default(), mail::Pictures::Left);
            Ok(file.write_all(html.as_bytes())?)
        }
        Format::Xlsx => xlsx::write(&report, file),
        Format::Csv => csv::write(&report, csv::Flavour::Spreadsheet, file),
        Format::CsvMachine => csv::write(&report, csv::Flavour::Machine, file),
        Format::Ndjson => ndjson::write(&report, file),
    });
    keeping.file(file.await?).await
}

/// The report without the list that is written row by row.
fn without_documents(report: &Report) -> Report {
    let mut report = report.clone();
    for part in &mut report.parts {
        part.blocks.retain(|block| match block {
            Block::Table(table) => table.code != Section::Documents.code(),
            _ => true,
        });
    }
    report.parts.retain(|part| !part.blocks.is_empty());
    report
}

/// A file that is written away from those who wait.
async fn on_the_side(
    work: impl FnOnce(&File) -> std::result::Result<(), ::reports::Error> + Send + 'static,
) -> Result<File> {
    let writing = tokio::task::spawn_blocking(move || {
        let file = tempfile::tempfile()?;
        work(&file).map(|()| file)
    });
    writing
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)
}
