//! What happened and is read along with figures over time: an outage, a
//! letter about prices, a campaign.

use crate::audit::{self, Act};
use crate::{App, Ctx, Error, Result};
use domain::{AnnotationId, Channel, CompanyId, Right};
use jiff::civil::Date;

pub use store::port::Annotation;

/// Longest text, in characters: it has to fit below a figure.
pub const TEXT_CHARACTERS_MAX: usize = 200;
/// The most annotations of an organisation.
const ENTRIES_MAX: usize = 5_000;

/// An annotation to add.
#[derive(Debug, Clone)]
pub struct NewAnnotation {
    /// The day on which it began.
    pub first_on: Date,
    /// The last day; `None` where it was one day.
    pub last_on: Option<Date>,
    /// The company that it is about; `None` for all of them.
    pub company: Option<CompanyId>,
    /// The channel that it is about; `None` for all of them.
    pub channel: Option<Channel>,
    /// What happened.
    pub text: String,
}

/// Those that concern what the asker may see, the latest day first.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<Annotation>> {
    ctx.require(Right::Read)?;
    let mut all = app.store.list_annotations(ctx.organisation).await?;
    all.retain(|one| one.company.is_none_or(|company| ctx.may_see(company)));
    Ok(all)
}

/// Adds an annotation.
pub async fn add(app: &App, ctx: &Ctx, new: NewAnnotation) -> Result<Annotation> {
    ctx.require(Right::Comment)?;
    let text = new.text.trim().to_owned();
    if text.is_empty() || text.chars().count() > TEXT_CHARACTERS_MAX {
        let message = format!("say what happened in at most {TEXT_CHARACTERS_MAX} characters");
        return Err(Error::invalid("annotation.text", "text", message));
    }
    if new.last_on.is_some_and(|last| last < new.first_on) {
        let message = "the last day comes before the first";
        return Err(Error::invalid("annotation.last", "last", message));
    }
    let companies = crate::companies::list(app, ctx).await?;
    let is_known = match new.company {
        Some(id) => companies.iter().any(|company| company.id == id),
        None => ctx.sees_all(),
    };
    if !is_known {
        let message = "choose one of your companies";
        return Err(Error::invalid("annotation.company", "company", message));
    }
    if list(app, ctx).await?.len() >= ENTRIES_MAX {
        let message = format!("there are {ENTRIES_MAX} annotations; take old ones away first");
        return Err(Error::invalid("annotation.many", "text", message));
    }
    let annotation = Annotation {
        id: app.id(AnnotationId::from_parts),
        first_on: new.first_on,
        last_on: new.last_on.filter(|last| *last != new.first_on),
        company: new.company,
        channel: new.channel,
        text,
        created_by: ctx.person(),
        created_at: ctx.now,
    };
    let organisation = ctx.organisation;
    audit::telling(app, ctx, Act::ANNOTATION_ADDED, &subject(annotation.id))
        .add_annotation(organisation, annotation.clone())
        .await?;
    Ok(annotation)
}

/// Takes an annotation away. `None` where there is no such one.
pub async fn remove(app: &App, ctx: &Ctx, id: AnnotationId) -> Result<Option<()>> {
    ctx.require(Right::Comment)?;
    let known = list(app, ctx).await?;
    let is_ours = |one: &&Annotation| one.company.is_some() || ctx.sees_all();
    if !known.iter().filter(is_ours).any(|one| one.id == id) {
        return Ok(None);
    }
    let removed = audit::telling(app, ctx, Act::ANNOTATION_REMOVED, &subject(id))
        .delete_annotation(ctx.organisation, id)
        .await?;
    Ok(removed.then_some(()))
}

fn subject(id: AnnotationId) -> String {
    audit::subject("annotation", id)
}

/// Whether it is about days within a span, both ends included.
pub fn touches(one: &Annotation, from: Date, to: Date) -> bool {
    one.first_on <= to && from <= one.last_on.unwrap_or(one.first_on)
}
