//! What the columns of a table are: guessed, shown with samples, and changed
//! by whoever knows. All of it is in the URL; nothing is written.

use super::settings::{self, FieldChoice};
use crate::components::{empty, said};
use crate::error_page::Failure;
use crate::form::{FieldError, summary};
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::imports::{self, DateOrder, Encoding, Looked, Meaning, TableSettings};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::ImportId;
use maud::{Markup, html};
use render::{Icon, icon};
use std::sync::Arc;

struct ColumnsView<'a> {
    visit: &'a Visit,
    looked: Looked,
    settings: TableSettings,
    is_said: bool,
    errors: Vec<FieldError>,
}

/// Shows what the columns seem to be, or what was said of them.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: ImportId = id.parse().map_err(|_| Failure::NotFound)?;
    page(&app, &person, id, false).await
}

/// The page; with `is_final` what is missing is told.
pub(super) async fn page(
    app: &App,
    person: &Person,
    id: ImportId,
    is_final: bool,
) -> Result<Response, Failure> {
    let (import, _) = imports::show(app, person.ctx(), id, None, 0)
        .await?
        .ok_or(Failure::NotFound)?;
    let said = settings::look(&person.query);
    let Some(looked) = imports::look(app, person.ctx(), id, said).await? else {
        return Ok(no_table(person, &import.name, id));
    };
    let (settings, is_said) = settings::read(&person.query, &looked.guess);
    let view = ColumnsView {
        visit: person,
        errors: match is_final {
            true => settings::errors(person, &settings),
            false => Vec::new(),
        },
        looked,
        settings,
        is_said,
    };
    let title = view.title();
    let page = Page::new(person, title).within(Section::Imports);
    let page = match view.errors.is_empty() {
        true => page,
        false => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
    };
    Ok(page.render(&view.markup()))
}

fn no_table(person: &Person, name: &str, id: ImportId) -> Response {
    let text = &person.text;
    let title = text.fill("columns-title", &[("name", name.into())]);
    let back = html! {
        p { (text.say("columns-no-table")) }
        p { a href=(paths::import(id, &Query::default())) { (text.say("undo-back")) } }
    };
    let main =
        html! { h1.file-name { (title) } (empty(&text.say("columns-no-table-title"), &back)) };
    Page::new(person, title.clone())
        .within(Section::Imports)
        .render(&main)
}

impl ColumnsView<'_> {
    fn title(&self) -> String {
        let name = self.looked.import.name.as_str();
        self.visit
            .text
            .fill("columns-title", &[("name", name.into())])
    }

    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let id = self.looked.import.id;
        html! {
            nav.way aria-label=(text.say("document-way")) {
                a href=(paths::import(id, &Query::default())) { (icon(Icon::ChevronLeft)) (text.say("undo-back")) }
            }
            (summary(self.visit, &self.errors))
            h1.file-name { (self.title()) }
            (settings::steps(self.visit, "columns"))
            @if self.looked.is_remembered && !self.is_said { (said(&html! { (text.say("columns-remembered")) })) }
            @else if !self.is_said { p { (text.say("columns-guessed")) } }
            form.wizard action=(paths::columns(id)) method="get" {
                input type="hidden" name="said" value="1";
                (self.form())
                (self.columns())
                div.row {
                    button.primary type="submit" formaction=(paths::check(id)) { (text.say("columns-check")) }
                    button type="submit" { (text.say("columns-again")) }
                }
            }
        }
    }

    fn form(&self) -> Markup {
        let text = &self.visit.text;
        let settings = &self.settings;
        let delimiters = [
            (";", "semicolon"),
            (",", "comma"),
            ("\t", "tab"),
            ("|", "bar"),
        ];
        let current = settings.delimiter.to_string();
        html! {
            fieldset.card {
                legend { (text.say("columns-file")) }
                div.span {
                    (choice(&text.say("columns-meaning"), "meaning", &[Meaning::Documents, Meaning::Payments].map(|it| {
                        let code = settings::meaning_code(it);
                        (code.to_owned(), text.word("meaning", code), it == settings.meaning)
                    })))
                    (choice(&text.say("columns-delimiter"), "delimiter", &delimiters.map(|(sign, name)| {
                        (name.to_owned(), text.word("delimiter", name), sign == current)
                    })))
                    (choice(&text.say("columns-encoding"), "encoding", &[Encoding::Utf8, Encoding::Windows1252].map(|it| {
                        let code = settings::encoding_code(it);
                        (code.to_owned(), text.word("encoding", code), it == settings.encoding)
                    })))
                    (choice(&text.say("columns-decimal"), "decimal", &[(true, "comma"), (false, "point")].map(|(is_comma, code)| {
                        (code.to_owned(), text.word("decimal", code), is_comma == settings.decimal_comma)
                    })))
                    (choice(&text.say("columns-dates"), "dates", &[DateOrder::DayFirst, DateOrder::YearFirst, DateOrder::MonthFirst].map(|it| {
                        let code = settings::dates_code(it);
                        (code.to_owned(), text.word("dates", code), it == settings.dates)
                    })))
                    @if settings.meaning == Meaning::Payments {
                        div.field {
                            label for="account" { (text.say("columns-account")) }
                            input #account type="text" name="account" value=(settings.account.as_deref().unwrap_or_default()) autocomplete="off" maxlength="34";
                            p.hint { (text.say("columns-account-hint")) }
                        }
                    }
                }
            }
        }
    }

    fn columns(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="columns-caption" {
                table.list {
                    caption #columns-caption { (text.say("columns-caption")) }
                    thead { tr {
                        th scope="col" { (text.say("columns-column")) }
                        th scope="col" { (text.say("columns-samples")) }
                        th scope="col" { (text.say("columns-is")) }
                    } }
                    tbody {
                        @for (index, name) in self.looked.guess.header.iter().enumerate() {
                            (self.column(index, name))
                        }
                    }
                }
            }
        }
    }

    fn column(&self, index: usize, name: &str) -> Markup {
        let text = &self.visit.text;
        let chosen = self.settings.columns.get(index).copied().flatten();
        let guessed = self
            .looked
            .guess
            .settings
            .columns
            .get(index)
            .copied()
            .flatten();
        let samples = self.looked.guess.samples.iter();
        let samples: Vec<&str> = samples
            .filter_map(|row| row.get(index).map(String::as_str))
            .filter(|cell| !cell.is_empty())
            .collect();
        let id = format!("column-{index}");
        html! {
            tr {
                th scope="row" { label for=(id) { (name) } }
                td { ul.samples { @for sample in &samples { li { (sample) } } } @if samples.is_empty() { span.muted { (text.say("columns-empty")) } } }
                td {
                    select id=(id) name=(format!("c{index}")) {
                        option value="" selected[chosen.is_none()] { (text.say("columns-left-out")) }
                        @for FieldChoice { field, words } in settings::fields(self.visit, self.settings.meaning) {
                            option value=(field.code()) selected[chosen == Some(field)] { (words) }
                        }
                    }
                    @if !self.is_said && !self.looked.is_remembered && chosen.is_some() && chosen == guessed {
                        " " span.muted { (text.say("columns-a-guess")) }
                    }
                }
            }
        }
    }
}

/// A choice among few, with a label.
fn choice(label: &str, name: &str, options: &[(String, String, bool)]) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            select id=(name) name=(name) {
                @for (value, words, is_chosen) in options {
                    option value=(value) selected[*is_chosen] { (words) }
                }
            }
        }
    }
}
