//! Saved views of the list of documents: which documents, in which order,
//! with which columns. One's own, and those that are shared with everybody.
//!
//! A view is a question and no answer: whoever opens it sees what they may
//! see. What was typed into a shared one can be a name, so whoever is limited
//! to companies is not shown those.

use crate::audit::{self, Act, subject};
use crate::documents::{Column, Search, Sort};
use crate::{Actor, App, Ctx, Error, Result};
use domain::filter::{Filter, Test};
use domain::{Right, UserId, ViewId};
use jiff::Timestamp;
use serde_json::json;
use std::sync::Arc;
use store::Store;
use store::port::SavedView;

/// Longest name of a view, in characters.
pub const NAME_CHARACTERS_MAX: usize = 80;
/// The most views of one person: more than a menu can show.
const OWN_MAX: usize = 100;
/// The most shared views of an organisation.
const SHARED_MAX: usize = 200;

/// A saved view.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// What people call it.
    pub name: String,
    /// Whether everybody in the organisation has it.
    pub is_shared: bool,
    /// Whether whoever asks saved it.
    pub is_own: bool,
    /// The name of whoever saved it.
    pub owner_name: String,
    /// What it shows.
    pub shows: Shows,
    /// When it was saved first.
    pub created_at: Timestamp,
    /// When it was saved last.
    pub changed_at: Timestamp,
}

/// What a view shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shows {
    /// Which documents.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// Which columns, in their order; empty for the usual ones.
    pub columns: Vec<Column>,
    /// Whether each document is shown with a small picture of it.
    pub pictures: bool,
}

/// A view as somebody wants to have it.
#[derive(Debug, Clone)]
pub struct NewView {
    /// What people call it.
    pub name: String,
    /// Whether everybody is to have it.
    pub is_shared: bool,
    /// What it shows.
    pub shows: Shows,
}

impl Shows {
    /// What to ask for.
    pub fn search(&self) -> Search {
        Search {
            filter: self.filter.clone(),
            sort: self.sort,
        }
    }
}

/// The views that the asker has, by name: their own and the shared ones.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<View>> {
    ctx.require(Right::Read)?;
    let Some((person, _)) = asker(ctx) else {
        return Ok(Vec::new());
    };
    let saved = app.store.list_views(ctx.organisation, person).await?;
    let views = saved.into_iter().map(|saved| View::of(saved, person));
    let mut views: Vec<View> = views.filter(|view| is_seen(ctx, view)).collect();
    views.sort_by_cached_key(|view| view.name.to_lowercase());
    Ok(views)
}

/// A view that the asker has; `None` where there is no such one.
pub async fn lookup(app: &App, ctx: &Ctx, id: ViewId) -> Result<Option<View>> {
    ctx.require(Right::Read)?;
    let Some((person, _)) = asker(ctx) else {
        return Ok(None);
    };
    let saved = app.store.lookup_view(ctx.organisation, id).await?;
    let view = saved.map(|saved| View::of(saved, person));
    Ok(view.filter(|view| is_seen(ctx, view)))
}

/// Saves a new view.
pub async fn add(app: &App, ctx: &Ctx, new: NewView) -> Result<View> {
    ctx.require(Right::Read)?;
    if new.is_shared {
        ctx.require(Right::ShareViews)?;
    }
    let Some((owner, owner_name)) = asker(ctx) else {
        let message = "a view belongs to somebody: sign in to save one";
        return Err(Error::invalid("view.no_owner", "", message));
    };
    let name = checked_name(app, ctx, &new.name, None).await?;
    has_room(app, ctx, owner, new.is_shared).await?;
    let saved = SavedView {
        id: app.id(ViewId::from_parts),
        owner,
        owner_name: owner_name.to_owned(),
        created_at: ctx.now,
        ..saved(ctx, name, new)
    };
    telling(
        app,
        ctx,
        Act::VIEW_SAVED,
        (saved.id, &saved.name, saved.is_shared),
    )
    .add_view(ctx.organisation, saved.clone())
    .await?;
    Ok(View::of(saved, owner))
}

/// Changes a view: one's own, or a shared one with the right to share. `None`
/// where the asker has no such view.
pub async fn change(app: &App, ctx: &Ctx, id: ViewId, new: NewView) -> Result<Option<View>> {
    let Some(before) = lookup(app, ctx, id).await? else {
        return Ok(None);
    };
    may_change(ctx, &before)?;
    if new.is_shared && !before.is_shared {
        ctx.require(Right::ShareViews)?;
    }
    if before.is_shared && !new.is_shared && !before.is_own {
        let message = "the view is somebody else's; whoever saved it can stop sharing it";
        return Err(Error::conflict("view.others", message));
    }
    let name = checked_name(app, ctx, &new.name, Some(id)).await?;
    let saved = SavedView {
        id,
        ..saved(ctx, name, new)
    };
    let changed = telling(
        app,
        ctx,
        Act::VIEW_CHANGED,
        (id, &saved.name, saved.is_shared),
    )
    .change_view(ctx.organisation, saved)
    .await?;
    if !changed {
        return Ok(None);
    }
    lookup(app, ctx, id).await
}

/// Takes a view away, from everybody who has it. `None` where the asker has
/// no such view.
pub async fn remove(app: &App, ctx: &Ctx, id: ViewId) -> Result<Option<()>> {
    let Some(view) = lookup(app, ctx, id).await? else {
        return Ok(None);
    };
    may_change(ctx, &view)?;
    let removed = telling(
        app,
        ctx,
        Act::VIEW_REMOVED,
        (id, &view.name, view.is_shared),
    )
    .delete_view(ctx.organisation, id)
    .await?;
    Ok(removed.then_some(()))
}

