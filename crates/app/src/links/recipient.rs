//! What a link opens. Whatever does not open is nothing, and all of it is
//! nothing alike: unknown, expired, revoked, closed, erased.

use super::viewer::is_being_scanned;
use super::{Link, PATH, Viewer, door, opens, token};
use crate::documents::{self, File, Shown};
use crate::organisations::time_zone;
use crate::people::Origin;
use crate::pictures::{self, Form, Kind, Language, Made, Refusal, Size};
use crate::{Actor, App, Ctx, Result, companies};
use domain::{Right, Rights};
use jiff::Timestamp;
use jiff::civil::Date;

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
    /// The language of what the company sends.
    pub language: String,
    /// The address of the link, for another device.
    pub url: String,
    ctx: Ctx,
}

impl Opened {
    /// Whether there is a picture of the document.
    #[must_use]
    pub fn has_picture(&self) -> bool {
        form(&self.shown).is_some()
    }

    /// The day it is where the organisation is.
    #[must_use]
    pub fn today(&self) -> Date {
        self.ctx.today()
    }

    /// A page of the document's picture, from zero; `None` where there is none.
    pub async fn picture(
        &self,
        app: &App,
        page: usize,
        size: Size,
        language: Language,
    ) -> Result<Option<std::result::Result<Made, Refusal>>> {
        let Some(form) = form(&self.shown) else {
            return Ok(None);
        };
        let document = self.shown.row.head.id;
        pictures::picture(app, &self.ctx, document, form, page, size, language).await
    }

    /// The document as a file to keep; `None` where there is none.
    pub async fn file(
        &self,
        app: &App,
        language: Language,
    ) -> Result<Option<std::result::Result<File, Refusal>>> {
        let (ctx, document) = (&self.ctx, self.shown.row.head.id);
        match form(&self.shown) {
            None => Ok(None),
            Some(Form::Sent) => Ok(documents::original(app, ctx, document).await?.map(Ok)),
            Some(Form::Attached(position)) => {
                let file = documents::attachment(app, ctx, document, position);
                Ok(file.await?.map(Ok))
            }
            Some(form) => pictures::file(app, ctx, document, form, Kind::Pdf, language).await,
        }
    }
}

/// A link that opens, and what it gives to see.
struct Known {
    ctx: Ctx,
    link: Link,
    shown: Shown,
    language: String,
}

/// What a link shows.
pub async fn open(app: &App, origin: &Origin, token: &str) -> Result<Opening<Opened>> {
    let known = match known(app, origin, token).await? {
        Opening::Found(known) => known,
        Opening::Nothing => return Ok(Opening::Nothing),
        Opening::TooOften(until) => return Ok(Opening::TooOften(until)),
    };
    Ok(Opening::Found(Opened {
        shown: known.shown,
        language: known.language,
        url: app.portal_url(&format!("{PATH}{token}")),
        ctx: known.ctx,
    }))
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
    let settings = app.store.lookup_company_settings(id, company).await?;
    if let Some(zone) = companies::zone(&settings) {
        ctx.time_zone = zone;
    }
    Ok(Some(Known {
        ctx,
        link,
        shown,
        language: settings.language.unwrap_or(organisation.language),
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
