//! Who may go where, held in one place for every route of the table.

use crate::error_page::Failure;
use crate::paths;
use crate::routes::Access;
use crate::session::Visit;
use app::people::SignedIn;
use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Right;
use std::sync::Arc;

/// Lets a request go on to a route, or answers in its place. Nothing of the
/// request is looked at but who it comes from: whoever may not go there
/// learns nothing of what is there.
pub(crate) async fn guard(access: Access, request: Request, next: Next) -> Response {
    let visit = request.extensions().get::<Arc<Visit>>().cloned();
    let Some(visit) = visit else {
        return Failure::NotFound.into_response();
    };
    match refused(access, &visit, request.method()) {
        Some(answer) => answer,
        None => next.run(request).await,
    }
}

fn refused(access: Access, visit: &Visit, method: &Method) -> Option<Response> {
    if access == Access::Everyone {
        return None;
    }
    let Some(person) = &visit.signed_in else {
        let is_page = matches!(*method, Method::GET | Method::HEAD);
        let next = is_page.then(|| visit.here());
        return Some(Redirect::to(&paths::sign_in(next.as_deref())).into_response());
    };
    if person.must_set_up && !is_needed_to_set_up(&visit.path) {
        return Some(Redirect::to(paths::SECOND_FACTOR).into_response());
    }
    match access {
        Access::Everyone | Access::SignedIn => None,
        Access::Proven => stale(visit, person),
        Access::May(right) => forbidden(person, right),
        Access::MayProven(right) => forbidden(person, right).or_else(|| stale(visit, person)),
        Access::Platform if person.person.is_platform => None,
        // To everybody else there is no such page.
        Access::Platform => Some(Failure::NotFound.into_response()),
    }
}

fn forbidden(person: &SignedIn, right: Right) -> Option<Response> {
    let refused = person.ctx.require(right).err()?;
    Some(Failure::from(refused).into_response())
}

/// Whoever has not proved for a while who they are does so first, and comes
/// back to the page from which they wanted to do something.
fn stale(visit: &Visit, person: &SignedIn) -> Option<Response> {
    (!person.is_fresh()).then(|| Redirect::to(&paths::prove(&page_of(&visit.path))).into_response())
}

/// The page on which the form of a path lies: `/settings/people/7` of
/// `/settings/people/7/removal`.
fn page_of(path: &str) -> String {
    let segments = match path.starts_with(paths::PEOPLE) {
        true => 3,
        false => 2,
    };
    let parts: Vec<&str> = path.split('/').take(segments + 1).collect();
    parts.join("/")
}

/// Where somebody goes who has yet to set up a second factor, and who wants to
/// get out.
fn is_needed_to_set_up(path: &str) -> bool {
    path.starts_with(paths::SECOND_FACTOR)
        || [paths::SIGN_OUT, paths::LANGUAGE, paths::PROVE].contains(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_back_to_the_page_it_lies_on() {
        assert_eq!(page_of("/settings/people"), "/settings/people");
        assert_eq!(page_of("/settings/people/7/removal"), "/settings/people/7");
        let confirm = "/settings/second-factor/confirmation";
        assert_eq!(page_of(confirm), "/settings/second-factor");
    }
}
