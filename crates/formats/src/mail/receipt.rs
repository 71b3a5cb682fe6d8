//! Good news: receipts of opening (RFC 8098) and automatic replies (RFC 3834),
//! which prove that a mailbox took the mail.

use crate::mail::part::{Mail, field, fields};
use crate::mail::report::{Outcome, Report};
use domain::{Evidence, Reason};

/// Beginnings of subjects that automatic replies have, in lower case.
const REPLY_SUBJECTS: &[&str] = &[
    "auto reply",
    "auto-reply",
    "autoreply",
    "automatic reply",
    "auto:",
    "out of office",
    "out of the office",
    "autosvar",
    "automatisk svar",
    "automatiskt svar",
    "automatische antwort",
    "fravær",
    "ikke til stede",
    "vacation",
    "away from my mail",
    "abwesenheit",
    "réponse automatique",
];

/// Header fields that only programs that answer by themselves write.
const REPLY_HEADERS: &[&str] = &["x-autoreply", "x-autorespond", "x-auto-response-from"];

/// A receipt of opening; `None` where the mail is none.
pub(super) fn of_opening(mail: &Mail<'_>) -> Option<Vec<Report>> {
    let part = mail.part("message", "disposition-notification")?;
    let found = fields(&part.replace('\r', ""));
    let disposition = field(&found, "disposition").unwrap_or_default();
    let kind = disposition.split(';').next_back().unwrap_or_default();
    let kind = kind.split(['/', ',']).next().unwrap_or_default().trim();
    let outcome = match kind.to_ascii_lowercase().as_str() {
        "displayed" => Outcome::Opened,
        "deleted" => Outcome::Deleted,
        "dispatched" | "processed" => Outcome::Delivered(Evidence::Confirmed),
        _ => Outcome::Nothing,
    };
    let recipient = ["final-recipient", "original-recipient"]
        .iter()
        .find_map(|name| field(&found, name))
        .map(|written| written.split(';').next_back().unwrap_or_default().trim());
    Some(vec![Report {
        recipient: recipient.unwrap_or_default().to_owned(),
        outcome,
        word: format!("receipt '{disposition}'"),
        code: None,
        words: None,
        reason: Reason::Other,
        occurred_at: None,
    }])
}

/// An automatic reply of a person's mailbox; `None` where the mail is none.
/// Mail servers answer automatically too, and theirs are reports.
pub(super) fn automatic_reply(mail: &Mail<'_>) -> Option<Vec<Report>> {
    let subject = mail.subject();
    let says_so = REPLY_SUBJECTS.iter().any(|it| subject.starts_with(it))
        || REPLY_HEADERS.iter().any(|it| mail.header(it).is_some())
        || mail.header("x-apple-action") == Some("VACATION");
    let is_automatic = mail
        .header("auto-submitted")
        .is_some_and(|it| it.starts_with("auto-replied"))
        && mail.header("in-reply-to").is_some()
        && !super::free_text::is_from_server(mail);
    if !says_so && !is_automatic {
        return None;
    }
    let from = mail.header("from").unwrap_or_default();
    let address = match from.split_once('<') {
        Some((_, rest)) => rest.split('>').next().unwrap_or_default(),
        None => from,
    };
    Some(vec![Report {
        recipient: address.trim().to_owned(),
        outcome: Outcome::Delivered(Evidence::Confirmed),
        word: "automatic reply".to_owned(),
        code: None,
        words: None,
        reason: Reason::Other,
        occurred_at: None,
    }])
}
