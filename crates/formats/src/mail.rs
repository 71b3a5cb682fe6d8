//! Mail about mail: delivery reports, complaints, receipts and automatic
//! replies, one a file (`.eml`) or many (mbox).
//!
//! Source: RFC 3464 (delivery status), RFC 3463 (status codes), RFC 5965
//! (complaints), RFC 8098 (receipts), RFC 3834 (automatic replies); what
//! servers write instead is told by their words. Machine-readable parts come
//! first, and words are only searched where there is none. Oddities: lines
//! that end in a bare carriage return, reports inside a forwarded mail, the
//! notifications of Amazon SES as JSON in a mail. Only a report that somebody's
//! mail server made can become a failure: a reply, a complaint, a success or
//! an ordinary mail never does.
//!
//! Which document a report is about: see [`target`].

mod complaint;
mod free_text;
mod original;
mod part;
pub(crate) mod reason;
mod receipt;
pub(crate) mod report;
mod status;
pub(crate) mod target;

use crate::{Format, Reading, code, decode, limits, refused, webhook};
use domain::ContentHash;
use domain::intake::{Item, ItemBody, ItemKind, NewEvent};
use mail_parser::MessageParser;
use original::Original;
use part::Mail;
use report::Report;
use std::borrow::Cow;

/// Names of header fields that tell a mail from other texts with colons.
const FIELDS: &[&str] = &[
    "return-path",
    "received",
    "from",
    "to",
    "date",
    "subject",
    "message-id",
    "mime-version",
    "delivered-to",
    "content-type",
    "reply-to",
    "auto-submitted",
];

/// How many of them a mail has at least among its first fields.
const FIELDS_MIN: usize = 3;

/// Whether a mail or a mailbox begins like this: with header fields, several of
/// them those of a mail.
pub(crate) fn is_mail(head: &[u8]) -> bool {
    let mut lines = head.split(|byte| matches!(byte, b'\n' | b'\r')).peekable();
    if head.starts_with(b"From ") {
        return is_mailbox(head);
    }
    let Some(name) = lines.peek().and_then(|line| field_name(line)) else {
        return false;
    };
    if name.is_empty() {
        return false;
    }
    // Lines end in two characters in files of DOS, so an empty one is no end.
    let known = lines
        .filter_map(field_name)
        .filter(|name| FIELDS.contains(&name.as_str()));
    known.take(FIELDS_MIN).count() == FIELDS_MIN
}

/// The name of the header field that a line begins, in lower case.
fn field_name(line: &[u8]) -> Option<String> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let name = &line[..colon];
    let is_name = name
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_name.then(|| String::from_utf8_lossy(name).to_ascii_lowercase())
}

/// A line `From`, and behind it a header field.
fn is_mailbox(head: &[u8]) -> bool {
    let mut lines = head.split(|byte| matches!(byte, b'\n' | b'\r'));
    let second = lines.find(|line| !line.is_empty() && !line.starts_with(b"From "));
    second.and_then(field_name).is_some()
}

/// Reads a mail, or every mail of a mailbox.
pub(crate) fn read<'a>(bytes: &[u8]) -> Reading<'a> {
    let bytes = bytes.strip_prefix(decode::UTF8_BOM).unwrap_or(bytes);
    let bytes = with_line_feeds(bytes.trim_ascii_start());
    let mails = split(&bytes);
    let is_many = mails.len() > 1;
    let format = if is_many { Format::Mbox } else { Format::Mail };
    let mut items = Vec::new();
    for (index, mail) in mails.into_iter().enumerate() {
        let place = match is_many {
            true => format!("mail {}", index + 1),
            false => String::new(),
        };
        if index == limits::MAILS_MAX {
            let message = format!("only the first {index} mails were read; split the mailbox");
            let finding = code::MAIL_TOO_MANY.at(place.as_str(), message);
            items.push(refused(place, ItemKind::Event, vec![finding]));
            break;
        }
        items.extend(of_mail(&place, mail));
    }
    Reading::new(format, items)
}

/// Old programs end lines with a carriage return alone.
fn with_line_feeds(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.contains(&b'\n') {
        return Cow::Borrowed(bytes);
    }
    let replaced = bytes.iter().map(|byte| match byte {
        b'\r' => b'\n',
        other => *other,
    });
    Cow::Owned(replaced.collect())
}

