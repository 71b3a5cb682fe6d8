//! Help: the project's own documentation, shown in the portal so that every
//! figure can lead to its definition.

mod blocks;
mod inline;

use crate::page::{Page, Section};
use crate::session::Person;
use axum::response::Response;
use maud::{Markup, html};

/// The definitions of all figures, from the same file as the documentation.
const STATISTICS: &str = include_str!("../../../docs/statistics.md");

/// How every figure is worked out.
pub(crate) async fn statistics(person: Person) -> Response {
    let title = person.text.say("help-statistics-title");
    Page::new(&person, title)
        .within(Section::Statistics)
        .render(&article(&person))
}

/// The page is written in English, and says so to screen readers.
fn article(person: &Person) -> Markup {
    let text = &person.text;
    html! {
        p.muted { (text.say("help-in-english")) }
        article.help lang="en" { (blocks::render(STATISTICS)) }
    }
}

#[cfg(test)]
mod tests;
