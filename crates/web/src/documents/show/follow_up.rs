//! Who sees to the document, who did, and the forms to give it to somebody.

use super::{DocumentView, Form, Typed};
use crate::components::{Family, day, moment, said, tag};
use crate::form::{FieldError, field_error, is_wrong, summary, token_field};
use crate::paths;
use app::follow_ups::{FollowUp, FollowUpOutcome, TEXT_CHARACTERS_MAX};
use domain::Right;
use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};

/// Days that somebody has where nothing else is said.
const DAYS_USUAL: i64 = 7;

/// The section.
pub(super) fn follow_up(view: &DocumentView<'_>) -> Markup {
    let text = &view.visit.text;
    let (open, ended): (Vec<&FollowUp>, Vec<&FollowUp>) = view
        .shown
        .follow_ups
        .iter()
        .partition(|one| one.end.is_none());
    let open = open.first().copied();
    let may = view.visit.may(Right::FollowUp);
    html! {
        @if may || open.is_some() || !ended.is_empty() {
            section.card #follow-up aria-labelledby="follow-up-title" {
                h2 #follow-up-title { (text.say("follow-up-title")) }
                (done(view))
                @match open {
                    Some(open) => (given(view, open)),
                    None => p.muted { (text.say("follow-up-nobody")) }
                }
                @if may {
                    @if let Some(open) = open { (closing(view, open)) }
                    (giving(view, open.is_some()))
                    (resend(view))
                }
                (history(view, &ended))
            }
        }
    }
}

/// What was just done, if something was; it stands where it was done.
fn done(view: &DocumentView<'_>) -> Markup {
    let done = view.visit.query.get("said").unwrap_or_default();
    let known = ["follow-up-opened", "follow-up-closed", "resend-asked"];
    html! {
        @if view.typed.is_none() && known.contains(&done) {
            (said(&html! { (view.visit.text.say(&format!("said-{done}"))) }))
        }
    }
}

fn today(view: &DocumentView<'_>) -> Date {
    view.visit.now.to_zoned(view.visit.zone()).date()
}

fn given(view: &DocumentView<'_>, open: &FollowUp) -> Markup {
    let visit = view.visit;
    let text = &visit.text;
    let is_late = open.due_on < today(view);
    html! {
        dl.facts {
            div { dt { (text.say("follow-up-assignee")) } dd { (open.assignee_name) } }
            div {
                dt { (text.say("follow-up-due")) }
                dd { (day(visit, open.due_on)) @if is_late { " " (tag(Family::Overdue, &text.say("follow-up-late"))) } }
            }
            @if !open.note.is_empty() {
                div { dt { (text.say("follow-up-note")) } dd.comment-text dir="auto" { (open.note) } }
            }
            div { dt { (text.say("follow-up-by")) } dd { (open.opened_by) ", " (moment(visit, open.opened_at)) } }
        }
    }
}

fn errors(typed: Option<&Typed>) -> &[FieldError] {
    typed.map_or(&[], |typed| typed.errors.as_slice())
}

/// The form that says how it ended.
fn closing(view: &DocumentView<'_>, open: &FollowUp) -> Markup {
    let text = &view.visit.text;
    let typed = view.typed_in(Form::Closing);
    let errors = errors(typed);
    let chosen = typed.map_or("", |typed| typed.field("outcome"));
    let wrong = is_wrong(errors, "outcome");
    html! {
        details.edit open[typed.is_some()] {
            summary { (text.say("follow-up-close")) }
            form action=(paths::closing(open.id, &view.list)) method="post" novalidate {
                (token_field(view.visit))
                (summary(view.visit, errors))
                div.field {
                    label for="outcome" { (text.say("follow-up-outcome")) }
                    (field_error(view.visit, errors, "outcome"))
                    select #outcome name="outcome" required aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then_some("outcome-error")] {
                        option value="" { (text.say("follow-up-choose")) }
                        @for outcome in FollowUpOutcome::CHOSEN {
                            option value=(outcome.code()) selected[chosen == outcome.code()] { (text.word("follow-up-outcome", outcome.code())) }
                        }
                    }
                }
                (words(view, typed, "reason"))
                button type="submit" { (text.say("follow-up-close")) }
            }
        }
    }
}

