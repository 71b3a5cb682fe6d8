//! Making a run: asking the facts, writing the files, keeping them, and
//! writing the letters.

use super::compose::{self, Days};
use super::run::{Ordered, Run, RunState};
use super::{Definition, Format, Section, archive, letters, recipients};
use crate::documents::{cells, heads, ids, rows};
use crate::jobs::Job;
use crate::shelf::look_back;
use crate::words::Remembered;
use crate::{App, Ctx, Error, Result};
use ::reports::{Block, Report, csv, mail, ndjson, pdf, xlsx};
use domain::{CompanyId, DocumentId, RunId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::sync::Arc;

/// Documents written at a time.
const ROWS_AT_A_TIME: usize = 2_000;

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

async fn files(app: &Arc<App>, ctx: &Ctx, run: &Run, ordered: &Ordered) -> Result<RunState> {
    let audiences = audiences(app, ctx, run, ordered).await?;
    let past = look_back(app, &seen_then(ctx, run, None)).await?;
    app.store.clear_run_files(ctx.organisation, run.id).await?;
    let mut is_empty = true;
    for (audience, companies) in audiences {
        let seen = seen_then(ctx, run, companies);
        let report = report(app, &seen, run, &ordered.definition).await?;
        is_empty &= report.is_empty();
        let mut formats = ordered.definition.formats.clone();
        // The mail is kept as a page, so that it can be read in the portal.
        if !formats.contains(&Format::Html) {
            formats.push(Format::Html);
        }
        for format in formats {
            let name = file_name(run, format);
            let file = write(app, &seen, run, &ordered.definition, &report, format).await?;
            archive::keep(app, ctx, run.id, (&audience, &name), file).await?;
        }
    }
    drop(past);
    let is_skipped = is_empty && ordered.definition.skip_empty && ordered.goes_out;
    Ok(match is_skipped {
        true => RunState::Skipped,
        false => RunState::Made,
    })
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

/// What a run says to whoever sees these companies.
pub(super) async fn report(
    app: &App,
    seen: &Ctx,
    run: &Run,
    definition: &Definition,
) -> Result<Report> {
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

async fn write(
    app: &App,
    seen: &Ctx,
    run: &Run,
    definition: &Definition,
    report: &Report,
    format: Format,
) -> Result<File> {
    let file = tempfile::tempfile().map_err(Error::internal)?;
    let lists_all = definition.sections.contains(&Section::Documents);
    let report = match (format, lists_all) {
        (Format::Pdf | Format::Html, _) | (_, false) => report.clone(),
        (_, true) => without_documents(report),
    };
    match format {
        Format::Pdf => {
            on_the_side(file, move |mut file| {
                Ok(file.write_all(&pdf::write(&report)?)?)
            })
            .await
        }
        Format::Html => {
            let html = mail::html(&report, &mail::Around::default(), mail::Pictures::Left);
            on_the_side(file, move |mut file| Ok(file.write_all(html.as_bytes())?)).await
        }
        Format::Xlsx if lists_all => {
            let book = xlsx::Book::begin(&report.head).map_err(Error::internal)?;
            book_of_documents(app, seen, run, definition, (report, book), file).await
        }
        Format::Xlsx => on_the_side(file, move |file| xlsx::write(&report, file)).await,
        Format::Csv | Format::CsvMachine => {
            let flavour = match format {
                Format::Csv => csv::Flavour::Spreadsheet,
                _ => csv::Flavour::Machine,
            };
            if lists_all {
                return lines_of_documents(app, seen, run, definition, (&report, flavour), file)
                    .await;
            }
            on_the_side(file, move |file| csv::write(&report, flavour, file)).await
        }
        Format::Ndjson if lists_all => {
            json_of_documents(app, seen, run, definition, &report, file).await
        }
        Format::Ndjson => on_the_side(file, move |file| ndjson::write(&report, file)).await,
    }
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

/// Writes away from those who wait.
async fn on_the_side(
    file: File,
    work: impl FnOnce(&File) -> std::result::Result<(), ::reports::Error> + Send + 'static,
) -> Result<File> {
    let writing = tokio::task::spawn_blocking(move || work(&file).map(|()| file));
    writing
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)
}

/// The documents of a run, some at a time.
struct Documents {
    ids: std::vec::IntoIter<DocumentId>,
}

impl Documents {
    async fn of(app: &App, seen: &Ctx, run: &Run, definition: &Definition) -> Result<Self> {
        let search = compose::every_document(definition, days(run))?;
        Ok(Self {
            ids: ids(app, seen, &search).await?.into_iter(),
        })
    }

    async fn next(&mut self, app: &App, seen: &Ctx) -> Result<Vec<crate::documents::Row>> {
        let some: Vec<DocumentId> = self.ids.by_ref().take(ROWS_AT_A_TIME).collect();
        match some.is_empty() {
            true => Ok(Vec::new()),
            false => rows(app, seen, &some).await,
        }
    }
}

async fn book_of_documents(
    app: &App,
    seen: &Ctx,
    run: &Run,
    definition: &Definition,
    (report, mut book): (Report, xlsx::Book),
    file: File,
) -> Result<File> {
    let say = compose::say(app, definition);
    let words = Remembered::of(say);
    let columns = compose::document_columns(definition);
    let title = say.text("report-table-documents");
    let mut documents = Documents::of(app, seen, run, definition).await?;
    book.list(&title, &heads(&columns, &words))
        .map_err(Error::internal)?;
    loop {
        let rows = documents.next(app, seen).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            book.row(&cells(&columns, row, &words))
                .map_err(Error::internal)?;
        }
    }
    on_the_side(file, move |file| {
        for (_, table) in report.tables() {
            book.table(table)?;
        }
        book.end(file)
    })
    .await
}

async fn lines_of_documents(
    app: &App,
    seen: &Ctx,
    run: &Run,
    definition: &Definition,
    (report, flavour): (&Report, csv::Flavour),
    file: File,
) -> Result<File> {
    let words = Remembered::of(compose::say(app, definition));
    let columns = compose::document_columns(definition);
    let mut documents = Documents::of(app, seen, run, definition).await?;
    let out = BufWriter::new(file);
    let mut lines = csv::Lines::begin(out, flavour, &report.head).map_err(Error::internal)?;
    lines
        .heading(&heads(&columns, &words))
        .map_err(Error::internal)?;
    loop {
        let rows = documents.next(app, seen).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            lines
                .row(&cells(&columns, row, &words))
                .map_err(Error::internal)?;
        }
    }
    let out = lines.end().map_err(Error::internal)?;
    out.into_inner()
        .map_err(|error| Error::internal(error.into_error()))
}

async fn json_of_documents(
    app: &App,
    seen: &Ctx,
    run: &Run,
    definition: &Definition,
    report: &Report,
    file: File,
) -> Result<File> {
    let words = Remembered::of(compose::say(app, definition));
    let columns = compose::document_columns(definition);
    let heads = heads(&columns, &words);
    let mut documents = Documents::of(app, seen, run, definition).await?;
    let out = BufWriter::new(file);
    let mut lines = ndjson::Lines::begin(out, &report.head).map_err(Error::internal)?;
    loop {
        let rows = documents.next(app, seen).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let cells = cells(&columns, row, &words);
            lines
                .row("documents", &heads, &cells)
                .map_err(Error::internal)?;
        }
    }
    let out = lines.end();
    out.into_inner()
        .map_err(|error| Error::internal(error.into_error()))
}
