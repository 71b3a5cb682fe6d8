//! Building a report, with what it would say now below the form.

use super::fields;
use super::written;
use crate::components::failed;
use crate::error_page::Failure;
use crate::form::{Submitted, token_field};
use crate::page::{Page, Section as Place, companies};
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::documents::Column;
use app::reports::{self, Definition, Format, Kind, Length, Report, Section, Timetable};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::Right;
use maud::{Markup, html};
use std::sync::Arc;

/// Dimensions that a table of groups has in the form.
const GROUPINGS_MAX: usize = 3;
/// Those that the form offers.
const GROUPINGS: [&str; 18] = [
    "company",
    "channel",
    "kind",
    "delivery",
    "recipient",
    "payment",
    "paid_by",
    "reason",
    "customer",
    "batch",
    "currency",
    "received_day",
    "received_week",
    "received_month",
    "due_month",
    "issued_month",
    "paid_month",
    "received_year",
];

/// What the page shows.
struct BuildView<'a> {
    visit: &'a Visit,
    name: String,
    /// The report that is being changed; empty for a new one.
    from: String,
    definition: Definition,
    preview: Option<Report>,
    /// Whether it began as something about days, which are its own to choose.
    had_days: bool,
    /// What is wrong with what was filled in.
    wrong: Option<String>,
}

/// The page: empty, from a report that is there, or as it was filled in.
pub(crate) async fn build(
    State(app): State<Arc<App>>,
    person: Person,
) -> Result<Response, Failure> {
    person.ctx().require(Right::Report)?;
    let from = person.query.get("from");
    let name = person.query.get("name").or(from).unwrap_or_default();
    let (definition, had_days) = match (fields::read(&person.query), from) {
        (Some(filled_in), _) => (filled_in, false),
        (None, Some(from)) => {
            let found = reports::find(&app, person.ctx(), from).await?;
            (found.ok_or(Failure::NotFound)?.definition, false)
        }
        (None, None) => new(&app, &person).await?,
    };
    let from = from.unwrap_or_default();
    let asked = Asked {
        name: name.to_owned(),
        from,
        definition,
        had_days,
    };
    page(&app, &person, asked, None).await
}

/// A new report: of what somebody looked at, or of nothing yet. With whether
/// what they looked at was about days.
async fn new(app: &App, person: &Person) -> Result<(Definition, bool), Failure> {
    let language = usual_language(app, person).await?;
    Ok(match fields::viewed(&person.query) {
        Some((viewed, had_days)) => {
            let definition = Definition { language, ..viewed };
            (definition, had_days)
        }
        None => {
            let definition = Definition {
                filter: companies::filter(person).to_string(),
                language,
                ..Definition::default()
            };
            (definition, false)
        }
    })
}

/// What is to be shown, as it stands.
pub(super) struct Asked<'a> {
    pub(super) name: String,
    /// The report that is being changed; empty for a new one.
    pub(super) from: &'a str,
    pub(super) definition: Definition,
    pub(super) had_days: bool,
}

/// The language of the one company that is chosen, or else the organisation's.
async fn usual_language(app: &App, person: &Person) -> Result<String, Failure> {
    if let Some(company) = companies::only(person) {
        let shown = app::companies::show(app, person.ctx(), company.id).await?;
        if let Some(language) = shown.and_then(|(_, settings)| settings.language) {
            return Ok(language);
        }
    }
    let organisation = person.signed_in.as_ref().map(|person| &person.organisation);
    Ok(organisation.map_or_else(String::new, |found| found.language.clone()))
}