/// The form that gives it to somebody.
fn giving(view: &DocumentView<'_>, is_given: bool) -> Markup {
    let text = &view.visit.text;
    let typed = view.typed_in(Form::FollowUp);
    let errors = errors(typed);
    let own = view
        .visit
        .signed_in
        .as_ref()
        .map(|person| person.person.id.to_string());
    let chosen = typed.map_or(own.unwrap_or_default(), |typed| {
        typed.field("assignee").to_owned()
    });
    let usual = today(view).saturating_add(DAYS_USUAL.days()).to_string();
    let due = typed.map_or(usual.as_str(), |typed| typed.field("due"));
    let wrong = |field: &str| is_wrong(errors, field).then_some("true");
    let described = |field: &str| is_wrong(errors, field).then(|| format!("{field}-error"));
    let does = text.say(if is_given {
        "follow-up-pass-on"
    } else {
        "follow-up-give"
    });
    html! {
        details.edit open[typed.is_some()] {
            summary { (does) }
            form action=(paths::follow_ups_of(view.shown.row.head.id, &view.list)) method="post" novalidate {
                (token_field(view.visit))
                (summary(view.visit, errors))
                div.field {
                    label for="assignee" { (text.say("follow-up-assignee")) }
                    (field_error(view.visit, errors, "assignee"))
                    select #assignee name="assignee" required aria-invalid=[wrong("assignee")] aria-describedby=[described("assignee")] {
                        @for person in &view.assignees {
                            option value=(person.id) selected[chosen == person.id.to_string()] { (person.name) }
                        }
                    }
                }
                div.field {
                    label for="due" { (text.say("follow-up-due")) }
                    (field_error(view.visit, errors, "due"))
                    input #due type="date" name="due" value=(due) required aria-invalid=[wrong("due")] aria-describedby=[described("due")];
                }
                (words(view, typed, "note"))
                button type="submit" { (does) }
            }
        }
    }
}

/// A field for a few words.
fn words(view: &DocumentView<'_>, typed: Option<&Typed>, name: &'static str) -> Markup {
    let errors = errors(typed);
    let wrong = is_wrong(errors, name);
    let written = typed.map_or("", |typed| typed.field(name));
    html! {
        div.field {
            label for=(name) { (view.visit.text.say(&format!("follow-up-{name}"))) }
            (field_error(view.visit, errors, name))
            textarea id=(name) name=(name) rows="2" maxlength=(TEXT_CHARACTERS_MAX)
                aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then(|| format!("{name}-error"))] { "\n" (written) }
        }
    }
}

/// The form that asks the sender to send it again.
fn resend(view: &DocumentView<'_>) -> Markup {
    let text = &view.visit.text;
    html! {
        details.edit {
            summary { (text.say("resend-ask")) }
            form action=(paths::resends(view.shown.row.head.id, &view.list)) method="post" {
                (token_field(view.visit))
                p.hint { (text.say("resend-about")) }
                div.field {
                    label for="resend-channel" { (text.say("resend-channel")) }
                    select #resend-channel name="channel" {
                        option value="" { (text.say("resend-any")) }
                        @for channel in &view.channels {
                            option value=(channel.code()) { (text.word("channel", channel.code())) }
                        }
                    }
                }
                button type="submit" { (text.say("resend-ask")) }
            }
        }
    }
}

/// Who had it before.
fn history(view: &DocumentView<'_>, ended: &[&FollowUp]) -> Markup {
    let visit = view.visit;
    let text = &visit.text;
    html! {
        @if !ended.is_empty() {
            details.edit {
                summary { (text.say("follow-up-history")) }
                ul.lines {
                    @for one in ended { @if let Some(end) = &one.end {
                        li {
                            strong { (one.assignee_name) } " – " (text.word("follow-up-outcome", end.outcome.code()))
                            @if !end.reason.is_empty() { br; span dir="auto" { (end.reason) } }
                            br;
                            span.muted { (end.by) ", " (moment(visit, end.at)) }
                            @if !one.note.is_empty() { br; span.muted { (text.say("follow-up-note")) ": " (one.note) } }
                        }
                    } }
                }
            }
        }
    }
}
