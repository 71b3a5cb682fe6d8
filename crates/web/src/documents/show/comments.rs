//! What people wrote on the document.

use super::{DocumentView, Form, Typed};
use crate::components::{moment, said};
use crate::form::{field_error, is_wrong, summary, token_field};
use crate::paths;
use app::comments::{CHARACTERS_MAX, Comment, CommentVersion};
use domain::Right;
use maud::{Markup, html};

/// The comments, oldest first, and the form for a new one.
pub(super) fn comments(view: &DocumentView<'_>) -> Markup {
    let text = &view.visit.text;
    let typed = view.typed_in(Form::NewComment);
    html! {
        section.card #comments aria-labelledby="comments-title" {
            h2 #comments-title { (text.say("document-comments")) }
            (done(view))
            @for comment in &view.shown.comments { (one(view, comment)) }
            @if view.visit.may(Right::Comment) {
                form action=(paths::comments(view.shown.document.head.id, &view.list)) method="post" {
                    (token_field(view.visit))
                    (field(view, "comment", &text.say("comment-new"), typed, ""))
                    (mention(view, typed))
                    button type="submit" { (text.say("comment-add")) }
                }
            }
        }
    }
}

/// What was just done, if something was; it stands where it was done.
fn done(view: &DocumentView<'_>) -> Markup {
    let done = view.visit.query.get("said").unwrap_or_default();
    let is_known = matches!(done, "comment-added" | "comment-edited");
    html! {
        @if view.typed.is_none() && is_known {
            (said(&html! { (view.visit.text.say(done)) }))
        }
    }
}

fn one(view: &DocumentView<'_>, comment: &Comment) -> Markup {
    let visit = view.visit;
    let is_own = visit
        .signed_in
        .as_ref()
        .is_some_and(|person| person.person.id == comment.author);
    html! {
        article.comment id={ "c" (comment.id) } {
            p.comment-by {
                strong { (comment.author_name) } " "
                span.muted {
                    (moment(visit, comment.created_at))
                    @if let Some(at) = comment.edited_at { " · " (visit.text.say("comment-edited-at")) " " (moment(visit, at)) }
                }
            }
            p.comment-text dir="auto" { (comment.text) }
            (told(view, comment))
            (history(view, comment))
            @if is_own && visit.may(Right::Comment) { (edit(view, comment)) }
        }
    }
}

/// What it said before, for whoever wants to know.
fn history(view: &DocumentView<'_>, comment: &Comment) -> Markup {
    let text = &view.visit.text;
    let of_comment = |version: &&CommentVersion| version.comment == comment.id;
    let versions: Vec<_> = view
        .shown
        .comment_versions
        .iter()
        .filter(of_comment)
        .collect();
    html! {
        @if !versions.is_empty() {
            details.edit {
                summary { (text.say("comment-history")) }
                ul.lines {
                    @for version in versions.iter().rev() {
                        li {
                            span.muted { (text.say("comment-until")) " " (moment(view.visit, version.replaced_at)) }
                            p.comment-text dir="auto" { (version.text) }
                        }
                    }
                }
            }
        }
    }
}

/// Who was told of it.
fn told(view: &DocumentView<'_>, comment: &Comment) -> Markup {
    let mentions = view.shown.mentions.iter();
    let names: Vec<&str> = mentions
        .filter(|mention| mention.comment == comment.id)
        .map(|mention| mention.name.as_str())
        .collect();
    html! {
        @if !names.is_empty() {
            p.muted { (view.visit.text.fill("comment-mentions", &[("names", names.join(", ").into())])) }
        }
    }
}

/// A field that mentions somebody, for whoever does not know the name by
/// heart.
fn mention(view: &DocumentView<'_>, typed: Option<&Typed>) -> Markup {
    let text = &view.visit.text;
    let errors = typed.map_or(&[][..], |typed| typed.errors.as_slice());
    let written = typed.map_or("", |typed| typed.field("mention"));
    let wrong = is_wrong(errors, "mention");
    let described = if wrong {
        "mention-hint mention-error"
    } else {
        "mention-hint"
    };
    html! {
        div.field {
            label for="mention" { (text.say("comment-mention")) }
            (field_error(view.visit, errors, "mention"))
            input #mention type="text" name="mention" value=(written) list="mentionable" autocomplete="off"
                aria-invalid=[wrong.then_some("true")] aria-describedby=(described);
            datalist #mentionable {
                @for person in &view.mentionable { option value=(person.name) {} }
            }
            p.hint #mention-hint { (text.say("comment-mention-hint")) }
        }
    }
}

/// The form to change one's own comment.
fn edit(view: &DocumentView<'_>, comment: &Comment) -> Markup {
    let text = &view.visit.text;
    let typed = view.typed_in(Form::Comment(comment.id));
    let id = format!("edit-{}", comment.id);
    html! {
        details.edit open[typed.is_some()] {
            summary { (text.say("comment-edit")) }
            form action=(paths::comment(view.shown.document.head.id, comment.id, &view.list)) method="post" {
                (token_field(view.visit))
                (field(view, &id, &text.say("comment-edit-label"), typed, &comment.text))
                button type="submit" { (text.say("comment-save")) }
            }
        }
    }
}

fn field(
    view: &DocumentView<'_>,
    id: &str,
    label: &str,
    typed: Option<&Typed>,
    text: &str,
) -> Markup {
    let errors = typed
        .map(|typed| typed.errors.as_slice())
        .unwrap_or_default();
    let written = typed.map_or(text, |typed| typed.field("text"));
    let wrong = is_wrong(errors, "comment");
    html! {
        @if wrong { (summary(view.visit, errors)) }
        div.field {
            label for=(id) { (label) }
            (field_error(view.visit, errors, "comment"))
            textarea id=(id) name="text" rows="3" maxlength=(CHARACTERS_MAX)
                aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then_some("comment-error")] {
                // A browser leaves out the first line break in a text area.
                "\n" (written)
            }
        }
    }
}
