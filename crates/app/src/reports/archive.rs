//! The files of runs, kept as they went out.

use super::make::file_name;
use super::{Format, Run};
use crate::audit::{self, Act, subject};
use crate::{App, Ctx, Error, Result};
use domain::{CompanyId, Right, RunId};
use serde_json::json;
use std::io::{Read, Seek as _, SeekFrom};
use store::port::OF_FIGURES;
pub use store::port::RunFile;

/// Bytes of a file in one row, and rows written at once.
const PART_BYTES: usize = 256 * 1024;
const PARTS_AT_ONCE: usize = 8;

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

/// Keeps a file of a run.
pub(super) async fn keep(
    app: &App,
    ctx: &Ctx,
    run: RunId,
    (audience, name): (&str, &str),
    mut file: std::fs::File,
) -> Result<()> {
    file.seek(SeekFrom::Start(0)).map_err(Error::internal)?;
    let mut place = 0_u32;
    loop {
        let mut parts = Vec::with_capacity(PARTS_AT_ONCE);
        while parts.len() < PARTS_AT_ONCE {
            let mut part = Vec::with_capacity(PART_BYTES);
            let limit = u64::try_from(PART_BYTES).unwrap_or(u64::MAX);
            (&mut file)
                .take(limit)
                .read_to_end(&mut part)
                .map_err(Error::internal)?;
            if part.is_empty() {
                break;
            }
            parts.push(part);
        }
        if parts.is_empty() {
            return Ok(());
        }
        let count = u32::try_from(parts.len()).map_err(Error::internal)?;
        app.store
            .add_run_file_parts(ctx.organisation, run, (audience, name), place, parts)
            .await?;
        place += count;
    }
}

/// The files of a run that the asker may see: those made for the companies
/// that they see, or where what those name was erased, the same with figures
/// only.
pub async fn files(app: &App, ctx: &Ctx, run: RunId) -> Result<Vec<RunFile>> {
    ctx.require(Right::Read)?;
    let mut files = app.store.list_run_files(ctx.organisation, run).await?;
    let mut own = audience(ctx.companies.as_deref());
    if !files.iter().any(|file| file.audience == own) {
        own = of_figures(&own);
    }
    files.retain(|file| file.audience == own);
    Ok(files)
}

/// A file of a run, made for the companies that the asker sees.
pub async fn read_file(app: &App, ctx: &Ctx, run: RunId, name: &str) -> Result<Option<Vec<u8>>> {
    ctx.require(Right::Export)?;
    let own = audience(ctx.companies.as_deref());
    let bytes = read(app, ctx, run, (&own, name)).await?;
    if bytes.is_some() {
        let (act, about) = (Act::named("report.downloaded"), subject("run", run));
        audit::note_with(app, ctx, act, &about, json!({ "file": name })).await?;
    }
    Ok(bytes)
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
