use super::client::Client;
use super::documents::{find, text};
use crate::arguments::Picture;
use crate::{Ended, output};
use anyhow::{Context as _, bail};

pub(super) async fn draw(client: &Client, asked: &Picture) -> anyhow::Result<Ended> {
    if asked.out.extension().is_none_or(|ending| ending != "png") {
        bail!("--out must end in .png with --server");
    }
    let id = find(client, &asked.document).await?;
    let views = client
        .get(&format!("/documents/{id}/pictures"), &[])
        .await?;
    let forms: Vec<String> = views
        .as_array()
        .into_iter()
        .flatten()
        .map(|view| text(&view["form"]))
        .collect();
    let form = match &asked.view {
        None => forms
            .first()
            .context("there is nothing to show of this document")?,
        Some(view) => forms.iter().find(|form| *form == view).with_context(|| {
            format!("there is no view '{view}'; there are {}", forms.join(", "))
        })?,
    };
    let path = format!("/documents/{id}/pictures/{form}/{}", asked.page - 1);
    let query = [("language".to_owned(), asked.language.clone())];
    let picture = client.fetch(&path, &query).await?.bytes().await?;
    std::fs::write(&asked.out, picture)
        .with_context(|| format!("cannot write '{}'", asked.out.display()))?;
    output::message(&format!("Wrote {}", asked.out.display()));
    Ok(Ended::Well)
}
