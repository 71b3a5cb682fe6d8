//! A mail as the readers of reports look at it.

use jiff::Timestamp;
use mail_parser::{Message, MessagePart, MimeHeaders, PartType};
use std::borrow::Cow;

/// Most bytes of free text that are searched for what a server says.
const TEXT_BYTES_MAX: usize = 256 << 10;

/// A parsed mail.
pub(super) struct Mail<'m> {
    message: &'m Message<'m>,
    headers: Vec<(String, String)>,
}

impl<'m> Mail<'m> {
    /// Looks at a parsed mail.
    pub(super) fn new(message: &'m Message<'m>) -> Self {
        let headers = message
            .headers_raw()
            .map(|(name, value)| (name.to_ascii_lowercase(), unfolded(value)))
            .collect();
        Self { message, headers }
    }

    /// The value of a header field, on one line.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Who it says it is from, in lower case.
    pub(super) fn from(&self) -> String {
        self.header("from").unwrap_or_default().to_ascii_lowercase()
    }

    /// The subject, decoded, in lower case.
    pub(super) fn subject(&self) -> String {
        self.message.subject().unwrap_or_default().to_lowercase()
    }

    /// The mail's own name, without its angle brackets.
    pub(super) fn message_id(&self) -> Option<String> {
        self.header("message-id").and_then(bare_id)
    }

    /// The date as written, which is part of the mail's name.
    pub(super) fn date_text(&self) -> String {
        self.header("date").unwrap_or_default().to_owned()
    }

    /// When it was sent, else received. A mail without any date happened at
    /// the latest when it is learned of, and the latest moment says that.
    pub(super) fn date(&self) -> Timestamp {
        let date = self.message.date();
        let received = || self.message.received().and_then(|it| it.date());
        date.filter(|date| date.is_valid())
            .map(mail_parser::DateTime::to_timestamp)
            .or_else(|| received().map(|date| date.to_timestamp()))
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .unwrap_or(Timestamp::MAX)
    }

    /// The bytes of the first part of this media type.
    pub(super) fn part(&self, main: &str, sub: &str) -> Option<Cow<'m, str>> {
        let parts = self.message.parts.iter();
        let part = parts.into_iter().find(|part| is(part, main, sub))?;
        Some(String::from_utf8_lossy(part.contents()))
    }

    /// Whether the whole is a report of this type.
    pub(super) fn is_report(&self, kind: &str) -> bool {
        self.message.content_type().is_some_and(|it| {
            it.ctype().eq_ignore_ascii_case("multipart")
                && it
                    .attribute("report-type")
                    .is_some_and(|found| found.eq_ignore_ascii_case(kind))
        })
    }

    /// The mails inside it.
    pub(super) fn inner(&self) -> impl Iterator<Item = &'m Message<'m>> {
        let parts = self.message.parts.iter();
        parts.filter_map(|part| match &part.body {
            PartType::Message(inner) => Some(inner),
            _ => None,
        })
    }

    /// Its text, that of all text parts, bounded; of a mail whose parts cannot
    /// be told apart, all that follows its header.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for part in &self.message.parts {
            if let PartType::Text(found) = &part.body {
                text.push_str(found);
                text.push('\n');
            }
            if text.len() > TEXT_BYTES_MAX {
                break;
            }
        }
        if text.trim().is_empty() {
            text = self.undivided();
        }
        let mut end = text.len().min(TEXT_BYTES_MAX);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.replace('\r', "")
    }

    fn undivided(&self) -> String {
        let raw = self.message.raw_message();
        let raw = String::from_utf8_lossy(&raw[..raw.len().min(TEXT_BYTES_MAX)]);
        let raw = raw.replace("\r\n", "\n");
        let body = raw.split_once("\n\n").map(|(_, body)| body);
        body.unwrap_or_default().to_owned()
    }
}

fn is(part: &MessagePart<'_>, main: &str, sub: &str) -> bool {
    part.content_type().is_some_and(|it| {
        it.ctype().eq_ignore_ascii_case(main)
            && it
                .subtype()
                .is_some_and(|found| found.eq_ignore_ascii_case(sub))
    })
}

/// A header's value on one line.
fn unfolded(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The id inside the first angle brackets, or the only word.
pub(super) fn bare_id(written: &str) -> Option<String> {
    let inside = match written.split_once('<') {
        Some((_, rest)) => rest.split('>').next().unwrap_or_default(),
        None => written.split_whitespace().next().unwrap_or_default(),
    };
    let id: String = inside.split_whitespace().collect();
    (!id.is_empty()).then_some(id)
}

/// The fields of a block of header lines, names in lower case, folded lines
/// joined by a space.
pub(super) fn fields(block: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
            continue;
        }
        if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    fields
}

/// The value of a field, where it is not blank.
pub(super) fn field<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    let mut found = fields.iter().filter(|(field, _)| field == name);
    found
        .next()
        .map(|(_, value)| value.as_str())
        .filter(|value| !value.is_empty())
}
