use super::DocumentView;
use crate::paths;
use domain::Right;
use maud::{Markup, html};

/// The way to the links that the recipient gets, for those who may make them.
pub(super) fn door(view: &DocumentView<'_>) -> Markup {
    let text = &view.visit.text;
    html! {
        @if view.visit.may(Right::Share) {
            section.card aria-labelledby="links-title" {
                h2 #links-title { (text.say("links-title")) }
                p { a href=(paths::links(view.shown.document.head.id)) { (text.say("links-door")) } }
            }
        }
    }
}
