//! Saved views in the list: the menu that opens them, and the line that says
//! which one is open and whether the list shows something else by now.

use super::list::ListView;
use super::state::ListState;
use crate::components::said;
use crate::form::token_field;
use crate::page::hidden;
use crate::paths;
use crate::query::Query;
use crate::views::ticks;
use app::views::{NAME_CHARACTERS_MAX, View};
use domain::{Right, ViewId};
use maud::{Markup, html};
use render::{Icon, icon};

/// The key in the URL that says which view was opened.
pub(super) const SAVED: &str = "saved";
/// Its value where none was, on purpose.
const EVERYTHING: &str = "all";

/// With what the list was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Opened {
    /// With no view.
    #[default]
    Nothing,
    /// With no view, although one's list may open with one.
    Everything,
    /// With a view.
    View(ViewId),
}

impl Opened {
    pub(super) fn read(query: &Query) -> Self {
        match query.get(SAVED) {
            Some(EVERYTHING) => Self::Everything,
            Some(id) => id.parse().map_or(Self::Nothing, Self::View),
            None => Self::Nothing,
        }
    }

    pub(super) fn push(self, query: &mut Query) {
        match self {
            Self::Nothing => {}
            Self::Everything => query.push(SAVED, EVERYTHING),
            Self::View(id) => query.push(SAVED, id.to_string()),
        }
    }
}

/// The list in a state, and nothing else: not with the view that it would open
/// with where the state says nothing.
pub(crate) fn exactly(query: Query) -> String {
    match query.is_empty() {
        true => paths::documents(&query.with(SAVED, EVERYTHING)),
        false => paths::documents(&query),
    }
}

/// The view that was opened, if it is one that the person has.
fn open<'a>(list: &'a ListView<'_>) -> Option<&'a View> {
    let Opened::View(id) = list.state.opened else {
        return None;
    };
    list.views.iter().find(|view| view.id == id)
}

/// Every view to open, and the form that saves a new one.
pub(super) fn menu(list: &ListView<'_>) -> Markup {
    let text = &list.visit.text;
    let current = open(list).map(|view| view.id);
    let (own, shared): (Vec<&View>, Vec<&View>) =
        list.views.iter().partition(|view| !view.is_shared);
    html! {
        details.menu name="tools" {
            summary { span { (text.say("views")) } (icon(Icon::ChevronDown)) }
            div.menu-body {
                ul.ways {
                    li {
                        a href=(exactly(Query::default())) aria-current=[current.is_none().then_some("true")] { (text.say("views-all")) }
                    }
                }
                (group(text.say("views-own"), &own, current))
                (group(text.say("views-shared"), &shared, current))
                ul.ways {
                    li { a href=(paths::follow_ups(&Query::default())) { (text.say("follow-ups-title")) } }
                    @if list.visit.may(Right::Comment) { li { a href=(paths::BULKS) { (text.say("bulks-title")) } } }
                }
                @if !list.views.is_empty() { p { a href=(paths::VIEWS) { (text.say("views-look-after")) } } }
                (as_new(list))
            }
        }
    }
}

fn group(title: String, views: &[&View], current: Option<ViewId>) -> Markup {
    html! {
        @if !views.is_empty() {
            p.muted { (title) }
            ul.ways {
                @for view in views {
                    li {
                        a href=(paths::documents(&ListState::of(view).query())) aria-current=[(current == Some(view.id)).then_some("true")] { (view.name) }
                    }
                }
            }
        }
    }
}

/// The form that saves what the list shows under a new name.
fn as_new(list: &ListView<'_>) -> Markup {
    let text = &list.visit.text;
    html! {
        form action=(paths::VIEWS) method="post" {
            (token_field(list.visit))
            (hidden(&list.state.query()))
            div.field {
                label for="view-name" { (text.say("view-save-new")) }
                input #view-name type="text" name="name" required maxlength=(NAME_CHARACTERS_MAX) autocomplete="off";
            }
            (ticks(list.visit, false, false))
            button type="submit" { (text.say("view-save")) }
        }
    }
}

/// Which view is open, and what can be done where the list shows something
/// else by now.
pub(super) fn line(list: &ListView<'_>) -> Markup {
    let text = &list.visit.text;
    let was_saved = list.visit.query.get("said") == Some("view-saved");
    let Some(view) = open(list) else {
        return html! {};
    };
    let is_changed = !list.state.is_as(&view.shows);
    html! {
        @if was_saved && !is_changed { (said(&html! { (text.say("views-said-saved")) })) }
        div.view-line {
            p {
                (text.say("view-open")) " " strong { (view.name) }
                @if view.is_shared { " (" (text.say("view-shared")) ")" }
                @if is_changed { " – " em { (text.say("view-changed")) } }
            }
            @if is_changed { (ways_on(list, view)) }
        }
    }
}

/// Save, save as new, discard.
fn ways_on(list: &ListView<'_>, view: &View) -> Markup {
    let text = &list.visit.text;
    let may_save = !view.is_shared || list.visit.may(Right::ShareViews);
    html! {
        @if may_save {
            form action=(paths::view_content(view.id)) method="post" {
                (token_field(list.visit))
                (hidden(&list.state.query()))
                button type="submit" { (text.say("view-save")) }
            }
        }
        details.edit {
            summary { (text.say("view-save-new")) }
            form action=(paths::VIEWS) method="post" {
                (token_field(list.visit))
                (hidden(&list.state.query()))
                div.field {
                    label for="view-new-name" { (text.say("view-name")) }
                    input #view-new-name type="text" name="name" required maxlength=(NAME_CHARACTERS_MAX) autocomplete="off";
                }
                (ticks(list.visit, false, false))
                button type="submit" { (text.say("view-save")) }
            }
        }
        a.button href=(paths::documents(&ListState::of(view).query())) { (text.say("view-discard")) }
    }
}
