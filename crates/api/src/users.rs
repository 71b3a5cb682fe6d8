//! The people of the organisation.

use crate::caller::{Caller, ManagePeople};
use crate::etag::{on_condition, surely_unchanged, tagged};
use crate::problem::{Fault, Problem};
use crate::wire::User;
use app::conditions::Thing;
use app::people::{self, NewInvitation};
use app::{App, Ctx};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::{CompanyId, Role, UserId};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// Somebody to invite.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invitation {
    /// E-mail address, which the invitation goes to.
    #[schema(example = "kari@example.no")]
    email: String,
    /// Name.
    #[schema(min_length = 1)]
    name: String,
    /// What they are to be: `administrator`, `editor`, `reader`, `auditor` or
    /// `integrator`.
    #[schema(example = "editor")]
    role: String,
    /// Ids of the companies that the role is limited to; all where it is left
    /// out.
    companies: Option<Vec<String>>,
}

/// What somebody is.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserFields {
    /// Name.
    #[schema(min_length = 1)]
    name: String,
    /// `administrator`, `editor`, `reader`, `auditor` or `integrator`.
    #[schema(example = "editor")]
    role: String,
    /// Ids of the companies that the role is limited to; all where it is left
    /// out.
    companies: Option<Vec<String>>,
}

/// List people
///
/// By name, those included who have not come by their invitation yet.
#[utoipa::path(
    get, path = "/users", tag = "users",
    responses((status = 200, body = [User])),
    security(("key" = ["people:manage"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ManagePeople>,
) -> Result<Json<Vec<User>>, Problem> {
    let people = people::list(&app, caller.ctx()).await?;
    Ok(Json(people.iter().map(User::from).collect()))
}

/// Invite somebody
///
/// By a letter that lets them choose a password once, within seven days.
#[utoipa::path(
    post, path = "/users", tag = "users",
    request_body = Invitation,
    responses((status = 201, body = User)),
    security(("key" = ["people:manage"])),
)]
pub(crate) async fn invite(
    State(app): State<Arc<App>>,
    caller: Caller<ManagePeople>,
    body: Result<Json<Invitation>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(new) = body.map_err(Problem::from)?;
    let new = NewInvitation {
        email: new.email,
        name: new.name,
        role: role(&new.role)?,
        companies: companies(new.companies)?,
    };
    let invited = people::invite(&app, caller.ctx(), new).await?;
    let user = one(&app, caller.ctx(), invited.id).await?;
    Ok((StatusCode::CREATED, Json(user)).into_response())
}

/// Show a person
#[utoipa::path(
    get, path = "/users/{id}", tag = "users",
    params(("id" = String, Path, description = "Id of the person", format = Uuid)),
    responses((status = 200, body = User), (status = 304)),
    security(("key" = ["people:manage"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ManagePeople>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let user = one(&app, caller.ctx(), read_id(&id)?).await?;
    Ok(tagged(&headers, &user))
}

/// Change what somebody is
///
/// `If-Match` with the `ETag` of the person is needed. Nobody can take the
/// last administrator away.
#[utoipa::path(
    put, path = "/users/{id}", tag = "users",
    params(("id" = String, Path, description = "Id of the person", format = Uuid)),
    request_body = UserFields,
    responses((status = 200, body = User)),
    security(("key" = ["people:manage"])),
)]
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    caller: Caller<ManagePeople>,
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Result<Json<UserFields>, JsonRejection>,
) -> Result<Response, Problem> {
    let id = read_id(&id)?;
    let app = on_condition(&app, caller.ctx(), &headers, Thing::User(id)).await?;
    let before = one(&app, caller.ctx(), id).await?;
    surely_unchanged(&headers, &before)?;
    let Json(fields) = body.map_err(Problem::from)?;
    let (role, companies) = (role(&fields.role)?, companies(fields.companies)?);
    let changed = people::change(&app, caller.ctx(), id, &fields.name, role, companies).await?;
    changed.ok_or(Fault::NotFound)?;
    let after = one(&app, caller.ctx(), id).await?;
    Ok(tagged(&HeaderMap::new(), &after))
}

/// Remove a person
///
/// They are signed out at once and come in no more. What they did stays,
/// under their name.
#[utoipa::path(
    delete, path = "/users/{id}", tag = "users",
    params(("id" = String, Path, description = "Id of the person", format = Uuid)),
    responses((status = 204, description = "They are removed")),
    security(("key" = ["people:manage"])),
)]
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller<ManagePeople>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let removed = people::remove(&app, caller.ctx(), read_id(&id)?).await?;
    removed.ok_or(Fault::NotFound)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Send somebody a letter to come in with
///
/// The invitation again to somebody who has not come yet, otherwise one to
/// choose a new password with.
#[utoipa::path(
    post, path = "/users/{id}/letters", tag = "users",
    params(("id" = String, Path, description = "Id of the person", format = Uuid)),
    responses((status = 202, description = "It is on its way")),
    security(("key" = ["people:manage"])),
)]
pub(crate) async fn write(
    State(app): State<Arc<App>>,
    caller: Caller<ManagePeople>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let written = people::reset(&app, caller.ctx(), read_id(&id)?).await?;
    written.ok_or(Fault::NotFound)?;
    Ok(StatusCode::ACCEPTED)
}

/// Sign somebody out everywhere
#[utoipa::path(
    delete, path = "/users/{id}/sessions", tag = "users",
    params(("id" = String, Path, description = "Id of the person", format = Uuid)),
    responses((status = 204, description = "They are signed out")),
    security(("key" = ["people:manage"])),
)]
pub(crate) async fn sign_out(
    State(app): State<Arc<App>>,
    caller: Caller<ManagePeople>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let ended = people::end_sessions_of(&app, caller.ctx(), read_id(&id)?).await?;
    ended.ok_or(Fault::NotFound)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn one(app: &App, ctx: &Ctx, id: UserId) -> Result<User, Problem> {
    let listed = people::show(app, ctx, id).await?;
    Ok(User::from(&listed.ok_or(Fault::NotFound)?))
}

fn read_id(id: &str) -> Result<UserId, Problem> {
    id.parse().map_err(|_| Fault::NotFound.into())
}

fn role(word: &str) -> Result<Role, Problem> {
    word.parse().map_err(|error: domain::UnknownCode| {
        Problem::parameter("/role", "person.role", error.to_string())
    })
}

fn companies(ids: Option<Vec<String>>) -> Result<Option<Vec<CompanyId>>, Problem> {
    let company = |id: &String| {
        id.parse().map_err(|_| {
            let message = format!("'{id}' is not the id of a company");
            Problem::parameter("/companies", "person.companies", message)
        })
    };
    ids.map(|ids| ids.iter().map(company).collect()).transpose()
}
