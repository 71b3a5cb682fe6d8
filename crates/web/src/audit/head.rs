//! What shows that the log is whole: heads to take away, and a check.

use crate::components::{failed, said};
use crate::error_page::Failure;
use crate::form::Submitted;
use crate::page::Page;
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::audit::{self, Verified};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use std::sync::Arc;

/// The newest signed head, to be kept elsewhere.
pub(crate) async fn head(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let heads = audit::heads(&app, person.ctx(), 1).await?;
    let head = heads.first().ok_or(Failure::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!(
                "attachment; filename=\"utsyn-audit-head-{}.json\"",
                head.head.number
            ),
        ),
    ];
    Ok((headers, format!("{}\n", audit::head_json(head))).into_response())
}

/// Signs how far the log has come.
pub(crate) async fn sign(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let ctx = form.person.ctx();
    ctx.require(domain::Right::ReadAudit)?;
    audit::sign(&app, ctx).await?;
    Ok(Redirect::to(&format!("{}?said=signed", paths::AUDIT)))
}

/// Looks at the whole chain and says what was found.
pub(crate) async fn check(
    State(app): State<Arc<App>>,
    person: Person,
) -> Result<Response, Failure> {
    let verified = audit::check(&app, person.ctx()).await?;
    let page = Page::new(&person, person.text.say("audit-check-title"));
    Ok(page.render(&checked(&person, &verified)))
}

fn checked(visit: &Visit, verified: &Verified) -> Markup {
    let text = &visit.text;
    let counted = text.fill(
        "audit-checked",
        &[
            ("count", verified.entries.into()),
            ("entries", visit.formats.count(verified.entries).into()),
            ("erased", visit.formats.count(verified.erased).into()),
            ("heads", visit.formats.count(verified.heads).into()),
        ],
    );
    html! {
        h1 { (text.say("audit-check-title")) }
        @if verified.wrong.is_empty() {
            (said(&html! { (text.say("audit-is-whole")) }))
        } @else {
            // What is wrong is told in English, for whoever looks into it.
            (failed("audit-wrong", &text.say("audit-is-not-whole"), &html! {
                ul lang="en" { @for wrong in &verified.wrong { li { (wrong) } } }
            }))
        }
        p { (counted) }
        p { a href=(paths::AUDIT) { (text.say("audit-back")) } }
    }
}
