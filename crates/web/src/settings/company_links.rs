//! Whether a company allows links for recipients.

use super::done;
use crate::error_page::Failure;
use crate::form::{Submitted, token_field};
use crate::paths;
use crate::session::Visit;
use app::{App, links};
use axum::extract::{Path, State};
use axum::response::Redirect;
use domain::{CompanyId, Right};
use maud::{Markup, html};
use std::sync::Arc;

/// Allows links, or closes them.
pub(crate) async fn allow(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let id: CompanyId = id.parse().map_err(|_| Failure::NotFound)?;
    let are_allowed = match form.field("links") {
        "allowed" => true,
        "closed" => false,
        _ => return Err(Failure::Malformed),
    };
    let allowed = links::allow(&app, form.person.ctx(), id, are_allowed).await?;
    allowed.ok_or(Failure::NotFound)?;
    let said = match are_allowed {
        true => "links-allowed",
        false => "links-closed",
    };
    Ok(done(&paths::company(id), said))
}

/// How it is now, and the button to change it.
pub(super) fn card(visit: &Visit, id: CompanyId, are_allowed: bool) -> Markup {
    let text = &visit.text;
    let (state, becomes, button) = match are_allowed {
        true => ("company-links-allowed", "closed", "company-links-close"),
        false => ("company-links-closed", "allowed", "company-links-allow"),
    };
    html! {
        section.card aria-labelledby="company-links-title" {
            h2 #company-links-title { (text.say("company-links-title")) }
            p { (text.say(state)) }
            p.hint { (text.say("company-links-about")) }
            @if visit.may(Right::ManageCompanies) {
                form action=(paths::company_links(id)) method="post" {
                    (token_field(visit))
                    button type="submit" name="links" value=(becomes) { (text.say(button)) }
                }
            }
        }
    }
}
