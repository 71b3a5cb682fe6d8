//! The page, what the script asks, and the frame's part of it.

use super::found::{Group, find};
use crate::error_page::Failure;
use crate::page::Page;
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::{Value, json};
use std::sync::Arc;

/// The parameter that holds what was written.
const WRITTEN: &str = "q";

/// The page, which works without the script.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let written = person.query.get(WRITTEN).unwrap_or_default();
    let groups = find(&app, &person, written).await?;
    let text = &person.text;
    let main = html! {
        h1 { (text.say("palette-title")) }
        p.muted { (text.say("palette-about")) }
        form.palette-form role="search" action=(paths::PALETTE) method="get" aria-label=(text.say("palette-title")) {
            div.field {
                label for="goto" { (text.say("palette-label")) }
                input #goto type="search" name=(WRITTEN) value=(written) autocomplete="off" spellcheck="false" maxlength="200";
            }
            button.primary type="submit" { (text.say("palette-submit")) }
        }
        p role="status" { (count(&person, &groups)) }
        @for group in &groups {
            section.card {
                h2 { (group.title) }
                ul.palette-places {
                    @for place in &group.places {
                        li { a href=(place.path) { (place.name) } " " span.muted { (place.about) } }
                    }
                }
            }
        }
    };
    Ok(Page::new(&person, text.say("palette-title")).render(&main))
}

/// The same as JSON, for the script.
pub(crate) async fn results(
    State(app): State<Arc<App>>,
    person: Person,
) -> Result<Json<Value>, Failure> {
    let written = person.query.get(WRITTEN).unwrap_or_default();
    let groups = find(&app, &person, written).await?;
    let found: Vec<Value> = groups.iter().map(Group::json).collect();
    // How many there are is read out.
    Ok(Json(
        json!({ "said": count(&person, &groups), "groups": found }),
    ))
}

fn count(visit: &Visit, groups: &[Group]) -> String {
    let count: usize = groups.iter().map(|group| group.places.len()).sum();
    visit.text.fill("palette-count", &[("count", count.into())])
}

/// The dialog that the script opens over any page.
pub(crate) fn palette(visit: &Visit) -> Markup {
    let text = &visit.text;
    html! {
        dialog.palette #palette aria-label=(text.say("palette-title")) data-results=(paths::PALETTE_RESULTS) {
            form role="search" action=(paths::PALETTE) method="get" aria-label=(text.say("palette-title")) {
                label.visually-hidden for="palette-field" { (text.say("palette-label")) }
                input #palette-field type="search" name=(WRITTEN) placeholder=(text.say("palette-label"))
                    autocomplete="off" spellcheck="false" maxlength="200" aria-describedby="palette-keys";
            }
            p.visually-hidden role="status" data-said {}
            div.palette-found data-found {}
            p.muted #palette-keys { (text.say("palette-keys")) }
        }
    }
}
