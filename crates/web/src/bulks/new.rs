//! The page that says what will happen to how many documents, and asks what
//! else has to be known.

use crate::documents::{DOCUMENT, ListState};
use crate::error_page::{Failure, message};
use crate::form::{FieldError, Submitted, field_error, is_wrong, summary, token_field};
use crate::page::{Page, Section, hidden};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::bulks::{self, BulkAction, Selection};
use app::follow_ups::{FollowUpOutcome, TEXT_CHARACTERS_MAX};
use app::people::Colleague;
use app::{App, Error};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{Channel, UserId};
use jiff::ToSpan as _;
use maud::{Markup, html};
use std::sync::Arc;

/// Days that somebody has where nothing else is said.
const DAYS_USUAL: i64 = 7;
/// Nobody has this id.
const NOBODY: UserId = UserId::from_bytes([0; 16]);

struct NewView<'a> {
    visit: &'a Visit,
    code: &'static str,
    fields: &'a Query,
    errors: Vec<FieldError>,
    count: u64,
    assignees: Vec<Colleague>,
    channels: Vec<Channel>,
}

/// The page for what was chosen in the list.
pub(crate) async fn new(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let (state, _) = ListState::read(&person.query);
    let is_all = person.query.get("all").is_some();
    if !is_all && person.query.get(DOCUMENT).is_none() {
        let list = state.query().with("said", "bulk-none");
        return Ok(Redirect::to(&paths::documents(&list)).into_response());
    }
    page(&app, &person, &person.query, Vec::new()).await
}

/// Does it.
pub(crate) async fn ask(State(app): State<Arc<App>>, form: Submitted) -> Result<Response, Failure> {
    let code = code(&form.fields)?;
    let selection = selection(&form.fields)?;
    let seen = form.field("count").parse().unwrap_or_default();
    let asked = match action(code, &form.fields) {
        Ok(action) => bulks::ask(&app, form.person.ctx(), &selection, action, Some(seen)).await,
        Err(error) => Err(error),
    };
    match asked {
        Ok(bulk) => Ok(Redirect::to(&paths::bulk(bulk.id)).into_response()),
        Err(error @ (Error::Invalid { .. } | Error::Conflict { .. })) => {
            let error = FieldError {
                field: field(&error),
                message: html! { (message(&form.person, &error)) },
            };
            page(&app, &form.person, &form.fields, vec![error]).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The field that an error is about.
fn field(error: &Error) -> &'static str {
    let known = [
        "assignee", "due", "note", "text", "outcome", "reason", "name",
    ];
    let named = match error {
        Error::Invalid { field, .. } => field.as_str(),
        _ => "",
    };
    known
        .into_iter()
        .find(|known| *known == named)
        .unwrap_or("bulk")
}

fn code(fields: &Query) -> Result<&'static str, Failure> {
    let asked = fields.get("action").unwrap_or_default();
    let known = BulkAction::CODES.into_iter().find(|code| *code == asked);
    known.ok_or(Failure::Malformed)
}

/// What was chosen. A filter that is not understood chooses nothing.
fn selection(fields: &Query) -> Result<Selection, Failure> {
    if fields.get("all").is_none() {
        let ids = fields.all(DOCUMENT).map(str::parse);
        let ids: Result<Vec<_>, _> = ids.collect();
        return Ok(Selection::These(ids.map_err(|_| Failure::Malformed)?));
    }
    match ListState::read(fields) {
        (state, faults) if faults.is_empty() => Ok(Selection::All(state.filter)),
        _ => Err(Failure::Malformed),
    }
}

fn action(code: &str, fields: &Query) -> app::Result<BulkAction> {
    let field = |name: &str| fields.get(name).unwrap_or_default().to_owned();
    Ok(match code {
        "assign" => BulkAction::Assign {
            assignee: field("assignee").parse().unwrap_or(NOBODY),
            note: field("note"),
            due_on: field("until")
                .trim()
                .parse()
                .map_err(|_| Error::invalid("follow_up.day", "due", "choose a day"))?,
        },
        "comment" => BulkAction::Comment {
            text: field("written"),
        },
        "resolve" => BulkAction::Resolve {
            outcome: field("outcome").parse::<FollowUpOutcome>().map_err(|_| {
                Error::invalid("follow_up.outcome", "outcome", "choose how it ended")
            })?,
            reason: field("because"),
        },
        "hold" => BulkAction::Hold {
            name: field("name"),
            reason: field("because"),
        },
        _ => BulkAction::Resend {
            channel: field("resend").parse::<Channel>().ok(),
        },
    })
}

async fn page(
    app: &App,
    person: &Person,
    fields: &Query,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let code = code(fields)?;
    let ctx = person.ctx();
    let right = BulkAction::right_of(code).ok_or(Failure::Malformed)?;
    ctx.require(right)?;
    let documents = bulks::selected(app, ctx, &selection(fields)?).await?;
    let view = NewView {
        visit: person,
        code,
        fields,
        errors,
        count: documents.len() as u64,
        assignees: match code {
            "assign" => bulks::assignees(app, ctx, &documents).await?,
            _ => Vec::new(),
        },
        channels: match code {
            "resend" => bulks::channels(app, ctx, &documents).await?,
            _ => Vec::new(),
        },
    };
    let page = Page::new(person, view.title()).within(Section::Documents);
    Ok(match view.errors.is_empty() {
        true => page.render(&view.markup()),
        false => page
            .asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY)
            .render(&view.markup()),
    })
}

