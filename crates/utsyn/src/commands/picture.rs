use crate::arguments::{Picture, Place};
use crate::{Ended, installation, output};
use anyhow::{Context as _, bail};
use app::documents;
use app::pictures::{self, Form, Kind, Size, View};
use render::Language;

pub(crate) async fn run(place: &Place, asked: Picture) -> anyhow::Result<Ended> {
    let (app, _, ctx) = installation::enter(place).await?;
    let id = documents::find_by_reference(&app, &ctx, &asked.document).await?;
    let shown = match id {
        Some(id) => documents::show(&app, &ctx, id).await?,
        None => None,
    };
    let Some(shown) = shown else {
        bail!(
            "there is no document with the id or number '{}'",
            asked.document
        );
    };
    let id = shown.document.head.id;
    let form = form(&asked, &pictures::views(&shown))?;
    let language = Language::parse(&asked.language).unwrap_or_default();
    let page = asked.page as usize - 1;
    let ending = asked.out.extension().and_then(|ending| ending.to_str());
    let bytes = match ending {
        Some("pdf") => file(pictures::file(&app, &ctx, id, form, Kind::Pdf, language).await?)?,
        Some("svg") => {
            let kind = Kind::Svg(page);
            file(pictures::file(&app, &ctx, id, form, kind, language).await?)?
        }
        Some("png") => {
            let size = Size::Page;
            let made = pictures::picture(&app, &ctx, id, form, page, size, language).await?;
            made.context("the document has no such view")??.bytes
        }
        _ => bail!("--out must end in .png, .pdf or .svg"),
    };
    std::fs::write(&asked.out, bytes)
        .with_context(|| format!("cannot write '{}'", asked.out.display()))?;
    output::message(&format!("Wrote {}", asked.out.display()));
    app.close().await?;
    Ok(Ended::Well)
}

/// The view that is asked for, else the first.
fn form(asked: &Picture, views: &[View]) -> anyhow::Result<Form> {
    let codes: Vec<String> = views.iter().map(|view| view.form.code()).collect();
    match &asked.view {
        None => views
            .first()
            .map(|view| view.form)
            .context("there is nothing to show of this document"),
        Some(code) => views
            .iter()
            .map(|view| view.form)
            .find(|form| form.code() == *code)
            .with_context(|| format!("there is no view '{code}'; there are {}", codes.join(", "))),
    }
}

fn file(made: Option<Result<documents::File, pictures::Refusal>>) -> anyhow::Result<Vec<u8>> {
    let made = made.context("only what is laid out can be had as PDF or SVG; choose .png")?;
    Ok(made?.bytes)
}
