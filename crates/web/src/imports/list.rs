//! The files that were received, and the form to hand in more.

use super::outcome;
use super::upload::{FILES_MAX, UPLOAD_BYTES_MAX};
use crate::components::{Family, Pages, Trail, empty, findings, moment, said, tag};
use crate::error_page::Failure;
use crate::form::{FieldError, field_error, is_wrong, summary, token_field};
use crate::page::companies as frame;
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::imports::{self, Import, ImportCursor, PAGE_ROWS};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Channel, Right};
use maud::{Markup, html};
use render::{Icon, icon};
use std::sync::Arc;

/// What the page shows.
struct ImportsView<'a> {
    visit: &'a Visit,
    imports: Vec<Import>,
    pages: Pages,
    errors: &'a [FieldError],
}

/// The list.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    page(&app, &person, &[], StatusCode::OK).await
}

/// The page, with what is wrong with an upload.
pub(super) async fn page(
    app: &App,
    person: &Person,
    errors: &[FieldError],
    status: StatusCode,
) -> Result<Response, Failure> {
    let trail = Trail::read(&person.query);
    let after = trail.cursor().map(read_cursor).transpose()?;
    let (imports, next) = imports::list(app, person.ctx(), after, PAGE_ROWS).await?;
    let view = ImportsView {
        visit: person,
        imports,
        pages: trail.pages(
            next.as_ref().map(write_cursor),
            |query| paths::with(paths::IMPORTS, query),
            &frame::chosen(person),
        ),
        errors,
    };
    let page = Page::new(person, person.text.say("imports-title")).within(Section::Imports);
    let page = if errors.is_empty() {
        page
    } else {
        page.asking_to_mend(status)
    };
    Ok(page.render(&view.markup()))
}

fn write_cursor(cursor: &ImportCursor) -> String {
    format!("{}_{}", cursor.received_at, cursor.id)
}

fn read_cursor(written: &str) -> Result<ImportCursor, Failure> {
    let (received_at, id) = written.split_once('_').ok_or(Failure::Malformed)?;
    Ok(ImportCursor {
        received_at: received_at.parse().map_err(|_| Failure::Malformed)?,
        id: id.parse().map_err(|_| Failure::Malformed)?,
    })
}

impl ImportsView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            (summary(self.visit, self.errors))
            h1 { (text.say("imports-title")) }
            (self.received())
            @if self.visit.may_everywhere(Right::Import) { (self.upload()) }
            section aria-labelledby="received-title" {
                h2 #received-title { (text.say("imports-files")) }
                @if self.imports.is_empty() {
                    @let why = if self.visit.sees_all() { "imports-none" } else { "imports-limited" };
                    (empty(&text.say(&format!("{why}-title")), &html! { p { (text.say(why)) } }))
                } @else {
                    (self.table())
                    div.list-foot { (self.pages.render(self.visit)) }
                }
            }
        }
    }

    /// Which of the files shown were just handed in.
    fn is_new(&self, import: &Import) -> bool {
        let new = self.visit.query.get("new").unwrap_or_default();
        new.split(',').any(|id| id == import.id.to_string())
    }

    fn received(&self) -> Markup {
        let new = self
            .imports
            .iter()
            .filter(|import| self.is_new(import))
            .count();
        html! {
            @if new > 0 {
                (said(&html! {
                    (self.visit.text.fill("imports-received", &[("count", new.into()), ("shown", self.visit.formats.count(new as u64).into())]))
                }))
            }
        }
    }

    fn upload(&self) -> Markup {
        let text = &self.visit.text;
        let wrong = is_wrong(self.errors, "files");
        let described = if wrong {
            "files-hint files-error"
        } else {
            "files-hint"
        };
        let limit = self.visit.formats.bytes(UPLOAD_BYTES_MAX);
        html! {
            section.card.upload aria-labelledby="upload-title" {
                h2 #upload-title { (text.say("upload-title")) }
                form action=(paths::IMPORTS) method="post" enctype="multipart/form-data" {
                    (token_field(self.visit))
                    div.field.drop data-drop {
                        label for="files" { (icon(Icon::Upload)) " " (text.say("upload-files")) }
                        (field_error(self.visit, self.errors, "files"))
                        input #files type="file" name="files" multiple aria-describedby=(described) aria-invalid=[wrong.then_some("true")];
                        p.hint #files-hint { (text.fill("upload-hint", &[("limit", limit.into()), ("files", FILES_MAX.into())])) }
                        p.dropped aria-live="polite" data-dropped {}
                    }
                    details {
                        summary { (text.say("upload-more")) }
                        div.span { (self.company_field()) (self.channel_field()) }
                    }
                    button.primary type="submit" { (text.say("upload-submit")) }
                }
            }
        }
    }

    fn company_field(&self) -> Markup {
        let text = &self.visit.text;
        // What the frame of the page is about.
        let chosen = frame::only(self.visit);
        html! {
            div.field {
                label for="company" { (text.say("upload-company")) }
                select #company name="company" {
                    option value="" { (text.say("upload-by-content")) }
                    @for company in &self.visit.companies {
                        @let is_chosen = chosen.is_some_and(|chosen| chosen.id == company.id);
                        option value=(company.number.as_deref().unwrap_or(&company.name)) selected[is_chosen] { (company.name) }
                    }
                }
            }
        }
    }

    fn channel_field(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.field {
                label for="channel" { (text.say("upload-channel")) }
                select #channel name="channel" {
                    option value="" { (text.say("upload-by-content")) }
                    @for channel in Channel::ALL {
                        option value=(channel) { (text.word("channel", channel.code())) }
                    }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-label=(text.say("imports-table")) {
                table.list {
                    thead { tr {
                        th scope="col" { (text.say("import-name")) }
                        th scope="col" { (text.say("import-format")) }
                        th scope="col" { (text.say("import-received")) }
                        th.number scope="col" { (text.say("import-size")) }
                        th scope="col" { (text.say("import-items")) }
                    } }
                    tbody { @for import in &self.imports { (self.row(import)) } }
                }
            }
        }
    }

    fn row(&self, import: &Import) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        html! {
            tr {
                th scope="row" {
                    a href=(paths::import(import.id, &Query::default())) { (import.name) }
                    @if self.is_new(import) { " " (tag(Family::Delivered, &text.say("import-new"))) }
                    @if !import.is_complete { " " (tag(Family::Overdue, &text.say("import-incomplete"))) }
                    (findings(visit, &import.findings))
                }
                td { (text.word("format", &import.format)) }
                td { (moment(visit, import.received_at)) }
                td.number { (visit.formats.bytes(import.size)) }
                td { (outcome::counts(visit, &import.counts)) }
            }
        }
    }
}
