//! The roles on one page: what each may do, and looking at the portal as one.

use super::{way_back, what_was_done};
use crate::error_page::Failure;
use crate::form::{Submitted, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::session::{Person, Visit};
use app::{App, people};
use axum::extract::State;
use axum::response::{Redirect, Response};
use domain::{Right, Role};
use maud::{Markup, html};
use render::{Icon, icon};
use std::sync::Arc;

/// The page.
pub(crate) async fn show(person: Person) -> Response {
    let page = Page::new(&person, person.text.say("settings-roles")).within(Section::Settings);
    page.render(&view(&person, person.signed_in().person.role))
}

/// Looks at the portal as a role, or as oneself again.
pub(crate) async fn see_as(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let role = match form.field("role") {
        "" => None,
        role => Some(role.parse::<Role>().map_err(|_| Failure::Malformed)?),
    };
    people::see_as(&app, form.person.signed_in(), role).await?;
    Ok(Redirect::to(paths::OVERVIEW))
}

fn view(visit: &Visit, own: Role) -> Markup {
    let text = &visit.text;
    html! {
        (way_back(visit, paths::SETTINGS, "settings-title"))
        (what_was_done(visit, "roles"))
        h1 { (text.say("settings-roles")) }
        p { (text.say("roles-about")) }
        dl.facts {
            @for &role in Role::ALL {
                div {
                    dt { (text.word("role", role.code())) @if role == own { " " span.muted { (text.say("roles-yours")) } } }
                    dd { (text.word("role-about", role.code())) }
                }
            }
        }
        (matrix(visit))
        p { (text.say("roles-limited")) }
        @if own == Role::Administrator { (looking(visit)) }
    }
}

fn matrix(visit: &Visit) -> Markup {
    let text = &visit.text;
    html! {
        div.scroll role="region" tabindex="0" aria-labelledby="matrix-caption" {
            table.list.matrix {
                caption #matrix-caption { (text.say("roles-matrix")) }
                thead { tr {
                    th scope="col" { (text.say("roles-right")) }
                    @for &role in Role::ALL { th scope="col" { (text.word("role", role.code())) } }
                } }
                tbody {
                    @for &right in Right::ALL {
                        tr {
                            th scope="row" { (text.word("right", right.code())) }
                            @for &role in Role::ALL { td { (cell(visit, role, right)) } }
                        }
                    }
                }
            }
        }
    }
}

/// Whether a role has a right: everywhere, for its companies where it is
/// limited to some, or not.
fn cell(visit: &Visit, role: Role, right: Right) -> Markup {
    let text = &visit.text;
    let (has, limited) = (
        role.rights().include(right),
        role.rights_within_companies().include(right),
    );
    html! {
        @match (has, limited) {
            (true, true) => { (icon(Icon::Delivered)) span.visually-hidden { (text.say("roles-yes")) } },
            (true, false) => { (icon(Icon::Delivered)) " " span.muted { (text.say("roles-all-companies")) } },
            (false, _) => span.muted { (text.say("roles-no")) },
        }
    }
}

fn looking(visit: &Visit) -> Markup {
    let text = &visit.text;
    html! {
        section.card aria-labelledby="looking-title" {
            h2 #looking-title { (text.say("roles-see-as")) }
            p { (text.say("roles-see-as-about")) }
            form.actions action=(paths::SEEN_AS) method="post" {
                (token_field(visit))
                @for &role in Role::ALL.iter().filter(|role| **role != Role::Administrator) {
                    button type="submit" name="role" value=(role.code()) { (text.word("role", role.code())) }
                }
            }
        }
    }
}
