//! The files of runs, kept as they went out.

mod keeping;

pub(super) use keeping::{Keeping, parts_of};

use super::make::file_name;
use super::{Format, Run, RunState};
use crate::audit::{self, Act, subject};
use crate::{App, Ctx, Error, Result};
use domain::{CompanyId, OrganisationId, Right, RunId};
use serde_json::json;
use store::port::OF_FIGURES;
pub use store::port::RunFile;

/// For whom files are, as the record names it: empty for every company.
pub(super) fn audience(companies: Option<&[CompanyId]>) -> String {
    let Some(companies) = companies else {
        return String::new();
    };
    let mut ids: Vec<String> = companies.iter().map(ToString::to_string).collect();
    ids.sort_unstable();
    match ids.is_empty() {
        true => "none".to_owned(),
        false => ids.join(","),
    }
}

/// The audience of files with figures only that are for somebody.
pub(super) fn of_figures(audience: &str) -> String {
    format!("{OF_FIGURES}{audience}")
}

/// The files of a run that the asker may see: those made for the companies
/// that they see, or where what those name was erased, the same with figures
/// only. None while they are being made.
pub async fn files(app: &App, ctx: &Ctx, run: RunId) -> Result<Vec<RunFile>> {
    ctx.require(Right::Read)?;
    let found = app.store.lookup_run(ctx.organisation, run).await?;
    let is_there = |run: &Run| matches!(run.state, RunState::Made | RunState::Skipped);
    if !found.as_ref().is_some_and(is_there) {
        return Ok(Vec::new());
    }
    let mut files = app.store.list_run_files(ctx.organisation, run).await?;
    let mut own = audience(ctx.companies.as_deref());
    if !files.iter().any(|file| file.audience == own) {
        own = of_figures(&own);
    }
    files.retain(|file| file.audience == own);
    Ok(files)
}

/// A file on its way to whoever asked for it, part by part: some are larger
/// than memory is to spare.
#[derive(Debug)]
pub struct Reading {
    organisation: OrganisationId,
    run: RunId,
    file: RunFile,
    place: u32,
    left: u64,
}

impl Reading {
    /// How many bytes it has.
    pub const fn size(&self) -> u64 {
        self.file.size
    }

    /// The next bytes; `None` at the end of the file.
    ///
    /// # Errors
    ///
    /// The rest went meanwhile, because somebody whom it names was erased.
    pub async fn next(&mut self, app: &App) -> Result<Option<Vec<u8>>> {
        if self.left == 0 {
            return Ok(None);
        }
        let file = (self.file.audience.as_str(), self.file.name.as_str());
        let part = app
            .store
            .read_run_file_part(self.organisation, self.run, file, self.place)
            .await?;
        let part = part.ok_or_else(|| Error::internal("the rest of the file was erased"))?;
        self.place += 1;
        self.left = self.left.saturating_sub(part.len() as u64);
        Ok(Some(part))
    }
}

/// Opens a file of a run, made for the companies that the asker sees.
pub async fn open_file(app: &App, ctx: &Ctx, run: RunId, name: &str) -> Result<Option<Reading>> {
    ctx.require(Right::Export)?;
    let files = files(app, ctx, run).await?;
    let Some(file) = files.into_iter().find(|file| file.name == name) else {
        return Ok(None);
    };
    let (act, about) = (Act::named("report.downloaded"), subject("run", run));
    audit::note_with(app, ctx, act, &about, json!({ "file": name })).await?;
    Ok(Some(Reading {
        organisation: ctx.organisation,
        run,
        left: file.size,
        file,
        place: 0,
    }))
}

/// The whole of a file, for whoever knows that it is small.
pub async fn read_file(app: &App, ctx: &Ctx, run: RunId, name: &str) -> Result<Option<Vec<u8>>> {
    let Some(mut file) = open_file(app, ctx, run, name).await? else {
        return Ok(None);
    };
    let mut bytes = Vec::new();
    while let Some(part) = file.next(app).await? {
        bytes.extend(part);
    }
    Ok(Some(bytes))
}

/// The page of a run as it went out by mail, to be read in the portal: HTML
/// made for the companies that the asker sees. `None` where there is no such
/// run, or it has none yet.
pub async fn read_page(app: &App, ctx: &Ctx, run: &Run) -> Result<Option<Vec<u8>>> {
    ctx.require(Right::Read)?;
    let own = audience(ctx.companies.as_deref());
    let name = file_name(run, Format::Html);
    let page = read(app, ctx, run.id, (&own, &name)).await?;
    if page.is_some() {
        let about = subject("run", run.id);
        audit::note_with(app, ctx, Act::named("report.read"), &about, json!({})).await?;
    }
    Ok(page)
}

/// A file of a run for an audience, with figures only where that is what is
/// left of it.
pub(super) async fn read(
    app: &App,
    ctx: &Ctx,
    run: RunId,
    (audience, name): (&str, &str),
) -> Result<Option<Vec<u8>>> {
    if let Some(whole) = read_parts(app, ctx, run, (audience, name)).await? {
        return Ok(Some(whole));
    }
    read_parts(app, ctx, run, (&of_figures(audience), name)).await
}

async fn read_parts(
    app: &App,
    ctx: &Ctx,
    run: RunId,
    file: (&str, &str),
) -> Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    for place in 0.. {
        let part = app
            .store
            .read_run_file_part(ctx.organisation, run, file, place)
            .await?;
        match part {
            Some(part) => bytes.extend(part),
            None if place == 0 => return Ok(None),
            None => break,
        }
    }
    Ok(Some(bytes))
}