/// The mails of a mailbox: each begins with a line `From ` behind an empty
/// one. A file without such a first line is one mail.
fn split(bytes: &[u8]) -> Vec<&[u8]> {
    if !bytes.starts_with(b"From ") {
        return vec![bytes];
    }
    let mut mails = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut was_empty = false;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if was_empty && line.starts_with(b"From ") && is_mailbox(&bytes[at..]) {
            mails.push(&bytes[start..at]);
            start = at;
        }
        was_empty = line.trim_ascii().is_empty();
        at += line.len();
    }
    mails.push(&bytes[start..]);
    let without_line = |mail: &'_ [u8]| mail.iter().position(|byte| *byte == b'\n');
    mails
        .into_iter()
        .map(|mail| &mail[without_line(mail).map_or(mail.len(), |end| end + 1)..])
        .collect()
}

fn of_mail(place: &str, bytes: &[u8]) -> Vec<Item> {
    let Some(message) = MessageParser::default().parse(bytes) else {
        let finding = code::MAIL_UNREADABLE.at(place, "no header field of a mail can be read");
        return vec![refused(place.to_owned(), ItemKind::Event, vec![finding])];
    };
    let mail = Mail::new(&message);
    if let Some(items) = notification(place, &mail) {
        return items;
    }
    let reports = reports(&mail);
    if !reports.is_empty() {
        return items(place, &mail, bytes, reports);
    }
    // A report that somebody passed on as a mail inside a mail.
    for inner in mail.inner() {
        let inner = Mail::new(inner);
        let reports = status::reports(&inner).unwrap_or_default();
        if !reports.is_empty() {
            return items(place, &inner, bytes, reports);
        }
    }
    let message = "this mail reports nothing about a document: no delivery, failure, complaint or \
                   receipt is in it; the file is kept";
    let finding = code::MAIL_NO_REPORT.at(place, message);
    vec![refused(place.to_owned(), ItemKind::Event, vec![finding])]
}

/// What a mail reports, by the first way of reading that finds something.
fn reports(mail: &Mail<'_>) -> Vec<Report> {
    complaint::reports(mail)
        .or_else(|| status::reports(mail))
        .or_else(|| receipt::of_opening(mail))
        .or_else(|| receipt::automatic_reply(mail))
        .or_else(|| free_text::reports(mail))
        .unwrap_or_default()
}

/// The JSON that Amazon SES sends by mail over SNS.
fn notification(place: &str, mail: &Mail<'_>) -> Option<Vec<Item>> {
    let text = mail.text();
    let start = text.find('{')?;
    let is_ses = text[start..].contains("notificationType");
    let from_sns = mail.from().contains("sns.amazonaws.com");
    if !is_ses || !from_sns {
        return None;
    }
    // The mail may break long lines in the middle of a word; sendmail marks
    // where it did.
    let unbroken = text[start..].replace("!\n ", "").replace('\n', "");
    let mut values = serde_json::Deserializer::from_str(&unbroken).into_iter();
    let value: serde_json::Value = values.next()?.ok()?;
    webhook::items(place, &value)
}

fn items(place: &str, mail: &Mail<'_>, bytes: &[u8], reports: Vec<Report>) -> Vec<Item> {
    let original = Original::of(mail);
    let name = mail
        .message_id()
        .unwrap_or_else(|| ContentHash::of(bytes).to_string());
    reports
        .into_iter()
        .take(limits::REPORTS_MAX)
        .enumerate()
        .map(|(index, report)| {
            let place = match index {
                0 => place.to_owned(),
                _ => format!("{place} recipient {}", index + 1).trim().to_owned(),
            };
            let mut findings = vec![report.finding(&place)];
            let Some(fact) = report.fact() else {
                return refused(place, ItemKind::Event, findings);
            };
            let (target, odd) = target::of(&original, &report.recipient, &place);
            findings.extend(odd);
            let id = [
                name.as_str(),
                &mail.date_text(),
                &report.recipient,
                fact.name(),
            ]
            .join("/");
            let event = NewEvent {
                source: domain::SourceKey::new("mail", id),
                target,
                occurred_at: report.occurred_at.unwrap_or_else(|| mail.date()),
                fact,
            };
            Item {
                place,
                body: ItemBody::Event(Box::new(event)),
                findings,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
