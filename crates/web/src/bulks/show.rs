//! How far something that is done to many documents is, and what became of
//! each of them.

use crate::components::{Facts, empty, moment};
use crate::error_page::Failure;
use crate::page::{Page, Section};
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::bulks::{self, Bulk, Progress};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::BulkId;
use maud::{Markup, html};
use std::sync::Arc;

/// One of them.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: BulkId = id.parse().map_err(|_| Failure::NotFound)?;
    let found = bulks::lookup(&app, person.ctx(), id).await?;
    let (bulk, progress) = found.ok_or(Failure::NotFound)?;
    let title = person.text.word("bulk-action", bulk.action.code());
    Ok(Page::new(&person, title)
        .within(Section::Documents)
        .render(&markup(&person, &bulk, progress)))
}

fn markup(visit: &Visit, bulk: &Bulk, progress: Progress) -> Markup {
    let text = &visit.text;
    html! {
        nav.way aria-label=(text.say("document-way")) { a href=(paths::BULKS) { (text.say("bulks-title")) } }
        h1 { (text.word("bulk-action", bulk.action.code())) }
        p role="status" {
            @match bulk.ended_at {
                Some(at) => { (text.say("bulk-ended")) " " (moment(visit, at)) },
                None => { (text.say("bulk-under-way")) " " a href=(paths::bulk(bulk.id)) { (text.say("bulk-look-again")) } }
            }
        }
        div.facts-row { (facts(visit, bulk, progress)) }
        p { a.button href=(paths::bulk_report(bulk.id)) download { (text.say("bulk-report")) } }
        p.muted { (text.say("bulk-kept")) }
    }
}

fn facts(visit: &Visit, bulk: &Bulk, progress: Progress) -> Facts {
    let text = &visit.text;
    let count = |number: u64| visit.formats.count(number);
    let mut facts = Facts::default();
    facts.push(text.say("bulk-documents"), count(progress.total()));
    facts.push(text.word("bulk-state", "done"), count(progress.done));
    facts.push(text.word("bulk-state", "skipped"), count(progress.skipped));
    facts.push(text.word("bulk-state", "failed"), count(progress.failed));
    facts.push(text.word("bulk-state", "waiting"), count(progress.waiting));
    facts.push(text.say("bulk-asked"), moment(visit, bulk.asked_at));
    if let Some(filter) = &bulk.filter {
        facts.push(text.say("bulk-filter"), html! { code { (filter) } });
    }
    facts
}

/// What became of each, as a file.
pub(crate) async fn report(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: BulkId = id.parse().map_err(|_| Failure::NotFound)?;
    let bytes = bulks::report(&app, person.ctx(), id).await?;
    let bytes = bytes.ok_or(Failure::NotFound)?;
    let name = format!("attachment; filename=\"bulk-{id}.csv\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}

/// What the visitor asked for lately.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let listed = bulks::list(&app, person.ctx()).await?;
    let text = &person.text;
    let count = |number: u64| person.formats.count(number);
    let heading = |words: String| html! { th scope="col" { (words) } };
    let main = html! {
        h1 { (text.say("bulks-title")) }
        p.muted { (text.say("bulk-kept")) }
        @if listed.is_empty() {
            (empty(&text.say("bulks-none-title"), &html! { p { (text.say("bulks-none")) } }))
        } @else {
            div.scroll role="region" tabindex="0" aria-labelledby="bulks-caption" {
                table.list {
                    caption #bulks-caption.visually-hidden { (text.say("bulks-title")) }
                    thead { tr {
                        (heading(text.say("bulk-what")))
                        (heading(text.say("bulk-asked")))
                        th.number scope="col" { (text.word("bulk-state", "done")) }
                        th.number scope="col" { (text.word("bulk-state", "failed")) }
                        th.number scope="col" { (text.word("bulk-state", "waiting")) }
                    } }
                    tbody { @for (bulk, progress) in &listed {
                        tr {
                            th scope="row" { a href=(paths::bulk(bulk.id)) { (text.word("bulk-action", bulk.action.code())) } }
                            td { (moment(&person, bulk.asked_at)) }
                            td.number { (count(progress.done)) }
                            td.number { (count(progress.failed)) }
                            td.number { (count(progress.waiting)) }
                        }
                    } }
                }
            }
        }
    };
    Ok(Page::new(&person, text.say("bulks-title"))
        .within(Section::Documents)
        .render(&main))
}