/// The page as it was filled in, with what the report would say now. Sent as a
/// form, so that the proof that it is one of ours stands in no address.
pub(crate) async fn preview(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Response, Failure> {
    let definition = fields::read(&form.fields).ok_or(Failure::Malformed)?;
    let asked = Asked {
        name: form.field("name").trim().to_owned(),
        from: form.field("from"),
        definition,
        had_days: false,
    };
    page(&app, &form.person, asked, None).await
}

/// The page with a preview, and with what is wrong where something is.
pub(super) async fn page(
    app: &App,
    person: &Person,
    asked: Asked<'_>,
    wrong: Option<String>,
) -> Result<Response, Failure> {
    let definition = asked.definition;
    let (preview, wrong) = match (
        reports::preview(app, person.ctx(), &definition).await,
        wrong,
    ) {
        (Ok(preview), wrong) => (Some(preview), wrong),
        (Err(app::Error::Invalid { message, .. }), wrong) => (None, Some(wrong.unwrap_or(message))),
        (Err(error), _) => return Err(error.into()),
    };
    let is_wrong = wrong.is_some();
    let view = BuildView {
        visit: person,
        from: asked.from.to_owned(),
        name: asked.name,
        had_days: asked.had_days,
        definition,
        preview,
        wrong,
    };
    let page = Page::new(person, person.text.say(view.title())).within(Place::Reports);
    let page = match is_wrong {
        true => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
        false => page,
    };
    Ok(page.render(&view.markup()))
}

impl BuildView<'_> {
    const fn title(&self) -> &'static str {
        match self.from.is_empty() {
            true => "reports-new",
            false => "reports-edit",
        }
    }

    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            p { a href=(paths::REPORTS) { (text.say("reports-title")) } }
            h1 { (text.say(self.title())) }
            @if self.had_days { p.hint { (text.say("reports-had-days")) } }
            @if let Some(wrong) = &self.wrong {
                (failed("wrong", &text.say("reports-wrong"), &html! { p lang="en" { (wrong) } }))
            }
            form.wizard action=(paths::REPORTS_BUILD) method="post" {
                (token_field(self.visit))
                input type="hidden" name="from" value=(self.from);
                input type="hidden" name="sections-known" value="1";
                input type="hidden" name="kind" value=(self.definition.kind.code());
                (self.words())
                (self.sections())
                (self.formats())
                (self.going_out())
                div.inline {
                    button type="submit" { (text.say("reports-preview")) }
                    button.primary type="submit"
                        formaction={ (paths::REPORTS) "/new/definition" } { (text.say("reports-save")) }
                }
            }
            @if let Some(preview) = &self.preview {
                h2 { (text.say("reports-preview-title")) }
                (written::report(preview))
            }
        }
    }

    fn field(&self, name: &str, value: &str, key: &str) -> Markup {
        html! {
            div.field {
                label for=(name) { (self.visit.text.say(key)) }
                input type="text" id=(name) name=(name) value=(value) maxlength="2000";
            }
        }
    }

    fn words(&self) -> Markup {
        let text = &self.visit.text;
        let (definition, languages) = (&self.definition, render::Language::ALL);
        html! {
            (self.field("name", &self.name, "reports-field-name"))
            (self.field("title", &definition.title, "reports-field-title"))
            (self.field("filter", &definition.filter, "reports-field-filter"))
            div.field {
                label for="unit" { (text.say("reports-field-unit")) }
                select id="unit" name="unit" { @for unit in Length::ALL {
                    option value=(unit.code()) selected[unit == definition.unit] {
                        (text.say(&format!("report-unit-{}", unit.code())))
                    }
                } }
            }
            div.field {
                label for="language" { (text.say("reports-field-language")) }
                select id="language" name="language" { @for language in languages {
                    option value=(language.tag()) selected[language.tag() == definition.language] lang=(language.tag()) {
                        (language.own_name())
                    }
                } }
            }
        }
    }

    fn sections(&self) -> Markup {
        let text = &self.visit.text;
        let definition = &self.definition;
        // Those chosen come first and in their order, so that it stays.
        let chosen = definition.sections.iter().copied();
        let others = Section::ALL.iter().copied();
        let others = others.filter(|section| !definition.sections.contains(section));
        html! {
            fieldset {
                legend { (text.say("reports-field-sections")) }
                div.choices { @for section in chosen.chain(others) {
                    p { label {
                        input type="checkbox" name="section" value=(section.code())
                            checked[definition.sections.contains(&section)];
                        " " (text.say(&format!("report-section-{}", section.code())))
                    } }
                } }
            }
            (self.grouping())
            (self.columns())
        }
    }

    /// What the table of groups is by: as many as are chosen, and one more.
    fn grouping(&self) -> Markup {
        let text = &self.visit.text;
        let chosen = &self.definition.grouping;
        let places = (chosen.len() + 1).clamp(2, GROUPINGS_MAX.max(chosen.len()));
        let option = |code: &str, at: usize| {
            html! {
                option value=(code) selected[chosen.get(at).is_some_and(|one| one == code)] {
                    (text.say(&format!("report-column-{code}")))
                }
            }
        };
        html! {
            fieldset {
                legend { (text.say("reports-field-grouping")) }
                div.inline { @for at in 0..places {
                    label {
                        span.visually-hidden { (text.say("reports-field-grouping")) " " (at + 1) }
                        select name="grouping" {
                            option value="" { (text.say("reports-grouping-none")) }
                            @for code in GROUPINGS { (option(code, at)) }
                            // What the form does not offer stays as it is.
                            @if let Some(odd) = chosen.get(at).filter(|one| !GROUPINGS.contains(&one.as_str())) {
                                (option(odd, at))
                            }
                        }
                    }
                } }
            }
        }
    }

    /// The columns of lists, those chosen first and in their order.
    fn columns(&self) -> Markup {
        let text = &self.visit.text;
        let is_chosen = |column: &Column| {
            let mut chosen = self.definition.columns.iter();
            chosen.any(|code| code == column.code())
        };
        let codes = self.definition.columns.iter();
        let chosen = codes.filter_map(|code| Column::from_code(code));
        let others = Column::ALL.iter().copied();
        let others = others.filter(|column| !is_chosen(column));
        html! {
            fieldset {
                legend { (text.say("reports-field-columns")) }
                p.hint { (text.say("reports-columns-usual")) }
                div.choices { @for column in chosen.chain(others) {
                    p { label {
                        input type="checkbox" name="columns" value=(column.code())
                            checked[is_chosen(&column)];
                        " " (text.say(&format!("column-{}", column.code())))
                    } }
                } }
            }
        }
    }

    fn formats(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            fieldset {
                legend { (text.say("reports-field-formats")) }
                @for format in Format::ALL {
                    p { label {
                        input type="checkbox" name="format" value=(format.code())
                            checked[self.definition.formats.contains(format)];
                        " " (text.say(&format!("report-format-{}", format.code())))
                    } }
                }
            }
        }
    }

    fn going_out(&self) -> Markup {
        let text = &self.visit.text;
        let definition = &self.definition;
        let timetable = definition.timetable.unwrap_or_else(|| Timetable {
            bank_days: definition.kind == Kind::DailyExceptions,
            ..Timetable::default()
        });
        let time = format!("{:02}:{:02}", timetable.hour, timetable.minute);
        let check = |name: &str, key: &str, is_on: bool| {
            html! {
                p { label {
                    input type="checkbox" name=(name) value="yes" checked[is_on];
                    " " (text.say(key))
                } }
            }
        };
        html! {
            div.field {
                label for="recipients" { (text.say("reports-field-recipients")) }
                textarea id="recipients" name="recipients" rows="3" { (definition.recipients.join("\n")) }
            }
            (check("goes_out", "reports-field-goes-out", definition.timetable.is_some()))
            div.inline {
                label { (text.say("reports-field-time")) input type="time" name="time" value=(time); }
                label { (text.say("reports-field-days-after"))
                    input type="number" name="days_after" min="1" max="60" value=(timetable.days_after);
                }
            }
            (check("bank_days", "reports-field-bank-days", timetable.bank_days))
            (check("skip_empty", "reports-field-skip-empty", definition.skip_empty))
        }
    }
}
