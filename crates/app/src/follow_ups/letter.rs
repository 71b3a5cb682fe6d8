//! The letter to whoever is given a document. It names no recipient: what it
//! is about stands on the page that it leads to.

use super::FollowUp;
use crate::mail::{self, Letter};
use crate::people::Colleague;
use crate::{App, Ctx, Result};
use domain::BulkId;
use jiff::civil::Date;

/// Tells somebody what they were given.
pub(super) async fn tell(
    app: &App,
    ctx: &Ctx,
    assignee: &Colleague,
    follow_up: &FollowUp,
    number: &str,
) -> Result<()> {
    let link = app.portal_url(&format!("/documents/{}", follow_up.document));
    let (subject, text) = match assignee.language {
        "en" => english(assignee, follow_up, number, &link),
        _ => bokmaal(assignee, follow_up, number, &link),
    };
    // What begins like this goes with the document when it is erased.
    let key = format!("document/{}/follow-up/{}", follow_up.document, follow_up.id);
    send(app, ctx, assignee, key, subject, text).await
}

/// Tells somebody of many documents that they were given at once.
pub(super) async fn tell_of_many(
    app: &App,
    ctx: &Ctx,
    assignee: &Colleague,
    bulk: BulkId,
    due_on: Date,
    by: &str,
) -> Result<()> {
    let link = app.portal_url("/follow-ups?show=mine");
    let name = &assignee.name;
    let (subject, text) = match assignee.language {
        "en" => (
            "Documents were given to you".to_owned(),
            format!(
                "Hello {name},\n\n{by} gave you documents to follow up by {}.\n\n{link}\n",
                due_on.strftime("%-d %B %Y")
            ),
        ),
        _ => (
            "Dokumenter er gitt til deg".to_owned(),
            format!(
                "Hei {name}!\n\n{by} har gitt deg dokumenter å følge opp innen {}.\n\n{link}\n",
                due_on.strftime("%d.%m.%Y")
            ),
        ),
    };
    let key = format!("follow-ups/{bulk}");
    send(app, ctx, assignee, key, subject, text).await
}

async fn send(
    app: &App,
    ctx: &Ctx,
    assignee: &Colleague,
    key: String,
    subject: String,
    text: String,
) -> Result<()> {
    let letter = Letter {
        key,
        to: assignee.email.clone(),
        language: assignee.language.to_owned(),
        subject: subject.chars().filter(|c| !c.is_control()).collect(),
        text,
        html: None,
        inline: Vec::new(),
        attachments: Vec::new(),
    };
    mail::queue(app, ctx.organisation, letter).await
}

fn bokmaal(to: &Colleague, one: &FollowUp, number: &str, link: &str) -> (String, String) {
    let day = one.due_on.strftime("%d.%m.%Y");
    (
        format!("Dokument {number} er gitt til deg"),
        format!(
            "Hei {}!\n\n{} har gitt deg et dokument å følge opp innen {day}.\n\n{link}\n\n\
             På siden står det hva det gjelder. Når du er ferdig, avslutter du oppfølgingen der.\n",
            to.name, one.opened_by
        ),
    )
}

fn english(to: &Colleague, one: &FollowUp, number: &str, link: &str) -> (String, String) {
    let day = one.due_on.strftime("%-d %B %Y");
    (
        format!("Document {number} was given to you"),
        format!(
            "Hello {},\n\n{} gave you a document to follow up by {day}.\n\n{link}\n\n\
             The page says what it is about. When you are done, end the follow-up there.\n",
            to.name, one.opened_by
        ),
    )
}
