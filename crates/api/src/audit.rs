//! The audit log: who did what.

use crate::caller::{Caller, ReadAudit};
use crate::page::Page;
use crate::problem::{Fault, Problem};
use crate::query::Query;
use crate::wire::{AuditCheck, AuditEntry, AuditHead};
use app::audit::{self, AuditFilter, Flavour};
use app::{App, Ctx, pieces};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use std::sync::Arc;

/// What limits the log.
const FILTER: [&str; 5] = ["from", "before", "actor", "act", "subject"];

/// List the audit log
///
/// Newest first.
#[utoipa::path(
    get, path = "/audit", tag = "audit",
    params(
        ("from" = Option<String>, Query, description = "At this moment or later", format = DateTime),
        ("before" = Option<String>, Query, description = "Before this moment", format = DateTime),
        ("actor" = Option<String>, Query, description = "Done by this actor, for example `person:<id>`"),
        ("act" = Option<String>, Query, description = "This act, for example `link.made`; with a dot at the end every act of a noun"),
        ("subject" = Option<String>, Query, description = "Done to this, for example `document:<id>`"),
        ("limit" = Option<u32>, Query, description = "Rows of the page, 50 where none are given", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "What `next` of the page before said"),
    ),
    responses((status = 200, body = Page<AuditEntry>)),
    security(("key" = ["audit:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadAudit>,
    query: Query,
) -> Result<Json<Page<AuditEntry>>, Problem> {
    let mut known = FILTER.to_vec();
    known.extend(["limit", "cursor"]);
    query.only(&known, false)?;
    let cursor = query.cursor();
    let before = cursor.as_deref().map(|text| {
        let number: Option<u64> = text.parse().ok();
        number.ok_or_else(|| Problem::cursor(text))
    });
    let (filter, before) = (filter(&query)?, before.transpose()?);
    let page = audit::list(&app, caller.ctx(), &filter, before, query.limit()?).await?;
    Ok(Json(Page {
        items: page.entries.iter().map(AuditEntry::from).collect(),
        next: page.next.map(|number| query.at(&number.to_string())),
        prev: None,
    }))
}

/// Export the audit log
///
/// Oldest first, as it streams: `csv` to read, or `ndjson` with all that it
/// takes to check the chain elsewhere.
#[utoipa::path(
    get, path = "/audit/export", tag = "audit",
    params(
        ("from" = Option<String>, Query, description = "At this moment or later", format = DateTime),
        ("before" = Option<String>, Query, description = "Before this moment", format = DateTime),
        ("actor" = Option<String>, Query, description = "Done by this actor"),
        ("act" = Option<String>, Query, description = "This act; with a dot at the end every act of a noun"),
        ("subject" = Option<String>, Query, description = "Done to this"),
        ("format" = Option<String>, Query, description = "`csv` or `ndjson`; `ndjson` where it is left out"),
    ),
    responses((status = 200, content(
        (String = "application/x-ndjson"),
        (String = "text/csv"),
    ))),
    security(("key" = ["audit:read"])),
)]
pub(crate) async fn export(
    State(app): State<Arc<App>>,
    caller: Caller<ReadAudit>,
    query: Query,
) -> Result<Response, Problem> {
    let mut known = FILTER.to_vec();
    known.push("format");
    query.only(&known, false)?;
    let (flavour, kind, ending) = match query.get("format").unwrap_or("ndjson") {
        "ndjson" => (Flavour::Ndjson, "application/x-ndjson", "ndjson"),
        "csv" => (Flavour::Csv, "text/csv; charset=utf-8", "csv"),
        other => {
            let message = format!("'{other}' is neither 'csv' nor 'ndjson'");
            return Err(Problem::parameter("format", "export.format", message));
        }
    };
    let filter = filter(&query)?;
    let export = audit::export(&app, caller.ctx(), filter, flavour).await?;
    let day = caller.ctx().today();
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"utsyn-audit-{day}.{ending}\""),
        ),
    ];
    Ok((headers, Body::from_stream(pieces::stream(export))).into_response())
}

/// Show how far the log had come when it was signed last
///
/// To be kept elsewhere: with it `utsyn verify` finds out if the log is cut
/// off or written anew.
#[utoipa::path(
    get, path = "/audit/head", tag = "audit",
    responses((status = 200, body = AuditHead)),
    security(("key" = ["audit:read"])),
)]
pub(crate) async fn head(
    State(app): State<Arc<App>>,
    caller: Caller<ReadAudit>,
) -> Result<Json<AuditHead>, Problem> {
    Ok(Json(newest(&app, caller.ctx()).await?))
}

/// Sign how far the log has come
///
/// As it is done once a day by itself. Answers what is to be kept elsewhere.
#[utoipa::path(
    post, path = "/audit/head", tag = "audit",
    responses((status = 200, body = AuditHead)),
    security(("key" = ["audit:read"])),
)]
pub(crate) async fn sign(
    State(app): State<Arc<App>>,
    caller: Caller<ReadAudit>,
) -> Result<Json<AuditHead>, Problem> {
    audit::sign(&app, caller.ctx()).await?;
    Ok(Json(newest(&app, caller.ctx()).await?))
}

async fn newest(app: &App, ctx: &Ctx) -> Result<AuditHead, Problem> {
    let heads = audit::heads(app, ctx, 1).await?;
    let head = audit::head_json(heads.first().ok_or(Fault::NotFound)?);
    serde_json::from_value(head).map_err(|_| Fault::Broken.into())
}

/// Check that the log is whole
///
/// From its first entry to the last, and against the heads that were signed
/// and are kept beside it.
#[utoipa::path(
    get, path = "/audit/check", tag = "audit",
    responses((status = 200, body = AuditCheck)),
    security(("key" = ["audit:read"])),
)]
pub(crate) async fn check(
    State(app): State<Arc<App>>,
    caller: Caller<ReadAudit>,
) -> Result<Json<AuditCheck>, Problem> {
    Ok(Json(audit::check(&app, caller.ctx()).await?.into()))
}

fn filter(query: &Query) -> Result<AuditFilter, Problem> {
    let moment = |name: &str| {
        let read = |text: &str| {
            text.parse::<Timestamp>().map_err(|_| {
                let message = format!("'{text}' is not a moment; one is 2026-11-30T00:00:00Z");
                Problem::parameter(name, "moment.invalid", message)
            })
        };
        query.get(name).map(read).transpose()
    };
    let text = |name: &str| query.get(name).map(str::to_owned);
    Ok(AuditFilter {
        from: moment("from")?,
        before: moment("before")?,
        actor: text("actor"),
        act: text("act"),
        subject: text("subject"),
    })
}
