//! What a link opens. Whatever does not open is nothing, and all of it is
//! nothing alike: unknown, expired, revoked, closed, erased.

use super::viewer::is_being_scanned;
use super::{Link, PATH, Viewer, door, opens, token};
use crate::documents::{self, File, Shown};
use crate::organisations::time_zone;
use crate::people::Origin;
use crate::pictures::{self, Form, Kind, Language, Made, Refusal, Size};
use crate::{Actor, App, Ctx, Result};
use domain::{Right, Rights};
use jiff::Timestamp;

/// What comes of a link.
#[derive(Debug, Clone)]
pub enum Opening<T> {
    /// What was asked for.
    Found(T),
    /// There is nothing.
    Nothing,
    /// Nothing was looked at: it was tried too often. Until when.
    TooOften(Timestamp),
}

/// A document as its recipient is shown it.
#[derive(Debug, Clone)]
pub struct Opened {
    /// What is known of it; the recipient is shown some of that.
    pub shown: Shown,
    /// Whether there is a picture of it.
    pub has_picture: bool,
    /// The language of what the company sends.
    pub language: Option<String>,
    /// The address of the link, for another device.
    pub url: String,
}

/// A link that opens, and what it gives to see.
struct Known {
    ctx: Ctx,
    link: Link,
    shown: Shown,
    organisation_language: String,
}

/// What a link shows.
pub async fn open(app: &App, origin: &Origin, token: &str) -> Result<Opening<Opened>> {
    let known = match known(app, origin, token).await? {
        Opening::Found(known) => known,
        Opening::Nothing => return Ok(Opening::Nothing),
        Opening::TooOften(until) => return Ok(Opening::TooOften(until)),
    };
    let company = known.shown.row.head.company;
    let settings = app
        .store
        .lookup_company_settings(known.ctx.organisation, company)
        .await?;
    let language = settings.language.unwrap_or(known.organisation_language);
    Ok(Opening::Found(Opened {
        has_picture: form(&known.shown).is_some(),
        shown: known.shown,
        language: Some(language),
        url: app.portal_url(&format!("{PATH}{token}")),
    }))
}

/// A page of the document's picture, from zero.
pub async fn picture(
    app: &App,
    origin: &Origin,
    token: &str,
    (page, size): (usize, Size),
    language: Language,
) -> Result<Opening<std::result::Result<Made, Refusal>>> {
    let known = match known(app, origin, token).await? {
        Opening::Found(known) => known,
        Opening::Nothing => return Ok(Opening::Nothing),
        Opening::TooOften(until) => return Ok(Opening::TooOften(until)),
    };
    let Some(form) = form(&known.shown) else {
        return Ok(Opening::Nothing);
    };
    let document = known.shown.row.head.id;
    let made = pictures::picture(app, &known.ctx, document, form, page, size, language);
    Ok(made.await?.map_or(Opening::Nothing, Opening::Found))
}

/// The document as a file to keep.
pub async fn file(
    app: &App,
    origin: &Origin,
    token: &str,
    language: Language,
) -> Result<Opening<std::result::Result<File, Refusal>>> {
    let known = match known(app, origin, token).await? {
        Opening::Found(known) => known,
        Opening::Nothing => return Ok(Opening::Nothing),
        Opening::TooOften(until) => return Ok(Opening::TooOften(until)),
    };
    let (ctx, document) = (&known.ctx, known.shown.row.head.id);
    let file = match form(&known.shown) {
        None => None,
        Some(Form::Sent) => documents::original(app, ctx, document).await?.map(Ok),
        Some(Form::Attached(position)) => {
            let file = documents::attachment(app, ctx, document, position);
            file.await?.map(Ok)
        }
        Some(form) => pictures::file(app, ctx, document, form, Kind::Pdf, language).await?,
    };
    Ok(file.map_or(Opening::Nothing, Opening::Found))
}

/// Notes that the page was seen, if it was a recipient who saw it. Answers
/// whether the view counts.
pub async fn seen(
    app: &App,
    origin: &Origin,
    token: &str,
    viewer: &Viewer,
) -> Result<Opening<bool>> {
    let known = match known(app, origin, token).await? {
        Opening::Found(known) => known,
        Opening::Nothing => return Ok(Opening::Nothing),
        Opening::TooOften(until) => return Ok(Opening::TooOften(until)),
    };
    let (ctx, link) = (&known.ctx, &known.link);
    let counts = viewer.counts(ctx.organisation)
        && !is_being_scanned(link.channel, &known.shown.attempts, ctx.now);
    if !counts {
        return Ok(Opening::Found(false));
    }
    let noted = app
        .store
        .note_link_view(ctx.organisation, link.id, ctx.now, ctx.today());
    Ok(Opening::Found(noted.await?))
}

async fn known(app: &App, origin: &Origin, token: &str) -> Result<Opening<Known>> {
    if let Some(until) = door::knock(app, origin, token).await? {
        return Ok(Opening::TooOften(until));
    }
    let found = look(app, token).await?;
    Ok(found.map_or(Opening::Nothing, Opening::Found))
}

async fn look(app: &App, written: &str) -> Result<Option<Known>> {
    let Some(id) = token::organisation(written) else {
        return Ok(None);
    };
    let Some(organisation) = app.store.lookup_organisation(id).await? else {
        return Ok(None);
    };
    let now = app.now();
    let link = app.store.find_link_by_token(id, token::hash(written));
    let Some(link) = link.await?.filter(|link| opens(link, now)) else {
        return Ok(None);
    };
    let mut ctx = Ctx {
        organisation: id,
        companies: None,
        // A recipient changes nothing and nothing is noted in a name: what
        // they do is told in the document's log.
        actor: Actor::Operator,
        rights: Rights::of(&[Right::Read]),
        now,
        time_zone: time_zone(&organisation),
    };
    let Some(shown) = documents::show(app, &ctx, link.document).await? else {
        return Ok(None);
    };
    let company = shown.row.head.company;
    if !app.store.are_links_allowed(id, company).await? {
        return Ok(None);
    }
    ctx.companies = Some(vec![company]);
    Ok(Some(Known {
        ctx,
        link,
        shown,
        organisation_language: organisation.language,
    }))
}

/// The form in which a recipient is shown the document: as a sheet of paper
/// if there is one. The file element by element is nothing for a recipient.
fn form(shown: &Shown) -> Option<Form> {
    let views = pictures::views(shown);
    let forms = || views.iter().map(|view| view.form);
    let is_paper = |form: &Form| matches!(form, Form::Sent | Form::Attached(_) | Form::Laid);
    forms()
        .find(is_paper)
        .or_else(|| forms().find(|form| *form != Form::Outline))
}