impl NewView<'_> {
    fn title(&self) -> String {
        self.visit.text.word("bulk-action", self.code)
    }

    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let shown = self.visit.formats.count(self.count);
        let (state, _) = ListState::read(self.fields);
        let filter = state.filter.to_string();
        let is_all = self.fields.get("all").is_some();
        html! {
            (summary(self.visit, &self.errors))
            h1 { (self.title()) }
            section.card #bulk {
                p {
                    (text.fill("bulk-about", &[("count", self.count.into()), ("shown", shown.as_str().into())])) " "
                    @if is_all && !filter.is_empty() { (text.say("bulk-filter")) " " code { (filter) } }
                }
                p.muted { (text.say(&format!("bulk-about-{}", self.code))) }
                form action=(paths::BULKS) method="post" novalidate {
                    (token_field(self.visit))
                    (hidden(&self.selection(&state)))
                    (self.asked())
                    div.actions {
                        button.primary type="submit" {
                            (text.fill("bulk-do", &[("count", self.count.into()), ("shown", shown.as_str().into())]))
                        }
                        a.button href=(paths::documents(&state.query())) { (text.say("bulk-cancel")) }
                    }
                }
            }
        }
    }

    /// What was chosen, to be sent along.
    fn selection(&self, state: &ListState) -> Query {
        let mut query = state.query();
        query.push("action", self.code);
        query.push("count", self.count.to_string());
        match self.fields.get("all") {
            Some(_) => query.push("all", "1"),
            None => {
                for id in self.fields.all(DOCUMENT) {
                    query.push(DOCUMENT, id);
                }
            }
        }
        query
    }

    /// What else has to be known.
    fn asked(&self) -> Markup {
        match self.code {
            "assign" => {
                html! { (self.assignee()) (self.due()) (self.words("note", "note", "follow-up-note")) }
            }
            "comment" => self.words("text", "written", "bulk-comment"),
            "resolve" => {
                html! { (self.outcome()) (self.words("reason", "because", "follow-up-reason")) }
            }
            "hold" => html! { (self.name()) (self.words("reason", "because", "holds-reason")) },
            _ => self.channel(),
        }
    }

    fn typed(&self, name: &str) -> &str {
        self.fields.get(name).unwrap_or_default()
    }

    /// A field with its label and what is wrong with it.
    fn field(
        &self,
        name: &'static str,
        key: &str,
        input: &dyn Fn(Option<&str>) -> Markup,
    ) -> Markup {
        let wrong = is_wrong(&self.errors, name).then_some("true");
        html! {
            div.field {
                label for=(name) { (self.visit.text.say(key)) }
                (field_error(self.visit, &self.errors, name))
                (input(wrong))
            }
        }
    }

    /// Some words. What a field is called must be no key of the filter, which
    /// is sent along.
    fn words(&self, id: &'static str, name: &str, key: &str) -> Markup {
        self.field(id, key, &|wrong| html! {
            textarea id=(id) name=(name) rows="3" maxlength=(TEXT_CHARACTERS_MAX) aria-invalid=[wrong]
                aria-describedby=[wrong.map(|_| format!("{id}-error"))] { "\n" (self.typed(name)) }
        })
    }

    fn name(&self) -> Markup {
        self.field("name", "holds-name", &|wrong| html! {
            input #name type="text" name="name" value=(self.typed("name")) required aria-invalid=[wrong]
                aria-describedby=[wrong.map(|_| "name-error")];
        })
    }

    fn assignee(&self) -> Markup {
        self.field("assignee", "follow-up-assignee", &|wrong| html! {
            select #assignee name="assignee" required aria-invalid=[wrong] aria-describedby=[wrong.map(|_| "assignee-error")] {
                @for person in &self.assignees {
                    option value=(person.id) selected[self.typed("assignee") == person.id.to_string()] { (person.name) }
                }
            }
        })
    }

    fn due(&self) -> Markup {
        let today = self.visit.now.to_zoned(self.visit.zone()).date();
        let usual = today.saturating_add(DAYS_USUAL.days()).to_string();
        let value = self.fields.get("until").unwrap_or(&usual);
        self.field("due", "follow-up-due", &|wrong| html! {
            input #due type="date" name="until" value=(value) required aria-invalid=[wrong] aria-describedby=[wrong.map(|_| "due-error")];
        })
    }

    fn outcome(&self) -> Markup {
        let text = &self.visit.text;
        self.field("outcome", "follow-up-outcome", &|wrong| html! {
            select #outcome name="outcome" required aria-invalid=[wrong] aria-describedby=[wrong.map(|_| "outcome-error")] {
                option value="" { (text.say("follow-up-choose")) }
                @for outcome in FollowUpOutcome::CHOSEN {
                    option value=(outcome.code()) selected[self.typed("outcome") == outcome.code()] { (text.word("follow-up-outcome", outcome.code())) }
                }
            }
        })
    }

    fn channel(&self) -> Markup {
        let text = &self.visit.text;
        self.field("resend-channel", "resend-channel", &|_| {
            html! {
                select #resend-channel name="resend" {
                    option value="" { (text.say("resend-any")) }
                    @for channel in &self.channels {
                        option value=(channel.code()) { (text.word("channel", channel.code())) }
                    }
                }
            }
        })
    }
}
