use super::documents::filter;
use crate::arguments::{Export, Place};
use crate::{Ended, installation, output, progress};
use anyhow::Context as _;
use app::documents::Search;
use app::exports::{self, Table};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

pub(crate) async fn run(place: &Place, asked: Export) -> anyhow::Result<Ended> {
    let search = Search {
        filter: filter(&asked.filter)?,
        sort: asked.sort.parse().map_err(|error: app::documents::UnknownSort| {
            app::Error::invalid("sort.invalid", "sort", error.to_string())
        })?,
    };
    let (app, _, ctx) = installation::enter(place).await?;
    let mut export = exports::export(&app, &ctx, &search, asked.table, asked.format).await?;
    let mut target = Target::open(&asked.out)?;
    let what = match asked.table {
        Table::Documents => "documents",
        Table::Events => "events",
    };
    let bar = progress::bar(export.total(), what);
    while let Some(piece) = export.next(&app).await? {
        target.write(&piece)?;
        bar.set_position(export.done());
    }
    bar.finish_and_clear();
    target.finish()?;
    app.close().await?;
    Ok(Ended::Well)
}

/// Where the file goes: beside its place until it is whole, so that what lies
/// there under its name is never half a file.
enum Target {
    Output,
    File { file: File, part: PathBuf, at: PathBuf },
}

impl Target {
    fn open(at: &Path) -> anyhow::Result<Self> {
        if at == Path::new("-") {
            return Ok(Self::Output);
        }
        let mut part = at.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let file = File::create(&part)
            .with_context(|| format!("cannot write '{}'", part.display()))?;
        let at = at.to_owned();
        Ok(Self::File { file, part, at })
    }

    fn write(&mut self, piece: &[u8]) -> anyhow::Result<()> {
        match self {
            Self::Output => output::raw(piece),
            Self::File { file, .. } => Ok(file.write_all(piece)?),
        }
    }

    fn finish(self) -> anyhow::Result<()> {
        let Self::File { file, part, at } = self else {
            return Ok(());
        };
        file.sync_all()?;
        std::fs::rename(&part, &at).with_context(|| format!("cannot write '{}'", at.display()))?;
        output::message(&format!("'{}' is written.", at.display()));
        Ok(())
    }
}
