//! The files of runs, kept as they went out.

use crate::{App, Ctx, Error, Result};
use domain::{CompanyId, Right, RunId};
use std::io::{Read, Seek as _, SeekFrom};
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
/// that they see.
pub async fn files(app: &App, ctx: &Ctx, run: RunId) -> Result<Vec<RunFile>> {
    ctx.require(Right::Read)?;
    let mut files = app.store.list_run_files(ctx.organisation, run).await?;
    let own = audience(ctx.companies.as_deref());
    files.retain(|file| file.audience == own);
    Ok(files)
}

/// A file of a run, made for the companies that the asker sees.
pub async fn read_file(app: &App, ctx: &Ctx, run: RunId, name: &str) -> Result<Option<Vec<u8>>> {
    ctx.require(Right::Export)?;
    let own = audience(ctx.companies.as_deref());
    read(app, ctx, run, (&own, name)).await
}

pub(super) async fn read(
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
