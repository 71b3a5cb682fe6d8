//! The settings: oneself, the people, their roles, the companies, the
//! organisation. Other nouns hang their own pages under `/settings/<noun>`
//! and add a line to `index.rs`.

mod companies;
mod company;
mod company_form;
mod company_links;
mod health;
mod index;
mod organisation;
mod passkeys;
mod people;
mod person;
mod platform;
mod profile;
mod roles;
mod second_factor;
mod session_list;

pub(crate) use companies::{add as add_company, list as companies};
pub(crate) use company::{change as change_company, show as company};
pub(crate) use company_links::allow as allow_links;
pub(crate) use health::show as health;
pub(crate) use index::{index, lines};
pub(crate) use organisation::{change as change_organisation, set_sign_in, show as organisation};
pub(crate) use passkeys::{add as add_passkey, new as new_passkey, remove as remove_passkey};
pub(crate) use people::{invite, list as people};
pub(crate) use person::{
    change as change_person, end_session_of, end_sessions_of, remove as remove_person, send_letter,
    show as person,
};
pub(crate) use platform::show as platform;
pub(crate) use profile::{
    change_password, end_other_sessions, end_session, set_profile, show as profile,
};
pub(crate) use roles::{see_as, show as roles};
pub(crate) use second_factor::{
    begin as begin_totp, confirm as confirm_totp, remove as remove_totp, show as second_factor,
};

use crate::components::said;
use crate::error_page::message;
use crate::form::FieldError;
use crate::paths;
use crate::query::Query;
use crate::session::Visit;
use axum::response::Redirect;
use maud::{Markup, html};

/// Back to a page that says what was done.
fn done(path: &str, what: &str) -> Redirect {
    let query = Query::default().with("said", what);
    Redirect::to(&paths::with(path, &query))
}

/// What was done, where the page was come back to for that: the text
/// `<prefix>-said-<what>`.
fn what_was_done(visit: &Visit, prefix: &str) -> Markup {
    let what = visit.query.get("said").unwrap_or_default();
    let text = visit.text.known(&format!("{prefix}-said-{what}"));
    html! { @if let Some(text) = text { (said(&html! { (text) })) } }
}

/// The way back to the page above.
fn way_back(visit: &Visit, path: &str, key: &str) -> Markup {
    html! {
        nav.way aria-label=(visit.text.say("settings-way")) {
            a href=(path) { (render::icon(render::Icon::ChevronLeft)) (visit.text.say(key)) }
        }
    }
}

/// What a verb refused, at the field it is about; `fields` are those of the
/// form, the first of which takes what is about none of them.
fn errors(
    visit: &Visit,
    error: app::Error,
    fields: &[&'static str],
) -> Result<Vec<FieldError>, app::Error> {
    let about = match &error {
        app::Error::Invalid { field, .. } => field.clone(),
        app::Error::Conflict { .. } => String::new(),
        _ => return Err(error),
    };
    let known = fields.iter().find(|field| **field == about);
    let Some(field) = known.or(fields.first()) else {
        return Err(error);
    };
    Ok(vec![FieldError {
        field,
        message: message(visit, &error),
    }])
}
