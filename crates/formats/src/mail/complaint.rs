//! Complaints (RFC 5965): the recipient, or a program on their side, said that
//! the mail is unwanted. It arrived, so it is no failed delivery.

use crate::mail::original::Original;
use crate::mail::part::{Mail, field, fields};
use crate::mail::report::{COMPLAINT, Outcome, Report};
use domain::Reason;

/// The complaint in a mail; `None` where it is none.
pub(super) fn reports(mail: &Mail<'_>) -> Option<Vec<Report>> {
    if let Some(part) = mail.part("message", "feedback-report") {
        return Some(of_fields(mail, &fields(&part.replace('\r', ""))));
    }
    if mail.is_report("feedback-report") {
        return Some(of_fields(mail, &fields(&mail.text())));
    }
    // A program that unsubscribes for its user.
    let unsubscribes = mail.subject().trim() == "unsubscribe";
    let is_automatic = mail.header("auto-submitted").is_some();
    (unsubscribes && is_automatic).then(|| {
        let from = mail.header("from").unwrap_or_default();
        vec![report(address(from), "opt-out", None)]
    })
}

fn of_fields(mail: &Mail<'_>, fields: &[(String, String)]) -> Vec<Report> {
    let kind = field(fields, "feedback-type").unwrap_or("other");
    let of_original = || {
        let original = Original::of(mail);
        original.header("to").map(address)
    };
    let names = ["original-rcpt-to", "removal-recipient"];
    let recipient = names
        .iter()
        .find_map(|name| field(fields, name))
        .map(address)
        .or_else(of_original)
        .unwrap_or_default();
    vec![report(recipient, kind, field(fields, "user-agent"))]
}

fn report(recipient: String, kind: &str, words: Option<&str>) -> Report {
    Report {
        recipient,
        outcome: match kind {
            "not-spam" => Outcome::Nothing,
            _ => Outcome::Complaint,
        },
        word: format!("complaint '{kind}'"),
        code: Some((kind.to_owned(), COMPLAINT)),
        words: words.map(str::to_owned),
        reason: match kind {
            // About the sender's own signature and not about the recipient.
            "auth-failure" => Reason::InvalidContent,
            _ => Reason::AgreementMissing,
        },
        occurred_at: None,
    }
}

fn address(written: &str) -> String {
    let inside = match written.split_once('<') {
        Some((_, rest)) => rest.split('>').next().unwrap_or_default(),
        None => written,
    };
    let first = inside.split(',').next().unwrap_or_default();
    let address = first.split(';').next_back().unwrap_or_default();
    address.trim().to_owned()
}
