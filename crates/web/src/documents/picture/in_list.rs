//! Small pictures in the list, for those who want them.

use crate::documents::list::ListView;
use crate::paths;
use app::documents::Row;
use maud::{Markup, html};

/// Turns the pictures on and off.
pub(crate) fn switch(list: &ListView<'_>) -> Markup {
    let text = &list.visit.text;
    let is_on = list.state.pictures;
    let key = if is_on {
        "picture-list-hide"
    } else {
        "picture-list-show"
    };
    let href = paths::documents(&list.state.with_pictures(!is_on).query());
    html! { a.button href=(href) { (text.say(key)) } }
}

/// The head of their column.
pub(crate) fn heading(list: &ListView<'_>) -> Markup {
    html! {
        @if list.state.pictures { th scope="col" { (list.visit.text.say("picture-list-column")) } }
    }
}

/// One of them: of a fixed size, and fetched when it comes into view. It says
/// nothing that the row does not say in words.
pub(crate) fn cell(list: &ListView<'_>, row: &Row) -> Markup {
    html! {
        @if list.state.pictures {
            td { img.thumbnail src=(paths::thumbnail(row.head.id)) width="60" height="84" loading="lazy" decoding="async" alt=""; }
        }
    }
}