/// The view with which the list opens for the person who asks.
pub async fn opens_with(app: &App, ctx: &Ctx) -> Result<Option<View>> {
    let Some(person) = ctx.person() else {
        return Ok(None);
    };
    let default = app.store.lookup_default_view(ctx.organisation, person);
    match default.await? {
        Some(id) => lookup(app, ctx, id).await,
        None => Ok(None),
    }
}

/// Says with which view the list opens for the person who asks; `None` for
/// none. Answers `None` where they have no such view.
pub async fn open_with(app: &App, ctx: &Ctx, view: Option<ViewId>) -> Result<Option<()>> {
    let Some(person) = ctx.person() else {
        return Ok(None);
    };
    if let Some(id) = view
        && lookup(app, ctx, id).await?.is_none()
    {
        return Ok(None);
    }
    let set = app
        .store
        .set_default_view(ctx.organisation, person, view)
        .await?;
    Ok(set.then_some(()))
}

/// Whether the asker may change a view that they have.
pub fn is_theirs_to_change(ctx: &Ctx, view: &View) -> bool {
    may_change(ctx, view).is_ok()
}

fn may_change(ctx: &Ctx, view: &View) -> Result<()> {
    match view.is_shared {
        true => ctx.require(Right::ShareViews),
        false => Ok(()),
    }
}

/// Whether the asker has a view, as far as what they may see goes.
fn is_seen(ctx: &Ctx, view: &View) -> bool {
    view.is_own || (view.is_shared && (ctx.sees_all() || !is_typed(&view.shows.filter)))
}

/// Whether a filter has words that somebody typed, which can be names.
fn is_typed(filter: &Filter) -> bool {
    filter.terms.iter().any(|term| {
        matches!(
            term.test,
            Test::Text(_) | Test::Customer(_) | Test::Company(_) | Test::Batch(_)
        )
    })
}

/// Who has views: a person, or a key.
fn asker(ctx: &Ctx) -> Option<(UserId, &str)> {
    match &ctx.actor {
        Actor::Person { id, name } => Some((*id, name)),
        // The owner is an id and no key to anything, so that of a key fits.
        Actor::Key { id, name } => Some((UserId::from_bytes(*id.as_bytes()), name)),
        Actor::Operator => None,
    }
}

async fn checked_name(app: &App, ctx: &Ctx, written: &str, of: Option<ViewId>) -> Result<String> {
    let name = written.trim();
    let is_sound = !name.is_empty()
        && name.chars().count() <= NAME_CHARACTERS_MAX
        && !name.contains(char::is_control);
    if !is_sound {
        let message = format!("a view needs a name of at most {NAME_CHARACTERS_MAX} characters");
        return Err(Error::invalid("view.name", "name", message));
    }
    let others = list(app, ctx).await?;
    let is_taken =
        |view: &View| Some(view.id) != of && view.name.to_lowercase() == name.to_lowercase();
    match others.iter().any(is_taken) {
        true => {
            let message = format!("you have a view called '{name}' already; choose another name");
            Err(Error::invalid("view.name_taken", "name", message))
        }
        false => Ok(name.to_owned()),
    }
}

async fn has_room(app: &App, ctx: &Ctx, owner: UserId, is_shared: bool) -> Result<()> {
    let views = app.store.list_views(ctx.organisation, owner).await?;
    let own = views.iter().filter(|view| view.owner == owner).count();
    let shared = views.iter().filter(|view| view.is_shared).count();
    if own < OWN_MAX && (!is_shared || shared < SHARED_MAX) {
        return Ok(());
    }
    let message = format!(
        "there are {OWN_MAX} views of one person at most, and {SHARED_MAX} shared ones; \
         take one away first"
    );
    Err(Error::conflict("view.many", message))
}

/// A view as it lies in the record, without whose it is.
fn saved(ctx: &Ctx, name: String, new: NewView) -> SavedView {
    let codes: Vec<&str> = new.shows.columns.iter().map(|one| one.code()).collect();
    SavedView {
        id: ViewId::from_bytes([0; 16]),
        owner: UserId::from_bytes([0; 16]),
        owner_name: String::new(),
        name,
        is_shared: new.is_shared,
        filter: new.shows.filter.to_string(),
        sort: new.shows.sort.to_string(),
        columns: codes.join(","),
        pictures: new.shows.pictures,
        created_at: ctx.now,
        changed_at: ctx.now,
    }
}

impl View {
    fn of(saved: SavedView, asker: UserId) -> Self {
        let columns = saved.columns.split(',').filter_map(Column::from_code);
        Self {
            id: saved.id,
            is_own: saved.owner == asker,
            shows: Shows {
                // What was saved was understood then; a word that is none any
                // more must not widen the view to everything.
                filter: Filter::parse(&saved.filter).unwrap_or_else(|_| nothing()),
                sort: saved.sort.parse().unwrap_or_default(),
                columns: columns.collect(),
                pictures: saved.pictures,
            },
            name: saved.name,
            is_shared: saved.is_shared,
            owner_name: saved.owner_name,
            created_at: saved.created_at,
            changed_at: saved.changed_at,
        }
    }
}

/// A filter that selects nothing that there is.
fn nothing() -> Filter {
    let nobody = domain::CustomerId::ERASED.to_string();
    Filter {
        terms: vec![Test::Customer(vec![nobody]).yes()],
    }
}

/// The record, which tells of a change of this view.
fn telling(
    app: &App,
    ctx: &Ctx,
    act: Act,
    (id, name, is_shared): (ViewId, &str, bool),
) -> Arc<dyn Store> {
    let content = json!({ "name": name, "shared": is_shared });
    audit::telling_with(app, ctx, act, &subject("view", id), content)
}
