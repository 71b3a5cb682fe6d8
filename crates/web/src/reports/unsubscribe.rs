//! Ending a report from a letter, without signing in: by a page with one
//! button, or by the mail program itself (RFC 8058).

use crate::error_page::Failure;
use crate::page::Page;
use crate::session::Visitor;
use app::{App, reports};
use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;
use std::sync::Arc;

/// Asks first: programs that look at links in mail open them, too.
pub(crate) async fn ask(visitor: Visitor) -> Response {
    let text = &visitor.text;
    let markup = html! {
        div.door {
            h1 { (text.say("unsubscribe-title")) }
            p { (text.say("unsubscribe-about")) }
            form method="post" { button.primary type="submit" { (text.say("unsubscribe-submit")) } }
        }
    };
    Page::new(&visitor, text.say("unsubscribe-title")).render(&markup)
}

/// Ends it.
pub(crate) async fn unsubscribe(
    State(app): State<Arc<App>>,
    Path(word): Path<String>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let ended = reports::unsubscribe(&app, &word).await?;
    ended.ok_or(Failure::NotFound)?;
    let text = &visitor.text;
    let markup = html! {
        div.door {
            h1 { (text.say("unsubscribe-title")) }
            p.notice role="status" { (text.say("unsubscribe-done")) }
        }
    };
    Ok(Page::new(&visitor, text.say("unsubscribe-title")).render(&markup))
}
