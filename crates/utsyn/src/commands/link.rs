use crate::arguments::{LinkVerb, MakeLink, Place};
use crate::{Ended, installation, output};
use anyhow::{Context as _, bail};
use api::wire;
use app::links::{self, NewLink};
use app::{App, Ctx, documents};
use domain::{DocumentId, LinkId};

/// What stands over the columns of a list of links.
pub(crate) const HEAD: [&str; 6] = ["id", "channel", "made", "expires", "state", "views"];

pub(crate) async fn run(place: &Place, asked: LinkVerb) -> anyhow::Result<Ended> {
    let (app, _, ctx) = installation::enter(place).await?;
    match asked {
        LinkVerb::Make(asked) => make(&app, &ctx, &asked).await?,
        LinkVerb::List { document, json } => list(&app, &ctx, &document, json).await?,
        LinkVerb::Revoke { document, link } => revoke(&app, &ctx, &document, link).await?,
    }
    app.close().await?;
    Ok(Ended::Well)
}

async fn find(app: &App, ctx: &Ctx, named: &str) -> anyhow::Result<DocumentId> {
    let found = documents::find_by_reference(app, ctx, named).await?;
    found.with_context(|| format!("there is no document with the id or number '{named}'"))
}

async fn make(app: &App, ctx: &Ctx, asked: &MakeLink) -> anyhow::Result<()> {
    let document = find(app, ctx, &asked.document).await?;
    let new = NewLink {
        expires_on: asked.until,
        channel: asked.channel,
    };
    let made = links::make(app, ctx, document, new).await?;
    let made = made.context("the document is gone")?;
    match asked.json {
        true => output::json(&wire::MadeLink {
            link: wire::Link::at(&made.link, ctx.now),
            url: made.url,
        })?,
        false => {
            output::line(&made.url)?;
            output::message(&format!(
                "Shown this once. It opens until {}; revoke it with: utsyn link revoke {} {}",
                made.link.expires_at, asked.document, made.link.id
            ));
        }
    }
    Ok(())
}

async fn list(app: &App, ctx: &Ctx, document: &str, json: bool) -> anyhow::Result<()> {
    let document = find(app, ctx, document).await?;
    let links = links::list(app, ctx, document).await?;
    let links = links.context("the document is gone")?;
    let links: Vec<wire::Link> = links
        .iter()
        .map(|link| wire::Link::at(link, ctx.now))
        .collect();
    if json {
        return output::json(&links);
    }
    let rows: Vec<Vec<String>> = links.iter().map(cells).collect();
    output::table(&HEAD, &[false, false, false, false, false, true], &rows)
}

fn cells(link: &wire::Link) -> Vec<String> {
    let state = match (link.revoked_at, link.opens) {
        (Some(_), _) => "revoked",
        (None, true) => "opens",
        (None, false) => "expired",
    };
    vec![
        link.id.clone(),
        link.channel.to_owned(),
        link.made_at.to_string(),
        link.expires_at.to_string(),
        state.to_owned(),
        link.views.to_string(),
    ]
}

async fn revoke(app: &App, ctx: &Ctx, named: &str, link: LinkId) -> anyhow::Result<()> {
    let document = find(app, ctx, named).await?;
    if links::revoke(app, ctx, document, link).await?.is_none() {
        bail!("the document has no link '{link}', or it was revoked before");
    }
    output::message("Revoked; it opens nothing any more");
    Ok(())
}
