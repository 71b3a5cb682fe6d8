//! Pictures: a document as its recipient sees it, in the form in which each
//! channel shows it.
//!
//! [`views`] says which pictures a document has: the file that was sent, the
//! invoice laid out, what a bank or an app lists, a message. [`picture`] gives
//! a page of one, [`file`] the laid-out document to download. A picture is
//! made once and kept for some hours in a [`Studio`].

mod cache;
mod job;
mod marks;
mod studio;
mod view;

use crate::documents::{self, File, Row};
use crate::{App, Ctx, Result};
use domain::{Document, DocumentId, Event, Right};
pub use render::Language;
pub use render::worker::{Made, Reason, Refusal};
pub use studio::{Hands, Studio};
pub use view::{Form, View, views};

use render::worker::Want;

/// How large a picture is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Size {
    /// For the list.
    Thumbnail,
    /// To read on a screen.
    Page,
    /// To look closely.
    Large,
}

impl Size {
    /// Every size.
    pub const ALL: [Self; 3] = [Self::Thumbnail, Self::Page, Self::Large];

    /// The word in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Thumbnail => "thumbnail",
            Self::Page => "page",
            Self::Large => "large",
        }
    }

    /// The size of this word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.code() == code)
    }
}

/// A laid-out document as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PDF/A-3 that screen readers can follow, with its source in it.
    Pdf,
    /// One page as SVG, from zero.
    Svg(usize),
}

/// What is known of a document that pictures are made of.
struct Known {
    document: Document,
    events: Vec<Event>,
    row: Row,
    /// The language of what the company sends, where that is set.
    language: Option<Language>,
}

impl Known {
    /// The language in which it is laid out: what the recipient sees does not
    /// depend on who looks at it here, unless nobody said.
    fn language(&self, asked: Language) -> Language {
        self.language.unwrap_or(asked)
    }
}

/// One page of a view, from zero; `None` where there is no such document or
/// the document has no such view. Why there is no picture is an answer too.
pub async fn picture(
    app: &App,
    ctx: &Ctx,
    id: DocumentId,
    form: Form,
    page: usize,
    size: Size,
    language: Language,
) -> Result<Option<std::result::Result<Made, Refusal>>> {
    ctx.require(Right::Read)?;
    let Some(known) = known(app, ctx, id).await? else {
        return Ok(None);
    };
    let language = known.language(language);
    let want = Want::Png {
        page,
        width_px: form.width_px(size),
    };
    made(app, ctx, &known, form, want, language).await
}

/// A picture of the first page of what the recipient saw first, small.
pub async fn thumbnail(
    app: &App,
    ctx: &Ctx,
    id: DocumentId,
    language: Language,
) -> Result<Option<std::result::Result<Made, Refusal>>> {
    ctx.require(Right::Read)?;
    let Some(known) = known(app, ctx, id).await? else {
        return Ok(None);
    };
    let attempts = domain::fold(&known.document.head, &known.events).attempts;
    let views = view::views_of(&known.document, &attempts);
    let Some(first) = views.first() else {
        return Ok(None);
    };
    let language = known.language(language);
    let want = Want::Png {
        page: 0,
        width_px: first.form.width_px(Size::Thumbnail),
    };
    made(app, ctx, &known, first.form, want, language).await
}

/// The laid-out document as a file to keep or print; `None` where there is no
/// such document or nothing of it is laid out.
pub async fn file(
    app: &App,
    ctx: &Ctx,
    id: DocumentId,
    form: Form,
    kind: Kind,
    language: Language,
) -> Result<Option<std::result::Result<File, Refusal>>> {
    ctx.require(Right::Read)?;
    let Some(known) = known(app, ctx, id).await? else {
        return Ok(None);
    };
    let language = known.language(language);
    let (want, ending) = match kind {
        Kind::Pdf => (Want::Pdf, "pdf"),
        Kind::Svg(page) => (Want::Svg { page }, "svg"),
    };
    if !form.is_laid_out() {
        return Ok(None);
    }
    let made = made(app, ctx, &known, form, want, language).await?;
    let name = job::file_name(&known.document, language, ending);
    Ok(made.map(|made| {
        made.map(|made| File {
            name,
            media_type: made.media_type,
            bytes: made.bytes,
        })
    }))
}

/// A picture that says why there is no other.
pub async fn placeholder(
    app: &App,
    title: &str,
    why: &str,
    language: Language,
) -> std::result::Result<Made, Refusal> {
    app.pictures.draw_placeholder(title, why, language).await
}

/// Forgets every picture of a document, as when it is erased.
pub async fn forget(app: &App, ctx: &Ctx, id: DocumentId) -> Result<()> {
    let forgotten = app.pictures.forget(ctx.organisation, id).await;
    forgotten.map_err(crate::Error::internal)
}

/// Forgets pictures that are old or more than are kept, here and where nodes
/// share them. Answers how many. Waits for disk and network.
pub fn sweep(app: &App) -> Result<usize> {
    app.pictures.sweep().map_err(crate::Error::internal)
}

/// Whether pictures can be made, and behind how many walls.
pub async fn examine(app: &App) -> Vec<crate::upkeep::Check> {
    app.pictures.examine().await
}

async fn known(app: &App, ctx: &Ctx, id: DocumentId) -> Result<Option<Known>> {
    let Some(document) = app.store.lookup_document(ctx.organisation, id).await? else {
        return Ok(None);
    };
    let rows = documents::rows(app, ctx, &[id]).await?;
    let Some(row) = rows.into_iter().next() else {
        return Ok(None);
    };
    let events = app.store.list_document_events(ctx.organisation, id).await?;
    let company = document.head.company;
    let settings = app
        .store
        .lookup_company_settings(ctx.organisation, company)
        .await?;
    Ok(Some(Known {
        document,
        events,
        row,
        language: settings.language.as_deref().and_then(Language::parse),
    }))
}

async fn made(
    app: &App,
    ctx: &Ctx,
    known: &Known,
    form: Form,
    want: Want,
    language: Language,
) -> Result<Option<std::result::Result<Made, Refusal>>> {
    let Some(order) = job::order(ctx, known, form, want, language) else {
        return Ok(None);
    };
    let key = order.key(ctx.organisation, known.document.head.id);
    if let Some(kept) = app.pictures.kept(&key) {
        return Ok(Some(kept));
    }
    let payload = order.payload(app, ctx, &known.document).await?;
    Ok(Some(match payload {
        Ok((job, payload)) => app.pictures.draw(key, job, payload, want).await,
        Err(refusal) => Err(refusal),
    }))
}
