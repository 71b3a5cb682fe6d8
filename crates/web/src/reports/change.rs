//! Saving, ordering, pausing, deleting, sending again.

use super::{build, fields};
use crate::error_page::Failure;
use crate::form::Submitted;
use crate::paths;
use app::App;
use app::reports::{self, Order};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::RunId;
use domain::period::{DateSpan, Period, When};
use std::sync::Arc;

/// Where a new report is sent, before it has a name.
const NEW: &str = "new";

fn back(path: &str, said: &str) -> Redirect {
    Redirect::to(&format!("{path}?said={said}"))
}

/// Saves a report, or shows the form again with what is wrong.
pub(crate) async fn save(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let definition = fields::read(&form.fields).ok_or(Failure::Malformed)?;
    let name = match name.as_str() {
        NEW => form.field("name").trim().to_owned(),
        _ => name,
    };
    let ctx = form.person.ctx();
    let from = form.field("from");
    let there = reports::find(&app, ctx, &name).await?;
    let is_taken = from != name && there.is_some_and(|report| report.planned_until.is_some());
    let put = match is_taken {
        true => Err(app::Error::conflict(
            "report.exists",
            format!("there is a report '{name}' already; choose another short name"),
        )),
        false => reports::put(&app, ctx, &name, &definition).await,
    };
    match put {
        Ok(()) => Ok(back(&paths::report(&name), "saved").into_response()),
        Err(app::Error::Invalid { message, .. } | app::Error::Conflict { message, .. }) => {
            let asked = build::Asked {
                name,
                from,
                definition,
                had_days: false,
            };
            build::page(&app, &form.person, asked, Some(message)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Orders a run.
pub(crate) async fn order(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let written = form.field("period").trim();
    let period = match written {
        "" => None,
        written => Some(period(written).ok_or(Failure::Malformed)?),
    };
    let order = Order {
        name: name.clone(),
        period,
        is_restated: form.field("restated") == "yes",
        formats: None,
        goes_out: form.field("send") == "yes",
    };
    let run = reports::order(&app, form.person.ctx(), &order, false).await?;
    let run = run.ok_or(Failure::NotFound)?;
    Ok(back(&paths::run(run.id), "ordered"))
}

/// One period of the calendar, as the filter language writes it.
fn period(written: &str) -> Option<Period> {
    match written.parse::<DateSpan>().ok()? {
        DateSpan::In(When::Fixed(period)) => Some(period),
        _ => None,
    }
}

/// Has a timetable rest, or go on.
pub(crate) async fn pause(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let is_paused = form.field("paused") == "yes";
    reports::pause(&app, form.person.ctx(), &name, is_paused)
        .await?
        .ok_or(Failure::NotFound)?;
    let said = if is_paused { "paused" } else { "resumed" };
    Ok(back(&paths::report(&name), said))
}

/// Takes a report away, or gives one that comes with the program back as it came.
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    reports::delete(&app, form.person.ctx(), &name)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(back(paths::REPORTS, "deleted"))
}

/// Sends the letters of a run again.
pub(crate) async fn send_again(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let id: RunId = id.parse().map_err(|_| Failure::NotFound)?;
    reports::send_again(&app, form.person.ctx(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(back(&paths::run(id), "sent"))
}

/// Asks somebody back who ended a report or could not be reached.
pub(crate) async fn ask_back(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let report = form.field("report");
    reports::ask_back(&app, form.person.ctx(), report, form.field("address"))
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(back(&paths::report(report), "saved"))
}
